#include "meeting/rounds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ballot/cast_vote_record.h"
#include "meeting/sample_meeting_test.h"

namespace huanjie {
namespace {

using ::testing::HasSubstr;

const std::vector<int> kTie{49, 48, 47, 46, 30, 30};
const std::vector<int> kOneShort{49, 48, 47, 46, 20, 10};

// The first poll is announced.
SampleMeeting announced(const std::vector<int>& approvals) {
  SampleMeeting meeting = sample_meeting();
  meeting.approvals = approvals;
  meeting.reach("count");
  meeting.do_step();
  return meeting;
}

std::vector<std::string> names(const Contest& contest) {
  std::vector<std::string> result;
  for (const Candidate& one : contest.candidates) result.push_back(one.name);
  return result;
}

TEST(Round, NothingIsVotedAgainWhenEverySeatIsFilled) {
  SampleMeeting meeting = announced({49, 48, 47, 46, 45, 10});
  EXPECT_FALSE(next_round(meeting.sitting()).has_value());
  Ballot again = meeting.poll().ballot;
  again.id = "again";
  EXPECT_THAT(refusal(meeting.take(RoundOpened{Round::repeat, again})),
              HasSubstr("没有需要再次投票的事项"));
}

TEST(TieBreak, IsAmongTheTiedAndNobodyElse) {
  SampleMeeting meeting = announced(kTie);
  ASSERT_EQ(next_round(meeting.sitting()), Round::tie_break);
  const RoundOpened right = meeting.round(Round::tie_break, "tie");
  ASSERT_EQ(right.ballot.contests.size(), 1U);
  EXPECT_EQ(names(right.ballot.contests[0]), (std::vector<std::string>{"陈静", "赵磊"}));
  EXPECT_EQ(right.ballot.contests[0].seats, 1);
  EXPECT_TRUE(right.ballot.method.elected.plurality);

  RoundOpened wrong = right;
  wrong.ballot.contests[0].candidates.push_back(SampleMeeting::candidate(11));
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("只在得票相等的人中进行"));
  wrong = right;
  wrong.ballot.contests[0].write_in_rows = 1;
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("另选他人"));
  wrong = right;
  wrong.ballot.contests[0].seats = 2;
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("应选名额不对"));
  wrong = right;
  wrong.round = Round::supplementary;
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("tie_break"));
  wrong = right;
  wrong.ballot.id = "committee";
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("编号已经用过"));
  wrong = right;
  wrong.ballot.method.elected = meeting.sitting().method->elected;
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("与本轮应适用的不一致"));
  EXPECT_TRUE(meeting.take(right));
}

TEST(TieBreak, BeginsAtTheBoxAndSeatsWhoHasMore) {
  SampleMeeting meeting = announced(kTie);
  meeting.must(meeting.round(Round::tie_break, "tie"));
  EXPECT_EQ(meeting.open_step(), "box");
  EXPECT_THAT(refusal(meeting.take(StepDone{"box"})), HasSubstr("清点人数"));
  meeting.approvals = {20, 21};
  meeting.reach("close");
  ASSERT_EQ(meeting.sitting().elected.size(), 5U);
  EXPECT_EQ(meeting.sitting().elected.back().name, "赵磊");
}

TEST(TieBreak, ATieAgainIsVotedAgain) {
  SampleMeeting meeting = announced(kTie);
  meeting.must(meeting.round(Round::tie_break, "tie"));
  meeting.approvals = {25, 25};
  meeting.reach("count");
  meeting.do_step();
  EXPECT_EQ(next_round(meeting.sitting()), Round::tie_break);
  EXPECT_TRUE(meeting.take(meeting.round(Round::tie_break, "tie-2")));
}

TEST(TieBreak, IsNotReplacedByFewerSeats) {
  SampleMeeting meeting = announced(kTie);
  meeting.must(MotionDecided{Topic::seats, 50, 0, 0});
  EXPECT_THAT(refusal(meeting.take(SeatsSettled{"committee", "reduce", 1})),
              HasSubstr("须先再次投票"));
}

