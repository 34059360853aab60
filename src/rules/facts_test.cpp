#include "rules/facts.h"

#include <gtest/gtest.h>

namespace huanjie {
namespace {

TEST(Facts, AreReadAsNumbersAnswersDatesAndLists) {
  const Json json = *parse_json(
      R"({"present":46,"box_sealed":true,"notice_date":"2021-02-08","tellers":["孙丽"]})");
  const Facts facts = *facts_from_json(json);
  EXPECT_EQ(std::get<std::int64_t>(facts.at("present")), 46);
  EXPECT_TRUE(std::get<bool>(facts.at("box_sealed")));
  EXPECT_EQ(std::get<Date>(facts.at("notice_date")), (Date{2021, 2, 8}));
  EXPECT_EQ(std::get<std::vector<std::string>>(facts.at("tellers")).at(0), "孙丽");
}

TEST(Facts, OfAnotherKindAreRefusedByPointer) {
  const std::pair<const char*, const char*> wrong[] = {
      {R"({"a":"昨天"})", "/facts/a"},
      {R"({"a":null})", "/facts/a"},
      {R"({"a":["x",1]})", "/facts/a/1"},
      {R"({"a":{}})", "/facts/a"},
      {R"([])", "/facts"},
  };
  for (const auto& [text, where] : wrong) {
    const Result<Facts> facts = facts_from_json(*parse_json(text), "/facts");
    ASSERT_FALSE(facts.has_value()) << text;
    EXPECT_EQ(facts.error().where, where) << text;
  }
}

}  // namespace
}  // namespace huanjie
