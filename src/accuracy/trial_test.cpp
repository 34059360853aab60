#include "accuracy/trial.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace huanjie {
namespace {

int silent(CellKind kind, Seen seen, const std::string& strokes = "circle:3:O") {
  Trial trial;
  trial.add({kind, "w", strokes}, seen, true, 1);
  return trial.kinds[static_cast<std::size_t>(kind)].silent;
}

TEST(Trial, KnowsTheTruthOfEveryKind) {
  EXPECT_EQ(silent(CellKind::circle, Seen::circle), 0);
  EXPECT_EQ(silent(CellKind::circle, Seen::blank), 1);
  EXPECT_EQ(silent(CellKind::vee, Seen::tick), 0) << "a sloppy V is a tick";
  EXPECT_EQ(silent(CellKind::vee, Seen::cross), 1);
  EXPECT_EQ(silent(CellKind::foreign, Seen::circle), 1);
  EXPECT_EQ(silent(CellKind::beside, Seen::blank), 1);
  EXPECT_EQ(silent(CellKind::tiny, Seen::circle), 0);
  EXPECT_EQ(silent(CellKind::faint, Seen::blank), 1);
}

TEST(Trial, WhatIsNotSureIsNeverAnError) {
  Trial trial;
  trial.add({CellKind::circle, "w", "circle:3:O"}, Seen::cross, false, 1);
  EXPECT_EQ(trial.kinds[0].cells, 1);
  EXPECT_EQ(trial.kinds[0].sure, 0);
  EXPECT_TRUE(trial.errors.empty());
}

TEST(Trial, NamesTheStrokesOfAnError) {
  Trial trial;
  trial.add({CellKind::foreign, "w7", "other:12:Q"}, Seen::circle, true, 99);
  const Result<Json> json = parse_json(trial.json());
  ASSERT_TRUE(json.has_value());
  const Json& error = json->find("errors")->if_array()->at(0);
  EXPECT_EQ(*error.find("strokes")->if_text(), "other:12:Q");
  EXPECT_EQ(*error.find("seed")->if_text(), "99");
  EXPECT_EQ(name_of(CellKind::two_signs), "two_signs");
}

}  // namespace
}  // namespace huanjie
