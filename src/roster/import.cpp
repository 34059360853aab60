#include "roster/import.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "roster/columns.h"
#include "roster/identity.h"
#include "roster/import_row.h"

namespace huanjie {
namespace {

// A header stands below a few title rows, never deep in the sheet.
constexpr std::size_t kHeaderRows = 30;
constexpr int kMaxColumns = 200;
// More unknown columns than these in one message help nobody.
constexpr std::size_t kShownColumns = 8;

struct FoundHeader {
  const Sheet* sheet = nullptr;
  std::size_t row = 0;   // index of the row
  std::size_t rows = 1;  // two where a second row divides a column (学历: 全日制, 在职)
  SheetColumns columns{};
};

bool is_blank(const SheetRow& row) {
  return std::ranges::all_of(row.cells,
                             [](const Cell& cell) { return trimmed(cell.text).empty(); });
}

std::optional<ColumnKey> header_at(const Cell& cell) {
  if (cell.column > kMaxColumns || cell.kind == CellKind::number) return std::nullopt;
  return column_of_header(cell.text);
}

// A row with 姓名 and another column of ours, or 姓名 alone.
bool is_header(const SheetRow& row) {
  std::size_t known = 0;
  std::size_t filled = 0;
  bool name = false;
  for (const Cell& cell : row.cells) {
    if (trimmed(cell.text).empty()) continue;
    ++filled;
    const std::optional<ColumnKey> key = header_at(cell);
    if (key) ++known;
    if (key == ColumnKey::name) name = true;
  }
  return name && (known >= 2 || filled == 1);
}

// A second header row has nothing below 姓名 and nothing but headers elsewhere.
bool is_second_header(const SheetRow& row, int name_column) {
  const Cell* name = cell_at(row, name_column);
  if (is_blank(row) || (name != nullptr && !trimmed(name->text).empty())) return false;
  return std::ranges::all_of(row.cells, [](const Cell& cell) {
    return trimmed(cell.text).empty() || header_at(cell).has_value();
  });
}

Result<> take_headers(const Sheet& sheet, const SheetRow& row, SheetColumns& columns) {
  for (const Cell& cell : row.cells) {
    const std::optional<ColumnKey> key = header_at(cell);
    if (!key) continue;
    int& at = columns[*key];
    if (at == cell.column) continue;
    if (at != 0) {
      return invalid("“" + std::string(title_of(*key)) + "”有两列",
                     cell_place(sheet.name, row.number, at) + " 和 " +
                         cell_place(sheet.name, row.number, cell.column),
                     "每一项只用一列");
    }
    at = cell.column;
    if (*key == ColumnKey::standing) columns.standing_asks = asked_by(cell.text);
  }
  return {};
}

Result<std::optional<FoundHeader>> find_header(const Sheet& sheet) {
  for (std::size_t i = 0; i < std::min(sheet.rows.size(), kHeaderRows); ++i) {
    if (!is_header(sheet.rows[i])) continue;
    FoundHeader found{&sheet, i, 1, {}};
    HJ_TRY(take_headers(sheet, sheet.rows[i], found.columns));
    const bool has_second = i + 1 < sheet.rows.size() &&
                            is_second_header(sheet.rows[i + 1], found.columns[ColumnKey::name]);
    if (has_second) {
      found.rows = 2;
      // 学历 above 全日制 and 在职 says less than they do.
      for (const Cell& cell : sheet.rows[i + 1].cells) {
        if (!header_at(cell)) continue;
        for (int& at : found.columns.at) at = at == cell.column ? 0 : at;
      }
      HJ_TRY(take_headers(sheet, sheet.rows[i + 1], found.columns));
    }
    return std::optional(found);
  }
  return std::optional<FoundHeader>{};
}

// A row with columns of ours, but not with the name: what the asker has to look at.
std::optional<Error> header_without_name(const Sheet& sheet) {
  for (std::size_t i = 0; i < std::min(sheet.rows.size(), kHeaderRows); ++i) {
    const SheetRow& row = sheet.rows[i];
    const auto known = std::ranges::count_if(
        row.cells, [](const Cell& cell) { return header_at(cell).has_value(); });
    if (known < 2) continue;
    std::string message = "第 " + std::to_string(row.number) + " 行像是表头，但没有“姓名”一列";
    for (const Cell& cell : row.cells) {
      const bool named = !header_at(cell) && cell.text.find("名") != std::string::npos;
      if (named) message += "；“" + masked_text(trimmed(cell.text)) + "”是不是“姓名”？";
    }
    return Error{ErrorCode::invalid_input, std::move(message), sheet.name, "表头有“姓名”一列"};
  }
  return std::nullopt;
}

Result<FoundHeader> find_header(const Workbook& workbook, const std::string& wanted) {
  bool any = false;
  for (const Sheet& sheet : workbook.sheets) {
    if (!wanted.empty() && sheet.name != wanted) continue;
    any = true;
    if (const std::optional<FoundHeader> found = HJ_TRY(find_header(sheet))) return *found;
  }
  if (!wanted.empty() && !any) {
    std::string names;
    for (const Sheet& sheet : workbook.sheets) names += "“" + sheet.name + "”";
    return invalid("没有名为“" + wanted + "”的工作表，文件里有" + names);
  }
  for (const Sheet& sheet : workbook.sheets) {
    if (!wanted.empty() && sheet.name != wanted) continue;
    if (std::optional<Error> error = header_without_name(sheet)) {
      return std::unexpected(*std::move(error));
    }
  }
  return invalid("没有找到表头：前 30 行里没有写着“姓名”的一行", wanted,
                 "表头有“姓名”，以及“性别”“身份证号”“党员类别”等列名");
}

std::vector<ColumnKey> taken_columns(const SheetColumns& columns) {
  std::vector<ColumnKey> taken;
  for (std::size_t i = 0; i < kColumnKeys; ++i) {
    if (columns.at[i] != 0) taken.push_back(static_cast<ColumnKey>(i));
  }
  return taken;
}

// A header that is none of ours, and the column that it may have meant.
struct UnknownColumn {
  int column = 0;
  std::string header{};
  std::optional<ColumnKey> nearest{};
};

std::vector<UnknownColumn> unknown_columns(const FoundHeader& header) {
  const std::vector<ColumnKey> taken = taken_columns(header.columns);
  std::vector<UnknownColumn> unknown;
  for (const Cell& cell : header.sheet->rows[header.row].cells) {
    const bool used = std::ranges::find(header.columns.at, cell.column) != header.columns.at.end();
    const std::string text = masked_text(trimmed(cell.text));
    if (used || text.empty() || header_at(cell)) continue;
    unknown.push_back({cell.column, text, nearest_column(text, taken)});
  }
  return unknown;
}

std::string guess_at(const UnknownColumn& unknown) {
  if (!unknown.nearest) return {};
  return "是不是“" + std::string(title_of(*unknown.nearest)) + "”？";
}

// A column on which the right to vote hangs is not there: a name mistyped must never make voters.
std::unexpected<Error> no_column(const FoundHeader& header, std::string message,
                                 std::string expected) {
  const std::vector<UnknownColumn> unknown = unknown_columns(header);
  std::string list;
  for (std::size_t i = 0; i < std::min(unknown.size(), kShownColumns); ++i) {
    const std::string guess = guess_at(unknown[i]);
    list += (i == 0 ? "“" : "、“") + unknown[i].header + "”" +
            (guess.empty() ? "" : "（" + guess + "）");
  }
  if (!list.empty()) message += "。认不出的列：" + list;
  const SheetRow& row = header.sheet->rows[header.row];
  return invalid(std::move(message), place_of({header.sheet->name, row.number, 0, {}}),
                 std::move(expected));
}

Result<> check_voting_columns(const FoundHeader& header, RosterBody body) {
  const SheetColumns& columns = header.columns;
  const auto has = [&](ColumnKey key) { return columns[key] != 0; };
  if (body == RosterBody::association) return {};
  if (body == RosterBody::party && !has(ColumnKey::status)) {
    return no_column(header, "没有“党员类别”一列，分不清谁是正式党员、谁是预备党员",
                     "表头有“党员类别”，每人填“正式党员”或“预备党员”");
  }
  const bool age =
      has(ColumnKey::identity) || has(ColumnKey::birth) || has(ColumnKey::archive_birth);
  if (body != RosterBody::party && !age) {
    return no_column(header, "没有“身份证号”，也没有“出生日期”，算不出选举日是否年满十八周岁",
                     "表头有“身份证号”或“出生日期”");
  }
  for (const UnknownColumn& unknown : unknown_columns(header)) {
    if (unknown.nearest != ColumnKey::standing) continue;
    return no_column(header, "没有“权利状态”一列，而有一列的列名很像，没有选举权的人会被算成有",
                     "改成“权利状态”；如果说的是别的，换一个列名或删去这一列");
  }
  return {};
}

class Importer {
 public:
  Importer(const FoundHeader& header, const ImportOptions& options)
      : header_(header), sheet_(*header.sheet), options_(options) {
    result_.sheet = sheet_.name;
    result_.header_row = sheet_.rows[header.row].number;
    result_.roster.unit = options.unit;
    result_.roster.body = options.body;
  }

