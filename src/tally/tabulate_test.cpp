#include "tally/tabulate.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "tally/compare.h"
#include "tally/sample_poll_test.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

std::string counted(const Ballot& ballot, const std::vector<std::string>& sheets,
                    const std::string& contest = "committee") {
  const Cvrs cvrs = pile(ballot, sheets);
  const Result<> checked = check(ballot, cvrs);
  return checked.has_value() ? shown(tabulate(ballot, cvrs), contest) : describe(checked.error());
}

// Each row is one sheet of a ballot of two seats, 甲一 (c1) and 乙二 (c2), counted by hand.
TEST(WriteIn, IsJudgedRowByRow) {
  struct Case {
    const char* claim;
    const char* sheet;
    const char* counts;
  };
  const Case cases[] = {
      {"an approved name counts", "committee: c1=x +丁四=o", "c1 0/1/0/0 c2 0/0/1/0 丁四 1"},
      {"a crossed name is no vote", "committee: +丁四=x", "c1 0/0/1/0 c2 0/0/1/0 ignored 1"},
      {"an unreadable mark is no vote", "committee: +丁四=!", "c1 0/0/1/0 c2 0/0/1/0 ignored 1"},
      {"an unmarked name is no vote", "committee: +丁四=-", "c1 0/0/1/0 c2 0/0/1/0 ignored 1"},
      {"one name twice counts once", "committee: +丁四=o +丁四=o",
       "c1 0/0/1/0 c2 0/0/1/0 丁四 1 ignored 1"},
      {"one name crossed, then approved, counts", "committee: +丁四=x +丁四=o",
       "c1 0/0/1/0 c2 0/0/1/0 丁四 1 ignored 1"},
      {"names of other code points are two", "committee: +丁四=o +丁肆=o",
       "c1 0/0/1/0 c2 0/0/1/0 丁四 1 丁肆 1"},
      {"an approved candidate written in adds nothing", "committee: c1=o +甲一=o",
       "c1 1/0/0/0 c2 0/0/1/0 ignored 1"},
      {"a blank candidate written in makes the line invalid", "committee: +甲一=o",
       "c1 0/0/0/1 c2 0/0/1/0 ignored 1"},
      {"an opposed candidate written in makes the line invalid", "committee: c1=x +甲一=o",
       "c1 0/0/0/1 c2 0/0/1/0 ignored 1"},
      {"a candidate written in and crossed changes no line", "committee: c1=x +甲一=x",
       "c1 0/1/0/0 c2 0/0/1/0 ignored 1"},
      {"a candidate written in without a mark changes no line", "committee: +甲一=-",
       "c1 0/0/1/0 c2 0/0/1/0 ignored 1"},
      {"three approvals for two seats", "committee: c1=o c2=o +丁四=o",
       "c1 0/0/0/0 c2 0/0/0/0 overvote 1"},
      {"a row that is no vote cannot overvote", "committee: c1=o c2=o +丁四=x",
       "c1 1/0/0/0 c2 1/0/0/0 ignored 1"},
  };
  const Ballot ballot = committee_ballot(2, {"甲一", "乙二"});
  for (const Case& one : cases) EXPECT_EQ(counted(ballot, {one.sheet}), one.counts) << one.claim;
}

TEST(WriteIn, NeedsNoMarkWhereTheMethodAsksForNone) {
  Ballot ballot = committee_ballot(2, {"甲一", "乙二"});
  ballot.method.write_in.needs_mark = false;
  EXPECT_EQ(counted(ballot, {"committee: +丁四=-"}), "c1 0/0/1/0 c2 0/0/1/0 丁四 1");
  EXPECT_EQ(counted(ballot, {"committee: +甲一=-"}), "c1 0/0/0/1 c2 0/0/1/0 ignored 1");
  EXPECT_EQ(counted(ballot, {"committee: +丁四=x"}), "c1 0/0/1/0 c2 0/0/1/0 ignored 1");
  // Whatever symbols says of blank.
  ballot.method.symbols.blank = Choice::oppose;
  EXPECT_EQ(counted(ballot, {"committee: +丁四=-"}), "c1 0/1/0/0 c2 0/1/0/0 丁四 1");
}

