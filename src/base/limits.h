#pragma once

#include <cstddef>
#include <cstdint>

namespace huanjie {

// Every bound in the system, each with its reason.

// contracts: numbers of people, papers and votes are at most ten million.
inline constexpr std::int64_t kMaxCount = 10'000'000;
// contracts: numerator and denominator of a fraction.
inline constexpr std::int64_t kMaxRatioTerm = 10'000;
// RFC 8785: whole numbers that every JSON reader keeps exactly.
inline constexpr std::int64_t kMaxWhole = (std::int64_t{1} << 53) - 1;
// Deep enough for every file of ours (ten levels), shallow enough that no stack is at risk.
inline constexpr std::size_t kMaxJsonDepth = 32;
// 50,000 cast vote records of 100 candidates take 120 MB.
inline constexpr std::size_t kMaxFileBytes = std::size_t{512} << 20;
// A name of 2 to 30 characters; foreign and minority names with · fit.
inline constexpr std::size_t kMaxNameCharacters = 30;
// TRUST S2: candidates of one contest and people of one meeting.
inline constexpr std::size_t kMaxCandidates = 100;
inline constexpr std::size_t kMaxMembers = 100'000;
// An event that lists 100,000 members by their sealed hashes takes 20 MB.
inline constexpr std::size_t kMaxEventBytes = std::size_t{32} << 20;
// TRUST S2.
inline constexpr std::size_t kMaxLogEvents = 2'000'000;
// Who did it: a name, a role and a station.
inline constexpr std::size_t kMaxActorCharacters = 120;
// TRUST S2: 10,000 sheets with a scan and a strip each, and room for the rest.
inline constexpr std::size_t kMaxArchiveMembers = 100'000;

}  // namespace huanjie
