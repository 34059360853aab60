#pragma once

#include "meeting/meeting.h"

// What a result leaves open: ties, empty seats, void polls, corrections.

namespace huanjie {

// The last correction that the meeting itself took; nullptr when there is none. One made after the
// meeting is told, and seats nobody.
const CorrectionMade* standing_correction(const PollState& poll);
// The result that the meeting goes on from: as declared, or as corrected; nullptr before it is
// declared.
const PollResult* standing_result(const PollState& poll);
// Those whom a result elects. A written-in name is seated once its eligibility is confirmed; of
// elected kin, only whom the rule keeps; one person once, in the highest contest.
std::vector<ElectedPerson> winners(const PollState& poll, const PollResult& result);
// Names written in that are elected or tied and whose eligibility nobody has confirmed or denied.
std::vector<std::string> unconfirmed_write_ins(const PollState& poll);
// The last poll that waits for the eligibility of that name; nullptr when none does.
const PollState* poll_waiting_for(const Sitting& sitting, std::string_view name);
// Seats of a contest that nobody fills and the floor has not settled.
int open_seats(const Sitting& sitting, std::string_view contest);
// The round that what is open asks for; nothing when every seat is filled or settled.
std::optional<Round> next_round(const Sitting& sitting);
// The ballot of that round of the sitting in session, as the rule proposes it: contests, seats,
// candidates, method. The caller gives it an id and a title.
Ballot round_ballot(const Meeting& meeting, Round round);
// The poll whose outcome was declared by that event; nullptr when there is none.
const PollState* find_poll(const Meeting& meeting, std::int64_t outcome_seq);
CorrectionClass correction_class(const Meeting& meeting, const PollState& poll,
                                 const std::vector<ElectedPerson>& corrected);

Result<> admit(const Meeting& meeting, const RoundOpened& event);
Result<> admit(const Meeting& meeting, const SeatsSettled& event);
Result<> admit(const Meeting& meeting, const CorrectionMade& event);

void evolve(Meeting& meeting, const RoundOpened& event);
void evolve(Meeting& meeting, const SeatsSettled& event);
void evolve(Meeting& meeting, const CorrectionMade& event);

}  // namespace huanjie
