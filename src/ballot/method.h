#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/fields.h"

namespace huanjie {

// What a share is taken of: 应到会有选举权人数, 实到会有选举权人数, 投票人数, 登记选民数, and the
// valid sheets of the contest.
enum class Base { entitled, present, voters, registered, valid };
template <>
struct EnumNames<Base> {
  static constexpr std::array kNames{std::pair{Base::entitled, std::string_view("entitled")},
                                     std::pair{Base::present, std::string_view("present")},
                                     std::pair{Base::voters, std::string_view("voters")},
                                     std::pair{Base::registered, std::string_view("registered")},
                                     std::pair{Base::valid, std::string_view("valid")}};
};

// What a line says: 赞成, 不赞成, 弃权, or nothing that counts.
enum class Choice { approve, oppose, abstain, invalid };
template <>
struct EnumNames<Choice> {
  static constexpr std::array kNames{std::pair{Choice::approve, std::string_view("approve")},
                                     std::pair{Choice::oppose, std::string_view("oppose")},
                                     std::pair{Choice::abstain, std::string_view("abstain")},
                                     std::pair{Choice::invalid, std::string_view("invalid")}};
};

// What was seen in a mark box. Stored and never changed; the method says what it means.
enum class Seen { circle, cross, tick, blank, filled, struck, contradictory, illegible };
template <>
struct EnumNames<Seen> {
  static constexpr std::array kNames{
      std::pair{Seen::circle, std::string_view("circle")},
      std::pair{Seen::cross, std::string_view("cross")},
      std::pair{Seen::tick, std::string_view("tick")},
      std::pair{Seen::blank, std::string_view("blank")},
      std::pair{Seen::filled, std::string_view("filled")},
      std::pair{Seen::struck, std::string_view("struck")},
      std::pair{Seen::contradictory, std::string_view("contradictory")},
      std::pair{Seen::illegible, std::string_view("illegible")}};
};

// The numbers that `returned` may not exceed.
enum class ReturnedLimit { voters, issued };
template <>
struct EnumNames<ReturnedLimit> {
  static constexpr std::array kNames{std::pair{ReturnedLimit::voters, std::string_view("voters")},
                                     std::pair{ReturnedLimit::issued, std::string_view("issued")}};
};

// How far an overvote reaches: that contest of the sheet, or all of its contests.
enum class SheetScope { contest, sheet };
template <>
struct EnumNames<SheetScope> {
  static constexpr std::array kNames{std::pair{SheetScope::contest, std::string_view("contest")},
                                     std::pair{SheetScope::sheet, std::string_view("sheet")}};
};

// Equal votes across the last seat: none of the tied is seated, they are voted on again.
enum class TieRule { revote };
template <>
struct EnumNames<TieRule> {
  static constexpr std::array kNames{std::pair{TieRule::revote, std::string_view("revote")}};
};

// What the meeting may do when fewer are elected than there are seats. Informs, never counts.
enum class Shortfall { rerun, reduce, vacancy };
template <>
struct EnumNames<Shortfall> {
  static constexpr std::array kNames{std::pair{Shortfall::rerun, std::string_view("rerun")},
                                     std::pair{Shortfall::reduce, std::string_view("reduce")},
                                     std::pair{Shortfall::vacancy, std::string_view("vacancy")}};
};

// One person approved in two contests of one sheet.
enum class SamePersonTwice { allow, higher_only, invalid_sheet };
template <>
struct EnumNames<SamePersonTwice> {
  static constexpr std::array kNames{
      std::pair{SamePersonTwice::allow, std::string_view("allow")},
      std::pair{SamePersonTwice::higher_only, std::string_view("higher_only")},
      std::pair{SamePersonTwice::invalid_sheet, std::string_view("invalid_sheet")}};
};

// Exactly one of at_least and more_than is there. `of` is entitled (tested against present) or
// registered (tested against voters).
struct Quorum {
  Base of = Base::entitled;
  std::optional<Ratio> at_least{};
  std::optional<Ratio> more_than{};

