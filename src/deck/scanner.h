#pragma once

#include "deck/dice.h"
#include "deck/pen.h"
#include "scan/page_map.h"

namespace huanjie {

// How a scanner sees a paper: everything it does wrong.
struct ScanFaults {
  double dpi = 300;
  int quarter_turns = 0;  // clockwise
  double skew = 0;        // degrees
  double scale_across = 1;
  double scale_down = 1;
  Spot shift{};  // millimetres
  double blur_mm = 0.06;
  double white = 238;
  double black = 25;
  double noise = 3;   // grey
  double shadow = 0;  // how much darker one side is, of white
  double shadow_degrees = 0;
  int threshold = 0;  // bilevel from this grey on; 0 grey
};
// Faults as an office scanner in use has them.
ScanFaults any_faults(Dice& dice);

// The paper, of kPaperScale, as the scanner delivers it, and where on it each millimetre of the
// paper lies. `width_mm` and `height_mm` are of the glass: the paper lies in its middle.
struct Scanned {
  GreyImage image{};
  PageMap map = PageMap::turned(1, 0, {});
};
Scanned scan(const GreyImage& paper, const ScanFaults& faults, Dice& dice);

}  // namespace huanjie