  Result<RosterImport> read() {
    look_at_header();
    find_merged_rows();
    for (std::size_t i = header_.row + header_.rows; i < sheet_.rows.size(); ++i) {
      const SheetRow& row = sheet_.rows[i];
      if (!holds_person(row)) continue;
      if (++result_.rows > static_cast<int>(kMaxMembers)) {
        return fail(ErrorCode::exhausted, "人数超过上限", cell_place(sheet_.name, row.number, 1),
                    "不超过 10 万人");
      }
      take_row(row);
    }
    if (result_.rows == 0) return invalid("表头下面没有一个人", sheet_.name, "至少一行");
    warn_of_namesakes(tell_namesakes_apart(result_.roster.members));
    return std::move(result_);
  }

 private:
  void say(int row, int column, Finding finding) {
    if (result_.findings.size() >= kMaxRosterFindings) {
      ++result_.findings_left_out;
      return;
    }
    result_.findings.push_back(cell_finding(sheet_.name, row, column, std::move(finding)));
  }

  void look_at_header() {
    const SheetRow& row = sheet_.rows[header_.row];
    for (const UnknownColumn& unknown : unknown_columns(header_)) {
      const std::string guess = guess_at(unknown);
      say(row.number, unknown.column,
          guess.empty() ? import_finding(Severity::informs, "column_unused",
                                         "“" + unknown.header + "”一列没有用到")
                        : import_finding(Severity::warns, "column_unused",
                                         "认不出“" + unknown.header + "”一列，没有读入；" + guess));
    }
    const auto missing = [&](ColumnKey key, const char* says) {
      if (header_.columns[key] != 0) return;
      say(row.number, 0, import_finding(Severity::warns, "column_missing", says));
    };
    missing(ColumnKey::identity, "没有“身份证号”一列，查重只能靠姓名和出生日期");
    if (options_.body == RosterBody::party) {
      missing(ColumnKey::standing, "没有“权利状态”一列，按没有人受留党察看、被留置、被逮捕计");
    } else if (options_.body != RosterBody::association) {
      missing(ColumnKey::standing, "没有“权利状态”一列，按没有人被剥夺政治权利计");
    }
  }

