#include "base/text.h"

#include <algorithm>
#include <array>

namespace huanjie {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
  char32_t code_point = kReplacement;
  std::size_t length = 1;
  bool valid = false;
};

// One code point at the front of `text`, which is not empty. Overlong forms, surrogates and values
// past U+10FFFF are invalid.
Decoded decode(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  static constexpr char32_t kLowest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return {};
  char32_t value = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return {};
    value = (value << 6) | (byte & 0x3F);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kLowest[length] || surrogate || value > 0x10FFFF) return {};
  return {value, length, true};
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000 || c == 0xFEFF;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const Decoded next = decode(text);
    if (!next.valid) return false;
    text.remove_prefix(next.length);
  }
  return true;
}

std::u32string code_points(std::string_view text) {
  std::u32string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const Decoded next = decode(text);
    result += next.code_point;
    text.remove_prefix(next.length);
  }
  return result;
}

std::string utf8(char32_t c) {
  std::string text;
  const auto push = [&](char32_t byte) { text += static_cast<char>(byte); };
  if (c < 0x80) {
    push(c);
  } else if (c < 0x800) {
    push(0xC0 | (c >> 6));
    push(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    push(0xE0 | (c >> 12));
    push(0x80 | ((c >> 6) & 0x3F));
    push(0x80 | (c & 0x3F));
  } else {
    push(0xF0 | (c >> 18));
    push(0x80 | ((c >> 12) & 0x3F));
    push(0x80 | ((c >> 6) & 0x3F));
    push(0x80 | (c & 0x3F));
  }
  return text;
}

std::string utf8(std::u32string_view code_points) {
  std::string text;
  for (const char32_t c : code_points) text += utf8(c);
  return text;
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

bool has_outer_space(std::string_view text) {
  if (text.empty()) return false;
  const std::u32string points = code_points(text);
  return is_space(points.front()) || is_space(points.back());
}

std::string trimmed(std::string_view text) {
  std::u32string points = code_points(text);
  const auto first = std::ranges::find_if_not(points, is_space);
  points.erase(points.begin(), first);
  while (!points.empty() && is_space(points.back())) points.pop_back();
  return utf8(points);
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += separator;
    text += parts[i];
  }
  return text;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

int digits_value(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  if (!all_digits(text) || text.size() > 15) return std::nullopt;
  std::int64_t value = 0;
  for (const char digit : text) value = value * 10 + (digit - '0');
  return value;
}

std::string chinese_number(std::int64_t number) {
  static constexpr std::array<std::string_view, 10> kDigits{"",   "一", "二", "三", "四",
                                                            "五", "六", "七", "八", "九"};
  if (number < 1 || number > 99) return std::to_string(number);
  std::string text;
  if (number >= 20) text += kDigits[static_cast<std::size_t>(number / 10)];
  if (number >= 10) text += "十";
  return text.append(kDigits[static_cast<std::size_t>(number % 10)]);
}

std::size_t slips_between(std::u32string_view a, std::u32string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1,
                                             std::vector<std::size_t>(b.size() + 1, 0));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

std::string nearest(std::string_view text, const std::vector<std::string>& candidates) {
  constexpr std::size_t kLongest = 64;  // the table grows with the square
  const std::u32string asked = code_points(text);
  if (asked.empty() || asked.size() > kLongest) return {};
  // Of two characters one may be wrong, of five and more two.
  const std::size_t most = asked.size() < 5 ? 1 : 2;
  std::string best;
  std::size_t fewest = most + 1;
  for (const std::string& candidate : candidates) {
    const std::u32string other = code_points(candidate);
    if (other.size() > kLongest || other == asked) continue;
    const std::size_t count = slips_between(asked, other);
    if (count < fewest) {
      fewest = count;
      best = candidate;
    }
  }
  return best;
}

}  // namespace huanjie
