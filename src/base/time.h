#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace huanjie {

// When something happened: UTC milliseconds since 1970. No rule takes one; statutes count days.
struct Timestamp {
  std::int64_t ms = 0;

  friend auto operator<=>(const Timestamp&, const Timestamp&) = default;
};

// A civil date of the Gregorian calendar, for deadlines and births. Month and day from 1.
struct Date {
  int year = 1970;
  int month = 1;
  int day = 1;

  friend auto operator<=>(const Date&, const Date&) = default;
};

// "2020-12-30"; refuses what is no day of the calendar.
Result<Date> parse_date(std::string_view text);
std::string to_text(const Date& date);
// "2020年12月30日".
std::string chinese_date(const Date& date);

bool is_valid(const Date& date);
// Days from `from` to `to`; negative when `to` is earlier. The first day is not counted (Civil Code
// art. 201).
std::int64_t days_between(const Date& from, const Date& to);
Date add_days(const Date& date, std::int64_t days);
// Full years (周岁) at `on`; negative when the birth lies ahead.
int full_years(const Date& birth, const Date& on);

// China has one zone, UTC+8, and no summer time since 1991.
Date beijing_date(Timestamp time);
// "2020-12-30T01:05:00Z", whole seconds.
std::string utc_text(Timestamp time);

}  // namespace huanjie
