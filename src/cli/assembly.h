#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/conduct.h"
#include "base/result.h"
#include "ledger/archive.h"

namespace huanjie {

struct AssemblyOptions {
  std::string folder{};
  std::string out{};
};

// A paper of this run; `fresh` where the folder had none of that name, `changed` where it had
// another.
struct PrintedPaper {
  std::string file{};
  std::string title{};
  bool fresh = false;
  bool changed = false;
  std::string signed_by{};  // in words
};

// What was held, for the table at the end.
struct AssemblySummary {
  Meeting meeting{};
  std::string out{};
  std::vector<PrintedPaper> papers{};
  std::vector<std::string> notices{};          // what the rules warn of, a sentence each
  std::size_t acts = 0;                        // performed
  std::size_t waiting = 0;                     // not yet filled in
  std::vector<std::string> blanks{};           // of the first that waits
  bool checked_only = false;                   // nothing was recorded and nothing delivered
  std::map<std::string, std::string> codes{};  // of the outcomes, by ballot
  bool sealed = false;                         // there is an archive
};

// Told before each part of the work: "读名册", "印制报告单" …
using Progress = std::function<void(const std::string&)>;

// Holds the meeting of a folder as far as it is written down, and delivers polls, reports and, of a
// meeting that is over or suspended, the archive into `out`, each whole by rename. Work in progress
// lies in out/.work; a run that was stopped goes on there. The record stays in out/.record: a later
// run with more acts goes on with the same log, so that a report signed in the room has the code of
// the archive. A slip anywhere in the folder is told before anything is recorded. Refused: an `out`
// that holds other things.
Result<AssemblySummary> run_assembly(const AssemblyOptions& options, const Progress& progress);

// The same without recording or writing anything: what would happen, or what would be refused.
// Without `out`, as if nothing were recorded yet.
Result<AssemblySummary> check_assembly(const AssemblyOptions& options, const Progress& progress);

// Reads meeting.json, the roster and the count files of a folder. An error's place starts with the
// file.
Result<AssemblyInput> read_assembly(const std::string& folder);

// What the archive of a held meeting contains: its logs and signed heads, and the files and sealed
// words that they name.
Result<ArchiveContents> gather(const HeldMeeting& held, const AssemblyInput& input, Store& store,
                               const Evidence& evidence);

// For a terminal: first what holds the meeting up, then the result of each poll, what to look at,
// the papers to sign and what comes next.
std::string summary_text(const AssemblySummary& summary);

}  // namespace huanjie
