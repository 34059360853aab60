#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/contest.h"
#include "base/fields.h"

namespace huanjie {

// The valid sheets of a contest, split by what a candidate's line says.
struct LineTotals {
  int approve = 0;
  int oppose = 0;
  int abstain = 0;
  int invalid = 0;

  friend bool operator==(const LineTotals&, const LineTotals&) = default;
  static constexpr auto fields() {
    return std::tuple{field("approve", &LineTotals::approve), field("oppose", &LineTotals::oppose),
                      field("abstain", &LineTotals::abstain),
                      field("invalid", &LineTotals::invalid)};
  }
};

struct WriteInTotals {
  std::string name{};
  int approve = 0;

  friend bool operator==(const WriteInTotals&, const WriteInTotals&) = default;
  static constexpr auto fields() {
    return std::tuple{field("name", &WriteInTotals::name),
                      field("approve", &WriteInTotals::approve)};
  }
};

struct ContestTotals {
  std::map<std::string, int>
      invalid_by{};  // by reason: foreign defaced illegible same_person overvote
  std::map<std::string, LineTotals> lines{};  // by candidate, every one
  std::vector<WriteInTotals> write_ins{};
  int ignored_write_ins = 0;

  friend bool operator==(const ContestTotals&, const ContestTotals&) = default;
  static constexpr auto fields() {
    return std::tuple{field("invalid_by", &ContestTotals::invalid_by),
                      optional_field("lines", &ContestTotals::lines),
                      optional_field("write_ins", &ContestTotals::write_ins),
                      field("ignored_write_ins", &ContestTotals::ignored_write_ins)};
  }
};

// What was counted, by the method, before anybody is elected: a hand count (totals.json), or the
// sum of cast vote records (tabulate.h).
struct Totals {
  static constexpr std::string_view kFormat = "huanjie/totals/1";
  std::string format{kFormat};
  std::string ballot{};
  std::map<std::string, ContestTotals> contests{};

  friend bool operator==(const Totals&, const Totals&) = default;
  static constexpr auto fields() {
    return std::tuple{field("format", &Totals::format), field("ballot", &Totals::ballot),
                      field("contests", &Totals::contests)};
  }
};

Result<Totals> parse_totals(std::string_view text);

// Names: this ballot; every contest and every candidate and no other; known reasons; write-ins with
// a name, once, not a listed one, and only where the method allows them.
Result<> check(const Ballot& ballot, const Totals& totals);

// Numbers, against the papers out of the box: every line sums to the valid sheets, approvals are at
// most seats × valid, a write-in at most valid. The names have passed their check.
Result<> check_balance(const Ballot& ballot, int returned, const Totals& totals);

// All of `invalid_by`.
int invalid_sheets(const ContestTotals& totals);

}  // namespace huanjie
