#pragma once

#include "meeting/meeting.h"

// Who is on the roster, who came, who counts in 应到会.

namespace huanjie {

// 应到会 and those present with the vote, of the sitting in session.
int entitled(const Meeting& meeting);
int entitled(const Meeting& meeting, const Sitting& sitting);
int entitled_before_exclusions(const Meeting& meeting);
int present(const Meeting& meeting);
// The method that the sitting adopted; before that the pack's own with the changes of the draft.
Method method_of(const Sitting& sitting);
// Whether the person has a vote, and so may be elected, in the sitting in session.
bool has_vote(const Meeting& meeting, const VoterId& voter);

Result<> admit(const Meeting& meeting, const VotersListed& event);
Result<> admit(const Meeting& meeting, const ExclusionProposed& event);
Result<> admit(const Meeting& meeting, const VoterExcused& event);
Result<> admit(const Meeting& meeting, const VoterCheckedIn& event);
Result<> admit(const Meeting& meeting, const CheckInUndone& event);
Result<> admit(const Meeting& meeting, const VoterLeft& event);
Result<> admit(const Meeting& meeting, const VoterReturned& event);
Result<> admit(const Meeting& meeting, const HeadsCounted& event);

void evolve(Meeting& meeting, const VotersListed& event);
void evolve(Meeting& meeting, const ExclusionProposed& event);
void evolve(Meeting& meeting, const VoterExcused& event);
void evolve(Meeting& meeting, const VoterCheckedIn& event);
void evolve(Meeting& meeting, const CheckInUndone& event);
void evolve(Meeting& meeting, const VoterLeft& event);
void evolve(Meeting& meeting, const VoterReturned& event);
void evolve(Meeting& meeting, const HeadsCounted& event);

}  // namespace huanjie
