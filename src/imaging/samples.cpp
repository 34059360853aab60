#include <algorithm>

#include "imaging/decode_parts.h"

namespace huanjie {
namespace {

// A byte is eight pixels: the form most piles come in deserves its own loop.
void bilevel_row(const SampleForm& form, std::span<const std::uint8_t> packed,
                 std::span<std::uint8_t> grey) {
  const std::uint8_t zero = form.grey[0];
  const auto flip = static_cast<std::uint8_t>(form.grey[0] ^ form.grey[1]);
  const std::size_t whole = grey.size() / 8;
  for (std::size_t i = 0; i < whole; ++i) {
    const unsigned byte = packed[i];
    std::uint8_t* out = &grey[i * 8];
    for (unsigned bit = 0; bit < 8; ++bit) {
      const unsigned mask = 0U - ((byte >> (7 - bit)) & 1U);
      out[bit] = static_cast<std::uint8_t>(zero ^ (flip & mask));
    }
  }
  for (std::size_t x = whole * 8; x < grey.size(); ++x) {
    grey[x] = form.grey[(packed[x / 8] >> (7 - x % 8)) & 1U];
  }
}

}  // namespace

SampleForm evenly_grey(int bits, bool white_first) {
  SampleForm form{bits, 1, {}};
  const int last = bits < 8 ? (1 << bits) - 1 : 255;
  for (int value = 0; value <= last; ++value) {
    const int shade = value * 255 / last;
    form.grey[static_cast<std::size_t>(value)] =
        static_cast<std::uint8_t>(white_first ? 255 - shade : shade);
  }
  return form;
}

void grey_row(const SampleForm& form, std::span<const std::uint8_t> packed,
              std::span<std::uint8_t> grey) {
  const std::size_t step = form.bits == 16 ? 2 : 1;  // sixteen bits come with the upper byte first
  if (form.components == 3) {
    for (std::size_t x = 0; x < grey.size(); ++x) {
      const std::uint8_t* rgb = &packed[x * 3 * step];
      grey[x] = luma(rgb[0], rgb[step], rgb[2 * step]);
    }
  } else if (form.bits >= 8) {
    for (std::size_t x = 0; x < grey.size(); ++x) grey[x] = form.grey[packed[x * step]];
  } else if (form.bits == 1) {
    bilevel_row(form, packed, grey);
  } else {
    const auto bits = static_cast<std::size_t>(form.bits);
    const unsigned last = (1U << bits) - 1;
    for (std::size_t x = 0; x < grey.size(); ++x) {
      const std::size_t at = x * bits;
      grey[x] = form.grey[(packed[at / 8] >> (8 - bits - at % 8)) & last];
    }
  }
}

}  // namespace huanjie
