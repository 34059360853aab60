#pragma once

#include "ballot/cast_vote_record.h"
#include "ballot/contest.h"
#include "tally/totals.h"

namespace huanjie {

// Records to counts: what every sheet says under the method (contracts 5, rules 4 to 8). The
// records have passed their check against the ballot. Write-ins stand by name. Any order and any
// split of the records into parts gives the same sum.
Totals tabulate(const Ballot& ballot, const Cvrs& cvrs);

// The counts of two piles together: tabulate(A and B) = add(tabulate(A), tabulate(B)).
Totals add(const Totals& first, const Totals& second);

}  // namespace huanjie
