#include "meeting/motions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "meeting/sample_meeting_test.h"

namespace huanjie {
namespace {

using ::testing::HasSubstr;

SampleMeeting meeting_at(std::string_view step) {
  SampleMeeting meeting = sample_meeting();
  meeting.reach(step);
  return meeting;
}

CandidatesAnnounced announced(const Ballot& ballot) { return {ballot, ""}; }

TEST(Motion, MoreHandsThanPeopleInTheRoomAreRefused) {
  SampleMeeting meeting = meeting_at("agenda");
  EXPECT_THAT(refusal(meeting.take(MotionDecided{Topic::agenda, 49, 1, 1})),
              HasSubstr("举手合计 51 人，多于在场有选举权的 50 人"));
  EXPECT_THAT(refusal(meeting.take(MotionDecided{Topic::agenda, 48, 1, 0})),
              HasSubstr("没有举手的计入弃权"));
  EXPECT_TRUE(meeting.take(MotionDecided{Topic::agenda, 49, 1, 0}));
}

TEST(Groups, HoldNoMoreThanAreInTheRoom) {
  SampleMeeting meeting = meeting_at("groups");
  meeting.must(GroupNoted{"第一组", "王秀英", 30, "同意"});
  EXPECT_THAT(refusal(meeting.take(GroupNoted{"第二组", "李敏", 21, "同意"})),
              HasSubstr("各组合计 51 人，多于在场的 50 人"));
  EXPECT_TRUE(meeting.take(GroupNoted{"第二组", "李敏", 20, "同意"}));
}

TEST(Officers, AreInTheRoom) {
  SampleMeeting meeting = meeting_at("officers");
  meeting.raise_hands(Topic::officers);
  const OfficersPassed absent{{SampleMeeting::officer(55)}, {SampleMeeting::officer(9)}};
  EXPECT_THAT(refusal(meeting.take(absent)), HasSubstr("不在会场"));
  const OfficersPassed here{{SampleMeeting::officer(45)}, {SampleMeeting::officer(9)}};
  EXPECT_TRUE(meeting.take(here));
}

// More than half of the 57 due is 29.
TEST(Motion, MoreThanHalfOfThoseDuePassIt) {
  SampleMeeting meeting = meeting_at("agenda");
  meeting.must(MotionDecided{Topic::agenda, 28, 22, 0});
  EXPECT_FALSE(meeting.sitting().motions.back().passed);
  EXPECT_THAT(refusal(meeting.take(StepDone{"agenda"})), HasSubstr("举手表决"));
  meeting.must(MotionDecided{Topic::agenda, 29, 21, 0});
  EXPECT_TRUE(meeting.sitting().motions.back().passed);
  EXPECT_TRUE(meeting.take(StepDone{"agenda"}));
}

TEST(Motion, BelongsToItsStep) {
  SampleMeeting meeting = meeting_at("agenda");
  EXPECT_THAT(refusal(meeting.take(MotionDecided{Topic::officers, 40, 0, 0})),
              HasSubstr("第 7 项“通过监票人，宣布计票人”"));
  EXPECT_THAT(refusal(meeting.take(ReportPresented{"工作报告", "孙伟"})),
              HasSubstr("须先完成（依据：《中国共产党基层组织选举工作条例》第四章）"));
}

TEST(Report, NamesWhoGaveIt) {
  SampleMeeting meeting = meeting_at("report");
  EXPECT_THAT(refusal(meeting.take(ReportPresented{"工作报告", ""})), HasSubstr("报告人"));
  EXPECT_TRUE(meeting.take(ReportPresented{"工作报告", "孙伟"}));
}

TEST(Groups, NameWhoLeads) {
  SampleMeeting meeting = meeting_at("groups");
  EXPECT_THAT(refusal(meeting.take(GroupNoted{"第一组", " 何芳", 10, ""})), HasSubstr("空格"));
  EXPECT_TRUE(meeting.take(GroupNoted{"第一组", "何芳", 10, ""}));
}

TEST(Method, IsAdoptedAsDraftedAndAfterTheVote) {
  SampleMeeting meeting = meeting_at("method");
  const Json draft = adopt(*meeting.sitting().pack, Json::object()).value();
  EXPECT_THAT(refusal(meeting.take(MethodAdopted{draft})), HasSubstr("选举办法尚未经会议表决通过"));
  meeting.must(MotionDecided{Topic::method, 28, 0, 22});
  EXPECT_THAT(refusal(meeting.take(MethodAdopted{draft})), HasSubstr("举手表决"));
  meeting.raise_hands(Topic::method);
  Json changed = draft;
  changed.find("elected")->set("of", "present");
  EXPECT_THAT(refusal(meeting.take(MethodAdopted{changed})), HasSubstr("草案不一致"));
  EXPECT_TRUE(meeting.take(MethodAdopted{draft}));
}

TEST(Method, IsNotDoneWithoutItsText) {
  SampleMeeting meeting = meeting_at("method");
  meeting.raise_hands(Topic::method);
  EXPECT_THAT(refusal(meeting.take(StepDone{"method"})), HasSubstr("还缺：通过选举办法"));
}

TEST(Officers, ArePassedByHandAndHaveAVote) {
  SampleMeeting meeting = meeting_at("officers");
  const OfficersPassed right{{SampleMeeting::officer(7)}, {SampleMeeting::officer(9)}};
  EXPECT_THAT(refusal(meeting.take(right)), HasSubstr("监票人名单尚未经会议表决通过"));
  meeting.raise_hands(Topic::officers);
  OfficersPassed wrong = right;
  wrong.scrutineers.front() = SampleMeeting::officer(58);
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("没有选举权"));
  wrong = right;
  wrong.tellers.front().voter.reset();
  EXPECT_THAT(refusal(meeting.take(wrong)),
              HasSubstr("不许工作人员代任（依据：《中国共产党基层组织选举工作条例》第四章）"));
  wrong = right;
  wrong.scrutineers.clear();
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("选举应当设监票人"));
  wrong = right;
  wrong.tellers.clear();
  EXPECT_THAT(refusal(meeting.take(wrong)), HasSubstr("选举应当设计票人"));
  EXPECT_TRUE(meeting.take(right));
}

