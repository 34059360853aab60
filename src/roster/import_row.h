#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "base/sheet.h"
#include "roster/columns.h"
#include "roster/import.h"

namespace huanjie {

inline constexpr std::size_t kColumnKeys = static_cast<std::size_t>(ColumnKey::notes) + 1;

// Where each column stands in the sheet; 0 where the sheet has none.
struct SheetColumns {
  std::array<int, kColumnKeys> at{};
  StandingAsks standing_asks = StandingAsks::right;

  int operator[](ColumnKey key) const { return at[static_cast<std::size_t>(key)]; }
  int& operator[](ColumnKey key) { return at[static_cast<std::size_t>(key)]; }
};

// One row into a member, with what is to be said of its cells. The member is good where no finding
// blocks; its id is not yet given.
struct RowReading {
  Member member{};
  std::vector<CellFinding> findings{};
};

RowReading read_member_row(const std::string& sheet, const SheetColumns& columns,
                           const SheetRow& row, const ImportOptions& options);

// A finding at a cell. `blocks` is a violation, anything else a remark.
CellFinding cell_finding(const std::string& sheet, int row, int column, Finding finding);
Finding import_finding(Severity severity, std::string check, std::string says,
                       std::string observed = {}, std::string required = {});

}  // namespace huanjie
