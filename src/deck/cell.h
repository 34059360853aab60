#pragma once

#include <span>
#include <string>
#include <vector>

#include "deck/scanner.h"
#include "deck/sign.h"
#include "scan/mark.h"

namespace huanjie {

// What stands in a cell. The first five are clear, but for vee; the others hard: never to be sure
// of anything but what the table in docs/accuracy.md calls their truth.
enum class CellKind {
  circle,
  cross,
  tick,
  blank,      // one clean mark or none
  vee,        // a tick of equal arms
  foreign,    // a letter, a digit, another sign
  two_signs,  // two different signs beside or over each other
  struck,     // a sign crossed out or scribbled over
  beside,     // a sign in the ring or further off
  tiny,
  faint,  // under 2 mm; hardly darker than paper
  filled  // scribbled full
};

// The signs a deck is drawn from.
struct Signs {
  double invented = 0;  // the share that nobody in particular drew, of a kind that can be invented
  std::vector<Sign> circles{};
  std::vector<Sign> crosses{};
  std::vector<Sign> ticks{};
  std::vector<Sign> vees{};
  std::vector<Sign> others{};

  const std::vector<Sign>& of(SignKind kind) const;
};
// Of the writers of one share alone.
Signs of_share(const Signs& signs, WriterShare share);

// Who drew what, to name it where it is read wrongly.
struct DrawnCell {
  CellKind kind = CellKind::blank;
  std::string writers{};
  std::string strokes{};  // file kind and number, joined by +
};

struct Area {
  Spot from{};  // millimetres
  double width = 0;
  double height = 0;
};

// Draws a cell's mark around `box` (millimetres on the paper).
DrawnCell draw_cell(GreyImage& paper, const Signs& signs, CellKind kind, const Area& box,
                    Dice& dice);

}  // namespace huanjie
