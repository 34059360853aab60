#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/cast_vote_record.h"
#include "base/fields.h"
#include "scan/readings.h"

namespace huanjie {

// Stands under `x` of a decision: the sheet only looks like an earlier one, and is its own.
struct DecisionDetail {
  bool own_paper = false;

  friend bool operator==(const DecisionDetail&, const DecisionDetail&) = default;
  static constexpr auto fields() {
    return std::tuple{optional_field("own_paper", &DecisionDetail::own_paper)};
  }
};

// What people decided about one cell of a sheet, or about the sheet (contract 7). Exactly one of: a
// candidate's mark (`candidate`, in columns with `column`, and `seen`), a write-in row (`row`,
// `seen` and perhaps `name`), `invalid`, `set_aside`, or x.own_paper.
struct Decision {
  std::string sheet{};
  std::optional<std::string> contest{};
  std::optional<std::string> candidate{};
  std::optional<MarkColumn> column{};
  std::optional<int> row{};
  std::optional<std::string> name{};
  std::optional<Seen> seen{};
  std::optional<SheetInvalid> invalid{};
  std::optional<std::string> set_aside{};
  std::vector<std::string> by{};
  std::optional<std::string> rule{};
  std::optional<DecisionDetail> x{};

  friend bool operator==(const Decision&, const Decision&) = default;
  static constexpr auto fields() {
    return std::tuple{field("sheet", &Decision::sheet),
                      optional_field("contest", &Decision::contest),
                      optional_field("candidate", &Decision::candidate),
                      optional_field("column", &Decision::column),
                      optional_field("row", &Decision::row),
                      optional_field("name", &Decision::name),
                      optional_field("seen", &Decision::seen),
                      optional_field("invalid", &Decision::invalid),
                      optional_field("set_aside", &Decision::set_aside),
                      field("by", &Decision::by),
                      optional_field("rule", &Decision::rule),
                      optional_field("x", &Decision::x)};
  }
};

struct Decisions {
  static constexpr std::string_view kFormat = "huanjie/decisions/1";
  std::string format{kFormat};
  std::string ballot{};
  std::vector<Decision> decisions{};

  friend bool operator==(const Decisions&, const Decisions&) = default;
  static constexpr auto fields() {
    return std::tuple{field("format", &Decisions::format), field("ballot", &Decisions::ballot),
                      field("decisions", &Decisions::decisions)};
  }
};

// Read and checked by themselves: each says one thing, by two different people at least.
Result<Decisions> parse_decisions(std::string_view text);

// What nobody has decided yet.
struct OpenItem {
  std::string sheet{};
  std::string source{};
  int page = 1;
  std::string contest{};    // empty where the whole sheet is open
  std::string candidate{};  // empty for a row
  std::optional<MarkColumn> column{};
  int row = 0;              // of a write-in; 0 for none
  Seen seen = Seen::blank;  // what was read
  std::string why{};        // in words, and what to do
};

struct Adjudication {
  std::vector<OpenItem> open{};  // worst first: pages, then sheets, then marks, then names
  // One for each paper, in the order of the pages and with the sheets' ids: whoever writes them out
  // gives them other ids and another order. Complete only when nothing is open.
  std::vector<CastVoteRecord> records{};
  int set_aside = 0;
};

// Puts readings and decisions together. A decision stands beside a reading and never changes it.
// The error is a decision about a sheet or a cell that was not read, or two about one.
Result<Adjudication> adjudicate(const Readings& readings, const Decisions& decisions);

}  // namespace huanjie
