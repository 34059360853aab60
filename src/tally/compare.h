#pragma once

#include <string>
#include <vector>

#include "ballot/contest.h"
#include "tally/totals.h"

namespace huanjie {

// One cell in which two counts of the same papers differ. `row` is a candidate id, "write-in:NAME",
// or empty for the contest's own numbers; `column` is approve, oppose, abstain, invalid,
// ignored_write_ins, or a reason for an invalid sheet.
struct Difference {
  std::string contest{};
  std::string row{};
  std::string column{};
  int first = 0;
  int second = 0;

  friend bool operator==(const Difference&, const Difference&) = default;
  static constexpr auto fields() {
    return std::tuple{field("contest", &Difference::contest), field("row", &Difference::row),
                      field("column", &Difference::column), field("first", &Difference::first),
                      field("second", &Difference::second)};
  }
};

// Every differing cell, by contest, then row, then column. A cell that one count lacks is 0 there.
std::vector<Difference> compare(const Totals& first, const Totals& second);

// The same for a hand count that two people entered each for themselves: each must balance against
// the papers out of the box before the two are compared; the error says which does not.
Result<std::vector<Difference>> compare(const Ballot& ballot, int returned, const Totals& first,
                                        const Totals& second);

// "委员 丁建国 赞成：第一份 7，第二份 8". Titles and names come from the ballot.
std::string describe(const Ballot& ballot, const Difference& difference);

}  // namespace huanjie
