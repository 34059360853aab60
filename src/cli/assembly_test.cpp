#include "cli/assembly.h"

#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <regex>
#include <set>

#include "cli/assembly_new.h"
#include "cli/files.h"
#include "cli/rehearse.h"
#include "ledger/archive.h"
#include "ledger/head.h"
#include "verify/account.h"
#include "verify/checks.h"

namespace huanjie {
namespace {

namespace fs = std::filesystem;

const Progress kSilent = [](const std::string&) {};

std::string read(const fs::path& path) {
  const Result<std::string> bytes = read_file(path.string());
  EXPECT_TRUE(bytes.has_value()) << path;
  return bytes ? *bytes : std::string();
}

template <class T>
std::optional<Error> error_of(const Result<T>& result) {
  return result.has_value() ? std::nullopt : std::optional(result.error());
}

class Assembly : public testing::Test {
 protected:
  void SetUp() override {
    root_ =
        fs::path(testing::TempDir()) /
        (std::string("assembly-") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }
  std::string in() const { return (root_ / "in").string(); }
  std::string out() const { return (root_ / "out").string(); }
  void rehearse(RehearsalOptions options = {}) {
    options.out = in();
    const Result<RehearsalPlan> plan = write_rehearsal(options);
    ASSERT_TRUE(plan.has_value()) << describe(plan.error());
  }
  void replace_in_meeting(const std::string& from, const std::string& to) {
    std::string text = read(root_ / "in/meeting.json");
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, from.size(), to);
    ASSERT_TRUE(write_file(in() + "/meeting.json", text).has_value());
  }

