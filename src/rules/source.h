#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "base/fields.h"

namespace huanjie {

// Whether the rule's text was read at its source. What is unverified says so wherever it is used.
enum class Status { confirmed, unverified };

template <>
struct EnumNames<Status> {
  static constexpr std::array kNames{std::pair{Status::confirmed, std::string_view("confirmed")},
                                     std::pair{Status::unverified, std::string_view("unverified")}};
};

}  // namespace huanjie
