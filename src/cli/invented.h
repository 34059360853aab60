#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ballot/cast_vote_record.h"
#include "ballot/contest.h"
#include "roster/roster.h"

namespace huanjie {

// Numbers from a seed, the same on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  // 0 to n - 1; n at least 1.
  int below(int n);
  // From low to high, both included.
  int between(int low, int high) { return low + below(high - low + 1); }
  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) {
      std::swap(items[i - 1], items[static_cast<std::size_t>(below(static_cast<int>(i)))]);
    }
  }

 private:
  std::uint64_t state_;
};

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
