#include "rules/agenda.h"

#include <gtest/gtest.h>

namespace huanjie {
namespace {

TEST(Share, GivesTheSmallestNumberThatPasses) {
  Share half;
  half.of = "entitled";
  half.more_than = Ratio{1, 2};
  EXPECT_EQ(needed(half, 64), 33);
  EXPECT_EQ(needed(half, 41), 21);
  EXPECT_EQ(needed(half, 0), 1);
  Share most;
  most.of = "present";
  most.at_least = Ratio{2, 3};
  EXPECT_EQ(needed(most, 30), 20);
  EXPECT_EQ(needed(most, 31), 21);
}

TEST(Script, NamesItsVariablesOnce) {
  const std::vector<std::string> names =
      script_variables("应到会 {{entitled}} 人，实到会 {{present}} 人（{{entitled}}）。");
  EXPECT_EQ(names, (std::vector<std::string>{"entitled", "present"}));
  EXPECT_TRUE(script_variables("没有变量 {{").empty());
}

TEST(Script, IsFilledAndLeavesABlankForWhatIsNotKnown) {
  EXPECT_EQ(fill_script("应到会 {{entitled}} 人，实到会 {{present}} 人。", {{"entitled", "57"}}),
            "应到会 57 人，实到会 ________ 人。");
  EXPECT_EQ(fill_script("{{place}}", {}), "________");
  EXPECT_EQ(fill_script("请坐。{{speech_sentence}}", {{"speech_sentence", ""}}), "请坐。");
  EXPECT_EQ(fill_script("没有 {{变量", {}), "没有 {{变量");
}

}  // namespace
}  // namespace huanjie
