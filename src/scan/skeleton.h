#pragma once

#include <vector>

#include "scan/image.h"
#include "scan/ink.h"

namespace huanjie {

struct Pixel {
  int x = 0;
  int y = 0;
  friend bool operator==(const Pixel&, const Pixel&) = default;
};

// The middle line of a mark, one pixel wide (Zhang and Suen), without spurs shorter than the line
// is wide.
struct Skeleton {
  GreyImage line{};  // 255 on the line
  std::vector<Pixel> pixels{};
  std::vector<Pixel> ends{};
  int forks = 0;      // pixels where three ways or more meet
  int thickness = 0;  // of the mark, tenths of a pixel
};
Skeleton skeleton_of(const GreyImage& mark);

// The way along the line from one end to the other; empty where it forks or closes.
std::vector<Pixel> way_between_ends(const Skeleton& skeleton);

// Areas that the mark encloses, in pixels, largest first.
std::vector<int> holes_of(const GreyImage& mark);

}  // namespace huanjie
