#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/layout.h"
#include "ballot/method.h"
#include "base/fields.h"
#include "scan/mark.h"
#include "scan/place.h"

namespace huanjie {

template <>
struct EnumNames<Doubt> {
  static constexpr std::array kNames{std::pair{Doubt::clear, std::string_view("clear")},
                                     std::pair{Doubt::murky, std::string_view("murky")},
                                     std::pair{Doubt::faint, std::string_view("faint")},
                                     std::pair{Doubt::beside, std::string_view("beside")},
                                     std::pair{Doubt::tiny, std::string_view("tiny")},
                                     std::pair{Doubt::filled, std::string_view("filled")},
                                     std::pair{Doubt::several, std::string_view("several")},
                                     std::pair{Doubt::unusual, std::string_view("unusual")},
                                     std::pair{Doubt::disagreed, std::string_view("disagreed")}};
};

enum class SheetStatus { read, review, rejected };
template <>
struct EnumNames<SheetStatus> {
  static constexpr std::array kNames{
      std::pair{SheetStatus::read, std::string_view("read")},
      std::pair{SheetStatus::review, std::string_view("review")},
      std::pair{SheetStatus::rejected, std::string_view("rejected")}};
};

// Why a person must look at a sheet, or has to take it in hand: the closed list of docs/reading.md.
// The first four are for review, the worst first.
enum class SheetReason {
  corner_missing,  // paper or a mark is gone at a corner
  stray_ink,       // ink that no cell, name row, seal or print explains
  doubtful_marks,  // a mark is not sure
  name_written,    // a name stands in a write-in row
  undecodable,
  blank_page,
  unplaced,
  cut_off,
  wrong_scale,
  other_ballot,
  style_unclear,
  print_missing
};
template <>
struct EnumNames<SheetReason> {
  static constexpr std::array kNames{
      std::pair{SheetReason::corner_missing, std::string_view("corner_missing")},
      std::pair{SheetReason::stray_ink, std::string_view("stray_ink")},
      std::pair{SheetReason::doubtful_marks, std::string_view("doubtful_marks")},
      std::pair{SheetReason::name_written, std::string_view("name_written")},
      std::pair{SheetReason::undecodable, std::string_view("undecodable")},
      std::pair{SheetReason::blank_page, std::string_view("blank_page")},
      std::pair{SheetReason::unplaced, std::string_view("unplaced")},
      std::pair{SheetReason::cut_off, std::string_view("cut_off")},
      std::pair{SheetReason::wrong_scale, std::string_view("wrong_scale")},
      std::pair{SheetReason::other_ballot, std::string_view("other_ballot")},
      std::pair{SheetReason::style_unclear, std::string_view("style_unclear")},
      std::pair{SheetReason::print_missing, std::string_view("print_missing")}};
};
SheetReason reason_of(Refusal refusal);

// What stands beside the contract's keys: why a mark is not sure, and its measures in thousandths,
// hundredths of a millimetre and hundredths of log odds.
struct ReadingDetail {
  Doubt doubt = Doubt::clear;
  int ink = 0;
  int ring = 0;
  int strength = 0;
  int size = 0;
  int certainty = 0;

  friend bool operator==(const ReadingDetail&, const ReadingDetail&) = default;
  static constexpr auto fields() {
    return std::tuple{
        field("doubt", &ReadingDetail::doubt), field("ink", &ReadingDetail::ink),
        field("ring", &ReadingDetail::ring),   field("strength", &ReadingDetail::strength),
        field("size", &ReadingDetail::size),   field("certainty", &ReadingDetail::certainty)};
  }
};
ReadingDetail detail_of(const MarkReading& reading);

struct LineReading {
  std::string contest{};
  std::string candidate{};
  std::optional<MarkColumn> column{};
  Seen seen = Seen::blank;
  bool sure = false;
  std::optional<ReadingDetail> x{};

  friend bool operator==(const LineReading&, const LineReading&) = default;
  static constexpr auto fields() {
    return std::tuple{field("contest", &LineReading::contest),
                      field("candidate", &LineReading::candidate),
                      optional_field("column", &LineReading::column),
                      field("seen", &LineReading::seen),
                      field("sure", &LineReading::sure),
                      optional_field("x", &LineReading::x)};
  }
};

struct WriteInReading {
  std::string contest{};
  int row = 1;
  Seen seen = Seen::blank;
  bool sure = false;
  bool name_inked = false;
  std::optional<ReadingDetail> x{};

  friend bool operator==(const WriteInReading&, const WriteInReading&) = default;
  static constexpr auto fields() {
    return std::tuple{field("contest", &WriteInReading::contest),
                      field("row", &WriteInReading::row),
                      field("seen", &WriteInReading::seen),
                      field("sure", &WriteInReading::sure),
                      field("name_inked", &WriteInReading::name_inked),
                      optional_field("x", &WriteInReading::x)};
  }
};

// Of which ballot a sheet is, where several are read together.
struct SheetOrigin {
  std::string ballot{};
  std::string style{};

  friend bool operator==(const SheetOrigin&, const SheetOrigin&) = default;
  static constexpr auto fields() {
    return std::tuple{field("ballot", &SheetOrigin::ballot), field("style", &SheetOrigin::style)};
  }
};

// One page image (contract 7). `rotation` is how far it must be turned clockwise to stand upright.
struct SheetReading {
  std::string id{};
  std::string source{};
  int page = 1;
  SheetStatus status = SheetStatus::rejected;
  std::optional<SheetReason> reason{};
  int rotation = 0;
  std::vector<LineReading> lines{};
  std::vector<WriteInReading> write_ins{};
  std::optional<std::string> same_paper_as{};
  std::optional<SheetOrigin> x{};

  friend bool operator==(const SheetReading&, const SheetReading&) = default;
  static constexpr auto fields() {
    return std::tuple{field("id", &SheetReading::id),
                      field("source", &SheetReading::source),
                      field("page", &SheetReading::page),
                      field("status", &SheetReading::status),
                      field("reason", &SheetReading::reason),
                      field("rotation", &SheetReading::rotation),
                      field("lines", &SheetReading::lines),
                      field("write_ins", &SheetReading::write_ins),
                      field("same_paper_as", &SheetReading::same_paper_as),
                      optional_field("x", &SheetReading::x)};
  }
};

// readings.json: everything that was read for one ballot, in the order of the pages.
struct Readings {
  static constexpr std::string_view kFormat = "huanjie/readings/1";
  std::string format{kFormat};
  std::string ballot{};
  std::string style{};
  std::vector<SheetReading> sheets{};

  friend bool operator==(const Readings&, const Readings&) = default;
  static constexpr auto fields() {
    return std::tuple{field("format", &Readings::format), field("ballot", &Readings::ballot),
                      field("style", &Readings::style), field("sheets", &Readings::sheets)};
  }
};

// Read and checked: an id once, a rejected sheet without lines, sure only what may be sure, and
// same_paper_as an earlier sheet.
Result<Readings> parse_readings(std::string_view text);

}  // namespace huanjie
