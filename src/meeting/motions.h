#pragma once

#include "meeting/meeting.h"

// What the floor hears and decides before the vote: motions by hand, method, officers, candidates.

namespace huanjie {

Result<> admit(const Meeting& meeting, const MotionDecided& event);
Result<> admit(const Meeting& meeting, const ReportPresented& event);
Result<> admit(const Meeting& meeting, const GroupNoted& event);
Result<> admit(const Meeting& meeting, const MethodAdopted& event);
Result<> admit(const Meeting& meeting, const OfficersPassed& event);
Result<> admit(const Meeting& meeting, const CandidatesAnnounced& event);
Result<> admit(const Meeting& meeting, const SpeechGiven& event);

void evolve(Meeting& meeting, const MotionDecided& event);
void evolve(Meeting& meeting, const ReportPresented& event);
void evolve(Meeting& meeting, const GroupNoted& event);
void evolve(Meeting& meeting, const MethodAdopted& event);
void evolve(Meeting& meeting, const OfficersPassed& event);
void evolve(Meeting& meeting, const CandidatesAnnounced& event);
void evolve(Meeting& meeting, const SpeechGiven& event);

}  // namespace huanjie
