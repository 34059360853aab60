#pragma once

#include <string>
#include <vector>

#include "app/forms.h"
#include "documents/minutes.h"

// What the minutes say, from the events of the log.

namespace huanjie {

// Everything but the heading.
MinutesInput minutes_of(const MeetingView& view);

// One line an event that the minutes tell of, with the time that was stated for it. Signing in is
// summed up in the head counts; whoever left is named.
std::vector<MinutesLine> minutes_lines(const MeetingView& view);

// For each event the time that was stated for it, "09:20"; empty where none was: the time of what
// came before is not its own.
std::vector<std::string> stated_times(const std::vector<Envelope>& events);

}  // namespace huanjie