TEST(WriteIn, WithoutANameIsNothing) {
  const Ballot ballot = committee_ballot(2, {"甲一"});
  Cvrs cvrs = pile(ballot, {"committee: c1=o"});
  cvrs.cvrs[0].contests[0].write_ins = {{1, std::nullopt, Seen::circle}, {2, "", Seen::circle}};
  EXPECT_EQ(shown(tabulate(ballot, cvrs), "committee"), "c1 1/0/0/0");
}

TEST(WriteIn, ThatIsNotAllowedChangesNothing) {
  Ballot ballot = committee_ballot(1, {"甲一", "乙二"});
  ballot.method.write_in.allowed = false;
  EXPECT_EQ(counted(ballot, {"committee: c1=o c2=x +乙二=o +丁四=o"}),
            "c1 1/0/0/0 c2 0/1/0/0 ignored 2");
}

TEST(WriteIn, AfterOpposingStandsForEachOpposedLine) {
  Ballot ballot = committee_ballot(3, {"甲一", "乙二"});
  ballot.method.write_in.after_opposing = true;
  EXPECT_EQ(counted(ballot, {"committee: +丁四=o"}), "c1 0/0/1/0 c2 0/0/1/0 ignored 1");
  EXPECT_EQ(counted(ballot, {"committee: c1=x +丁四=o +戊五=o"}),
            "c1 0/1/0/0 c2 0/0/1/0 丁四 1 ignored 1");
  EXPECT_EQ(counted(ballot, {"committee: c1=x c2=x +丁四=o +丁四=o +戊五=o"}),
            "c1 0/1/0/0 c2 0/1/0/0 丁四 1 戊五 1 ignored 1");
  // Counted after a candidate who is written in lost his line: nobody is opposed any more.
  EXPECT_EQ(counted(ballot, {"committee: c1=x +甲一=o +丁四=o"}),
            "c1 0/0/0/1 c2 0/0/1/0 ignored 2");
}

TEST(WriteIn, StandsInTheOrderOfItsRowNotOfTheFile) {
  Ballot ballot = committee_ballot(3, {"甲一"});
  ballot.method.write_in.after_opposing = true;
  Cvrs cvrs = pile(ballot, {"committee: c1=x"});
  cvrs.cvrs[0].contests[0].write_ins = {{2, "戊五", Seen::circle}, {1, "丁四", Seen::circle}};
  EXPECT_EQ(shown(tabulate(ballot, cvrs), "committee"), "c1 0/1/0/0 丁四 1 ignored 1");
}

TEST(Sheet, ThatIsInvalidCountsInEveryContestAndNowhereElse) {
  const Ballot ballot = three_contests();
  const Totals totals = tabulate(ballot, pile(ballot, {"foreign", "defaced", "foreign"}));
  for (const auto& [id, contest] : totals.contests) {
    EXPECT_EQ(invalid_sheets(contest), 3);
    EXPECT_EQ(contest.invalid_by.at("foreign"), 2);
  }
  EXPECT_EQ(shown(totals, "chair"), "c1 0/0/0/0 c2 0/0/0/0 defaced 1 foreign 2");
}

TEST(Sheet, OvervotedIsInvalidForItsContestOrForAll) {
  Ballot ballot = three_contests();
  const std::string two_chairs = "chair: c1=o c2=o; member: m3=o";
  EXPECT_EQ(counted(ballot, {two_chairs}, "chair"), "c1 0/0/0/0 c2 0/0/0/0 overvote 1");
  EXPECT_EQ(counted(ballot, {two_chairs}, "member"), "m1 0/0/1/0 m2 0/0/1/0 m3 1/0/0/0");
  ballot.method.sheet_scope = SheetScope::sheet;
  EXPECT_EQ(counted(ballot, {two_chairs}, "member"), "m1 0/0/0/0 m2 0/0/0/0 m3 0/0/0/0 overvote 1");
}

