#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "history/state.h"
#include "ledger/archive.h"

namespace huanjie {

// What an archive was found to be. One finding a check that passed, one a failure: `check` names
// it, `observed` what was found, `required` what was expected, `says` where and what.
struct Verification {
  Profile profile = Profile::full;
  std::vector<Finding> findings{};
  std::vector<LogState> states{};  // of the logs that replayed, in the archive's order

  bool holds() const;
};

// Recomputes an exported record from its evidence: container, manifest, hashes, chains, custody,
// signatures, sealed words; then every event through the gate; then every count from its records
// and every result from its count; then what the unit's log says of the meeting's.
Verification verify_archive(std::string_view bytes);

// "通过  事件链 …" or "不符  哪里:什么;应为 …,实为 …": one line a finding, for a terminal.
std::string line_of(const Finding& finding);

}  // namespace huanjie
