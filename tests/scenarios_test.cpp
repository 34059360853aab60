#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "cli/assembly.h"
#include "cli/files.h"
#include "meeting/gate.h"
#include "tally/tally.h"
#include "verify/checks.h"

// Whole meetings as data: each folder of tests/scenarios is an assembly's folder, held from its
// files to its archive, with the result it must reach in expected.json.

namespace huanjie {
namespace {

namespace fs = std::filesystem;

struct ExpectedPoll {
  std::string ballot{};
  bool valid = true;
  std::vector<std::string> announced{};  // 职务 姓名
  static constexpr auto fields() {
    return std::tuple{field("ballot", &ExpectedPoll::ballot), field("valid", &ExpectedPoll::valid),
                      field("announced", &ExpectedPoll::announced)};
  }
};

struct Expected {
  std::string status{};  // open, suspended, abandoned, closed
  std::vector<ExpectedPoll> polls{};
  std::vector<std::string> corrections{};  // their classes
  std::string refused{};                   // part of the refusal, where the meeting must stop
  static constexpr auto fields() {
    return std::tuple{optional_field("status", &Expected::status),
                      optional_field("polls", &Expected::polls),
                      optional_field("corrections", &Expected::corrections),
                      optional_field("refused", &Expected::refused)};
  }
};

std::string read(const fs::path& path) {
  Result<std::string> bytes = read_file(path.string());
  EXPECT_TRUE(bytes.has_value()) << path;
  return bytes ? *bytes : std::string();
}

std::string status_of(const Meeting& meeting) {
  switch (meeting.status) {
    case MeetingStatus::suspended: return "suspended";
    case MeetingStatus::abandoned: return "abandoned";
    case MeetingStatus::closed:    return "closed";
    default:                       return "open";
  }
}

void compare_polls(const Meeting& meeting, const Expected& expected) {
  std::vector<ExpectedPoll> held;
  std::vector<std::string> corrections;
  for (const Sitting& sitting : meeting.sittings) {
    for (const PollState& poll : sitting.polls) {
      if (!poll.outcome) continue;
      ExpectedPoll one{poll.ballot.id, poll.outcome->result.poll.valid, {}};
      for (const ElectedPerson& person : poll.announced.value_or(std::vector<ElectedPerson>{})) {
        one.announced.push_back(person.title + " " + person.name);
      }
      held.push_back(std::move(one));
      for (const CorrectionMade& made : poll.corrections) {
        corrections.emplace_back(to_text(made.correction_class));
      }
    }
  }
  EXPECT_EQ(write_pretty_json(to_json(held)), write_pretty_json(to_json(expected.polls)));
  EXPECT_EQ(corrections, expected.corrections);
}

// Contracts 9: tally on the files of a poll gives its result again.
void recount_polls(const fs::path& out) {
  for (const auto& poll : fs::directory_iterator(out / "polls")) {
    const auto ballot = parse_ballot(read(poll.path() / "ballot.json"));
    const auto numbers = parse_poll(read(poll.path() / "poll.json"));
    ASSERT_TRUE(ballot.has_value() && numbers.has_value()) << poll.path();
    Result<PollResult> result = invalid("no count");
    if (fs::exists(poll.path() / "totals.json")) {
      const auto totals = parse_totals(read(poll.path() / "totals.json"));
      ASSERT_TRUE(totals.has_value());
      result = tally(*ballot, *numbers, *totals);
    } else {
      const auto cvrs = parse_cvrs(read(poll.path() / "cvrs.json"));
      ASSERT_TRUE(cvrs.has_value());
      result = tally(*ballot, *numbers, *cvrs);
    }
    ASSERT_TRUE(result.has_value()) << describe(result.error());
    EXPECT_EQ(write_pretty_json(to_json(*result)), read(poll.path() / "result.json"));
  }
}

void expect_verified(const std::string& bytes) {
  const Verification verification = verify_archive(bytes);
  for (const Finding& finding : verification.findings) {
    EXPECT_EQ(finding.verdict, Verdict::satisfied) << line_of(finding);
  }
}

class Scenario : public testing::TestWithParam<std::string> {};

TEST_P(Scenario, ReachesItsResultFromFilesToArchive) {
  const fs::path folder = fs::path(HUANJIE_SOURCE_DIR) / "tests/scenarios" / GetParam();
  const auto expected = parse_as<Expected>(read(folder / "expected.json"));
  ASSERT_TRUE(expected.has_value()) << describe(expected.error());
  const fs::path out = fs::path(testing::TempDir()) / ("scenario-" + GetParam());
  fs::remove_all(out);
  const Result<AssemblySummary> held =
      run_assembly({folder.string(), out.string()}, [](const std::string&) {});
  if (!expected->refused.empty()) {
    ASSERT_FALSE(held.has_value());
    EXPECT_NE(describe(held.error()).find(expected->refused), std::string::npos)
        << describe(held.error());
    EXPECT_FALSE(fs::exists(out / "archive.hjz"));
    fs::remove_all(out);
    return;
  }
  ASSERT_TRUE(held.has_value()) << describe(held.error());
  EXPECT_EQ(status_of(held->meeting), expected->status);
  compare_polls(held->meeting, *expected);
  recount_polls(out);
  const std::string archive = read(out / "archive.hjz");
  expect_verified(archive);
  const Result<std::string> published = publish_archive(archive);
  ASSERT_TRUE(published.has_value()) << describe(published.error());
  expect_verified(*published);
  fs::remove_all(out);
}

std::vector<std::string> scenarios() {
  std::vector<std::string> names;
  for (const auto& entry :
       fs::directory_iterator(fs::path(HUANJIE_SOURCE_DIR) / "tests/scenarios")) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, Scenario, testing::ValuesIn(scenarios()), [](const auto& scenario) {
  std::string name = scenario.param;
  std::ranges::replace(name, '-', '_');
  return name;
});

}  // namespace
}  // namespace huanjie
