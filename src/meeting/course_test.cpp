#include "meeting/course.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "meeting/sample_meeting_test.h"

namespace huanjie {
namespace {

using ::testing::HasSubstr;

TEST(Preparation, NeedsTheSuperiorsReply) {
  SampleMeeting meeting = sample_meeting();
  MeetingPrepared event = meeting.prepared;
  event.reply.reset();
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("上级党组织审查同意"));
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("第三章"));
  EXPECT_TRUE(meeting.take(meeting.prepared));
  EXPECT_THAT(refusal(meeting.take(meeting.prepared)), HasSubstr("不能重新准备"));
}

TEST(Preparation, StandsOnPacksThatAreAtHandAndUnchanged) {
  SampleMeeting meeting = sample_meeting();
  MeetingPrepared event = meeting.prepared;
  event.pack.pack_hash = digest(Suite::international, "another");
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("找不到法规包"));
  event = meeting.prepared;
  event.plenary_pack->pack = "party-committee-2020";
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("与所记的摘要不符"));
  std::string& bytes = meeting.evidence->at(meeting.prepared.pack.pack_hash);
  bytes.replace(bytes.find("[4,5]"), 5, "[3,5]");
  EXPECT_THAT(refusal(meeting.take(meeting.prepared)), HasSubstr("与所记的摘要不符"));
}

TEST(Preparation, ChangesOnlyWhatThePackOpens) {
  SampleMeeting meeting = sample_meeting();
  MeetingPrepared event = meeting.prepared;
  event.changes.set("/quorum/at_least", Json(Json::Array{Json(1), Json(2)}));
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("第四章"));
  event.changes = Json::object();
  event.plenary_changes.set("/tie", Json("lot"));
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("/plenary_changes"));
  event = meeting.prepared;
  event.changes.set("/elected/of", Json("present"));
  EXPECT_TRUE(meeting.take(event));
}

TEST(Preparation, NamesUnitPlaceAndChair) {
  for (std::string MeetingPrepared::* text :
       {&MeetingPrepared::unit_name, &MeetingPrepared::organisation, &MeetingPrepared::title,
        &MeetingPrepared::place, &MeetingPrepared::chair}) {
    SampleMeeting meeting = sample_meeting();
    MeetingPrepared event = meeting.prepared;
    (event.*text).clear();
    EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("没有写"));
  }
}

TEST(Preparation, ComesFirst) {
  SampleMeeting meeting = sample_meeting();
  EXPECT_THAT(refusal(meeting.take(VotersListed{})), HasSubstr("会议尚未准备"));
  EXPECT_THAT(refusal(meeting.take(MeetingClosed{})), HasSubstr("会议尚未准备"));
  EXPECT_THAT(refusal(meeting.take(DocumentFiled{"批复", "reply.pdf", {}})),
              HasSubstr("会议尚未准备"));
}

TEST(Step, IsDoneInItsOrderAndWithAllItsActs) {
  SampleMeeting meeting = sample_meeting();
  meeting.reach("agenda");
  EXPECT_THAT(refusal(meeting.take(StepDone{"report"})), HasSubstr("现在进行的是“通过会议议程”"));
  EXPECT_THAT(
      refusal(meeting.take(StepDone{"agenda"})),
      HasSubstr("还缺：举手表决（会议议程）（依据：《中国共产党基层组织选举工作条例》第四章）"));
  meeting.do_step();
  EXPECT_TRUE(meeting.take(StepDone{"agenda"}));
  EXPECT_THAT(refusal(meeting.take(StepDone{"agenda"})), HasSubstr("现在进行的是"));
}

// Every step of both agendas, before anything of it happened.
TEST(Step, NoneIsDoneByNothing) {
  SampleMeeting meeting = sample_meeting();
  meeting.prepare();
  for (const char* sitting : {"assembly", "plenary"}) {
    while (true) {
      const std::string step = meeting.open_step();
      const bool lacks = !missing_acts(meeting.state).empty();
      EXPECT_EQ(refusal(meeting.take(StepDone{step})) == "(admitted)", !lacks) << sitting << step;
      EXPECT_TRUE(lacks || step == "close") << sitting << step;
      if (step == "close") break;
      meeting.do_step();
      meeting.close_step();
    }
    if (!meeting.sitting().plenary) meeting.do_step();
  }
}

