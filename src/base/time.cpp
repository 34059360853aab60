#include "base/time.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace huanjie {
namespace {

namespace chrono = std::chrono;

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kBeijingMs = 8 * 3'600'000;

chrono::sys_days days_of(const Date& date) {
  return chrono::sys_days{chrono::year{date.year} / date.month / date.day};
}

Date date_of(chrono::sys_days days) {
  const chrono::year_month_day civil{days};
  return {static_cast<int>(civil.year()), static_cast<int>(static_cast<unsigned>(civil.month())),
          static_cast<int>(static_cast<unsigned>(civil.day()))};
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

int number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

std::int64_t floor_days(std::int64_t ms) {
  return ms >= 0 ? ms / kDayMs : -((-ms + kDayMs - 1) / kDayMs);
}

std::string clock_text(std::int64_t ms, const char* format) {
  const std::int64_t days = floor_days(ms);
  const Date date = date_of(chrono::sys_days{chrono::days{days}});
  const std::int64_t seconds = (ms - days * kDayMs) / 1000;
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), format, date.year, date.month, date.day,
                static_cast<int>(seconds / 3600), static_cast<int>(seconds / 60 % 60),
                static_cast<int>(seconds % 60));
  return text.data();
}

}  // namespace

bool is_valid(const Date& date) {
  if (date.year < 1800 || date.year > 9999 || date.month < 1 || date.day < 1) return false;
  return (chrono::year{date.year} / date.month / date.day).ok();
}

Result<Date> parse_date(std::string_view text) {
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                      all_digits(text.substr(0, 4)) && all_digits(text.substr(5, 2)) &&
                      all_digits(text.substr(8, 2));
  if (!shaped) return invalid("日期写法不对：" + std::string(text), {}, "如 2020-12-30");
  const Date date{number(text.substr(0, 4)), number(text.substr(5, 2)), number(text.substr(8, 2))};
  if (!is_valid(date)) return invalid("没有这一天：" + std::string(text), {}, "如 2020-12-30");
  return date;
}

std::string to_text(const Date& date) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
  return text.data();
}

std::string chinese_date(const Date& date) {
  return std::to_string(date.year) + "年" + std::to_string(date.month) + "月" +
         std::to_string(date.day) + "日";
}

std::int64_t days_between(const Date& from, const Date& to) {
  return (days_of(to) - days_of(from)).count();
}

Date add_days(const Date& date, std::int64_t days) {
  return date_of(days_of(date) + chrono::days{days});
}

int full_years(const Date& birth, const Date& on) {
  const bool before_birthday =
      on.month < birth.month || (on.month == birth.month && on.day < birth.day);
  return on.year - birth.year - (before_birthday ? 1 : 0);
}

std::string beijing_time(Timestamp time) {
  return clock_text(time.ms + kBeijingMs, "%04d-%02d-%02d %02d:%02d:%02d");
}

Date beijing_date(Timestamp time) {
  return date_of(chrono::sys_days{chrono::days{floor_days(time.ms + kBeijingMs)}});
}

std::string utc_text(Timestamp time) {
  return clock_text(time.ms, "%04d-%02d-%02dT%02d:%02d:%02dZ");
}

Result<Timestamp> parse_beijing_time(std::string_view text) {
  const std::string_view clock = text.size() > 11 ? text.substr(11) : std::string_view{};
  const bool long_form = clock.size() == 8 && clock[5] == ':' && all_digits(clock.substr(6, 2));
  const bool shaped = (clock.size() == 5 || long_form) && text[10] == ' ' && clock[2] == ':' &&
                      all_digits(clock.substr(0, 2)) && all_digits(clock.substr(3, 2));
  if (!shaped) return invalid("时间写法不对：" + std::string(text), {}, "如 2020-12-30 09:05");
  const Date date = HJ_TRY(parse_date(text.substr(0, 10)));
  const int hour = number(clock.substr(0, 2));
  const int minute = number(clock.substr(3, 2));
  const int second = long_form ? number(clock.substr(6, 2)) : 0;
  if (hour > 23 || minute > 59 || second > 59) {
    return invalid("没有这个时间：" + std::string(text), {}, "如 2020-12-30 09:05");
  }
  const std::int64_t days = days_of(date).time_since_epoch().count();
  return Timestamp{days * kDayMs + ((hour * 60 + minute) * 60 + second) * std::int64_t{1000} -
                   kBeijingMs};
}

}  // namespace huanjie
