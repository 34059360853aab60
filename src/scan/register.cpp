#include "scan/register.h"

#include <algorithm>
#include <cstdlib>

#include "scan/paper.h"
#include "scan/skeleton.h"

namespace huanjie {
namespace {

constexpr int kPrinted = 160;  // lighter is the line's edge
constexpr int kEnough = 150;   // darker ink says no more about where the line is

}  // namespace

GreyImage register_to_print(const GreyImage& seen, const GreyImage& print, int reach) {
  std::vector<Pixel> line;
  for (int y = 0; y < print.height; ++y) {
    for (int x = 0; x < print.width; ++x) {
      if (print.pixel(x, y) < kPrinted) line.push_back({x, y});
    }
  }
  Pixel best;
  std::int64_t most = -1;
  for (int dy = -reach; dy <= reach; ++dy) {
    for (int dx = -reach; dx <= reach; ++dx) {
      std::int64_t score = 0;
      for (const Pixel& at : line) {
        if (!seen.contains(at.x + dx, at.y + dy)) continue;
        score += std::clamp(kPaper - seen.pixel(at.x + dx, at.y + dy), 0, kEnough);
      }
      // Of places that are as good, the nearest.
      score = score * (100 - std::abs(dx) - std::abs(dy));
      if (score <= most) continue;
      most = score;
      best = {dx, dy};
    }
  }
  if (best == Pixel{}) return seen;
  GreyImage moved(seen.width, seen.height, static_cast<std::uint8_t>(kPaper));
  for (int y = 0; y < seen.height; ++y) {
    for (int x = 0; x < seen.width; ++x) {
      if (seen.contains(x + best.x, y + best.y))
        moved.pixel(x, y) = seen.pixel(x + best.x, y + best.y);
    }
  }
  return moved;
}

}  // namespace huanjie