TEST(Officers, AreNoCandidates) {
  for (const int officer : {6, 7}) {
    for (const bool as_teller : {false, true}) {
      SampleMeeting meeting = meeting_at("officers");
      meeting.raise_hands(Topic::officers);
      OfficersPassed passed{{SampleMeeting::officer(8)}, {SampleMeeting::officer(9)}};
      (as_teller ? passed.tellers : passed.scrutineers).push_back(SampleMeeting::officer(officer));
      meeting.must(passed);
      meeting.close_step();
      const std::string told = refusal(meeting.take(announced(meeting.ballot())));
      if (officer == 7) {
        EXPECT_EQ(told, "(admitted)");
      } else {
        EXPECT_THAT(told, HasSubstr(as_teller ? "候选人不得担任计票人" : "候选人不得担任监票人"));
        EXPECT_THAT(told, HasSubstr("赵磊"));
      }
    }
  }
}

// People are told apart by who they are: an officer may share a candidate's name.
TEST(Officers, MayHaveACandidatesName) {
  SampleMeeting meeting = meeting_at("officers");
  meeting.raise_hands(Topic::officers);
  meeting.must(OfficersPassed{{{"赵磊", SampleMeeting::voter(20)}}, {SampleMeeting::officer(9)}});
  meeting.close_step();
  EXPECT_TRUE(meeting.take(announced(meeting.ballot())));
}

TEST(Candidates, HaveAVote) {
  SampleMeeting meeting = meeting_at("candidates");
  Ballot ballot = meeting.ballot();
  ballot.contests[0].candidates[5].person = to_text(SampleMeeting::voter(58));
  EXPECT_THAT(refusal(meeting.take(announced(ballot))), HasSubstr("不能列为候选人"));
  ballot.contests[0].candidates[5].person.reset();
  EXPECT_THAT(refusal(meeting.take(announced(ballot))), HasSubstr("不能列为候选人"));
  EXPECT_TRUE(meeting.take(announced(meeting.ballot())));
}

TEST(Candidates, StandInTheOrderOfSurnameStrokesOrSayWhyNot) {
  SampleMeeting meeting = meeting_at("candidates");
  Ballot ballot = meeting.ballot();
  std::swap(ballot.contests[0].candidates[0], ballot.contests[0].candidates[1]);
  EXPECT_THAT(refusal(meeting.take(announced(ballot))),
              HasSubstr("改为 丁建国、王秀英、李敏、张强、陈静、赵磊"));
  EXPECT_TRUE(meeting.take(CandidatesAnnounced{ballot, "按上级批复的顺序"}));
}

