#include "render/xlsx.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"

namespace huanjie {
namespace {

namespace fs = std::filesystem;

// Any fixed moment serves: the time of writing would make every copy another file.
constexpr std::time_t kCreated = 1'594'598'400;
constexpr lxw_row_t kFormRows = 10'000;
// Office grows slow with more; the list names them all.
constexpr std::size_t kMaxComments = 2'000;
constexpr std::size_t kMaxCellCharacters = 32'000;
// The built-in format of text, which spreadsheets know for what it is.
constexpr uint8_t kTextFormat = 49;
constexpr lxw_color_t kRed = 0xFFC7CE;
constexpr lxw_color_t kYellow = 0xFFEB9C;
constexpr lxw_color_t kGrey = 0xD9E1F2;
constexpr std::size_t kMaxChoiceBytes = 250;
// Of a column of the marked copy, in letters; longer texts are wrapped.
constexpr double kMinWidth = 8;
constexpr double kMaxWidth = 40;
// Letters in a line of a comment.
constexpr double kCommentWidth = 40;
constexpr int kMaxRow = 1'048'576;
constexpr int kMaxColumn = 16'384;

// libxlsxwriter 1.1.4 writes only to a file, so the bytes go by way of a folder of their own.
class Scratch {
 public:
  Scratch() {
    std::error_code ignored;
    std::string pattern = (fs::temp_directory_path(ignored) / "huanjie-XXXXXX").string();
    if (mkdtemp(pattern.data()) != nullptr) folder_ = pattern;
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }
  bool good() const { return !folder_.empty(); }
  const std::string& folder() const { return folder_; }
  std::string file() const { return folder_ + "/book.xlsx"; }

 private:
  std::string folder_{};
};

// What a spreadsheet holds in one cell: no control characters, not too long.
std::string cell_text(std::string_view text) {
  std::u32string result;
  for (const char32_t c : code_points(text)) {
    if (c < 0x20 && c != U'\n' && c != U'\t') continue;
    if (result.size() == kMaxCellCharacters) break;
    result += c;
  }
  return utf8(result);
}

class Book {
 public:
  Book() {
    if (!scratch_.good()) return;
    lxw_workbook_options options{};
    std::string folder = scratch_.folder();
    options.tmpdir = folder.data();
    book_ = workbook_new_opt(scratch_.file().c_str(), &options);
    if (book_ == nullptr) return;
    lxw_doc_properties properties{};
    properties.created = kCreated;
    workbook_set_properties(book_, &properties);
  }

  bool good() const { return book_ != nullptr; }

  // A name that is free, as a spreadsheet allows names: no []:*?/\ and at most 31 characters.
  lxw_worksheet* add_sheet(std::string_view wanted) {
    std::u32string name;
    for (const char32_t c : code_points(wanted)) {
      if (std::u32string_view(U"[]:*?/\\'").find(c) == std::u32string_view::npos) name += c;
    }
    name = name.substr(0, 28);
    if (name.empty()) name = U"名册";
    std::string free = utf8(name);
    for (int i = 2; !names_.insert(free).second; ++i) free = utf8(name) + std::to_string(i);
    return workbook_add_worksheet(book_, free.c_str());
  }

  lxw_format* format(bool bold, bool text, lxw_color_t colour, bool wrap = false) {
    const auto key = std::tuple(bold, text, colour, wrap);
    lxw_format*& made = formats_[key];
    if (made != nullptr) return made;
    made = workbook_add_format(book_);
    std::string font = "宋体";
    format_set_font_name(made, font.data());
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    if (bold) format_set_bold(made);
    if (wrap) format_set_text_wrap(made);
    if (text) format_set_num_format_index(made, kTextFormat);
    if (colour != 0) {
      format_set_bg_color(made, colour);
      format_set_border(made, LXW_BORDER_THIN);
    }
    return made;
  }

