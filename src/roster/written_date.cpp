#include "roster/written_date.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.h"

namespace huanjie {
namespace {

constexpr const char* kExample = "如 1985-03-01、1985年3月、1985.03";

WrittenDate faulty(std::string fault) { return {{}, std::move(fault), kExample}; }

// 0 to 9 for a Chinese or full-width digit.
std::optional<int> digit_of(char32_t c) {
  static constexpr std::u32string_view kDigits = U"〇一二三四五六七八九";
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  if (c >= U'\uFF10' && c <= U'\uFF19') return static_cast<int>(c - U'\uFF10');
  if (c == U'\u25CB' || c == U'零' || c == U'\uFF2F' || c == U'\u25EF') return 0;
  if (c == U'元') return 1;
  const std::size_t at = kDigits.find(c);
  if (at != std::u32string_view::npos) return static_cast<int>(at);
  return std::nullopt;
}

bool is_separator(char32_t c) {
  return std::u32string_view(
             U"年月日号.-/、,\uFF0C\uFF0E\u3002\u00B7\u2014\u2013\uFF0D\uFF0F \t\u3000\u00A0")
             .find(c) != std::u32string_view::npos;
}

struct Part {
  int value = 0;
  std::size_t digits = 0;
  bool with_ten = false;
};

// 十 is ten, 十二 twelve, 二十 twenty, 二十三 twenty-three; without it digits stand one after
// another.
std::optional<Part> part_of(std::u32string_view text) {
  const std::size_t ten = text.find(U'十');
  if (ten == std::u32string_view::npos) {
    Part part;
    for (const char32_t c : text) {
      const std::optional<int> digit = digit_of(c);
      if (!digit || part.digits == 8) return std::nullopt;
      part.value = part.value * 10 + *digit;
      ++part.digits;
    }
    return part;
  }
  if (ten > 1 || text.size() > ten + 2) return std::nullopt;
  const std::optional<int> tens = ten == 0 ? 1 : digit_of(text[0]);
  const std::optional<int> ones = text.size() == ten + 1 ? 0 : digit_of(text[ten + 1]);
  if (!tens || !ones) return std::nullopt;
  return Part{*tens * 10 + *ones, 2, true};
}

// The words that stand around a date and say nothing: 生, 出生, 入党 and the time 00:00:00.
std::u32string without_words(std::u32string text) {
  for (const std::u32string_view word : {U"00:00:00", U"出生", U"生", U"入党"}) {
    if (text.ends_with(word)) text.erase(text.size() - word.size());
  }
  return text;
}

std::optional<std::vector<Part>> parts_of(const std::u32string& text) {
  std::vector<Part> parts;
  std::size_t at = 0;
  while (at < text.size()) {
    if (is_separator(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !is_separator(text[end])) ++end;
    const std::optional<Part> part = part_of(std::u32string_view(text).substr(at, end - at));
    if (!part || parts.size() == 3) return std::nullopt;
    parts.push_back(*part);
    at = end;
  }
  return parts;
}

// 19850301, 198503 and 1985 written as one run.
std::optional<PartialDate> run_of(const Part& part) {
  if (part.digits == 8)
    return PartialDate{part.value / 10000, part.value / 100 % 100, part.value % 100};
  if (part.digits == 6) return PartialDate{part.value / 100, part.value % 100, 0};
  if (part.digits == 4) return PartialDate{part.value, 0, 0};
  return std::nullopt;
}

WrittenDate checked(const PartialDate& date, bool month_said, bool day_said) {
  const bool empty_part = (month_said && date.month == 0) || (day_said && date.day == 0);
  if (empty_part || !is_valid(date)) return faulty("没有这个日期");
  if (date.year < 1900 || date.year > 2100) return faulty("年份不合情理");
  return {date, {}, {}};
}

}  // namespace

WrittenDate read_written_date(std::string_view text, bool as_number) {
  const std::u32string plain = without_words(code_points(trimmed(text)));
  if (plain.size() > 40) return faulty("不是日期");
  const std::optional<std::vector<Part>> parts = parts_of(plain);
  if (!parts || parts->empty()) return faulty("不是日期");
  const Part& first = parts->front();
  if (as_number && parts->size() == 2 && first.digits == 4 && (*parts)[1].digits == 1 &&
      (*parts)[1].value == 1) {
    return faulty("单元格是数字，分不清是 1 月还是 10 月");
  }
  if (parts->size() == 1) {
    const std::optional<PartialDate> run = run_of(first);
    if (!run) {
      return faulty(as_number && first.digits == 5 ? "像是日期序号，单元格没有设成日期格式"
                                                   : "不是日期");
    }
    return checked(*run, first.digits > 4, first.digits > 6);
  }
  if (first.digits == 2 && !first.with_ten) return faulty("年份要写四位");
  const bool widths = first.digits == 4 && (*parts)[1].digits <= 2 &&
                      (parts->size() < 3 || (*parts)[2].digits <= 2);
  if (!widths) return faulty("不是日期");
  return checked({first.value, (*parts)[1].value, parts->size() == 3 ? (*parts)[2].value : 0}, true,
                 parts->size() == 3);
}

}  // namespace huanjie
