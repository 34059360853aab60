#pragma once

#include <string>
#include <vector>

#include "ballot/layout.h"
#include "deck/cell.h"
#include "deck/scanner.h"

namespace huanjie {

// A printed sheet as people mark it: what was drawn in each cell of the layout, in its order.
struct MarkedSheet {
  GreyImage paper{};
  std::vector<DrawnCell> cells{};
};

// The unmarked sheet on paper of kPaperScale; `print` is the layout's x.print, decoded.
GreyImage printed_paper(const GreyImage& print);

// Draws what `kinds` says, a kind for each cell of the layout; of name rows, blank leaves them
// empty and anything else writes a few signs.
MarkedSheet mark_sheet(GreyImage paper, const Layout& layout, const Signs& signs,
                       const std::vector<CellKind>& kinds, Dice& dice);

// Folds, a streak of the glass and dust, as a sheet in use may have them.
void wear(GreyImage& paper, Dice& dice);

}  // namespace huanjie
