#include "store/data_folder.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "app/system.h"
#include "store/store_example.h"

namespace huanjie {
namespace {

namespace fs = std::filesystem;

class Folder : public testing::Test {
 protected:
  Folder() : path(testing::TempDir() + "/huanjie-" + std::to_string(::getpid())) {
    fs::remove_all(path);
  }
  ~Folder() override { fs::remove_all(path); }
  Result<DataFolder> open(Suite suite = Suite::international) {
    return open_data_folder(path, suite, ids);
  }

  // Appends one event after the other, and says so with a byte each.
  void write_until_killed(int pipe_end) {
    const auto folder = open();
    const LogKey key = example_log();
    if (!folder || !folder->store->create_log(key, Suite::international)) ::_exit(1);
    Chain chain = start_chain(Suite::international, key.log);
    chain.head = folder->store->log(key)->head;
    while (true) {
      const Head before = chain.head;
      if (!folder->store->append(key, before, example_events(chain, 1))) ::_exit(1);
      if (::write(pipe_end, "x", 1) != 1) ::_exit(1);
    }
  }

  std::string path;
  RandomIds ids;
};

TEST_F(Folder, KeepsNodeAndRecord) {
  const LogKey key = example_log();
  std::string public_key;
  NodeId node;
  {
    auto folder = open();
    ASSERT_TRUE(folder) << describe(folder.error());
    public_key = folder->signer->public_key();
    node = folder->signer->node();
    ASSERT_TRUE(folder->store->create_log(key, Suite::international));
    Chain chain = start_chain(Suite::international, key.log);
    const Head before = chain.head;
    ASSERT_TRUE(folder->store->append(key, before, example_events(chain, 3)));
  }
  auto again = open();
  ASSERT_TRUE(again) << describe(again.error());
  EXPECT_EQ(again->signer->public_key(), public_key);
  EXPECT_EQ(again->signer->node(), node);
  EXPECT_EQ(again->store->read(key, 1, 10)->size(), 3U);
}

// Tests run as root, whom no mode keeps out: a path below a file cannot be entered by anybody.
TEST_F(Folder, OneThatCannotBeEnteredIsToldAndNothingThrows) {
  std::ofstream(path) << "a file";
  const auto below = open_data_folder(path + "/x", Suite::international, ids);
  ASSERT_FALSE(below);
  EXPECT_EQ(below.error().where, path + "/x");
  EXPECT_FALSE(below.error().expected.empty()) << describe(below.error());
  const auto itself = open_data_folder(path, Suite::international, ids);
  ASSERT_FALSE(itself);
  EXPECT_FALSE(itself.error().expected.empty()) << describe(itself.error());
}

TEST_F(Folder, SecretsAreTheOwnersAlone) {
  {
    ASSERT_TRUE(open());
  }
  struct stat status{};
  ASSERT_EQ(::stat((path + "/node.json").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  ASSERT_EQ(::chmod((path + "/node.json").c_str(), 0644), 0);
  const auto open_to_all = open();
  ASSERT_FALSE(open_to_all);
  EXPECT_EQ(open_to_all.error().code, ErrorCode::denied);
}

TEST_F(Folder, SecondProgramIsRefused) {
  const auto first = open();
  ASSERT_TRUE(first);
  const auto second = open();
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::conflict);
  EXPECT_NE(second.error().message.find(std::to_string(::getpid())), std::string::npos);
}

TEST_F(Folder, IsFreeAgainAfterItsProcessWasKilled) {
  const pid_t child = ::fork();
  if (child == 0) {
    auto folder = open();
    ::raise(folder ? SIGKILL : SIGABRT);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  const auto folder = open();
  EXPECT_TRUE(folder) << describe(folder.error());
}

// TRUST F1: a real process, killed while it writes. Its parent counts what it said was kept.
TEST_F(Folder, KeepsWhatAKilledWriterHadAcknowledged) {
  {
    ASSERT_TRUE(open());
  }
  std::size_t kept = 0;
  for (const int acknowledged : {1, 5, 17}) {
    int pipe_ends[2] = {};
    ASSERT_EQ(::pipe(pipe_ends), 0);
    const pid_t child = ::fork();
    if (child == 0) write_until_killed(pipe_ends[1]);
    ::close(pipe_ends[1]);
    std::string said(static_cast<std::size_t>(acknowledged), '\0');
    for (char& c : said) ASSERT_EQ(::read(pipe_ends[0], &c, 1), 1);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    char more = 0;
    std::size_t count = said.size();
    while (::read(pipe_ends[0], &more, 1) == 1) ++count;
    ::close(pipe_ends[0]);
    const auto folder = open();
    ASSERT_TRUE(folder) << describe(folder.error());
    const std::size_t found = folder->store->read(example_log(), 1, 100'000)->size();
    EXPECT_GE(found, kept + count);
    kept = found;
  }
}

TEST_F(Folder, OfAnotherSuiteIsRefused) {
  {
    ASSERT_TRUE(open(Suite::gm));
  }
  EXPECT_FALSE(open(Suite::international));
  EXPECT_TRUE(open(Suite::gm));
}

TEST_F(Folder, LeftoversOfAnInterruptedStartDoNotMatter) {
  fs::create_directories(path);
  std::ofstream(path + "/record.db.new") << "half";
  std::ofstream(path + "/record.db.new-wal") << "half";
  std::ofstream(path + "/node.json.new") << "half";
  const auto folder = open();
  EXPECT_TRUE(folder) << describe(folder.error());
}

TEST_F(Folder, RecordWithoutItsKeyIsRefused) {
  {
    ASSERT_TRUE(open());
  }
  fs::remove(path + "/node.json");
  const auto folder = open();
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code, ErrorCode::unavailable);
}

TEST_F(Folder, DamagedRecordIsRefused) {
  {
    ASSERT_TRUE(open());
  }
  std::fstream file(path + "/record.db", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(4096);
  file << std::string(200, '\xAA');
  file.close();
  EXPECT_FALSE(open());
}

}  // namespace
}  // namespace huanjie
