#include "scan/shape.h"

#include <gtest/gtest.h>

#include <cmath>

#include "scan/paper.h"

namespace huanjie {
namespace {

// A drawing of lines two pixels wide, each given by its two ends.
Ink drawn(const std::vector<std::array<double, 4>>& lines) {
  GreyImage depth(60, 60, 0);
  for (const auto& [x0, y0, x1, y1] : lines) {
    const int steps = static_cast<int>(std::hypot(x1 - x0, y1 - y0) * 2) + 1;
    for (int i = 0; i <= steps; ++i) {
      const int x = static_cast<int>(x0 + (x1 - x0) * i / steps);
      const int y = static_cast<int>(y0 + (y1 - y0) * i / steps);
      for (int v = 0; v < 2; ++v) {
        for (int u = 0; u < 2; ++u) depth.pixel(x + u, y + v) = 220;
      }
    }
  }
  return measure_ink(depth);
}

Ink arc(double from, double to, double wide = 18, double high = 18) {
  std::vector<std::array<double, 4>> lines;
  for (double a = from; a < to; a += 0.1) {
    lines.push_back({30 + wide * std::cos(a), 30 + high * std::sin(a),
                     30 + wide * std::cos(a + 0.1), 30 + high * std::sin(a + 0.1)});
  }
  return drawn(lines);
}

TEST(Shape, ACircleSurroundsItsMiddle) {
  const Shape whole = shape_of(arc(0, 6.3));
  EXPECT_TRUE(whole.may_be_circle);
  EXPECT_FALSE(whole.may_be_cross);
  EXPECT_FALSE(whole.may_be_tick);
  EXPECT_EQ(whole.holes, 1);
  EXPECT_TRUE(shape_of(arc(0, 6.3, 20, 9)).may_be_circle) << "flat";
  EXPECT_TRUE(shape_of(arc(0, 5.4)).may_be_circle) << "a seventh open";
  EXPECT_FALSE(shape_of(arc(0, 4.2)).may_be_circle) << "a third open: a C";
}

TEST(Shape, ACircleWithALineThroughItIsNone) {
  std::vector<std::array<double, 4>> lines{{8, 30, 52, 30}};
  for (double a = 0; a < 6.3; a += 0.1) {
    lines.push_back({30 + 18 * std::cos(a), 30 + 18 * std::sin(a), 30 + 18 * std::cos(a + 0.1),
                     30 + 18 * std::sin(a + 0.1)});
  }
  EXPECT_FALSE(shape_of(drawn(lines)).may_be_circle);
}

TEST(Shape, ACrossIsTwoLinesThatCrossAskew) {
  EXPECT_TRUE(shape_of(drawn({{12, 12, 48, 48}, {48, 12, 12, 48}})).may_be_cross);
  EXPECT_TRUE(shape_of(drawn({{8, 20, 50, 40}, {8, 40, 50, 20}})).may_be_cross) << "flat";
  EXPECT_FALSE(shape_of(drawn({{30, 10, 30, 50}, {10, 30, 50, 30}})).may_be_cross) << "a plus";
  EXPECT_FALSE(shape_of(drawn({{12, 12, 48, 48}})).may_be_cross) << "one line";
}

TEST(Shape, ATickHasOneElbowBelowAndALongerRightArm) {
  EXPECT_TRUE(shape_of(drawn({{12, 30, 22, 48}, {22, 48, 50, 10}})).may_be_tick);
  EXPECT_FALSE(shape_of(drawn({{12, 48, 50, 10}})).may_be_tick) << "a slash has no elbow";
  EXPECT_FALSE(shape_of(drawn({{12, 10, 38, 48}, {38, 48, 50, 30}})).may_be_tick) << "mirrored";
  EXPECT_FALSE(shape_of(drawn({{12, 48, 30, 10}, {30, 10, 50, 48}})).may_be_tick) << "a roof";
}

}  // namespace
}  // namespace huanjie
