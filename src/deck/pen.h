#pragma once

#include <vector>

#include "deck/dice.h"
#include "deck/sign.h"
#include "scan/image.h"

namespace huanjie {

// Paper is drawn on at this scale, finer than most scans of it.
inline constexpr int kPaperScale = 12;  // pixels a millimetre

// What it is drawn with.
struct Pen {
  double width_mm = 0.5;
  double grey = 50;  // of full ink, 0 to 255
  double grain = 0;  // how much of the ink paper leaves bare: pencil
};
// A ball-point, gel or felt pen of a colour, or with `pencil` a pencil.
Pen any_pen(Dice& dice, bool pencil);

// Where and how a sign stands on the paper.
struct Placing {
  Spot middle{};       // millimetres
  double size_mm = 6;  // the larger side
  double degrees = 0;
  double slant = 0;    // sideways a millimetre of height
  double stretch = 1;  // of the width
};

void draw(GreyImage& paper, const Sign& sign, const Placing& placing, const Pen& pen, Dice& dice);
// The same from ready places in millimetres.
void draw_ways(GreyImage& paper, const std::vector<std::vector<Spot>>& ways, const Pen& pen,
               Dice& dice);

}  // namespace huanjie
