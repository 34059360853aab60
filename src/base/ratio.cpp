#include "base/ratio.h"

#include <algorithm>

namespace huanjie {

bool at_least(std::int64_t part, std::int64_t whole, Ratio ratio) {
  return part * ratio.under >= whole * ratio.over;
}

bool more_than(std::int64_t part, std::int64_t whole, Ratio ratio) {
  return part * ratio.under > whole * ratio.over;
}

std::int64_t needed_at_least(std::int64_t whole, Ratio ratio) {
  const std::int64_t needed = (whole * ratio.over + ratio.under - 1) / ratio.under;
  return std::max<std::int64_t>(needed, 1);
}

std::int64_t needed_more_than(std::int64_t whole, Ratio ratio) {
  return std::max<std::int64_t>(whole * ratio.over / ratio.under + 1, 1);
}

}  // namespace huanjie
