#include <gtest/gtest.h>

#include <cerrno>

#include "base/fields.h"
#include "base/hash.h"
#include "base/system_error.h"
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

TEST(Time, KnowsTheDayInBeijing) {
  const Timestamp early{1'609'286'340'000};
  EXPECT_EQ(utc_text(early), "2020-12-29T23:59:00Z");
  EXPECT_EQ(beijing_date(early), (Date{2020, 12, 30}));
}

TEST(SystemError, SaysWhyAndWhatWouldHelp) {
  const Error full = system_error("不能写入", "结果/archive.hjz", ENOSPC).error();
  EXPECT_EQ(describe(full),
            "结果/archive.hjz：不能写入：磁盘已满（应为：有空余的磁盘；腾出空间后再运行一次）");
  EXPECT_EQ(full.code, ErrorCode::unavailable);
  for (const int number : {ENOENT, EACCES, EROFS, ENOTDIR, EEXIST, EIO, EMFILE}) {
    const Error error =
        system_error("x", "y", std::error_code(number, std::generic_category())).error();
    EXPECT_EQ(error.message.find("系统错误"), std::string::npos) << number;
    EXPECT_FALSE(error.expected.empty()) << number;
  }
  EXPECT_EQ(system_reason(9999), "系统错误 9999");
}

TEST(Text, CountsSlipsOfThePen) {
  EXPECT_EQ(slips_between(U"身份证号", U"身份证号"), 0u);
  EXPECT_EQ(slips_between(U"身份证", U"身份证号"), 1u);
  EXPECT_EQ(slips_between(U"身证份号", U"身份证号"), 1u);
  EXPECT_EQ(slips_between(U"籍贯", U"身份证号"), 4u);
}

TEST(Text, ReadsDigits) {
  EXPECT_TRUE(all_digits("0123"));
  EXPECT_FALSE(all_digits(""));
  EXPECT_FALSE(all_digits("12a"));
  EXPECT_EQ(digits_value("0123"), 123);
  EXPECT_EQ(whole_number("000000000000001"), 1);
  EXPECT_EQ(whole_number("0000000000000001"), std::nullopt);
}

TEST(Text, CountsCharactersOfEveryPlane) {
  EXPECT_EQ(character_count("𠮷丽热·买买提"), 7u);
  EXPECT_TRUE(has_outer_space("王小明\u3000"));
  EXPECT_EQ(trimmed(" \u3000王 小明\t"), "王 小明");
  EXPECT_FALSE(is_utf8("\xC0\x80"));
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
}

TEST(ChineseNumber, IsWrittenAsItIsRead) {
  EXPECT_EQ(chinese_number(1), "一");
  EXPECT_EQ(chinese_number(10), "十");
  EXPECT_EQ(chinese_number(14), "十四");
  EXPECT_EQ(chinese_number(20), "二十");
  EXPECT_EQ(chinese_number(99), "九十九");
  EXPECT_EQ(chinese_number(100), "100");
  EXPECT_EQ(chinese_number(0), "0");
}

TEST(ChineseFraction, NamesTheSharesOfStatutes) {
  EXPECT_EQ(chinese_fraction({4, 5}), "五分之四");
  EXPECT_EQ(chinese_fraction({1, 3}), "三分之一");
  EXPECT_EQ(chinese_fraction({1, 2}), "半数");
  EXPECT_EQ(chinese_fraction({2, 4}), "半数");
  EXPECT_EQ(chinese_fraction({1, 1}), "全部");
  EXPECT_EQ(chinese_fraction({3, 3}), "全部");
  EXPECT_EQ(chinese_fraction({7, 120}), "7/120");
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
