#include "tally/result_balance.h"

#include <gtest/gtest.h>

#include <functional>

#include "tally/sample_poll_test.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

PollResult counted() {
  const Ballot ballot = committee_ballot(1, {"甲一", "乙二"});
  return *tally(ballot, poll_of(3), pile(ballot, {"committee: c1=o", "committee: c1=o", ""}));
}

TEST(ResultBalance, HoldsForWhatWasCounted) { EXPECT_TRUE(check_result(counted()).has_value()); }

TEST(ResultBalance, RefusesEachNumberThatWasTouched) {
  struct Case {
    const char* where;
    std::function<void(PollResult&)> touch;
  };
  const Case cases[] = {
      {"/quorum", [](PollResult& result) { result.quorum.holds = false; }},
      {"/poll", [](PollResult& result) { result.poll.valid = false; }},
      {"/contests/0/sheets", [](PollResult& result) { ++result.contests[0].sheets.returned; }},
      {"/contests/0/lines/0", [](PollResult& result) { ++result.contests[0].lines[0].approve; }},
      {"/contests/0/lines/1/passes",
       [](PollResult& result) { result.contests[0].lines[1].passes = true; }},
      {"/contests/0/lines/1/outcome",
       [](PollResult& result) { result.contests[0].lines[1].outcome = Outcome::elected; }},
      {"/contests/0/elected", [](PollResult& result) { result.contests[0].elected = {"c2"}; }},
      {"/contests/0", [](PollResult& result) { result.contests[0].seats = 2; }}};
  for (const Case& one : cases) {
    PollResult result = counted();
    one.touch(result);
    const Result<> checked = check_result(result);
    ASSERT_FALSE(checked.has_value()) << one.where;
    EXPECT_EQ(checked.error().where, one.where);
  }
}

}  // namespace
}  // namespace huanjie
