#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "ballot/cast_vote_record.h"
#include "base/base64.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/review.h"
#include "cli/scan_pile.h"
#include "deck/sheet.h"
#include "imaging/jpeg.h"
#include "imaging/png.h"
#include "scan/readings.h"

namespace huanjie {
namespace {

namespace fs = std::filesystem;

// A ballot printed and marked, as files in a folder of its own.
class ReadCommand : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::path(testing::TempDir()) /
        (std::string("read-") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "scans");
    const Result<std::string> vector =
        read_file(std::string(HUANJIE_SOURCE_DIR) + "/tests/vectors/P01-exactly-four-fifths.json");
    ASSERT_TRUE(vector.has_value());
    ASSERT_TRUE(write_file(path("ballot.json"), write_json(*parse_json(*vector)->find("ballot"))));
    ASSERT_EQ(run({"ballot", "--ballot", path("ballot.json"), "--pdf", path("a.pdf"), "--layout",
                   path("layout.json")}),
              kExitDone)
        << complained_;
    layout_ = *parse_layout(*read_file(path("layout.json")));
    print_ = *read_png_grey(*from_base64(layout_.x.print));
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  int run(std::vector<std::string> words) {
    CLI::App app;
    int exit_code = kExitDone;
    add_ballot_commands(app, exit_code);
    add_read_commands(app, exit_code);
    add_adjudicate_commands(app, exit_code);
    std::ranges::reverse(words);
    testing::internal::CaptureStderr();
    testing::internal::CaptureStdout();
    try {
      app.parse(words);
    } catch (const CLI::ParseError&) {
      exit_code = kExitUsage;
    }
    complained_ = testing::internal::GetCapturedStderr();
    said_ = testing::internal::GetCapturedStdout();
    return exit_code;
  }

  // A scan with every candidate's box marked, as a file in scans/.
  void scan_sheet(const std::string& name, CellKind kind, std::uint64_t seed) {
    Dice dice(seed);
    std::vector<CellKind> kinds;
    for (const LayoutCell& cell : layout_.cells)
      kinds.push_back(cell.candidate ? kind : CellKind::blank);
    const MarkedSheet sheet = mark_sheet(printed_paper(print_), layout_, Signs{}, kinds, dice);
    ScanFaults faults;
    faults.dpi = 150;
    const Result<std::string> jpeg = write_jpeg(scan(sheet.paper, faults, dice).image, 85, 150);
    ASSERT_TRUE(jpeg.has_value());
    ASSERT_TRUE(write_file(path("scans/" + name), *jpeg));
  }

  Readings read_all(const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{"read", "--layout", path("layout.json")};
    words.insert(words.end(), more.begin(), more.end());
    words.push_back(path("scans"));
    EXPECT_EQ(run(words), kExitDone) << complained_;
    const Result<Readings> readings = parse_readings(said_);
    EXPECT_TRUE(readings.has_value());
    return readings.value_or(Readings{});
  }

