#pragma once

#include <map>
#include <string>
#include <vector>

#include "documents/agenda_paper.h"
#include "documents/minutes.h"
#include "ledger/envelope.h"
#include "meeting/meeting.h"

// What the host reads aloud and what the minutes say, from the state of the meeting.

namespace huanjie {

// The variables of the pack's script (packs/words.json) as far as the meeting has come; what is not
// known yet is left out, and stands as a blank on paper.
std::map<std::string, std::string> script_values(const Meeting& meeting, const Sitting& sitting);

// Agenda and 主持词 of a sitting, its script filled in.
AgendaInput agenda_input(const Meeting& meeting, const Sitting& sitting);

// 应到会…人,实到会…人: the first head count in a sentence; empty before it.
std::string attendance_sentence(const Sitting& sitting, const Meeting& meeting);

// One line an event that the minutes tell of, with its Beijing time. Coming and going of single
// people is summed up in the head counts.
std::vector<MinutesLine> minutes_lines(const std::vector<Envelope>& events);

// Why each person of a poll is elected or not, with the articles of the pack.
std::vector<std::string> explanation_of(const Sitting& sitting, const PollState& poll);

}  // namespace huanjie
