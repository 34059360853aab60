#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "ballot/method.h"
#include "cli/builtin_packs.h"
#include "cli/pack_cases.h"
#include "rules/adopt.h"

namespace huanjie {
namespace {

TEST(BuiltinPacks, AreThoseOfTheFolder) {
  std::vector<std::string> in_folder;
  const std::filesystem::path packs = std::filesystem::path(HUANJIE_SOURCE_DIR) / "packs";
  for (const auto& entry : std::filesystem::directory_iterator(packs)) {
    if (entry.is_directory() && entry.path().filename() != "schema") {
      in_folder.push_back(entry.path().filename().string());
    }
  }
  std::ranges::sort(in_folder);
  std::vector<std::string> built_in;
  for (const BuiltinPack& pack : builtin_packs()) {
    built_in.emplace_back(pack.id);
    EXPECT_EQ(*read_bundle((packs / pack.id).string()), *bundle_of(pack));
  }
  EXPECT_EQ(built_in, in_folder);
}

TEST(BuiltinPacks, GiveEveryExampleOfTheirs) {
  for (const BuiltinPack& builtin : builtin_packs()) {
    const Result<Pack> pack = find_pack(std::string(builtin.id));
    ASSERT_TRUE(pack.has_value()) << describe(pack.error());
    const CaseReport report = run_cases(*pack);
    EXPECT_GT(report.run, 10) << builtin.id;
    for (const CaseFailure& failure : report.failures) {
      ADD_FAILURE() << builtin.id << " " << failure.where << " " << failure.name << ": "
                    << failure.what;
    }
  }
}

TEST(BuiltinPacks, HaveMethodsThatTheCountTakes) {
  for (const BuiltinPack& builtin : builtin_packs()) {
    const Pack pack = *find_pack(std::string(builtin.id));
    for (const char* round : {"first", "tie_break", "supplementary"}) {
      const Json method = method_of_round(pack, default_method(pack), round);
      EXPECT_TRUE(from_json<Method>(method).has_value()) << builtin.id << " " << round;
    }
  }
}

TEST(PackCases, ReportAnExampleThatThePackDoesNotGive) {
  Json bundle = *bundle_of(builtin_packs().front());
  Json& counted = (*bundle.find("cases")->find("tally")->if_array())[0];
  counted.find("expected")->find("quorum")->set("needed", 1);
  Json& adopted = (*bundle.find("cases")->find("adopt")->if_array())[0];
  adopted.set("accepted", !*adopted.find("accepted")->if_bool());
  Json& checked = (*bundle.find("cases")->find("checks")->if_array())[0];
  (*checked.find("expect")->if_array())[0].set("verdict", "undetermined");
  const CaseReport report = run_cases(*parse_pack(bundle));
  ASSERT_EQ(report.failures.size(), 3U);
  EXPECT_EQ(report.failures[0].where, "/tally/0");
  EXPECT_EQ(report.failures[1].where, "/checks/0");
  EXPECT_EQ(report.failures[2].where, "/adopt/0");
}

TEST(PackCases, ABallotThatDoesNotCarryThePacksMethodFails) {
  Json bundle = *bundle_of(builtin_packs().front());
  Json& counted = (*bundle.find("cases")->find("tally")->if_array())[0];
  counted.find("ballot")->find("method")->set("kin_avoidance", true);
  const CaseReport report = run_cases(*parse_pack(bundle));
  ASSERT_EQ(report.failures.size(), 1U);
  EXPECT_NE(report.failures[0].what.find("不一致"), std::string::npos);
}

TEST(FindPack, SaysWhichFileIsWrongAndWhere) {
  EXPECT_EQ(find_pack("no-such-pack").error().code, ErrorCode::not_found);
  EXPECT_EQ(in_its_file(Error{.where = "/method/values/tie"}).where, "method.json /values/tie");
  EXPECT_EQ(in_its_file(Error{.where = "/pack"}).where, "pack.json");
}

}  // namespace
}  // namespace huanjie
