#include "render/xlsx.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
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

  lxw_format* format(bool bold, bool text, lxw_color_t colour) {
    const auto key = std::tuple(bold, text, colour);
    lxw_format*& made = formats_[key];
    if (made != nullptr) return made;
    made = workbook_add_format(book_);
    std::string font = "宋体";
    format_set_font_name(made, font.data());
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    if (bold) format_set_bold(made);
    if (text) format_set_num_format_index(made, kTextFormat);
    if (colour != 0) {
      format_set_bg_color(made, colour);
      format_set_border(made, LXW_BORDER_THIN);
    }
    return made;
  }

  lxw_format* wrapped() {
    if (wrapped_ == nullptr) {
      wrapped_ = workbook_add_format(book_);
      format_set_text_wrap(wrapped_);
      format_set_align(wrapped_, LXW_ALIGN_VERTICAL_TOP);
    }
    return wrapped_;
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
  std::map<std::tuple<bool, bool, lxw_color_t>, lxw_format*> formats_{};
  lxw_format* wrapped_ = nullptr;
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

void add_choices(lxw_worksheet* sheet, const XlsxColumn& column, lxw_col_t at) {
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
  worksheet_data_validation_range(sheet, 1, at, kFormRows, at, &validation);
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
    worksheet_write_string(sheet, row, 0, column.title.c_str(), book.wrapped());
    worksheet_write_string(sheet, row, 1, column.required ? "是" : "", book.wrapped());
    worksheet_write_string(sheet, row, 2, cell_text(column.help).c_str(), book.wrapped());
    worksheet_write_string(sheet, row, 3, join(column.choices, "、").c_str(), book.wrapped());
  }
}

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
    cell.text += (cell.text.empty() ? "" : "\n") + mark.text;
  }
  return cells;
}

void write_cell(Book& book, lxw_worksheet* sheet, std::pair<int, int> place, std::string_view text,
                const MarkedCell* mark) {
  if (place.first < 1 || place.first > kMaxRow || place.second < 1 || place.second > kMaxColumn) {
    return;
  }
  const lxw_color_t colour = mark == nullptr ? 0 : mark->wrong ? kRed : kYellow;
  lxw_format* format = mark == nullptr ? nullptr : book.format(false, true, colour);
  const auto row = static_cast<lxw_row_t>(place.first - 1);
  const auto column = static_cast<lxw_col_t>(place.second - 1);
  if (text.empty()) {
    worksheet_write_blank(sheet, row, column, format);
  } else {
    worksheet_write_string(sheet, row, column, cell_text(text).c_str(), format);
  }
}

void write_marked_sheet(Book& book, const Sheet& original, const std::vector<CellMark>& marks,
                        std::size_t& comments) {
  lxw_worksheet* sheet = book.add_sheet(original.name);
  const MarkedCells marked = marks_of(original.name, marks);
  for (const SheetRow& row : original.rows) {
    for (const Cell& cell : row.cells) {
      if (marked.contains({row.number, cell.column})) continue;
      write_cell(book, sheet, {row.number, cell.column}, cell.text, nullptr);
    }
  }
  for (const auto& [place, mark] : marked) {
    const auto row = std::ranges::lower_bound(original.rows, place.first, {}, &SheetRow::number);
    const bool there = row != original.rows.end() && row->number == place.first;
    const Cell* cell = there ? cell_at(*row, place.second) : nullptr;
    write_cell(book, sheet, place, cell == nullptr ? std::string_view{} : cell->text, &mark);
    if (++comments > kMaxComments) continue;
    worksheet_write_comment(sheet, row_at(static_cast<std::size_t>(place.first - 1)),
                            column_at(static_cast<std::size_t>(place.second - 1)),
                            cell_text(mark.text).c_str());
  }
}

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
    worksheet_write_string(sheet, row, 1, mark.wrong ? "必须改" : "请核对", nullptr);
    worksheet_write_string(sheet, row, 2, cell_text(mark.text).c_str(), book.wrapped());
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
    if (!column.choices.empty()) add_choices(sheet, column, column_at(i));
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

Result<std::string> write_marked(const Workbook& workbook, const std::vector<CellMark>& marks) {
  Book book;
  if (!book.good()) return no_folder();
  std::size_t comments = 0;
  for (const Sheet& sheet : workbook.sheets) write_marked_sheet(book, sheet, marks, comments);
  write_list(book, marks);
  return book.bytes();
}

}  // namespace huanjie
