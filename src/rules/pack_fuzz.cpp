#include <cstddef>
#include <cstdint>
#include <string_view>

#include "rules/adopt.h"
#include "rules/pack.h"

// A pack comes out of an archive as bytes that anybody may have written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const huanjie::Result<huanjie::Json> json =
      huanjie::parse_json({reinterpret_cast<const char*>(data), size});
  if (!json) return 0;
  const huanjie::Result<huanjie::Pack> pack = huanjie::parse_pack(*json);
  if (pack) static_cast<void>(huanjie::warnings(*pack));
  return 0;
}
