#include "roster/person.h"

#include <array>
#include <cstdio>

#include "base/text.h"

namespace huanjie {
std::string to_text(const PartialDate& date) {
  std::array<char, 48> text{};
  if (date.month == 0) {
    std::snprintf(text.data(), text.size(), "%04d", date.year);
  } else if (date.day == 0) {
    std::snprintf(text.data(), text.size(), "%04d-%02d", date.year, date.month);
  } else {
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
  }
  return text.data();
}

Result<PartialDate> parse_partial_date(std::string_view text) {
  const bool shaped = (text.size() == 4 || text.size() == 7 || text.size() == 10) &&
                      all_digits(text.substr(0, 4)) &&
                      (text.size() < 7 || (text[4] == '-' && all_digits(text.substr(5, 2)))) &&
                      (text.size() < 10 || (text[7] == '-' && all_digits(text.substr(8, 2))));
  if (!shaped) {
    return invalid("日期写法不对：" + std::string(text), {}, "1985、1985-03 或 1985-03-01");
  }
  PartialDate date{digits_value(text.substr(0, 4)), 0, 0};
  if (text.size() >= 7) date.month = digits_value(text.substr(5, 2));
  if (text.size() == 10) date.day = digits_value(text.substr(8, 2));
  const bool said = (text.size() < 7 || date.month > 0) && (text.size() < 10 || date.day > 0);
  if (!said || !is_valid(date)) {
    return invalid("没有这个日期：" + std::string(text), {}, "1985、1985-03 或 1985-03-01");
  }
  return date;
}

std::string chinese_date(const PartialDate& date) {
  std::string text = std::to_string(date.year) + "年";
  if (date.month > 0) text += std::to_string(date.month) + "月";
  if (date.day > 0) text += std::to_string(date.day) + "日";
  return text;
}

bool is_valid(const PartialDate& date) {
  if (date.month == 0 && date.day != 0) return false;
  return is_valid(Date{date.year, date.month == 0 ? 1 : date.month, date.day == 0 ? 1 : date.day});
}

bool agree(const PartialDate& a, const PartialDate& b) {
  return a.year == b.year && (a.month == 0 || b.month == 0 || a.month == b.month) &&
         (a.day == 0 || b.day == 0 || a.day == b.day);
}

std::optional<Date> exact(const PartialDate& date) {
  if (date.month == 0 || date.day == 0) return std::nullopt;
  return Date{date.year, date.month, date.day};
}

Json to_json(const PartialDate& date) { return Json(to_text(date)); }

Result<> read(const Json& json, const JsonPath& path, PartialDate& date) {
  const std::string* text = json.if_text();
  if (text == nullptr) return wrong_kind(path, json, "日期，如 \"1985-03\"");
  Result<PartialDate> parsed = parse_partial_date(*text);
  if (!parsed.has_value()) {
    parsed.error().where = path.text();
    return std::unexpected(parsed.error());
  }
  date = *parsed;
  return {};
}

std::string_view chinese(Sex sex) { return sex == Sex::male ? "男" : "女"; }

std::string_view chinese(Education education) {
  switch (education) {
    case Education::unknown:      return "";
    case Education::primary:      return "小学及以下";
    case Education::junior:       return "初中";
    case Education::senior:       return "高中";
    case Education::vocational:   return "中专";
    case Education::college:      return "大专";
    case Education::bachelor:     return "大学本科";
    case Education::postgraduate: return "研究生";
  }
  return "";
}

std::string_view chinese(MemberStatus status) {
  return status == MemberStatus::full ? "正式党员" : "预备党员";
}

std::string_view chinese(Standing standing) {
  switch (standing) {
    case Standing::in_order:        return "正常";
    case Standing::party_probation: return "留党察看";
    case Standing::detained:        return "留置";
    case Standing::arrested:        return "逮捕";
    case Standing::deprived:        return "剥夺政治权利";
  }
  return "";
}

std::string_view chinese(Registration registration) {
  switch (registration) {
    case Registration::unstated: return "";
    case Registration::resident: return "户籍在本村并居住";
    case Registration::away:     return "户籍在本村、外出并表示参加";
    case Registration::incomer:  return "户籍不在本村、居住一年以上";
  }
  return "";
}

}  // namespace huanjie