TEST(Supplementary, FillsTheSeatWithTheBestOfTheUnelected) {
  SampleMeeting meeting = announced(kOneShort);
  ASSERT_EQ(next_round(meeting.sitting()), Round::supplementary);
  const RoundOpened right = meeting.round(Round::supplementary, "more");
  EXPECT_EQ(names(right.ballot.contests[0]), (std::vector<std::string>{"陈静", "赵磊"}));
  RoundOpened wrong = right;
  wrong.ballot.contests[0].candidates.push_back(SampleMeeting::candidate(1));
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("丁建国已经当选"));
  wrong = right;
  wrong.ballot.contests[0].candidates.push_back(SampleMeeting::candidate(58));
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("不在有被选举权的名册上"));
  RoundOpened other = right;  // the floor may name others
  other.ballot.contests[0].candidates.push_back(SampleMeeting::candidate(11));
  EXPECT_TRUE(meeting.take(other));
  meeting.approvals = {10, 40, 0};
  meeting.reach("close");
  EXPECT_EQ(meeting.sitting().elected.back().name, "赵磊");
}

TEST(Supplementary, NeverHasKinOfTheElectedWhereKinMayNotServeTogether) {
  for (const bool avoidance : {false, true}) {
    SampleMeeting meeting = sample_meeting();
    meeting.kin = {{SampleMeeting::voter(1), SampleMeeting::voter(5), sealed_as("夫妻")}};
    meeting.approvals = kOneShort;
    meeting.reach("count");
    meeting.do_step();
    RoundOpened with_kin = meeting.round(Round::supplementary, "more");
    meeting.state.sittings.back().method->kin_avoidance = avoidance;
    const std::string told = refusal(meeting.take(with_kin));
    if (!avoidance) {
      EXPECT_EQ(told, "(admitted)");
      continue;
    }
    EXPECT_THAT(told, HasSubstr("陈静是当选人的近亲属"));
    const RoundOpened proposed = meeting.round(Round::supplementary, "more");
    EXPECT_EQ(names(proposed.ballot.contests[0]), std::vector<std::string>{"赵磊"});
    EXPECT_TRUE(meeting.take(proposed));
  }
}

SampleMeeting void_poll() {
  SampleMeeting meeting = sample_meeting();
  meeting.extra_papers = 1;
  meeting.reach("count");
  meeting.do_step();
  return meeting;
}

TEST(Repeat, TheWholePollIsVotedAgain) {
  SampleMeeting meeting = void_poll();
  ASSERT_EQ(next_round(meeting.sitting()), Round::repeat);
  EXPECT_TRUE(meeting.sitting().elected.empty());
  RoundOpened wrong = meeting.round(Round::repeat, "again");
  wrong.ballot.contests[0].candidates.pop_back();
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("候选人须与原选票相同"));
  meeting.must(meeting.round(Round::repeat, "again"));
  meeting.extra_papers = 0;
  meeting.reach("close");
  EXPECT_EQ(meeting.sitting().elected.size(), 5U);
}

// The void poll counted nothing: who stood best is what the repeated one tells.
TEST(Repeat, AndThenTheBestOfTheUnelected) {
  SampleMeeting meeting = void_poll();
  meeting.must(meeting.round(Round::repeat, "again"));
  meeting.extra_papers = 0;
  meeting.approvals = {49, 48, 47, 10, 20, 21};
  meeting.reach("count");
  meeting.do_step();
  const Contest contest = meeting.round(Round::supplementary, "more").ballot.contests[0];
  EXPECT_EQ(contest.seats, 2);
  EXPECT_EQ(names(contest).size(), 3U);
  // With one seat less, one of the three does not stand again.
  for (PollState& poll : meeting.state.sittings.back().polls) {
    poll.ballot.contests[0].seats = 4;
  }
  EXPECT_EQ(names(meeting.round(Round::supplementary, "more").ballot.contests[0]),
            (std::vector<std::string>{"陈静", "赵磊"}));
}

