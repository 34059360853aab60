#pragma once

#include <string>
#include <vector>

#include "app/forms.h"
#include "documents/minutes.h"

// What the minutes say, from the events of the log.

namespace huanjie {

// Everything but the heading.
MinutesInput minutes_of(const MeetingView& view);

// One line an event that the minutes tell of, with its Beijing time. Coming and going of single
// people is summed up in the head counts.
std::vector<MinutesLine> minutes_lines(const Meeting& meeting, const std::vector<Envelope>& events);

}  // namespace huanjie