  fs::path folder_{};
  Layout layout_{};
  GreyImage print_{};
  std::string complained_{};
  std::string said_{};
};

TEST_F(ReadCommand, ReadsAFolderByNameWhateverElseLiesInIt) {
  scan_sheet("b.jpg", CellKind::circle, 1);
  scan_sheet("a.jpg", CellKind::blank, 2);
  ASSERT_TRUE(write_file(path("scans/notes.txt"), "今天开会"));
  const Readings readings = read_all();
  ASSERT_EQ(readings.sheets.size(), 3U);
  EXPECT_EQ(readings.sheets[0].source, "a.jpg");
  EXPECT_EQ(to_text(readings.sheets[0].status), "read") << "nothing marked, nothing to ask";
  EXPECT_EQ(readings.sheets[1].source, "b.jpg");
  EXPECT_EQ(to_text(readings.sheets[1].lines.at(0).seen), "circle");
  EXPECT_EQ(readings.sheets[2].source, "notes.txt");
  EXPECT_EQ(to_text(readings.sheets[2].reason.value()), "undecodable");
}

TEST_F(ReadCommand, SaysTheSameWithAnyNumberOfThreads) {
  for (int i = 0; i < 4; ++i) {
    scan_sheet("p" + std::to_string(i) + ".jpg", CellKind::cross, 10 + static_cast<unsigned>(i));
  }
  const Readings one = read_all({"--threads", "1"});
  EXPECT_EQ(read_all({"--threads", "3"}), one);
}

TEST_F(ReadCommand, TheSheetThatIsPrintedIsTheSheetThatIsRead) {
  // Drawn by another program: were a line of text set otherwise in the reader's picture of the
  // sheet, its print would be ink that nothing explains.
  const std::string command =
      "pdftoppm -r 150 -gray -jpeg '" + path("a.pdf") + "' '" + path("scans/p") + "'";
  ASSERT_EQ(std::system(command.c_str()), 0);
  const Readings readings = read_all();
  ASSERT_EQ(readings.sheets.size(), 1U);
  EXPECT_EQ(to_text(readings.sheets[0].status), "read");
  EXPECT_FALSE(readings.sheets[0].lines.empty());
}

TEST_F(ReadCommand, WritesAFolderToLookThrough) {
  scan_sheet("a.jpg", CellKind::two_signs, 3);
  read_all({"--review", path("review")});
  EXPECT_TRUE(fs::exists(folder_ / "review/index.html"));
  EXPECT_TRUE(fs::exists(folder_ / "review/pages/s0001.png"));
  EXPECT_FALSE(fs::is_empty(folder_ / "review/cells"));
  EXPECT_EQ(
      run({"read", "--layout", path("layout.json"), "--review", path("review"), path("scans")}),
      kExitFailed)
      << "a folder that holds something is not written into";
}

TEST_F(ReadCommand, AFolderIsGoneThroughByNameWithoutItsHiddenFiles) {
  fs::create_directories(folder_ / "scans/inner");
  for (const char* name : {"scans/b.jpg", "scans/.hidden", "scans/inner/a.jpg"})
    ASSERT_TRUE(write_file(path(name), "x"));
  const Result<std::vector<ScanFile>> files = files_of({path("scans"), path("ballot.json")});
  ASSERT_TRUE(files.has_value());
  ASSERT_EQ(files->size(), 3U);
  EXPECT_EQ((*files)[0].source, "b.jpg");
  EXPECT_EQ((*files)[1].source, "inner/a.jpg");
  EXPECT_EQ((*files)[2].source, path("ballot.json")) << "as it was typed";
  EXPECT_FALSE(files_of({path("nothing")}).has_value());
}

TEST(ReviewWords, EveryReasonSaysWhatToDo) {
  for (const auto& [reason, name] : EnumNames<SheetReason>::kNames)
    EXPECT_NE(words_for(reason).find("："), std::string::npos) << name;
  for (const auto& [doubt, name] : EnumNames<Doubt>::kNames)
    EXPECT_FALSE(words_for(doubt).empty()) << name;
}

TEST_F(ReadCommand, OneSheetTellsWhetherThePrinterKeepsTheSize) {
  scan_sheet("a.jpg", CellKind::blank, 4);
  read_all();
  EXPECT_NE(complained_.find("大小：宽 1"), std::string::npos) << complained_;
}

TEST_F(ReadCommand, WhatIsOpenStopsAndWhatIsDecidedIsRecorded) {
  scan_sheet("a.jpg", CellKind::two_signs, 5);
  const Readings readings = read_all();
  ASSERT_TRUE(write_file(path("readings.json"), write_json(to_json(readings))));
  EXPECT_EQ(run({"adjudicate", "--readings", path("readings.json"), "--ballot", path("ballot.json"),
                 "--out", path("cvrs.json")}),
            kExitFailed);
  EXPECT_NE(complained_.find("s0001"), std::string::npos) << complained_;
  EXPECT_FALSE(fs::exists(folder_ / "cvrs.json"));
  ASSERT_TRUE(write_file(path("decisions.json"),
                         R"({"format":"huanjie/decisions/1","ballot":")" + readings.ballot +
                             R"(","decisions":[{"sheet":"s0001","invalid":"illegible",)"
                             R"("by":["李敏","张强"]}]})"));
  EXPECT_EQ(run({"adjudicate", "--readings", path("readings.json"), "--decisions",
                 path("decisions.json"), "--out", path("cvrs.json")}),
            kExitDone)
      << complained_;
  const Result<Cvrs> cvrs = parse_cvrs(*read_file(path("cvrs.json")));
  ASSERT_TRUE(cvrs.has_value());
  ASSERT_EQ(cvrs->cvrs.size(), 1U);
  EXPECT_NE(cvrs->cvrs[0].id, "s0001") << "the pile's order is gone";
}

}  // namespace
}  // namespace huanjie
