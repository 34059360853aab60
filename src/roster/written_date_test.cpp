#include "roster/written_date.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace huanjie {
namespace {

TEST(WrittenDate, ReadsEveryUsualNotationWithItsPrecision) {
  struct Case {
    const char* text;
    const char* date;
  };
  for (const Case& each : {Case{"1985", "1985"},
                           Case{"1985年", "1985"},
                           Case{"1985.3", "1985-03"},
                           Case{"1985.03", "1985-03"},
                           Case{"1985.10", "1985-10"},
                           Case{"1985年3月", "1985-03"},
                           Case{"1985 年 3 月", "1985-03"},
                           Case{"198503", "1985-03"},
                           Case{"1985-03", "1985-03"},
                           Case{"1985/3", "1985-03"},
                           Case{"1985-03-01", "1985-03-01"},
                           Case{"1985/3/1", "1985-03-01"},
                           Case{"1985.3.1", "1985-03-01"},
                           Case{"1985年3月1日", "1985-03-01"},
                           Case{"1985年3月1日生", "1985-03-01"},
                           Case{"19850301", "1985-03-01"},
                           Case{"1985-03-01 00:00:00", "1985-03-01"},
                           Case{"二〇二〇年三月", "2020-03"},
                           Case{"二○二○年十二月", "2020-12"},
                           Case{"一九八五年十月一日", "1985-10-01"},
                           Case{"一九八五年十二月二十三日", "1985-12-23"},
                           Case{"二零零五年六月三十号", "2005-06-30"},
                           Case{"\uFF11\uFF19\uFF18\uFF15\uFF0E3", "1985-03"},
                           Case{"1985、3", "1985-03"}}) {
    const WrittenDate read = read_written_date(each.text);
    EXPECT_EQ(read.fault, "") << each.text;
    EXPECT_EQ(to_text(read.date), each.date) << each.text;
  }
}

TEST(WrittenDate, RefusesWhatItWouldHaveToGuess) {
  for (const char* text : {"85年3月", "85.3", "850301", "1985.13", "1985-02-30", "1985-00",
                           "1985.3.0", "19851301", "三月", "不详", "1985年3月?", "1985.3.1.2",
                           "31107", "0985.3", "1885年3月", "12/30/1985", ""}) {
    EXPECT_NE(read_written_date(text).fault, "") << text;
  }
}

TEST(WrittenDate, DoesNotTrustANumberThatMayHaveLostItsZero) {
  EXPECT_NE(read_written_date("1985.1", true).fault, "");
  EXPECT_EQ(read_written_date("1985.1", false).fault, "");
  EXPECT_EQ(read_written_date("1985.11", true).fault, "");
  EXPECT_EQ(read_written_date("1985.3", true).fault, "");
  EXPECT_EQ(read_written_date("198503", true).fault, "");
  EXPECT_NE(read_written_date("31107", true).fault.find("序号"), std::string::npos);
}

RC_GTEST_PROP(WrittenDate, ReadsBackWhatItWrites, ()) {
  const Date day = add_days(Date{1920, 1, 1}, *rc::gen::inRange(0, 50'000));
  const int precision = *rc::gen::inRange(1, 4);
  const PartialDate date{day.year, precision > 1 ? day.month : 0, precision > 2 ? day.day : 0};
  RC_ASSERT(read_written_date(to_text(date)).date == date);
  RC_ASSERT(read_written_date(chinese_date(date)).date == date);
}

RC_GTEST_PROP(WrittenDate, NeverCrashesOnAnyText, ()) {
  const WrittenDate read = read_written_date(*rc::gen::arbitrary<std::string>());
  RC_ASSERT(!read.fault.empty() || is_valid(read.date));
}

}  // namespace
}  // namespace huanjie
