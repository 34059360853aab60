#include "base/json.h"

#include <gtest/gtest.h>

namespace huanjie {
namespace {

TEST(Json, WritesCanonicalBytes) {
  const auto json = parse_json(R"({"b":[1,true,null],"a":"○\u0007\n"})");
  ASSERT_TRUE(json.has_value());
  EXPECT_EQ(write_json(*json), "{\"a\":\"○\\u0007\\n\",\"b\":[1,true,null]}");
}

TEST(Json, SortsKeysByUtf16Units) {
  const auto json = parse_json("{\"\xEF\xBF\xBD\":1,\"𠮷\":2,\"a\":3}");
  ASSERT_TRUE(json.has_value());
  EXPECT_EQ(write_json(*json), "{\"a\":3,\"𠮷\":2,\"\xEF\xBF\xBD\":1}");
}

TEST(Json, RefusesWhatNoFileOfOursMayHold) {
  struct Case {
    const char* text;
    const char* where;
  };
  const Case cases[] = {
      {"{\"a\":1,\"a\":2}", "/a"},
      {"[1.0]", "/0"},
      {"[1e3]", "/0"},
      {"[9007199254740992]", "/0"},
      {"[-18446744073709551616]", "/0"},
      {"[1]x", "第 1 行第 4 列"},
      {"{\"a\":\n tru}", "第 2 行"},
      {"", "第 1 行第 1 列"},
      {"\xEF\xBB\xBF{}", "第 1 行第 1 列"},
      {"[\"\xFF\"]", "第 1 行"},
      {"[1,]", "第 1 行"},
      {"// c\n1", "第 1 行"},
      {"{\"a\":{\"b\":[0,{\"c\":1,\"c\":2}]}}", "/a/b/1/c"},
  };
  for (const Case& one : cases) {
    const auto json = parse_json(one.text);
    ASSERT_FALSE(json.has_value()) << one.text;
    EXPECT_EQ(json.error().where.substr(0, std::string(one.where).size()), one.where) << one.text;
  }
}

TEST(Json, RefusesTenThousandBrackets) {
  EXPECT_FALSE(parse_json(std::string(10'000, '[')).has_value());
  EXPECT_TRUE(parse_json(std::string(31, '[') + std::string(31, ']')).has_value());
}

TEST(Json, FindsAKeyTwiceAmongThousands) {
  std::string text = "{";
  for (int i = 0; i < 5000; ++i) text += "\"k" + std::to_string(i) + "\":0,";
  EXPECT_TRUE(parse_json(text + "\"last\":0}").has_value());
  EXPECT_FALSE(parse_json(text + "\"k77\":0}").has_value());
}

TEST(Json, ResolvesPointers) {
  const auto json = parse_json(R"({"a/b":[{"c~d":7}]})");
  ASSERT_TRUE(json.has_value());
  const std::string pointer = pointer_to(pointer_to(pointer_to("", "a/b"), std::size_t{0}), "c~d");
  EXPECT_EQ(pointer, "/a~1b/0/c~0d");
  ASSERT_NE(resolve(*json, pointer), nullptr);
  EXPECT_EQ(*resolve(*json, pointer)->if_number(), 7);
  EXPECT_EQ(resolve(*json, "/a~1b/1"), nullptr);
}

}  // namespace
}  // namespace huanjie
