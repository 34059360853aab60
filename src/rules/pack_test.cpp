#include "rules/pack.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "rules/adopt.h"
#include "rules/words.h"

namespace huanjie {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

Json bundle_of(const std::filesystem::path& folder) {
  Json bundle = Json::object();
  for (const char* name : {"pack", "method", "checks", "agenda", "cases"}) {
    Result<Json> part = parse_json(text_of(folder / (std::string(name) + ".json")));
    EXPECT_TRUE(part.has_value()) << folder << name << (part ? "" : describe(part.error()));
    bundle.set(name, part ? *part : Json());
  }
  return bundle;
}

const std::filesystem::path kPacks = std::filesystem::path(HUANJIE_SOURCE_DIR) / "packs";

std::vector<std::filesystem::path> pack_folders() {
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(kPacks)) {
    if (entry.is_directory() && entry.path().filename() != "schema")
      folders.push_back(entry.path());
  }
  return folders;
}

Json committee() { return bundle_of(kPacks / "party-committee-2020"); }

Json* at(Json& root, std::initializer_list<std::string_view> keys) {
  Json* place = &root;
  for (const std::string_view key : keys) {
    place = place->if_array() != nullptr ? &(*place->if_array())[std::stoul(std::string(key))]
                                         : place->find(key);
    if (place == nullptr) break;
  }
  EXPECT_NE(place, nullptr);
  return place;
}

TEST(Pack, EveryPackOfOursConforms) {
  const auto folders = pack_folders();
  EXPECT_GE(folders.size(), 9U);
  for (const auto& folder : folders) {
    const Result<Pack> pack = parse_pack(bundle_of(folder));
    ASSERT_TRUE(pack.has_value()) << folder << ": " << describe(pack.error());
    EXPECT_EQ(pack->manifest.id, folder.filename());
  }
}

TEST(Pack, IsReadWithItsValuesAndTheirArticles) {
  const Result<Pack> pack = parse_pack(committee());
  ASSERT_TRUE(pack.has_value()) << describe(pack.error());
  EXPECT_EQ(pack->manifest.id, "party-committee-2020");
  EXPECT_EQ(pack->method.values.at("quorum").article, "《中国共产党基层组织选举工作条例》第四章");
  EXPECT_EQ(pack->method.values.at("elected").status, Status::unverified);
  EXPECT_EQ(pack->agenda.steps.size(), 14U);
}

struct Fault {
  const char* what;
  void (*spoil)(Json&);
  const char* where;
};

const Fault kFaults[] = {
    {"unknown key", [](Json& b) { at(b, {"pack"})->set("colour", "red"); }, "/pack/colour"},
    {"missing key", [](Json& b) { *at(b, {"agenda", "officers"}) = Json::object(); },
     "/agenda/officers"},
    {"no quorum of that base",
     [](Json& b) { at(b, {"method", "values", "quorum", "value"})->set("of", "seats"); },
     "/method/values/quorum/value/of"},
    {"a fraction over zero",
     [](Json& b) {
       Json share = Json::array();
       share.push(4);
       share.push(0);
       at(b, {"method", "values", "quorum", "value"})->set("at_least", share);
     },
     "/method/values/quorum/value/at_least/1"},
    {"symbol left out",
     [](Json& b) { *at(b, {"method", "values", "symbols", "value"}) = Json::object(); },
     "/method/values/symbols/value"},
    {"unknown kind", [](Json& b) { at(b, {"checks", "0"})->set("kind", "wishes"); },
     "/checks/0/kind"},
    {"unknown fact", [](Json& b) { at(b, {"checks", "0"})->set("fact", "weather"); },
     "/checks/0/fact"},
    {"unknown moment", [](Json& b) { at(b, {"checks", "0"})->set("at", "midnight"); },
     "/checks/0/at"},
    {"key of another kind", [](Json& b) { at(b, {"checks", "0"})->set("whole", "entitled"); },
     "/checks/0/whole"},
    {"one id twice",
     [](Json& b) { at(b, {"checks", "1"})->set("id", *at(b, {"checks", "0", "id"})); },
     "/checks/1/id"},
    {"unknown act",
     [](Json& b) { at(b, {"agenda", "steps", "0", "acts"})->push("applause_given"); },
     "/agenda/steps/0/acts/8"},
    {"unknown topic",
     [](Json& b) { at(b, {"agenda", "steps", "0", "acts"})->push("motion_decided:lunch"); },
     "/agenda/steps/0/acts/8"},
    {"unknown variable", [](Json& b) { at(b, {"agenda", "steps", "0"})->set("script", "{{x}}"); },
     "/agenda/steps/0/script"},
    {"unknown role", [](Json& b) { at(b, {"agenda", "officers", "adjudicators"})->push("king"); },
     "/agenda/officers/adjudicators/2"},
    {"unknown source",
     [](Json& b) { at(b, {"method", "values", "tie"})->set("source", "NOWHERE"); },
     "/method/values/tie/source"},
    {"an open value that no method can have",
     [](Json& b) { at(b, {"method", "open", "/elected/of", "allowed"})->push("seats"); },
     "/method/open/~1elected~1of/allowed/2"},
    {"a part that no pack has", [](Json& b) { b.set("wishes", Json::object()); }, "/wishes"},
    {"no day of the calendar",
     [](Json& b) { at(b, {"pack", "in_force"})->set("from", "2020-02-30"); },
     "/pack/in_force/from"},
};

