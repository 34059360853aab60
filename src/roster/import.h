#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/finding.h"
#include "base/result.h"
#include "base/sheet.h"
#include "roster/roster.h"

namespace huanjie {

struct ImportOptions {
  RosterBody body = RosterBody::party;
  std::string unit{};
  // The day of the election or of the check: no birth or joining lies after it.
  Date on{2100, 1, 1};
  // The sheet to read; empty: the first that has the header of a roster.
  std::string sheet{};
};

// One thing to say about one cell. Severity `blocks`: the row is wrong and must be mended. `warns`
// and `informs`: the row is good, and this is what was noticed or put right. No identity number
// stands in it unmasked. Column 0 is the whole row.
struct CellFinding {
  std::string sheet{};
  int row = 0;
  int column = 0;
  Finding finding{};
};

// "名册!C7".
std::string place_of(const CellFinding& found);

// A file with more to say than this is mended in more than one round.
inline constexpr std::size_t kMaxRosterFindings = 50'000;

// `roster` holds every row that is not wrong. `rows` is the number of rows that hold a person.
struct RosterImport {
  Roster roster{};
  std::vector<CellFinding> findings{};
  std::string sheet{};
  int header_row = 0;
  int rows = 0;
  std::vector<int> wrong_rows{};
  std::vector<int> member_rows{};  // the row of each member of `roster`
  int findings_left_out = 0;       // past kMaxRosterFindings
};

// A workbook into a roster. An error only where there is no header of a roster, a column twice or
// one missing on which the right to vote hangs, or more than kMaxMembers rows; whatever is wrong in
// a row is a finding at its cell.
Result<RosterImport> import_roster(const Workbook& workbook, const ImportOptions& options);

// The columns that a roster of this body may have, as the template prints them, in order.
struct RosterColumn {
  std::string title{};
  std::vector<std::string> choices{};  // a closed list, empty where anything may be written
  bool as_text = false;                // 身份证号, 电话: typed as text, or a spreadsheet damages it
  bool required = false;
  std::string help{};
};
std::vector<RosterColumn> roster_columns(RosterBody body);

}  // namespace huanjie
