#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "roster/person.h"

namespace huanjie {

// What is wrong with an identity number (公民身份号码, GB 11643-1999), first fault first.
enum class IdentityFault {
  none,
  damaged,      // 4.10102E+17, or 18 digits that end in 000: a spreadsheet stored it as a number
  length,       // neither 18 nor 15 characters
  characters,   // something that is no digit, or an X that is not the last
  birth,        // no day of the calendar, or before 1900
  check_digit,  // ISO 7064 MOD 11-2
};

struct IdentityReading {
  IdentityFault fault = IdentityFault::none;
  std::string number{};   // trimmed, full-width digits made plain, x made X
  bool old_form = false;  // 15 digits, before 1999
  Date birth{};
  Sex sex = Sex::male;
  std::string note{};  // what was put right in reading it
};

// `as_number`: the cell held a number, so whatever it shows is damaged. Birth and sex are set where
// `fault` is none, or check_digit.
IdentityReading read_identity(std::string_view text, bool as_number = false);

// The check character of the first 17 digits.
char check_character(std::string_view seventeen_digits);
// The 18 characters that a 15-digit number became in 1999.
std::string identity_of_old(std::string_view fifteen_digits);

// "410102********1234": the birth hidden. "4.10102…E+17" where a spreadsheet damaged it; words (无)
// as they are; whatever else is no identity number shows its ends alone.
std::string masked_identity(std::string_view identity);
// Any text with every run of fifteen or more digits masked.
std::string masked_text(std::string_view text);

}  // namespace huanjie
