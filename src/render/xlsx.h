#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/sheet.h"

namespace huanjie {

// Workbooks to fill and to mend. The same input gives the same bytes.

struct XlsxColumn {
  std::string title{};
  std::vector<std::string> choices{};  // a drop-down, empty where anything may be typed
  bool as_text = false;                // text format, so that a long number keeps all its digits
  bool required = false;
  std::string help{};
};

// A sheet with a frozen header to fill in, and a second sheet that explains it.
struct XlsxForm {
  std::string sheet{};
  std::string guide_sheet{};
  std::vector<std::string> guide{};  // lines above the table of columns
  std::vector<XlsxColumn> columns{};
  std::vector<std::vector<std::string>> rows{};  // what is filled in already, in order of `columns`
};

Result<std::string> write_form(const XlsxForm& form);

// What is to be said at a cell of a workbook; column 0 is the whole row.
struct CellMark {
  std::string sheet{};
  int row = 0;
  int column = 0;
  bool wrong = false;  // 错误, red; otherwise 请核对, yellow
  std::string text{};
};

// The sheet that is filled in, so that the marked copy can be mended in place: below its header a
// column keeps its text format and its drop-down, by its number from 1.
struct MarkedForm {
  std::string sheet{};
  int header_row = 0;
  std::map<int, XlsxColumn> columns{};
};

// The workbook as it was, each marked cell coloured and with its reasons as a comment, and a sheet
// 问题清单 that lists them all. Dates are written as text, columns are as wide as what they hold.
Result<std::string> write_marked(const Workbook& workbook, const std::vector<CellMark>& marks,
                                 const MarkedForm& form = {});

}  // namespace huanjie
