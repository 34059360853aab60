// Every worked case of the counting rules (contracts 5): the whole result as equal JSON, and wrong
// input refused. A new case is a new file in tests/vectors.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/json.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

std::vector<std::filesystem::path> vector_files() {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path folder = std::filesystem::path(HUANJIE_SOURCE_DIR) / "tests/vectors";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

Json load(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  Result<Json> json = parse_json(text.str());
  return json.has_value() ? *json : Json();
}

Result<PollResult> counted(const Json& vector) {
  const Ballot ballot = HJ_TRY(parse_ballot(write_json(*vector.find("ballot"))));
  const Poll poll = HJ_TRY(parse_poll(write_json(*vector.find("poll"))));
  if (const Json* totals = vector.find("totals")) {
    const Totals hand_count = HJ_TRY(parse_totals(write_json(*totals)));
    return tally(ballot, poll, hand_count);
  }
  const Cvrs cvrs = HJ_TRY(parse_cvrs(write_json(*vector.find("cvrs"))));
  return tally(ballot, poll, cvrs);
}

class Vector : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Vector, GivesItsResult) {
  const Json vector = load(GetParam());
  const Json* expected = vector.find("expected");
  ASSERT_NE(expected, nullptr) << GetParam();
  const Result<PollResult> result = counted(vector);
  if (expected->find("error") != nullptr) {
    ASSERT_FALSE(result.has_value()) << "counted, but was to be refused: " << write_json(*expected);
    EXPECT_FALSE(result.error().message.empty());
    EXPECT_FALSE(result.error().where.empty()) << result.error().message;
    return;
  }
  ASSERT_TRUE(result.has_value()) << describe(result.error());
  EXPECT_EQ(to_json(*result), *expected) << write_pretty_json(to_json(*result)) << "expected\n"
                                         << write_pretty_json(*expected);
}

INSTANTIATE_TEST_SUITE_P(Every, Vector, testing::ValuesIn(vector_files()),
                         [](const testing::TestParamInfo<std::filesystem::path>& info) {
                           std::string name = info.param.stem().string();
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(Vectors, AreAllThere) { EXPECT_GE(vector_files().size(), 132u); }

}  // namespace
}  // namespace huanjie
