#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/roster_file.h"
#include "imaging/sheets.h"
#include "roster/identity.h"

namespace huanjie {
namespace {

namespace fs = std::filesystem;

std::string id(const std::string& birth, int serial) {
  const std::string digits = "410102" + birth + std::to_string(serial);
  return digits + check_character(digits);
}

Roster sample() {
  Roster roster;
  roster.unit = "电新街社区";
  for (int i = 0; i < 12; ++i) {
    Member member;
    member.name = i < 2 ? "王强" : "𠮷㛃" + std::string(i % 2 == 0 ? "买买提·" : "") + "明";
    member.identity = id("19850301", 101 + i * 2);
    member.sex = Sex::male;
    member.birth = PartialDate{1985, 3, 1};
    member.birth_source = BirthSource::identity;
    member.branch = "第" + std::to_string(i) + "支部";
    member.status = i == 3 ? MemberStatus::probationary : MemberStatus::full;
    roster.members.push_back(member);
  }
  return roster;
}

class RosterCommand : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "huanjie-test-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  void write(const std::string& name, const std::string& bytes) const {
    ASSERT_TRUE(write_file(path(name), bytes).has_value());
  }

  // Runs `huanjie roster …`; `said_` and `complained_` hold what it printed.
  int run(std::vector<std::string> arguments) {
    CLI::App app;
    int exit_code = kExitUsage;
    add_roster_commands(app, exit_code);
    std::ranges::reverse(arguments);
    arguments.push_back("roster");
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    try {
      app.parse(arguments);
    } catch (const CLI::ParseError&) {
      exit_code = kExitUsage;
    }
    std::fflush(stdout);
    said_ = testing::internal::GetCapturedStdout();
    complained_ = testing::internal::GetCapturedStderr();
    return exit_code;
  }

  fs::path folder_{};
  std::string said_{};
  std::string complained_{};
};

TEST_F(RosterCommand, WritesATemplateThatIsReadAgain) {
  for (const char* body : {"party", "village", "resident", "association"}) {
    ASSERT_EQ(run({"template", path("t.xlsx"), "--overwrite", "--body", body}), kExitDone);
    const auto workbook = read_workbook(*read_file(path("t.xlsx")), "t.xlsx");
    ASSERT_TRUE(workbook.has_value()) << describe(workbook.error());
    EXPECT_EQ(workbook->sheets.at(0).name, "名册");
    EXPECT_EQ(workbook->sheets.at(1).name, "填写说明");
    // Filled by nobody yet: said so, and no crash.
    EXPECT_EQ(run({"check", path("t.xlsx"), "--body", body}), kExitFailed);
    EXPECT_NE(complained_.find("没有一个人"), std::string::npos) << complained_;
  }
}

TEST_F(RosterCommand, NeverReplacesAFileUnasked) {
  write("a.xlsx", *write_roster_xlsx(sample()));
  write("b.xlsx", "填好的");
  for (const char* option : {"--out", "--errors"}) {
    EXPECT_EQ(run({"check", path("a.xlsx"), option, path("b.xlsx")}), kExitFailed);
    EXPECT_NE(complained_.find("--overwrite"), std::string::npos) << complained_;
    EXPECT_EQ(*read_file(path("b.xlsx")), "填好的");
    // The roster that is being read is not replaced whatever is asked.
    EXPECT_EQ(run({"check", path("a.xlsx"), option, path("a.xlsx"), "--overwrite"}), kExitFailed);
  }
  EXPECT_EQ(run({"template", "--out", path("b.xlsx")}), kExitFailed);
  EXPECT_EQ(*read_file(path("b.xlsx")), "填好的");
  EXPECT_EQ(run({"template", "--out", path("b.xlsx"), "--overwrite"}), kExitDone);
  EXPECT_NE(*read_file(path("b.xlsx")), "填好的");
  EXPECT_EQ(run({"check", path("a.xlsx"), "--out", path("b.xlsx"), "--overwrite"}), kExitDone);
  EXPECT_EQ(run({"check", path("a.xlsx"), "--out", path("c"), "--errors", path("c")}), kExitFailed);
}

TEST_F(RosterCommand, TakesARightRosterAndWritesItOut) {
  write("a.xlsx", *write_roster_xlsx(sample()));
  ASSERT_EQ(run({"check", path("a.xlsx"), "--out", path("a.json"), "--unit", "电新街社区", "--date",
                 "2020-12-30"}),
            kExitDone)
      << said_ << complained_;
  EXPECT_NE(said_.find("正式党员 11 人"), std::string::npos) << said_;
  EXPECT_NE(said_.find("应到会 11 人"), std::string::npos) << said_;
  const Result<Roster> roster = parse_roster(*read_file(path("a.json")));
  ASSERT_TRUE(roster.has_value()) << describe(roster.error());
  EXPECT_EQ(roster->members.size(), 12u);
  EXPECT_EQ(roster->members[0].suffix, "第0支部");
  // The JSON goes in by the same door.
  EXPECT_EQ(run({"check", path("a.json"), "--against", path("a.xlsx"), "--date", "2020-12-30"}),
            kExitDone);
  EXPECT_NE(said_.find("未变 12"), std::string::npos) << said_;
}

