#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace huanjie {

// 16 random bytes, typed by what they name. They come from the shell; the core never makes one.
// Never sequential and never time-ordered: an id that tells the order of sheets helps to tell who
// voted how.
template <class Tag>
struct Id {
  std::array<std::uint8_t, 16> bytes{};

  friend auto operator<=>(const Id&, const Id&) = default;
};

// 32 lower-case hexadecimal digits.
std::string id_text(const std::array<std::uint8_t, 16>& bytes);
Result<std::array<std::uint8_t, 16>> parse_id(std::string_view text);

template <class Tag>
std::string to_text(const Id<Tag>& id) {
  return id_text(id.bytes);
}

using UnitId = Id<struct UnitTag>;
using LogId = Id<struct LogTag>;
using NodeId = Id<struct NodeTag>;
using MeetingId = Id<struct MeetingTag>;
using PersonId = Id<struct PersonTag>;
using VoterId = Id<struct VoterTag>;

// Lower-case hexadecimal of any bytes, and back. The text must have an even number of digits.
std::string to_hex(std::string_view bytes);
Result<std::string> from_hex(std::string_view text);
// Fills `bytes`; false when the text is not exactly their lower-case hexadecimal.
bool decode_hex(std::string_view text, std::span<std::uint8_t> bytes);

}  // namespace huanjie
