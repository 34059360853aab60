#pragma once

#include <cstdint>
#include <string>

namespace huanjie {

// An exact fraction of people or votes, from 1/10,000 to 10,000. Compared by cross-multiplying:
// four fifths of 57 is no whole number, and a rounded quorum would open a meeting one voter short.
struct Ratio {
  std::int64_t over = 1;
  std::int64_t under = 1;

  friend bool operator==(const Ratio&, const Ratio&) = default;
};

// part / whole >= ratio, and part / whole > ratio. `whole` may be 0.
bool at_least(std::int64_t part, std::int64_t whole, Ratio ratio);
bool more_than(std::int64_t part, std::int64_t whole, Ratio ratio);

// The smallest whole part, at least 1, that passes.
std::int64_t needed_at_least(std::int64_t whole, Ratio ratio);
std::int64_t needed_more_than(std::int64_t whole, Ratio ratio);

// "五分之四"; "半数" for every half and "全部" for every whole (2/4, 3/3); "7/120" where a number
// has no short name (above 99).
std::string chinese_fraction(Ratio ratio);

}  // namespace huanjie
