#pragma once

#include <optional>
#include <vector>

#include "ballot/layout.h"
#include "scan/image.h"
#include "scan/page_map.h"
#include "scan/paper.h"

namespace huanjie {

// Why a page is refused before anything on it is read. The closed list of docs/reading.md, with
// what the person who holds the sheet must do.
enum class Refusal {
  undecodable,    // the file or page cannot be opened
  blank_page,     // nothing is printed on it
  unplaced,       // printed, but the corner marks of a ballot are not there
  cut_off,        // part of the sheet lies outside the picture
  wrong_scale,    // printed or scanned 2.5 % too small or too large
  other_ballot,   // the squares at the foot are another style's
  style_unclear,  // the squares at the foot cannot be told
  print_missing   // much of the print is covered or gone: two sheets at once, another print
};

// A scan in the sizes that finding needs.
struct ScanView {
  const GreyImage* image = nullptr;
  GreyImage small{};
  int factor = 1;
  PaperLevel level;

  explicit ScanView(const GreyImage& scan);
};

// Where a sheet lies on a scan.
struct Placed {
  PageMap map = PageMap::turned(1, 0, {});
  int rotation = 0;  // how far the scan must be turned clockwise to stand upright: 0, 90, 180, 270
  double black = 0;  // of print, in the scan's grey
  bool corner_missing = false;  // a corner mark is not where the scan shows the sheet
};

// Finds the sheet of a layout by its corner marks, the bar and the squares of its style. `dpi` is
// what the file says, 0 for nothing; then the size of the picture must agree with a usual one.
struct PlaceResult {
  std::optional<Placed> placed{};
  Refusal refusal = Refusal::unplaced;
};
PlaceResult place_sheet(const ScanView& view, const Layout& layout, int dpi);

}  // namespace huanjie