  fs::path root_{};
};

TEST_F(Assembly, ARehearsalOfOneSeedIsTheSameBytes) {
  rehearse();
  const std::string meeting = read(root_ / "in/meeting.json");
  const std::string roster = read(root_ / "in/roster.xlsx");
  fs::remove_all(root_ / "in");
  rehearse();
  EXPECT_EQ(read(root_ / "in/meeting.json"), meeting);
  EXPECT_EQ(read(root_ / "in/roster.xlsx"), roster);
}

TEST_F(Assembly, SeedsOneToTwentyCoverEveryPackAndEveryTurn) {
  std::set<std::string> packs;
  std::set<Turn> turns;
  for (int seed = 1; seed <= 20; ++seed) {
    RehearsalOptions options;
    options.seed = seed;
    const Result<RehearsalPlan> plan = plan_rehearsal(options);
    ASSERT_TRUE(plan.has_value());
    packs.insert(plan->pack);
    turns.insert(plan->turn);
  }
  EXPECT_EQ(packs.size(), 8u);  // all but the plenary's, which has no meeting of its own
  EXPECT_EQ(turns.size(), std::size(EnumNames<Turn>::kNames));
}

// The packs and turns of the twenty seeds with a small roll: held, delivered and verified.
TEST_F(Assembly, EverySeedIsHeld) {
  for (int seed = 1; seed <= 20; ++seed) {
    RehearsalOptions options;
    options.seed = seed;
    options.members = 30;
    rehearse(options);
    const Result<AssemblySummary> summary = run_assembly({in(), out()}, kSilent);
    ASSERT_TRUE(summary.has_value()) << "seed " << seed << ": " << describe(summary.error());
    EXPECT_TRUE(verify_archive(read(root_ / "out/archive.hjz")).holds()) << "seed " << seed;
    fs::remove_all(in());
    fs::remove_all(out());
  }
}

TEST_F(Assembly, DeliversWholeAndLeavesNoWorkBehind) {
  rehearse();
  const Result<AssemblySummary> summary = run_assembly({in(), out()}, kSilent);
  ASSERT_TRUE(summary.has_value()) << describe(summary.error());
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(out())) {
    names.insert(entry.path().filename().string());
  }
  EXPECT_EQ(names, (std::set<std::string>{".record", "archive.hjz", "polls", "reports"}));
}

TEST_F(Assembly, RefusesAFolderThatHoldsOtherThings) {
  rehearse();
  fs::create_directories(out());
  ASSERT_TRUE(write_file(out() + "/notes.txt", "mine").has_value());
  const Result<AssemblySummary> summary = run_assembly({in(), out()}, kSilent);
  ASSERT_FALSE(summary.has_value());
  EXPECT_EQ(summary.error().code, ErrorCode::conflict);
  EXPECT_EQ(read(root_ / "out/notes.txt"), "mine");
}

TEST_F(Assembly, ASlipIsToldBeforeAnythingIsRecorded) {
  rehearse();
  const std::string right = read(root_ / "in/meeting.json");
  replace_in_meeting("\"handed_back\": 0", "\"handed_back\": 9999");
  const Result<AssemblySummary> refused = run_assembly({in(), out()}, kSilent);
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(describe(refused.error()).find("件事（投票结束）"), std::string::npos)
      << describe(refused.error());
  EXPECT_FALSE(fs::exists(root_ / "out/archive.hjz"));
  // Nothing stands in the way of a change anywhere else in the folder.
  ASSERT_TRUE(write_file(in() + "/meeting.json", right).has_value());
  replace_in_meeting("二楼会议室", "三楼会议室");
  const Result<AssemblySummary> summary = run_assembly({in(), out()}, kSilent);
  ASSERT_TRUE(summary.has_value()) << describe(summary.error());
  EXPECT_TRUE(verify_archive(read(root_ / "out/archive.hjz")).holds());
}

TEST_F(Assembly, WhatIsRecordedIsNotChanged) {
  rehearse();
  ASSERT_TRUE(run_assembly({in(), out()}, kSilent).has_value());
  const std::string archive = read(root_ / "out/archive.hjz");
  replace_in_meeting("二楼会议室", "三楼会议室");
  const Result<AssemblySummary> summary = run_assembly({in(), out()}, kSilent);
  ASSERT_FALSE(summary.has_value());
  EXPECT_EQ(summary.error().code, ErrorCode::conflict);
  EXPECT_EQ(read(root_ / "out/archive.hjz"), archive);
}

// An office fills the file as the meeting goes on. Each run prints what there is to sign so far,
// and the code on the report signed in the room is that of the archive.
TEST_F(Assembly, GoesOnWithTheSameRecordAsTheFolderIsFilledIn) {
  rehearse();
  const std::string whole = read(root_ / "in/meeting.json");
  const std::size_t certify = whole.find("\"act\": \"certify\"");
  ASSERT_NE(certify, std::string::npos);
  std::string until = whole;
  const std::size_t clock = whole.find("\"at\": \"", certify);
  ASSERT_NE(clock, std::string::npos);
  until.replace(clock, std::string_view("\"at\": \"10:10\"").size(), "\"at\": \"【时刻】\"");
  ASSERT_TRUE(write_file(in() + "/meeting.json", until).has_value());
  const Result<AssemblySummary> first = run_assembly({in(), out()}, kSilent);
  ASSERT_TRUE(first.has_value()) << describe(first.error());
  EXPECT_FALSE(first->sealed);
  EXPECT_GT(first->waiting, 1u);
  EXPECT_NE(summary_text(*first).find("它后面的 " + std::to_string(first->waiting - 1) +
                                      " 件这次也没有记"),
            std::string::npos)
      << summary_text(*first);
  EXPECT_FALSE(fs::exists(root_ / "out/archive.hjz"));
  EXPECT_TRUE(fs::exists(root_ / "out/polls/01-first/result.json"));
  ASSERT_EQ(first->codes.size(), 1u);

  ASSERT_TRUE(write_file(in() + "/meeting.json", whole).has_value());
  const Result<AssemblySummary> second = run_assembly({in(), out()}, kSilent);
  ASSERT_TRUE(second.has_value()) << describe(second.error());
  EXPECT_TRUE(second->sealed);
  EXPECT_EQ(summary_text(*second).find("没有填完"), std::string::npos);
  EXPECT_EQ(second->codes.at("first"), first->codes.at("first"));
  EXPECT_TRUE(verify_archive(read(root_ / "out/archive.hjz")).holds());
  // Nothing new: the same archive again.
  const std::string archive = read(root_ / "out/archive.hjz");
  ASSERT_TRUE(run_assembly({in(), out()}, kSilent).has_value());
  EXPECT_EQ(read(root_ / "out/archive.hjz"), archive);

  ASSERT_TRUE(write_file(in() + "/meeting.json", until).has_value());
  const Result<AssemblySummary> less = run_assembly({in(), out()}, kSilent);
  ASSERT_FALSE(less.has_value());
  EXPECT_EQ(less.error().code, ErrorCode::conflict);
}

// From the seed follow all ids and salts of the record.
TEST_F(Assembly, TheSeedIsItsOwnersAloneAndNeverDrawnTwice) {
  RehearsalOptions options;
  options.members = 30;
  rehearse(options);
  ASSERT_TRUE(run_assembly({in(), out()}, kSilent).has_value());
  const fs::path seed = root_ / "out/.record/seed";
  const fs::perms others = fs::perms::group_all | fs::perms::others_all;
  EXPECT_EQ(fs::status(seed).permissions() & others, fs::perms::none);
  // Left by an earlier build for all to read.
  fs::permissions(seed, fs::perms::owner_all | fs::perms::others_read);
  const std::string archive = read(root_ / "out/archive.hjz");
  ASSERT_TRUE(run_assembly({in(), out()}, kSilent).has_value());
  EXPECT_EQ(fs::status(seed).permissions() & others, fs::perms::none);
  EXPECT_EQ(read(root_ / "out/archive.hjz"), archive);
  fs::remove(seed);
  const Result<AssemblySummary> refused = run_assembly({in(), out()}, kSilent);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
  EXPECT_EQ(read(root_ / "out/archive.hjz"), archive);
}

// Tests run as root, whom no mode keeps out: a path below a file stands for a folder that may not
// be entered.
TEST_F(Assembly, AFolderThatCannotBeUsedIsToldAndNothingThrows) {
  rehearse();
  ASSERT_TRUE(write_file((root_ / "file").string(), "mine").has_value());
  const std::string below = (root_ / "file/x").string();
  for (const std::optional<Error>& refused :
       {error_of(new_assembly(below, "association")), error_of(write_rehearsal({.out = below})),
        error_of(run_assembly({in(), below}, kSilent)),
        error_of(run_assembly({in(), (root_ / "file").string()}, kSilent))}) {
    ASSERT_TRUE(refused.has_value());
    EXPECT_TRUE(refused->where.starts_with((root_ / "file").string())) << describe(*refused);
    EXPECT_FALSE(refused->expected.empty()) << describe(*refused);
  }
  EXPECT_EQ(read(root_ / "file"), "mine");
}

// What a run that was killed while it delivered has left: a folder out of its place, a finished
// record still in the work folder.
TEST_F(Assembly, DeliversAgainWhatAKilledRunLeftHalfDone) {
  RehearsalOptions options;
  options.members = 30;
  rehearse(options);
  ASSERT_TRUE(run_assembly({in(), out()}, kSilent).has_value());
  const std::string archive = read(root_ / "out/archive.hjz");
  fs::create_directories(root_ / "out/.work");
  fs::rename(root_ / "out/.record", root_ / "out/.work/record");
  fs::rename(root_ / "out/reports", root_ / "out/.work/replaced");
  fs::remove(root_ / "out/archive.hjz");
  ASSERT_TRUE(run_assembly({in(), out()}, kSilent).has_value());
  EXPECT_EQ(read(root_ / "out/archive.hjz"), archive);
  EXPECT_TRUE(fs::exists(root_ / "out/reports"));
  EXPECT_FALSE(fs::exists(root_ / "out/.work"));
}

TEST_F(Assembly, PrintsThePapersBeforeTheMeetingAndRecordsNothing) {
  rehearse();
  replace_in_meeting("\"at\": \"09:00\"", "\"at\": \"【时刻】\"");
  const Result<AssemblySummary> summary = run_assembly({in(), out()}, kSilent);
  ASSERT_TRUE(summary.has_value()) << describe(summary.error());
  EXPECT_EQ(summary->acts, 0u);
  EXPECT_EQ(summary->papers.size(), 4u);
  EXPECT_FALSE(fs::exists(root_ / "out/archive.hjz"));
  replace_in_meeting("二楼会议室", "三楼会议室");
  EXPECT_TRUE(run_assembly({in(), out()}, kSilent).has_value());
}

TEST_F(Assembly, TellsEverySlipAtOnce) {
  rehearse();
  replace_in_meeting("\"act\": \"announce\"", "\"act\": \"anounce\"");
  replace_in_meeting("\"act\": \"close_voting\"", "\"act\": \"close_votting\"");
  const Result<AssemblySummary> summary = run_assembly({in(), out()}, kSilent);
  ASSERT_FALSE(summary.has_value());
  const std::string told = describe(summary.error());
  EXPECT_NE(told.find("close_votting"), std::string::npos) << told;
  EXPECT_NE(told.find("anounce"), std::string::npos) << told;
}

// A child holds the meeting and is killed at a random moment, again and again; the last run ends
// with an archive that verifies. Nothing that was recorded is recorded twice: the gate would refuse
// it.
TEST_F(Assembly, SurvivesBeingKilledAtAnyMoment) {
  RehearsalOptions options;
  options.members = 30;
  rehearse(options);
  bool finished = false;
  for (int kill_after_ms = 40; !finished && kill_after_ms < 4000; kill_after_ms += 60) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      const bool held = run_assembly({in(), out()}, kSilent).has_value();
      ::_exit(held ? 0 : 1);
    }
    ::usleep(static_cast<useconds_t>(kill_after_ms) * 1000);
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    if (WIFEXITED(status)) {
      ASSERT_EQ(WEXITSTATUS(status), 0);
      finished = true;
    }
  }
  if (!finished) {
    const Result<AssemblySummary> last = run_assembly({in(), out()}, kSilent);
    ASSERT_TRUE(last.has_value()) << describe(last.error());
  }
  EXPECT_TRUE(verify_archive(read(root_ / "out/archive.hjz")).holds());
}

