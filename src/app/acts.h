#pragma once

#include "app/conduct.h"

namespace huanjie {

// Performs the acts of a course in order, each as the events that it is. Steps of the agenda are
// closed by themselves when an act of a later step comes; the head of the log is signed at each.
Result<> perform_acts(const AssemblyInput& input, const People& people, const Means& means,
                      Evidence& evidence, Recorder& meeting);

}  // namespace huanjie
