#include "roster/identity.h"

#include <algorithm>

#include "base/text.h"

namespace huanjie {
namespace {

// Fewer digits than these are nobody's number.
constexpr std::size_t kFewDigits = 6;
constexpr std::size_t kShownWords = 20;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Full-width digits and X made plain, spaces and a leading apostrophe (the sign for text) left out.
std::string plain(std::string_view text) {
  std::string result;
  for (const char32_t c : code_points(trimmed(text))) {
    if (c >= U'\uFF10' && c <= U'\uFF19') {
      result += static_cast<char>('0' + (c - U'\uFF10'));
    } else if (c == U'x' || c == U'\uFF38' || c == U'\uFF58' || c == U'\u00D7') {
      result += 'X';
    } else if (c != U' ' && c != U'\u3000' && c != U'\u00A0' && c != U'\'' && c != U'\u2019' &&
               c != U'`') {
      result += utf8(c);
    }
  }
  return result;
}

// 4.10102196001011E+17, and 410102196001011000: sixteenth digit and on lost.
bool looks_damaged(std::string_view text) {
  const bool scientific = text.find_first_of("Ee") != std::string_view::npos &&
                          text.find_first_not_of("0123456789.+Ee") == std::string_view::npos;
  return scientific;
}

bool is_birth(const Date& date) { return date.year >= 1900 && is_valid(date); }

}  // namespace

char check_character(std::string_view digits) {
  static constexpr int kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < 17 && i < digits.size(); ++i) sum += (digits[i] - '0') * kWeights[i];
  return "10X98765432"[sum % 11];
}

std::string identity_of_old(std::string_view digits) {
  std::string number = std::string(digits.substr(0, 6)) + "19" + std::string(digits.substr(6));
  number += check_character(number);
  return number;
}

IdentityReading read_identity(std::string_view text, bool as_number) {
  IdentityReading reading;
  reading.number = plain(text);
  if (reading.number != text) reading.note = "已去掉空格、全角或小写";
  const std::string& id = reading.number;
  const auto faulty = [&](IdentityFault fault) {
    reading.fault = fault;
    return reading;
  };
  if (looks_damaged(id)) return faulty(IdentityFault::damaged);
  reading.old_form = id.size() == 15 && all_digits(id);
  if (as_number && !reading.old_form) return faulty(IdentityFault::damaged);
  if (id.size() != 18 && !reading.old_form) {
    return faulty(all_digits(id)    ? IdentityFault::length
                  : id.size() == 15 ? IdentityFault::characters
                                    : IdentityFault::length);
  }
  if (!reading.old_form &&
      (!all_digits(id.substr(0, 17)) || (!is_digit(id[17]) && id[17] != 'X'))) {
    return faulty(IdentityFault::characters);
  }
  const std::string full = reading.old_form ? identity_of_old(id) : id;
  reading.birth = {digits_value(full.substr(6, 4)), digits_value(full.substr(10, 2)),
                   digits_value(full.substr(12, 2))};
  reading.sex = (full[16] - '0') % 2 == 1 ? Sex::male : Sex::female;
  if (!is_birth(reading.birth)) return faulty(IdentityFault::birth);
  if (full[17] != check_character(full)) {
    const bool zeros = full.substr(15) == "000";
    return faulty(zeros ? IdentityFault::damaged : IdentityFault::check_digit);
  }
  return reading;
}

std::string masked_identity(std::string_view identity) {
  const std::u32string text = code_points(identity);
  const std::size_t size = text.size();
  const auto digits = static_cast<std::size_t>(
      std::ranges::count_if(text, [](char32_t c) { return c >= U'0' && c <= U'9'; }));
  // 无, 不详, 丢失: words, and no number to hide.
  if (digits < kFewDigits) return utf8(text.substr(0, kShownWords));
  if (looks_damaged(identity)) {
    return utf8(text.substr(0, 7)) + "…" + utf8(text.substr(text.find_first_of(U"Ee")));
  }
  if (size < 15) return utf8(text.substr(0, 2)) + "****" + utf8(text.substr(size - 2));
  return utf8(text.substr(0, 6)) + std::string(size - 10, '*') + utf8(text.substr(size - 4));
}

std::string masked_text(std::string_view text) {
  std::string result;
  std::size_t i = 0;
  while (i < text.size()) {
    std::size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end - i >= 15) {
      if (end < text.size() && (text[end] == 'X' || text[end] == 'x')) ++end;
      result += masked_identity(text.substr(i, end - i));
      i = end;
      continue;
    }
    end = std::max(end, i + 1);
    result += text.substr(i, end - i);
    i = end;
  }
  return result;
}

}  // namespace huanjie