TEST(Step, IsSkippedOnlyWhereTheAgendaAllowsAndWithAReason) {
  SampleMeeting meeting = sample_meeting();
  meeting.reach("report");
  EXPECT_THAT(refusal(meeting.take(StepSkipped{"report", "时间不够"})),
              HasSubstr("规定步骤一个不少"));
  meeting.reach("groups");
  EXPECT_THAT(refusal(meeting.take(StepSkipped{"groups", ""})), HasSubstr("原因"));
  EXPECT_THAT(refusal(meeting.take(StepSkipped{"resolution", "人少"})),
              HasSubstr("现在进行的是“分组讨论”"));
  EXPECT_TRUE(meeting.take(StepSkipped{"groups", "人少,不分组"}));
  EXPECT_EQ(meeting.open_step(), "resolution");
}

TEST(Suspension, NothingHappensUntilTheMeetingIsResumed) {
  SampleMeeting meeting = sample_meeting();
  meeting.reach("agenda");
  EXPECT_THAT(refusal(meeting.take(MeetingResumed{meeting.prepared.date})), HasSubstr("没有中止"));
  EXPECT_THAT(refusal(meeting.take(MeetingSuspended{""})), HasSubstr("原因"));
  meeting.must(MeetingSuspended{"停电"});
  EXPECT_THAT(refusal(meeting.take(MotionDecided{Topic::agenda, 50, 0, 0})),
              HasSubstr("复会后才能继续"));
  EXPECT_THAT(refusal(meeting.take(MeetingSuspended{"停电"})), HasSubstr("已中止"));
  EXPECT_THAT(refusal(meeting.take(MeetingResumed{*parse_date("2020-12-29")})),
              HasSubstr("早于中止的那一天"));
  EXPECT_TRUE(meeting.take(MeetingResumed{*parse_date("2020-12-31")}));
  meeting.must(MeetingSuspended{"又停电"});
  EXPECT_THAT(refusal(meeting.take(MeetingResumed{meeting.prepared.date})),
              HasSubstr("2020-12-31 或以后"));
}

TEST(Suspension, HeadsAreCountedAgainFirst) {
  SampleMeeting meeting = sample_meeting();
  meeting.reach("agenda");
  meeting.must(MeetingSuspended{"停电"});
  meeting.must(MeetingResumed{*parse_date("2020-12-31")});
  EXPECT_THAT(refusal(meeting.take(MotionDecided{Topic::agenda, 50, 0, 0})),
              HasSubstr("重新清点人数"));
  meeting.count_heads();
  EXPECT_TRUE(meeting.take(MotionDecided{Topic::agenda, 50, 0, 0}));
}

// A power cut while the papers are counted must not end the election: who voted has voted.
TEST(Suspension, DuringTheCountKeepsTheVote) {
  SampleMeeting meeting = sample_meeting();
  meeting.reach("returns");
  meeting.must(MeetingSuspended{"停电"});
  meeting.must(MeetingResumed{*parse_date("2020-12-31")});
  EXPECT_THAT(refusal(meeting.take(PapersReturned{50, meeting.by_door})),
              HasSubstr("重新清点人数"));
  meeting.must(VoterLeft{SampleMeeting::voter(50)});
  ASSERT_TRUE(meeting.count_heads(49));
  EXPECT_THAT(refusal(meeting.count_heads(49)), HasSubstr("投票已结束"));
  meeting.reach("close");
  EXPECT_EQ(meeting.poll().outcome->poll.present, 50);
  EXPECT_EQ(meeting.sitting().elected.size(), 5U);
}

TEST(Abandonment, EndsTheMeeting) {
  SampleMeeting meeting = sample_meeting();
  meeting.reach("agenda");
  EXPECT_THAT(refusal(meeting.take(MeetingAbandoned{""})), HasSubstr("原因"));
  meeting.must(MeetingSuspended{"停电"});
  EXPECT_TRUE(meeting.take(MeetingAbandoned{"改期"}));
  EXPECT_THAT(refusal(meeting.take(MeetingResumed{meeting.prepared.date})), HasSubstr("没有中止"));
  EXPECT_THAT(refusal(meeting.take(HeadsCounted{50, meeting.by_door})), HasSubstr("已终止"));
  EXPECT_TRUE(meeting.take(DocumentFiled{"会议记录", "minutes.pdf", {}}));
}

SampleMeeting before_plenary() {
  SampleMeeting meeting = sample_meeting();
  meeting.reach("close");
  return meeting;
}