TEST(Sheet, MayOvervoteAContestItDoesNotNameWhereBlankApproves) {
  Ballot ballot = committee_ballot(1, {"甲一", "乙二"});
  ballot.method.symbols.blank = Choice::approve;
  EXPECT_EQ(counted(ballot, {""}), "c1 0/0/0/0 c2 0/0/0/0 overvote 1");
}

TEST(SamePerson, InTwoContestsIsTreatedAsTheMethodSays) {
  Ballot ballot = three_contests();
  const std::string twice = "chair: c1=o; deputy: d1=o; member: m1=o";
  EXPECT_EQ(counted(ballot, {twice}, "member"), "m1 1/0/0/0 m2 0/0/1/0 m3 0/0/1/0");
  ballot.method.same_person_twice = SamePersonTwice::higher_only;
  EXPECT_EQ(counted(ballot, {twice}, "chair"), "c1 1/0/0/0 c2 0/0/1/0");
  EXPECT_EQ(counted(ballot, {twice}, "deputy"), "d1 0/0/1/0 d2 0/0/1/0");
  EXPECT_EQ(counted(ballot, {twice}, "member"), "m1 0/0/1/0 m2 0/0/1/0 m3 0/0/1/0");
  ballot.method.same_person_twice = SamePersonTwice::invalid_sheet;
  EXPECT_EQ(counted(ballot, {twice}, "chair"), "c1 0/0/0/0 c2 0/0/0/0 same_person 1");
  EXPECT_EQ(counted(ballot, {"chair: c1=o; member: m3=o"}, "member"),
            "m1 0/0/1/0 m2 0/0/1/0 m3 1/0/0/0");
}

TEST(SamePerson, IsJudgedBeforeTheOvervote) {
  Ballot ballot = three_contests();
  // The higher contest is overvoted; the lower line abstains all the same.
  const std::string sheet = "chair: c1=o c2=o; member: m1=o m3=o";
  ballot.method.same_person_twice = SamePersonTwice::higher_only;
  EXPECT_EQ(counted(ballot, {sheet}, "chair"), "c1 0/0/0/0 c2 0/0/0/0 overvote 1");
  // With m1 turned to abstain, one approval is left for one seat: no overvote there.
  EXPECT_EQ(counted(ballot, {sheet}, "member"), "m1 0/0/1/0 m2 0/0/1/0 m3 1/0/0/0");
  ballot.method.same_person_twice = SamePersonTwice::invalid_sheet;
  EXPECT_EQ(counted(ballot, {sheet}, "chair"), "c1 0/0/0/0 c2 0/0/0/0 same_person 1");
}

TEST(SamePerson, WhoseUpperLineAWriteInSpoiltIsNotApprovedTwice) {
  Ballot ballot = three_contests();
  ballot.method.same_person_twice = SamePersonTwice::higher_only;
  EXPECT_EQ(counted(ballot, {"chair: c1=x +甲一=o; member: m1=o"}, "member"),
            "m1 1/0/0/0 m2 0/0/1/0 m3 0/0/1/0");
}

// A pile drawn from numbers: marks, write-ins and invalid sheets, in three contests.
Cvrs random_pile(const Ballot& ballot, const std::vector<int>& numbers) {
  static const std::vector<std::string> kParts{"chair: c1=o; member: m3=o",
                                               "chair: c2=o c1=x +丁四=o; member: m1=o",
                                               "chair: c1=o c2=o",
                                               "defaced",
                                               "member: m1=x m2=? +戊五=o +丙三=o",
                                               "deputy: d1=o; chair: c1=o; member: m1=o",
                                               "deputy: d2=v +丁四=-; member: m2=o",
                                               ""};
  std::vector<std::string> sheets;
  for (const int number : numbers) {
    sheets.push_back(kParts[static_cast<std::size_t>(number) % kParts.size()]);
  }
  return pile(ballot, sheets);
}

rc::Gen<std::vector<int>> numbers() {
  return rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 8));
}

