#include "scan/corner_marks.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "scan/ink.h"

namespace huanjie {
namespace {

constexpr double kDark = 0.6;      // of paper
constexpr std::size_t kMost = 80;  // squares looked at: text gives few
constexpr double kNear = 2.5;      // millimetres off the first guess
constexpr double kOff = 0.7;       // millimetres off the map: no place for a mark

// Something as a filled square would be seen, on the small scan.
struct Square {
  Spot middle{};
  double side = 0;
};

std::vector<Square> find_squares(const ScanView& view) {
  const GreyImage& small = view.small;
  GreyImage dark(small.width, small.height, 0);
  for (int y = 0; y < small.height; ++y) {
    for (int x = 0; x < small.width; ++x) {
      const double paper = view.level.at((x + 0.5) * view.factor, (y + 0.5) * view.factor);
      if (small.pixel(x, y) < paper * kDark) dark.pixel(x, y) = 255;
    }
  }
  std::vector<Square> squares;
  int dropped = 0;
  for (const Blot& blot : find_blots(dark, small, 30, dropped)) {
    const int width = blot.box.width();
    const int height = blot.box.height();
    const bool is_square = width * 100 >= height * 72 && height * 100 >= width * 72 &&
                           blot.area * 10 >= width * height * 7 &&
                           std::max(width, height) * 8 < std::max(small.width, small.height);
    if (!is_square || squares.size() == kMost) continue;
    squares.push_back(
        {{(blot.box.left + blot.box.right) / 2.0, (blot.box.top + blot.box.bottom) / 2.0},
         std::sqrt(static_cast<double>(blot.area))});
  }
  return squares;
}

struct Guess {
  PageMap map = PageMap::turned(1, 0, {});
  std::vector<Anchor> anchors{};  // on the small scan
  double off = 1e9;
};

bool stand_in_one_line(const std::vector<Anchor>& anchors) {
  return !PageMap::through(anchors).has_value();
}

// Which squares are where the map expects marks of their size.
Guess judge(const PageMap& map, const std::vector<Square>& squares, const std::vector<Spot>& marks,
            double mark_side) {
  Guess guess{map, {}, 0};
  for (const Spot& mark : marks) {
    const Spot expected = map(mark);
    const Square* nearest = nullptr;
    double distance = kNear * map.across();
    for (const Square& square : squares) {
      const double ratio = square.side / (mark_side * map.across());
      if (ratio < 0.75 || ratio > 1.3) continue;
      const double d = std::hypot(square.middle.x - expected.x, square.middle.y - expected.y);
      if (d >= distance) continue;
      distance = d;
      nearest = &square;
    }
    if (nearest == nullptr) continue;
    guess.anchors.push_back({mark, nearest->middle});
    guess.off += distance / map.across();
  }
  return guess;
}

// The turn that takes one pair of marks to one pair of squares, if the scale fits their size and
// the sheet lies nearly straight.
std::optional<PageMap> pair_map(const Square& one, const Square& other, Spot from, Spot to,
                                double mark_side) {
  const double wide = std::hypot(to.x - from.x, to.y - from.y);
  const double seen = std::hypot(other.middle.x - one.middle.x, other.middle.y - one.middle.y);
  const double unit = (one.side + other.side) / 2 / mark_side;
  if (std::abs(seen / (unit * wide) - 1) > 0.13) return std::nullopt;
  const double radians = std::atan2(other.middle.y - one.middle.y, other.middle.x - one.middle.x) -
                         std::atan2(to.y - from.y, to.x - from.x);
  const double quarter = std::numbers::pi / 2;
  const double askew = radians - quarter * std::round(radians / quarter);
  if (std::abs(askew) > 8 * std::numbers::pi / 180) return std::nullopt;
  const PageMap turned = PageMap::turned(seen / wide, radians, {});
  const Spot moved = turned(from);
  return PageMap::turned(seen / wide, radians, {one.middle.x - moved.x, one.middle.y - moved.y});
}

std::optional<Guess> best_guess(const std::vector<Square>& squares, const std::vector<Spot>& marks,
                                double mark_side) {
  std::optional<Guess> best;
  for (std::size_t i = 0; i < squares.size(); ++i) {
    for (std::size_t j = i + 1; j < squares.size(); ++j) {
      const double ratio = squares[i].side / squares[j].side;
      if (ratio < 0.75 || ratio > 1.34) continue;
      for (std::size_t p = 0; p < marks.size(); ++p) {
        for (std::size_t q = 0; q < marks.size(); ++q) {
          if (p == q) continue;
          const auto map = pair_map(squares[i], squares[j], marks[p], marks[q], mark_side);
          if (!map) continue;
          Guess guess = judge(*map, squares, marks, mark_side);
          if (guess.anchors.size() < 3 || stand_in_one_line(guess.anchors)) continue;
          if (best && (guess.anchors.size() < best->anchors.size() ||
                       (guess.anchors.size() == best->anchors.size() && guess.off >= best->off)))
            continue;
          best = std::move(guess);
        }
      }
    }
  }
  return best;
}

// The middle of the mark that the full scan shows around a place; nothing where what is there is
// not of its size.
std::optional<Spot> refine(const ScanView& view, const PageMap& map, Spot mark, double side) {
  const GreyImage& image = *view.image;
  const Spot at = map(mark);
  const double unit = map.across();
  const int reach = static_cast<int>((side * 0.5 + 1.6) * unit);
  const double paper = view.level.at(at.x, at.y);
  double darkest = 255;
  const int inner = std::max(1, static_cast<int>(side * 0.25 * unit));
  double sum = 0;
  int count = 0;
  for (int y = static_cast<int>(at.y) - inner; y <= static_cast<int>(at.y) + inner; ++y) {
    for (int x = static_cast<int>(at.x) - inner; x <= static_cast<int>(at.x) + inner; ++x) {
      if (!image.contains(x, y)) continue;
      sum += image.pixel(x, y);
      ++count;
    }
  }
  if (count == 0) return std::nullopt;
  darkest = sum / count;
  if (darkest > paper * 0.7) return std::nullopt;
  const double threshold = (paper + darkest) / 2;
  double weight = 0;
  Spot moment;
  for (int y = static_cast<int>(at.y) - reach; y <= static_cast<int>(at.y) + reach; ++y) {
    for (int x = static_cast<int>(at.x) - reach; x <= static_cast<int>(at.x) + reach; ++x) {
      if (!image.contains(x, y) || image.pixel(x, y) >= threshold) continue;
      weight += 1;
      moment.x += x + 0.5;
      moment.y += y + 0.5;
    }
  }
  const double expected = side * side * unit * map.down();
  if (weight < expected * 0.86 || weight > expected * 1.16) return std::nullopt;
  return Spot{moment.x / weight, moment.y / weight};
}

}  // namespace

Spot middle_of(const PageRect& rect) {
  return {rect.x + rect.width / 2.0, rect.y + rect.height / 2.0};
}

std::optional<FoundMarks> find_marks(const ScanView& view, const Layout& layout) {
  std::vector<Spot> marks;
  for (const PageRect& mark : layout.x.corner_marks) marks.push_back(middle_of(mark));
  if (marks.size() != kCornerMarks) return std::nullopt;
  const double side = layout.x.corner_marks.front().width;
  std::optional<Guess> guess = best_guess(find_squares(view), marks, side);
  if (!guess) return std::nullopt;
  std::vector<Anchor> anchors;
  for (const Anchor& anchor : guess->anchors) {
    anchors.push_back({anchor.page, {anchor.scan.x * view.factor, anchor.scan.y * view.factor}});
  }
  std::optional<PageMap> map = PageMap::through(anchors);
  if (!map) return std::nullopt;
  FoundMarks found;
  for (std::size_t i = 0; i < marks.size(); ++i) found.at[i] = refine(view, *map, marks[i], side);
  // What lies off the map of the others is no mark, or a torn one.
  while (true) {
    anchors.clear();
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (found.at[i]) anchors.push_back({marks[i], *found.at[i]});
    }
    map = PageMap::through(anchors);
    if (!map) return std::nullopt;
    std::size_t worst = 0;
    for (std::size_t i = 1; i < anchors.size(); ++i) {
      if (map->off(anchors[i]) > map->off(anchors[worst])) worst = i;
    }
    if (anchors.size() == 3 || map->off(anchors[worst]) <= kOff) break;
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (marks[i].x == anchors[worst].page.x && marks[i].y == anchors[worst].page.y)
        found.at[i].reset();
    }
  }
  map->follow(anchors);
  found.map = *map;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const Spot at = found.map(marks[i]);
    const double reach = side * 0.6 * found.map.across();
    found.shown[i] = at.x >= reach && at.y >= reach && at.x + reach < view.image->width &&
                     at.y + reach < view.image->height;
  }
  return found;
}

}  // namespace huanjie
