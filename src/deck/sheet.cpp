#include "deck/sheet.h"

#include <algorithm>
#include <cmath>

namespace huanjie {
namespace {

constexpr int kPrintScale = 8;  // pixels a millimetre of x.print

void write_name(GreyImage& paper, const Signs& signs, const PageRect& rect, Dice& dice) {
  if (signs.others.empty()) return;
  const Pen pen = any_pen(dice, false);
  const int letters = dice.between(2, 3);
  const double size = std::min<double>(rect.height * 0.6, rect.width / (letters + 1.0));
  for (int i = 0; i < letters; ++i) {
    Placing placing;
    placing.middle = {rect.x + (i + 1.0) * rect.width / (letters + 1), rect.y + rect.height / 2.0};
    placing.size_mm = size;
    draw(paper,
         signs.others[static_cast<std::size_t>(dice.below(static_cast<int>(signs.others.size())))],
         placing, pen, dice);
  }
}

void darken(GreyImage& paper, int x, int y, double share) {
  if (paper.contains(x, y))
    paper.pixel(x, y) = static_cast<std::uint8_t>(paper.pixel(x, y) * (1 - share));
}

}  // namespace

GreyImage printed_paper(const GreyImage& print) {
  GreyImage paper(print.width * kPaperScale / kPrintScale,
                  print.height * kPaperScale / kPrintScale);
  constexpr double kStep = static_cast<double>(kPrintScale) / kPaperScale;
  for (int y = 0; y < paper.height; ++y) {
    const double v = std::clamp((y + 0.5) * kStep - 0.5, 0.0, print.height - 1.001);
    for (int x = 0; x < paper.width; ++x) {
      const double u = std::clamp((x + 0.5) * kStep - 0.5, 0.0, print.width - 1.001);
      const int left = static_cast<int>(u);
      const int top = static_cast<int>(v);
      const double a = u - left;
      const double b = v - top;
      const double grey =
          (print.pixel(left, top) * (1 - a) + print.pixel(left + 1, top) * a) * (1 - b) +
          (print.pixel(left, top + 1) * (1 - a) + print.pixel(left + 1, top + 1) * a) * b;
      paper.pixel(x, y) = static_cast<std::uint8_t>(std::lround(grey));
    }
  }
  return paper;
}

MarkedSheet mark_sheet(GreyImage paper, const Layout& layout, const Signs& signs,
                       const std::vector<CellKind>& kinds, Dice& dice) {
  MarkedSheet sheet;
  for (std::size_t i = 0; i < layout.cells.size(); ++i) {
    const PageRect& rect = layout.cells[i].rect_mm;
    if (layout.cells[i].role == CellRole::name) {
      if (kinds[i] != CellKind::blank) write_name(paper, signs, rect, dice);
      sheet.cells.push_back({kinds[i], {}, {}});
      continue;
    }
    const Area box{{static_cast<double>(rect.x), static_cast<double>(rect.y)},
                   static_cast<double>(rect.width),
                   static_cast<double>(rect.height)};
    sheet.cells.push_back(draw_cell(paper, signs, kinds[i], box, dice));
  }
  sheet.paper = std::move(paper);
  return sheet;
}

void wear(GreyImage& paper, Dice& dice) {
  if (dice.chance(0.3)) {
    // Folded in the middle or in thirds: a soft grey line, a little askew.
    const double at = dice.chance(0.6) ? 0.5 : 1.0 / 3;
    const double slope = dice.normal(0.004);
    const double depth = dice.uniform(0.05, 0.22);
    const int half = dice.between(1, 3);
    for (int x = 0; x < paper.width; ++x) {
      const int y = static_cast<int>(paper.height * at + slope * (x - paper.width / 2.0));
      for (int v = -half; v <= half; ++v)
        darken(paper, x, y + v, depth * (1 - std::abs(v) / (half + 1.0)));
    }
  }
  if (dice.chance(0.06)) {
    const int x = dice.below(paper.width);
    const double depth = dice.uniform(0.1, 0.6);
    for (int y = 0; y < paper.height; ++y) {
      for (int u = 0; u < 3; ++u) darken(paper, x + u, y, depth);
    }
  }
  const int specks = dice.below(14);
  for (int i = 0; i < specks; ++i) {
    const int x = dice.below(paper.width);
    const int y = dice.below(paper.height);
    const int size = dice.between(1, 3);
    for (int v = 0; v < size; ++v) {
      for (int u = 0; u < size; ++u) darken(paper, x + u, y + v, dice.uniform(0.4, 0.9));
    }
  }
}

}  // namespace huanjie
