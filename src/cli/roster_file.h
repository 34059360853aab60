#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/sheet.h"
#include "roster/import.h"
#include "roster/roster.h"

namespace huanjie {

// `workbook` is empty where the file was huanjie/roster/1.
struct RosterRead {
  Roster roster{};
  RosterImport import{};
  Workbook workbook{};
};

// XLSX, ODS, CSV, or huanjie/roster/1 (.json). The roster holds every row that is right;
// `import.findings` says what is wrong with the others, `import.wrong_rows` is empty where none is.
Result<RosterRead> read_roster_file(const std::string& path, const ImportOptions& options);

// The template as XLSX with the members of the roster filled in; without members it is the empty
// one.
Result<std::string> write_roster_xlsx(const Roster& roster);

// Anything to mend or to check, so that an error workbook would say something.
bool has_marks(const RosterRead& read);

// The workbook as read with each wrong cell coloured, its reason as a comment, and a list of them.
Result<std::string> write_error_workbook(const RosterRead& read);

}  // namespace huanjie
