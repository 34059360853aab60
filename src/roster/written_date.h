#pragma once

#include <string>
#include <string_view>

#include "roster/person.h"

namespace huanjie {

// A date as people write it: 1985.3, 1985年3月, 1985-03-01, 19850301, 198503, 1985/3/1,
// 二〇二〇年三月, 一九八五年十月一日. As precise as it is written and no more.
struct WrittenDate {
  PartialDate date{};
  std::string fault{};     // empty when it could be read
  std::string expected{};  // what would be right
};

// `as_number`: the cell held a number. 1985.1 is then January or October, nobody can tell which,
// and 31107 may be the serial number of a day: faults, never guesses.
WrittenDate read_written_date(std::string_view text, bool as_number = false);

}  // namespace huanjie
