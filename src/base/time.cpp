#include "base/time.h"

#include <array>
#include <chrono>
#include <cstdio>

#include "base/text.h"

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

std::int64_t floor_days(std::int64_t ms) {
  return ms >= 0 ? ms / kDayMs : -((-ms + kDayMs - 1) / kDayMs);
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
  const Date date{digits_value(text.substr(0, 4)), digits_value(text.substr(5, 2)),
                  digits_value(text.substr(8, 2))};
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

Date beijing_date(Timestamp time) {
  return date_of(chrono::sys_days{chrono::days{floor_days(time.ms + kBeijingMs)}});
}

std::string utc_text(Timestamp time) {
  const std::int64_t days = floor_days(time.ms);
  const Date date = date_of(chrono::sys_days{chrono::days{days}});
  const std::int64_t seconds = (time.ms - days * kDayMs) / 1000;
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02dZ", date.year, date.month,
                date.day, static_cast<int>(seconds / 3600), static_cast<int>(seconds / 60 % 60),
                static_cast<int>(seconds % 60));
  return text.data();
}

}  // namespace huanjie
