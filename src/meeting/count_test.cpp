#include "meeting/count.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ballot/cast_vote_record.h"
#include "meeting/sample_meeting_test.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

using ::testing::HasSubstr;
using Names = std::vector<std::string>;

const Names kFirst{"周平", "罗勇"};
const Names kSecond{"何芳", "党员13"};
const Names kThird{"梁丽", "党员12"};
const std::vector<int> kVotes{49, 48, 47, 46, 45, 10};
const std::vector<int> kOther{48, 48, 47, 46, 45, 10};

SampleMeeting at_count() {
  SampleMeeting meeting = sample_meeting();
  meeting.reach("count");
  return meeting;
}

Result<> enter(SampleMeeting& meeting, const std::vector<int>& votes, const Names& by) {
  return meeting.take(CountEntered{std::nullopt, meeting.totals(votes), by});
}

std::string standing(const SampleMeeting& meeting) {
  const Result<const CountEntered*> count = standing_count(meeting.poll());
  return count ? std::to_string((*count)->totals.contests.at("committee").lines.at("c1").approve)
               : describe(count.error());
}

// Everybody approves of the first five.
Cvrs sheets(const Ballot& ballot, int count) {
  Cvrs cvrs;
  cvrs.ballot = ballot.id;
  for (int i = 0; i < count; ++i) {
    CastVoteRecord sheet;
    sheet.id = "s" + std::to_string(i);
    ContestSeen seen{"committee", {}, {}};
    for (const Candidate& one : ballot.contests[0].candidates) {
      seen.lines.push_back({one.id, one.id == "c6" ? Seen::cross : Seen::circle, {}});
    }
    sheet.contests.push_back(seen);
    cvrs.cvrs.push_back(sheet);
  }
  return cvrs;
}

CountEntered recorded(SampleMeeting& meeting, int count) {
  const Cvrs cvrs = sheets(meeting.poll().ballot, count);
  const std::string bytes = write_json(to_json(cvrs));
  const Hash hash = digest(Suite::international, bytes);
  meeting.evidence->insert_or_assign(hash, bytes);
  const BlobRef file{hash, static_cast<std::int64_t>(bytes.size()), "application/json"};
  return {file, totals_of(meeting.poll().ballot, cvrs).value(), kFirst};
}

TEST(Count, ComesAfterTheReturnedPapers) {
  SampleMeeting meeting = sample_meeting();
  meeting.reach("returns");
  EXPECT_THAT(refusal(enter(meeting, kVotes, kFirst)), HasSubstr("收回选票尚未清点"));
  meeting.must(PapersReturned{50, meeting.by_door});
  EXPECT_THAT(refusal(enter(meeting, kVotes, kFirst)), HasSubstr("须先完成"));
  meeting.close_step();
  EXPECT_THAT(refusal(enter(meeting, kVotes, {"周平"})), HasSubstr("两人签字"));
  EXPECT_TRUE(enter(meeting, kVotes, kFirst));
}

TEST(Count, TotalsThatDoNotBalanceAreRefused) {
  SampleMeeting meeting = at_count();
  Totals totals = meeting.totals(kVotes);
  ++totals.contests["committee"].lines["c3"].abstain;
  EXPECT_THAT(refusal(meeting.take(CountEntered{std::nullopt, totals, kFirst})),
              HasSubstr("等于有效票 50"));
  totals.contests["committee"].lines.erase("c3");
  EXPECT_THAT(refusal(meeting.take(CountEntered{std::nullopt, totals, kFirst})),
              HasSubstr("缺少候选人李敏"));
  const std::vector<int> too_many{50, 50, 50, 50, 50, 1};
  EXPECT_THAT(refusal(enter(meeting, too_many, kFirst)), HasSubstr("赞成票合计 251 票"));
  EXPECT_TRUE(enter(meeting, {50, 50, 50, 50, 50, 0}, kFirst));
}

TEST(HandCount, StandsWhenOtherPeopleAgree) {
  SampleMeeting meeting = at_count();
  EXPECT_THAT(standing(meeting), HasSubstr("还没有录入"));
  meeting.must(CountEntered{std::nullopt, meeting.totals(kVotes), kFirst});
  EXPECT_THAT(standing(meeting), HasSubstr("另外的两人"));
  meeting.must(CountEntered{std::nullopt, meeting.totals(kVotes), {"周平", "梁丽"}});
  EXPECT_THAT(standing(meeting), HasSubstr("另外的两人")) << "one of them counted both times";
  EXPECT_FALSE(compute_result(meeting.state).has_value());
  meeting.must(CountEntered{std::nullopt, meeting.totals(kVotes), {"何芳", "党员11"}});
  EXPECT_EQ(standing(meeting), "49");
}

