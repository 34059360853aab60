#include "tally/ledger.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace huanjie {
namespace {

PaperLedger good() { return {64, 2, 52, 10, 3, 7, 51, 0}; }

Finding finding_of(const PaperLedger& ledger, const std::string& check_id) {
  const std::vector<Finding> findings = check(ledger, 52, 52);
  const auto found = std::ranges::find(findings, check_id, &Finding::check);
  return found == findings.end() ? Finding{} : *found;
}

TEST(PaperLedger, ThatBalancesSatisfiesEveryIdentity) {
  for (const Finding& finding : check(good(), 52, 52)) {
    EXPECT_EQ(finding.verdict, Verdict::satisfied) << describe(finding);
    EXPECT_FALSE(finding.says.empty());
  }
}

TEST(PaperLedger, RefusesPapersGoingOutThatDoNotAddUp) {
  struct Case {
    std::optional<int> PaperLedger::* number;
    int wrong;
    const char* check_id;
  };
  const Case cases[] = {{&PaperLedger::printed, 65, "papers_printed"},
                        {&PaperLedger::spoiled, 1, "papers_printed"},
                        {&PaperLedger::kept, 4, "papers_left_over"},
                        {&PaperLedger::issued, 53, "papers_issued"},
                        {&PaperLedger::handed_back, 53, "papers_handed_back"}};
  for (const Case& one : cases) {
    PaperLedger ledger = good();
    ledger.*one.number = one.wrong;
    const Finding finding = finding_of(ledger, one.check_id);
    EXPECT_EQ(finding.verdict, Verdict::violated) << one.check_id;
    EXPECT_TRUE(blocks(finding)) << one.check_id;
    EXPECT_FALSE(finding.unblock.empty()) << one.check_id;
  }
}

// More papers out of the box than voters makes the poll void; it must be possible to write that
// down.
TEST(PaperLedger, RecordsMorePapersThanVotersWithAWarningOnly) {
  PaperLedger ledger = good();
  ledger.returned = 53;
  for (const char* check_id : {"papers_voters", "papers_returned"}) {
    EXPECT_EQ(finding_of(ledger, check_id).verdict, Verdict::violated);
    EXPECT_FALSE(blocks(finding_of(ledger, check_id)));
  }
  EXPECT_TRUE(blocking(check(ledger, 52, 52)).empty());
}

TEST(PaperLedger, WithANumberMissingIsUndetermined) {
  PaperLedger ledger = good();
  ledger.left_over = std::nullopt;
  EXPECT_EQ(finding_of(ledger, "papers_printed").verdict, Verdict::undetermined);
  EXPECT_TRUE(blocks(finding_of(ledger, "papers_printed")));
  EXPECT_EQ(finding_of(ledger, "papers_issued").verdict, Verdict::satisfied);
}

}  // namespace
}  // namespace huanjie
