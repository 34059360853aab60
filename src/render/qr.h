#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"

namespace huanjie {

// A QR symbol, row by row from the top left, true is dark; without the quiet zone.
struct QrSymbol {
  int size = 0;
  std::vector<bool> modules{};
};

// The longest text that stays readable at the size our forms print it.
inline constexpr std::size_t kMaxQrBytes = 1000;

// Correction level M: a fold or a drop of ink across the paper does no harm.
Result<QrSymbol> qr_symbol(std::string_view payload);

}  // namespace huanjie