  Result<std::string> bytes() {
    if (workbook_close(book_) != LXW_NO_ERROR) {
      return fail(ErrorCode::unavailable, "表格文件写不出来，磁盘可能已满");
    }
    std::ifstream file(scratch_.file(), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (bytes.empty()) return fail(ErrorCode::unavailable, "表格文件写不出来，磁盘可能已满");
    return bytes;
  }

 private:
  Scratch scratch_{};
  lxw_workbook* book_ = nullptr;
  std::set<std::string> names_{};
  std::map<std::tuple<bool, bool, lxw_color_t, bool>, lxw_format*> formats_{};
};

lxw_col_t column_at(std::size_t index) { return static_cast<lxw_col_t>(index); }
lxw_row_t row_at(std::size_t index) { return static_cast<lxw_row_t>(index); }

double width_of(const XlsxColumn& column) {
  double width = static_cast<double>(character_count(column.title)) * 2 + 3;
  for (const std::string& choice : column.choices) {
    width = std::max(width, static_cast<double>(character_count(choice)) * 2 + 3);
  }
  return std::min(std::max(width, column.as_text ? 22.0 : 10.0), 40.0);
}

void add_choices(lxw_worksheet* sheet, const XlsxColumn& column, lxw_row_t first, lxw_col_t at) {
  // libxlsxwriter 1.1.4 allows 255 characters and keeps room for 255 bytes.
  if (join(column.choices, ",").size() > kMaxChoiceBytes) return;
  std::vector<const char*> list;
  for (const std::string& choice : column.choices) list.push_back(choice.c_str());
  list.push_back(nullptr);
  std::string title = "填写不对";
  std::string message = "请从下拉列表中选择";
  lxw_data_validation validation{};
  validation.validate = LXW_VALIDATION_TYPE_LIST;
  validation.value_list = const_cast<char**>(list.data());
  validation.error_title = title.data();
  validation.error_message = message.data();
  worksheet_data_validation_range(sheet, first, at, first + kFormRows - 1, at, &validation);
}

void write_guide(Book& book, const XlsxForm& form) {
  lxw_worksheet* sheet = book.add_sheet(form.guide_sheet);
  worksheet_set_column(sheet, 0, 0, 20, nullptr);
  worksheet_set_column(sheet, 1, 1, 8, nullptr);
  worksheet_set_column(sheet, 2, 3, 60, nullptr);
  lxw_row_t row = 0;
  for (const std::string& line : form.guide) {
    worksheet_write_string(sheet, row++, 0, cell_text(line).c_str(), nullptr);
  }
  ++row;
  const char* titles[] = {"列", "必填", "怎么填", "可选内容"};
  for (lxw_col_t i = 0; i < 4; ++i) {
    worksheet_write_string(sheet, row, i, titles[i], book.format(true, false, kGrey));
  }
  for (const XlsxColumn& column : form.columns) {
    ++row;
    worksheet_write_string(sheet, row, 0, column.title.c_str(), book.format(false, false, 0, true));
    worksheet_write_string(sheet, row, 1, column.required ? "是" : "",
                           book.format(false, false, 0, true));
    worksheet_write_string(sheet, row, 2, cell_text(column.help).c_str(),
                           book.format(false, false, 0, true));
    worksheet_write_string(sheet, row, 3, join(column.choices, "、").c_str(),
                           book.format(false, false, 0, true));
  }
}

const char* grade_of(bool wrong) { return wrong ? "错误" : "请核对"; }

// The marks of one cell together.
struct MarkedCell {
  bool wrong = false;
  std::string text{};
};
using MarkedCells = std::map<std::pair<int, int>, MarkedCell>;

MarkedCells marks_of(const std::string& sheet, const std::vector<CellMark>& marks) {
  MarkedCells cells;
  for (const CellMark& mark : marks) {
    if (mark.sheet != sheet) continue;
    MarkedCell& cell = cells[{mark.row, std::max(mark.column, 1)}];
    cell.wrong = cell.wrong || mark.wrong;
    cell.text +=
        (cell.text.empty() ? "" : "\n") + std::string(grade_of(mark.wrong)) + "：" + mark.text;
  }
  return cells;
}

// A Chinese character is as wide as two letters.
double width_of(std::string_view text) {
  double width = 0;
  for (const char32_t c : code_points(text)) width += c < 0x2E80 ? 1 : 2;
  return width;
}

// As wide as the widest cell; a title or a line of text alone in its row runs over its neighbours.
std::map<int, double> widths_of(const Sheet& sheet) {
  std::map<int, double> widths;
  for (const SheetRow& row : sheet.rows) {
    if (row.cells.size() < 2) continue;
    for (const Cell& cell : row.cells) {
      double& width = widths[cell.column];
      if (width < kMaxWidth) {
        width = std::clamp(width_of(cell.text) + 2, std::max(width, kMinWidth), kMaxWidth);
      }
    }
  }
  return widths;
}

// One sheet of the marked copy in the making.
class MarkedSheet {
 public:
  MarkedSheet(Book& book, const Sheet& original, const MarkedForm& form)
      : book_(book),
        original_(original),
        form_(form.sheet == original.name && form.header_row > 0 ? form : kNoForm),
        sheet_(book.add_sheet(original.name)) {}

