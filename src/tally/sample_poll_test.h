#pragma once

#include <string>
#include <vector>

#include "ballot/cast_vote_record.h"
#include "ballot/contest.h"
#include "tally/poll.h"
#include "tally/totals.h"

// Small polls for the tests of this folder, in a notation that reads like a sheet.

namespace huanjie {

// One contest, committee, candidates c1, c2, … of these names, two write-in rows more than a test
// needs. The method: ○ approves, × opposes, blank abstains, all else is invalid; elected by more
// than half of those entitled; write-ins allowed, with a mark, whatever is opposed.
Ballot committee_ballot(int seats, const std::vector<std::string>& names);

// chair (c1 甲一 p1 M, c2 乙二 p2 F), deputy (d1 甲一 p1, d2 乙二 p2), member (m1 甲一 p1, m2 乙二
// p2, m3 丙三 p3 M), one seat each, by the same method.
Ballot three_contests();

// Everybody came, was handed a paper and put it in.
Poll poll_of(int people);

// "committee: c1=o c2=x +丁四=o; member: m1=-": o circle, x cross, v tick, - blank, # filled, /
// struck, ? contradictory, ! illegible; +NAME is the next write-in row. "defaced" and the like
// alone: invalid.
CastVoteRecord sheet(const std::string& id, const std::string& notation);
Cvrs pile(const Ballot& ballot, const std::vector<std::string>& sheets);

// "c1 1/0/2/0 c2 0/3/0/0 丁四 1 ignored 2 overvote 1": approve/oppose/abstain/invalid.
std::string shown(const Totals& totals, const std::string& contest);

}  // namespace huanjie
