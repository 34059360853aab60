#include "tally/outcome.h"

#include <algorithm>
#include <set>

#include "base/assert.h"

namespace huanjie {
namespace {

// Somebody who stands in a contest: a candidate (in ballot order), then those written in (by name).
struct Standing {
  std::string id{};  // as in `elected`
  std::optional<std::string> person{};
  std::optional<Sex> sex{};
  bool is_write_in = false;
  std::int64_t own = 0;
  std::int64_t carried = 0;
  bool passes = false;
  Outcome outcome = Outcome::not_elected;

  std::int64_t votes() const { return own + carried; }
  bool is_seated() const { return outcome == Outcome::elected; }
};

struct Seating {
  BaseResult base{};
  std::vector<Standing> standing{};
  std::vector<std::string> elected{};
  std::optional<Tie> tie{};
};

// What a person brings to the contests below.
struct Above {
  std::int64_t carried = 0;
  bool elected = false;
  bool tied = false;
};
using PersonsAbove = std::map<std::string, Above, std::less<>>;

BaseResult base_of(const Method& method, const Poll& poll, Base of, int valid) {
  if (method.elected.plurality) return {"plurality", std::nullopt, 1};
  const std::optional<int> value = of == Base::valid ? valid : number_of(poll, of);
  HJ_ASSERT(value.has_value());
  return {std::string(to_text(of)), value, needed(method.elected, *value)};
}

std::vector<Standing> standing_of(const Contest& contest, const ContestTotals& totals) {
  std::vector<Standing> standing;
  for (const Candidate& candidate : contest.candidates) {
    Standing& one = standing.emplace_back();
    one.id = candidate.id;
    one.person = candidate.person;
    one.sex = candidate.sex;
    one.own = totals.lines.at(candidate.id).approve;
  }
  std::vector<WriteInTotals> write_ins = totals.write_ins;
  std::ranges::sort(write_ins, {}, &WriteInTotals::name);
  for (const WriteInTotals& write_in : write_ins) {
    Standing& one = standing.emplace_back();
    one.id = std::string(kWriteInPrefix) + write_in.name;
    one.is_write_in = true;
    one.own = write_in.approve;
  }
  return standing;
}

// Seats go to those who pass, most votes first. Equal votes across the last seat elect nobody
// there: the floor must vote again, so the tie is returned and never broken here.
void fill_seats(std::vector<Standing*> passing, int seats, Seating& seating) {
  // Equal votes stand in the order of the ballot, which is the order of `standing`.
  std::ranges::sort(passing, [](const Standing* a, const Standing* b) {
    return a->votes() != b->votes() ? a->votes() > b->votes() : a < b;
  });
  const auto places = static_cast<std::size_t>(seats);
  const bool too_many = passing.size() > places;
  const bool is_tie = too_many && passing[places - 1]->votes() == passing[places]->votes();
  const std::int64_t last = too_many ? passing[places - 1]->votes() : 0;
  Tie tie;
  for (std::size_t i = 0; i < passing.size(); ++i) {
    Standing& one = *passing[i];
    if (is_tie && one.votes() == last) {
      one.outcome = Outcome::tied;
      tie.among.push_back(one.id);
    } else if (i < places) {
      one.outcome = Outcome::elected;
      seating.elected.push_back(one.id);
    } else {
      one.outcome = Outcome::passed;
    }
  }
  if (!is_tie) return;
  tie.seats = seats - static_cast<int>(seating.elected.size());
  seating.tie = std::move(tie);
}

Seating seat(const Ballot& ballot, const Contest& contest, const ContestTotals& totals,
             BaseResult base, const PersonsAbove& above) {
  Seating seating{std::move(base), standing_of(contest, totals), {}, {}};
  std::vector<Standing*> passing;
  for (Standing& one : seating.standing) {
    const auto found = one.person ? above.find(*one.person) : above.end();
    const Above higher = found == above.end() ? Above{} : found->second;
    if (ballot.method.carry_down) one.carried = higher.carried;
    one.passes = one.votes() >= seating.base.needed;
    if (higher.elected) {
      one.outcome = Outcome::elected_higher;
    } else if (one.passes) {
      passing.push_back(&one);
    }
  }
  fill_seats(std::move(passing), contest.seats, seating);
  return seating;
}

// Rule 10 for the whole poll, by one base: who is elected above changes who stands below.
std::vector<Seating> seat_all(const Ballot& ballot, const Poll& poll, const Totals& totals,
                              Base base) {
  std::vector<Seating> seatings;
  PersonsAbove above;
  for (const Contest& contest : ballot.contests) {
    const ContestTotals& counted = totals.contests.at(contest.id);
    const int valid = *poll.returned - invalid_sheets(counted);
    const Seating& seating = seatings.emplace_back(
        seat(ballot, contest, counted, base_of(ballot.method, poll, base, valid), above));
    for (const Standing& one : seating.standing) {
      if (!one.person) continue;
      Above& person = above[*one.person];
      const bool lost = !one.is_seated() && one.outcome != Outcome::elected_higher;
      if (lost) person.carried += one.own;
      person.elected = person.elected || one.is_seated();
      person.tied = person.tied || one.outcome == Outcome::tied;
    }
  }
  return seatings;
}

// The other of 应到会 and 实到会, where the method takes one and the poll gives both.
std::optional<Base> other_base(const Method& method, const Poll& poll) {
  if (method.elected.of == Base::entitled && poll.present) return Base::present;
  if (method.elected.of == Base::present && poll.entitled) return Base::entitled;
  return std::nullopt;
}

bool same_people(std::vector<std::string> a, std::vector<std::string> b) {
  std::ranges::sort(a);
  std::ranges::sort(b);
  return a == b;
}

bool same_outcome(const Seating& a, const Seating& b) {
  if (!same_people(a.elected, b.elected) || a.tie.has_value() != b.tie.has_value()) return false;
  return !a.tie || (a.tie->seats == b.tie->seats && same_people(a.tie->among, b.tie->among));
}

bool write_in_needs_check(const Seating& seating) {
  return std::ranges::any_of(seating.standing, [](const Standing& one) {
    return one.is_write_in && (one.is_seated() || one.outcome == Outcome::tied);
  });
}

// By contest: somebody elected or tied there is tied in a higher one.
std::vector<bool> awaiting_higher_tie(const std::vector<Seating>& seatings) {
  std::vector<bool> awaits;
  std::set<std::string> tied_above;
  for (const Seating& seating : seatings) {
    awaits.push_back(std::ranges::any_of(seating.standing, [&](const Standing& one) {
      return (one.is_seated() || one.outcome == Outcome::tied) && one.person &&
             tied_above.contains(*one.person);
    }));
    for (const Standing& one : seating.standing) {
      if (one.outcome == Outcome::tied && one.person) tied_above.insert(*one.person);
    }
  }
  return awaits;
}

struct SeatOf {
  std::size_t contest = 0;
  const Standing* standing = nullptr;
};

KinConflict conflict_of(const SeatOf& first, const SeatOf& second) {
  const bool equal =
      first.contest == second.contest && first.standing->votes() == second.standing->votes();
  if (equal) return {std::nullopt, std::nullopt, {first.standing->id, second.standing->id}};
  const bool first_stays = first.contest != second.contest
                               ? first.contest < second.contest
                               : first.standing->votes() > second.standing->votes();
  const SeatOf& keep = first_stays ? first : second;
  const SeatOf& drop = first_stays ? second : first;
  return {keep.standing->id, drop.standing->id, {}};
}

// Elected kin, each pair at the lower of the two contests.
void find_kin_conflicts(const Poll& poll, const std::vector<Seating>& seatings,
                        std::vector<ContestResult>& results) {
  std::map<std::string, SeatOf> seats;
  for (std::size_t c = 0; c < seatings.size(); ++c) {
    for (const Standing& one : seatings[c].standing) {
      if (one.is_seated() && one.person) seats[*one.person] = {c, &one};
    }
  }
  for (const auto& [first, second] : poll.kin) {
    const auto a = seats.find(first);
    const auto b = seats.find(second);
    if (a == seats.end() || b == seats.end()) continue;
    const std::size_t lower = std::max(a->second.contest, b->second.contest);
    results[lower].kin_conflicts.push_back(conflict_of(a->second, b->second));
  }
}

// Somebody is elected, the sex of everybody elected is known, and all are men.
bool no_woman_elected(const std::vector<Seating>& seatings) {
  bool somebody = false;
  for (const Seating& seating : seatings) {
    for (const Standing& one : seating.standing) {
      if (!one.is_seated()) continue;
      if (one.sex != Sex::male) return false;
      somebody = true;
    }
  }
  return somebody;
}

// The numbers and names of one contest; flags and kin come after.
ContestResult contest_result(const Contest& contest, const ContestTotals& counted, int returned,
                             const Seating& seating) {
  ContestResult result;
  result.id = contest.id;
  result.seats = contest.seats;
  const int invalid = invalid_sheets(counted);
  result.sheets = {returned, returned - invalid, invalid, counted.invalid_by};
  result.base = seating.base;
  for (const Standing& one : seating.standing) {
    if (one.is_write_in) {
      result.write_ins.push_back({one.id.substr(kWriteInPrefix.size()), static_cast<int>(one.own),
                                  one.passes, one.outcome});
      continue;
    }
    const LineTotals& line = counted.lines.at(one.id);
    result.lines.push_back({one.id, line.approve, line.oppose, line.abstain, line.invalid,
                            one.carried, one.passes, one.outcome});
  }
  std::ranges::sort(result.write_ins, [](const WriteInResult& a, const WriteInResult& b) {
    return a.approve != b.approve ? a.approve > b.approve : a.name < b.name;
  });
  result.ignored_write_ins = counted.ignored_write_ins;
  result.elected = seating.elected;
  result.tie = seating.tie;
  result.vacant = contest.seats - static_cast<int>(seating.elected.size()) -
                  (seating.tie ? seating.tie->seats : 0);
  result.next = seating.tie         ? NextStep::revote
                : result.vacant > 0 ? NextStep::rerun
                                    : NextStep::none;
  return result;
}

}  // namespace

Result<PollResult> parse_result(std::string_view text) {
  const Json json = HJ_TRY(parse_json(text));
  HJ_TRY(expect_format(json, PollResult::kFormat));
  return from_json<PollResult>(json);
}

PollResult poll_standing(const Ballot& ballot, const Poll& poll) {
  const Method& method = ballot.method;
  const bool of_entitled = method.quorum.of == Base::entitled;
  const std::optional<int> count = of_entitled ? poll.present : poll.voters;
  const std::optional<int> whole = number_of(poll, method.quorum.of);
  HJ_ASSERT(count.has_value() && whole.has_value() && poll.returned.has_value());
  PollResult result;
  result.ballot = ballot.id;
  result.quorum.count = *count;
  result.quorum.needed = needed(method.quorum, *whole);
  result.quorum.holds = result.quorum.count >= result.quorum.needed;
  if (!result.quorum.holds) result.poll.reasons.push_back(VoidReason::quorum);
  for (const ReturnedLimit limit : method.poll_valid.returned_at_most) {
    const bool by_voters = limit == ReturnedLimit::voters;
    const std::optional<int> most = by_voters ? poll.voters : poll.issued;
    HJ_ASSERT(most.has_value());
    if (*poll.returned <= *most) continue;
    result.poll.reasons.push_back(by_voters ? VoidReason::returned_exceeds_voters
                                            : VoidReason::returned_exceeds_issued);
  }
  result.poll.valid = result.poll.reasons.empty();
  return result;
}

std::vector<ContestResult> outcome(const Ballot& ballot, const Poll& poll, const Totals& totals) {
  const Method& method = ballot.method;
  const Base base = method.elected.of.value_or(Base::valid);
  const std::vector<Seating> seatings = seat_all(ballot, poll, totals, base);
  std::vector<ContestResult> results;
  for (std::size_t c = 0; c < ballot.contests.size(); ++c) {
    const Contest& contest = ballot.contests[c];
    results.push_back(
        contest_result(contest, totals.contests.at(contest.id), *poll.returned, seatings[c]));
  }
  if (method.kin_avoidance) find_kin_conflicts(poll, seatings, results);
  const std::optional<Base> other = other_base(method, poll);
  const std::vector<Seating> again =
      other ? seat_all(ballot, poll, totals, *other) : std::vector<Seating>{};
  const std::vector<bool> awaits = awaiting_higher_tie(seatings);
  for (std::size_t c = 0; c < results.size(); ++c) {
    std::vector<Flag>& flags = results[c].flags;
    if (other && !same_outcome(seatings[c], again[c])) flags.push_back(Flag::base_dependent);
    if (write_in_needs_check(seatings[c])) flags.push_back(Flag::needs_eligibility_check);
    if (awaits[c]) flags.push_back(Flag::awaits_higher_tie);
    if (!results[c].kin_conflicts.empty()) flags.push_back(Flag::kin_conflict);
  }
  if (method.requires_woman && no_woman_elected(seatings)) {
    results.back().flags.push_back(Flag::no_woman);
  }
  return results;
}

}  // namespace huanjie
