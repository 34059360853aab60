#pragma once

#include "app/conduct.h"

namespace huanjie {

// Performs the acts of a course in order, each as the events that it is, into the meeting's log. An
// error's place is the act ("/acts/12 …") and its message names it; names that are not on the
// roster are told all at once. Returned: what the rules warn of without forbidding it, a sentence
// each.
Result<std::vector<std::string>> perform_acts(const AssemblyInput& input, const People& people,
                                              const Means& means,
                                              std::pair<Evidence*, Recorder*> into);

}  // namespace huanjie