TEST(Plenary, IsOfTheNewMembersAllOfThemAndNobodyElse) {
  SampleMeeting meeting = before_plenary();
  PlenaryOpened event = meeting.plenary();
  event.members.pop_back();
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("不多不少"));
  event = meeting.plenary();
  event.members.push_back(SampleMeeting::voter(6));
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("不多不少"));
  event = meeting.plenary();
  event.chair = "孙伟";
  EXPECT_THAT(refusal(meeting.take(event)), HasSubstr("不是新当选的委员"));
  EXPECT_TRUE(meeting.take(meeting.plenary()));
  EXPECT_THAT(refusal(meeting.take(meeting.plenary())), HasSubstr("不召开"));
  EXPECT_EQ(entitled(meeting.state), 5);
  EXPECT_FALSE(has_vote(meeting.state, SampleMeeting::voter(6)));
}

TEST(Plenary, ComesAfterTheAnnouncement) {
  SampleMeeting meeting = sample_meeting();
  meeting.reach("count");
  EXPECT_THAT(refusal(meeting.take(PlenaryOpened{"第一次全体会议", SampleMeeting::name(1), {}})),
              HasSubstr("新当选的委员"));
  meeting.do_step();
  EXPECT_THAT(refusal(meeting.take(meeting.plenary())), HasSubstr("须先完成"));
}

TEST(Plenary, NeedsFourFifthsOfItsMembers) {
  for (const int away : {1, 2}) {
    SampleMeeting meeting = before_plenary();
    for (int i = 1; i <= away; ++i) meeting.must(VoterLeft{SampleMeeting::voter(6 - i)});
    const std::string told = refusal(meeting.take(meeting.plenary()));
    if (away == 1) {
      EXPECT_EQ(told, "(admitted)");
    } else {
      EXPECT_THAT(told, HasSubstr("委员总数的五分之四"));
    }
  }
}

TEST(Plenary, ElectsOutOfItsMembers) {
  SampleMeeting meeting = before_plenary();
  meeting.must(meeting.plenary());
  meeting.reach("candidates");
  Ballot ballot = meeting.plenary_ballot();
  ballot.contests[0].candidates = {SampleMeeting::candidate(6)};
  EXPECT_THAT(refusal(meeting.take(CandidatesAnnounced{ballot, ""})),
              HasSubstr("赵磊不在有选举权和被选举权的名册上"));
  ballot.contests[0].candidates = {SampleMeeting::candidate(1), SampleMeeting::candidate(3)};
  EXPECT_THAT(refusal(meeting.take(CandidatesAnnounced{ballot, ""})), HasSubstr("等额选举"));
  EXPECT_TRUE(meeting.take(CandidatesAnnounced{meeting.plenary_ballot(), ""}));
}

// Two of three members are candidates: the third watches, staff of the office counts.
TEST(Plenary, OfThreeIsCountedByStaff) {
  SampleMeeting meeting = sample_meeting();
  meeting.seats = 3;
  meeting.candidates = {1, 2, 3, 4};
  meeting.approvals = {49, 48, 43, 10};
  meeting.reach("close");
  meeting.must(meeting.plenary());
  meeting.reach("officers");
  meeting.raise_hands(Topic::officers);
  EXPECT_THAT(refusal(meeting.take(
                  OfficersPassed{{SampleMeeting::officer(3)}, {SampleMeeting::officer(2)}})),
              HasSubstr("候选人不得担任计票人"));
  EXPECT_THAT(refusal(meeting.take(
                  OfficersPassed{{SampleMeeting::officer(3)}, {SampleMeeting::officer(9)}})),
              HasSubstr("不是新当选的委员"));
  meeting.must(OfficersPassed{{SampleMeeting::officer(3)}, {{"钱进", std::nullopt}}});
  meeting.close_step();
  meeting.reach("count");
  meeting.count({3, 2});
  meeting.certify();
  meeting.must(meeting.announcement());
  EXPECT_EQ(meeting.sitting().elected.size(), 2U);
}

TEST(Close, ComesAfterTheWholeAgenda) {
  SampleMeeting meeting = before_plenary();
  EXPECT_THAT(refusal(meeting.take(MeetingClosed{})), HasSubstr("议程尚未完成"));
  meeting.must(meeting.plenary());
  EXPECT_THAT(refusal(meeting.take(MeetingClosed{})), HasSubstr("清点人数"));
  meeting.reach("close");
  EXPECT_TRUE(meeting.take(MeetingClosed{}));
  EXPECT_THAT(refusal(meeting.take(MeetingClosed{})), HasSubstr("已闭会"));
}

