#include "ledger/tar.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace huanjie {
namespace {

std::string example() {
  return write_tar({{"manifest.json", "{}"}, {"blobs/a", ""}, {"logs/b", std::string(512, 'x')}});
}

std::string first_error(std::string_view bytes) {
  const TarReading reading = read_tar(bytes);
  return reading.errors.empty() ? "" : reading.errors.front().message;
}

TEST(Tar, ReadsBackWhatItWrote) {
  const std::string bytes = example();
  const TarReading reading = read_tar(bytes);
  EXPECT_TRUE(reading.errors.empty());
  ASSERT_EQ(reading.members.size(), 3U);
  EXPECT_EQ(reading.members[0].name, "manifest.json");
  EXPECT_EQ(reading.members[0].bytes, "{}");
  EXPECT_EQ(reading.members[1].bytes, "");
  EXPECT_EQ(reading.members[2].bytes, std::string(512, 'x'));
  EXPECT_EQ(reading.offsets, (std::vector<std::size_t>{0, 1024, 1536}));
  EXPECT_EQ(bytes.size(), 1024 + 512 + 1024 + 1024U);
  EXPECT_TRUE(read_tar(write_tar({})).errors.empty());
}

TEST(Tar, IsReadByTheSystemsOwn) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "huanjie-tar";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "a.tar", std::ios::binary) << example();
  const std::string command = "cd '" + folder.string() + "' && tar -xf a.tar 2>errors";
  ASSERT_EQ(std::system(command.c_str()), 0);
  EXPECT_EQ(std::filesystem::file_size(folder / "errors"), 0U);
  EXPECT_EQ(std::filesystem::file_size(folder / "logs/b"), 512U);
  std::filesystem::remove_all(folder);
}

// Content is the archive's to check; every byte around it has one form.
TEST(Tar, EveryChangedByteOutsideContentIsRefused) {
  const std::string bytes = example();
  const auto in_content = [](std::size_t at) {
    return (at >= 512 && at < 514) || (at >= 2048 && at < 2560);
  };
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (in_content(i)) continue;
    for (const char flip : {'\x01', '\x20', '\x80'}) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ flip);
      const TarReading reading = read_tar(changed);
      const bool same_names =
          reading.members.size() == 3 && reading.members[0].name == "manifest.json" &&
          reading.members[1].name == "blobs/a" && reading.members[2].name == "logs/b";
      EXPECT_TRUE(!reading.errors.empty() || !same_names) << i;
    }
  }
}

TEST(Tar, CutsAndAdditionsAreRefused) {
  const std::string bytes = example();
  for (std::size_t size = 0; size < bytes.size(); size += 7) {
    EXPECT_NE(first_error(bytes.substr(0, size)), "") << size;
  }
  EXPECT_NE(first_error(bytes + '\0'), "");
  EXPECT_NE(first_error(bytes + std::string(512, '\0')), "");
  EXPECT_NE(first_error(bytes + "x"), "");
}

TEST(Tar, ErrorNamesMemberAndByte) {
  std::string bytes = example();
  bytes[600] = 'x';
  const TarReading padding = read_tar(bytes);
  ASSERT_EQ(padding.errors.size(), 1U);
  EXPECT_EQ(padding.errors[0].where, "第 601 字节");
  EXPECT_NE(padding.errors[0].message.find("manifest.json"), std::string::npos);
  EXPECT_EQ(padding.members.size(), 3U);
  bytes = example();
  bytes[1024 + 100] = '7';
  EXPECT_EQ(read_tar(bytes).errors[0].where, "第 1125 字节");
}

TEST(Tar, MemberTwiceIsRefused) {
  EXPECT_NE(first_error(write_tar({{"a", "1"}, {"a", "2"}})), "");
  EXPECT_EQ(first_error(write_tar({{"a", "1"}, {"b", "2"}})), "");
}

TEST(Tar, OtherKindsOfTarAreRefused) {
  std::string link = example();
  link[156] = '2';
  EXPECT_NE(first_error(link), "");
  EXPECT_NE(first_error(std::string(10'240, '\0')), "");
  EXPECT_NE(first_error(std::string(1024, 'a')), "");
}

}  // namespace
}  // namespace huanjie
