#include "meeting/attendance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "meeting/sample_meeting_test.h"

namespace huanjie {
namespace {

using ::testing::HasSubstr;

SampleMeeting prepared_meeting() {
  SampleMeeting meeting = sample_meeting();
  meeting.prepare();
  return meeting;
}

ExclusionProposed bedridden(int number) {
  return {SampleMeeting::voter(number),
          sealed_as("E4"),
          "关于不计入应到会人数的解释",
          sealed_as("病历"),
          sealed_as("同意"),
          sealed_as("示工委〔2020〕19号")};
}

TEST(Attendance, TheRosterIsListedOnceAndHoldsNobodyTwice) {
  SampleMeeting meeting = sample_meeting();
  meeting.must(meeting.prepared);
  EXPECT_THAT(refusal(meeting.take(VotersListed{})), HasSubstr("没有人"));
  const ListedVoter one{SampleMeeting::voter(1), {}, {}};
  const ListedVoter two{SampleMeeting::voter(2), {}, {}};
  EXPECT_THAT(refusal(meeting.take(VotersListed{{one, one}, {}})), HasSubstr("重复"));
  const KinPair stranger{one.voter, SampleMeeting::voter(3), sealed_as("夫妻")};
  EXPECT_THAT(refusal(meeting.take(VotersListed{{one, two}, {stranger}})), HasSubstr("都在名册上"));
  const KinPair self{one.voter, one.voter, sealed_as("夫妻")};
  EXPECT_THAT(refusal(meeting.take(VotersListed{{one, two}, {self}})), HasSubstr("不是同一人"));
  EXPECT_TRUE(meeting.take(VotersListed{{one, two}, {{one.voter, two.voter, sealed_as("夫妻")}}}));
  EXPECT_THAT(refusal(meeting.take(VotersListed{{one}, {}})), HasSubstr("已经确定"));
}

TEST(Attendance, AVoterOnTheRosterChecksInOnce) {
  SampleMeeting meeting = prepared_meeting();
  EXPECT_TRUE(meeting.take(VoterCheckedIn{SampleMeeting::voter(1)}));
  EXPECT_THAT(refusal(meeting.take(VoterCheckedIn{SampleMeeting::voter(1)})),
              HasSubstr("已经签到"));
  EXPECT_THAT(refusal(meeting.take(VoterCheckedIn{SampleMeeting::voter(200)})),
              HasSubstr("不在会议名册上"));
}

TEST(Attendance, WhoHasNoVoteMaySignInAndIsNotCounted) {
  SampleMeeting meeting = prepared_meeting();
  EXPECT_TRUE(meeting.take(VoterCheckedIn{SampleMeeting::voter(58)}));
  EXPECT_EQ(present(meeting.state), 0);
  EXPECT_EQ(entitled(meeting.state), 57);
  EXPECT_FALSE(has_vote(meeting.state, SampleMeeting::voter(58)));
  EXPECT_TRUE(has_vote(meeting.state, SampleMeeting::voter(57)));
}

TEST(Attendance, ACheckInIsUndoneWithItsReason) {
  SampleMeeting meeting = prepared_meeting();
  EXPECT_THAT(refusal(meeting.take(CheckInUndone{SampleMeeting::voter(1), sealed_as("记错")})),
              HasSubstr("没有签到"));
  meeting.check_in(1);
  EXPECT_THAT(refusal(meeting.take(CheckInUndone{SampleMeeting::voter(1), {}})), HasSubstr("原因"));
  EXPECT_TRUE(meeting.take(CheckInUndone{SampleMeeting::voter(1), sealed_as("记错")}));
  EXPECT_EQ(present(meeting.state), 0);
}

TEST(Attendance, WhoLeftReturnsAndDoesNotSignInAgain) {
  SampleMeeting meeting = prepared_meeting();
  EXPECT_THAT(refusal(meeting.take(VoterLeft{SampleMeeting::voter(1)})), HasSubstr("不在会场"));
  meeting.check_in(2);
  EXPECT_THAT(refusal(meeting.take(VoterReturned{SampleMeeting::voter(1)})), HasSubstr("没有离场"));
  EXPECT_TRUE(meeting.take(VoterLeft{SampleMeeting::voter(1)}));
  EXPECT_EQ(present(meeting.state), 1);
  EXPECT_THAT(refusal(meeting.take(VoterCheckedIn{SampleMeeting::voter(1)})),
              HasSubstr("返回会场"));
  EXPECT_TRUE(meeting.take(VoterReturned{SampleMeeting::voter(1)}));
  EXPECT_EQ(present(meeting.state), 2);
}

TEST(Attendance, AHeadCountThatDiffersFromTheSignedInIsRefused) {
  SampleMeeting meeting = prepared_meeting();
  meeting.check_in(50);
  EXPECT_THAT(refusal(meeting.count_heads(49)), HasSubstr("两数不符"));
  EXPECT_THAT(refusal(meeting.count_heads(51)), HasSubstr("核对签到册"));
  EXPECT_THAT(refusal(meeting.take(HeadsCounted{50, {"周平"}})), HasSubstr("两人签字"));
  EXPECT_THAT(refusal(meeting.take(HeadsCounted{50, {"周平", "周平"}})), HasSubstr("两人签字"));
  EXPECT_TRUE(meeting.count_heads(50));
}

// Four fifths of 57 is 45.6.
TEST(Attendance, FourFifthsOfThoseDueOpenTheMeetingAndOneFewerDoesNot) {
  SampleMeeting meeting = prepared_meeting();
  meeting.check_in(45);
  EXPECT_TRUE(meeting.count_heads(45)) << "a count below the quorum is recorded all the same";
  EXPECT_THAT(refusal(meeting.take(StepDone{"heads"})), HasSubstr("五分之四"));
  EXPECT_THAT(refusal(meeting.take(StepDone{"heads"})), HasSubstr("第四章"));
  EXPECT_THAT(refusal(meeting.take(StepDone{"heads"})), HasSubstr("不得减少应到会人数"));
  meeting.must(VoterCheckedIn{SampleMeeting::voter(46)});
  EXPECT_TRUE(meeting.count_heads(46));
  EXPECT_TRUE(meeting.take(StepDone{"heads"}));
}

TEST(Attendance, ExactlyFourFifthsAreEnough) {
  for (const int coming : {47, 48}) {
    SampleMeeting meeting = sample_meeting();
    meeting.voters = 60;
    meeting.prepare();
    meeting.check_in(coming);
    ASSERT_TRUE(meeting.count_heads(coming));
    EXPECT_EQ(meeting.take(StepDone{"heads"}).has_value(), coming == 48) << coming;
  }
}

TEST(Attendance, WhoLeavesTakesTheQuorumAlong) {
  SampleMeeting meeting = prepared_meeting();
  meeting.coming = 46;
  meeting.reach("box");
  meeting.must(VoterLeft{SampleMeeting::voter(46)});
  ASSERT_TRUE(meeting.count_heads(45));
  EXPECT_THAT(refusal(meeting.take(BoxSealed{"1号箱", meeting.by_door})), HasSubstr("五分之四"));
  meeting.must(VoterReturned{SampleMeeting::voter(46)});
  ASSERT_TRUE(meeting.count_heads(46));
  EXPECT_TRUE(meeting.take(BoxSealed{"1号箱", meeting.by_door}));
}

TEST(Attendance, ACountKeepsWhatWasTrueWhenItWasMade) {
  SampleMeeting held = sample_meeting();
  held.prepare();
  held.must(VoterExcused{SampleMeeting::voter(57)});
  held.check_in(46);
  held.must(VoterLeft{SampleMeeting::voter(1)});
  held.count_heads();
  held.must(VoterReturned{SampleMeeting::voter(1)});
  held.must(VoterCheckedIn{SampleMeeting::voter(57)});
  const HeadCount& count = held.sitting().heads.front();
  EXPECT_EQ(count.entitled, 57);
  EXPECT_EQ(count.on_leave, 1);
  EXPECT_EQ(count.left, 1);
  EXPECT_EQ(count.quorum.needed, 46);
  EXPECT_FALSE(count.quorum.holds);
}

TEST(Exclusions, TheAssemblyVotesThemBeforeTheyCount) {
  SampleMeeting meeting = prepared_meeting();
  ASSERT_TRUE(meeting.take(bedridden(57)));
  EXPECT_EQ(entitled(meeting.state), 57);
  meeting.check_in(46);
  EXPECT_TRUE(meeting.take(MotionDecided{Topic::exclusions, 28, 0, 18}));
  EXPECT_EQ(entitled(meeting.state), 57) << "28 of 57 is not more than half";
  EXPECT_TRUE(meeting.take(MotionDecided{Topic::exclusions, 29, 0, 17}));
  EXPECT_EQ(entitled(meeting.state), 56);
  EXPECT_EQ(entitled_before_exclusions(meeting.state), 57);
  EXPECT_THAT(refusal(meeting.take(VoterCheckedIn{SampleMeeting::voter(57)})),
              HasSubstr("不计入应到会"));
}

TEST(Exclusions, NeedGroundArticleAndTheSuperiorsReply) {
  SampleMeeting meeting = prepared_meeting();
  ExclusionProposed event = bedridden(57);
  event.reply.reset();
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("上级党组织同意"));
  event = bedridden(57);
  event.ground.reset();
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("情形和依据"));
  event = bedridden(57);
  event.article.clear();
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("情形和依据"));
  EXPECT_TRUE(meeting.take(bedridden(57)));
  EXPECT_THAT(refusal(meeting.take(bedridden(57))), HasSubstr("已在"));
  EXPECT_THAT(refusal(meeting.take(bedridden(58))), HasSubstr("没有选举权"));
}

