#include "rules/evaluate.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace huanjie {
namespace {

Check check_of(CheckKind kind) {
  Check check;
  check.id = "demand";
  check.kind = kind;
  check.at = "papers_issued";
  check.article = "示例章程 第八条";
  check.status = Status::confirmed;
  check.says = "要求";
  check.unblock = "办法";
  return check;
}

Check share_check(CheckKind kind, Ratio share) {
  Check check = check_of(kind);
  check.part = "present";
  check.whole = "entitled";
  check.share = share;
  return check;
}

Facts heads(std::int64_t present, std::int64_t entitled) {
  return {{"present", present}, {"entitled", entitled}};
}

struct ShareRow {
  CheckKind kind;
  Ratio share;
  std::int64_t part;
  std::int64_t whole;
  Verdict verdict;
};

TEST(Evaluate, ASharePassesAtItsSmallestWholeNumber) {
  const ShareRow rows[] = {
      {CheckKind::share_at_least, {4, 5}, 45, 57, Verdict::violated},
      {CheckKind::share_at_least, {4, 5}, 46, 57, Verdict::satisfied},
      {CheckKind::share_at_least, {4, 5}, 80, 100, Verdict::satisfied},
      {CheckKind::share_more_than, {4, 5}, 80, 100, Verdict::violated},
      {CheckKind::share_more_than, {4, 5}, 81, 100, Verdict::satisfied},
      {CheckKind::share_at_least, {1, 5}, 1, 5, Verdict::satisfied},
      {CheckKind::share_at_least, {1, 5}, 1, 6, Verdict::violated},
      {CheckKind::share_at_least, {1, 5}, 2, 6, Verdict::satisfied},
      {CheckKind::share_at_least, {4, 5}, 0, 0, Verdict::violated},
      {CheckKind::share_more_than, {1, 2}, 500, 1000, Verdict::violated},
      {CheckKind::share_more_than, {1, 2}, 501, 1000, Verdict::satisfied},
  };
  for (const ShareRow& row : rows) {
    const Finding finding = evaluate(share_check(row.kind, row.share), heads(row.part, row.whole));
    EXPECT_EQ(finding.verdict, row.verdict) << row.part << " of " << row.whole;
  }
}

TEST(Evaluate, SaysTheNumbersInWords) {
  const Finding finding = evaluate(share_check(CheckKind::share_at_least, {4, 5}), heads(45, 57));
  EXPECT_EQ(finding.observed, "实到会有选举权人数 45 人，应到会有选举权人数 57 人");
  EXPECT_EQ(finding.required, "实到会有选举权人数不少于应到会有选举权人数的五分之四，即 46 人");
  EXPECT_EQ(finding.article, "示例章程 第八条");
  EXPECT_EQ(finding.unblock, "办法");
  EXPECT_FALSE(finding.unverified);
}

TEST(Evaluate, AFactThatIsNotKnownLeavesTheVerdictOpenAndBlocks) {
  const Finding finding =
      evaluate(share_check(CheckKind::share_at_least, {4, 5}), {{"entitled", 57}});
  EXPECT_EQ(finding.verdict, Verdict::undetermined);
  EXPECT_EQ(finding.observed, "尚不知道：实到会有选举权人数");
  EXPECT_TRUE(blocks(finding));
}

TEST(Evaluate, AFactOfAnotherKindIsNotKnown) {
  Check check = check_of(CheckKind::holds);
  check.fact = "box_sealed";
  EXPECT_EQ(evaluate(check, {{"box_sealed", 1}}).verdict, Verdict::undetermined);
  EXPECT_EQ(evaluate(check, {{"box_sealed", true}}).verdict, Verdict::satisfied);
  EXPECT_EQ(evaluate(check, {{"box_sealed", false}}).verdict, Verdict::violated);
}

TEST(Evaluate, ACountIsComparedWithANumberOrAnotherFact) {
  Check check = check_of(CheckKind::count_at_most);
  check.fact = "returned";
  check.number_of = "voters";
  EXPECT_EQ(evaluate(check, {{"returned", 80}, {"voters", 80}}).verdict, Verdict::satisfied);
  EXPECT_EQ(evaluate(check, {{"returned", 81}, {"voters", 80}}).verdict, Verdict::violated);
  EXPECT_EQ(evaluate(check, {{"returned", 81}}).verdict, Verdict::undetermined);
  check = check_of(CheckKind::count_at_least);
  check.fact = "scrutineer_count";
  check.number = 1;
  EXPECT_EQ(evaluate(check, {{"scrutineer_count", 0}}).verdict, Verdict::violated);
  EXPECT_EQ(evaluate(check, {{"scrutineer_count", 1}}).verdict, Verdict::satisfied);
}

TEST(Evaluate, AListIsCountedAndItsNamesAreShown) {
  Check check = check_of(CheckKind::count_at_most);
  check.fact = "outsiders";
  check.number = 0;
  using Names = std::vector<std::string>;
  EXPECT_EQ(evaluate(check, {{"outsiders", Names{}}}).verdict, Verdict::satisfied);
  const Finding finding = evaluate(check, {{"outsiders", Names{"钱进"}}});
  EXPECT_EQ(finding.verdict, Verdict::violated);
  EXPECT_NE(finding.observed.find("钱进"), std::string::npos);
}

TEST(Evaluate, WhoStandsInBothListsIsNamed) {
  Check check = check_of(CheckKind::disjoint);
  check.list = "scrutineers";
  check.other = "candidates_list";
  using Names = std::vector<std::string>;
  Facts facts = {{"scrutineers", Names{"李敏", "周平"}}, {"candidates_list", Names{"李敏"}}};
  EXPECT_EQ(evaluate(check, facts).verdict, Verdict::violated);
  EXPECT_EQ(evaluate(check, facts).observed, "李敏");
  facts["candidates_list"] = Names{"丁建国"};
  EXPECT_EQ(evaluate(check, facts).verdict, Verdict::satisfied);
}

TEST(Evaluate, TheFirstDayIsNotCounted) {
  Check check = check_of(CheckKind::days_between);
  check.from = "notice_date";
  check.to = "meeting_date";
  check.at_least = 20;
  Facts facts = {{"notice_date", Date{2021, 2, 8}}, {"meeting_date", Date{2021, 2, 28}}};
  EXPECT_EQ(evaluate(check, facts).verdict, Verdict::satisfied);
  facts["notice_date"] = Date{2021, 2, 9};
  EXPECT_EQ(evaluate(check, facts).verdict, Verdict::violated);
  check.at_least.reset();
  check.at_most = 19;
  EXPECT_EQ(evaluate(check, facts).verdict, Verdict::satisfied);
  facts["notice_date"] = Date{2021, 2, 8};
  EXPECT_EQ(evaluate(check, facts).verdict, Verdict::violated);
}

TEST(Evaluate, AMomentWithATopicTestsBothItsChecks) {
  Check motion = share_check(CheckKind::share_at_least, {4, 5});
  motion.at = "motion_decided";
  Check agenda = motion;
  agenda.id = "agenda";
  agenda.at = "motion_decided:agenda";
  const std::vector<Check> checks = {motion, agenda};
  EXPECT_EQ(evaluate(checks, "motion_decided:agenda", {}).size(), 2U);
  EXPECT_EQ(evaluate(checks, "motion_decided:method", {}).size(), 1U);
  EXPECT_EQ(evaluate(checks, "motion_decided", {}).size(), 1U);
  EXPECT_TRUE(evaluate(checks, "papers_issued", {}).empty());
}

TEST(Evaluate, AConditionThatIsFalseLeavesTheCheckOut) {
  Check check = share_check(CheckKind::share_at_least, {4, 5});
  check.when = "first_round";
  Facts facts = heads(1, 57);
  facts["first_round"] = false;
  EXPECT_TRUE(evaluate({check}, "papers_issued", facts).empty());
  facts["first_round"] = true;
  EXPECT_EQ(evaluate({check}, "papers_issued", facts).at(0).verdict, Verdict::violated);
  facts.erase("first_round");
  EXPECT_EQ(evaluate({check}, "papers_issued", facts).at(0).verdict, Verdict::undetermined);
}

TEST(Evaluate, UnverifiedRulesSaySo) {
  Check check = share_check(CheckKind::share_at_least, {4, 5});
  check.status = Status::unverified;
  EXPECT_TRUE(evaluate(check, heads(46, 57)).unverified);
}

RC_GTEST_PROP(Evaluate, OneMorePresentNeverBreaksAQuorum, ()) {
  const auto entitled = *rc::gen::inRange<std::int64_t>(1, 5000);
  const auto present = *rc::gen::inRange<std::int64_t>(0, entitled);
  const auto under = *rc::gen::inRange<std::int64_t>(1, 12);
  const Check check = share_check(CheckKind::share_at_least,
                                  {*rc::gen::inRange<std::int64_t>(1, under + 1), under});
  if (evaluate(check, heads(present, entitled)).verdict == Verdict::satisfied) {
    RC_ASSERT(evaluate(check, heads(present + 1, entitled)).verdict == Verdict::satisfied);
  }
}

}  // namespace
}  // namespace huanjie
