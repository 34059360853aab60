#include "scan/skeleton.h"

#include <gtest/gtest.h>

namespace huanjie {
namespace {

GreyImage with(const std::vector<Box>& boxes) {
  GreyImage mark(40, 40, 0);
  for (const Box& box : boxes) {
    for (int y = box.top; y < box.bottom; ++y) {
      for (int x = box.left; x < box.right; ++x) mark.pixel(x, y) = 255;
    }
  }
  return mark;
}

TEST(Skeleton, AThickLineHasTwoEndsAndAWayBetweenThem) {
  const Skeleton line = skeleton_of(with({{5, 18, 35, 22}}));
  EXPECT_EQ(line.ends.size(), 2U);
  EXPECT_EQ(line.forks, 0);
  EXPECT_GT(way_between_ends(line).size(), 20U);
  EXPECT_NEAR(line.thickness, 40, 12);
}

TEST(Skeleton, ACrossingHasFourEndsAndAFork) {
  const Skeleton plus = skeleton_of(with({{5, 18, 35, 21}, {18, 5, 21, 35}}));
  EXPECT_EQ(plus.ends.size(), 4U);
  EXPECT_GT(plus.forks, 0);
  EXPECT_TRUE(way_between_ends(plus).empty());
}

TEST(Skeleton, ARingHasNoEndsAndOneHole) {
  const GreyImage ring = with({{8, 8, 32, 11}, {8, 29, 32, 32}, {8, 8, 11, 32}, {29, 8, 32, 32}});
  const Skeleton skeleton = skeleton_of(ring);
  EXPECT_TRUE(skeleton.ends.empty());
  EXPECT_EQ(holes_of(ring), std::vector<int>{18 * 18});
}

TEST(Skeleton, NothingHasNothing) {
  EXPECT_TRUE(skeleton_of(GreyImage(40, 40, 0)).pixels.empty());
  EXPECT_TRUE(holes_of(GreyImage(40, 40, 0)).empty());
}

}  // namespace
}  // namespace huanjie