// A disk of its own for this process, of `size` bytes; false where the system does not let it.
bool mount_small_disk(const fs::path& at, const std::string& size) {
  const std::string identity = "0 " + std::to_string(::getuid()) + " 1";
  if (::geteuid() == 0) {
    if (::unshare(CLONE_NEWNS) != 0) return false;
  } else {
    if (::unshare(CLONE_NEWNS | CLONE_NEWUSER) != 0) return false;
    if (!write_file("/proc/self/uid_map", identity).has_value()) return false;
  }
  return ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
         ::mount("tmpfs", at.c_str(), "tmpfs", 0, ("size=" + size).c_str()) == 0;
}

constexpr int kNoDisk = 77;

// TRUST F4 as far as one run goes: the disk fills up under the record or under the papers.
TEST_F(Assembly, AFullDiskLosesNothingAndTheNextRunGoesOn) {
  RehearsalOptions options;
  options.members = 30;
  rehearse(options);
  for (const char* size : {"300k", "1500k", "5m"}) {
    const fs::path disk = root_ / "disk";
    const std::string told = (root_ / "told").string();
    const std::string archive = (root_ / "archive.hjz").string();
    fs::create_directories(disk);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      if (!mount_small_disk(disk, size)) ::_exit(kNoDisk);
      const AssemblyOptions there{in(), disk / "out"};
      const Result<AssemblySummary> full = run_assembly(there, kSilent);
      const bool kept = write_file(told, full ? "held" : describe(full.error())).has_value();
      const bool grown = ::mount("tmpfs", disk.c_str(), "tmpfs", MS_REMOUNT, "size=100m") == 0 &&
                         run_assembly(there, kSilent).has_value() &&
                         write_file(archive, read(disk / "out/archive.hjz")).has_value();
      ::_exit(kept && grown ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == kNoDisk) GTEST_SKIP() << "this system mounts no disk for a test";
    ASSERT_EQ(WEXITSTATUS(status), 0) << size;
    EXPECT_NE(read(told).find("磁盘已满"), std::string::npos) << size << ": " << read(told);
    EXPECT_NE(read(told).find("腾出空间后再运行一次"), std::string::npos) << size;
    EXPECT_TRUE(verify_archive(read(archive)).holds()) << size;
  }
}

