#pragma once

#include <string>
#include <vector>

#include "ballot/cast_vote_record.h"
#include "ballot/contest.h"
#include "deck/dice.h"
#include "roster/roster.h"

namespace huanjie {

// Invented people: `voters` with the vote, then `others` without it (probationary members, or on a
// voters' list nobody). Names of two and three characters, some long with ·, some rare characters,
// identity numbers with a right check digit of a district that does not exist.
std::vector<Member> invented_members(Dice& dice, RosterBody body, int voters, int others);

// A pile of papers by which each candidate of a contest gets the approvals asked for, and each
// written-in name its own: `approvals` in ballot order. Sheets are otherwise marked with × or left
// blank; one that writes in opposes somebody.
struct PileContest {
  const Contest* contest = nullptr;
  std::vector<int> approvals{};
  std::vector<std::pair<std::string, int>> write_ins{};
};
Cvrs invented_pile(Dice& dice, const std::string& ballot, int sheets,
                   const std::vector<PileContest>& contests);

}  // namespace huanjie