TEST(Repeat, AMeetingDoesNotCloseOnAVoidPoll) {
  SampleMeeting meeting = void_poll();
  meeting.close_step();
  EXPECT_THAT(refusal(meeting.take(meeting.plenary())), HasSubstr("名额尚未选齐（委员缺 5 名）"));
  EXPECT_THAT(refusal(meeting.take(SeatsSettled{"committee", "vacancy", 5})),
              HasSubstr("不许这样处理缺额"));
}

// Half of the 50 who voted is 25.
TEST(Seats, AreReducedWithHalfOfTheVotersAgreeing) {
  SampleMeeting meeting = announced(kOneShort);
  const SeatsSettled reduced{"committee", "reduce", 1};
  EXPECT_THAT(refusal(meeting.take(reduced)), HasSubstr("须经会议举手表决"));
  meeting.must(MotionDecided{Topic::seats, 24, 26, 0});
  EXPECT_THAT(refusal(meeting.take(reduced)), HasSubstr("半数以上选举人同意"));
  meeting.must(MotionDecided{Topic::seats, 25, 25, 0});
  EXPECT_THAT(refusal(meeting.take(SeatsSettled{"committee", "reduce", 2})), HasSubstr("1 到 1"));
  EXPECT_THAT(refusal(meeting.take(SeatsSettled{"committee", "reduce", 0})), HasSubstr("1 到 1"));
  EXPECT_TRUE(meeting.take(reduced));
  EXPECT_FALSE(next_round(meeting.sitting()).has_value());
}

TEST(Seats, AreReducedByAVoteOnTheseSeats) {
  SampleMeeting meeting = announced({49, 48, 47, 20, 20, 10});
  meeting.must(MotionDecided{Topic::seats, 50, 0, 0});
  meeting.must(meeting.round(Round::supplementary, "more"));
  meeting.approvals = {40, 10, 0};
  meeting.reach("count");
  meeting.do_step();
  EXPECT_THAT(refusal(meeting.take(SeatsSettled{"committee", "reduce", 1})),
              HasSubstr("须经会议举手表决"));
  meeting.must(MotionDecided{Topic::seats, 50, 0, 0});
  EXPECT_TRUE(meeting.take(SeatsSettled{"committee", "reduce", 1}));
}

TEST(Seats, AreSettledAsTheMethodAllows) {
  SampleMeeting meeting = announced(kOneShort);
  meeting.must(MotionDecided{Topic::seats, 50, 0, 0});
  for (const char* how : {"vacancy", "rerun", "lottery"}) {
    EXPECT_THAT(refusal(meeting.take(SeatsSettled{"committee", how, 1})),
                HasSubstr("不许这样处理缺额"));
  }
}

TEST(Seats, AreNotSettledBeforeTheAnnouncement) {
  SampleMeeting meeting = sample_meeting();
  meeting.reach("count");
  EXPECT_THAT(refusal(meeting.take(SeatsSettled{"committee", "reduce", 1})), HasSubstr("尚未宣布"));
}

CorrectionMade corrected(const SampleMeeting& meeting, const std::vector<int>& approvals) {
  const PollState& poll = meeting.state.sittings.front().polls.front();
  CorrectionMade event;
  event.corrects = poll.outcome_seq;
  event.reason = "一张选票读错";
  event.agreed_by = {"周平", "罗勇"};
  Totals& totals = event.totals;
  totals.ballot = poll.ballot.id;
  for (std::size_t i = 0; i < approvals.size(); ++i) {
    const std::string id = poll.ballot.contests[0].candidates[i].id;
    totals.contests["committee"].lines[id] = {approvals[i], 50 - approvals[i], 0, 0};
  }
  CountEntered count;
  count.totals = totals;
  event.result = compute_result(meeting.state, poll, poll.outcome->poll, count).value();
  event.elected = winners(poll, event.result);
  event.correction_class = correction_class(meeting.state, poll, event.elected);
  return event;
}

