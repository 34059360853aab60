#include "scan/sheet_model.h"

#include <algorithm>
#include <string>

#include "scan/ink.h"
#include "scan/paper.h"

namespace huanjie {
namespace {

constexpr int kPrintScale = 8;  // pixels a millimetre of x.print
constexpr int kBlock = 6;       // pixels: three millimetres
constexpr int kPrinted = 200;   // lighter is paper
constexpr int kStrayInk = 80;   // of kPaper: a pen, not a shadow, a watermark or a fold
constexpr int kLeastStray = 5;  // pixels, more than a square millimetre
constexpr int kLeastReach = 3;  // pixels, a millimetre and a half
constexpr int kPageEdge = 5;    // millimetres, where the paper's own edge throws a shadow
constexpr int kNameInk = 5;     // pixels

GreyImage part(const GreyImage& image, const Box& box) {
  GreyImage out(box.width(), box.height());
  for (int y = box.top; y < box.bottom; ++y) {
    for (int x = box.left; x < box.right; ++x) {
      if (image.contains(x, y)) out.pixel(x - box.left, y - box.top) = image.pixel(x, y);
    }
  }
  return out;
}

// On the straightened page, `around` millimetres more on each side.
Box box_on_page(const PageRect& rect, int around) {
  return {(rect.x - around) * kPageScale, (rect.y - around) * kPageScale,
          (rect.x + rect.width + around) * kPageScale,
          (rect.y + rect.height + around) * kPageScale};
}

void set(GreyImage& image, const Box& box, std::uint8_t value) {
  for (int y = std::max(0, box.top); y < std::min(image.height, box.bottom); ++y) {
    for (int x = std::max(0, box.left); x < std::min(image.width, box.right); ++x)
      image.pixel(x, y) = value;
  }
}

// Thousandths of the printed blocks that show less than a third of their print.
int missing_print(const GreyImage& page, const GreyImage& print) {
  int blocks = 0;
  int missing = 0;
  for (int top = 0; top + kBlock <= print.height; top += kBlock) {
    for (int left = 0; left + kBlock <= print.width; left += kBlock) {
      int expected = 0;
      int found = 0;
      for (int y = top; y < top + kBlock; ++y) {
        for (int x = left; x < left + kBlock; ++x) expected += 255 - print.pixel(x, y);
      }
      if (expected < 4 * 255) continue;
      // A pixel around counts too: the page is placed to a quarter of a millimetre.
      for (int y = std::max(0, top - 1); y < std::min(page.height, top + kBlock + 1); ++y) {
        for (int x = std::max(0, left - 1); x < std::min(page.width, left + kBlock + 1); ++x)
          found += std::max(0, kPaper - page.pixel(x, y));
      }
      ++blocks;
      missing += found * 3 < expected ? 1 : 0;
    }
  }
  return blocks > 0 ? missing * 1000 / blocks : 0;
}

// Where ink may stand or is print, so that nothing there is stray.
GreyImage explained(const SheetModel& model) {
  const GreyImage& print = model.page;
  GreyImage mask(print.width, print.height, 0);
  for (int y = 0; y < print.height; ++y) {
    for (int x = 0; x < print.width; ++x) {
      if (print.pixel(x, y) < kPrinted) set(mask, {x - 2, y - 2, x + 3, y + 3}, 255);
    }
  }
  const PageSize& size = model.layout.page;
  const int edge = kPageEdge * kPageScale;
  set(mask, {0, 0, mask.width, edge}, 255);
  set(mask, {0, size.height_mm * kPageScale - edge, mask.width, mask.height}, 255);
  set(mask, {0, 0, edge, mask.height}, 255);
  set(mask, {size.width_mm * kPageScale - edge, 0, mask.width, mask.height}, 255);
  if (model.layout.x.seal) set(mask, box_on_page(*model.layout.x.seal, 3), 255);
  for (const LayoutCell& cell : model.layout.cells) {
    set(mask, box_on_page(cell.rect_mm, cell.role == CellRole::mark ? kRing : 1), 255);
  }
  return mask;
}

// A scanner's streak or a fold: long, thin and straight.
bool is_streak(const Blot& blot, const GreyImage& page) {
  const bool down = blot.box.width() <= 4 && blot.box.height() * 2 > page.height;
  const bool across = blot.box.height() <= 4 && blot.box.width() * 2 > page.width;
  return down || across;
}

bool has_stray_ink(const GreyImage& page, const SheetModel& model) {
  const GreyImage mask = explained(model);
  GreyImage ink(page.width, page.height, 0);
  for (std::size_t i = 0; i < ink.pixels.size(); ++i) {
    const bool dark = kPaper - page.pixels[i] >= kStrayInk;
    ink.pixels[i] = dark && mask.pixels[i] == 0 ? 255 : 0;
  }
  int specks = 0;
  for (const Blot& blot : find_blots(ink, page, kLeastStray, specks)) {
    const bool reaches = std::max(blot.box.width(), blot.box.height()) >= kLeastReach;
    if (reaches && !is_streak(blot, page)) return true;
  }
  return false;
}

bool has_name(const GreyImage& page, const GreyImage& print, const PageRect& rect) {
  const Box box = box_on_page(rect, 0);
  int inked = 0;
  for (int y = box.top + 1; y < box.bottom - 1; ++y) {
    for (int x = box.left + 1; x < box.right - 1; ++x) {
      if (!page.contains(x, y)) continue;
      inked += kPaper - page.pixel(x, y) >= kStrayInk / 2 && print.pixel(x, y) >= 250 ? 1 : 0;
    }
  }
  return inked >= kNameInk;
}

}  // namespace

Result<SheetModel> model_of(Layout layout, const GreyImage& print) {
  const PageSize& size = layout.page;
  if (print.width != size.width_mm * kPrintScale || print.height != size.height_mm * kPrintScale) {
    return invalid(
        "票面图的大小不对：" + std::to_string(print.width) + "×" + std::to_string(print.height),
        "/x/print",
        std::to_string(size.width_mm * kPrintScale) + "×" +
            std::to_string(size.height_mm * kPrintScale));
  }
  SheetModel model;
  model.page = shrink(print, kPrintScale / kPageScale);
  const GreyImage fine = shrink(print, kPrintScale / kCellScale);
  for (const LayoutCell& cell : layout.cells) {
    const PageRect& rect = cell.rect_mm;
    const int ring = kRing * kCellScale;
    const Box window{(rect.x - kRing) * kCellScale, (rect.y - kRing) * kCellScale,
                     (rect.x + rect.width + kRing) * kCellScale,
                     (rect.y + rect.height + kRing) * kCellScale};
    model.cells.push_back(
        {{},
         part(fine, window),
         {ring, ring, ring + rect.width * kCellScale, ring + rect.height * kCellScale}});
  }
  model.blackened = layout.x.blackened;
  model.layout = std::move(layout);
  return model;
}

PageCheck check_page(const GreyImage& page, const SheetModel& model) {
  PageCheck check;
  check.missing = missing_print(page, model.page);
  check.stray_ink = has_stray_ink(page, model);
  for (const LayoutCell& cell : model.layout.cells) {
    check.inked.push_back(cell.role == CellRole::name && has_name(page, model.page, cell.rect_mm));
  }
  return check;
}

}  // namespace huanjie
