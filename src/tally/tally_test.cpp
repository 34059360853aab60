#include "tally/tally.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "tally/poll.h"
#include "tally/sample_poll_test.h"
#include "tally/totals.h"

namespace huanjie {
namespace {

std::string poll_wrong_at(const Poll& poll, const Method& method) {
  const Result<> checked = check(poll, method);
  return checked.has_value() ? "" : checked.error().where;
}

TEST(Poll, NeedsTheNumbersThatTheMethodUsesAndNoOther) {
  Method method = committee_ballot(1, {}).method;  // entitled, present, voters, issued, returned
  struct Case {
    std::optional<int> Poll::* number;
    const char* where;
  };
  const Case cases[] = {{&Poll::registered, ""},      {&Poll::entitled, "/entitled"},
                        {&Poll::present, "/present"}, {&Poll::voters, "/voters"},
                        {&Poll::issued, "/issued"},   {&Poll::returned, "/returned"}};
  for (const Case& one : cases) {
    Poll poll = poll_of(5);
    poll.*one.number = std::nullopt;
    EXPECT_EQ(poll_wrong_at(poll, method), one.where);
  }
  method.quorum = {Base::registered, std::nullopt, Ratio{1, 2}};
  method.poll_valid.returned_at_most = {};
  method.elected = {{}, {}, {}, true};
  Poll poll;
  poll.registered = poll.voters = poll.returned = 5;
  EXPECT_EQ(poll_wrong_at(poll, method), "");
  method.elected = {Base::registered, Ratio{1, 2}, {}, false};
  poll.registered = std::nullopt;
  EXPECT_EQ(poll_wrong_at(poll, method), "/registered");
}

TEST(Poll, HasNoMoreVotersThanPresentAndNoMorePresentThanEntitled) {
  const Method method = committee_ballot(1, {}).method;
  const auto with = [](std::optional<int> Poll::* number, int value) {
    Poll poll = poll_of(5);
    poll.*number = value;
    return poll;
  };
  EXPECT_EQ(poll_wrong_at(with(&Poll::present, 6), method), "/present");
  EXPECT_EQ(poll_wrong_at(with(&Poll::voters, 6), method), "/voters");
  EXPECT_EQ(poll_wrong_at(with(&Poll::registered, 4), method), "/voters");
  EXPECT_EQ(poll_wrong_at(with(&Poll::entitled, 6), method), "");
  // More papers than voters is how it was: recorded, and judged by the result.
  EXPECT_EQ(poll_wrong_at(with(&Poll::returned, 9), method), "");
  EXPECT_EQ(poll_wrong_at(with(&Poll::issued, 9), method), "");
  Poll alone = poll_of(5);
  alone.kin = {{"p1", "p1"}};
  EXPECT_EQ(poll_wrong_at(alone, method), "/kin/0");
}

TEST(Poll, ReadsANumberLeftOutAsNull) {
  const Result<Poll> poll = parse_poll(
      R"({"format": "huanjie/poll/1", "entitled": 64, "present": 52, "voters": 52, "issued": 52,
          "returned": 51})");
  ASSERT_TRUE(poll.has_value()) << describe(poll.error());
  EXPECT_EQ(poll->registered, std::nullopt);
  EXPECT_TRUE(poll->kin.empty());
  EXPECT_EQ(parse_poll(R"({"format": "huanjie/poll/1", "voted": 1})").error().where, "/voted");
  EXPECT_EQ(parse_poll(R"({"format": "huanjie/poll/1", "voters": 1.0})").has_value(), false);
  EXPECT_EQ(parse_poll(R"({"format": "huanjie/poll/1", "voters": 10000001})").error().where,
            "/voters");
  EXPECT_EQ(parse_poll("[]").error().where, "/");
}

const Ballot kBallot = committee_ballot(2, {"甲一", "乙二"});

// Four papers, one invalid: "c1 2/1/0/0 c2 1/0/2/0 丁四 1 overvote 1".
Totals balanced() {
  return *totals_of(kBallot, pile(kBallot, {"committee: c1=o c2=o", "committee: c1=o +丁四=o",
                                            "committee: c1=x", "committee: c1=o c2=o +丁四=o"}));
}

std::string totals_wrong_at(const std::function<void(ContestTotals&)>& change) {
  Totals totals = balanced();
  change(totals.contests.at("committee"));
  Result<> checked = check(kBallot, totals);
  if (checked.has_value()) checked = check_balance(kBallot, 4, totals);
  return checked.has_value() ? "" : checked.error().where;
}

std::string wrong_balance(const std::function<void(ContestTotals&)>& change) {
  Totals totals = balanced();
  change(totals.contests.at("committee"));
  const Result<> checked = check_balance(kBallot, 4, totals);
  return checked.has_value() ? "" : describe(checked.error());
}

// Who typed the numbers knows the candidates by name, and forgets the invalid papers most easily.
TEST(HandCount, SaysWhoseLineIsWrongOrThatInvalidPapersWereForgotten) {
  const std::string one = wrong_balance([](auto& c) { ++c.lines.at("c1").approve; });
  EXPECT_NE(one.find("甲一：赞成、不赞成、弃权、无效合计 4 票"), std::string::npos) << one;
  const std::string both = wrong_balance([](auto& c) {
    ++c.lines.at("c1").approve;
    --c.lines.at("c2").abstain;
  });
  EXPECT_NE(both.find("甲一"), std::string::npos) << both;
  EXPECT_NE(both.find("乙二"), std::string::npos) << both;
  const std::string forgotten = wrong_balance([](auto& c) { c.invalid_by.clear(); });
  EXPECT_NE(forgotten.find("是不是有 1 张无效票没有写进 invalid_by"), std::string::npos)
      << forgotten;
}

TEST(HandCount, BalancesAgainstThePapers) {
  EXPECT_EQ(totals_wrong_at([](ContestTotals&) {}), "");
  const std::string at = "/contests/committee";
  EXPECT_EQ(totals_wrong_at([](auto& c) { ++c.lines.at("c1").approve; }), at + "/lines/c1");
  EXPECT_EQ(totals_wrong_at([](auto& c) { --c.lines.at("c2").abstain; }), at + "/lines/c2");
  EXPECT_EQ(totals_wrong_at([](auto& c) { ++c.invalid_by["defaced"]; }), at + "/lines/c1");
  EXPECT_EQ(totals_wrong_at([](auto& c) { c.invalid_by["defaced"] = 5; }), at + "/invalid_by");
  EXPECT_EQ(totals_wrong_at([](auto& c) { c.write_ins[0].approve = 4; }),
            at + "/write_ins/0/approve");
  // Approvals 2 + 1 listed and 1 written in, of 2 × 3: two more fit, three do not.
  EXPECT_EQ(totals_wrong_at([](auto& c) { c.write_ins = {{"丁四", 3}}; }), "");
  EXPECT_EQ(totals_wrong_at([](auto& c) { c.write_ins = {{"丁四", 3}, {"戊五", 1}}; }), at);
}

TEST(HandCount, NamesEveryLineOnceAndNoOther) {
  const std::string at = "/contests/committee";
  EXPECT_EQ(totals_wrong_at([](auto& c) { c.lines.erase("c2"); }), at + "/lines");
  EXPECT_EQ(totals_wrong_at([](auto& c) { c.lines["c3"] = {}; }), at + "/lines/c3");
  EXPECT_EQ(totals_wrong_at([](auto& c) { c.invalid_by["torn"] = 0; }), at + "/invalid_by/torn");
  EXPECT_EQ(totals_wrong_at([](auto& c) { c.write_ins = {{"甲一", 0}}; }),
            at + "/write_ins/0/name");
  EXPECT_EQ(totals_wrong_at([](auto& c) { c.write_ins = {{"丁四", 0}, {"丁四", 0}}; }),
            at + "/write_ins/1/name");
  EXPECT_EQ(totals_wrong_at([](auto& c) { c.write_ins = {{"", 0}}; }), at + "/write_ins/0/name");
  EXPECT_EQ(totals_wrong_at([](auto& c) { c.write_ins = {{" 丁四", 0}}; }),
            at + "/write_ins/0/name");
  Totals other = balanced();
  other.ballot = "c";
  EXPECT_EQ(check(kBallot, other).error().where, "/ballot");
  other = balanced();
  other.contests["mayor"] = {};
  EXPECT_EQ(check(kBallot, other).error().where, "/contests/mayor");
  other = balanced();
  other.contests.clear();
  EXPECT_EQ(check(kBallot, other).error().where, "/contests");
}

TEST(HandCount, HasNoWriteInWhereTheMethodAllowsNone) {
  Ballot ballot = kBallot;
  ballot.method.write_in.allowed = false;
  EXPECT_EQ(check(ballot, balanced()).error().where, "/contests/committee/write_ins/0/name");
  Totals none = balanced();
  none.contests.at("committee").write_ins.clear();
  EXPECT_TRUE(check(ballot, none).has_value());
}

TEST(Tally, OfAVoidPollCountsNothingButChecksTheRecords) {
  Poll poll = poll_of(4);
  poll.entitled = 10;
  const Result<PollResult> result = tally(kBallot, poll, pile(kBallot, {"committee: c1=o"}));
  ASSERT_TRUE(result.has_value());  // three records are missing, and nobody asks
  EXPECT_EQ(result->poll.reasons, std::vector{VoidReason::quorum});
  EXPECT_TRUE(result->contests.empty());
  EXPECT_FALSE(tally(kBallot, poll, pile(kBallot, {"committee: c9=o"})).has_value());
  Totals unbalanced = balanced();
  ++unbalanced.contests.at("committee").lines.at("c1").approve;
  EXPECT_TRUE(tally(kBallot, poll, unbalanced).has_value());
  unbalanced.contests.at("committee").lines.erase("c1");
  EXPECT_FALSE(tally(kBallot, poll, unbalanced).has_value());
}

TEST(Tally, IsVoidWithMorePapersThanThoseWhoVotedAndTakesThatMany) {
  Poll poll = poll_of(1);
  EXPECT_TRUE(tally(kBallot, poll, pile(kBallot, {""}))->poll.valid);
  poll.returned = 2;
  EXPECT_EQ(
      tally(kBallot, poll, pile(kBallot, {"", ""}))->poll.reasons,
      (std::vector{VoidReason::returned_exceeds_voters, VoidReason::returned_exceeds_issued}));
  poll.issued = 2;
  EXPECT_EQ(tally(kBallot, poll, pile(kBallot, {"", ""}))->poll.reasons,
            std::vector{VoidReason::returned_exceeds_voters});
}

TEST(Tally, TellsWhichInputIsWrong) {
  Ballot ballot = kBallot;
  ballot.contests[0].seats = 0;
  const Cvrs cvrs = pile(kBallot, {""});
  EXPECT_EQ(tally_or_failure(ballot, poll_of(1), cvrs).error().input, TallyInput::ballot);
  EXPECT_EQ(tally_or_failure(kBallot, Poll{}, cvrs).error().input, TallyInput::poll);
  const auto miscounted = tally_or_failure(kBallot, poll_of(2), cvrs);
  ASSERT_FALSE(miscounted.has_value());
  EXPECT_EQ(miscounted.error().input, TallyInput::count);
  EXPECT_EQ(miscounted.error().error.where, "/cvrs");
}

TEST(Result, IsReadAsItWasWritten) {
  const Result<PollResult> result = tally(kBallot, poll_of(4), balanced());
  ASSERT_TRUE(result.has_value());
  const Result<PollResult> again = parse_result(write_pretty_json(to_json(*result)));
  ASSERT_TRUE(again.has_value()) << describe(again.error());
  EXPECT_EQ(*again, *result);
}

}  // namespace
}  // namespace huanjie
