#include "scan/page_map.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace huanjie {
namespace {

// Solves the three normal equations of a least-squares plane; nothing where the places stand in one
// line.
std::optional<std::array<double, 3>> solve(std::array<std::array<double, 4>, 3> m) {
  for (std::size_t column = 0; column < 3; ++column) {
    std::size_t best = column;
    for (std::size_t row = column + 1; row < 3; ++row) {
      if (std::abs(m[row][column]) > std::abs(m[best][column])) best = row;
    }
    std::swap(m[column], m[best]);
    if (std::abs(m[column][column]) < 1e-6) return std::nullopt;
    for (std::size_t row = 0; row < 3; ++row) {
      if (row == column) continue;
      const double share = m[row][column] / m[column][column];
      for (std::size_t i = column; i < 4; ++i) m[row][i] -= share * m[column][i];
    }
  }
  return std::array{m[0][3] / m[0][0], m[1][3] / m[1][1], m[2][3] / m[2][2]};
}

std::optional<std::array<double, 3>> plane(std::span<const Anchor> anchors, double Spot::* part) {
  // Centred, so that the equations stay well conditioned.
  Spot middle;
  for (const Anchor& anchor : anchors) {
    middle.x += anchor.page.x / static_cast<double>(anchors.size());
    middle.y += anchor.page.y / static_cast<double>(anchors.size());
  }
  std::array<std::array<double, 4>, 3> normal{};
  for (const Anchor& anchor : anchors) {
    const std::array row{1.0, anchor.page.x - middle.x, anchor.page.y - middle.y};
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 3; ++j) normal[i][j] += row[i] * row[j];
      normal[i][3] += row[i] * (anchor.scan.*part);
    }
  }
  std::optional<std::array<double, 3>> found = solve(normal);
  if (found) (*found)[0] -= (*found)[1] * middle.x + (*found)[2] * middle.y;
  return found;
}

}  // namespace

PageMap PageMap::turned(double pixels_per_mm, double radians, Spot origin) {
  PageMap map;
  const double cosine = pixels_per_mm * std::cos(radians);
  const double sine = pixels_per_mm * std::sin(radians);
  map.map_ = {origin.x, cosine, -sine, origin.y, sine, cosine};
  return map;
}

std::optional<PageMap> PageMap::through(std::span<const Anchor> anchors) {
  if (anchors.size() < 3) return std::nullopt;
  const auto x = plane(anchors, &Spot::x);
  const auto y = plane(anchors, &Spot::y);
  if (!x || !y) return std::nullopt;
  PageMap map;
  map.map_ = {(*x)[0], (*x)[1], (*x)[2], (*y)[0], (*y)[1], (*y)[2]};
  return map;
}

Spot PageMap::straight(Spot page) const {
  return {map_[0] + map_[1] * page.x + map_[2] * page.y,
          map_[3] + map_[4] * page.x + map_[5] * page.y};
}

Spot PageMap::operator()(Spot page) const {
  Spot spot = straight(page);
  double weights = 0;
  Spot add;
  for (const Anchor& correction : corrections_) {
    const double dx = page.x - correction.page.x;
    const double dy = page.y - correction.page.y;
    // Nearer anchors count more; far from all, their mean.
    const double weight = 1 / (100 + dx * dx + dy * dy);
    weights += weight;
    add.x += weight * correction.scan.x;
    add.y += weight * correction.scan.y;
  }
  if (weights > 0) {
    spot.x += add.x / weights;
    spot.y += add.y / weights;
  }
  return spot;
}

double PageMap::across() const { return std::hypot(map_[1], map_[4]); }
double PageMap::down() const { return std::hypot(map_[2], map_[5]); }
double PageMap::degrees() const { return std::atan2(map_[4], map_[1]) * 180 / std::numbers::pi; }

double PageMap::off(const Anchor& anchor) const {
  const Spot spot = straight(anchor.page);
  return std::hypot(spot.x - anchor.scan.x, spot.y - anchor.scan.y) / across();
}

void PageMap::follow(std::span<const Anchor> anchors) {
  corrections_.clear();
  for (const Anchor& anchor : anchors) {
    const Spot spot = straight(anchor.page);
    corrections_.push_back({anchor.page, {anchor.scan.x - spot.x, anchor.scan.y - spot.y}});
  }
}

PageMap PageMap::shrunk(int factor) const {
  PageMap map = *this;
  for (double& value : map.map_) value /= factor;
  for (Anchor& correction : map.corrections_) {
    correction.scan.x /= factor;
    correction.scan.y /= factor;
  }
  return map;
}

}  // namespace huanjie
