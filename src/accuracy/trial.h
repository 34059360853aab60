#pragma once

#include <array>
#include <string>
#include <vector>

#include "deck/cell.h"
#include "scan/mark.h"

namespace huanjie {

inline constexpr std::size_t kCellKinds = 12;

// What came of the cells of one kind.
struct KindCount {
  int cells = 0;
  int sure = 0;
  int silent = 0;  // sure and wrong
};

// A silent error, by whose strokes it was drawn.
struct SilentError {
  CellKind kind = CellKind::blank;
  Seen seen = Seen::blank;
  std::string writers{};
  std::string strokes{};
  std::uint64_t seed = 0;
};

struct Trial {
  std::array<KindCount, kCellKinds> kinds{};
  std::vector<SilentError> errors{};
  int sheets = 0;
  int refused = 0;  // of well-formed sheets

  void add(const DrawnCell& drawn, Seen seen, bool sure, std::uint64_t seed);
  std::string json() const;
};

std::string_view name_of(CellKind kind);

}  // namespace huanjie
