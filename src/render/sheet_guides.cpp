#include "render/sheet_guides.h"

#include <utility>

namespace huanjie {
namespace {

// Corner marks of 6 mm, 14 mm from the edges to their middle: a sheet that lies up to 3° askew on
// the glass still shows them whole, and nothing else on the sheet has their size.
constexpr int kMark = 6;
constexpr int kMarkAt = 11;
constexpr int kCodeSquare = 3;
constexpr int kCodePitch = 4;
constexpr int kCodeBits = 24;

}  // namespace

PageSize size_of(const SheetStyle& style) {
  PageSize size;
  switch (style.paper) {
    case SheetPaper::a5: size = {148, 210}; break;
    case SheetPaper::b5: size = {182, 257}; break;
    case SheetPaper::a4: size = {210, 297}; break;
    case SheetPaper::a3: size = {297, 420}; break;
  }
  if (style.landscape) std::swap(size.width_mm, size.height_mm);
  return size;
}

bool is_small(const PageSize& page) { return page.width_mm < 180; }

void place_guides(BallotSheet& sheet, SheetPurpose purpose) {
  const PageSize page = sheet.layout.page;
  LayoutGuides& guides = sheet.layout.x;
  guides.purpose = purpose;
  const int right = page.width_mm - kMarkAt - kMark;
  const int bottom = page.height_mm - kMarkAt - kMark;
  for (const int x : {kMarkAt, right}) {
    for (const int y : {kMarkAt, page.height_mm / 2 - kMark / 2, bottom}) {
      guides.corner_marks.push_back({x, y, kMark, kMark});
    }
  }
  guides.turn_bar = {kMarkAt + kMark + 3, kMarkAt + 1, 12, 4};
  const int code_left = (page.width_mm - (kCodeBits - 1) * kCodePitch - kCodeSquare) / 2;
  for (int i = 0; i < kCodeBits; ++i) {
    guides.code.push_back({code_left + i * kCodePitch, bottom + 1, kCodeSquare, kCodeSquare});
  }
  const int length = is_small(page) ? 50 : 100;
  const int left = (page.width_mm - length) / 2;
  const int y = page.height_mm - kBelow + 3;
  guides.ruler = {left, y - 1, length, 3};
  for (const Rect& line : {Rect(left, y, length, 0.3), Rect(left, y - 1, 0.3, 2.3),
                           Rect(left + length - 0.3, y - 1, 0.3, 2.3)}) {
    sheet.fills.push_back({line});
  }
  sheet.texts.push_back(
      {std::to_string(length) + "毫米", 7, Rect(left + length + 2, y - 2, 16, 4), Align::left});
  for (const PageRect& mark : guides.corner_marks) {
    sheet.fills.push_back({Rect(mark.x, mark.y, mark.width, mark.height)});
  }
  const PageRect& bar = guides.turn_bar;
  sheet.fills.push_back({Rect(bar.x, bar.y, bar.width, bar.height)});
}

}  // namespace huanjie