  friend bool operator==(const Quorum&, const Quorum&) = default;
  static constexpr auto fields() {
    return std::tuple{field("of", &Quorum::of), optional_field("at_least", &Quorum::at_least),
                      optional_field("more_than", &Quorum::more_than)};
  }
};

// Who passes. Either `plurality` alone (any approval passes), or `of` with exactly one of more_than
// and at_least.
struct Elected {
  std::optional<Base> of{};
  std::optional<Ratio> more_than{};
  std::optional<Ratio> at_least{};
  bool plurality = false;

  friend bool operator==(const Elected&, const Elected&) = default;
  static constexpr auto fields() {
    return std::tuple{optional_field("of", &Elected::of),
                      optional_field("more_than", &Elected::more_than),
                      optional_field("at_least", &Elected::at_least),
                      optional_field("plurality", &Elected::plurality)};
  }
};

struct PollValid {
  std::vector<ReturnedLimit> returned_at_most{};

  friend bool operator==(const PollValid&, const PollValid&) = default;
  static constexpr auto fields() {
    return std::tuple{field("returned_at_most", &PollValid::returned_at_most)};
  }
};

struct Symbols {
  Choice circle = Choice::approve;
  Choice cross = Choice::oppose;
  Choice tick = Choice::invalid;
  Choice blank = Choice::abstain;
  Choice filled = Choice::invalid;
  Choice struck = Choice::invalid;

  friend bool operator==(const Symbols&, const Symbols&) = default;
  static constexpr auto fields() {
    return std::tuple{field("circle", &Symbols::circle), field("cross", &Symbols::cross),
                      field("tick", &Symbols::tick),     field("blank", &Symbols::blank),
                      field("filled", &Symbols::filled), field("struck", &Symbols::struck)};
  }
};

struct WriteInRule {
  bool allowed = true;
  bool needs_mark = true;       // a name with no mark beside it is no vote
  bool after_opposing = false;  // only who opposes a listed candidate may write in another

  friend bool operator==(const WriteInRule&, const WriteInRule&) = default;
  static constexpr auto fields() {
    return std::tuple{field("allowed", &WriteInRule::allowed),
                      field("needs_mark", &WriteInRule::needs_mark),
                      field("after_opposing", &WriteInRule::after_opposing)};
  }
};

// The election method (选举办法), resolved: a pack with the changes of the meeting applied.
struct Method {
  std::string pack{};
  Quorum quorum{};
  PollValid poll_valid{};
  SheetScope sheet_scope = SheetScope::contest;
  Symbols symbols{};
  Elected elected{};
  TieRule tie = TieRule::revote;
  std::vector<Shortfall> shortfall{};
  WriteInRule write_in{};
  SamePersonTwice same_person_twice = SamePersonTwice::allow;
  bool carry_down = false;
  bool kin_avoidance = false;
  bool requires_woman = false;

  friend bool operator==(const Method&, const Method&) = default;
  static constexpr auto fields() {
    return std::tuple{field("pack", &Method::pack),
                      field("quorum", &Method::quorum),
                      field("poll_valid", &Method::poll_valid),
                      field("sheet_scope", &Method::sheet_scope),
                      field("symbols", &Method::symbols),
                      field("elected", &Method::elected),
                      field("tie", &Method::tie),
                      field("shortfall", &Method::shortfall),
                      field("write_in", &Method::write_in),
                      field("same_person_twice", &Method::same_person_twice),
                      field("carry_down", &Method::carry_down),
                      field("kin_avoidance", &Method::kin_avoidance),
                      field("requires_woman", &Method::requires_woman)};
  }
};

// What the method cannot mean: a quorum of another base, no fraction or two, plurality beside a
// share. `where` of the error starts with `at`, the pointer to the method ("/method" in a ballot).
Result<> check(const Method& method, const std::string& at = {});

// What a mark in a single box means. Contradictory and illegible marks are invalid in every method.
Choice meaning(const Symbols& symbols, Seen seen);
// Whether boxes are blackened (涂黑) to approve, and not drawn in.
bool asks_for_blackening(const Symbols& symbols);

// The smallest number, at least 1, that meets the quorum or passes. `whole` is the number named by
// `of` (for plurality it is not looked at). The method has passed its check.
std::int64_t needed(const Quorum& quorum, std::int64_t whole);
std::int64_t needed(const Elected& elected, std::int64_t whole);

}  // namespace huanjie
