// Hostile ballots and records, of one input as text or as a record of a fixed ballot: each is
// refused with its place, or written and read again alike; the quick reader of records never
// differs from the careful one.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ballot/cast_vote_record.h"
#include "ballot/contest.h"
#include "ballot/cvrs_reader.h"
#include "base/assert.h"

namespace huanjie {

namespace {

void try_ballot(std::string_view text) {
  const Result<Ballot> ballot = parse_ballot(text);
  if (!ballot.has_value()) {
    HJ_ASSERT(!ballot.error().message.empty());
    return;
  }
  const Result<Ballot> again = parse_ballot(write_json(to_json(*ballot)));
  HJ_ASSERT(again.has_value() && *again == *ballot);
}

void try_cvrs(std::string_view text) {
  const std::optional<Cvrs> quick = read_plain_cvrs(text);
  const Result<Json> json = parse_json(text);
  if (json.has_value()) {
    const Result<Cvrs> careful = from_json<Cvrs>(*json);
    HJ_ASSERT(!quick || (careful.has_value() && *quick == *careful));
    if (careful.has_value()) {
      const Result<Cvrs> again = from_json<Cvrs>(to_json(*careful));
      HJ_ASSERT(again.has_value() && *again == *careful);
    }
    return;
  }
  // A key twice in a record is the one thing that the quick reader leaves to check().
  HJ_ASSERT(!quick || json.error().message.starts_with("键重复"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try_ballot(text);
  try_cvrs(text);
  return 0;
}

}  // namespace huanjie
