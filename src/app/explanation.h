#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "meeting/meeting.h"

namespace huanjie {

// Why each person of a poll is elected or not, with the articles of the pack, and which of them are
// still to be confirmed (待核实).
Result<std::vector<std::string>> explanation_of(const Sitting& sitting, const PollState& poll);

}  // namespace huanjie
