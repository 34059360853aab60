#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "base/hash.h"
#include "base/reference.h"
#include "base/result.h"

namespace huanjie {

// 128 random bits from the shell: without them a telephone number could be found by trying all.
struct Salt {
  std::array<std::uint8_t, 16> bytes{};

  friend auto operator<=>(const Salt&, const Salt&) = default;
};
Json to_json(const Salt& salt);
Result<> read(const Json& json, const JsonPath& path, Salt& salt);

struct SealedWords {
  Hash hash{};
  Salt salt{};
  std::string words{};

  static constexpr auto fields() {
    return std::tuple{field("hash", &SealedWords::hash), field("salt", &SealedWords::salt),
                      field("words", &SealedWords::words)};
  }
  friend bool operator==(const SealedWords&, const SealedWords&) = default;
};

// hash = digest(suite, the 16 bytes of the salt, then the words in UTF-8).
SealedWords seal(Suite suite, const Salt& salt, std::string_view words);
bool seal_holds(Suite suite, const SealedWords& sealed);
// What an event keeps of them.
SealedHash seal_of(const SealedWords& sealed);

}  // namespace huanjie
