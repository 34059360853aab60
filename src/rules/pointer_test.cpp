#include "rules/pointer.h"

#include <gtest/gtest.h>

namespace huanjie {
namespace {

TEST(SetAt, ReplacesWhatThePointerNamesAndNothingElse) {
  Json json = *parse_json(R"({"elected":{"of":"entitled"},"tie":"revote"})");
  EXPECT_TRUE(set_at(json, "/elected/of", "present"));
  EXPECT_EQ(write_json(json), R"({"elected":{"of":"present"},"tie":"revote"})");
  EXPECT_TRUE(set_at(json, "/tie", 1));
  EXPECT_FALSE(set_at(json, "/elected/share", 1));
  EXPECT_FALSE(set_at(json, "/tie/deeper", 1));
  EXPECT_EQ(write_json(json), R"({"elected":{"of":"present"},"tie":1})");
}

}  // namespace
}  // namespace huanjie
