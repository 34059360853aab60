#include "cli/folders.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "cli/files.h"

namespace huanjie {
namespace {

namespace fs = std::filesystem;

class Folders : public testing::Test {
 protected:
  void SetUp() override {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    root_ = testing::TempDir() + "folders-" + test;
    fs::remove_all(root_);
    fs::create_directories(root_);
    write("file", "a file");
  }
  void TearDown() override { fs::remove_all(root_); }
  std::string at(const std::string& name) const { return root_ + "/" + name; }
  void write(const std::string& name, const std::string& bytes) const {
    ASSERT_TRUE(write_file(at(name), bytes).has_value());
  }
  std::string read(const std::string& name) const { return read_file(at(name)).value_or("gone"); }

  std::string root_{};
};

void expect_told(const Result<>& failed, const std::string& place) {
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().where, place);
  EXPECT_FALSE(failed.error().expected.empty()) << describe(failed.error());
}

TEST_F(Folders, WhatCannotBeDoneIsToldWithItsPlaceAndWhatWouldHelp) {
  expect_told(make_folder(at("file/x")), at("file/x"));
  expect_told(must_be_free(at("file")), at("file"));
  expect_told(move_to(at("nothing"), at("y")), at("y"));
  expect_told(write_file(at("file/x"), "bytes"), at("file/x.part"));
  const Result<std::vector<std::string>> names = names_in(at("file"));
  ASSERT_FALSE(names.has_value());
  EXPECT_EQ(names.error().where, at("file"));
  EXPECT_NE(names.error().message.find("不是文件夹"), std::string::npos) << names.error().message;
  EXPECT_FALSE(exists(at(std::string(300, 'x'))).has_value());  // too long a name
}

TEST_F(Folders, AFreePlaceIsNothingOrAnEmptyFolder) {
  EXPECT_TRUE(must_be_free(at("new")).has_value());
  ASSERT_TRUE(make_folder(at("empty")).has_value());
  EXPECT_TRUE(must_be_free(at("empty")).has_value());
  write("empty/file", "x");
  const Result<> taken = must_be_free(at("empty"));
  ASSERT_FALSE(taken.has_value());
  EXPECT_EQ(taken.error().code, ErrorCode::conflict);
}

TEST_F(Folders, AFileTakesThePlaceOfAFileAndAFolderThatOfAFolder) {
  write("made", "new");
  ASSERT_TRUE(put_in_place(at("made"), at("file"), at("aside")).has_value());
  EXPECT_EQ(read("file"), "new");
  ASSERT_TRUE(make_folder(at("old")).has_value());
  ASSERT_TRUE(make_folder(at("fresh")).has_value());
  ASSERT_TRUE(make_folder(at("aside")).has_value());  // left by a run that was stopped
  write("old/gone.pdf", "old");
  write("fresh/here.pdf", "new");
  ASSERT_TRUE(put_in_place(at("fresh"), at("old"), at("aside")).has_value());
  EXPECT_EQ(read("old/here.pdf"), "new");
  EXPECT_EQ(read("old/gone.pdf"), "gone");
  EXPECT_FALSE(fs::exists(at("aside")));
}

TEST_F(Folders, WhatCannotBePutInPlaceLeavesTheOldOneThere) {
  ASSERT_TRUE(make_folder(at("made")).has_value());
  ASSERT_TRUE(make_folder(at("old")).has_value());
  write("old/report.pdf", "old");
  expect_told(put_in_place(at("made"), at("old"), at("file/aside")), at("file/aside"));
  EXPECT_EQ(read("old/report.pdf"), "old");
  write("archive", "new");
  expect_told(put_in_place(at("archive"), at("old"), at("aside")), at("old"));
  EXPECT_EQ(read("old/report.pdf"), "old");
}

TEST_F(Folders, ASecretIsItsOwnersAloneFromTheStart) {
  write("secret.part", "left by a stopped run, for all to read");
  ASSERT_TRUE(write_secret(at("secret"), "x").has_value());
  struct stat status{};
  ASSERT_EQ(::stat(at("secret").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(read("secret"), "x");
}

TEST_F(Folders, AFileThatIsThereIsReplacedOnlyWhenAskedAndNeverTheOneRead) {
  EXPECT_TRUE(may_write(at("new"), false).has_value());
  EXPECT_TRUE(may_write("", false).has_value());
  EXPECT_EQ(may_write(at("file"), false).error().code, ErrorCode::conflict);
  EXPECT_TRUE(may_write(at("file"), true).has_value());
  EXPECT_FALSE(may_write(at("./file"), true, at("file")).has_value());
}

}  // namespace
}  // namespace huanjie
