#pragma once

#include <array>
#include <optional>
#include <vector>

#include "ballot/layout.h"
#include "scan/page_map.h"
#include "scan/paper.h"
#include "scan/place.h"

namespace huanjie {

inline constexpr std::size_t kCornerMarks = 6;

// The six marks as found on a scan, in the order of the layout; the sheet may still lie the other
// way up, since the marks stand alike both ways.
struct FoundMarks {
  PageMap map = PageMap::turned(1, 0, {});             // through the marks
  std::array<std::optional<Spot>, kCornerMarks> at{};  // pixels of the scan
  std::array<bool, kCornerMarks> shown{};  // the place lies on the scan with all of the mark
};
std::optional<FoundMarks> find_marks(const ScanView& view, const Layout& layout);

// The middle of a mark on the page, millimetres.
Spot middle_of(const PageRect& rect);

}  // namespace huanjie
