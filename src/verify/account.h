#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "verify/checks.h"

// What a verification tells somebody with the signed paper in hand, in plain lines.

namespace huanjie {

// Whose record it is: unit, meeting, day, place, rehearsal or not, who was elected with how many
// votes, and the codes as the result reports print them. Of meeting logs that could be replayed.
std::vector<std::string> record_lines(const Verification& verification);

// Where in the archive the code of a paper stands. Takes the code as printed (any case, spaces),
// the whole hash, or what the QR code holds. Not found: an error that tells a slip of typing from
// the code of another record.
Result<std::vector<std::string>> code_lines(const Verification& verification,
                                            std::string_view typed);

// "结论：…": whether the archive holds, and whether a result stands in it at all.
std::string conclusion_of(const Verification& verification);

// All of it for a terminal: the file, the record, each check, the conclusion; lines with their
// ends.
std::string account_of(const Verification& verification, const std::string& file);

// Whether there is anything of an archive in the file at all.
bool is_archive(const Verification& verification);

}  // namespace huanjie