// After the close only a correction is left, and it needs no clock.
TEST_F(Assembly, SaysThatWhatComesAfterTheCloseHasNoClock) {
  RehearsalOptions options;
  options.members = 30;
  options.turn = Turn::correction_after;
  rehearse(options);
  replace_in_meeting("\"act\": \"correct\"", "\"at\": \"11:30\",\n      \"act\": \"correct\"");
  const Result<AssemblySummary> summary = run_assembly({in(), out()}, kSilent);
  ASSERT_FALSE(summary.has_value());
  EXPECT_NE(describe(summary.error()).find("去掉 at"), std::string::npos)
      << describe(summary.error());
}

TEST_F(Assembly, SaysWhereAFileIsWrong) {
  struct Case {
    const char* from;
    const char* to;
    const char* where;
  };
  const Case cases[] = {
      {"\"format\": \"huanjie/assembly/1\"", "\"format\": \"huanjie/assembly/9\"", "format"},
      {"\"act\": \"check_in\"", "\"act\": \"check_inn\"", "第 1 件事的 哪一种事（act）"},
      {"\"place\"", "\"plaze\"", "会议情况的 plaze"},
      {"\"roster\": \"roster.xlsx\"", "\"roster\": \"../roster.xlsx\"", "名册（roster）"},
      {"\"pack\": \"party-committee-2020\"", "\"pack\": \"party-committee-2099\"",
       "法规包（pack）"},
  };
  for (const Case& one : cases) {
    fs::remove_all(root_ / "in");
    fs::remove_all(root_ / "out");
    rehearse();
    replace_in_meeting(one.from, one.to);
    const Result<AssemblySummary> summary = run_assembly({in(), out()}, kSilent);
    ASSERT_FALSE(summary.has_value()) << one.to;
    EXPECT_NE(describe(summary.error()).find(one.where), std::string::npos)
        << describe(summary.error());
    EXPECT_NE(describe(summary.error()).find("meeting.json"), std::string::npos);
  }
}

