#pragma once

#include <vector>

#include "ballot/layout.h"
#include "scan/image.h"
#include "scan/mark.h"

namespace huanjie {

inline constexpr int kPageScale = 2;  // pixels a millimetre of the straightened page

// A layout made ready to read by: the unmarked sheet in the scales of the cells and of the page.
struct SheetModel {
  Layout layout{};
  bool blackened = false;            // filled boxes are a vote there
  GreyImage page{};                  // at kPageScale
  std::vector<CellPicture> cells{};  // one for each cell of the layout, `seen` empty
};
// `print` is the layout's x.print, decoded: 8 pixels a millimetre of the whole page.
Result<SheetModel> model_of(Layout layout, const GreyImage& print);

// What a straightened page shows besides its cells, in whole numbers.
struct PageCheck {
  int missing = 0;            // thousandths of the print that are not there
  bool stray_ink = false;     // ink that nothing explains
  std::vector<bool> inked{};  // for each cell of the layout that is a name row: whether it has ink
};
PageCheck check_page(const GreyImage& page, const SheetModel& model);

}  // namespace huanjie
