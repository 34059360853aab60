#include "tally/compare.h"

#include <gtest/gtest.h>

#include "tally/sample_poll_test.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

const Ballot kBallot = committee_ballot(2, {"甲一", "乙二"});

Totals first_count() {
  return *totals_of(kBallot, pile(kBallot, {"committee: c1=o c2=x", "committee: c1=o +丁四=o"}));
}

TEST(Compare, FindsNothingInTwoEqualCounts) {
  const auto differences = compare(kBallot, 2, first_count(), first_count());
  ASSERT_TRUE(differences.has_value());
  EXPECT_TRUE(differences->empty());
}

TEST(Compare, NamesEveryDifferingCellWithBothNumbers) {
  Totals second = first_count();
  ContestTotals& contest = second.contests.at("committee");
  contest.lines.at("c2") = {1, 0, 1, 0};
  contest.write_ins = {{"丁肆", 1}};
  const auto differences = compare(kBallot, 2, first_count(), second);
  ASSERT_TRUE(differences.has_value()) << describe(differences.error());
  EXPECT_EQ(*differences, (std::vector<Difference>{
                              {"committee", "c2", "approve", 0, 1},
                              {"committee", "c2", "oppose", 1, 0},
                              {"committee", "write-in:丁四", "approve", 1, 0},
                              {"committee", "write-in:丁肆", "approve", 0, 1},
                          }));
  EXPECT_EQ(describe(kBallot, (*differences)[0]), "委员 乙二 赞成：第一份 0，第二份 1");
  EXPECT_EQ(describe(kBallot, (*differences)[2]), "委员 另选他人丁四 赞成：第一份 1，第二份 0");
}

TEST(Compare, SeesInvalidPapersAndIgnoredRowsToo) {
  Totals second = first_count();
  second.contests.at("committee").invalid_by["overvote"] = 1;
  second.contests.at("committee").ignored_write_ins = 3;
  EXPECT_EQ(compare(first_count(), second),
            (std::vector<Difference>{{"committee", "", "ignored_write_ins", 0, 3},
                                     {"committee", "", "overvote", 0, 1}}));
}

TEST(Compare, AsksThatEachCountBalancesFirst) {
  Totals second = first_count();
  second.contests.at("committee").lines.at("c1").approve = 9;
  const auto differences = compare(kBallot, 2, first_count(), second);
  ASSERT_FALSE(differences.has_value());
  EXPECT_TRUE(differences.error().message.starts_with("第二份")) << differences.error().message;
  EXPECT_EQ(differences.error().where, "/contests/committee/lines/c1");
}

}  // namespace
}  // namespace huanjie
