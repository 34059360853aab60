#pragma once

#include <string>

#include "base/result.h"

namespace huanjie {

// Lays out a meeting folder to be filled by hand: meeting.json with every act of the pack's agenda
// in its order and blanks where the office writes, roster.xlsx as a template, 填写说明.txt with
// what each act means. Refused: a folder that is not empty, an unknown pack.
Result<> new_assembly(const std::string& folder, const std::string& pack);

}  // namespace huanjie
