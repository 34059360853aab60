#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "base/fields.h"

namespace huanjie {

// M and F as in the contracts (GB/T 2261.1 男 and 女).
enum class Sex { male, female };

template <>
struct EnumNames<Sex> {
  static constexpr std::array kNames{std::pair{Sex::male, std::string_view("M")},
                                     std::pair{Sex::female, std::string_view("F")}};
};

}  // namespace huanjie
