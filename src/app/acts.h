#pragma once

#include "app/conduct.h"

namespace huanjie {

// Performs the acts of a course in order, each as the events that it is, into the meeting's log. An
// error's place is the act ("第 12 件事（签到）…"); what is wrong with acts by themselves, as names
// not on the roster, is told all at once. Returned: what the rules warn of without forbidding it, a
// sentence each.
Result<std::vector<std::string>> perform_acts(const AssemblyInput& input, const People& people,
                                              const Means& means,
                                              std::pair<Evidence*, Recorder*> into);

}  // namespace huanjie
