#include "rules/schema.h"

#include <gtest/gtest.h>

#include "rules/embedded.h"

namespace huanjie {
namespace {

TEST(Schema, EveryOneOfOursIsClosedAndInTheProgram) {
  for (const char* name : {"pack", "method", "checks", "agenda", "cases"}) {
    const std::string path = "schema/" + std::string(name) + ".schema.json";
    EXPECT_FALSE(rules_file(path).empty()) << path;
    EXPECT_FALSE(conforms(*parse_json(R"({"colour":"red"})"), name, "").has_value()) << name;
  }
  EXPECT_TRUE(rules_file("schema/wishes.schema.json").empty());
}

TEST(Schema, TellsThePlaceAndWhatWouldBeRight) {
  const Json wrong = *parse_json(
      R"([{"id":"a","kind":"holds","at":"papers_issued","severity":"shouts","article":"第一条",)"
      R"("status":"confirmed","says":"x","unblock":"y","fact":"box_sealed"}])");
  const Result<> outcome = conforms(wrong, "checks", "/checks");
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().where, "/checks/0/severity");
  EXPECT_EQ(outcome.error().expected, "\"blocks\"、\"warns\"、\"informs\" 之一");
}

TEST(Schema, AKeyThatAKindNeedsMayNotBeLeftOut) {
  const Json wrong = *parse_json(
      R"([{"id":"a","kind":"share_at_least","at":"papers_issued","severity":"warns",)"
      R"("article":"第一条","status":"confirmed","says":"x","unblock":"y","part":"present",)"
      R"("whole":"entitled"}])");
  const Result<> outcome = conforms(wrong, "checks", "/checks");
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().where, "/checks/0");
  EXPECT_NE(outcome.error().message.find("share"), std::string::npos);
}

}  // namespace
}  // namespace huanjie
