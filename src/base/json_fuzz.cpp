// Hostile text: parsing answers, and what was read is written and read again alike.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "base/json.h"

namespace huanjie {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Result<Json> json = parse_json(text);
  if (!json.has_value()) {
    HJ_ASSERT(!json.error().message.empty());
    return 0;
  }
  const std::string canonical = write_json(*json);
  const Result<Json> again = parse_json(canonical);
  HJ_ASSERT(again.has_value() && *again == *json);
  HJ_ASSERT(write_json(*again) == canonical);
  const Result<Json> pretty = parse_json(write_pretty_json(*json));
  HJ_ASSERT(pretty.has_value() && *pretty == *json);
  return 0;
}

}  // namespace huanjie
