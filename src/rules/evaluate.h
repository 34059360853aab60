#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "base/finding.h"
#include "base/ratio.h"
#include "rules/facts.h"
#include "rules/source.h"

namespace huanjie {

// The closed set of demands a pack can make. A new kind is its own change, before the pack that
// needs it.
enum class CheckKind {
  share_at_least,   // part, whole, share: part / whole >= share, and part at least 1
  share_more_than,  // part, whole, share: part / whole > share
  count_at_least,   // fact >= number, or >= the fact named by number_of
  count_at_most,    // fact <= number, or <= the fact named by number_of
  disjoint,         // no name stands in both lists: list, other
  days_between,     // from, to: the days between are at_least and/or at_most
  holds,            // fact is true
};

template <>
struct EnumNames<CheckKind> {
  static constexpr std::array kNames{
      std::pair{CheckKind::share_at_least, std::string_view("share_at_least")},
      std::pair{CheckKind::share_more_than, std::string_view("share_more_than")},
      std::pair{CheckKind::count_at_least, std::string_view("count_at_least")},
      std::pair{CheckKind::count_at_most, std::string_view("count_at_most")},
      std::pair{CheckKind::disjoint, std::string_view("disjoint")},
      std::pair{CheckKind::days_between, std::string_view("days_between")},
      std::pair{CheckKind::holds, std::string_view("holds")}};
};

template <>
struct EnumNames<Severity> {
  static constexpr std::array kNames{std::pair{Severity::blocks, std::string_view("blocks")},
                                     std::pair{Severity::warns, std::string_view("warns")},
                                     std::pair{Severity::informs, std::string_view("informs")}};
};

template <>
struct EnumNames<Verdict> {
  static constexpr std::array kNames{
      std::pair{Verdict::satisfied, std::string_view("satisfied")},
      std::pair{Verdict::violated, std::string_view("violated")},
      std::pair{Verdict::undetermined, std::string_view("undetermined")}};
};

// One demand of checks.json. Which of the middle fields are used stands at CheckKind. A fact
// counted may be a list; its size is taken and its names are shown.
struct Check {
  std::string id{};
  CheckKind kind = CheckKind::holds;
  std::string at{};    // the moment at which it is tested: "papers_issued", "motion_decided:agenda"
  std::string when{};  // a fact; where it is known to be false the demand does not apply

  std::string part{};
  std::string whole{};
  Ratio share{};
  std::string fact{};
  std::optional<int> number{};
  std::string number_of{};
  std::string list{};
  std::string other{};
  std::string from{};
  std::string to{};
  std::optional<int> at_least{};
  std::optional<int> at_most{};

  Severity severity = Severity::blocks;
  std::string article{};
  Status status = Status::unverified;
  std::string source{};
  std::string says{};
  std::string unblock{};

  static constexpr auto fields() {
    return std::tuple{field("id", &Check::id),
                      field("kind", &Check::kind),
                      field("at", &Check::at),
                      optional_field("when", &Check::when),
                      optional_field("part", &Check::part),
                      optional_field("whole", &Check::whole),
                      optional_field("share", &Check::share),
                      optional_field("fact", &Check::fact),
                      optional_field("number", &Check::number),
                      optional_field("number_of", &Check::number_of),
                      optional_field("list", &Check::list),
                      optional_field("other", &Check::other),
                      optional_field("from", &Check::from),
                      optional_field("to", &Check::to),
                      optional_field("at_least", &Check::at_least),
                      optional_field("at_most", &Check::at_most),
                      field("severity", &Check::severity),
                      field("article", &Check::article),
                      field("status", &Check::status),
                      optional_field("source", &Check::source),
                      field("says", &Check::says),
                      field("unblock", &Check::unblock)};
  }
};

// The findings of the checks tested at this moment, in the pack's order, satisfied ones too. A
// moment may carry a topic after a colon: "motion_decided:agenda" tests the checks at
// "motion_decided" and those at "motion_decided:agenda". A check whose `when` is known to be false
// gives no finding.
std::vector<Finding> evaluate(const std::vector<Check>& checks, std::string_view at,
                              const Facts& facts);

// The finding of one check, whatever its moment and `when`.
Finding evaluate(const Check& check, const Facts& facts);

}  // namespace huanjie
