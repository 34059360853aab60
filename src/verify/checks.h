#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/finding.h"
#include "history/state.h"
#include "ledger/archive.h"

namespace huanjie {

// What an archive was found to be. One finding a check that passed, one a failure: `says` tells the
// check, `where` the place, `required` what was expected, `observed` what was found.
struct Verification {
  Profile profile = Profile::full;
  std::vector<Finding> findings{};
  std::vector<std::pair<LogId, LogState>> states{};   // of the logs that replayed, in their order
  std::map<LogId, std::vector<Hash>> hashes{};        // of each event, as it stands in the archive
  std::map<LogId, std::vector<std::string>> kinds{};  // of each event that could be read

  bool holds() const;
};

// Recomputes an exported record from its evidence: container, manifest, hashes, chains, custody,
// signatures, sealed words; then every event through the gate; then every count from its records
// and every result from its count; then what the unit's log says of the meeting's.
Verification verify_archive(std::string_view bytes);

// Whose log it is: 会议的记录, 单位的记录, 换届办的记录.
std::string log_title(const Verification& verification, LogId log);

// "通过  什么（几项）", "说明  什么（哪里）" or "不符  什么：哪里；要求：…；查得：…": one line a
// finding.
std::string line_of(const Finding& finding);

}  // namespace huanjie
