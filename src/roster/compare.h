#pragma once

#include <string>
#include <vector>

#include "roster/roster.h"

namespace huanjie {

struct MemberChange {
  std::string name{};
  std::vector<std::string> fields{};  // in Chinese: 学历, 联系电话 …
};

// A roster against an earlier one. People are matched by identity number, else by name and birth,
// else by a name that stands once in either.
struct RosterComparison {
  std::vector<std::string> added{};
  std::vector<MemberChange> changed{};
  int unchanged = 0;
  std::vector<std::string> missing{};  // in the earlier roster and no longer here
};

RosterComparison compare_rosters(const Roster& earlier, const Roster& now);

}  // namespace huanjie