TEST(Pack, ThatDoesNotConformIsRefusedByPointer) {
  for (const Fault& fault : kFaults) {
    Json bundle = committee();
    fault.spoil(bundle);
    const Result<Pack> pack = parse_pack(bundle);
    ASSERT_FALSE(pack.has_value()) << fault.what;
    EXPECT_EQ(pack.error().where, fault.where) << fault.what << ": " << describe(pack.error());
    EXPECT_EQ(pack.error().code, ErrorCode::invalid_input);
  }
}

TEST(Pack, SaysWhatWouldBeRight) {
  Json bundle = committee();
  at(bundle, {"checks", "0"})->set("severity", "shouts");
  EXPECT_NE(parse_pack(bundle).error().expected.find("blocks"), std::string::npos);
  bundle = committee();
  at(bundle, {"pack"})->set("colour", "red");
  EXPECT_NE(parse_pack(bundle).error().expected.find("title"), std::string::npos);
  bundle = committee();
  at(bundle, {"checks", "0"})->set("fact", "presnt");
  EXPECT_NE(parse_pack(bundle).error().expected.find("present"), std::string::npos);
}

TEST(Pack, NamesOfAMillionLettersAreRefusedLikeAnyOther) {
  const std::string endless(1'000'000, 'a');
  Json bundle = committee();
  at(bundle, {"checks", "0"})->set("fact", endless);
  EXPECT_EQ(parse_pack(bundle).error().where, "/checks/0/fact");
  bundle = committee();
  at(bundle, {"method", "open"})->set("/" + endless, Json::object());
  EXPECT_FALSE(parse_pack(bundle).has_value());
}

TEST(Pack, HashIsThatOfTheLawAndNotOfItsExamples) {
  Json bundle = committee();
  const Hash hash = pack_hash(bundle, Suite::international);
  bundle.set("cases", Json::object());
  EXPECT_EQ(pack_hash(bundle, Suite::international), hash);
  EXPECT_NE(pack_hash(bundle, Suite::gm), hash);
  at(bundle, {"method", "values", "quorum"})->set("article", "第五章");
  EXPECT_NE(pack_hash(bundle, Suite::international), hash);
}

TEST(Pack, CasesMayBeLeftOut) {
  Json law = Json::object();
  const Json bundle = committee();
  for (const char* name : {"agenda", "checks", "method", "pack"}) law.set(name, *bundle.find(name));
  const Result<Pack> pack = parse_pack(law);
  ASSERT_TRUE(pack.has_value()) << describe(pack.error());
  EXPECT_EQ(pack_hash(*pack, Suite::gm), pack_hash(bundle, Suite::gm));
}

// The examples of every pack: what its checks say of given facts, and which changes it lets
// through.
TEST(Pack, ChecksSayWhatTheirExamplesExpect) {
  int cases = 0;
  for (const auto& folder : pack_folders()) {
    const Pack pack = *parse_pack(bundle_of(folder));
    for (const Json& one : *pack.cases.find("checks")->if_array()) {
      const std::string name = folder.filename().string() + ": " + *one.find("name")->if_text();
      const Result<Facts> facts = facts_from_json(*one.find("facts"));
      ASSERT_TRUE(facts.has_value()) << name << describe(facts.error());
      const auto findings = evaluate(pack.checks, *one.find("at")->if_text(), *facts);
      for (const Json& expected : *one.find("expect")->if_array()) {
        const std::string id = *expected.find("check")->if_text();
        const auto found = std::ranges::find(findings, id, &Finding::check);
        ASSERT_NE(found, findings.end()) << name << ": " << id;
        EXPECT_EQ(to_text(found->verdict), *expected.find("verdict")->if_text())
            << name << ": " << describe(*found);
        ++cases;
      }
    }
  }
  EXPECT_GT(cases, 50);
}

TEST(Pack, EveryCheckHasExamplesOfBothDirections) {
  for (const auto& folder : pack_folders()) {
    const Pack pack = *parse_pack(bundle_of(folder));
    std::map<std::string, std::set<std::string>> verdicts;
    for (const Json& one : *pack.cases.find("checks")->if_array()) {
      for (const Json& expected : *one.find("expect")->if_array()) {
        verdicts[*expected.find("check")->if_text()].insert(*expected.find("verdict")->if_text());
      }
    }
    for (const Check& check : pack.checks) {
      EXPECT_TRUE(verdicts[check.id].contains("satisfied")) << folder << " " << check.id;
      EXPECT_TRUE(verdicts[check.id].contains("violated")) << folder << " " << check.id;
    }
  }
}

TEST(Pack, LetsThroughTheChangesOfItsExamplesAndNoOther) {
  for (const auto& folder : pack_folders()) {
    const Pack pack = *parse_pack(bundle_of(folder));
    for (const Json& one : *pack.cases.find("adopt")->if_array()) {
      const Result<Json> method = adopt(pack, *one.find("changes"));
      EXPECT_EQ(method.has_value(), *one.find("accepted")->if_bool())
          << folder << *one.find("name")->if_text() << (method ? "" : describe(method.error()));
      EXPECT_TRUE(method || method.error().code == ErrorCode::refused);
    }
  }
}

TEST(Words, NameEveryKeyOfTheMethod) {
  const Pack pack = *parse_pack(committee());
  for (const auto& [key, value] : pack.method.values)
    EXPECT_TRUE(words().method.contains(key)) << key;
}

}  // namespace
}  // namespace huanjie
