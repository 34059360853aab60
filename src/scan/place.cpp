#include "scan/place.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "scan/corner_marks.h"

namespace huanjie {
namespace {

constexpr int kSmallSide = 900;       // pixels of the small scan's longer side, about
constexpr double kScaleOff = 0.025;   // 2 % is read, 3 % refused
constexpr double kBlankInk = 0.0015;  // dark share of a page with nothing printed on it

// How dark a part of the page is between paper (0) and print (1).
double darkness(const ScanView& view, const PageMap& map, const PageRect& rect, double black) {
  constexpr double kStep = 0.25;
  constexpr double kEdge = 0.5;  // millimetres left out around, where the neighbours blur in
  double sum = 0;
  int count = 0;
  for (double y = rect.y + kEdge; y <= rect.y + rect.height - kEdge; y += kStep) {
    for (double x = rect.x + kEdge; x <= rect.x + rect.width - kEdge; x += kStep) {
      const Spot at = map({x, y});
      const int column = static_cast<int>(at.x);
      const int row = static_cast<int>(at.y);
      if (!view.image->contains(column, row)) continue;
      const double paper = view.level.at(at.x, at.y);
      sum += (paper - view.image->pixel(column, row)) / std::max(20.0, paper - black);
      ++count;
    }
  }
  return count > 0 ? sum / count : 0;
}

double black_of(const ScanView& view, const FoundMarks& found, double side) {
  std::vector<double> greys;
  for (const std::optional<Spot>& at : found.at) {
    if (!at) continue;
    const int reach = std::max(1, static_cast<int>(side * 0.3 * found.map.across()));
    double sum = 0;
    int count = 0;
    for (int y = static_cast<int>(at->y) - reach; y <= static_cast<int>(at->y) + reach; ++y) {
      for (int x = static_cast<int>(at->x) - reach; x <= static_cast<int>(at->x) + reach; ++x) {
        if (!view.image->contains(x, y)) continue;
        sum += view.image->pixel(x, y);
        ++count;
      }
    }
    if (count > 0) greys.push_back(sum / count);
  }
  std::ranges::sort(greys);
  return greys.empty() ? 0 : greys[greys.size() / 2];
}

// The same marks, taken as if the sheet lay the other way up.
FoundMarks upside_down(const FoundMarks& found, const Layout& layout) {
  FoundMarks turned = found;
  std::vector<Anchor> anchors;
  for (std::size_t i = 0; i < kCornerMarks; ++i) {
    const std::size_t opposite = kCornerMarks - 1 - i;
    turned.at[i] = found.at[opposite];
    turned.shown[i] = found.shown[opposite];
    if (turned.at[i]) anchors.push_back({middle_of(layout.x.corner_marks[i]), *turned.at[i]});
  }
  if (const std::optional<PageMap> map = PageMap::through(anchors)) {
    turned.map = *map;
    turned.map.follow(anchors);
  }
  return turned;
}

struct CodeReading {
  int wrong = 0;
  int unclear = 0;
};

CodeReading read_code(const ScanView& view, const PageMap& map, const Layout& layout,
                      double black) {
  CodeReading reading;
  for (std::size_t i = 0; i < layout.x.code.size(); ++i) {
    const double dark = darkness(view, map, layout.x.code[i], black);
    const bool filled = layout.x.code_bits[i] == '1';
    if (dark > 0.35 && dark < 0.65) {
      ++reading.unclear;
    } else if ((dark >= 0.65) != filled) {
      ++reading.wrong;
    }
  }
  return reading;
}

// How far the scale is from the one that the resolution gives, as a share.
double scale_off(const ScanView& view, const PageMap& map, const PageSize& page, int dpi) {
  constexpr std::array kUsual{100.0, 150.0, 200.0, 240.0, 300.0, 400.0, 600.0, 1200.0};
  const double across = map.across() * 25.4;
  const double down = map.down() * 25.4;
  double resolution = dpi;
  if (dpi == 0) {
    // The picture's own size, where it is the page's; else the nearest usual resolution.
    const double wide = std::max(view.image->width, view.image->height) * 25.4 /
                        std::max(page.width_mm, page.height_mm);
    const auto nearest = [&](double value) {
      return *std::ranges::min_element(
          kUsual, {}, [&](double usual) { return std::abs(std::log(usual / value)); });
    };
    const double usual = nearest(wide);
    resolution = std::abs(usual / wide - 1) < 0.02 ? usual : nearest((across + down) / 2);
  }
  return std::max(std::abs(across / resolution - 1), std::abs(down / resolution - 1));
}

bool lies_on_scan(const ScanView& view, const PageMap& map, const Layout& layout) {
  constexpr int kAround = 2;  // millimetres
  for (const LayoutCell& cell : layout.cells) {
    const PageRect& rect = cell.rect_mm;
    for (const int x : {rect.x - kAround, rect.x + rect.width + kAround}) {
      for (const int y : {rect.y - kAround, rect.y + rect.height + kAround}) {
        const Spot at = map({static_cast<double>(x), static_cast<double>(y)});
        if (at.x < 0 || at.y < 0 || at.x >= view.image->width || at.y >= view.image->height)
          return false;
      }
    }
  }
  return true;
}

bool is_blank(const ScanView& view) {
  std::size_t dark = 0;
  for (int y = 0; y < view.small.height; ++y) {
    for (int x = 0; x < view.small.width; ++x) {
      const double paper = view.level.at((x + 0.5) * view.factor, (y + 0.5) * view.factor);
      dark += view.small.pixel(x, y) < paper * 0.6 ? 1 : 0;
    }
  }
  return static_cast<double>(dark) < static_cast<double>(view.small.pixels.size()) * kBlankInk;
}

int factor_of(const GreyImage& scan) {
  return std::max(1, (std::max(scan.width, scan.height) + kSmallSide / 2) / kSmallSide);
}

PlaceResult refused(Refusal refusal) { return {std::nullopt, refusal}; }

int rotation_of(const PageMap& map) {
  // The page's width points right on an upright scan, down on one that was turned clockwise.
  const int quarters = static_cast<int>(std::lround(map.degrees() / 90));
  return ((-quarters % 4) + 4) % 4 * 90;
}

}  // namespace

ScanView::ScanView(const GreyImage& scan)
    : image(&scan),
      small(shrink(scan, factor_of(scan))),
      factor(factor_of(scan)),
      level(small, factor, std::max(scan.width, scan.height) / 297.0) {}

PlaceResult place_sheet(const ScanView& view, const Layout& layout, int dpi) {
  std::optional<FoundMarks> found = find_marks(view, layout);
  if (!found) return refused(is_blank(view) ? Refusal::blank_page : Refusal::unplaced);
  const double black = black_of(view, *found, layout.x.corner_marks.front().width);
  FoundMarks turned = upside_down(*found, layout);
  const double bar = darkness(view, found->map, layout.x.turn_bar, black);
  const double bar_turned = darkness(view, turned.map, layout.x.turn_bar, black);
  if (bar_turned > bar) std::swap(*found, turned);
  if (std::max(bar, bar_turned) < 0.6 || std::min(bar, bar_turned) > 0.55)
    return refused(Refusal::unplaced);
  if (scale_off(view, found->map, layout.page, dpi) > kScaleOff)
    return refused(Refusal::wrong_scale);
  int outside = 0;
  bool missing = false;
  for (std::size_t i = 0; i < kCornerMarks; ++i) {
    const Spot at = found->map(middle_of(layout.x.corner_marks[i]));
    outside += view.image->contains(static_cast<int>(at.x), static_cast<int>(at.y)) ? 0 : 1;
    missing = missing || (found->shown[i] && !found->at[i] &&
                          darkness(view, found->map, layout.x.corner_marks[i], black) < 0.8);
  }
  if (outside > 1 || !lies_on_scan(view, found->map, layout)) return refused(Refusal::cut_off);
  const CodeReading code = read_code(view, found->map, layout, black);
  if (code.wrong > 0) return refused(Refusal::other_ballot);
  if (code.unclear > 3) return refused(Refusal::style_unclear);
  return {Placed{found->map, rotation_of(found->map), black, missing}, Refusal::unplaced};
}

}  // namespace huanjie
