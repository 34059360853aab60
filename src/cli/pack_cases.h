#pragma once

#include <string>
#include <vector>

#include "rules/pack.h"

namespace huanjie {

// An example of cases.json that the pack does not give: where it stands ("/tally/0"), its name, and
// what came out instead.
struct CaseFailure {
  std::string where{};
  std::string name{};
  std::string what{};
};

struct CaseReport {
  int run = 0;
  std::vector<CaseFailure> failures{};
};

// Runs the examples of a pack: counts by its method, checks of given facts, changes of its method.
// The ballot of a counting example must carry the pack's own method, for its round and changes.
CaseReport run_cases(const Pack& pack);

}  // namespace huanjie
