#include "deck/cell.h"

#include <gtest/gtest.h>

#include <set>

#include "deck/straight_cell.h"

namespace huanjie {
namespace {

TEST(Dice, AreTheSameForTheSameSeed) {
  Dice one(7);
  Dice other(7);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(one.next(), other.next());
  for (int i = 0; i < 1000; ++i) {
    const double value = one.uniform(2, 3);
    EXPECT_TRUE(value >= 2 && value < 3);
    EXPECT_LE(std::abs(one.normal(1)), 4);
    EXPECT_LT(one.below(3), 3);
  }
}

TEST(Signs, AreReadALineEach) {
  const std::string line =
      R"({"cls":"tick","label":"check","src":"x","writer":"w","strokes":[[0,500,300,1000,900,0]]})";
  const Result<std::vector<Sign>> signs = parse_signs(line + "\n" + line + "\n", SignKind::tick);
  ASSERT_TRUE(signs.has_value());
  ASSERT_EQ(signs->size(), 2U);
  EXPECT_EQ((*signs)[1].number, 2);
  EXPECT_EQ((*signs)[0].strokes.at(0).size(), 3U);
  const Result<std::vector<Sign>> odd =
      parse_signs(line + "\n" + R"({"writer":"w","strokes":[[0,500,300]]})", SignKind::tick);
  ASSERT_FALSE(odd.has_value());
  EXPECT_EQ(odd.error().where, "第2行");
  EXPECT_FALSE(parse_signs("{}", SignKind::tick).has_value());
}

TEST(Signs, AWriterBelongsToOneShare) {
  std::set<WriterShare> shares;
  for (int i = 0; i < 100; ++i) shares.insert(share_of("writer" + std::to_string(i)));
  EXPECT_EQ(shares.size(), 3U);
  Signs signs;
  for (int i = 0; i < 100; ++i)
    signs.ticks.push_back({SignKind::tick, "check", "writer" + std::to_string(i), i, {}});
  const std::size_t parts = of_share(signs, WriterShare::training).ticks.size() +
                            of_share(signs, WriterShare::threshold).ticks.size() +
                            of_share(signs, WriterShare::report).ticks.size();
  EXPECT_EQ(parts, 100U);
}

TEST(StraightCell, ShowsTheBoxAndWhatWasDrawnInIt) {
  Dice dice(5);
  const StraightCell blank = straight_cell(Signs{}, CellKind::blank, dice);
  EXPECT_TRUE(read_mark(ink_in(blank.picture), blank.picture.box, false).seen == Seen::blank);
  int seen = 0;
  for (int i = 0; i < 20; ++i) {
    const StraightCell circle = straight_cell(Signs{}, CellKind::circle, dice);
    const MarkReading mark = read_mark(ink_in(circle.picture), circle.picture.box, false);
    seen += mark.seen == Seen::circle ? 1 : 0;
    EXPECT_TRUE(!mark.sure || mark.seen == Seen::circle);
  }
  EXPECT_GE(seen, 15);
}

TEST(StraightCell, KindsComeInTheirShares) {
  Dice dice(6);
  int clear = 0;
  for (int i = 0; i < 10000; ++i) clear += any_kind(dice) <= CellKind::blank ? 1 : 0;
  EXPECT_NEAR(clear, 7000, 200);
}

}  // namespace
}  // namespace huanjie
