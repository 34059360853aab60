#pragma once

#include <string>

#include "app/conduct.h"
#include "base/result.h"

// What lies in a result folder beside what is delivered: the record, and work in progress.

namespace huanjie {

inline constexpr const char* kRecordFolder = ".record";
inline constexpr const char* kWorkFolder = ".work";

// An empty folder, or one of ours. Refused: other things, and the papers of a meeting whose record
// is gone.
Result<> check_out(const std::string& out);

// Keeps what a record went by, so that a later run can say what was changed since.
Result<> keep_input(const std::string& record, const AssemblyInput& input, const std::string& seed);
// A conflict with the record in words: which entries differ, and how to go on.
Error explain_conflict(Error error, const std::string& record, const AssemblyInput& input,
                       const std::string& seed);

// After a refused run: nothing of it stays but a record that was begun.
void leave_no_work(const std::string& out);

// Whether two renderings of a paper are the same but for the time they were made.
bool is_same_paper(const std::string& one, const std::string& other);

}  // namespace huanjie
