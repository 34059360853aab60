#include "scan/shape.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <span>

namespace huanjie {
namespace {

constexpr int kRays = 72;
constexpr int kOne = 1024;
// Sines of 0 to 90 degrees by steps of 5, in whole numbers: the same on every machine.
constexpr std::array<int, 19> kSines{0,   89,  178, 265, 350, 433, 512,  587,  658, 724,
                                     784, 839, 887, 928, 962, 989, 1008, 1020, 1024};

int sine(int ray) {
  const int turned = ((ray % kRays) + kRays) % kRays;
  const int half = turned % 36;
  const int value = kSines[static_cast<std::size_t>(half <= 18 ? half : 36 - half)];
  return turned < 36 ? value : -value;
}
int cosine(int ray) { return sine(ray + 18); }

// What a ray from a middle meets: how far to the first ink, in 1024ths of the way to the mark's
// box, and how many separate lines.
struct Met {
  int first = -1;
  int lines = 0;
};

struct Middle {
  int x = 0;  // 1024ths of a pixel
  int y = 0;
  int half_width = 0;
  int half_height = 0;
};

Met along(const GreyImage& mark, const Middle& middle, int ray) {
  Met met;
  bool inside = false;
  int gap = 2;
  // Half a pixel a step at most, up to 1.6 times the way to the box.
  const int steps = std::max(middle.half_width, middle.half_height) * 2 * 16 / 10;
  for (int i = 0; i <= steps; ++i) {
    const int share = i * kOne * 16 / (10 * std::max(1, steps));
    const int x = (middle.x + middle.half_width * cosine(ray) / kOne * share) / kOne;
    const int y = (middle.y + middle.half_height * sine(ray) / kOne * share) / kOne;
    if (!mark.contains(x, y)) break;
    const bool is_ink = mark.pixel(x, y) != 0;
    if (is_ink && !inside && gap >= 2) {
      ++met.lines;
      if (met.first < 0) met.first = share;
    }
    gap = is_ink ? 0 : gap + 1;
    inside = is_ink;
  }
  return met;
}

void judge_circle(const Ink& ink, Shape& shape) {
  const Box& box = ink.box;
  const Middle middle{(box.left + box.right) * kOne / 2, (box.top + box.bottom) * kOne / 2,
                      box.width() * kOne / 2, box.height() * kOne / 2};
  int near_middle = 0;
  for (int ray = 0; ray < kRays; ++ray) {
    const Met met = along(ink.mark, middle, ray);
    shape.rays_that_meet += met.lines > 0 ? 1 : 0;
    shape.rays_that_meet_twice += met.lines > 1 ? 1 : 0;
    near_middle += met.first >= 0 && met.first < kOne * 35 / 100 ? 1 : 0;
  }
  const bool is_round =
      box.width() * 10 <= box.height() * 34 && box.height() * 10 <= box.width() * 34;
  shape.may_be_circle = is_round && shape.rays_that_meet >= 56 &&
                        shape.rays_that_meet_twice <= 30 && near_middle <= 6 && shape.ends <= 3 &&
                        shape.holes <= 2;
}

// Where a ring around a fork meets the line, as rays; at most eight.
std::vector<int> meets_of_ring(const GreyImage& mark, Pixel at, int radius) {
  std::vector<int> meets;
  constexpr int kFine = 2;  // rays of 5 degrees are enough: a line is wider
  int from = -1;
  // Begins on paper, so that no line is cut in two.
  int start = -1;
  const auto is_ink = [&](int ray) {
    const int x = at.x + (cosine(ray) * radius + (cosine(ray) < 0 ? -512 : 512)) / kOne;
    const int y = at.y + (sine(ray) * radius + (sine(ray) < 0 ? -512 : 512)) / kOne;
    return mark.contains(x, y) && mark.pixel(x, y) != 0;
  };
  for (int ray = 0; ray < kRays && start < 0; ++ray) {
    if (!is_ink(ray)) start = ray;
  }
  if (start < 0) return meets;
  for (int i = 0; i <= kRays; ++i) {
    const bool ink = i < kRays && is_ink(start + i);
    if (ink && from < 0) from = i;
    if (!ink && from >= 0) {
      meets.push_back((start * kFine + from + i - 1) % (kRays * kFine));
      from = -1;
    }
  }
  return meets;  // in halves of a ray
}

// Four ways leave the fork, each straight on from its opposite, and it is no plus sign.
bool crosses_at(const GreyImage& mark, Pixel at, int radius) {
  std::vector<int> meets = meets_of_ring(mark, at, radius);
  if (meets.size() != 4) return false;
  std::ranges::sort(meets);
  constexpr int kTurn = kRays * 2;
  for (std::size_t i = 0; i < 2; ++i) {
    const int opposite = meets[i + 2] - meets[i];
    if (std::abs(opposite - kTurn / 2) > 18) return false;  // 45 degrees off straight on
  }
  for (std::size_t i = 0; i < 4; ++i) {
    const int between = (meets[(i + 1) % 4] - meets[i] + kTurn) % kTurn;
    if (between < 10) return false;  // 25 degrees
  }
  // A plus sign is no cross: one line level and the other upright, to 18 degrees. Slopes are from
  // level, in halves of a ray, so that 36 is upright.
  bool level = false;
  bool upright = false;
  for (std::size_t i = 0; i < 2; ++i) {
    const int slope = ((meets[i] + meets[i + 2] + kTurn / 2) / 2) % 72;
    level = level || std::min(slope, 72 - slope) <= 7;
    upright = upright || std::abs(slope - 36) <= 7;
  }
  return !(level && upright);
}

void judge_cross(const Ink& ink, const Skeleton& skeleton, Shape& shape) {
  if (shape.junctions == 0 || shape.junctions > 4) return;
  const int side = std::min(ink.box.width(), ink.box.height());
  std::vector<Pixel> places = skeleton.junctions;
  // Where a crossing splits into two forks its middle lies between them.
  for (std::size_t i = 0; i < skeleton.junctions.size(); ++i) {
    for (std::size_t j = i + 1; j < skeleton.junctions.size(); ++j) {
      const Pixel& one = skeleton.junctions[i];
      const Pixel& other = skeleton.junctions[j];
      if (std::max(std::abs(one.x - other.x), std::abs(one.y - other.y)) * 2 > shape.size) continue;
      places.push_back({(one.x + other.x) / 2, (one.y + other.y) / 2});
    }
  }
  for (const Pixel& at : places) {
    for (const int share : {20, 28, 36, 45}) {
      const int radius = std::max(3, side * share / 100);
      shape.may_be_cross = shape.may_be_cross || crosses_at(ink.mark, at, radius);
    }
  }
  shape.may_be_cross = shape.may_be_cross && shape.holes <= 1 && shape.ends >= 2 && shape.ends <= 6;
}

void judge_tick(const Skeleton& skeleton, Shape& shape) {
  if (shape.holes > 0) return;
  std::vector<Pixel> way = way_between_ends(skeleton);
  if (way.size() < 8) return;
  if (way.front().x > way.back().x) std::ranges::reverse(way);
  std::size_t elbow = 0;
  for (std::size_t i = 0; i < way.size(); ++i) {
    if (way[i].y >= way[elbow].y) elbow = i;
  }
  const Pixel foot = way[elbow];
  const int left_rise = foot.y - std::ranges::min(std::span(way).first(elbow + 1), {}, &Pixel::y).y;
  const int right_rise = foot.y - way.back().y;
  const int reach = way.back().x - foot.x;
  const auto share = static_cast<int>(elbow * 100 / way.size());
  shape.may_be_tick = left_rise * 100 >= right_rise * 12 && left_rise <= right_rise && share >= 8 &&
                      share <= 55 && reach >= 2 && right_rise >= 5;
}

}  // namespace

Shape shape_of(const Ink& ink) {
  Shape shape;
  if (ink.blots.empty()) return shape;
  const Skeleton skeleton = skeleton_of(ink.mark);
  shape.ends = static_cast<int>(skeleton.ends.size());
  shape.junctions = static_cast<int>(skeleton.junctions.size());
  shape.size = std::max(ink.box.width(), ink.box.height());
  // A pinhole where a line doubles back is no hole.
  const int least = std::max(4, ink.box.width() * ink.box.height() / 50);
  for (const int hole : holes_of(ink.mark)) shape.holes += hole >= least ? 1 : 0;
  judge_circle(ink, shape);
  judge_cross(ink, skeleton, shape);
  judge_tick(skeleton, shape);
  return shape;
}

}  // namespace huanjie