TEST(Exclusions, WhoCameCountsAndNobodyIsLeftOutAfterTheHeadCount) {
  SampleMeeting meeting = prepared_meeting();
  meeting.check_in(50);
  EXPECT_THAT(refusal(meeting.take(bedridden(50))), HasSubstr("已经到会"));
  meeting.must(bedridden(57));
  meeting.count_heads();
  EXPECT_THAT(refusal(meeting.take(bedridden(56))), HasSubstr("已经清点"));
}

TEST(Exclusions, VotedAfterTheHeadCountNeedAnother) {
  SampleMeeting meeting = prepared_meeting();
  meeting.must(bedridden(57));
  meeting.check_in(50);
  ASSERT_TRUE(meeting.count_heads(50));
  meeting.raise_hands(Topic::exclusions);
  EXPECT_TRUE(meeting.sitting().heads_stale);
  ASSERT_TRUE(meeting.count_heads(50));
  EXPECT_FALSE(meeting.sitting().heads_stale);
}

TEST(Exclusions, AreOfAPackThatKnowsThem) {
  SampleMeeting meeting = sample_meeting_by("village-2018");
  meeting.prepared.reply.reset();
  meeting.prepared.notice_date = *parse_date("2020-12-01");
  meeting.prepare();
  EXPECT_THAT(refusal(meeting.take(bedridden(57))), HasSubstr("没有不计入应到会人数的规定"));
}

