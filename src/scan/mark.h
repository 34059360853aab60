#pragma once

#include "ballot/method.h"
#include "scan/ink.h"
#include "scan/net.h"
#include "scan/shape.h"

namespace huanjie {

// A cell of the sheet, straightened, with kRing millimetres of page around the box.
struct CellPicture {
  GreyImage seen{};
  GreyImage print{};  // the same of the unmarked sheet
  Box box{};          // the inside of the printed box
};

// What was measured in a cell, in thousandths where it is a share.
struct MarkMeasures {
  int ink = 0;        // inked share of the box
  int ring = 0;       // inked share of the ring around it
  int strength = 0;   // of the ink, against print
  int size = 0;       // the mark's larger side, in hundredths of a millimetre
  int certainty = 0;  // the more doubtful net's log odds for what was read, in hundredths

  friend bool operator==(const MarkMeasures&, const MarkMeasures&) = default;
};

// Why a mark is not sure; `clear` where it is.
enum class Doubt { clear, murky, faint, beside, tiny, filled, several, unusual, disagreed };

struct MarkReading {
  Seen seen = Seen::blank;
  bool sure = false;
  Doubt doubt = Doubt::clear;
  MarkMeasures measures{};

  friend bool operator==(const MarkReading&, const MarkReading&) = default;
};

// Reads the ink of one cell, whose printed box is `box`, in whole numbers alone, so that a verifier
// on any machine reads the same. Sure are circle, cross, tick and blank, when both nets and the
// facts of the line agree and no ink is left unexplained; `blackened` says that the ballot asks for
// blackened boxes, where filled may be sure as well. Whatever the doubt, `seen` is the likeliest.
MarkReading read_mark(const Ink& ink, const Box& box, bool blackened);
Ink ink_in(const CellPicture& cell);

}  // namespace huanjie