TEST_F(Assembly, LaysOutAnEmptyFolderForEveryPack) {
  for (const char* pack : {"party-committee-2020", "party-branch-2020", "village-2018",
                           "resident-henan-2020", "association"}) {
    fs::remove_all(root_ / "in");
    const Result<> laid = new_assembly(in(), pack);
    ASSERT_TRUE(laid.has_value()) << describe(laid.error());
    std::string form = read(root_ / "in/meeting.json");
    const Result<Course> blank = parse_course(form);
    ASSERT_FALSE(blank.has_value());
    for (const char* told :
         {"还没有填：【会议地点】", "（date）：还没有填：【开会日期，如 2026",
          "（notice_date）：还没有填：【", "（candidates_date）：还没有填：【"}) {
      EXPECT_NE(describe(blank.error()).find(told), std::string::npos) << told << "\n"
                                                                       << describe(blank.error());
    }
    // The form has a blank in every act; with the examples that they give it can be read.
    form = std::regex_replace(form, std::regex("【.*?，如 "), "");
    form = std::regex_replace(form, std::regex("【|】"), "");
    const Result<Course> course = parse_course(form);
    ASSERT_TRUE(course.has_value()) << describe(course.error());
    EXPECT_GT(course->acts.size(), 10u);
    EXPECT_TRUE(fs::exists(root_ / "in/填写说明.txt"));
  }
}