  // A merged cell holds its value at the first cell alone: for the rows below it is a guess.
  void find_merged_rows() {
    const int first_data = sheet_.rows[header_.row + header_.rows - 1].number + 1;
    for (const MergedCells& merged : sheet_.merged) {
      if (merged.last_row < first_data) continue;
      const int first = std::max(merged.first_row, first_data);
      merged_.push_back({first, merged.first_column, merged.last_row, merged.last_column});
    }
    std::ranges::sort(merged_, {}, &MergedCells::first_row);
  }

  // The merged cells that touch this row; rows come in order.
  bool say_merged(const SheetRow& row) {
    bool any = false;
    for (std::size_t i = merged_from_; i < merged_.size(); ++i) {
      const MergedCells& merged = merged_[i];
      if (merged.first_row > row.number) break;
      if (merged.last_row < row.number) {
        if (i == merged_from_) ++merged_from_;
        continue;
      }
      any = true;
      Finding finding = import_finding(Severity::blocks, "merged_cells", "有合并的单元格",
                                       cell_name(merged.first_row, merged.first_column) + " 到 " +
                                           cell_name(merged.last_row, merged.last_column));
      finding.unblock = "取消合并，每人一行填全";
      say(row.number, merged.first_column, std::move(finding));
    }
    return any;
  }

  // Blank rows, rows of numbers alone, a header printed again and the lines below a list (合计,
  // 填表人) hold nobody.
  bool holds_person(const SheetRow& row) {
    const int serial = header_.columns[ColumnKey::serial];
    bool filled = false;
    const Cell* first = nullptr;
    for (const Cell& cell : row.cells) {
      const bool empty = cell.kind != CellKind::formula && trimmed(cell.text).empty();
      if (empty) continue;
      if (first == nullptr) first = &cell;
      if (cell.column != serial && is_ours(cell.column)) filled = true;
    }
    if (first == nullptr) return false;
    const Cell* name = cell_at(row, header_.columns[ColumnKey::name]);
    if (name != nullptr && column_of_header(name->text) == ColumnKey::name) return false;
    if (is_footer(*first) || (name != nullptr && is_footer(*name))) {
      say(row.number, first->column,
          import_finding(Severity::informs, "footer", "这一行不是人员，没有读入",
                         masked_text(trimmed(first->text))));
      return false;
    }
    return filled;
  }