  void write(const MarkedCells& marked, std::size_t& comments) {
    set_columns();
    for (const SheetRow& row : original_.rows) {
      for (const Cell& cell : row.cells) {
        if (marked.contains({row.number, cell.column})) continue;
        write_cell(row.number, cell, row.cells.size() > 1, nullptr);
      }
    }
    for (const auto& [place, mark] : marked) {
      const auto row = std::ranges::lower_bound(original_.rows, place.first, {}, &SheetRow::number);
      const bool there = row != original_.rows.end() && row->number == place.first;
      const Cell* cell = there ? cell_at(*row, place.second) : nullptr;
      const Cell blank{place.second, CellKind::empty, {}};
      write_cell(place.first, cell == nullptr ? blank : *cell, true, &mark);
      if (++comments <= kMaxComments) write_comment(place, mark);
    }
  }

 private:
  static const MarkedForm kNoForm;

  bool is_text_column(int column) const {
    const auto found = form_.columns.find(column);
    return found != form_.columns.end() && found->second.as_text;
  }

  void set_columns() {
    for (const auto& [column, width] : widths_of(original_)) {
      if (column < 1 || column > kMaxColumn) continue;
      const lxw_col_t at = column_at(static_cast<std::size_t>(column - 1));
      worksheet_set_column(sheet_, at, at, width,
                           is_text_column(column) ? book_.format(false, true, 0) : nullptr);
    }
    if (form_.header_row < 1 || form_.header_row >= kMaxRow / 2) return;
    const auto first = static_cast<lxw_row_t>(form_.header_row);
    worksheet_freeze_panes(sheet_, first, 0);
    for (const auto& [column, asked] : form_.columns) {
      if (asked.choices.empty() || column < 1 || column > kMaxColumn) continue;
      add_choices(sheet_, asked, first, column_at(static_cast<std::size_t>(column - 1)));
    }
  }

  void write_cell(int row_number, const Cell& cell, bool has_neighbours, const MarkedCell* mark) {
    const bool outside =
        row_number < 1 || row_number > kMaxRow || cell.column < 1 || cell.column > kMaxColumn;
    if (outside) return;
    const bool header = row_number == form_.header_row;
    const lxw_color_t plain = header ? kGrey : 0;
    const lxw_color_t colour = mark == nullptr ? plain : mark->wrong ? kRed : kYellow;
    const bool wrap = has_neighbours && width_of(cell.text) > kMaxWidth;
    lxw_format* format =
        book_.format(header, mark != nullptr || is_text_column(cell.column), colour, wrap);
    const auto row = static_cast<lxw_row_t>(row_number - 1);
    const auto column = static_cast<lxw_col_t>(cell.column - 1);
    if (cell.text.empty()) {
      worksheet_write_blank(sheet_, row, column, format);
    } else if (const auto number = number_of(cell)) {
      worksheet_write_number(sheet_, row, column, *number,
                             book_.format(header, false, colour, wrap));
    } else {
      worksheet_write_string(sheet_, row, column, cell_text(cell.text).c_str(), format);
    }
  }

  // A number stays one: 1985.1 as text would be read as January, and it may have been October.
  std::optional<double> number_of(const Cell& cell) const {
    if (cell.kind != CellKind::number || is_text_column(cell.column)) return std::nullopt;
    double value = 0;
    const char* end = cell.text.data() + cell.text.size();
    const auto read = std::from_chars(cell.text.data(), end, value);
    const bool exact = read.ec == std::errc{} && read.ptr == end && cell.text.size() <= 15;
    return exact && std::isfinite(value) ? std::optional(value) : std::nullopt;
  }

