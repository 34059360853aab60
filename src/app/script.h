#pragma once

#include "app/forms.h"
#include "documents/agenda_paper.h"

// What the host reads aloud, from the state of the meeting.

namespace huanjie {

// Agenda and 主持词 of a sitting as far as the meeting has come and the folder says it already;
// what is not known yet stands as a blank on paper. The items tell of the first poll; a later round
// stands after the count, with its own numbers.
AgendaInput agenda_input(const MeetingView& view, const Sitting& sitting);

}  // namespace huanjie
