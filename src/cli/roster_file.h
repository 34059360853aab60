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

}  // namespace huanjie