TEST(Close, WaitsForTheSecretary) {
  SampleMeeting meeting = before_plenary();
  meeting.must(meeting.plenary());
  meeting.reach("count");
  meeting.count({2, 4});
  meeting.certify();
  meeting.must(meeting.announcement());
  meeting.close_step();
  EXPECT_THAT(refusal(meeting.take(MeetingClosed{})), HasSubstr("名额尚未选齐"));
}

TEST(Papers, AreFiledAfterTheCloseUnderTheirOwnName) {
  SampleMeeting meeting = before_plenary();
  meeting.must(meeting.plenary());
  meeting.reach("close");
  meeting.must(MeetingClosed{});
  EXPECT_THAT(refusal(meeting.take(DocumentFiled{"", "report.pdf", {}})), HasSubstr("标题"));
  EXPECT_TRUE(meeting.take(DocumentFiled{"选举结果报告单", "report.pdf", {}}));
  EXPECT_THAT(refusal(meeting.take(DocumentFiled{"另一份", "report.pdf", {}})),
              HasSubstr("已经归档"));
}

TEST(Statement, HasASpeakerAndWords) {
  SampleMeeting meeting = before_plenary();
  EXPECT_THAT(refusal(meeting.take(StatementMade{"statement", "", "感谢"})), HasSubstr("发言人"));
  EXPECT_THAT(refusal(meeting.take(StatementMade{"statement", "丁建国", ""})),
              HasSubstr("发言内容"));
  EXPECT_TRUE(meeting.take(StatementMade{"statement", "丁建国", "感谢"}));
}

TEST(Times, AreThoseOfADayAndDoNotGoBack) {
  SampleMeeting meeting = sample_meeting();
  meeting.prepare();
  for (const char* wrong : {"9:20", "24:00", "09:60", "09.20", "上午九点"}) {
    EXPECT_THAT(refusal(meeting.take(TimeStated{wrong})), HasSubstr("时刻写得不对")) << wrong;
  }
  meeting.must(TimeStated{"09:20"});
  EXPECT_THAT(refusal(meeting.take(TimeStated{"09:19"})), HasSubstr("早于前面一件事的 09:20"));
  EXPECT_TRUE(meeting.take(TimeStated{"09:20"}));
  meeting.must(MeetingSuspended{"停电"});
  meeting.must(MeetingResumed{*parse_date("2020-12-31")});
  EXPECT_TRUE(meeting.take(TimeStated{"08:00"}));
}

TEST(Preparation, ComesBeforeTheMeeting) {
  const Date day = *parse_date("2020-12-30");
  struct Case {
    const char* what;
    void (*set)(MeetingPrepared&, Date);
    int days;  // before the meeting
    bool passes;
  };
  const auto notice = [](MeetingPrepared& p, Date date) { p.notice_date = date; };
  const auto candidates = [](MeetingPrepared& p, Date date) { p.candidates_date = date; };
  const auto reply = [](MeetingPrepared& p, Date date) { p.reply->date = date; };
  const Case cases[] = {
      {"notice the day before", notice, 1, true},     {"notice on the day", notice, 0, false},
      {"candidates on the day", candidates, 0, true}, {"candidates after", candidates, -1, false},
      {"reply on the day", reply, 0, true},           {"reply after", reply, -1, false}};
  for (const Case& one : cases) {
    SampleMeeting meeting = sample_meeting();
    one.set(meeting.prepared, add_days(day, -one.days));
    EXPECT_EQ(meeting.take(meeting.prepared).has_value(), one.passes) << one.what;
  }
}

TEST(Preparation, NeedsAStatuteInForce) {
  SampleMeeting meeting = sample_meeting();
  meeting.prepared.date = *parse_date("2020-07-12");
  meeting.prepared.reply->date = *parse_date("2020-07-01");
  EXPECT_THAT(refusal(meeting.take(meeting.prepared)), HasSubstr("起施行"));
  meeting.prepared.date = *parse_date("2020-07-13");
  EXPECT_TRUE(meeting.take(meeting.prepared));
}

}  // namespace
}  // namespace huanjie
