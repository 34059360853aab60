#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "ballot/layout.h"
#include "cli/commands.h"
#include "cli/files.h"

namespace huanjie {
namespace {

namespace fs = std::filesystem;

class BallotCommand : public testing::Test {
 protected:
  void SetUp() override {
    // One folder a test: tests run beside each other.
    folder_ =
        fs::path(testing::TempDir()) /
        (std::string("ballot-") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    const std::string vectors = std::string(HUANJIE_SOURCE_DIR) + "/tests/vectors/";
    for (const auto& entry : fs::directory_iterator(vectors)) {
      const Result<std::string> text = read_file(entry.path().string());
      const Result<Json> vector = parse_json(*text);
      const Json* ballot = vector ? vector->find("ballot") : nullptr;
      if (ballot == nullptr || !parse_ballot(write_json(*ballot))) continue;
      ASSERT_TRUE(write_file(path("ballot.json"), write_json(*ballot)).has_value());
      return;
    }
    FAIL() << "no vector with a ballot";
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  int run(std::vector<std::string> more) {
    CLI::App app;
    int exit_code = kExitDone;
    add_ballot_commands(app, exit_code);
    std::vector<std::string> arguments{"ballot",      "--ballot", path("ballot.json"), "--pdf",
                                       path("a.pdf"), "--layout", path("a.json")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    std::ranges::reverse(arguments);
    testing::internal::CaptureStderr();
    try {
      app.parse(arguments);
    } catch (const CLI::ParseError&) {
      exit_code = kExitUsage;
    }
    complained_ = testing::internal::GetCapturedStderr();
    return exit_code;
  }

  fs::path folder_{};
  std::string complained_{};
};

TEST_F(BallotCommand, PrintsTheSheetAndItsLayout) {
  ASSERT_EQ(run({"--copies", "3"}), kExitDone) << complained_;
  const Result<std::string> pdf = read_file(path("a.pdf"));
  ASSERT_TRUE(pdf.has_value());
  EXPECT_TRUE(pdf->starts_with("%PDF"));
  const Result<std::string> layout = read_file(path("a.json"));
  ASSERT_TRUE(layout.has_value());
  EXPECT_TRUE(parse_layout(*layout).has_value());
  EXPECT_EQ(run({"--copies", "3"}), kExitDone) << "the same over itself";
}

TEST_F(BallotCommand, ASampleOverTheRealOneMustBeAskedFor) {
  ASSERT_EQ(run({}), kExitDone) << complained_;
  const Result<std::string> before = read_file(path("a.pdf"));
  EXPECT_EQ(run({"--sample"}), kExitFailed);
  EXPECT_NE(complained_.find("a.pdf"), std::string::npos) << complained_;
  EXPECT_EQ(*read_file(path("a.pdf")), *before);
  EXPECT_EQ(run({"--sample", "--overwrite"}), kExitDone) << complained_;
  EXPECT_EQ(run({"--sample", "--rehearsal"}), kExitUsage);
  EXPECT_EQ(run({"--paper", "A6"}), kExitUsage);
  EXPECT_EQ(run({"--copies", "0"}), kExitUsage);
}

TEST_F(BallotCommand, SaysWhereABallotIsWrong) {
  ASSERT_TRUE(write_file(path("ballot.json"), "{\"format\":\"huanjie/ballot/1\"}").has_value());
  EXPECT_EQ(run({}), kExitFailed);
  EXPECT_NE(complained_.find("ballot.json"), std::string::npos) << complained_;
  EXPECT_FALSE(fs::exists(path("a.pdf")));
}

}  // namespace
}  // namespace huanjie
