#include <gtest/gtest.h>

#include <filesystem>

#include "cli/assembly.h"
#include "cli/files.h"
#include "cli/rehearse.h"

namespace huanjie {
namespace {

namespace fs = std::filesystem;

const Progress kSilent = [](const std::string&) {};

class Summary : public testing::Test {
 protected:
  void SetUp() override {
    root_ =
        fs::path(testing::TempDir()) /
        (std::string("summary-") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }
  std::string in() const { return (root_ / "in").string(); }
  std::string out() const { return (root_ / "out").string(); }

  void rehearse(Turn turn, const std::string& pack = "party-committee-2020") {
    RehearsalOptions options;
    options.out = in();
    options.members = 30;
    options.turn = turn;
    options.pack = pack;
    ASSERT_TRUE(write_rehearsal(options).has_value());
    const Result<std::string> text = read_file(in() + "/meeting.json");
    ASSERT_TRUE(text.has_value());
    course_ = *parse_course(*text);
  }
  // The first acts up to one of this kind, counted from 1 among its kind, alone.
  void keep_until(const std::string& kind, int nth) {
    std::size_t i = 0;
    while (i < course_.acts.size() && (act_kind(course_.acts[i++].body) != kind || --nth > 0)) {
    }
    course_.acts.resize(i);
  }
  template <class A>
  A& last() {
    return std::get<A>(course_.acts.back().body);
  }
  std::string told() {
    EXPECT_TRUE(write_file(in() + "/meeting.json", write_pretty_json(to_json(course_))));
    const Result<AssemblySummary> summary = run_assembly({in(), out()}, kSilent);
    return summary ? summary_text(*summary) : describe(summary.error());
  }

  fs::path root_{};
  Course course_{};
  std::string first_records_{};
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_F(Summary, AForgottenVoteOnTheExclusionsStopsTheHeadCount) {
  RehearsalOptions options;
  options.out = in();
  options.members = 45;
  options.pack = "party-committee-2020";
  ASSERT_TRUE(write_rehearsal(options).has_value());
  course_ = *parse_course(*read_file(in() + "/meeting.json"));
  std::erase_if(course_.acts, [](const Act& act) {
    const auto* hands = std::get_if<HandsAct>(&act.body);
    return hands != nullptr && hands->topic == Topic::exclusions;
  });
  EXPECT_TRUE(has(told(), "还没有表决，应到会人数定不下来"));
  EXPECT_FALSE(fs::exists(out()));
}

TEST_F(Summary, ATieAsksForAnotherVote) {
  rehearse(Turn::tie);
  keep_until("announce", 1);
  const std::string text = told();
  EXPECT_TRUE(has(text, "得票相等，尚余名额 1 名，须就他们再次投票")) << text;
  EXPECT_TRUE(has(text, "结果报告单校验码")) << text;
}

TEST_F(Summary, AVacancyIsOpenUntilItIsSettled) {
  rehearse(Turn::reduced);
  const Course whole = course_;
  keep_until("announce", 1);
  EXPECT_TRUE(has(told(), "名，可以另行选举，也可以由会议决定减少名额。"));
  course_ = whole;
  const std::string text = told();
  EXPECT_FALSE(has(text, "可以另行选举")) << text;
  EXPECT_TRUE(has(text, "缺额已经处理：会议决定减少名额 1 名")) << text;
}

TEST_F(Summary, AStatuteAfterItsTimeIsTold) {
  rehearse(Turn::plain, "village-2018");
  const std::string then = told();
  EXPECT_FALSE(has(then, "施行到")) << then;
  EXPECT_TRUE(has(then, "处条文待核实")) << then;
  fs::remove_all(out());
  course_.date = *parse_date("2026-12-03");
  course_.notice_date = *parse_date("2026-11-01");
  course_.candidates_date = *parse_date("2026-11-20");
  const std::string later = told();
  EXPECT_TRUE(has(later, "施行到2025年12月31日，这次会议在那以后")) << later;
}

TEST_F(Summary, AHeadCountBelowTheQuorumStandsOut) {
  rehearse(Turn::plain);
  keep_until("check_in", 1);
  CheckInAct few;
  few.people = {course_.chair, course_.recorder};
  course_.acts.back().body = few;
  course_.acts.push_back({HeadsAct{2, {course_.chair, course_.recorder}}, ""});
  const std::string text = told();
  EXPECT_TRUE(has(text, "！！！现在要先办的！！！")) << text;
  EXPECT_TRUE(has(text, "到会人数不够")) << text;
}

TEST_F(Summary, CountsThatDifferAreToldAtOnce) {
  rehearse(Turn::hand_count);
  keep_until("count", 2);
  LineTotals& line = last<CountAct>().hand.begin()->second.lines.begin()->second;
  --line.approve;
  ++line.oppose;
  EXPECT_TRUE(has(told(), "两遍计票有 2 处不一致"));
}

TEST_F(Summary, AWriteInAsksForItsEligibility) {
  rehearse(Turn::write_in);
  keep_until("count", 1);
  const std::string text = told();
  EXPECT_TRUE(has(text, "资格还没有确认，不能宣布")) << text;
  EXPECT_TRUE(has(text, "\"act\": \"eligibility\"")) << text;
}

TEST_F(Summary, ListsThePapersThatAreNewWithWhoSigns) {
  rehearse(Turn::plain);
  const Course whole = course_;
  keep_until("heads", 1);
  const std::string first = told();
  EXPECT_TRUE(has(first, "新  签到册（到会的人各自签到，签到员签字）  103-sign-in.pdf")) << first;
  EXPECT_TRUE(has(told(), "没有新的材料"));
  course_ = whole;
  const std::string later = told();
  EXPECT_TRUE(has(later, "新  选举结果报告单（监票人、计票人签字）  125-first-result.pdf"))
      << later;
  EXPECT_FALSE(has(later, "  103-sign-in.pdf")) << later;
}

TEST_F(Summary, SaysWhatOfTheRecordWasChanged) {
  rehearse(Turn::plain);
  keep_until("heads", 1);
  told();
  const std::string chair = course_.chair;
  course_.chair = "孙丽华";
  const std::string text = told();
  EXPECT_TRUE(has(text, "主持人（chair）：原为" + chair + "，现为孙丽华")) << text;
  EXPECT_FALSE(fs::exists(out() + "/.work"));
}

TEST_F(Summary, ARefusedRunSaysThatTheRestWasNotCheckedAndLeavesNothing) {
  rehearse(Turn::plain);
  for (Act& act : course_.acts) {
    if (auto* heads = std::get_if<HeadsAct>(&act.body)) ++heads->present;
  }
  const std::string text = told();
  EXPECT_TRUE(has(text, "要等这一件改好才能核对")) << text;
  EXPECT_FALSE(fs::exists(out()));
}

TEST_F(Summary, ACheckWritesNothing) {
  rehearse(Turn::plain);
  const Result<AssemblySummary> summary = check_assembly({in(), out()}, kSilent);
  ASSERT_TRUE(summary.has_value()) << describe(summary.error());
  EXPECT_TRUE(has(summary_text(*summary), "只核对：没有记录"));
  EXPECT_FALSE(fs::exists(out()));
}

TEST_F(Summary, PapersWithoutTheirRecordAreNotGoneOnWith) {
  rehearse(Turn::plain);
  keep_until("heads", 1);
  told();
  fs::remove_all(out() + "/.record");
  EXPECT_TRUE(has(told(), "记录（.record）却不在了"));
}

TEST_F(Summary, ACorrectionHasToChangeSomething) {
  rehearse(Turn::correction_unchanged);
  for (Act& act : course_.acts) {
    const auto* count = std::get_if<CountAct>(&act.body);
    auto* correct = std::get_if<CorrectAct>(&act.body);
    if (count != nullptr) first_records_ = first_records_.empty() ? count->records : first_records_;
    if (correct != nullptr) correct->records = first_records_;
  }
  EXPECT_TRUE(has(told(), "更正的票数与原来的完全一样"));
}

}  // namespace
}  // namespace huanjie
