#pragma once

#include <functional>
#include <string>

#include "app/conduct.h"
#include "base/result.h"
#include "ledger/archive.h"

namespace huanjie {

struct AssemblyOptions {
  std::string folder{};
  std::string out{};
};

// What was held, for the table at the end.
struct AssemblySummary {
  Meeting meeting{};
  std::string out{};
  int papers = 0;
};

// Told before each part of the work: "读名册", "印制报告单" …
using Progress = std::function<void(const std::string&)>;

// Holds the meeting of a folder and delivers archive, polls and reports into `out`, each whole by
// rename. Work in progress lies in out/.work; a run that was stopped goes on there. Refused: an
// `out` that holds other things, or a finished meeting.
Result<AssemblySummary> run_assembly(const AssemblyOptions& options, const Progress& progress);

// Reads meeting.json, the roster and the count files of a folder. An error's place starts with the
// file.
Result<AssemblyInput> read_assembly(const std::string& folder);

// What the archive of a held meeting contains: its logs and signed heads, and the files and sealed
// words that they name.
Result<ArchiveContents> gather(const HeldMeeting& held, const AssemblyInput& input, Store& store,
                               const Evidence& evidence);

// The result of each poll in lines for a terminal.
std::string summary_text(const AssemblySummary& summary);

}  // namespace huanjie
