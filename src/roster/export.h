#pragma once

#include <string>
#include <vector>

#include "roster/roster.h"

namespace huanjie {

// The members as rows of the template: one text a column of roster_columns(roster.body), in its
// order. Reading the rows again gives the same members.
std::vector<std::vector<std::string>> roster_rows(const Roster& roster);

}  // namespace huanjie
