#pragma once

#include "scan/ink.h"
#include "scan/skeleton.h"

namespace huanjie {

// What the drawn line itself allows the mark to be, by exact facts of its skeleton and never by
// likeness: the second opinion beside the net. Directions are 72 rays of 5 degrees.
struct Shape {
  bool may_be_circle = false;  // surrounds its middle, which is empty
  bool may_be_cross = false;   // two lines that cross, neither upright nor level
  bool may_be_tick = false;    // one line with one elbow below, the right arm the longer

  int ends = 0;
  int holes = 0;           // enclosed areas that count
  int rays_that_meet = 0;  // of 72, from the middle
  int rays_that_meet_twice = 0;
  int size = 0;  // the larger side, pixels
};
Shape shape_of(const Ink& ink);

}  // namespace huanjie