TEST(Correction, ThatChangesNoWinnerStandsBesideTheResult) {
  SampleMeeting meeting = announced({49, 48, 47, 46, 45, 10});
  const OutcomeDeclared declared = *meeting.poll().outcome;
  const CorrectionMade event = corrected(meeting, {49, 48, 47, 46, 44, 11});
  EXPECT_EQ(event.correction_class, CorrectionClass::unchanged);
  ASSERT_TRUE(meeting.take(event));
  EXPECT_EQ(meeting.poll().outcome->result, declared.result) << "nothing is edited (I10)";
  EXPECT_EQ(meeting.poll().corrections.size(), 1U);
  EXPECT_EQ(meeting.sitting().elected.size(), 5U);
}

TEST(Correction, OfTheirOrderChangesNobody) {
  SampleMeeting meeting = announced({49, 48, 47, 46, 45, 10});
  const CorrectionMade event = corrected(meeting, {48, 49, 47, 46, 45, 10});
  EXPECT_EQ(event.correction_class, CorrectionClass::unchanged);
  EXPECT_TRUE(meeting.take(event));
}

// The same four are elected, and the empty seat turns out to be a tie.
TEST(Correction, ThatElectsTheSameIsWhatTheMeetingGoesOnFrom) {
  SampleMeeting meeting = announced({49, 48, 47, 46, 28, 10});
  ASSERT_EQ(next_round(meeting.sitting()), Round::supplementary);
  const CorrectionMade event = corrected(meeting, {49, 48, 47, 46, 30, 30});
  ASSERT_EQ(event.correction_class, CorrectionClass::unchanged);
  ASSERT_TRUE(meeting.take(event));
  EXPECT_EQ(next_round(meeting.sitting()), Round::tie_break);
}

// Fewer than half wrote 王小明 in by the first count, more than half by the second.
TEST(Correction, ThatElectsSomebodyWrittenInSeatsThemOnceEligible) {
  SampleMeeting meeting = announced({49, 48, 47, 46, 10, 5});
  CorrectionMade event = corrected(meeting, {49, 48, 47, 46, 10, 5});
  event.totals.contests["committee"].write_ins = {{"王小明", 40}};
  CountEntered count;
  count.totals = event.totals;
  const PollState& poll = meeting.poll();
  event.result = compute_result(meeting.state, poll, poll.outcome->poll, count).value();
  event.elected = winners(poll, event.result);
  event.correction_class = correction_class(meeting.state, poll, event.elected);
  ASSERT_TRUE(meeting.take(event)) << refusal(meeting.take(event));
  EXPECT_EQ(open_seats(meeting.sitting(), "committee"), 1);
  EXPECT_EQ(unconfirmed_write_ins(meeting.poll()), std::vector<std::string>{"王小明"});
  meeting.must(
      EligibilityConfirmed{"王小明", SampleMeeting::voter(20), true, {}, {"周平", "罗勇"}});
  EXPECT_EQ(meeting.sitting().elected.back().name, "王小明");
  EXPECT_EQ(meeting.poll().announced->size(), 5U);
  EXPECT_FALSE(next_round(meeting.sitting()).has_value());
}

TEST(Correction, IsBalancedLikeACount) {
  SampleMeeting meeting = announced({49, 48, 47, 46, 30, 29});
  const Cvrs none{.ballot = meeting.poll().ballot.id, .cvrs = {}};
  const std::string bytes = write_json(to_json(none));
  const Hash hash = digest(Suite::international, bytes);
  meeting.evidence->insert_or_assign(hash, bytes);
  CorrectionMade event = corrected(meeting, {49, 48, 47, 46, 29, 30});
  event.records = BlobRef{hash, static_cast<std::int64_t>(bytes.size()), "application/json"};
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("单票记录汇总与所附合计不一致"));
}

