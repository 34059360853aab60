// Hostile tables of cells: rows divided by line ends, cells by tabs, and a first byte of each cell
// that says what kind it is. Whatever comes in, the members that come out are a roster that is
// accepted and read back alike, each row is a member or wrong, and no finding shows an identity
// number.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "base/text.h"
#include "roster/compare.h"
#include "roster/eligibility.h"
#include "roster/import.h"
#include "roster/stroke_order.h"

namespace huanjie {

namespace {

CellKind kind_of(char c) {
  switch (c) {
    case '#': return CellKind::number;
    case '@': return CellKind::date;
    case '!': return CellKind::formula;
    default:  return CellKind::text;
  }
}

Workbook workbook_of(std::string_view text) {
  Workbook workbook;
  Sheet& sheet = workbook.sheets.emplace_back();
  int number = 0;
  for (const std::string& line : split(text, '\n')) {
    SheetRow row{++number, {}};
    int column = 0;
    for (const std::string& cell : split(line, '\t')) {
      ++column;
      if (cell.empty()) continue;
      const CellKind kind = kind_of(cell[0]);
      const std::string_view words =
          kind == CellKind::text ? cell : std::string_view(cell).substr(1);
      if (is_utf8(words)) row.cells.push_back({column, kind, std::string(words)});
    }
    if (line.starts_with('&')) sheet.merged.push_back({number, 1, number + 1, column});
    if (!row.cells.empty()) sheet.rows.push_back(std::move(row));
  }
  return workbook;
}

void try_body(const Workbook& workbook, RosterBody body) {
  ImportOptions options;
  options.body = body;
  options.on = Date{2020, 12, 30};
  const Result<RosterImport> read = import_roster(workbook, options);
  if (!read.has_value()) {
    HJ_ASSERT(!read.error().message.empty());
    return;
  }
  const Roster& roster = read->roster;
  HJ_ASSERT(check_roster(roster).has_value());
  HJ_ASSERT(read->rows == static_cast<int>(roster.members.size() + read->wrong_rows.size()));
  const Result<Roster> again = parse_roster(write_roster(roster));
  HJ_ASSERT(again.has_value() && *again == roster);
  const Eligibility judged = judge_eligibility(roster, options.on);
  HJ_ASSERT(judged.entitled >= 0 && judged.members.size() == roster.members.size());
  const RosterComparison same = compare_rosters(roster, roster);
  HJ_ASSERT(same.changed.empty());
  std::vector<std::string> names;
  for (const Member& member : roster.members) names.push_back(member.name);
  HJ_ASSERT(order_by_strokes(names).order.size() == names.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string header =
      "姓名\t性别\t身份证号\t出生日期\t党员类别\t学历\t备注\t不计入理由\t批复\n";
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try_body(workbook_of(text), RosterBody::party);
  const Workbook below = workbook_of(header + std::string(text));
  try_body(below, RosterBody::party);
  try_body(below, RosterBody::village);
  return 0;
}

}  // namespace huanjie
