#pragma once

#include "meeting/meeting.h"

// The way of the meeting: preparation, steps, suspension, plenary, close.

namespace huanjie {

// Those whom the assembly elected, in the order of their election; one who holds two posts once.
std::vector<VoterId> committee_of(const Sitting& assembly);

Result<> admit(const Meeting& meeting, const MeetingPrepared& event);
Result<> admit(const Meeting& meeting, const TimeStated& event);
Result<> admit(const Meeting& meeting, const PlenaryOpened& event);
Result<> admit(const Meeting& meeting, const StatementMade& event);
Result<> admit(const Meeting& meeting, const StepDone& event);
Result<> admit(const Meeting& meeting, const StepSkipped& event);
Result<> admit(const Meeting& meeting, const MeetingSuspended& event);
Result<> admit(const Meeting& meeting, const MeetingResumed& event);
Result<> admit(const Meeting& meeting, const MeetingAbandoned& event);
Result<> admit(const Meeting& meeting, const DocumentFiled& event);
Result<> admit(const Meeting& meeting, const MeetingClosed& event);

void evolve(Meeting& meeting, const MeetingPrepared& event);
void evolve(Meeting& meeting, const TimeStated& event);
void evolve(Meeting& meeting, const PlenaryOpened& event);
void evolve(Meeting& meeting, const StatementMade& event);
void evolve(Meeting& meeting, const StepDone& event);
void evolve(Meeting& meeting, const StepSkipped& event);
void evolve(Meeting& meeting, const MeetingSuspended& event);
void evolve(Meeting& meeting, const MeetingResumed& event);
void evolve(Meeting& meeting, const MeetingAbandoned& event);
void evolve(Meeting& meeting, const DocumentFiled& event);
void evolve(Meeting& meeting, const MeetingClosed& event);

}  // namespace huanjie