Ballot random_ballot() {
  Ballot ballot = three_contests();
  ballot.method.same_person_twice = *rc::gen::element(
      SamePersonTwice::allow, SamePersonTwice::higher_only, SamePersonTwice::invalid_sheet);
  ballot.method.sheet_scope = *rc::gen::element(SheetScope::contest, SheetScope::sheet);
  ballot.method.write_in = {*rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>(),
                            *rc::gen::arbitrary<bool>()};
  return ballot;
}

RC_GTEST_PROP(Tabulate, GivesTheSameInAnyOrderAndAnySplit, ()) {
  const Ballot ballot = random_ballot();
  const Cvrs whole = random_pile(ballot, *numbers());
  Cvrs shuffled = whole;
  const auto size = static_cast<int>(whole.cvrs.size());
  for (int i = size - 1; i > 0; --i) {
    std::swap(shuffled.cvrs[i], shuffled.cvrs[*rc::gen::inRange(0, i + 1)]);
  }
  const Totals totals = tabulate(ballot, whole);
  RC_ASSERT(tabulate(ballot, shuffled) == totals);
  const int cut = *rc::gen::inRange(0, size + 1);
  Cvrs first = shuffled;
  first.cvrs.resize(static_cast<std::size_t>(cut));
  Cvrs second = shuffled;
  second.cvrs.erase(second.cvrs.begin(), second.cvrs.begin() + cut);
  RC_ASSERT(add(tabulate(ballot, first), tabulate(ballot, second)) == totals);
}

RC_GTEST_PROP(Tabulate, LosesAndInventsNoSheet, ()) {
  const Ballot ballot = random_ballot();
  const Cvrs cvrs = random_pile(ballot, *numbers());
  const auto sheets = static_cast<int>(cvrs.cvrs.size());
  const Totals totals = tabulate(ballot, cvrs);
  RC_ASSERT(check_balance(ballot, sheets, totals).has_value());
  int rows = 0;
  for (const CastVoteRecord& record : cvrs.cvrs) {
    for (const ContestSeen& seen : record.contests) rows += static_cast<int>(seen.write_ins.size());
  }
  int told = 0;
  for (const auto& [id, contest] : totals.contests) {
    told += contest.ignored_write_ins;
    for (const WriteInTotals& write_in : contest.write_ins) told += write_in.approve;
  }
  RC_ASSERT(told <= rows);
  // Counted from the records or from their totals, the result is one.
  if (sheets == 0 || !ballot.method.write_in.allowed) return;
  const Result<PollResult> by_records = tally(ballot, poll_of(sheets), cvrs);
  const Result<PollResult> by_totals = tally(ballot, poll_of(sheets), totals);
  RC_ASSERT(by_records.has_value() && by_totals.has_value());
  RC_ASSERT(*by_records == *by_totals);
}

RC_GTEST_PROP(Tabulate, MovesOneVoteForOneChangedMark, ()) {
  const Ballot ballot = committee_ballot(2, {"甲一", "乙二"});
  std::vector<std::string> sheets;
  for (const int number : *rc::gen::nonEmpty(numbers())) {
    const std::string signs = "ox-v";
    sheets.push_back(std::string("committee: c1=") + signs[number % 4] +
                     " c2=" + signs[number / 4]);
  }
  const Cvrs before = pile(ballot, sheets);
  Cvrs after = before;
  LineSeen& line =
      after.cvrs[*rc::gen::inRange<std::size_t>(0, sheets.size())].contests[0].lines[0];
  const Choice from = meaning(ballot.method.symbols, line);
  line.box = *rc::gen::element(Seen::circle, Seen::cross, Seen::blank, Seen::tick);
  const Choice to = meaning(ballot.method.symbols, line);
  const std::vector<Difference> moved = compare(tabulate(ballot, before), tabulate(ballot, after));
  RC_ASSERT(moved.size() == (from == to ? 0u : 2u));
  for (const Difference& cell : moved) {
    RC_ASSERT(cell.row == "c1");
    const bool gains = cell.column == to_text(to);
    RC_ASSERT(gains || cell.column == to_text(from));
    RC_ASSERT(cell.second - cell.first == (gains ? 1 : -1));
  }
}

}  // namespace
}  // namespace huanjie
