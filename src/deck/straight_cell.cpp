#include "deck/straight_cell.h"

#include <array>
#include <cmath>

#include "scan/paper.h"
#include "scan/register.h"

namespace huanjie {
namespace {

constexpr int kAround = kRing + 3;  // millimetres of paper around the box: the window and the skew

void fill(GreyImage& paper, double left, double top, double right, double bottom) {
  for (int y = static_cast<int>(std::lround(top * kPaperScale)); y < bottom * kPaperScale; ++y) {
    for (int x = static_cast<int>(std::lround(left * kPaperScale)); x < right * kPaperScale; ++x) {
      if (paper.contains(x, y)) paper.pixel(x, y) = 0;
    }
  }
}

void print_frame(GreyImage& paper, const Area& box, double thickness) {
  const double right = box.from.x + box.width;
  const double bottom = box.from.y + box.height;
  fill(paper, box.from.x - thickness, box.from.y - thickness, right + thickness, box.from.y);
  fill(paper, box.from.x - thickness, bottom, right + thickness, bottom + thickness);
  fill(paper, box.from.x - thickness, box.from.y, box.from.x, bottom);
  fill(paper, right, box.from.y, right + thickness, bottom);
}

void add_specks(GreyImage& paper, Dice& dice) {
  const int specks = dice.chance(0.15) ? 1 + dice.below(3) : 0;
  for (int i = 0; i < specks; ++i) {
    const double x = dice.uniform(0, static_cast<double>(paper.width) / kPaperScale);
    const double y = dice.uniform(0, static_cast<double>(paper.height) / kPaperScale);
    const double size = dice.uniform(0.08, 0.3);
    fill(paper, x, y, x + size, y + size);
  }
}

}  // namespace

StraightCell straight_cell(const Signs& signs, CellKind kind, Dice& dice) {
  const int width = 8 + dice.below(7);
  const int height = 7 + dice.below(5);
  const Area box{{kAround, kAround}, static_cast<double>(width), static_cast<double>(height)};
  GreyImage paper((width + 2 * kAround) * kPaperScale, (height + 2 * kAround) * kPaperScale);
  print_frame(paper, box, dice.chance(0.3) ? 0.5 : 0.3);
  const GreyImage unmarked = shrink(paper, kPaperScale / kCellScale);
  add_specks(paper, dice);
  StraightCell cell;
  cell.drawn = draw_cell(paper, signs, kind, box, dice);
  ScanFaults faults = any_faults(dice);
  if (kind == CellKind::faint) faults.threshold = 0;  // black and white would lose it altogether
  faults.skew *= 0.6;  // of a patch, not of a page: its corners would leave the picture
  const Scanned scanned = scan(paper, faults, dice);
  const int factor = std::max(1, static_cast<int>(faults.dpi / 75));
  const GreyImage small = shrink(scanned.image, factor);
  const PaperLevel level(small, factor, faults.dpi / 25.4);
  // A page is placed to a tenth or two of a millimetre.
  const double off_x = dice.normal(0.12);
  const double off_y = dice.normal(0.12);
  Cut cut{{kAround - kRing + off_x, kAround - kRing + off_y},
          (width + 2 * kRing) * kCellScale,
          (height + 2 * kRing) * kCellScale,
          kCellScale};
  const Light light{&level, faults.threshold > 0 ? 0 : faults.black};
  const GreyImage seen = straighten(scanned.image, scanned.map, light, cut);
  GreyImage print(cut.width, cut.height);
  for (int y = 0; y < print.height; ++y) {
    for (int x = 0; x < print.width; ++x) {
      print.pixel(x, y) =
          unmarked.pixel(x + (kAround - kRing) * kCellScale, y + (kAround - kRing) * kCellScale);
    }
  }
  cell.picture = {register_to_print(seen, print, 3),
                  print,
                  {kRing * kCellScale, kRing * kCellScale, (kRing + width) * kCellScale,
                   (kRing + height) * kCellScale}};
  return cell;
}

CellKind any_kind(Dice& dice) {
  constexpr std::array<std::pair<CellKind, int>, 12> kShares{{{CellKind::circle, 20},
                                                              {CellKind::cross, 12},
                                                              {CellKind::tick, 10},
                                                              {CellKind::blank, 28},
                                                              {CellKind::vee, 3},
                                                              {CellKind::foreign, 8},
                                                              {CellKind::two_signs, 6},
                                                              {CellKind::struck, 5},
                                                              {CellKind::beside, 3},
                                                              {CellKind::tiny, 2},
                                                              {CellKind::faint, 2},
                                                              {CellKind::filled, 1}}};
  int drawn = dice.below(100);
  for (const auto& [kind, share] : kShares) {
    drawn -= share;
    if (drawn < 0) return kind;
  }
  return CellKind::blank;
}

}  // namespace huanjie
