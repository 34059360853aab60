#include "rules/adopt.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace huanjie {
namespace {

Pack pack_named(const std::string& id) {
  Json bundle = Json::object();
  for (const char* name : {"pack", "method", "checks", "agenda", "cases"}) {
    std::ifstream in(std::string(HUANJIE_SOURCE_DIR) + "/packs/" + id + "/" + name + ".json");
    std::stringstream text;
    text << in.rdbuf();
    bundle.set(name, *parse_json(text.str()));
  }
  return *parse_pack(bundle);
}

Json changes(const char* text) { return *parse_json(text); }

TEST(Adopt, GivesTheContractsMethod) {
  const Json method = *adopt(pack_named("party-committee-2020"), Json::object());
  EXPECT_EQ(
      write_json(method),
      R"({"carry_down":false,"elected":{"more_than":[1,2],"of":"entitled"},)"
      R"("kin_avoidance":false,"pack":"party-committee-2020",)"
      R"("poll_valid":{"returned_at_most":["voters","issued"]},)"
      R"("quorum":{"at_least":[4,5],"of":"entitled"},"requires_woman":false,)"
      R"("same_person_twice":"allow","sheet_scope":"contest",)"
      R"("shortfall":["rerun","reduce"],"symbols":{"blank":"abstain","circle":"approve",)"
      R"("cross":"oppose","filled":"invalid","struck":"invalid","tick":"invalid"},)"
      R"("tie":"revote","write_in":{"after_opposing":true,"allowed":true,"needs_mark":true}})");
}

TEST(Adopt, MakesAPermittedChangeAndNoOther) {
  const Pack pack = pack_named("party-committee-2020");
  const Json method = *adopt(pack, changes(R"({"/elected/of":"present"})"));
  Json expected = default_method(pack);
  expected.find("elected")->set("of", "present");
  EXPECT_EQ(method, expected);
}

TEST(Adopt, RefusesWhatIsNotOpenWithTheArticleThatForbidsIt) {
  const Result<Json> method =
      adopt(pack_named("party-committee-2020"), changes(R"({"/quorum/at_least":[2,3]})"));
  ASSERT_FALSE(method.has_value());
  EXPECT_EQ(method.error().code, ErrorCode::refused);
  EXPECT_NE(method.error().message.find("第四章"), std::string::npos);
  EXPECT_NE(method.error().expected.find("/elected/of"), std::string::npos);
}

TEST(Adopt, RefusesAValueThatIsNotAllowedAndListsThoseThatAre) {
  const Result<Json> method =
      adopt(pack_named("party-committee-2020"), changes(R"({"/elected/of":"valid"})"));
  ASSERT_FALSE(method.has_value());
  EXPECT_EQ(method.error().code, ErrorCode::refused);
  EXPECT_EQ(method.error().expected, "\"entitled\" 或 \"present\"");
}

TEST(Adopt, TakesADefaultWrittenOutAsNoChange) {
  const Pack pack = pack_named("party-committee-2020");
  EXPECT_EQ(*adopt(pack, changes(R"({"/quorum/at_least":[4,5]})")), default_method(pack));
  EXPECT_EQ(*adopt(pack, Json()), default_method(pack));
}

TEST(Adopt, RefusesWhatTheMethodDoesNotHave) {
  const Pack pack = pack_named("party-committee-2020");
  EXPECT_EQ(adopt(pack, changes(R"({"/lottery":true})")).error().code, ErrorCode::invalid_input);
  EXPECT_EQ(adopt(pack, changes(R"({"":{}})")).error().code, ErrorCode::invalid_input);
  EXPECT_EQ(adopt(pack, changes(R"({"elected":1})")).error().code, ErrorCode::invalid_input);
  EXPECT_FALSE(adopt(pack, changes(R"({"/pack":"village-2018"})")).has_value());
  EXPECT_FALSE(adopt(pack, changes("[]")).has_value());
}

TEST(MethodOfRound, LetsTheMostVotesWinAmongTheTied) {
  const Pack pack = pack_named("party-committee-2020");
  const Json adopted = *adopt(pack, changes(R"({"/symbols/tick":"approve"})"));
  const Json again = method_of_round(pack, adopted, "tie_break");
  EXPECT_EQ(write_json(*again.find("elected")), R"({"plurality":true})");
  EXPECT_EQ(*resolve(again, "/symbols/tick"), Json("approve"));
  EXPECT_EQ(method_of_round(pack, adopted, "first"), adopted);
  EXPECT_EQ(method_of_round(pack, adopted, "supplementary"), adopted);
}

TEST(MethodOfRound, ElectsAVillageAtOneThirdInTheSecondBallot) {
  const Pack pack = pack_named("village-2018");
  const Json again = method_of_round(pack, default_method(pack), "supplementary");
  EXPECT_EQ(write_json(*again.find("elected")), R"({"at_least":[1,3],"of":"voters"})");
}

bool has(const std::vector<Finding>& findings, std::string_view check) {
  return std::ranges::any_of(findings, [&](const Finding& one) { return one.check == check; });
}

TEST(Warnings, NameEveryUnverifiedValueAndBlockNothing) {
  const Pack pack = pack_named("party-committee-2020");
  const std::vector<Finding> findings = warnings(pack);
  EXPECT_TRUE(has(findings, "method:elected"));
  EXPECT_FALSE(has(findings, "method:quorum"));
  EXPECT_TRUE(blocking(findings).empty());
  for (const Finding& finding : findings) EXPECT_TRUE(finding.unverified);
}

TEST(Warnings, NameAChangeWhosePermissionIsUnverified) {
  const Pack pack = pack_named("party-committee-2020");
  const Json adopted = *adopt(pack, changes(R"({"/symbols/tick":"approve"})"));
  EXPECT_TRUE(has(warnings(pack, adopted), "change:/symbols/tick"));
  EXPECT_FALSE(has(warnings(pack), "change:/symbols/tick"));
}

TEST(Warnings, ShowTheBannerOfAPackThatIsOnlyAnExample) {
  const std::vector<Finding> findings = warnings(pack_named("association"));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().check, "banner");
}

}  // namespace
}  // namespace huanjie
