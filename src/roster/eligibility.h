#pragma once

#include <string>
#include <vector>

#include "base/finding.h"
#include "base/time.h"
#include "roster/roster.h"

namespace huanjie {

// entitled: counts in 应到会 (or, on a voter list, is registered). no_vote: has no vote and never
// counted. excluded: has the vote, and ground, superior and assembly leave them out.
enum class Entitlement { entitled, no_vote, excluded };

template <>
struct EnumNames<Entitlement> {
  static constexpr std::array kNames{
      std::pair{Entitlement::entitled, std::string_view("entitled")},
      std::pair{Entitlement::no_vote, std::string_view("no_vote")},
      std::pair{Entitlement::excluded, std::string_view("excluded")}};
};

// One member's place, with the reason in words and the article; both empty for who simply counts.
struct MemberEntitlement {
  std::string member{};  // Member::id
  Entitlement entitlement = Entitlement::entitled;
  std::string reason{};
  std::string article{};
};

// roll = no_vote + entitled_before; entitled_before = excluded + entitled. For a Party organisation
// entitled is 应到会有选举权人数; for a village or community it is 登记选民数 (`registered`), and
// excluded is always 0.
struct Eligibility {
  int roll = 0;
  int no_vote = 0;
  int entitled_before = 0;
  int excluded = 0;
  int entitled = 0;
  std::vector<MemberEntitlement> members{};  // in the order of the roster
  std::vector<Finding> findings{};           // one for each answer that is not simply "counts"
};

// Judges each member of the roster on election day. An exclusion that lacks its reply, its vote, or
// a majority for it does not exclude: the member counts, and a finding says what is missing. A
// voter whose age on the day cannot be told is undetermined and counts for nothing until it is
// known.
Eligibility judge_eligibility(const Roster& roster, const Date& election_day);

}  // namespace huanjie
