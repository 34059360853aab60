#pragma once

#include "meeting/meeting.h"

// The life of the ballot papers: box, stock, hand-out, return.

namespace huanjie {

Result<> admit(const Meeting& meeting, const BoxSealed& event);
Result<> admit(const Meeting& meeting, const PapersPrinted& event);
Result<> admit(const Meeting& meeting, const PapersIssued& event);
Result<> admit(const Meeting& meeting, const PaperSpoiled& event);
Result<> admit(const Meeting& meeting, const PapersLeftOver& event);
Result<> admit(const Meeting& meeting, const VotingClosed& event);
Result<> admit(const Meeting& meeting, const PapersReturned& event);

void evolve(Meeting& meeting, const BoxSealed& event);
void evolve(Meeting& meeting, const PapersPrinted& event);
void evolve(Meeting& meeting, const PapersIssued& event);
void evolve(Meeting& meeting, const PaperSpoiled& event);
void evolve(Meeting& meeting, const PapersLeftOver& event);
void evolve(Meeting& meeting, const VotingClosed& event);
void evolve(Meeting& meeting, const PapersReturned& event);

}  // namespace huanjie
