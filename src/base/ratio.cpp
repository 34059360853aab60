#include "base/ratio.h"

#include <algorithm>

#include "base/text.h"

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

std::string chinese_fraction(Ratio ratio) {
  if (ratio.over * 2 == ratio.under) return "半数";
  if (ratio.over == ratio.under) return "全部";
  if (ratio.over < 1 || ratio.over > 99 || ratio.under < 1 || ratio.under > 99) {
    return std::to_string(ratio.over) + "/" + std::to_string(ratio.under);
  }
  return chinese_number(ratio.under) + "分之" + chinese_number(ratio.over);
}

}  // namespace huanjie
