#include "scan/mark.h"

#include <gtest/gtest.h>

#include <cmath>

#include "scan/paper.h"

namespace huanjie {
namespace {

constexpr int kSide = (10 + 2 * kRing) * kCellScale;
constexpr Box kBox{kRing * kCellScale, kRing* kCellScale, kSide - kRing* kCellScale,
                   kSide - kRing* kCellScale};

// A cell of 10 by 10 mm with its printed frame, and a pen to draw in it with, in pixels.
class Cell {
 public:
  Cell() : print_(kSide, kSide), seen_(kSide, kSide, static_cast<std::uint8_t>(kPaper)) {
    for (int i = kBox.left - 1; i <= kBox.right; ++i) {
      for (GreyImage* image : {&print_, &seen_}) {
        image->pixel(i, kBox.top - 1) = image->pixel(i, kBox.bottom) = 0;
        image->pixel(kBox.left - 1, i) = image->pixel(kBox.right, i) = 0;
      }
    }
  }

  Cell& line(double x0, double y0, double x1, double y1, std::uint8_t grey = 40) {
    const int steps = static_cast<int>(std::hypot(x1 - x0, y1 - y0) * 2) + 1;
    for (int i = 0; i <= steps; ++i) {
      const int x = static_cast<int>(x0 + (x1 - x0) * i / steps);
      const int y = static_cast<int>(y0 + (y1 - y0) * i / steps);
      for (int v = 0; v < 2; ++v) {
        for (int u = 0; u < 2; ++u) seen_.pixel(x + u, y + v) = grey;
      }
    }
    return *this;
  }
  Cell& ring(double x, double y, double radius, std::uint8_t grey = 40) {
    for (double a = 0; a < 6.28; a += 0.1) {
      line(x + radius * std::cos(a), y + radius * std::sin(a), x + radius * std::cos(a + 0.1),
           y + radius * std::sin(a + 0.1), grey);
    }
    return *this;
  }

  MarkReading read(bool blackened = false) const {
    return read_mark(ink_in({seen_, print_, kBox}), kBox, blackened);
  }

 private:
  GreyImage print_;
  GreyImage seen_;
};

void expect_sure(const MarkReading& reading, Seen seen) {
  EXPECT_EQ(to_text(reading.seen), to_text(seen));
  EXPECT_TRUE(reading.sure) << to_text(reading.seen) << " " << static_cast<int>(reading.doubt)
                            << " " << reading.measures.certainty;
}

TEST(Mark, CleanSignsAreSure) {
  expect_sure(Cell().read(), Seen::blank);
  expect_sure(Cell().ring(32, 32, 12).read(), Seen::circle);
  expect_sure(Cell().line(20, 20, 44, 44).line(44, 20, 20, 44).read(), Seen::cross);
  expect_sure(Cell().line(20, 34, 28, 44).line(28, 44, 46, 18).read(), Seen::tick);
}

TEST(Mark, AFaintOrSmallSignGoesToPeople) {
  EXPECT_FALSE(Cell().ring(32, 32, 12, 225).read().sure);
  const MarkReading tiny = Cell().ring(32, 32, 3).read();
  EXPECT_FALSE(tiny.sure);
  EXPECT_EQ(tiny.doubt, Doubt::tiny);
}

TEST(Mark, TwoSignsGoToPeople) {
  EXPECT_FALSE(Cell().ring(22, 32, 7).line(38, 26, 48, 38).line(48, 26, 38, 38).read().sure);
  EXPECT_FALSE(Cell().ring(32, 32, 12).line(20, 20, 44, 44).line(44, 20, 20, 44).read().sure);
}

TEST(Mark, InkBesideTheBoxMakesABlankUnsure) {
  const MarkReading beside = Cell().line(4, 20, 4, 34).read();
  EXPECT_EQ(beside.seen, Seen::blank);
  EXPECT_FALSE(beside.sure);
  EXPECT_EQ(beside.doubt, Doubt::beside);
  EXPECT_GT(beside.measures.ring, 0);
}

TEST(Mark, OtherSignsGoToPeople) {
  EXPECT_FALSE(Cell().line(20, 44, 44, 20).read().sure) << "a slash";
  EXPECT_FALSE(Cell().line(32, 18, 32, 46).line(18, 32, 46, 32).read().sure) << "a plus";
}

TEST(Mark, AFilledBoxIsSureWhereTheBallotAsksForIt) {
  Cell cell;
  for (int y = kBox.top + 1; y < kBox.bottom - 2; y += 2)
    cell.line(kBox.left + 1, y, kBox.right - 3, y);
  EXPECT_EQ(cell.read().seen, Seen::filled);
  EXPECT_FALSE(cell.read().sure);
  EXPECT_TRUE(cell.read(true).sure);
}

TEST(Mark, AShadowThatHidesInkIsNoBlank) {
  Cell cell;
  for (int y = 0; y < kSide - 2; y += 2) cell.line(0, y, kSide - 3, y, y % 4 == 0 ? 40 : 90);
  EXPECT_FALSE(cell.read().sure);
}

}  // namespace
}  // namespace huanjie
