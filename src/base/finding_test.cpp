#include "base/finding.h"

#include <gtest/gtest.h>

#include "base/sheet.h"

namespace huanjie {
namespace {

Finding finding(Verdict verdict, Severity severity) {
  Finding one;
  one.verdict = verdict;
  one.severity = severity;
  one.says = "到会人数不少于五分之四";
  return one;
}

TEST(Finding, BlocksUnlessItIsKnownToBeSatisfied) {
  EXPECT_FALSE(blocks(finding(Verdict::satisfied, Severity::blocks)));
  EXPECT_TRUE(blocks(finding(Verdict::violated, Severity::blocks)));
  EXPECT_TRUE(blocks(finding(Verdict::undetermined, Severity::blocks)));
  EXPECT_FALSE(blocks(finding(Verdict::violated, Severity::warns)));
  const std::vector<Finding> some = {finding(Verdict::violated, Severity::warns),
                                     finding(Verdict::violated, Severity::blocks)};
  EXPECT_EQ(blocking(some).size(), 1u);
}

TEST(Finding, SaysWhatWasSeenWhatIsRequiredAndHowToGoOn) {
  Finding one = finding(Verdict::violated, Severity::blocks);
  one.observed = "45 人";
  one.required = "46 人";
  one.article = "第四章";
  one.unblock = "请缺席的人到会";
  one.unverified = true;
  const std::string text = describe(one);
  for (const char* part : {"五分之四", "45 人", "46 人", "第四章", "请缺席的人到会", "待核实"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part;
  }
}

TEST(Sheet, NamesCellsAsTheSpreadsheetDoes) {
  EXPECT_EQ(cell_name(7, 3), "C7");
  EXPECT_EQ(cell_name(1, 26), "Z1");
  EXPECT_EQ(cell_name(1, 27), "AA1");
  EXPECT_EQ(cell_name(12, 703), "AAA12");
  EXPECT_EQ(cell_place("名册", 7, 3), "名册!C7");
  EXPECT_EQ(cell_place("", 7, 3), "C7");
}

TEST(Sheet, FindsACellByItsColumn) {
  const SheetRow row{3, {{2, CellKind::text, "王强"}, {5, CellKind::number, "7"}}};
  ASSERT_NE(cell_at(row, 5), nullptr);
  EXPECT_EQ(cell_at(row, 5)->text, "7");
  EXPECT_EQ(cell_at(row, 3), nullptr);
}

}  // namespace
}  // namespace huanjie
