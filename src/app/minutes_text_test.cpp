#include "app/minutes_text.h"

#include <gtest/gtest.h>

#include "base/fields.h"
#include "base/hash.h"

namespace huanjie {
namespace {

template <class E>
Envelope logged(const E& event) {
  Envelope envelope;
  envelope.kind = std::string(E::kName);
  envelope.body = to_json(event);
  return envelope;
}

VoterId voter(unsigned char number) {
  VoterId id;
  id.bytes[0] = number;
  return id;
}

Meeting two_voters_and_a_guest() {
  Meeting meeting;
  for (const unsigned char number : {1, 2}) meeting.roster[voter(number)] = {};
  meeting.roster[voter(3)].listed.no_vote = SealedHash{digest(Suite::international, "预备党员")};
  return meeting;
}

std::string said(const std::vector<Envelope>& events) {
  const Meeting meeting = two_voters_and_a_guest();
  MeetingView view;
  view.meeting = &meeting;
  view.events = &events;
  std::string text;
  for (const MinutesLine& line : minutes_lines(view)) text += line.text + "\n";
  return text;
}

TEST(MinutesText, SaysWhoSignedInAtEachHeadCount) {
  EXPECT_EQ(said({logged(VoterCheckedIn{voter(1)}), logged(VoterCheckedIn{voter(2)}),
                  logged(VoterCheckedIn{voter(3)}), logged(VoterLeft{voter(2)}),
                  logged(HeadsCounted{1, {"甲"}})}),
            "签到3人。\n"
            "已签到有选举权的2人，列席1人；中途离场1人。清点人数，实到会有选举权的1人。\n");
  EXPECT_EQ(said({logged(VoterCheckedIn{voter(1)}), logged(HeadsCounted{1, {"甲"}}),
                  logged(VoterCheckedIn{voter(2)}), logged(HeadsCounted{2, {"甲"}})}),
            "签到1人。\n已签到有选举权的1人。清点人数，实到会有选举权的1人。\n签到1人。\n"
            "再次清点人数，实到会有选举权的2人。\n");
  EXPECT_EQ(
      said({logged(PlenaryOpened{"第一次全体会议", "甲", {}}), logged(HeadsCounted{5, {"甲"}})}),
      "第一次全体会议开始，甲主持。\n清点人数，到会委员5人。\n");
}

TEST(MinutesText, TellsOfEveryPaper) {
  EXPECT_EQ(said({logged(PapersPrinted{70, {}}), logged(PapersIssued{58, {}}),
                  logged(PaperSpoiled{2, {}}), logged(PapersLeftOver{3, 7, {}}),
                  logged(VotingClosed{1}), logged(PapersReturned{57, {}})}),
            "印制选票70张。\n发出选票58张。\n作废重领选票2张。\n"
            "剩余选票10张，其中留存3张、剪角作废7张。\n投票结束，领票后原样交回1张。\n"
            "开箱清点，收回选票57张。\n");
}

TEST(MinutesText, NamesTheElectedByStrokesAndAPledgeAsOne) {
  EXPECT_EQ(
      said({logged(ResultAnnounced{{{"c", "委员", "欧阳秀兰", {}}, {"c", "委员", "丁建国", {}}}}),
            logged(StatementMade{"pledge", "丁建国", "修好路灯。"}),
            logged(StatementMade{"statement", "丁建国", "不负重托"})}),
      "宣布选举结果：当选为委员的（以姓氏笔画为序）：丁建国、欧阳秀兰。\n"
      "丁建国代表新一届班子作公开承诺：修好路灯。\n丁建国作表态发言：不负重托。\n");
}

TEST(MinutesText, GivesATimeOnlyToWhatItWasStatedFor) {
  const std::vector<Envelope> events{logged(TimeStated{"08:55"}),
                                     logged(VoterCheckedIn{voter(1)}),
                                     logged(VoterCheckedIn{voter(2)}),
                                     logged(MotionDecided{Topic::agenda, 2, 0, 0}),
                                     logged(TimeStated{"09:10"}),
                                     logged(StepDone{"agenda"}),
                                     logged(MotionDecided{Topic::method, 2, 0, 0}),
                                     logged(MeetingSuspended{"停电"}),
                                     logged(MeetingResumed{}),
                                     logged(TimeStated{"14:00"}),
                                     logged(HeadsCounted{2, {}})};
  EXPECT_EQ(stated_times(events), (std::vector<std::string>{"", "08:55", "08:55", "", "", "09:10",
                                                            "09:10", "", "14:00", "", ""}));
}

TEST(MinutesText, TellsTheVotesOfEachCandidate) {
  CandidatesAnnounced named;
  named.ballot.contests = {
      {.id = "c", .title = "委员", .seats = 1, .candidates = {{"1", "丁建国", {}, {}}}}};
  OutcomeDeclared outcome;
  outcome.result.poll.valid = true;
  outcome.result.contests.push_back({.id = "c"});
  outcome.result.contests[0].sheets.valid = 9;
  outcome.result.contests[0].sheets.invalid = 1;
  outcome.result.contests[0].lines.push_back({.candidate = "1", .approve = 8, .oppose = 1});
  const std::string text = said({logged(named), logged(outcome)});
  EXPECT_NE(text.find("计票结果：有效票9张，无效票1张。丁建国赞成8票、不赞成1票、弃权0票。"),
            std::string::npos)
      << text;
}

TEST(MinutesText, CallsABoxByItsNumberOnce) {
  EXPECT_EQ(said({logged(BoxSealed{"1", {}}), logged(BoxSealed{"2号箱", {}})}),
            "当众检查1号票箱并封闭。\n当众检查2号票箱并封闭。\n");
}

TEST(MinutesText, NamesTheCandidates) {
  CandidatesAnnounced event;
  event.ballot.contests = {{.id = "c",
                            .title = "委员",
                            .seats = 1,
                            .candidates = {{"1", "丁建国", {}, {}}, {"2", "马志远", {}, {}}}}};
  EXPECT_EQ(
      said({logged(event)}),
      "宣布候选人名单。委员应选1名，候选人2名，差额1名。候选人（按选票顺序）：丁建国、马志远。\n");
}

}  // namespace
}  // namespace huanjie