// A fifth of 5 seats is one more candidate, of 6 seats 1.2 and so two.
TEST(Candidates, AreAFifthMoreThanTheSeats) {
  for (const auto& [seats, enough] :
       {std::pair{5, true}, std::pair{6, false}, std::pair{4, true}}) {
    SampleMeeting meeting = meeting_at("candidates");
    meeting.seats = seats;
    const std::string told = refusal(meeting.take(announced(meeting.ballot())));
    if (enough) {
      EXPECT_EQ(told, "(admitted)");
    } else {
      EXPECT_THAT(told, HasSubstr("百分之二十"));
      EXPECT_THAT(told, HasSubstr("增加候选人"));
    }
  }
}

// A post with many candidates does not make good one with too few.
TEST(Candidates, AreEnoughForEachPost) {
  SampleMeeting meeting = meeting_at("candidates");
  Ballot ballot = meeting.ballot();
  ballot.contests[0].seats = 2;
  ballot.contests.push_back(
      {"inspection", "纪委委员", 1, 1, Form::box, {SampleMeeting::candidate(11)}});
  EXPECT_THAT(refusal(meeting.take(announced(ballot))), HasSubstr("百分之二十"));
  ballot.contests[1].candidates.push_back(SampleMeeting::candidate(12));
  EXPECT_EQ(refusal(meeting.take(CandidatesAnnounced{ballot, "另定"})), "(admitted)");
}

TEST(Candidates, AreVotedOnByTheMethodThatWasAdopted) {
  SampleMeeting meeting = meeting_at("candidates");
  Ballot ballot = meeting.ballot();
  ballot.method.elected.of = Base::present;
  EXPECT_THAT(refusal(meeting.take(announced(ballot))), HasSubstr("与会议通过的不一致"));
}

TEST(Candidates, AreAnnouncedOnce) {
  SampleMeeting meeting = meeting_at("candidates");
  meeting.must(announced(meeting.ballot()));
  Ballot second = meeting.ballot();
  second.id = "other";
  EXPECT_THAT(refusal(meeting.take(announced(second))), HasSubstr("已经宣布"));
}

TEST(Candidates, AreNotAnnouncedBeforeTheMethod) {
  SampleMeeting meeting = meeting_at("candidates");
  const Ballot ballot = meeting.ballot();
  SampleMeeting early = meeting_at("agenda");
  EXPECT_THAT(refusal(early.take(announced(ballot))), HasSubstr("选举办法尚未通过"));
}

TEST(Speech, NamesTheSpeaker) {
  SampleMeeting meeting = meeting_at("candidates");
  EXPECT_THAT(refusal(meeting.take(SpeechGiven{"", "服务居民"})), HasSubstr("发言人"));
  EXPECT_TRUE(meeting.take(SpeechGiven{"丁建国", "服务居民"}));
}

// In a residents' committee's election kin of candidates may not watch or count either.
TEST(Officers, AreNoKinOfCandidatesWhereTheLawSaysSo) {
  for (const bool kin : {false, true}) {
    SampleMeeting meeting = sample_meeting_by("resident-henan-2020");
    meeting.prepared.notice_date = parse_date("2020-11-01").value();
    meeting.prepared.candidates_date = parse_date("2020-12-01").value();
    const bool has_step = [&] {
      meeting.prepare();
      return step_of(meeting.sitting().pack->agenda, "officers_passed") <
             meeting.sitting().pack->agenda.steps.size();
    }();
    ASSERT_TRUE(has_step);
    if (kin)
      meeting.state.kin = {{SampleMeeting::voter(7), SampleMeeting::voter(1), sealed_as("夫妻")}};
    Ballot ballot;
    ballot.contests = {{"chair", "主任", 1, 1, Form::box, {SampleMeeting::candidate(1)}}};
    meeting.state.sittings.back().polls.push_back({Round::first, ballot});
    meeting.state.sittings.back().officers =
        OfficersPassed{{SampleMeeting::officer(7)}, {SampleMeeting::officer(9)}};
    const auto findings = blocking(findings_at(meeting.state, "officers_passed"));
    const bool told = std::ranges::any_of(findings, [](const Finding& finding) {
      return describe(finding).find("周平") != std::string::npos;
    });
    EXPECT_EQ(told, kin);
  }
}

}  // namespace
}  // namespace huanjie
