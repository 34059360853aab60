#include "deck/pen.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace huanjie {
namespace {

// A hand's way between the tablet's points: smooth through each of them.
std::vector<Spot> smooth(const std::vector<Spot>& way) {
  if (way.size() < 3) return way;
  std::vector<Spot> fine;
  const auto at = [&](std::size_t i, std::ptrdiff_t step) {
    const std::ptrdiff_t last = std::ssize(way) - 1;
    return way[static_cast<std::size_t>(
        std::clamp(static_cast<std::ptrdiff_t>(i) + step, std::ptrdiff_t{0}, last))];
  };
  for (std::size_t i = 0; i + 1 < way.size(); ++i) {
    const Spot before = at(i, -1);
    const Spot from = way[i];
    const Spot to = way[i + 1];
    const Spot after = at(i, 2);
    for (int k = 0; k < 4; ++k) {
      const double t = k / 4.0;
      const auto along = [t](double a, double b, double c, double d) {
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t +
                      (3 * b - a - 3 * c + d) * t * t * t);
      };
      fine.push_back(
          {along(before.x, from.x, to.x, after.x), along(before.y, from.y, to.y, after.y)});
    }
  }
  fine.push_back(way.back());
  return fine;
}

double distance_to(const Spot& from, const Spot& to, double x, double y) {
  const double dx = to.x - from.x;
  const double dy = to.y - from.y;
  const double length = dx * dx + dy * dy;
  const double t =
      length > 0 ? std::clamp(((x - from.x) * dx + (y - from.y) * dy) / length, 0.0, 1.0) : 0;
  const double u = x - (from.x + t * dx);
  const double v = y - (from.y + t * dy);
  return std::sqrt(u * u + v * v);
}

// Covers a piece of the line, in pixels of the paper; `covered` keeps the most of each pixel.
void cover(GreyImage& covered, const Spot& from, const Spot& to, double half) {
  const int left = std::max(0, static_cast<int>(std::min(from.x, to.x) - half - 1));
  const int top = std::max(0, static_cast<int>(std::min(from.y, to.y) - half - 1));
  const int right =
      std::min(covered.width - 1, static_cast<int>(std::max(from.x, to.x) + half + 2));
  const int bottom =
      std::min(covered.height - 1, static_cast<int>(std::max(from.y, to.y) + half + 2));
  for (int y = top; y <= bottom; ++y) {
    for (int x = left; x <= right; ++x) {
      const double share =
          std::clamp(half + 0.5 - distance_to(from, to, x + 0.5, y + 0.5), 0.0, 1.0);
      std::uint8_t& most = covered.pixel(x, y);
      most = std::max(most, static_cast<std::uint8_t>(share * 255));
    }
  }
}

}  // namespace

Pen any_pen(Dice& dice, bool pencil) {
  if (pencil) return {dice.uniform(0.35, 0.7), dice.uniform(95, 165), dice.uniform(0.1, 0.35)};
  const int kind = dice.below(4);
  if (kind == 0) return {dice.uniform(0.8, 1.3), dice.uniform(10, 60), 0};
  // Blue and red ink are lighter to a grey scanner.
  return {dice.uniform(0.3, 0.75), kind == 1 ? dice.uniform(60, 115) : dice.uniform(15, 70),
          dice.chance(0.2) ? 0.06 : 0};
}

void draw_ways(GreyImage& paper, const std::vector<std::vector<Spot>>& ways, const Pen& pen,
               Dice& dice) {
  Spot low{1e9, 1e9};
  Spot high{-1e9, -1e9};
  for (const std::vector<Spot>& way : ways) {
    for (const Spot& spot : way) {
      low = {std::min(low.x, spot.x), std::min(low.y, spot.y)};
      high = {std::max(high.x, spot.x), std::max(high.y, spot.y)};
    }
  }
  if (low.x > high.x) return;
  constexpr int kMargin = kPaperScale * 2;
  const int left = static_cast<int>(low.x * kPaperScale) - kMargin;
  const int top = static_cast<int>(low.y * kPaperScale) - kMargin;
  GreyImage covered(static_cast<int>(high.x * kPaperScale) + kMargin - left,
                    static_cast<int>(high.y * kPaperScale) + kMargin - top, 0);
  for (const std::vector<Spot>& way : ways) {
    const std::vector<Spot> fine = smooth(way);
    double half = pen.width_mm * kPaperScale / 2;
    for (std::size_t i = 0; i < fine.size(); ++i) {
      // The hand presses now more, now less.
      half = std::clamp(half + dice.normal(0.12), pen.width_mm * kPaperScale * 0.38,
                        pen.width_mm * kPaperScale * 0.62);
      const Spot& from = fine[i == 0 ? 0 : i - 1];
      const Spot& to = fine[i];
      cover(covered, {from.x * kPaperScale - left, from.y * kPaperScale - top},
            {to.x * kPaperScale - left, to.y * kPaperScale - top}, half);
    }
  }
  for (int y = 0; y < covered.height; ++y) {
    for (int x = 0; x < covered.width; ++x) {
      if (covered.pixel(x, y) == 0 || !paper.contains(x + left, y + top)) continue;
      double share = covered.pixel(x, y) / 255.0;
      if (pen.grain > 0) share *= 1 - pen.grain * dice.uniform(0, 2);
      std::uint8_t& grey = paper.pixel(x + left, y + top);
      const double through = 1 - std::max(0.0, share) * (1 - pen.grey / 255);
      grey = static_cast<std::uint8_t>(grey * through);
    }
  }
}

void draw(GreyImage& paper, const Sign& sign, const Placing& placing, const Pen& pen, Dice& dice) {
  const double radians = placing.degrees * std::numbers::pi / 180;
  const double unit = placing.size_mm / 1000;
  Spot low{1e9, 1e9};
  Spot high{-1e9, -1e9};
  for (const std::vector<Spot>& stroke : sign.strokes) {
    for (const Spot& spot : stroke) {
      low = {std::min(low.x, spot.x), std::min(low.y, spot.y)};
      high = {std::max(high.x, spot.x), std::max(high.y, spot.y)};
    }
  }
  std::vector<std::vector<Spot>> ways;
  for (const std::vector<Spot>& stroke : sign.strokes) {
    std::vector<Spot>& way = ways.emplace_back();
    for (const Spot& spot : stroke) {
      const double y = (spot.y - (low.y + high.y) / 2) * unit;
      const double x = (spot.x - (low.x + high.x) / 2) * unit * placing.stretch + y * placing.slant;
      way.push_back({placing.middle.x + x * std::cos(radians) - y * std::sin(radians),
                     placing.middle.y + x * std::sin(radians) + y * std::cos(radians)});
    }
  }
  draw_ways(paper, ways, pen, dice);
}

}  // namespace huanjie
