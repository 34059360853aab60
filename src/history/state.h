#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "base/result.h"
#include "history/event.h"
#include "ledger/envelope.h"
#include "ledger/head.h"

namespace huanjie {

// What an office's log tells: who may write which log.
struct Office {
  Suite suite = Suite::international;
  Custody custody{};
};

// Which log it is follows from its first event; a log never holds another's events.
using LogState = std::variant<Office, Unit, Meeting>;

// The state of one log before its first event. `evidence` outlives it.
LogState empty_state(const Envelope& first, Suite suite, const Evidence& evidence);

// One event through the gate and into the state. Refused: a kind that this log does not hold, a
// body that its event would not write back byte for byte, and whatever `admit` refuses. A refused
// event leaves the state as it was.
Result<> take(LogState& state, const Envelope& envelope);

// The gate alone, for an event about to be recorded.
Result<> may_take(const LogState& state, const Envelope& envelope);

// The state after all of a log's events. The error's `where` is "第 n 条 (kind)".
Result<LogState> replay(const std::vector<Envelope>& events, Suite suite, const Evidence& evidence);

}  // namespace huanjie
