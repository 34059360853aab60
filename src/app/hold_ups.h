#pragma once

#include <string>
#include <vector>

#include "meeting/meeting.h"

// What stands in the way of going on, said as soon as it is recorded and not only when a later act
// is refused: each an entry of one or more lines, with the numbers, what is needed and what to do.

namespace huanjie {

// The last head count misses the quorum.
std::vector<std::string> quorum_hold_up(const Meeting& meeting);
// Motions that did not pass, with what follows.
std::vector<std::string> motion_hold_ups(const Meeting& meeting);
// Counts that give no result yet: only one, two by the same people, or two that differ, cell by
// cell.
std::vector<std::string> count_hold_up(const PollState& poll);
// Names written in that are elected or tied and whom nobody has confirmed, with the act to write.
std::vector<std::string> eligibility_hold_up(const Sitting& sitting, const PollState& poll);

// All of them, of the sitting in session.
std::vector<std::string> hold_ups(const Meeting& meeting);

}  // namespace huanjie