TEST(HandCount, ThatDiffersNamesTheCells) {
  SampleMeeting meeting = at_count();
  ASSERT_TRUE(enter(meeting, kVotes, kFirst));
  ASSERT_TRUE(enter(meeting, kOther, kSecond));
  EXPECT_THAT(standing(meeting), HasSubstr("两次计票不符"));
  EXPECT_THAT(standing(meeting), HasSubstr("丁建国"));
  EXPECT_THAT(standing(meeting), HasSubstr("核对纸面选票"));
}

TEST(HandCount, AThirdEntrySettlesWhoIsRight) {
  for (const bool first_was_right : {true, false}) {
    for (const bool by_new_people : {true, false}) {
      SampleMeeting meeting = at_count();
      ASSERT_TRUE(enter(meeting, kVotes, kFirst));
      ASSERT_TRUE(enter(meeting, kOther, kSecond));
      const Names& corrected = first_was_right ? kSecond : kFirst;
      ASSERT_TRUE(
          enter(meeting, first_was_right ? kVotes : kOther, by_new_people ? kThird : corrected));
      EXPECT_EQ(standing(meeting), first_was_right ? "49" : "48");
    }
  }
}

// Who counted again and came to another number no longer stands by the first.
TEST(HandCount, AnEntryIsSupersededByItsOwnPeople) {
  SampleMeeting meeting = at_count();
  ASSERT_TRUE(enter(meeting, kVotes, kFirst));
  ASSERT_TRUE(enter(meeting, kOther, kSecond));
  ASSERT_TRUE(enter(meeting, kOther, kFirst));
  EXPECT_EQ(standing(meeting), "48");
  ASSERT_TRUE(enter(meeting, kVotes, kSecond));
  EXPECT_THAT(standing(meeting), HasSubstr("两次计票不符"));
}

TEST(Records, ComeWithTheirTotalsAndAreAllThere) {
  SampleMeeting meeting = at_count();
  EXPECT_THAT(refusal(meeting.take(recorded(meeting, 49))), HasSubstr("合计"));
  CountEntered wrong = recorded(meeting, 50);
  wrong.totals = meeting.totals(kVotes);
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("与所附合计不一致"));
  EXPECT_TRUE(meeting.take(recorded(meeting, 50)));
  EXPECT_EQ(standing(meeting), "50");
}

TEST(Records, AndAHandCountAgree) {
  SampleMeeting meeting = at_count();
  meeting.must(recorded(meeting, 50));
  ASSERT_TRUE(enter(meeting, kVotes, kSecond));
  EXPECT_THAT(standing(meeting), HasSubstr("两次计票不符"));
  ASSERT_TRUE(enter(meeting, {50, 50, 50, 50, 50, 0}, kSecond));
  EXPECT_EQ(standing(meeting), "50");
}

// A public archive leaves the records of a few sheets out: the same result follows from their
// totals.
TEST(Records, ThatAreNotAtHandAreJudgedByTheirTotals) {
  SampleMeeting meeting = at_count();
  meeting.must(recorded(meeting, 50));
  const PollResult from_records = compute_result(meeting.state).value();
  meeting.evidence->erase(meeting.poll().counts.back().records->blob);
  EXPECT_EQ(compute_result(meeting.state).value(), from_records);
}

