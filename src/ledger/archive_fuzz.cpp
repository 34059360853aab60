#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "ledger/archive.h"

namespace huanjie {

// Whatever passes as an archive can be published, and what is published passes again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const ArchiveReading reading = read_archive(bytes);
  const bool sound = blocking(reading.findings).empty();
  if (!sound || reading.profile != Profile::full) return 0;
  const Result<std::string> published = publish_archive(bytes);
  HJ_ASSERT(published.has_value());
  HJ_ASSERT(blocking(read_archive(*published).findings).empty());
  return 0;
}

}  // namespace huanjie
