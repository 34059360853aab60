#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/json.h"
#include "cli/commands.h"

namespace huanjie {
namespace {

using testing::HasSubstr;

struct Ran {
  int exit_code = 0;
  std::string out{};
  std::string error{};
};

Ran run(std::vector<std::string> words) {
  CLI::App app;
  Ran ran;
  add_tally_commands(app, ran.exit_code);
  std::reverse(words.begin(), words.end());
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  try {
    app.parse(words);
  } catch (const CLI::ParseError&) {
    ran.exit_code = kExitUsage;
  }
  ran.out = testing::internal::GetCapturedStdout();
  ran.error = testing::internal::GetCapturedStderr();
  return ran;
}

// A folder with the files of one worked case.
class TallyCommand : public testing::Test {
 protected:
  void SetUp() override {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    folder_ = std::filesystem::path(testing::TempDir()) / ("huanjie_tally_" + test);
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string file(const std::string& name) const { return (folder_ / name).string(); }

  void put(const std::string& name, const std::string& text) const {
    std::ofstream(file(name), std::ios::binary) << text;
  }

  std::string text_of(const std::string& name) const {
    std::ifstream in(file(name), std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
  }

  void lay_out(const std::string& vector) {
    std::ifstream in(std::filesystem::path(HUANJIE_SOURCE_DIR) / "tests/vectors" / vector);
    std::stringstream text;
    text << in.rdbuf();
    vector_ = *parse_json(text.str());
    for (const char* part : {"ballot", "poll", "cvrs", "totals"}) {
      if (const Json* json = vector_.find(part))
        put(part + std::string(".json"), write_json(*json));
    }
  }

  std::vector<std::string> tally(const std::string& count) const {
    return {"tally",           "--ballot",   file("ballot.json"),  "--poll",
            file("poll.json"), "--" + count, file(count + ".json")};
  }

  std::filesystem::path folder_{};
  Json vector_{};
};

TEST_F(TallyCommand, PrintsTheResultOrWritesItToAFile) {
  lay_out("C13-kin-with-equal-votes.json");
  const Ran printed = run(tally("cvrs"));
  EXPECT_EQ(printed.exit_code, kExitDone) << printed.error;
  EXPECT_EQ(*parse_json(printed.out), *vector_.find("expected"));
  std::vector<std::string> words = tally("cvrs");
  words.insert(words.end(), {"--out", file("result.json")});
  const Ran written = run(words);
  EXPECT_EQ(written.exit_code, kExitDone);
  EXPECT_TRUE(written.out.empty());
  EXPECT_EQ(text_of("result.json"), printed.out);
}

TEST_F(TallyCommand, ReplacesAFileThatIsThereOnlyWhenToldTo) {
  lay_out("C13-kin-with-equal-votes.json");
  put("result.json", "mine");
  std::vector<std::string> words = tally("cvrs");
  words.insert(words.end(), {"--out", file("result.json")});
  const Ran refused = run(words);
  EXPECT_EQ(refused.exit_code, kExitFailed);
  EXPECT_THAT(refused.error, HasSubstr("--overwrite"));
  EXPECT_EQ(text_of("result.json"), "mine");
  words.push_back("--overwrite");
  EXPECT_EQ(run(words).exit_code, kExitDone);
  EXPECT_NE(text_of("result.json"), "mine");
}

TEST_F(TallyCommand, ExplainsNothingWithoutNamesOrWithNumbersThatDoNotAddUp) {
  lay_out("T01-hand-count.json");
  std::string counted = run(tally("totals")).out;
  put("result.json", counted);
  std::filesystem::create_directory(file("alone"));
  put("alone/result.json", counted);
  const Ran nameless = run({"explain", "--result", file("alone/result.json")});
  EXPECT_EQ(nameless.exit_code, kExitFailed);
  EXPECT_THAT(nameless.error, HasSubstr("--ballot"));
  const std::size_t at = counted.find("\"approve\": 7");
  ASSERT_NE(at, std::string::npos);
  put("result.json", counted.replace(at, 12, "\"approve\": 9"));
  const Ran touched = run({"explain", "--result", file("result.json")});
  EXPECT_EQ(touched.exit_code, kExitFailed);
  EXPECT_THAT(touched.error, HasSubstr(file("result.json")));
  EXPECT_THAT(touched.error, HasSubstr("对不上"));
}

TEST_F(TallyCommand, CountsAHandCountAndExplainsIt) {
  lay_out("T01-hand-count.json");
  const Ran counted = run(tally("totals"));
  ASSERT_EQ(counted.exit_code, kExitDone) << counted.error;
  put("result.json", counted.out);
  const Ran told = run({"explain", "--result", file("result.json"), "--ballot", file("ballot.json"),
                        "--poll", file("poll.json")});
  EXPECT_EQ(told.exit_code, kExitDone) << told.error;
  EXPECT_THAT(told.out, HasSubstr("甲一：赞成 7 票、不赞成 1 票、弃权 1 票；达到 7 票"));
  EXPECT_THAT(told.out, HasSubstr("还缺 1 名"));
  EXPECT_THAT(told.out, HasSubstr("（依据：《中国共产党基层组织选举工作条例》第四章"));
  EXPECT_EQ(run({"explain", "--result", file("result.json")}).out, told.out);
  EXPECT_EQ(run({"explain", "--result", file("poll.json")}).exit_code, kExitFailed);
}

TEST_F(TallyCommand, WritesNothingWhenTheInputIsWrongAndSaysWhere) {
  lay_out("E03-unknown-candidate.json");
  std::vector<std::string> words = tally("cvrs");
  words.insert(words.end(), {"--out", file("result.json")});
  const Ran failed = run(words);
  EXPECT_EQ(failed.exit_code, kExitFailed);
  EXPECT_TRUE(failed.out.empty());
  EXPECT_FALSE(std::filesystem::exists(file("result.json")));
  EXPECT_THAT(failed.error, HasSubstr(file("cvrs.json")));
  EXPECT_THAT(failed.error, HasSubstr("/cvrs/0/contests/"));
  EXPECT_THAT(failed.error, HasSubstr("应为"));
}

TEST_F(TallyCommand, NamesTheFileThatIsWrong) {
  lay_out("E10-a-needed-number-missing.json");
  const Ran poll = run(tally("cvrs"));
  EXPECT_EQ(poll.exit_code, kExitFailed);
  EXPECT_THAT(poll.error, HasSubstr(file("poll.json")));
  EXPECT_THAT(poll.error, HasSubstr("/issued"));
  put("ballot.json", "{\n  \"format\": 1.5\n}");
  EXPECT_THAT(run(tally("cvrs")).error, HasSubstr("ballot.json"));
  std::filesystem::remove(file("poll.json"));
  lay_out("E10-a-needed-number-missing.json");
  std::filesystem::remove(file("cvrs.json"));
  const Ran gone = run(tally("cvrs"));
  EXPECT_EQ(gone.exit_code, kExitFailed);
  EXPECT_THAT(gone.error, HasSubstr("cvrs.json"));
}

TEST_F(TallyCommand, TakesRecordsOrTotalsAndNotBoth) {
  lay_out("T01-hand-count.json");
  std::vector<std::string> both = tally("totals");
  both.insert(both.end(), {"--cvrs", file("totals.json")});
  EXPECT_EQ(run(both).exit_code, kExitUsage);
  std::vector<std::string> neither = tally("totals");
  neither.resize(5);
  EXPECT_EQ(run(neither).exit_code, kExitUsage);
  EXPECT_EQ(run({"tally", "--ballot", file("ballot.json")}).exit_code, kExitUsage);
}

}  // namespace
}  // namespace huanjie