  bool is_ours(int column) const {
    return std::ranges::find(header_.columns.at, column) != header_.columns.at.end();
  }

  static bool is_footer(const Cell& cell) {
    std::string text;
    for (const char32_t c : code_points(trimmed(cell.text).substr(0, 60))) {
      if (c != U' ' && c != U'\u3000') text += utf8(c);
    }
    for (const char* word :
         {"合计", "总计", "共计", "小计", "填表", "制表", "审核", "注：", "注\uFF1A", "说明：",
          "说明\uFF1A", "填报", "单位盖章", "备注：", "备注\uFF1A"}) {
      if (text.starts_with(word)) return true;
    }
    return false;
  }

  void take_row(const SheetRow& row) {
    RowReading reading = read_member_row(sheet_.name, header_.columns, row, options_);
    bool wrong = say_merged(row);
    for (CellFinding& found : reading.findings) {
      wrong = wrong || blocks(found.finding);
      say(found.row, found.column, std::move(found.finding));
    }
    wrong = is_repeated(row, reading.member) || wrong;
    if (wrong) {
      result_.wrong_rows.push_back(row.number);
      return;
    }
    const std::string number = std::to_string(result_.rows);
    reading.member.id = "m" + std::string(number.size() < 3 ? 3 - number.size() : 0, '0') + number;
    result_.roster.members.push_back(std::move(reading.member));
    result_.member_rows.push_back(row.number);
  }

  bool is_repeated(const SheetRow& row, const Member& member) {
    if (member.identity.empty()) return false;
    const std::string full =
        member.identity.size() == 15 ? identity_of_old(member.identity) : member.identity;
    const auto [found, is_new] = identities_.emplace(full, row.number);
    if (is_new) return false;
    const int column = header_.columns[ColumnKey::identity];
    say(row.number, column,
        import_finding(Severity::blocks, "identity_twice",
                       "身份证号与 " + cell_place(sheet_.name, found->second, column) + " 重复",
                       masked_identity(member.identity), "一人一行"));
    return true;
  }

  // `alike`: those whom only their place tells apart. Who has the birth of a namesake, too, and no
  // identity number to differ by, may be one person written twice.
  void warn_of_namesakes(const std::vector<std::size_t>& alike) {
    std::unordered_map<std::string, std::size_t> by_name;
    std::unordered_map<std::string, std::size_t> by_birth;
    for (std::size_t i = 0; i < result_.roster.members.size(); ++i) {
      const Member& member = result_.roster.members[i];
      const std::string born = member.birth ? to_text(*member.birth) : std::string{};
      const auto [namesake, is_new_name] = by_name.emplace(member.name, i);
      const auto [twin, is_new] = by_birth.emplace(member.name + born, i);
      if (is_new_name) continue;
      const Member& other = result_.roster.members[twin->second];
      const bool one_person = !is_new && (member.identity.empty() || other.identity.empty());
      if (std::ranges::binary_search(alike, i)) {
        say_namesake(i, namesake->second, "同名，所在支部、性别、出生日期都区分不开",
                     "核对是不是同一个人；不是的，补填所在支部或出生日期");
      } else if (one_person) {
        say_namesake(i, twin->second,
                     born.empty() ? "同名，都没有出生日期" : "姓名、出生日期都相同",
                     "核对是不是同一个人");
      }
    }
  }

  void say_namesake(std::size_t at, std::size_t other, const std::string& how, std::string advice) {
    const int column = header_.columns[ColumnKey::name];
    Finding finding = import_finding(
        Severity::warns, "namesake",
        "与 " + cell_place(sheet_.name, result_.member_rows[other], column) + " " + how,
        shown_name(result_.roster.members[at]));
    finding.unblock = std::move(advice);
    say(result_.member_rows[at], column, std::move(finding));
  }

  const FoundHeader& header_;
  const Sheet& sheet_;
  const ImportOptions& options_;
  RosterImport result_{};
  std::vector<MergedCells> merged_{};
  std::size_t merged_from_ = 0;
  std::unordered_map<std::string, int> identities_{};
};

}  // namespace

std::string place_of(const CellFinding& found) {
  if (found.column == 0) {
    return found.sheet + (found.sheet.empty() ? "" : "!") + "第 " + std::to_string(found.row) +
           " 行";
  }
  return cell_place(found.sheet, found.row, found.column);
}

Result<RosterImport> import_roster(const Workbook& workbook, const ImportOptions& options) {
  const FoundHeader header = HJ_TRY(find_header(workbook, options.sheet));
  HJ_TRY(check_voting_columns(header, options.body));
  return Importer(header, options).read();
}

}  // namespace huanjie
