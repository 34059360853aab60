#include "base/sheet.h"

#include <algorithm>

namespace huanjie {

const Cell* cell_at(const SheetRow& row, int column) {
  const auto found = std::ranges::lower_bound(row.cells, column, {}, &Cell::column);
  return found != row.cells.end() && found->column == column ? &*found : nullptr;
}

std::string cell_name(int row, int column) {
  std::string letters;
  for (int rest = column; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters + std::to_string(row);
}

std::string cell_place(const std::string& sheet, int row, int column) {
  return sheet.empty() ? cell_name(row, column) : sheet + "!" + cell_name(row, column);
}

}  // namespace huanjie
