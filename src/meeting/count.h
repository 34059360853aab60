#pragma once

#include "meeting/meeting.h"

// From the pile to the announcement: counts, result, signatures, eligibility.

namespace huanjie {

// The numbers of the open poll as the contracts' poll.json has them. A method with a quorum of
// those registered knows no 应到会: the electorate is `registered`.
Poll poll_numbers(const Meeting& meeting);
// Why a poll is void, with its numbers, each as "收回选票53张，多于投票人数52人".
std::vector<std::string> void_reasons(const PollResult& result, const Poll& numbers);
// The count that stands: records, or two hand counts by different people that agree; where there
// are records and a hand count, both must agree. The error says what is missing or where counts
// differ.
Result<const CountEntered*> standing_count(const PollState& poll);
// Whether a count of a poll, or of its correction, can be: every line, balanced against the papers
// returned, and where its records are at hand, their sum.
Result<> check_count(const Meeting& meeting, const PollState& poll, const CountEntered& count);
// The result of the open poll from the count that stands; a void poll needs no count.
Result<PollResult> compute_result(const Meeting& meeting);
// The same for any poll, from a given count: from its records, or where those are not at hand (a
// public archive of a small poll) from its totals.
Result<PollResult> compute_result(const Meeting& meeting, const PollState& poll,
                                  const Poll& numbers, const CountEntered& count);

Result<> admit(const Meeting& meeting, const CountEntered& event);
Result<> admit(const Meeting& meeting, const OutcomeDeclared& event);
Result<> admit(const Meeting& meeting, const OutcomeCertified& event);
Result<> admit(const Meeting& meeting, const EligibilityConfirmed& event);
Result<> admit(const Meeting& meeting, const ResultAnnounced& event);

void evolve(Meeting& meeting, const CountEntered& event);
void evolve(Meeting& meeting, const OutcomeDeclared& event);
void evolve(Meeting& meeting, const OutcomeCertified& event);
void evolve(Meeting& meeting, const EligibilityConfirmed& event);
void evolve(Meeting& meeting, const ResultAnnounced& event);

}  // namespace huanjie