TEST_F(RosterCommand, NamesTheWrongCellAndWritesNothingOut) {
  Roster roster = sample();
  write("good.xlsx", *write_roster_xlsx(roster));
  roster.members[4].sex = Sex::female;
  roster.members[5].phone = "1380000";
  write("a.xlsx", *write_roster_xlsx(roster));
  EXPECT_EQ(run({"check", path("a.xlsx"), "--out", path("a.json"), "--errors", path("e.xlsx"),
                 "--against", path("good.xlsx"), "--date", "2020-12-30"}),
            kExitFailed);
  EXPECT_NE(said_.find("名册!B6"), std::string::npos) << said_;
  EXPECT_NE(said_.find("共 12 人，其中 1 人有错。下面的人数只算没有错的 11 人"), std::string::npos)
      << said_;
  EXPECT_NE(said_.find("新增 0，变动 1，未变 10，有错 1，减少 1"), std::string::npos) << said_;
  EXPECT_FALSE(fs::exists(path("a.json")));
  const auto marked = read_workbook(*read_file(path("e.xlsx")), "e.xlsx");
  ASSERT_TRUE(marked.has_value());
  EXPECT_EQ(marked->sheets.back().name, "问题清单");
  EXPECT_EQ(marked->sheets.back().rows.at(1).cells.at(0).text, "名册!B6");
}

TEST_F(RosterCommand, WritesNoErrorWorkbookWhereNothingIsWrong) {
  write("a.xlsx", *write_roster_xlsx(sample()));
  EXPECT_EQ(run({"check", path("a.xlsx"), "--errors", path("e.xlsx")}), kExitDone) << said_;
  EXPECT_FALSE(fs::exists(path("e.xlsx")));
  EXPECT_NE(said_.find("没有要改、要核对的"), std::string::npos) << said_;
}

TEST_F(RosterCommand, ShowsHowNamesakesWillBeNamed) {
  write("a.xlsx", *write_roster_xlsx(sample()));
  EXPECT_EQ(run({"check", path("a.xlsx")}), kExitDone);
  EXPECT_NE(said_.find("王强（第0支部）、王强（第1支部）"), std::string::npos) << said_;
}

TEST_F(RosterCommand, NeverPrintsAnIdentityNumber) {
  Roster roster = sample();
  roster.members[4].sex = Sex::female;
  roster.members[6].identity = roster.members[7].identity;
  roster.members[8].identity[17] = roster.members[8].identity[17] == '1' ? '2' : '1';
  write("a.xlsx", *write_roster_xlsx(roster));
  EXPECT_EQ(run({"check", path("a.xlsx")}), kExitFailed);
  EXPECT_NE(said_.find("410102********"), std::string::npos);
  EXPECT_EQ((said_ + complained_).find("19850301"), std::string::npos) << said_;
}

TEST_F(RosterCommand, SaysWhatItCannotReadAndWhere) {
  write("a.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest");
  EXPECT_EQ(run({"check", path("a.xls")}), kExitFailed);
  EXPECT_NE(complained_.find("a.xls"), std::string::npos);
  EXPECT_NE(complained_.find("另存为 .xlsx"), std::string::npos);
  EXPECT_EQ(run({"check", path("none.xlsx")}), kExitFailed);
  write("a.csv", "张三,李四\n");
  EXPECT_EQ(run({"check", path("a.csv")}), kExitFailed);
  EXPECT_NE(complained_.find("没有找到表头"), std::string::npos);
  write("a.json", "{\"format\":1}");
  EXPECT_EQ(run({"check", path("a.json")}), kExitFailed);
  EXPECT_NE(complained_.find("/format"), std::string::npos) << complained_;
  for (const char* day : {"2020-13-01", "2020年12月", "明天"}) {
    EXPECT_EQ(run({"check", path("a.csv"), "--date", day}), kExitFailed);
    EXPECT_NE(complained_.find("看不懂选举日"), std::string::npos) << complained_;
  }
  EXPECT_EQ(run({"check", path("a.csv"), "--body", "team"}), kExitUsage);
  EXPECT_EQ(run({"check"}), kExitUsage);
}

TEST_F(RosterCommand, JudgesVotersByTheElectionDay) {
  write("v.csv", "姓名,出生日期\n王强,2002-12-30\n李敏,2002-12-31\n");
  EXPECT_EQ(run({"check", path("v.csv"), "--body", "village", "--date", "2020-12-30"}), kExitDone);
  EXPECT_NE(said_.find("登记选民 1 人"), std::string::npos) << said_;
  EXPECT_EQ(
      run({"check", path("v.csv"), "--body", "village", "--date", "二〇二〇年十二月三十一日"}),
      kExitDone);
  EXPECT_NE(said_.find("登记选民 2 人"), std::string::npos) << said_;
}

TEST_F(RosterCommand, FindsPeopleByWhatIsTyped) {
  write("v.csv", "姓名,性别,出生日期\n王强,男,2002-12-30\n李敏,女,2002-12-31\n");
  const std::vector<std::string> on{"--body", "village", "--date", "2020-12-30"};
  const auto find = [&](const std::string& word) {
    std::vector<std::string> arguments{"find", path("v.csv"), word};
    arguments.insert(arguments.end(), on.begin(), on.end());
    return run(arguments);
  };
  EXPECT_EQ(find("lm"), kExitDone);
  EXPECT_EQ(said_.find("李敏  女  2002年12月31日生  没有选举权（"), 0u) << said_;
  EXPECT_EQ(find("wangq"), kExitDone);
  EXPECT_EQ(said_, "王强  男  2002年12月30日生\n");
  EXPECT_EQ(find("zhang"), kExitFailed);
  EXPECT_EQ(said_, "名册上没有找到\n");
}

}  // namespace
}  // namespace huanjie
