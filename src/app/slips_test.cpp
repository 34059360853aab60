#include "app/slips.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace huanjie {
namespace {

Member member(const std::string& id, const std::string& name, const std::string& suffix) {
  Member one;
  one.id = id;
  one.name = name;
  one.suffix = suffix;
  return one;
}

VoterId voter(unsigned char number) {
  VoterId id;
  id.bytes[0] = number;
  return id;
}

class Slips : public testing::Test {
 protected:
  void SetUp() override {
    roster_.members = {member("m1", "王强", "第一支部"), member("m2", "王强", "第二支部"),
                       member("m3", "欧阳建国", "")};
    voters_ = {{"m1", voter(1)}, {"m2", voter(2)}, {"m3", voter(3)}};
    for (const auto& [id, one] : voters_) meeting_.roster[one] = {};
    meeting_.sittings.emplace_back();
  }
  std::string told(const ActBody& act) const {
    return join(slips_of(act, meeting_, People(roster_, voters_)), "\n");
  }

  Roster roster_{};
  std::map<std::string, VoterId> voters_{};
  Meeting meeting_{};
};

TEST_F(Slips, EmptyTitlesAndLeadersWhoAreAway) {
  EXPECT_NE(told(ReportAct{"", "欧阳建国"}).find("标题（title）空着"), std::string::npos);
  EXPECT_EQ(told(ReportAct{"工作报告", "欧阳建国"}), "");
  EXPECT_NE(told(GroupAct{"第一组", "欧阳建国", 3, ""}).find("不在会场"), std::string::npos);
  meeting_.roster[voter(3)].presence = Presence::present;
  EXPECT_EQ(told(GroupAct{"第一组", "欧阳建国", 3, ""}), "");
}

TEST_F(Slips, AWrittenInNameThatIsMisspeltOrStandsForAnotherPost) {
  PollState poll;
  poll.ballot.method.carry_down = true;
  Contest chair{"chair", "主任", 1, 0, Form::box, {}};
  chair.candidates.push_back({"c1", "欧阳建国", std::nullopt, std::nullopt});
  poll.ballot.contests = {chair, {"deputy", "副主任", 1, 1, Form::box, {}}};
  CountEntered count;
  count.totals.contests["deputy"].write_ins = {{"欧阳建国", 5}, {"欧阳见国", 1}};
  poll.counts = {count};
  meeting_.sittings.back().polls = {poll};
  const std::string text = told(CountAct{});
  EXPECT_NE(text.find("欧阳见国不在名册上，是不是“欧阳建国”"), std::string::npos) << text;
  EXPECT_NE(text.find("另选的“欧阳建国”也是主任的候选人"), std::string::npos) << text;
  poll.ballot.method.carry_down = false;
  meeting_.sittings.back().polls = {poll};
  EXPECT_EQ(told(CountAct{}).find("也是主任的候选人"), std::string::npos);
}

TEST_F(Slips, AWrittenInNameThatTwoPeopleHave) {
  PollState poll;
  Contest contest{"committee", "委员", 1, 1, Form::box, {}};
  contest.candidates.push_back({"c1", "王强（第二支部）", std::nullopt, std::nullopt});
  poll.ballot.contests = {contest};
  CountEntered count;
  count.totals.contests["committee"].write_ins = {{"王强", 2}, {"欧阳建国", 1}};
  poll.counts = {count};
  meeting_.sittings.back().polls = {poll};
  const std::string text = told(CountAct{});
  EXPECT_NE(text.find("第一支部"), std::string::npos) << text;
  EXPECT_NE(text.find("与候选人“王强（第二支部）”同名"), std::string::npos) << text;
  EXPECT_EQ(text.find("欧阳建国"), std::string::npos) << text;
}

TEST_F(Slips, WhoSpeaksAndWhoSignsForHimself) {
  meeting_.sittings.back().polls.emplace_back();
  EXPECT_NE(told(SpeechAct{"欧阳建国", "竞职演讲"}).find("不是候选人"), std::string::npos);
  EligibilityAct own;
  own.name = "欧阳建国";
  own.by = {"欧阳建国", "王强（第一支部）"};
  EXPECT_NE(told(own).find("为自己的资格签了字"), std::string::npos);
}

TEST_F(Slips, AChairSpeltAlmostLikeAMember) {
  Course course;
  course.chair = "欧阳建华";
  course.recorder = "欧阳建国";
  const std::string text = join(slips_of(course, People(roster_, voters_)), "\n");
  EXPECT_EQ(text, "主持人欧阳建华不在名册上，是不是“欧阳建国”？");
}

TEST(Form, IsCheckedWhateverHappenedBefore) {
  CheckInAct both;
  both.people = {"甲"};
  both.except = Names{"乙"};
  EXPECT_FALSE(check_form(both).has_value());
  EXPECT_TRUE(check_form(CheckInAct{{"甲"}, std::nullopt}).has_value());
  EXPECT_FALSE(check_form(HeadsAct{3, {"甲"}}).has_value());
  EXPECT_TRUE(check_form(HeadsAct{3, {"甲", "乙"}}).has_value());
  CountAct count;
  count.by = {"甲", "乙"};
  EXPECT_FALSE(check_form(count).has_value());
  count.totals = "polls/1.json";
  EXPECT_TRUE(check_form(count).has_value());
  RoundAct round;
  round.ballot = "第二轮";
  EXPECT_FALSE(check_form(round).has_value());
}

}  // namespace
}  // namespace huanjie