  void write_comment(std::pair<int, int> place, const MarkedCell& mark) {
    double lines = 1;
    for (const std::string& line : split(mark.text, '\n')) {
      lines += 1 + std::floor(width_of(line) / kCommentWidth);
    }
    std::string font = "宋体";
    lxw_comment_options options{};
    options.font_name = font.data();
    options.font_size = 11;
    options.width = 330;
    options.height = static_cast<std::uint16_t>(std::min(20 * lines, 400.0));
    worksheet_write_comment_opt(sheet_, row_at(static_cast<std::size_t>(place.first - 1)),
                                column_at(static_cast<std::size_t>(place.second - 1)),
                                cell_text(mark.text).c_str(), &options);
  }

  Book& book_;
  const Sheet& original_;
  const MarkedForm& form_;
  lxw_worksheet* sheet_ = nullptr;
};

const MarkedForm MarkedSheet::kNoForm{};

void write_list(Book& book, const std::vector<CellMark>& marks) {
  lxw_worksheet* sheet = book.add_sheet("问题清单");
  worksheet_set_column(sheet, 0, 0, 18, nullptr);
  worksheet_set_column(sheet, 1, 1, 8, nullptr);
  worksheet_set_column(sheet, 2, 2, 90, nullptr);
  worksheet_freeze_panes(sheet, 1, 0);
  const char* titles[] = {"位置", "性质", "问题"};
  for (lxw_col_t i = 0; i < 3; ++i) {
    worksheet_write_string(sheet, 0, i, titles[i], book.format(true, false, kGrey));
  }
  lxw_row_t row = 0;
  for (const CellMark& mark : marks) {
    if (++row >= static_cast<lxw_row_t>(kMaxRow)) break;
    const std::string place = mark.column == 0 ? "第 " + std::to_string(mark.row) + " 行"
                                               : cell_place(mark.sheet, mark.row, mark.column);
    worksheet_write_string(sheet, row, 0, place.c_str(), nullptr);
    worksheet_write_string(sheet, row, 1, grade_of(mark.wrong),
                           book.format(false, false, mark.wrong ? kRed : kYellow));
    worksheet_write_string(sheet, row, 2, cell_text(mark.text).c_str(),
                           book.format(false, false, 0, true));
  }
}

std::unexpected<Error> no_folder() {
  return fail(ErrorCode::unavailable, "不能在临时文件夹里写表格文件");
}

}  // namespace

Result<std::string> write_form(const XlsxForm& form) {
  Book book;
  if (!book.good()) return no_folder();
  lxw_worksheet* sheet = book.add_sheet(form.sheet);
  for (std::size_t i = 0; i < form.columns.size(); ++i) {
    const XlsxColumn& column = form.columns[i];
    worksheet_set_column(sheet, column_at(i), column_at(i), width_of(column),
                         book.format(false, column.as_text, 0));
    worksheet_write_string(sheet, 0, column_at(i), column.title.c_str(),
                           book.format(true, false, kGrey));
    if (!column.choices.empty()) add_choices(sheet, column, 1, column_at(i));
  }
  worksheet_freeze_panes(sheet, 1, 1);
  for (std::size_t i = 0; i < form.rows.size(); ++i) {
    for (std::size_t j = 0; j < form.rows[i].size() && j < form.columns.size(); ++j) {
      if (form.rows[i][j].empty()) continue;
      worksheet_write_string(sheet, row_at(i + 1), column_at(j), cell_text(form.rows[i][j]).c_str(),
                             book.format(false, form.columns[j].as_text, 0));
    }
  }
  write_guide(book, form);
  return book.bytes();
}

Result<std::string> write_marked(const Workbook& workbook, const std::vector<CellMark>& marks,
                                 const MarkedForm& form) {
  Book book;
  if (!book.good()) return no_folder();
  std::size_t comments = 0;
  for (const Sheet& sheet : workbook.sheets) {
    MarkedSheet(book, sheet, form).write(marks_of(sheet.name, marks), comments);
  }
  write_list(book, marks);
  return book.bytes();
}

}  // namespace huanjie
