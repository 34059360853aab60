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
  const int steps = std::max(middle.half_width, middle.half_height) * 2 * 16 / (10 * kOne);
  for (int i = 0; i <= steps; ++i) {
    const int share = i * kOne * 16 / (10 * std::max(1, steps));
    const int x = (middle.x + middle.half_width * cosine(ray) / kOne * share / kOne) / kOne;
    const int y = (middle.y + middle.half_height * sine(ray) / kOne * share / kOne) / kOne;
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

void judge_circle(const Ink& ink, bool surrounds, Shape& shape) {
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
  const bool is_open_middle = near_middle <= 6 && shape.rays_that_meet >= 56 && shape.holes <= 2;
  shape.may_be_circle = is_round && (surrounds || is_open_middle) &&
                        shape.rays_that_meet_twice <= 30 && shape.ends <= 3;
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

// The crossing is looked for along the whole line: thinning pulls two lines that cross flatly
// together over some length, so that its forks do not lie in the middle.
void judge_cross(const Ink& ink, const Skeleton& skeleton, Shape& shape) {
  if (shape.holes > 1 || shape.ends < 2 || shape.ends > 6) return;
  const int side = std::min(ink.box.width(), ink.box.height());
  for (const int share : {22, 30, 38, 46}) {
    const int radius = std::max(3, side * share / 100);
    for (const Pixel& at : skeleton.pixels) {
      if (!crosses_at(ink.mark, at, radius)) continue;
      shape.may_be_cross = true;
      return;
    }
  }
}

// Where a row of the mark has ink, as runs from left to right; gaps of one pixel are none.
std::vector<std::array<int, 2>> runs_of(const GreyImage& mark, const Box& box, int y) {
  std::vector<std::array<int, 2>> runs;
  for (int x = box.left; x < box.right; ++x) {
    if (mark.pixel(x, y) == 0) continue;
    if (!runs.empty() && x - runs.back()[1] <= 2) {
      runs.back()[1] = x;
    } else {
      runs.push_back({x, x});
    }
  }
  return runs;
}

// Judged on the mark itself: where two arms meet at a sharp angle thinning eats the elbow.
void judge_tick(const Ink& ink, Shape& shape) {
  const Box& box = ink.box;
  if (shape.holes > 0 || shape.ends > 3 || box.height() < 5 || box.width() < 5) return;
  const auto middle = [](const std::array<int, 2>& run) { return (run[0] + run[1]) / 2; };
  const auto lowest = runs_of(ink.mark, box, box.bottom - 1);
  const auto highest = runs_of(ink.mark, box, box.top);
  if (lowest.size() != 1 || highest.size() != 1) return;
  const int foot = middle(lowest.front());
  const int tip = middle(highest.front());
  // The left arm: rows with ink left of the arm that goes up to the right.
  int left_top = box.bottom;
  int before = tip;
  for (int y = box.top; y < box.bottom; ++y) {
    const auto runs = runs_of(ink.mark, box, y);
    if (runs.empty() || runs.size() > 2) return;
    const int right = middle(runs.back());
    // The right arm leads down to the left without a fork or a bend back.
    if (left_top == box.bottom && right > before + 3) return;
    before = std::min(before, right);
    if (runs.size() == 2 || runs.front()[0] <= box.left + 1) left_top = std::min(left_top, y);
  }
  const int rise = box.bottom - left_top;
  shape.may_be_tick = (tip - foot) * 100 >= box.height() * 15 && tip - foot >= 2 &&
                      foot - box.left >= std::max(1, box.width() / 10) &&
                      rise * 100 >= box.height() * 12 && left_top > box.top;
}

}  // namespace

Shape shape_of(const Ink& ink) {
  Shape shape;
  if (ink.blots.empty()) return shape;
  const Skeleton skeleton = skeleton_of(ink.mark);
  shape.ends = static_cast<int>(skeleton.ends.size());
  shape.size = std::max(ink.box.width(), ink.box.height());
  // A pinhole where a line doubles back is no hole.
  const int least = std::max(4, ink.box.width() * ink.box.height() / 50);
  const std::vector<int> holes = holes_of(ink.mark);
  for (const int hole : holes) shape.holes += hole >= least ? 1 : 0;
  // One large area, and beside it at most the loop where a hand began or ended.
  const bool surrounds = !holes.empty() &&
                         holes.front() * 100 >= ink.box.width() * ink.box.height() * 12 &&
                         (holes.size() == 1 || holes[1] * 6 <= holes.front());
  judge_circle(ink, surrounds, shape);
  judge_cross(ink, skeleton, shape);
  judge_tick(ink, shape);
  return shape;
}

}  // namespace huanjie
