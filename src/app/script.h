#pragma once

#include <string>
#include <vector>

#include "documents/agenda_paper.h"
#include "meeting/meeting.h"

// What the host reads aloud, from the state of the meeting.

namespace huanjie {

// Agenda and 主持词 of a sitting as far as the meeting has come; what is not known yet stands as a
// blank on paper. The items tell of the first poll; a later round stands after the count, with its
// own numbers.
AgendaInput agenda_input(const Meeting& meeting, const Sitting& sitting);

// "委员应选5名，候选人6名，差额1名。"
std::string seats_sentence(const Ballot& ballot);
// The candidates of a sheet in its order, each once.
std::vector<std::string> candidate_names(const Ballot& ballot);

// Why each person of a poll is elected or not, with the articles of the pack.
std::vector<std::string> explanation_of(const Sitting& sitting, const PollState& poll);

}  // namespace huanjie
