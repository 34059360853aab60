#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "ledger/tar.h"

namespace huanjie {

// What is accepted is what would be written again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const TarReading reading = read_tar(bytes);
  if (reading.errors.empty()) HJ_ASSERT(write_tar(reading.members) == bytes);
  return 0;
}

}  // namespace huanjie
