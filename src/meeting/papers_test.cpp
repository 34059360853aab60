#include "meeting/papers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "meeting/sample_meeting_test.h"

namespace huanjie {
namespace {

using ::testing::HasSubstr;

const std::vector<std::string> kTwo{"周平", "罗勇"};

SampleMeeting meeting_at(std::string_view step) {
  SampleMeeting meeting = sample_meeting();
  meeting.reach(step);
  return meeting;
}

TEST(Papers, ThereAreNoneBeforeTheCandidates) {
  SampleMeeting meeting = meeting_at("officers");
  EXPECT_THAT(refusal(meeting.take(PapersPrinted{60, kTwo})), HasSubstr("候选人名单尚未宣布"));
  EXPECT_THAT(refusal(meeting.take(BoxSealed{"1号箱", kTwo})), HasSubstr("候选人名单尚未宣布"));
}

TEST(Papers, TheBoxIsShownFirst) {
  SampleMeeting meeting = meeting_at("box");
  meeting.count_heads();
  meeting.must(PapersPrinted{60, kTwo});
  EXPECT_THAT(refusal(meeting.take(PapersIssued{50, kTwo})), HasSubstr("须先完成"));
  EXPECT_THAT(refusal(meeting.take(StepDone{"box"})), HasSubstr("还缺：检查、封闭票箱"));
  EXPECT_THAT(refusal(meeting.take(BoxSealed{"1号箱", {"周平"}})), HasSubstr("两人签字"));
  EXPECT_THAT(refusal(meeting.take(BoxSealed{"", kTwo})), HasSubstr("票箱编号"));
  meeting.must(BoxSealed{"1号箱", kTwo});
  meeting.close_step();
  EXPECT_TRUE(meeting.take(PapersIssued{50, kTwo}));
}

TEST(Papers, HeadsAreCountedASecondTimeFirst) {
  SampleMeeting meeting = meeting_at("box");
  meeting.must(BoxSealed{"1号箱", kTwo});
  EXPECT_THAT(refusal(meeting.take(StepDone{"box"})), HasSubstr("还缺：清点人数"));
  meeting.count_heads();
  EXPECT_TRUE(meeting.take(StepDone{"box"}));
}

// The check of the pack itself, whatever the order of the agenda.
TEST(Papers, ThePackAsksForBothHeadCountsAndTheBox) {
  SampleMeeting meeting = meeting_at("papers");
  SampleMeeting one_count = meeting;
  one_count.state.sittings.back().heads.pop_back();
  EXPECT_THAT(refusal(one_count.take(PapersIssued{50, kTwo})), HasSubstr("再次清点到会人数"));
  SampleMeeting no_box = meeting;
  no_box.state.sittings.back().polls.back().box.clear();
  EXPECT_THAT(refusal(no_box.take(PapersIssued{50, kTwo})), HasSubstr("封闭票箱"));
  EXPECT_TRUE(meeting.take(PapersIssued{50, kTwo}));
}

TEST(Papers, NoMoreAreIssuedThanHeadsWereCounted) {
  SampleMeeting meeting = meeting_at("papers");
  EXPECT_THAT(refusal(meeting.take(PapersIssued{51, kTwo})),
              HasSubstr("多于清点的实到会有选举权的 50 人"));
  EXPECT_THAT(refusal(meeting.take(PapersIssued{0, kTwo})), HasSubstr("至少一张"));
  EXPECT_TRUE(meeting.take(PapersIssued{49, kTwo}));
  EXPECT_THAT(refusal(meeting.take(PapersIssued{2, kTwo})), HasSubstr("发出选票 51 张"));
  EXPECT_TRUE(meeting.take(PapersIssued{1, kTwo}));
}

TEST(Papers, ALatecomerGetsOneAfterANewHeadCount) {
  SampleMeeting meeting = meeting_at("papers");
  meeting.must(PapersIssued{50, kTwo});
  meeting.must(VoterCheckedIn{SampleMeeting::voter(51)});
  EXPECT_THAT(refusal(meeting.take(PapersIssued{1, kTwo})), HasSubstr("先再次清点人数"));
  ASSERT_TRUE(meeting.count_heads(51));
  EXPECT_TRUE(meeting.take(PapersIssued{1, kTwo}));
}

TEST(Papers, NoMoreAreIssuedThanArePrinted) {
  SampleMeeting meeting = sample_meeting();
  meeting.papers = 49;
  meeting.reach("papers");
  EXPECT_THAT(refusal(meeting.take(PapersIssued{50, kTwo})), HasSubstr("手头只有 49 张"));
  EXPECT_THAT(refusal(meeting.take(PapersPrinted{0, kTwo})), HasSubstr("至少一张"));
  EXPECT_THAT(refusal(meeting.take(PapersPrinted{10'000'000, kTwo})), HasSubstr("过多"));
  meeting.must(PapersPrinted{1, kTwo});
  EXPECT_TRUE(meeting.take(PapersIssued{50, kTwo}));
  EXPECT_THAT(refusal(meeting.take(PaperSpoiled{1, kTwo})), HasSubstr("没有可换的选票"));
}

TEST(Papers, ASpoiledOneIsReplacedFromTheStock) {
  SampleMeeting meeting = meeting_at("papers");
  EXPECT_THAT(refusal(meeting.take(PaperSpoiled{1, kTwo})), HasSubstr("还没有发票"));
  meeting.must(PapersIssued{50, kTwo});
  EXPECT_THAT(refusal(meeting.take(PaperSpoiled{0, kTwo})), HasSubstr("至少一张"));
  EXPECT_THAT(refusal(meeting.take(PaperSpoiled{11, kTwo})), HasSubstr("没有可换的选票"));
  EXPECT_THAT(refusal(meeting.take(PaperSpoiled{1, {"周平", "周平"}})), HasSubstr("两人签字"));
  EXPECT_TRUE(meeting.take(PaperSpoiled{10, kTwo}));
}

TEST(Papers, WhatIsLeftOverBalances) {
  SampleMeeting meeting = meeting_at("papers");
  meeting.must(PapersIssued{50, kTwo});
  meeting.must(PaperSpoiled{2, kTwo});
  meeting.close_step();
  EXPECT_THAT(refusal(meeting.take(PapersLeftOver{1, 8, kTwo})), HasSubstr("60"));
  EXPECT_NE(refusal(meeting.take(PapersLeftOver{1, 6, kTwo})), "(admitted)");
  EXPECT_TRUE(meeting.take(PapersLeftOver{1, 7, kTwo}));
}

// printed = issued + spoiled + left over at every moment (I2).
TEST(Papers, WhatIsLeftOverIsCountedAgainWhenTheStockChanges) {
  for (const bool spoiled : {false, true}) {
    SampleMeeting meeting = meeting_at("vote");
    meeting.must(PapersLeftOver{10, 0, kTwo});
    if (spoiled) {
      meeting.must(PaperSpoiled{1, kTwo});
    } else {
      meeting.must(PapersPrinted{1, kTwo});
    }
    meeting.must(VotingClosed{0});
    EXPECT_THAT(refusal(meeting.take(StepDone{"vote"})), HasSubstr("登记剩余选票"));
    meeting.must(PapersLeftOver{spoiled ? 9 : 11, 0, kTwo});
    EXPECT_TRUE(meeting.take(StepDone{"vote"}));
  }
}

TEST(Voting, ClosesOnceAndNoPaperIsHandedOutAfterwards) {
  SampleMeeting meeting = meeting_at("vote");
  EXPECT_THAT(refusal(meeting.take(VotingClosed{51})), HasSubstr("多于发出的 50 张"));
  EXPECT_TRUE(meeting.take(VotingClosed{1}));
  EXPECT_EQ(poll_numbers(meeting.state).voters, 49);
  EXPECT_THAT(refusal(meeting.take(VotingClosed{1})), HasSubstr("投票已结束"));
  EXPECT_THAT(refusal(meeting.take(PapersPrinted{1, kTwo})), HasSubstr("投票已结束"));
  EXPECT_THAT(refusal(meeting.take(PaperSpoiled{1, kTwo})), HasSubstr("投票已结束"));
  EXPECT_THAT(refusal(meeting.take(HeadsCounted{50, kTwo})), HasSubstr("投票已结束"));
}

TEST(Voting, TheBoxIsOpenedAfterItCloses) {
  SampleMeeting meeting = meeting_at("vote");
  meeting.must(PapersLeftOver{10, 0, kTwo});
  EXPECT_THAT(refusal(meeting.take(PapersReturned{50, kTwo})), HasSubstr("不能开箱"));
  meeting.must(VotingClosed{0});
  EXPECT_THAT(refusal(meeting.take(PapersReturned{50, kTwo})), HasSubstr("须先完成"));
  meeting.close_step();
  EXPECT_TRUE(meeting.take(PapersReturned{50, kTwo}));
}

TEST(Voting, ASlipInTheReturnedPapersIsCountedAgainUntilSomethingStandsOnIt) {
  SampleMeeting meeting = meeting_at("vote");
  meeting.must(PapersLeftOver{10, 0, kTwo});
  meeting.must(VotingClosed{0});
  meeting.close_step();
  meeting.must(PapersReturned{55, kTwo});  // more than voted
  SampleMeeting suspended = meeting;
  suspended.must(MeetingSuspended{"停电"});
  EXPECT_THAT(refusal(suspended.take(PapersReturned{50, kTwo})), HasSubstr("中止"));
  EXPECT_TRUE(meeting.take(PapersReturned{50, kTwo}));
  EXPECT_EQ(open_poll(current(meeting.state))->papers.returned, 50);
  meeting.close_step();
  meeting.must(CountEntered{std::nullopt, meeting.totals({50, 48}), kTwo});
  EXPECT_THAT(refusal(meeting.take(PapersReturned{49, kTwo})), HasSubstr("不能再改"));
}

// Who leaves after handing in the paper has voted, and a later head count does not unsay it.
TEST(Voting, TheHeadCountOfThePapersHolds) {
  SampleMeeting meeting = meeting_at("vote");
  meeting.must(VoterLeft{SampleMeeting::voter(50)});
  ASSERT_TRUE(meeting.count_heads(49));
  meeting.reach("close");
  EXPECT_EQ(meeting.poll().outcome->poll.present, 50);
  EXPECT_EQ(meeting.poll().outcome->poll.voters, 50);
}

// More papers than voters are recorded, make the poll void, and can be neither counted nor
// announced as an election (I3).
TEST(Voting, MorePapersThanVotersAreRecordedAndVoid) {
  SampleMeeting meeting = meeting_at("returns");
  EXPECT_TRUE(meeting.take(PapersReturned{51, kTwo}));
  meeting.close_step();
  EXPECT_THAT(refusal(meeting.take(CountEntered{std::nullopt, meeting.totals({51}), kTwo})),
              HasSubstr("收回选票51张，多于投票人数50人"));
  OutcomeDeclared valid = meeting.outcome();
  EXPECT_FALSE(valid.result.poll.valid);
  EXPECT_EQ(valid.result.poll.reasons.size(), 2U);
  valid.result.poll = {true, {}};
  EXPECT_THAT(refusal(meeting.take(valid)), HasSubstr("与重新计算的不一致"));
  meeting.certify();
  EXPECT_TRUE(meeting.announcement().elected.empty());
  const ResultAnnounced elected{
      {{"committee", "委员", SampleMeeting::name(1), SampleMeeting::voter(1)}}};
  EXPECT_THAT(refusal(meeting.take(elected)), HasSubstr("与选举结果不一致"));
  EXPECT_TRUE(meeting.take(meeting.announcement()));
}

TEST(Voting, FewerPapersThanVotersAreAnElection) {
  SampleMeeting meeting = meeting_at("returns");
  meeting.must(PapersReturned{49, kTwo});
  meeting.close_step();
  EXPECT_TRUE(meeting.take(CountEntered{std::nullopt, meeting.totals({49, 48}), kTwo}));
}

// Who signs for papers and box is scrutineer or teller.
TEST(Papers, AreSignedForByThoseWhoWatchThem) {
  SampleMeeting meeting = sample_meeting();
  meeting.reach("papers");
  EXPECT_THAT(refusal(meeting.take(PapersIssued{50, {"周平", "党员12"}})),
              HasSubstr("党员12不是监票人或计票人"));
  EXPECT_TRUE(meeting.take(PapersIssued{50, {"周平", "罗勇"}}));
}

}  // namespace
}  // namespace huanjie
