#include "documents/form.h"

#include <gtest/gtest.h>

namespace huanjie {
namespace {

TEST(Percent, IsRoundedHalfUpByWholeNumbers) {
  struct Case {
    std::int64_t part = 0;
    std::int64_t whole = 0;
    std::string expected{};
  };
  const std::vector<Case> cases{
      {23, 40, "57.5%"},  // 57.4999... in floating point
      {58, 64, "90.6%"},
      {53, 88, "60.2%"},
      {1, 3, "33.3%"},
      {2, 3, "66.7%"},
      {1, 2000, "0.1%"},  // exactly 0.05: up
      {1, 2001, "0.0%"},
      {0, 64, "0.0%"},
      {64, 64, "100.0%"},
      {3, 2, "150.0%"},
      {9999, 10000, "100.0%"},
      {10'000'000, 10'000'000, "100.0%"},
      {1, 0, "—"},
      {-1, 3, "—"},
  };
  for (const Case& row : cases) EXPECT_EQ(percent(row.part, row.whole), row.expected) << row.part;
}

TEST(Percent, ShowsItsTerms) { EXPECT_EQ(percent_with_terms(23, 40), "57.5%（23/40）"); }

TEST(ThresholdSentence, TellsMoreThanFromAtLeast) {
  Threshold threshold{.base_name = "应到会有选举权人数", .base = 64, .share = {4, 5}, .needed = 52};
  EXPECT_EQ(threshold_sentence(threshold, "人"),
            "不少于应到会有选举权人数64人的五分之四，即不少于52人");
  threshold.share = {1, 2};
  threshold.strict = true;
  threshold.needed = 33;
  EXPECT_EQ(threshold_sentence(threshold, "票"), "超过应到会有选举权人数64人的半数，即不少于33票");
  threshold.plurality = true;
  EXPECT_EQ(threshold_sentence(threshold, "票"), "以得票多的当选");
}

TEST(FormPaper, ARehearsalSaysSoOnWatermarkAndFooter) {
  FormHeading heading{.unit = "中共电新街社区委员会"};
  EXPECT_EQ(form_paper(heading, "签到册").watermark, "");
  heading.rehearsal = true;
  EXPECT_EQ(form_paper(heading, "签到册").watermark, "演练");
  EXPECT_EQ(form_paper(heading, "签到册").footer, "签到册（演练）");
}

}  // namespace
}  // namespace huanjie
