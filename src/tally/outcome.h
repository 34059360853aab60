#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/contest.h"
#include "base/fields.h"
#include "tally/poll.h"
#include "tally/totals.h"

namespace huanjie {

// What became of one person in one contest: elected; tied for the last seat; passed, but no seat
// was left; elected to a higher post already; not elected.
enum class Outcome { elected, tied, passed, elected_higher, not_elected };
template <>
struct EnumNames<Outcome> {
  static constexpr std::array kNames{
      std::pair{Outcome::elected, std::string_view("elected")},
      std::pair{Outcome::tied, std::string_view("tied")},
      std::pair{Outcome::passed, std::string_view("passed")},
      std::pair{Outcome::elected_higher, std::string_view("elected_higher")},
      std::pair{Outcome::not_elected, std::string_view("not_elected")}};
};

enum class VoidReason { quorum, returned_exceeds_voters, returned_exceeds_issued };
template <>
struct EnumNames<VoidReason> {
  static constexpr std::array kNames{
      std::pair{VoidReason::quorum, std::string_view("quorum")},
      std::pair{VoidReason::returned_exceeds_voters, std::string_view("returned_exceeds_voters")},
      std::pair{VoidReason::returned_exceeds_issued, std::string_view("returned_exceeds_issued")}};
};

// What a contest must do next: vote again among the tied, again for the empty seats, nothing.
enum class NextStep { revote, rerun, none };
template <>
struct EnumNames<NextStep> {
  static constexpr std::array kNames{std::pair{NextStep::revote, std::string_view("revote")},
                                     std::pair{NextStep::rerun, std::string_view("rerun")},
                                     std::pair{NextStep::none, std::string_view("none")}};
};

enum class Flag {
  base_dependent,
  needs_eligibility_check,
  awaits_higher_tie,
  kin_conflict,
  no_woman
};
template <>
struct EnumNames<Flag> {
  static constexpr std::array kNames{
      std::pair{Flag::base_dependent, std::string_view("base_dependent")},
      std::pair{Flag::needs_eligibility_check, std::string_view("needs_eligibility_check")},
      std::pair{Flag::awaits_higher_tie, std::string_view("awaits_higher_tie")},
      std::pair{Flag::kin_conflict, std::string_view("kin_conflict")},
      std::pair{Flag::no_woman, std::string_view("no_woman")}};
};

struct QuorumResult {
  bool holds = false;
  int count = 0;
  std::int64_t needed = 1;

  friend bool operator==(const QuorumResult&, const QuorumResult&) = default;
  static constexpr auto fields() {
    return std::tuple{field("holds", &QuorumResult::holds), field("count", &QuorumResult::count),
                      field("needed", &QuorumResult::needed)};
  }
};

struct PollValidity {
  bool valid = false;
  std::vector<VoidReason> reasons{};

  friend bool operator==(const PollValidity&, const PollValidity&) = default;
  static constexpr auto fields() {
    return std::tuple{field("valid", &PollValidity::valid),
                      field("reasons", &PollValidity::reasons)};
  }
};

struct SheetCounts {
  int returned = 0;
  int valid = 0;
  int invalid = 0;
  std::map<std::string, int> invalid_by{};

  friend bool operator==(const SheetCounts&, const SheetCounts&) = default;
  static constexpr auto fields() {
    return std::tuple{field("returned", &SheetCounts::returned),
                      field("valid", &SheetCounts::valid), field("invalid", &SheetCounts::invalid),
                      field("invalid_by", &SheetCounts::invalid_by)};
  }
};

// `of` is a Base, or "plurality", which has no value.
struct BaseResult {
  std::string of{};
  std::optional<int> value{};
  std::int64_t needed = 1;

  friend bool operator==(const BaseResult&, const BaseResult&) = default;
  static constexpr auto fields() {
    return std::tuple{field("of", &BaseResult::of), field("value", &BaseResult::value),
                      field("needed", &BaseResult::needed)};
  }
};

struct LineResult {
  std::string candidate{};
  int approve = 0;
  int oppose = 0;
  int abstain = 0;
  int invalid = 0;
  std::int64_t carried = 0;  // approvals from higher contests; votes are approve + carried
  bool passes = false;       // the votes reach `needed`, whatever the outcome
  Outcome outcome = Outcome::not_elected;