// Tally of the records = tally of their totals = what the event says (I5).
TEST(Outcome, IsTheOneThatTheCountGives) {
  SampleMeeting meeting = at_count();
  meeting.must(recorded(meeting, 50));
  const Ballot& ballot = meeting.poll().ballot;
  const Poll numbers = poll_numbers(meeting.state);
  const Cvrs cvrs = sheets(ballot, 50);
  const PollResult expected = tally(ballot, numbers, cvrs).value();
  EXPECT_EQ(tally(ballot, numbers, totals_of(ballot, cvrs).value()).value(), expected);
  const OutcomeDeclared right = meeting.outcome();
  EXPECT_EQ(right.result, expected);

  OutcomeDeclared wrong = right;
  wrong.result.contests[0].lines[0].approve = 49;
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("与重新计算的不一致"));
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr(write_json(to_json(expected))));
  wrong = right;
  wrong.result.contests[0].elected.back() = "c6";
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("与重新计算的不一致"));
  wrong = right;
  wrong.poll.entitled = 56;
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("与会议记录不一致"));
  EXPECT_TRUE(meeting.take(right));
  EXPECT_THAT(refusal(meeting.take(right)), HasSubstr("已经算出"));
  // A count before anybody signed takes the result back; after, it comes too late.
  EXPECT_TRUE(enter(meeting, {50, 50, 50, 50, 50, 0}, kSecond));
  EXPECT_FALSE(meeting.poll().outcome.has_value());
  meeting.must(right);
  meeting.must(OutcomeCertified{meeting.watchers()});
  EXPECT_THAT(refusal(enter(meeting, kVotes, kSecond)), HasSubstr("不再录入"));
}

TEST(Count, HasSomebodyWhoAnswersForIt) {
  SampleMeeting meeting = at_count();
  EXPECT_THAT(refusal(enter(meeting, kVotes, {"党员12", "党员13"})),
              HasSubstr("没有监票人或计票人"));
  EXPECT_TRUE(enter(meeting, kVotes, {"党员12", "梁丽"}));
}

TEST(Outcome, NeedsACount) {
  SampleMeeting meeting = at_count();
  OutcomeDeclared event;
  event.poll = poll_numbers(meeting.state);
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("还没有录入计票结果"));
}

TEST(Certificate, NeedsAScrutineerAndATeller) {
  SampleMeeting meeting = at_count();
  EXPECT_THAT(refusal(meeting.take(OutcomeCertified{kFirst})), HasSubstr("尚未算出"));
  meeting.count(kVotes);
  meeting.must(meeting.outcome());
  EXPECT_THAT(refusal(meeting.take(OutcomeCertified{{"周平"}})), HasSubstr("两人签字"));
  EXPECT_THAT(refusal(meeting.take(OutcomeCertified{{"周平", "何芳"}})), HasSubstr("共同签字"));
  const Result<> one_kind = meeting.take(OutcomeCertified{{"周平", "何芳"}});
  EXPECT_THAT(one_kind.error().expected, HasSubstr("计票人：罗勇、梁丽"));
  EXPECT_THAT(refusal(meeting.take(OutcomeCertified{{"罗勇", "梁丽"}})), HasSubstr("共同签字"));
  EXPECT_TRUE(meeting.take(OutcomeCertified{{"周平", "梁丽"}}));
  EXPECT_THAT(refusal(meeting.take(OutcomeCertified{{"周平", "梁丽"}})), HasSubstr("已经签字"));
}

TEST(Certificate, WhoIsBothDoesNotSignForBoth) {
  SampleMeeting meeting = at_count();
  meeting.state.sittings.back().officers = OfficersPassed{
      {SampleMeeting::officer(7), SampleMeeting::officer(8)}, {SampleMeeting::officer(7)}};
  meeting.count(kVotes);
  meeting.must(meeting.outcome());
  EXPECT_THAT(refusal(meeting.take(OutcomeCertified{{"周平", "孙伟"}})), HasSubstr("共同签字"));
  EXPECT_TRUE(meeting.take(OutcomeCertified{{"周平", "何芳"}}));
}

TEST(Announcement, ComesAfterTheSignaturesAndNamesTheElected) {
  SampleMeeting meeting = at_count();
  EXPECT_THAT(refusal(meeting.take(ResultAnnounced{})), HasSubstr("尚未算出"));
  meeting.count(kVotes);
  meeting.must(meeting.outcome());
  EXPECT_THAT(refusal(meeting.take(meeting.announcement())), HasSubstr("签字后才能宣布"));
  meeting.must(OutcomeCertified{meeting.watchers()});
  ResultAnnounced wrong = meeting.announcement();
  wrong.elected.pop_back();
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("与选举结果不一致"));
  EXPECT_TRUE(meeting.take(meeting.announcement()));
  EXPECT_THAT(refusal(meeting.take(meeting.announcement())), HasSubstr("已经宣布"));
  EXPECT_EQ(meeting.sitting().elected.size(), 5U);
}

