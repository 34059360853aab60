#include "scan/ink.h"

#include <gtest/gtest.h>

#include "scan/paper.h"

namespace huanjie {
namespace {

GreyImage paper(int width, int height) {
  return GreyImage(width, height, static_cast<std::uint8_t>(kPaper));
}

void fill(GreyImage& image, const Box& box, std::uint8_t grey) {
  for (int y = box.top; y < box.bottom; ++y) {
    for (int x = box.left; x < box.right; ++x) image.pixel(x, y) = grey;
  }
}

TEST(Ink, PrintIsNoInk) {
  GreyImage print(40, 40);
  fill(print, {0, 20, 40, 22}, 0);
  GreyImage seen = paper(40, 40);
  fill(seen, {0, 20, 40, 22}, 10);
  EXPECT_TRUE(measure_ink(ink_of(seen, print)).blots.empty());
}

TEST(Ink, APenGoesOnUnderAPrintedLine) {
  GreyImage print(40, 40);
  fill(print, {0, 20, 40, 22}, 0);
  GreyImage seen = paper(40, 40);
  fill(seen, {0, 20, 40, 22}, 10);
  fill(seen, {18, 8, 20, 34}, 40);
  const Ink ink = measure_ink(ink_of(seen, print));
  ASSERT_EQ(ink.blots.size(), 1U) << "one stroke, not two";
  EXPECT_EQ(ink.box.top, 8);
  EXPECT_EQ(ink.box.bottom, 34);
}

TEST(Ink, SpecksAreCountedAndLeftOut) {
  GreyImage seen = paper(40, 40);
  fill(seen, {5, 5, 7, 7}, 0);
  const Ink ink = measure_ink(ink_of(seen, GreyImage(40, 40)));
  EXPECT_TRUE(ink.blots.empty());
  EXPECT_EQ(ink.dust, 4);
}

TEST(Ink, APencilIsInkAndAShadowIsNot) {
  GreyImage seen = paper(40, 40);
  fill(seen, {5, 5, 7, 25}, 205);
  EXPECT_EQ(measure_ink(ink_of(seen, GreyImage(40, 40))).blots.size(), 1U);
  GreyImage shadow = paper(40, 40);
  fill(shadow, {5, 5, 25, 25}, 235);
  EXPECT_TRUE(measure_ink(ink_of(shadow, GreyImage(40, 40))).blots.empty());
}

TEST(Ink, AFaintSecondMarkIsSeenBesideAStrongOne) {
  GreyImage seen = paper(60, 40);
  fill(seen, {5, 5, 8, 30}, 0);
  EXPECT_EQ(measure_ink(ink_of(seen, GreyImage(60, 40))).faint, 0);
  fill(seen, {40, 5, 42, 30}, 200);
  EXPECT_GT(measure_ink(ink_of(seen, GreyImage(60, 40))).faint, 20);
}

}  // namespace
}  // namespace huanjie
