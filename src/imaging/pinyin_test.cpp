#include "imaging/pinyin.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace huanjie {
namespace {

struct Case {
  const char* name;
  const char* full;
  const char* initials;
};

TEST(Pinyin, ReadsNamesAsTheirBearersDo) {
  for (const Case& each :
       {Case{"王小明", "wangxiaoming", "wxm"}, Case{"单雄信", "shanxiongxin", "sxx"},
        Case{"解珍", "xiezhen", "xz"}, Case{"仇英", "qiuying", "qy"}, Case{"朴树", "piaoshu", "ps"},
        Case{"曾国藩", "zengguofan", "zgf"}, Case{"吕布", "lubu", "lb"},
        Case{"区寄", "ouji", "oj"}}) {
    EXPECT_EQ(pinyin_of(each.name).front(), (PinyinReading{each.full, each.initials})) << each.name;
  }
}

TEST(Pinyin, GivesTheOrdinaryReadingToo) {
  const auto readings = pinyin_of("单雄信");
  EXPECT_TRUE(std::ranges::any_of(
      readings, [](const PinyinReading& reading) { return reading.full == "danxiongxin"; }));
  EXPECT_EQ(pinyin_of("王强").size(), 1u);
}

TEST(Pinyin, FindsTheSurnameTypedWithEitherLetter) {
  const auto readings = pinyin_of("吕布");
  EXPECT_EQ(readings[0].full, "lubu");
  EXPECT_EQ(readings[1].full, "lvbu");
}

TEST(Pinyin, ReadsRareCharactersOrKeepsThem) {
  EXPECT_EQ(pinyin_of("𠮷㛃").front().full, "jijie");
  EXPECT_EQ(pinyin_of("\U0002B4E7").front().full.empty(), false);
}

TEST(Pinyin, LeavesOutTheDotOfMinorityNames) {
  EXPECT_EQ(pinyin_of("买买提·艾力").front().initials, "mmtal");
}

}  // namespace
}  // namespace huanjie
