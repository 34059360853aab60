#pragma once

#include <string>
#include <vector>

namespace huanjie {

// A workbook as people fill it, without its library: what `imaging` reads, `roster` judges and
// `render` writes back with its marks.

// number: `text` is what the file says, as exactly as it says it. date: `text` is YYYY-MM-DD. A
// formula without a stored value is `formula`, and its text is the formula itself.
enum class CellKind { empty, text, number, date, formula };

// Columns count from 1 (A).
struct Cell {
  int column = 0;
  CellKind kind = CellKind::empty;
  std::string text{};

  friend bool operator==(const Cell&, const Cell&) = default;
};

// Rows count from 1, as the spreadsheet shows them. Cells stand in order of their columns; an empty
// cell may be left out.
struct SheetRow {
  int number = 0;
  std::vector<Cell> cells{};

  friend bool operator==(const SheetRow&, const SheetRow&) = default;
};

// Its value stands at the first cell; the others are empty.
struct MergedCells {
  int first_row = 0;
  int first_column = 0;
  int last_row = 0;
  int last_column = 0;

  friend bool operator==(const MergedCells&, const MergedCells&) = default;
};

// Rows in order of their numbers; a row without any cell is left out.
struct Sheet {
  std::string name{};
  std::vector<SheetRow> rows{};
  std::vector<MergedCells> merged{};

  friend bool operator==(const Sheet&, const Sheet&) = default;
};

struct Workbook {
  std::vector<Sheet> sheets{};

  friend bool operator==(const Workbook&, const Workbook&) = default;
};

// The cell in that column; nullptr where there is none.
const Cell* cell_at(const SheetRow& row, int column);

// "C7".
std::string cell_name(int row, int column);
// "名册!C7"; only "C7" where the sheet has no name (CSV).
std::string cell_place(const std::string& sheet, int row, int column);

}  // namespace huanjie
