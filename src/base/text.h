#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huanjie {

bool is_utf8(std::string_view text);

// Code points of valid UTF-8, and back. Invalid bytes become U+FFFD.
std::u32string code_points(std::string_view text);
std::string utf8(char32_t code_point);
std::string utf8(std::u32string_view code_points);

// Number of code points.
std::size_t character_count(std::string_view text);

// A space at either end, of any kind: ASCII, no-break, ideographic (U+3000), tab, newline, BOM.
bool has_outer_space(std::string_view text);
std::string trimmed(std::string_view text);

std::vector<std::string> split(std::string_view text, char separator);
// Characters changed, added, left out, or swapped with their neighbour, to make one of the other.
std::size_t slips_between(std::u32string_view a, std::u32string_view b);
// The candidate that a slip of the pen most likely meant: one or two characters of `text` changed,
// added, left out or swapped. Empty when none is that near.
std::string nearest(std::string_view text, const std::vector<std::string>& candidates);

std::string join(const std::vector<std::string>& parts, std::string_view separator);

// ASCII digits and nothing else, at least one.
bool all_digits(std::string_view text);
// The number that ASCII digits write; at most nine of them.
int digits_value(std::string_view digits);
// All ASCII digits, at least one, at most 15: the number, otherwise nothing.
std::optional<std::int64_t> whole_number(std::string_view text);

// "十二"; digits above 99 and below 1.
std::string chinese_number(std::int64_t number);

}  // namespace huanjie