// Four candidates pass, and 王小明, whom forty wrote in.
SampleMeeting with_write_in() {
  SampleMeeting meeting = at_count();
  meeting.count({49, 48, 47, 46, 10, 5}, {{"王小明", 40}});
  meeting.certify();
  return meeting;
}

EligibilityConfirmed confirmed(bool eligible) {
  EligibilityConfirmed event{"王小明", SampleMeeting::voter(20), eligible, {}, kFirst};
  if (!eligible) event.ground = sealed_as("受处分影响期未满");
  return event;
}

TEST(WriteIn, BlocksTheAnnouncementUntilTheEligibilityIsKnown) {
  SampleMeeting meeting = with_write_in();
  EXPECT_EQ(unconfirmed_write_ins(meeting.poll()), Names{"王小明"});
  EXPECT_THAT(refusal(meeting.take(meeting.announcement())), HasSubstr("确认后才能宣布"));
  meeting.must(confirmed(true));
  EXPECT_EQ(meeting.announcement().elected.size(), 5U);
  EXPECT_EQ(meeting.announcement().elected.back().voter, SampleMeeting::voter(20));
  EXPECT_TRUE(meeting.take(meeting.announcement()));
}

TEST(WriteIn, WhoIsNotEligibleIsNotSeated) {
  SampleMeeting meeting = with_write_in();
  meeting.must(confirmed(false));
  EXPECT_EQ(meeting.announcement().elected.size(), 4U);
  meeting.must(meeting.announcement());
  EXPECT_EQ(open_seats(meeting.sitting(), "committee"), 1);
  EXPECT_EQ(next_round(meeting.sitting()), Round::supplementary);
}

TEST(WriteIn, EligibilityIsOfAMemberWithAVoteAndSaysWhyNot) {
  SampleMeeting meeting = with_write_in();
  EligibilityConfirmed event = confirmed(true);
  event.name = "王大明";
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("王大明不用确认资格"));
  event = confirmed(true);
  event.voter = SampleMeeting::voter(58);
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("不在有选举权和被选举权的名册上"));
  event.voter.reset();
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("不在有选举权和被选举权的名册上"));
  event = confirmed(false);
  event.ground.reset();
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("理由"));
  event = confirmed(false);
  event.by = {"周平"};
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("两人签字"));
  meeting.must(confirmed(false));
  EXPECT_THAT(refusal(meeting.take(confirmed(true))), HasSubstr("没有待确认的另选人"));
}

TEST(WriteIn, OfACandidateTakesNoSecondSeat) {
  SampleMeeting meeting = with_write_in();
  EligibilityConfirmed event = confirmed(true);
  event.voter = SampleMeeting::voter(1);
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("王小明就是委员候选人丁建国"));
}

// A deputy's post won by being written in is not a second post for the secretary.
TEST(WriteIn, OfWhoIsElectedAboveLeavesTheSeatEmpty) {
  SampleMeeting meeting = sample_meeting();
  meeting.reach("close");
  meeting.do_step();
  meeting.reach("count");
  const PollState& poll = meeting.poll();
  ASSERT_EQ(poll.ballot.contests.size(), 2U);
  const Candidate secretary = poll.ballot.contests[0].candidates[0];
  CountEntered count = {std::nullopt, meeting.totals({5, 0}), {"周平", "罗勇"}};
  count.totals.contests.at(poll.ballot.contests[1].id).write_ins = {{secretary.name, 5}};
  const PollResult result =
      compute_result(meeting.state, poll, poll_numbers(meeting.state), count).value();
  PollState after = poll;
  after.eligibility = {{secretary.name, VoterId{*parse_id(*secretary.person)}, true, {}, {}}};
  const std::vector<ElectedPerson> elected = winners(after, result);
  ASSERT_EQ(elected.size(), 1U);
  EXPECT_EQ(elected[0].title, "书记");
}

TEST(WriteIn, NeedsARowOnThePaper) {
  SampleMeeting meeting = sample_meeting();
  meeting.write_in_rows = 0;
  meeting.reach("count");
  const Totals totals = meeting.totals({49, 48, 47, 46, 10, 5}, {{"王小明", 40}});
  EXPECT_THAT(refusal(meeting.take(CountEntered{std::nullopt, totals, kFirst})),
              HasSubstr("没有另选他人的栏目"));
}

}  // namespace
}  // namespace huanjie
