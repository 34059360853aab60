#include <gtest/gtest.h>

#include "base/fields.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/time.h"

namespace huanjie {
namespace {

struct Sample {
  int people = 0;
  std::optional<int> registered{};
  std::string unit{};
  Ratio share{};
  std::vector<Date> dates{};
  friend bool operator==(const Sample&, const Sample&) = default;
  static constexpr auto fields() {
    return std::tuple{field("people", &Sample::people), field("registered", &Sample::registered),
                      optional_field("unit", &Sample::unit), field("share", &Sample::share),
                      field("dates", &Sample::dates)};
  }
};

TEST(Fields, ReadBackWhatTheyWrote) {
  const Sample sample{64, std::nullopt, "电新街社区", {4, 5}, {{2020, 12, 30}}};
  const auto back = from_json<Sample>(to_json(sample));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(*back, sample);
}

TEST(Fields, SayWhereTheInputIsWrong) {
  struct Case {
    const char* text;
    const char* where;
  };
  const Case cases[] = {
      {R"({"people":-1,"registered":null,"share":[4,5],"dates":[]})", "/people"},
      {R"({"people":10000001,"registered":null,"share":[4,5],"dates":[]})", "/people"},
      {R"({"people":1,"share":[4,5],"dates":[]})", "/"},
      {R"({"people":1,"registered":null,"share":[4,0],"dates":[]})", "/share"},
      {R"({"people":1,"registered":null,"share":[4,5],"dates":["2021-02-29"]})", "/dates/0"},
      {R"({"people":1,"registered":null,"share":[4,5],"dates":[],"more":1})", "/more"},
  };
  for (const Case& one : cases) {
    const auto sample = parse_as<Sample>(one.text);
    ASSERT_FALSE(sample.has_value()) << one.text;
    EXPECT_EQ(sample.error().where, one.where) << one.text;
  }
  EXPECT_TRUE(
      parse_as<Sample>(R"({"people":1,"registered":3,"share":[4,5],"dates":[],"x":{"any":1}})")
          .has_value());
}

TEST(Hash, MatchesThePublishedVectors) {
  EXPECT_EQ(to_text(digest(Suite::international, "abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_text(digest(Suite::gm, "abc")),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
}

TEST(Hash, VerifiesAnEd25519Signature) {
  // RFC 8032, section 7.1, test 2.
  const std::string key =
      *from_hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const std::string signature = *from_hex(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  EXPECT_TRUE(signature_holds(Suite::international, key, "\x72", signature));
  EXPECT_FALSE(signature_holds(Suite::international, key, "\x73", signature));
  EXPECT_FALSE(signature_holds(Suite::gm, key, "\x72", signature));
}

TEST(Time, CountsDaysAndYearsAsTheLawDoes) {
  EXPECT_EQ(days_between({2020, 12, 10}, {2020, 12, 30}), 20);
  EXPECT_EQ(to_text(add_days({2020, 2, 28}, 2)), "2020-03-01");
  EXPECT_EQ(full_years({1985, 12, 31}, {2020, 12, 30}), 34);
  EXPECT_EQ(full_years({1985, 12, 30}, {2020, 12, 30}), 35);
}

TEST(Time, ShowsBeijingClocks) {
  const auto time = parse_beijing_time("2020-12-30 07:59");
  ASSERT_TRUE(time.has_value());
  EXPECT_EQ(beijing_time(*time), "2020-12-30 07:59:00");
  EXPECT_EQ(utc_text(*time), "2020-12-29T23:59:00Z");
  EXPECT_EQ(beijing_date(*time), (Date{2020, 12, 30}));
}

TEST(Text, CountsCharactersOfEveryPlane) {
  EXPECT_EQ(character_count("𠮷丽热·买买提"), 7u);
  EXPECT_TRUE(has_outer_space("王小明\u3000"));
  EXPECT_EQ(trimmed(" \u3000王 小明\t"), "王 小明");
  EXPECT_FALSE(is_utf8("\xC0\x80"));
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
}

TEST(Ratio, FindsTheSmallestNumberThatPasses) {
  EXPECT_EQ(needed_at_least(57, {4, 5}), 46);
  EXPECT_EQ(needed_at_least(64, {4, 5}), 52);
  EXPECT_EQ(needed_more_than(64, {1, 2}), 33);
  EXPECT_EQ(needed_more_than(0, {1, 2}), 1);
  EXPECT_EQ(needed_at_least(0, {1, 2}), 1);
}

}  // namespace
}  // namespace huanjie
