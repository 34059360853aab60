#include "tally/outcome.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/text.h"
#include "tally/sample_poll_test.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

using Names = std::vector<std::string>;

PollResult counted(const Ballot& ballot, const Poll& poll, const Names& sheets) {
  const Result<PollResult> result = tally(ballot, poll, pile(ballot, sheets));
  EXPECT_TRUE(result.has_value()) << describe(result.error());
  return result.has_value() ? *result : PollResult{};
}

PollResult counted(const Ballot& ballot, const Names& sheets) {
  return counted(ballot, poll_of(static_cast<int>(sheets.size())), sheets);
}

// The same sheet so many times.
Names times(int count, const std::string& sheet) { return Names(count, sheet); }
Names operator+(Names all, const Names& more) {
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

TEST(Elect, OrdersEqualVotesByTheBallotThenByName) {
  const Ballot ballot = committee_ballot(4, {"甲一", "乙二"});
  const PollResult result = counted(ballot, {"committee: c2=o c1=o +丙=o +丁=o"});
  EXPECT_EQ(result.contests[0].elected, (Names{"c1", "c2", "write-in:丁", "write-in:丙"}));
  EXPECT_EQ(result.contests[0].write_ins[0].name, "丁");  // U+4E01 before U+4E19
  EXPECT_EQ(result.contests[0].flags, std::vector{Flag::needs_eligibility_check});
}

TEST(Elect, LeavesTheTiedUnseatedAndTheRestPassed) {
  const Ballot ballot = committee_ballot(2, {"甲一", "乙二", "丙三", "丁四"});
  const PollResult result =
      counted(ballot, times(2, "committee: c1=o c2=o") + times(2, "committee: c1=o c3=o"));
  const ContestResult& contest = result.contests[0];
  EXPECT_EQ(contest.elected, Names{"c1"});
  EXPECT_EQ(contest.tie, std::nullopt);  // two of four are not more than half: nobody else passes
  EXPECT_EQ(contest.vacant, 1);
  EXPECT_EQ(contest.next, NextStep::rerun);

  Ballot half = ballot;
  half.method.elected = {Base::voters, std::nullopt, Ratio{1, 2}, false};
  const ContestResult tied =
      counted(half, times(2, "committee: c1=o c2=o") + times(2, "committee: c1=o c3=o"))
          .contests[0];
  EXPECT_EQ(tied.elected, Names{"c1"});
  EXPECT_EQ(tied.tie, (Tie{{"c2", "c3"}, 1}));
  EXPECT_EQ(tied.vacant, 0);
  EXPECT_EQ(tied.next, NextStep::revote);
}

TEST(Elect, ByPluralityAsksForOneApproval) {
  Ballot ballot = committee_ballot(3, {"甲一", "乙二"});
  ballot.method.elected = {{}, {}, {}, true};
  const ContestResult contest =
      counted(ballot, times(3, "") + Names{"committee: c2=o"}).contests[0];
  EXPECT_EQ(contest.base, (BaseResult{"plurality", std::nullopt, 1}));
  EXPECT_EQ(contest.elected, Names{"c2"});
  EXPECT_FALSE(contest.lines[0].passes);
  EXPECT_EQ(contest.vacant, 2);
}

TEST(Elect, TakesTheValidSheetsOfEachContestForABase) {
  Ballot ballot = three_contests();
  ballot.method.elected.of = Base::valid;
  const PollResult result =
      counted(ballot, {"chair: c1=o c2=o; member: m3=o", "chair: c1=o; member: m3=o", "defaced"});
  EXPECT_EQ(result.contests[0].base, (BaseResult{"valid", 1, 1}));
  EXPECT_EQ(result.contests[2].base, (BaseResult{"valid", 2, 2}));
  EXPECT_EQ(result.contests[0].elected, Names{"c1"});
}

TEST(StandAside, WhoeverIsElectedHigherLeavesTheSeatToTheNext) {
  const PollResult result = counted(three_contests(), times(3, "chair: c1=o; deputy: d1=o"));
  const ContestResult& deputy = result.contests[1];
  EXPECT_EQ(deputy.lines[0].outcome, Outcome::elected_higher);
  EXPECT_TRUE(deputy.lines[0].passes);
  EXPECT_TRUE(deputy.elected.empty());
  EXPECT_EQ(deputy.vacant, 1);
}

TEST(CarryDown, AddsWhatWasGotAboveWithoutBeingElectedThere) {
  Ballot ballot = three_contests();
  ballot.method.carry_down = true;
  // 5 sheets, 3 needed. Chair: 甲一 3, 乙二 2. Deputy: 甲一 stands aside, 乙二 2 + 2 carried.
  const PollResult result = counted(
      ballot, times(3, "chair: c1=o; deputy: d1=o") + times(2, "chair: c2=o; deputy: d2=o"));
  EXPECT_EQ(result.contests[1].lines[0].carried, 0);  // the seat was won: nothing is carried
  EXPECT_EQ(result.contests[1].lines[1].carried, 2);
  EXPECT_EQ(result.contests[1].elected, Names{"d2"});
  // Standing aside in the contest between carries nothing from there either.
  EXPECT_EQ(result.contests[2].lines[0].carried, 0);
  EXPECT_EQ(result.contests[2].lines[1].carried, 2);
  EXPECT_EQ(result.contests[2].lines[1].outcome, Outcome::elected_higher);
}

TEST(CarryDown, CarriedVotesCanTie) {
  Ballot ballot = three_contests();
  ballot.method.carry_down = true;
  // Chair: nobody has 3 of 4. Member: 乙二 1 + 2 carried, 丙三 3.
  const PollResult result = counted(
      ballot,
      {"chair: c2=o; member: m3=o", "chair: c2=o; member: m3=o", "member: m3=o", "member: m2=o"});
  EXPECT_EQ(result.contests[2].tie, (Tie{{"m2", "m3"}, 1}));
}

TEST(BaseDependent, IsSaidOnlyWhereTheOtherNumberIsGivenAndChangesTheResult) {
  Ballot ballot = committee_ballot(1, {"甲一"});
  Poll poll = poll_of(8);
  poll.entitled = 10;
  const auto flags = [&](int approvals) {
    return counted(ballot, poll, times(approvals, "committee: c1=o") + times(8 - approvals, ""))
        .contests[0]
        .flags;
  };
  EXPECT_EQ(flags(5), std::vector{Flag::base_dependent});  // 6 of 10 needed, 5 of 8
  EXPECT_TRUE(flags(6).empty());
  EXPECT_TRUE(flags(4).empty());
  ballot.method.elected.of = Base::present;
  EXPECT_EQ(flags(5), std::vector{Flag::base_dependent});
  ballot.method.elected.of = Base::voters;
  EXPECT_TRUE(flags(5).empty());
  ballot.method.elected.of = Base::present;
  ballot.method.quorum = {Base::registered, std::nullopt, Ratio{1, 2}};
  poll.entitled = std::nullopt;
  EXPECT_TRUE(flags(5).empty());
}

TEST(BaseDependent, SeesAnotherTieToo) {
  Ballot ballot = committee_ballot(1, {"甲一", "乙二"});
  ballot.method.elected.more_than = Ratio{1, 3};
  Poll poll = poll_of(8);
  poll.entitled = 10;  // 4 needed; of those present 3
  const PollResult result = counted(
      ballot, poll, times(3, "committee: c1=o") + times(3, "committee: c2=o") + times(2, ""));
  EXPECT_TRUE(result.contests[0].elected.empty());
  EXPECT_EQ(result.contests[0].tie, std::nullopt);
  EXPECT_EQ(result.contests[0].flags, std::vector{Flag::base_dependent});
}

TEST(Kin, ConflictOnlyWhenBothAreElectedAndTheMethodAsks) {
  Ballot ballot = three_contests();
  ballot.method.kin_avoidance = true;
  Poll poll = poll_of(3);
  poll.kin = {{"p3", "p1"}, {"p9", "p1"}, {"p2", "p1"}};
  const Names sheets = times(3, "chair: c1=o; member: m3=o");
  PollResult result = counted(ballot, poll, sheets);
  EXPECT_EQ(result.contests[2].kin_conflicts, std::vector{(KinConflict{"c1", "m3", {}})});
  EXPECT_EQ(result.contests[2].flags, std::vector{Flag::kin_conflict});
  EXPECT_TRUE(result.contests[0].flags.empty());
  ballot.method.kin_avoidance = false;
  result = counted(ballot, poll, sheets);
  EXPECT_TRUE(result.contests[2].kin_conflicts.empty());
}

TEST(Kin, InOneContestTheOneWithMoreVotesStays) {
  Ballot ballot = committee_ballot(2, {"甲一", "乙二"});
  ballot.method.kin_avoidance = true;
  ballot.contests[0].candidates[0].person = "p1";
  ballot.contests[0].candidates[1].person = "p2";
  Poll poll = poll_of(3);
  poll.kin = {{"p1", "p2"}};
  const Names more{"committee: c1=o c2=o", "committee: c1=o c2=o", "committee: c2=o"};
  EXPECT_EQ(counted(ballot, poll, more).contests[0].kin_conflicts,
            std::vector{(KinConflict{"c2", "c1", {}})});
  poll.kin = {{"p2", "p1"}};
  EXPECT_EQ(counted(ballot, poll, times(3, more[0])).contests[0].kin_conflicts,
            std::vector{(KinConflict{{}, {}, {"c2", "c1"}})});
}

TEST(NoWoman, StandsAtTheLastContestWhenAllElectedAreKnownToBeMen) {
  Ballot ballot = three_contests();
  ballot.method.requires_woman = true;
  const PollResult men = counted(ballot, times(3, "chair: c1=o"));
  EXPECT_TRUE(men.contests[0].flags.empty());
  EXPECT_EQ(men.contests[2].flags, std::vector{Flag::no_woman});
  EXPECT_TRUE(counted(ballot, times(3, "chair: c2=o; member: m3=o")).contests[2].flags.empty());
  EXPECT_TRUE(counted(ballot, times(3, "")).contests[2].flags.empty());
  // A write-in's sex is not known.
  EXPECT_TRUE(counted(ballot, times(3, "chair: c1=o; member: +丁四=o")).contests[2].flags ==
              std::vector{Flag::needs_eligibility_check});
  ballot.contests[0].candidates[0].sex = std::nullopt;
  EXPECT_TRUE(counted(ballot, times(3, "chair: c1=o")).contests[2].flags.empty());
}

TEST(Eligibility, IsCheckedOfATiedWriteInToo) {
  Ballot ballot = committee_ballot(1, {"甲一"});
  ballot.method.elected = {{}, {}, {}, true};
  const PollResult tied = counted(ballot, {"committee: c1=o", "committee: +丁四=o"});
  EXPECT_EQ(tied.contests[0].tie, (Tie{{"c1", "write-in:丁四"}, 1}));
  EXPECT_EQ(tied.contests[0].flags, std::vector{Flag::needs_eligibility_check});
  const PollResult lost =
      counted(ballot, {"committee: c1=o", "committee: c1=o", "committee: +丁四=o"});
  EXPECT_TRUE(lost.contests[0].flags.empty());
}

}  // namespace
}  // namespace huanjie
