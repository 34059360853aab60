#pragma once

#include "base/result.h"
#include "tally/outcome.h"

namespace huanjie {

// Whether the numbers of a result fit each other: sheets, lines, thresholds, who is elected and the
// seats left. A result whose file was touched by hand is refused here, with the place and the sum.
Result<> check_result(const PollResult& result);

}  // namespace huanjie