// Who came and went out again had come: they are due, whatever the assembly voted meanwhile.
TEST(Exclusions, WhoCameAndLeftIsNotLeftOut) {
  SampleMeeting meeting = prepared_meeting();
  meeting.must(bedridden(1));
  meeting.check_in(50);
  meeting.must(VoterLeft{SampleMeeting::voter(1)});
  meeting.must(MotionDecided{Topic::exclusions, 49, 0, 0});
  EXPECT_EQ(entitled(meeting.state), 57);
  EXPECT_TRUE(meeting.take(VoterReturned{SampleMeeting::voter(1)}));
  EXPECT_LE(present(meeting.state), entitled(meeting.state));
}

TEST(Exclusions, AProposalThatIsNotVotedHoldsTheStepOpen) {
  SampleMeeting meeting = prepared_meeting();
  meeting.must(bedridden(57));
  meeting.check_in(50);
  meeting.count_heads();
  EXPECT_THAT(refusal(meeting.take(StepDone{"heads"})), HasSubstr("还缺"));
  meeting.raise_hands(Topic::exclusions);
  EXPECT_TRUE(meeting.take(StepDone{"heads"}));
}

TEST(Leave, IsOfWhoIsNotThereAndEndsWithComing) {
  SampleMeeting meeting = sample_meeting();
  meeting.prepare();
  meeting.must(VoterExcused{SampleMeeting::voter(3)});
  EXPECT_THAT(refusal(meeting.take(VoterExcused{SampleMeeting::voter(3)})), HasSubstr("已经请假"));
  EXPECT_TRUE(meeting.take(VoterCheckedIn{SampleMeeting::voter(3)}));
  EXPECT_FALSE(meeting.state.roster.at(SampleMeeting::voter(3)).excused);
  EXPECT_THAT(refusal(meeting.take(VoterExcused{SampleMeeting::voter(3)})), HasSubstr("已经签到"));
}

}  // namespace
}  // namespace huanjie
