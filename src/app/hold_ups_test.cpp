#include "app/hold_ups.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace huanjie {
namespace {

using Names = std::vector<std::string>;

PollState poll() {
  PollState state;
  Contest contest{"committee", "委员", 1, 1, Form::box, {}};
  contest.candidates.push_back({"c1", "丁建国", std::nullopt, std::nullopt});
  state.ballot.id = "first";
  state.ballot.contests = {contest};
  return state;
}

CountEntered count(int approve, const Names& by) {
  CountEntered entered;
  entered.totals.ballot = "first";
  entered.totals.contests["committee"].lines["c1"] = {approve, 10 - approve, 0, 0};
  entered.by = by;
  return entered;
}

std::string said(const std::vector<CountEntered>& counts) {
  PollState state = poll();
  state.counts = counts;
  return join(count_hold_up(state), "\n");
}

TEST(HoldUps, TwoCountsThatDifferAreToldCellByCell) {
  const std::string text = said({count(8, {"甲", "乙"}), count(7, {"丙", "丁"})});
  EXPECT_NE(text.find("有 2 处不一致"), std::string::npos) << text;
  EXPECT_NE(text.find("第一份：甲、乙；第二份：丙、丁"), std::string::npos) << text;
  EXPECT_NE(text.find("\n委员 丁建国 赞成：第一份 8，第二份 7\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\n委员 丁建国 不赞成：第一份 2，第二份 3\n"), std::string::npos) << text;
}

TEST(HoldUps, OneCountOrTwoByTheSamePeopleAreNotEnough) {
  EXPECT_NE(said({count(8, {"甲", "乙"})}).find("计票只有一遍（甲、乙计的）"), std::string::npos);
  EXPECT_NE(said({count(8, {"甲", "乙"}), count(8, {"乙", "丙"})}).find("两遍计票都有乙"),
            std::string::npos);
}

TEST(HoldUps, CountsThatAgreeHoldNothingUp) {
  EXPECT_EQ(said({}), "");
  EXPECT_EQ(said({count(8, {"甲", "乙"}), count(8, {"丙", "丁"})}), "");
  EXPECT_EQ(said({count(8, {"甲", "乙"}), count(7, {"丙", "丁"}), count(8, {"丙", "丁"})}), "");
}

Meeting with_motion(Topic topic, bool passed) {
  Meeting meeting;
  meeting.status = MeetingStatus::open;
  meeting.sittings.emplace_back();
  meeting.sittings.back().motions.push_back({{topic, 10, 5, 0}, 29, 15, passed});
  return meeting;
}

TEST(HoldUps, AMotionThatDidNotPassSaysWhatFollows) {
  const std::string agenda = join(motion_hold_ups(with_motion(Topic::agenda, false)), "\n");
  EXPECT_NE(agenda.find("“会议议程”未通过：赞成 10，须达到 15（共 29 人）"), std::string::npos)
      << agenda;
  EXPECT_NE(agenda.find("再写一件 hands"), std::string::npos) << agenda;
  const std::string out = join(motion_hold_ups(with_motion(Topic::exclusions, false)), "\n");
  EXPECT_NE(out.find("仍计入应到会，应到会现为"), std::string::npos) << out;
  EXPECT_TRUE(motion_hold_ups(with_motion(Topic::agenda, true)).empty());
}

TEST(HoldUps, AWriteInToConfirmComesWithTheActToWrite) {
  PollState state = poll();
  OutcomeDeclared outcome;
  outcome.result.contests.emplace_back();
  outcome.result.contests.back().id = "committee";
  outcome.result.contests.back().elected = {"write-in:王小明"};
  state.outcome = outcome;
  const std::string text = join(eligibility_hold_up(Sitting{}, state), "\n");
  EXPECT_NE(text.find("另选的王小明当选"), std::string::npos) << text;
  EXPECT_NE(text.find(R"("act": "eligibility", "name": "王小明")"), std::string::npos) << text;
  state.eligibility.push_back({"王小明", std::nullopt, false, std::nullopt, {}});
  EXPECT_TRUE(eligibility_hold_up(Sitting{}, state).empty());
}

}  // namespace
}  // namespace huanjie
