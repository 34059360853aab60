#include "cli/roster_file.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "cli/files.h"
#include "imaging/sheets.h"
#include "render/xlsx.h"
#include "roster/columns.h"
#include "roster/export.h"

namespace huanjie {
namespace {

bool is_json(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] == '{';
}

std::vector<std::string> guide_lines(RosterBody body) {
  std::vector<std::string> lines{
      "在“名册”表里一人一行填写，不要合并单元格，不要改列名；列的先后可以调整，用不到的列可以删去。",
      "身份证号、联系电话两列已设为文本格式，请保持文本，否则长号码的后几位会丢失。",
      "姓名须与身份证一致；同名的人照实各填一行，由系统用支部、性别、出生年月区分。",
      "填好后运行 huanjie roster check 检查，有错的单元格会逐一指出。"};
  if (body == RosterBody::party) {
    lines.emplace_back(
        "应到会人数 = 有选举权的党员人数 - 经上级批准并经党员大会表决不计入的人数；外出、请假的仍计入。");
  }
  return lines;
}

// The file, then the place in it.
Error placed(Error error, const std::string& path) {
  if (error.where.empty()) {
    error.where = path;
  } else if (!error.where.starts_with(path)) {
    error.where = path + " " + error.where;
  }
  return error;
}

Result<RosterRead> read_any(const std::string& path, const ImportOptions& options) {
  const std::string bytes = HJ_TRY(read_file(path));
  RosterRead read;
  if (is_json(bytes)) {
    read.roster = HJ_TRY(parse_roster(bytes));
    read.import.roster = read.roster;
    read.import.rows = static_cast<int>(read.roster.members.size());
    return read;
  }
  read.workbook = HJ_TRY(read_workbook(bytes, path));
  read.import = HJ_TRY(import_roster(read.workbook, options));
  read.roster = read.import.roster;
  return read;
}

std::vector<CellMark> marks_of(const RosterRead& read) {
  std::vector<CellMark> marks;
  for (const CellFinding& found : read.import.findings) {
    if (found.finding.severity == Severity::informs) continue;
    marks.push_back(
        {found.sheet, found.row, found.column, blocks(found.finding), describe(found.finding)});
  }
  return marks;
}

// What the template says of the columns that this roster has.
MarkedForm form_of(const RosterRead& read) {
  MarkedForm form;
  form.sheet = read.import.sheet;
  form.header_row = read.import.header_row;
  const std::vector<RosterColumn> known = roster_columns(read.roster.body);
  for (const Sheet& sheet : read.workbook.sheets) {
    if (sheet.name != form.sheet) continue;
    const auto header =
        std::ranges::lower_bound(sheet.rows, form.header_row, {}, &SheetRow::number);
    if (header == sheet.rows.end() || header->number != form.header_row) continue;
    for (const Cell& cell : header->cells) {
      const std::optional<ColumnKey> key = column_of_header(cell.text);
      if (!key) continue;
      const auto column = std::ranges::find(known, title_of(*key), &RosterColumn::title);
      if (column == known.end()) continue;
      form.columns[cell.column] = {column->title, column->choices, column->as_text,
                                   column->required, column->help};
    }
  }
  return form;
}

}  // namespace

Result<RosterRead> read_roster_file(const std::string& path, const ImportOptions& options) {
  Result<RosterRead> read = read_any(path, options);
  if (!read.has_value()) return std::unexpected(placed(std::move(read).error(), path));
  return read;
}

Result<std::string> write_roster_xlsx(const Roster& roster) {
  XlsxForm form;
  form.sheet = "名册";
  form.guide_sheet = "填写说明";
  form.guide = guide_lines(roster.body);
  for (const RosterColumn& column : roster_columns(roster.body)) {
    form.columns.push_back(
        {column.title, column.choices, column.as_text, column.required, column.help});
  }
  form.rows = roster_rows(roster);
  return write_form(form);
}

bool has_marks(const RosterRead& read) {
  return std::ranges::any_of(read.import.findings, [](const CellFinding& found) {
    return found.finding.severity != Severity::informs;
  });
}

Result<std::string> write_error_workbook(const RosterRead& read) {
  return write_marked(read.workbook, marks_of(read), form_of(read));
}

}  // namespace huanjie