TEST(Correction, ThatChangesAWinnerUnseatsAndSeats) {
  SampleMeeting meeting = announced({49, 48, 47, 46, 30, 29});
  const CorrectionMade event = corrected(meeting, {49, 48, 47, 46, 29, 30});
  EXPECT_EQ(event.correction_class, CorrectionClass::changed);
  ASSERT_TRUE(meeting.take(event));
  EXPECT_EQ(meeting.sitting().elected.back().name, "赵磊");
  EXPECT_EQ(meeting.poll().outcome->result.contests[0].elected.back(), "c5");
  EXPECT_FALSE(next_round(meeting.sitting()).has_value());
}

TEST(Correction, ThatLeavesASeatEmptyOpensARound) {
  SampleMeeting meeting = announced({49, 48, 47, 46, 29, 10});
  ASSERT_TRUE(meeting.take(corrected(meeting, {49, 48, 47, 46, 28, 11})));
  EXPECT_EQ(next_round(meeting.sitting()), Round::supplementary);
}

TEST(Correction, ThatFindsATieLetsTheTiedVoteAgain) {
  SampleMeeting meeting = announced({49, 48, 47, 46, 30, 29});
  ASSERT_TRUE(meeting.take(corrected(meeting, {49, 48, 47, 46, 29, 29})));
  EXPECT_EQ(meeting.sitting().elected.size(), 4U);
  EXPECT_EQ(next_round(meeting.sitting()), Round::tie_break);
  EXPECT_EQ(names(meeting.round(Round::tie_break, "tie").ballot.contests[0]),
            (std::vector<std::string>{"陈静", "赵磊"}));
}

// The committee that sits is the one announced; only the superior can undo it.
TEST(Correction, AfterThePlenaryOpenedUnseatsNobody) {
  SampleMeeting meeting = announced({49, 48, 47, 46, 30, 29});
  meeting.close_step();
  meeting.must(meeting.plenary());
  const CorrectionMade event = corrected(meeting, {49, 48, 47, 46, 29, 30});
  EXPECT_EQ(event.correction_class, CorrectionClass::after_close);
  ASSERT_TRUE(meeting.take(event));
  EXPECT_EQ(meeting.state.sittings.front().elected.back().name, "陈静");
  EXPECT_EQ(meeting.state.sittings.front().polls.front().corrections.size(), 1U);
}

TEST(Correction, IsComputedAgainAndSigned) {
  SampleMeeting meeting = announced({49, 48, 47, 46, 30, 29});
  const CorrectionMade right = corrected(meeting, {49, 48, 47, 46, 29, 30});
  CorrectionMade wrong = right;
  wrong.corrects = right.corrects + 1;
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("没有这样一个已宣布的结果"));
  wrong = right;
  wrong.reason.clear();
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("原因"));
  wrong = right;
  wrong.agreed_by = {"周平", "周平"};
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("两人签字"));
  wrong = right;
  wrong.correction_class = CorrectionClass::unchanged;
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("changed"));
  wrong = right;
  wrong.elected.back() = meeting.sitting().elected.back();
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("更正后的当选人与结果不一致"));
  wrong = right;
  ++wrong.result.contests[0].lines[0].approve;
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("更正后的结果与重新计算的不一致"));
  wrong = right;
  ++wrong.totals.contests["committee"].lines["c1"].abstain;
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("有效票 50"));
  EXPECT_TRUE(meeting.take(right));
}

TEST(Correction, NeedsAnAnnouncement) {
  SampleMeeting meeting = sample_meeting();
  meeting.reach("count");
  meeting.count({49, 48, 47, 46, 45, 10});
  meeting.certify();
  EXPECT_THAT(refusal(meeting.take(corrected(meeting, {49, 48, 47, 46, 44, 11}))),
              HasSubstr("没有这样一个已宣布的结果"));
}

}  // namespace
}  // namespace huanjie
