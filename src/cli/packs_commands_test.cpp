#include <gtest/gtest.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/json.h"
#include "cli/builtin_packs.h"
#include "cli/commands.h"
#include "cli/pack_text.h"

namespace huanjie {
namespace {

struct Outcome {
  int exit_code = 0;
  std::string out{};
  std::string err{};
};

Outcome run(const std::vector<std::string>& words) {
  CLI::App app;
  Outcome result;
  add_packs_commands(app, result.exit_code);
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  result.out = testing::internal::GetCapturedStdout();
  result.err = testing::internal::GetCapturedStderr();
  return result;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// A copy of a built-in pack that a test may spoil.
class PackFolder {
 public:
  PackFolder() : path_(testing::TempDir() + "pack-" + std::to_string(getpid())) {
    std::filesystem::copy(std::string(HUANJIE_SOURCE_DIR) + "/packs/association", path_);
  }
  ~PackFolder() { std::filesystem::remove_all(path_); }
  PackFolder(const PackFolder&) = delete;
  PackFolder& operator=(const PackFolder&) = delete;

  const std::string& path() const { return path_; }
  void replace(const std::string& file, const std::string& text) const {
    std::ofstream(path_ + "/" + file) << text;
  }
  Json json(const std::string& part) const { return *(*read_bundle(path_)).find(part); }

 private:
  std::string path_;
};

TEST(PacksCommand, ListsEveryBuiltInPackWithItsBanner) {
  const Outcome result = run({"packs"});
  EXPECT_EQ(result.exit_code, kExitDone);
  for (const BuiltinPack& pack : builtin_packs()) {
    EXPECT_TRUE(holds(result.out, std::string(pack.id))) << pack.id;
  }
  EXPECT_TRUE(holds(result.out, "1990 年暂行条例已于 2020 年 7 月 13 日废止"));
}

TEST(PacksCommand, ShowsValuesWithTheirArticlesAndWhatIsUnverified) {
  const Outcome result = run({"packs", "show", "party-committee-2020"});
  EXPECT_EQ(result.exit_code, kExitDone);
  EXPECT_TRUE(holds(result.out, "基数 应到会有选举权人数，不少于 4/5"));
  EXPECT_TRUE(holds(result.out, "依据：《中国共产党基层组织选举工作条例》第四章"));
  EXPECT_TRUE(holds(result.out, "【待核实】"));
  EXPECT_TRUE(holds(result.out, "14. 第一次全体会议"));
  EXPECT_EQ(run({"packs", "show", "no-such-pack"}).exit_code, kExitFailed);
}

TEST(PacksCommand, ChecksAFolderAndItsExamples) {
  const PackFolder folder;
  const Outcome good = run({"packs", "check", folder.path()});
  EXPECT_EQ(good.exit_code, kExitDone) << good.err;
  EXPECT_TRUE(holds(good.out, "不符 0 处"));
  Json cases = folder.json("cases");
  (*cases.find("adopt")->if_array())[0].set("accepted", false);
  folder.replace("cases.json", write_json(cases));
  const Outcome bad = run({"packs", "check", folder.path()});
  EXPECT_EQ(bad.exit_code, kExitFailed);
  EXPECT_TRUE(holds(bad.err, "cases.json /adopt/0"));
}

TEST(PacksCommand, NamesTheFileAndThePlaceOfAFault) {
  const PackFolder folder;
  Json method = folder.json("method");
  method.find("values")->find("tie")->set("value", "lottery");
  folder.replace("method.json", write_json(method));
  const Outcome result = run({"packs", "check", folder.path()});
  EXPECT_EQ(result.exit_code, kExitFailed);
  EXPECT_TRUE(holds(result.err, folder.path()));
  EXPECT_TRUE(holds(result.err, "method.json /values/tie/value"));
  EXPECT_TRUE(holds(result.err, "revote"));
}

TEST(PacksCommand, SaysWhereAFileIsNoJsonOrIsMissing) {
  const PackFolder folder;
  folder.replace("checks.json", "[\n  {\"id\": }\n]");
  const Outcome broken = run({"packs", "check", folder.path()});
  EXPECT_EQ(broken.exit_code, kExitFailed);
  EXPECT_TRUE(holds(broken.err, "checks.json 第 2 行"));
  std::filesystem::remove(folder.path() + "/checks.json");
  const Outcome missing = run({"packs", "check", folder.path()});
  EXPECT_EQ(missing.exit_code, kExitFailed);
  EXPECT_TRUE(holds(missing.err, "checks.json"));
}

TEST(PackText, SaysThatAPeriodIsOver) {
  const std::string line = pack_line(*find_pack("party-committee-1990"));
  EXPECT_TRUE(holds(line, "1990年6月27日起至 2020年7月13日"));
}

}  // namespace
}  // namespace huanjie
