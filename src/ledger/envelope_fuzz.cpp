#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "ledger/chain.h"
#include "ledger/envelope.h"
#include "ledger/references.h"

namespace huanjie {

// What is accepted is what would be written again, and its end tells the same link.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Result<Link> link = read_link(bytes);
  const Result<Envelope> envelope = parse_envelope(bytes);
  if (!envelope) return 0;
  HJ_ASSERT(envelope_bytes(*envelope) == bytes);
  References references;
  collect_references(envelope->body, references);
  // A link is read of numbers of at most 15 digits.
  constexpr std::int64_t kLongest = 999'999'999'999'999;
  if (envelope->seq > kLongest || envelope->time.ms > kLongest) return 0;
  HJ_ASSERT(link && link->log == envelope->log && link->seq == envelope->seq &&
            link->prev == envelope->prev && link->time == envelope->time);
  return 0;
}

}  // namespace huanjie
