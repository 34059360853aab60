#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace huanjie {

// POSIX ustar in one byte form: regular files, mode 0644, owner 0, one time, ASCII names of at most
// 100 characters, no extensions, two zero blocks at the end.

struct TarMember {
  std::string_view name{};
  std::string_view bytes{};
};

// As they stand, in that order. A name that is empty, too long, absolute, with "..", or of
// characters other than letters, digits and "-._/" is our own mistake, as is a member above
// kMaxFileBytes.
std::string write_tar(const std::vector<TarMember>& members);

struct TarReading {
  std::vector<TarMember> members{};    // views into what was read
  std::vector<std::size_t> offsets{};  // of each member's header
  std::vector<Error> errors{};         // `where` names the member and the byte
};

// Reads what write_tar would have written and nothing else. After a member whose header is wrong
// nothing further can be placed, so that ends the reading; other errors do not.
TarReading read_tar(std::string_view bytes);

}  // namespace huanjie
