#pragma once

#include "ballot/cast_vote_record.h"
#include "ballot/contest.h"
#include "tally/outcome.h"
#include "tally/poll.h"
#include "tally/totals.h"

namespace huanjie {

// Which of the inputs an error is in: the caller knows the file.
enum class TallyInput { ballot, poll, count };

struct TallyFailure {
  TallyInput input = TallyInput::ballot;
  Error error{};
};

// The whole count (contracts 5, in its order): checks everything, also of a poll that is void, then
// counts. The number of records that differs from `returned` is an error, never a result.
Result<PollResult> tally(const Ballot& ballot, const Poll& poll, const Cvrs& cvrs);
Result<PollResult> tally(const Ballot& ballot, const Poll& poll, const Totals& totals);

// The same, saying which input is wrong.
std::expected<PollResult, TallyFailure> tally_or_failure(const Ballot& ballot, const Poll& poll,
                                                         const Cvrs& cvrs);
std::expected<PollResult, TallyFailure> tally_or_failure(const Ballot& ballot, const Poll& poll,
                                                         const Totals& totals);

// What the records of a second reading come to, for comparing with a hand count (compare.h):
// checked, then tabulated by the method.
Result<Totals> totals_of(const Ballot& ballot, const Cvrs& cvrs);

}  // namespace huanjie