  friend bool operator==(const LineResult&, const LineResult&) = default;
  static constexpr auto fields() {
    return std::tuple{
        field("candidate", &LineResult::candidate), field("approve", &LineResult::approve),
        field("oppose", &LineResult::oppose),       field("abstain", &LineResult::abstain),
        field("invalid", &LineResult::invalid),     field("carried", &LineResult::carried),
        field("passes", &LineResult::passes),       field("outcome", &LineResult::outcome)};
  }
};

struct WriteInResult {
  std::string name{};
  int approve = 0;
  bool passes = false;
  Outcome outcome = Outcome::not_elected;

  friend bool operator==(const WriteInResult&, const WriteInResult&) = default;
  static constexpr auto fields() {
    return std::tuple{
        field("name", &WriteInResult::name), field("approve", &WriteInResult::approve),
        field("passes", &WriteInResult::passes), field("outcome", &WriteInResult::outcome)};
  }
};

struct Tie {
  std::vector<std::string> among{};
  int seats = 0;  // open among them

  friend bool operator==(const Tie&, const Tie&) = default;
  static constexpr auto fields() {
    return std::tuple{field("among", &Tie::among), field("seats", &Tie::seats)};
  }
};

// Elected kin. Equal votes in one contest: neither is kept or dropped, both stand in `between`.
struct KinConflict {
  std::optional<std::string> keep{};
  std::optional<std::string> drop{};
  std::vector<std::string> between{};

  friend bool operator==(const KinConflict&, const KinConflict&) = default;
  static constexpr auto fields() {
    return std::tuple{field("keep", &KinConflict::keep), field("drop", &KinConflict::drop),
                      optional_field("between", &KinConflict::between)};
  }
};

// `elected` and `tie.among` hold candidate ids and "write-in:NAME".
struct ContestResult {
  std::string id{};
  int seats = 0;
  SheetCounts sheets{};
  BaseResult base{};
  std::vector<LineResult> lines{};
  std::vector<WriteInResult> write_ins{};
  int ignored_write_ins = 0;
  std::vector<std::string> elected{};
  std::optional<Tie> tie{};
  int vacant = 0;
  NextStep next = NextStep::none;
  std::vector<Flag> flags{};
  std::vector<KinConflict> kin_conflicts{};

  friend bool operator==(const ContestResult&, const ContestResult&) = default;
  static constexpr auto fields() {
    return std::tuple{field("id", &ContestResult::id),
                      field("seats", &ContestResult::seats),
                      field("sheets", &ContestResult::sheets),
                      field("base", &ContestResult::base),
                      field("lines", &ContestResult::lines),
                      field("write_ins", &ContestResult::write_ins),
                      field("ignored_write_ins", &ContestResult::ignored_write_ins),
                      field("elected", &ContestResult::elected),
                      field("tie", &ContestResult::tie),
                      field("vacant", &ContestResult::vacant),
                      field("next", &ContestResult::next),
                      field("flags", &ContestResult::flags),
                      field("kin_conflicts", &ContestResult::kin_conflicts)};
  }
};

// result.json. In a void poll `contests` is empty.
struct PollResult {
  static constexpr std::string_view kFormat = "huanjie/result/1";
  std::string format{kFormat};
  std::string ballot{};
  QuorumResult quorum{};
  PollValidity poll{};
  std::vector<ContestResult> contests{};

  friend bool operator==(const PollResult&, const PollResult&) = default;
  static constexpr auto fields() {
    return std::tuple{field("format", &PollResult::format), field("ballot", &PollResult::ballot),
                      field("quorum", &PollResult::quorum), field("poll", &PollResult::poll),
                      field("contests", &PollResult::contests)};
  }
};

inline constexpr std::string_view kWriteInPrefix = "write-in:";

Result<PollResult> parse_result(std::string_view text);

// Rules 1 and 2: whether the poll stands. `contests` is left empty. Ballot and poll are checked.
PollResult poll_standing(const Ballot& ballot, const Poll& poll);

// Rules 9 to 11: counts to who is elected, for a poll that stands. Everything is checked and
// balances. An outcome is computed and never chosen: a tie elects nobody, it is returned for the
// floor to decide.
std::vector<ContestResult> outcome(const Ballot& ballot, const Poll& poll, const Totals& totals);

}  // namespace huanjie
