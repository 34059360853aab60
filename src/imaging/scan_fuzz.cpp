// Hostile scans: each page comes out whole and within its bounds, or an error that says something;
// and there is an end.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "imaging/decode.h"

namespace huanjie {

namespace {

// Small, so that a run takes no longer than the file deserves.
constexpr DecodeLimits kLimits{300'000, 2'000, 8, std::int64_t{4} << 20, 12, 1 << 18};
constexpr int kMostSteps = 100;

void look_at(const Error& error) { HJ_ASSERT(!error.message.empty() && !error.where.empty()); }

void look_at(const ScannedPage& page) {
  const GreyImage& image = page.image;
  HJ_ASSERT(image.width > 0 && image.height > 0);
  HJ_ASSERT(std::int64_t{image.width} * image.height <= kLimits.pixels);
  HJ_ASSERT(image.pixels.size() == image.at(0, image.height));
  HJ_ASSERT(page.dpi == 0 || (page.dpi >= 50 && page.dpi <= 1300));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto source = open_scan(bytes, "x", kLimits);
  if (!source.has_value()) {
    look_at(source.error());
    return 0;
  }
  for (int step = 0;; ++step) {
    HJ_ASSERT(step < kMostSteps);
    const auto page = (*source)->next();
    if (!page.has_value()) {
      look_at(page.error());
    } else if (page->has_value()) {
      look_at(**page);
    } else {
      return 0;
    }
  }
}

}  // namespace huanjie