TEST_F(Assembly, ThePublicArchiveKeepsNoRecordsOfASmallPoll) {
  RehearsalOptions options;
  options.members = 24;
  rehearse(options);
  ASSERT_TRUE(run_assembly({in(), out()}, kSilent).has_value());
  const Result<std::string> published = publish_archive(read(root_ / "out/archive.hjz"));
  ASSERT_TRUE(published.has_value());
  const ArchiveReading reading = read_archive(*published);
  EXPECT_TRUE(reading.contents.sealed.empty());
  // Of the two polls only the assembly's has its records there: the plenary had three sheets.
  EXPECT_EQ(reading.contents.blobs.size(), 1u);
  EXPECT_TRUE(verify_archive(*published).holds());
}

// Illness is in the roster, in the sealed words and on paper; the public record has none of it.
TEST_F(Assembly, ThePublicArchiveTellsNothingOfThePersonsLeftOut) {
  RehearsalOptions options;
  options.members = 64;
  rehearse(options);
  ASSERT_TRUE(run_assembly({in(), out()}, kSilent).has_value());
  const std::string full = read(root_ / "out/archive.hjz");
  const Result<std::string> published = publish_archive(full);
  ASSERT_TRUE(published.has_value());
  for (const char* words : {"医院证明", "卧床不起", "预备党员"}) {
    EXPECT_NE(full.find(words), std::string::npos) << words;
    const ArchiveReading reading = read_archive(*published);
    for (const ArchivedLog& log : reading.contents.logs) {
      for (const std::string& event : log.events) {
        EXPECT_EQ(event.find(words), std::string::npos) << event;
      }
    }
  }
}

TEST_F(Assembly, TheArchiveNamesTheElectedAndKnowsTheCodeOfASignedReport) {
  rehearse();
  const Result<AssemblySummary> summary = run_assembly({in(), out()}, kSilent);
  ASSERT_TRUE(summary.has_value());
  const Verification verification = verify_archive(read(root_ / "out/archive.hjz"));
  const std::string account = account_of(verification, "archive.hjz");
  const Sitting& assembly = summary->meeting.sittings.front();
  for (const std::string& words :
       {summary->meeting.prepared.organisation, summary->meeting.prepared.place,
        std::string("演练"), assembly.elected.front().name, std::string("完全一致")}) {
    EXPECT_NE(account.find(words), std::string::npos) << words << "\n" << account;
  }
  const std::int64_t seq = assembly.polls.front().outcome_seq;
  const auto log = std::ranges::find_if(verification.states, [](const auto& state) {
    return std::holds_alternative<Meeting>(state.second);
  });
  const Hash& hash = verification.hashes.at(log->first)[static_cast<std::size_t>(seq - 1)];
  EXPECT_NE(account.find(short_code(hash)), std::string::npos) << account;
  for (const std::string& typed : {short_code(hash), to_text(hash),
                                   "huanjie:1:x:" + std::to_string(seq) + ":" + to_text(hash)}) {
    const Result<std::vector<std::string>> found = code_lines(verification, typed);
    ASSERT_TRUE(found.has_value()) << describe(found.error());
    EXPECT_NE(found->front().find("计算选举结果"), std::string::npos) << found->front();
  }
  EXPECT_EQ(code_lines(verification, short_code(Hash{})).error().code, ErrorCode::refused);
  EXPECT_EQ(code_lines(verification, "K7QX").error().code, ErrorCode::invalid_input);
}

}  // namespace
}  // namespace huanjie
