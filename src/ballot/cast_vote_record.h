#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ballot/contest.h"
#include "base/fields.h"

namespace huanjie {

// Why a whole sheet is invalid: not this meeting's paper; a number, signature or sign that the
// method forbids; unreadable.
enum class SheetInvalid { foreign, defaced, illegible };
template <>
struct EnumNames<SheetInvalid> {
  static constexpr std::array kNames{
      std::pair{SheetInvalid::foreign, std::string_view("foreign")},
      std::pair{SheetInvalid::defaced, std::string_view("defaced")},
      std::pair{SheetInvalid::illegible, std::string_view("illegible")}};
};

// The three boxes of a line in a contest of form `columns`. A column not named was blank.
struct Columns {
  Seen approve = Seen::blank;
  Seen oppose = Seen::blank;
  Seen abstain = Seen::blank;

  friend bool operator==(const Columns&, const Columns&) = default;
  static constexpr auto fields() {
    return std::tuple{optional_field("approve", &Columns::approve),
                      optional_field("oppose", &Columns::oppose),
                      optional_field("abstain", &Columns::abstain)};
  }
};

// What was seen on a candidate's line: one box, or the three of a contest of form `columns`.
struct LineSeen {
  std::string candidate{};
  Seen box = Seen::blank;            // where there are no columns
  std::optional<Columns> columns{};  // there, and only there, in a contest of form `columns`

  friend bool operator==(const LineSeen&, const LineSeen&) = default;
};

// A write-in row: its number on the sheet from 1, the name (nothing where none was written), its
// box.
struct WriteInSeen {
  int row = 1;
  std::optional<std::string> name{};
  Seen seen = Seen::blank;

  friend bool operator==(const WriteInSeen&, const WriteInSeen&) = default;
  static constexpr auto fields() {
    return std::tuple{field("row", &WriteInSeen::row), field("name", &WriteInSeen::name),
                      field("seen", &WriteInSeen::seen)};
  }
};

// One contest of a sheet. A candidate not among `lines` was blank. In JSON `lines` is an object
// whose keys are the candidates.
struct ContestSeen {
  std::string contest{};
  std::vector<LineSeen> lines{};
  std::vector<WriteInSeen> write_ins{};

  friend bool operator==(const ContestSeen&, const ContestSeen&) = default;
};

// What was seen on one paper that came out of the box, after adjudication (单票记录). A contest not
// among `contests` was left blank. In JSON `contests` is an object whose keys are the contests.
struct CastVoteRecord {
  std::string id{};
  std::optional<SheetInvalid> invalid{};
  std::vector<ContestSeen> contests{};

  friend bool operator==(const CastVoteRecord&, const CastVoteRecord&) = default;
};

// The cast vote record of every paper of one ballot.
struct Cvrs {
  static constexpr std::string_view kFormat = "huanjie/cvrs/1";
  std::string format{kFormat};
  std::string ballot{};
  std::vector<CastVoteRecord> cvrs{};

  friend bool operator==(const Cvrs&, const Cvrs&) = default;
  static constexpr auto fields() {
    return std::tuple{field("format", &Cvrs::format), field("ballot", &Cvrs::ballot),
                      field("cvrs", &Cvrs::cvrs)};
  }
};

Json to_json(const CastVoteRecord& record);
Result<> read(const Json& json, const JsonPath& path, CastVoteRecord& record);

// The text of cvrs.json. What the records say is not yet held against a ballot, and a contest or a
// candidate twice in one record is found only by that check.
Result<Cvrs> parse_cvrs(std::string_view text);

// Every record names this ballot's contests, candidates, columns and rows, none twice, and every
// record's id stands once. Holds for invalid sheets too. The ballot has passed its own check.
Result<> check(const Ballot& ballot, const Cvrs& cvrs);

// Where a candidate stands on the ballot. A record mostly names them in ballot order, so the place
// expected is tried first.
class CandidateIndex {
 public:
  explicit CandidateIndex(const Contest& contest);  // which must stay where it is
  std::optional<std::size_t> find(std::string_view id, std::size_t expected) const;

 private:
  const Contest* contest_ = nullptr;
  std::unordered_map<std::string_view, std::size_t> positions_{};
};

// What the line says under the method (contracts 5, rule 4). A line of a `columns` contest has
// columns.
Choice meaning(const Symbols& symbols, const LineSeen& line);

}  // namespace huanjie
