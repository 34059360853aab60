#include "scan/same_paper.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace huanjie {
namespace {

constexpr std::size_t kLeastCells = 3;
constexpr int kMoved = 3;         // pixels, three quarters of a millimetre
constexpr int kLeastAlike = 750;  // thousandths, of every mark
constexpr int kAlike = 880;       // on the mean

bool stand_alike(const Box& one, const Box& other) {
  const auto near = [](int a, int b) { return std::abs(a - b) <= kMoved + 1; };
  return near(one.left, other.left) && near(one.top, other.top) && near(one.right, other.right) &&
         near(one.bottom, other.bottom);
}

// The square of the correlation of two inks, one moved by (dx, dy), in thousandths; whole numbers.
std::int64_t alike_at(const CellTrace& one, const CellTrace& other, int dx, int dy) {
  std::int64_t both = 0;
  std::int64_t first = 0;
  std::int64_t second = 0;
  for (int y = one.box.top; y < one.box.bottom; ++y) {
    for (int x = one.box.left; x < one.box.right; ++x) {
      const std::int64_t a = one.depth.pixel(x - one.box.left, y - one.box.top);
      first += a * a;
      if (!other.box.contains(x + dx, y + dy)) continue;
      both += a * other.depth.pixel(x + dx - other.box.left, y + dy - other.box.top);
    }
  }
  for (const std::uint8_t value : other.depth.pixels) second += std::int64_t{value} * value;
  if (first == 0 || second == 0) return 0;
  return (both * 1000 / first) * both / second;
}

// In thousandths, at the best place.
int alike(const CellTrace& one, const CellTrace& other) {
  std::int64_t most = 0;
  for (int dy = -kMoved; dy <= kMoved; ++dy) {
    for (int dx = -kMoved; dx <= kMoved; ++dx) most = std::max(most, alike_at(one, other, dx, dy));
  }
  // The root of a share in thousandths, by bisection.
  int root = 0;
  for (int bit = 512; bit > 0; bit /= 2) {
    if (std::int64_t{root + bit} * (root + bit) <= most * 1000) root += bit;
  }
  return root;
}

}  // namespace

void add_trace(InkTrace& trace, int cell, const Ink& ink) {
  if (ink.blots.empty()) return;
  constexpr int kMargin = 2;
  const Box box{std::max(0, ink.box.left - kMargin), std::max(0, ink.box.top - kMargin),
                std::min(ink.depth.width, ink.box.right + kMargin),
                std::min(ink.depth.height, ink.box.bottom + kMargin)};
  GreyImage depth(box.width(), box.height(), 0);
  for (int y = box.top; y < box.bottom; ++y) {
    for (int x = box.left; x < box.right; ++x)
      depth.pixel(x - box.left, y - box.top) = ink.depth.pixel(x, y);
  }
  trace.push_back({cell, box, soft(depth)});
}

bool same_paper(const InkTrace& one, const InkTrace& other) {
  if (one.size() < kLeastCells || one.size() != other.size()) return false;
  for (std::size_t i = 0; i < one.size(); ++i) {
    if (one[i].cell != other[i].cell || !stand_alike(one[i].box, other[i].box)) return false;
  }
  int sum = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    const int share = alike(one[i], other[i]);
    if (share < kLeastAlike) return false;
    sum += share;
  }
  return sum >= kAlike * static_cast<int>(one.size());
}

std::optional<std::string> PaperMemory::find_and_keep(const std::string& id, InkTrace trace) {
  std::optional<std::string> found;
  for (const Kept& kept : sheets_) {
    if (!same_paper(kept.trace, trace)) continue;
    found = kept.id;
    break;
  }
  sheets_.push_back({id, std::move(trace)});
  return found;
}

}  // namespace huanjie
