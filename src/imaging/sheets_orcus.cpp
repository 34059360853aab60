#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <deque>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <orcus/orcus_ods.hpp>
#include <orcus/orcus_xlsx.hpp>
#include <orcus/spreadsheet/import_interface.hpp>
#include <orcus/spreadsheet/import_interface_view.hpp>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "base/time.h"
#include "imaging/sheets_parts.h"

namespace huanjie {
namespace {

namespace ss = orcus::spreadsheet;
namespace iface = orcus::spreadsheet::iface;

constexpr int kMaxRow = 1'048'576;
constexpr int kMaxColumn = 16'384;
constexpr std::size_t kNoFormat = static_cast<std::size_t>(-1);

// Thrown through the library to stop it; caught where it was called.
struct OverLimit {
  const char* what;
};

enum class RawKind : std::uint8_t { string, number, boolean, date, formula };

// A cell as the library hands it over; texts and formats are looked up when all is read.
struct RawCell {
  std::int32_t row = 0;
  std::int32_t column = 0;
  RawKind kind = RawKind::string;
  std::size_t format = kNoFormat;
  std::size_t string = 0;
  double number = 0;
};

struct RawSheet {
  std::string name{};
  std::vector<RawCell> cells{};
  std::vector<MergedCells> merged{};
};

// Everything read so far, with its bounds.
struct RawBook {
  explicit RawBook(const SheetLimits& bounds) : limits(bounds) {}

  std::size_t keep(std::string_view text) {
    text_bytes += text.size();
    if (text_bytes > limits.text_bytes) throw OverLimit{"文字"};
    strings.emplace_back(text);
    return strings.size() - 1;
  }

  void push(RawSheet& sheet, const RawCell& cell) {
    if (++cells > limits.cells) throw OverLimit{"单元格"};
    if (cell.row < 0 || cell.row >= kMaxRow || cell.column < 0 || cell.column >= kMaxColumn) return;
    sheet.cells.push_back(cell);
  }

  const SheetLimits& limits;
  std::size_t text_bytes = 0;
  std::size_t cells = 0;
  std::deque<std::string> strings{};
  std::deque<RawSheet> sheets{};
  std::map<std::size_t, std::string> format_codes{};
  std::vector<std::size_t> cell_formats{};  // number format id of each cell style
  Date origin{1899, 12, 30};
};

// Plain and rich strings alike come down to their text.
class Strings : public iface::import_shared_strings {
 public:
  explicit Strings(RawBook& book) : book_(book) {}

  size_t append(std::string_view s) override { return book_.keep(s); }
  size_t add(std::string_view s) override {
    const auto found = known_.find(s);
    if (found != known_.end()) return found->second;
    const std::size_t index = book_.keep(s);
    known_.emplace(book_.strings[index], index);
    return index;
  }
  void set_segment_font(size_t) override {}
  void set_segment_bold(bool) override {}
  void set_segment_italic(bool) override {}
  void set_segment_font_name(std::string_view) override {}
  void set_segment_font_size(double) override {}
  void set_segment_font_color(ss::color_elem_t, ss::color_elem_t, ss::color_elem_t,
                              ss::color_elem_t) override {}
  void append_segment(std::string_view s) override {
    if (segment_.size() + s.size() > book_.limits.text_bytes) throw OverLimit{"文字"};
    segment_ += s;
  }
  size_t commit_segments() override {
    const std::size_t index = book_.keep(segment_);
    segment_.clear();
    return index;
  }

 private:
  RawBook& book_;
  std::unordered_map<std::string_view, std::size_t> known_{};
  std::string segment_{};
};

// Of all styles only the number format matters: it tells a date from a number.
class Styles : public iface::import_styles {
 public:
  explicit Styles(RawBook& book) : book_(book) {}

  void set_font_count(size_t) override {}
  void set_font_bold(bool) override {}
  void set_font_italic(bool) override {}
  void set_font_name(std::string_view) override {}
  void set_font_size(double) override {}
  void set_font_underline(ss::underline_t) override {}
  void set_font_underline_width(ss::underline_width_t) override {}
  void set_font_underline_mode(ss::underline_mode_t) override {}
  void set_font_underline_type(ss::underline_type_t) override {}
  void set_font_underline_color(ss::color_elem_t, ss::color_elem_t, ss::color_elem_t,
                                ss::color_elem_t) override {}
  void set_font_color(ss::color_elem_t, ss::color_elem_t, ss::color_elem_t,
                      ss::color_elem_t) override {}
  void set_strikethrough_style(ss::strikethrough_style_t) override {}
  void set_strikethrough_type(ss::strikethrough_type_t) override {}
  void set_strikethrough_width(ss::strikethrough_width_t) override {}
  void set_strikethrough_text(ss::strikethrough_text_t) override {}
  size_t commit_font() override { return fonts_++; }
  void set_fill_count(size_t) override {}
  void set_fill_pattern_type(ss::fill_pattern_t) override {}
  void set_fill_fg_color(ss::color_elem_t, ss::color_elem_t, ss::color_elem_t,
                         ss::color_elem_t) override {}
  void set_fill_bg_color(ss::color_elem_t, ss::color_elem_t, ss::color_elem_t,
                         ss::color_elem_t) override {}
  size_t commit_fill() override { return fills_++; }
  void set_border_count(size_t) override {}
  void set_border_style(ss::border_direction_t, ss::border_style_t) override {}
  void set_border_color(ss::border_direction_t, ss::color_elem_t, ss::color_elem_t,
                        ss::color_elem_t, ss::color_elem_t) override {}
  void set_border_width(ss::border_direction_t, double, orcus::length_unit_t) override {}
  size_t commit_border() override { return borders_++; }
  void set_cell_hidden(bool) override {}
  void set_cell_locked(bool) override {}
  void set_cell_print_content(bool) override {}
  void set_cell_formula_hidden(bool) override {}
  size_t commit_cell_protection() override { return protections_++; }
  void set_number_format_count(size_t) override {}
  void set_number_format_identifier(size_t id) override { format_id_ = id; }
  void set_number_format_code(std::string_view s) override { format_code_ = s.substr(0, 255); }
  size_t commit_number_format() override {
    book_.format_codes[format_id_] = format_code_;
    return format_id_;
  }
  void set_cell_xf_count(size_t) override {}
  void set_cell_style_xf_count(size_t) override {}
  void set_dxf_count(size_t) override {}
  void set_xf_font(size_t) override {}
  void set_xf_fill(size_t) override {}
  void set_xf_border(size_t) override {}
  void set_xf_protection(size_t) override {}
  void set_xf_number_format(size_t index) override { xf_format_ = index; }
  void set_xf_style_xf(size_t) override {}
  void set_xf_apply_alignment(bool) override {}
  void set_xf_horizontal_alignment(ss::hor_alignment_t) override {}
  void set_xf_vertical_alignment(ss::ver_alignment_t) override {}
  size_t commit_cell_xf() override {
    if (book_.cell_formats.size() >= book_.limits.cells) throw OverLimit{"格式"};
    book_.cell_formats.push_back(xf_format_);
    xf_format_ = 0;
    return book_.cell_formats.size() - 1;
  }
  size_t commit_cell_style_xf() override {
    xf_format_ = 0;
    return style_xfs_++;
  }
  size_t commit_dxf() override { return dxfs_++; }
  void set_cell_style_count(size_t) override {}
  void set_cell_style_name(std::string_view) override {}
  void set_cell_style_xf(size_t) override {}
  void set_cell_style_builtin(size_t) override {}
  void set_cell_style_parent_name(std::string_view) override {}
  size_t commit_cell_style() override { return cell_styles_++; }

 private:
  RawBook& book_;
  std::size_t fonts_ = 0;
  std::size_t fills_ = 0;
  std::size_t borders_ = 0;
  std::size_t protections_ = 0;
  std::size_t style_xfs_ = 0;
  std::size_t dxfs_ = 0;
  std::size_t cell_styles_ = 0;
  std::size_t format_id_ = 0;
  std::string format_code_{};
  std::size_t xf_format_ = 0;
};

class Properties : public iface::import_sheet_properties {
 public:
  Properties(RawBook& book, RawSheet& sheet) : book_(book), sheet_(sheet) {}

  void set_column_width(ss::col_t, double, orcus::length_unit_t) override {}
  void set_column_hidden(ss::col_t, bool) override {}
  void set_row_height(ss::row_t, double, orcus::length_unit_t) override {}
  void set_row_hidden(ss::row_t, bool) override {}
  void set_merge_cell_range(const ss::range_t& range) override {
    if (++book_.cells > book_.limits.cells) throw OverLimit{"合并单元格"};
    sheet_.merged.push_back(
        {range.first.row + 1, range.first.column + 1, range.last.row + 1, range.last.column + 1});
  }

 private:
  RawBook& book_;
  RawSheet& sheet_;
};

// A formula counts by the value stored with it; without one it stays a formula.
class Formula : public iface::import_formula {
 public:
  Formula(RawBook& book, RawSheet& sheet) : book_(book), sheet_(sheet) {}

  void set_position(ss::row_t row, ss::col_t col) override {
    cell_ = RawCell{};
    cell_.row = row;
    cell_.column = col;
    cell_.kind = RawKind::formula;
    text_.clear();
  }
  void set_formula(ss::formula_grammar_t, std::string_view formula) override {
    text_ = formula.substr(0, 200);
  }
  void set_shared_formula_index(size_t) override {}
  void set_result_string(std::string_view value) override {
    cell_.kind = RawKind::string;
    cell_.string = book_.keep(value);
  }
  void set_result_value(double value) override {
    cell_.kind = RawKind::number;
    cell_.number = value;
  }
  void set_result_bool(bool value) override {
    cell_.kind = RawKind::boolean;
    cell_.number = value ? 1 : 0;
  }
  void set_result_empty() override {}
  void commit() override {
    if (cell_.kind == RawKind::formula) cell_.string = book_.keep("=" + text_);
    book_.push(sheet_, cell_);
  }

 private:
  RawBook& book_;
  RawSheet& sheet_;
  RawCell cell_{};
  std::string text_{};
};

class ArrayFormula : public iface::import_array_formula {
 public:
  ArrayFormula(RawBook& book, RawSheet& sheet) : book_(book), sheet_(sheet) {}

  void set_range(const ss::range_t& range) override { range_ = range; }
  void set_formula(ss::formula_grammar_t, std::string_view formula) override {
    text_ = formula.substr(0, 200);
    has_result_ = false;
  }
  void set_result_string(ss::row_t row, ss::col_t col, std::string_view value) override {
    push({row, col, RawKind::string, kNoFormat, book_.keep(value), 0});
  }
  void set_result_value(ss::row_t row, ss::col_t col, double value) override {
    push({row, col, RawKind::number, kNoFormat, 0, value});
  }
  void set_result_bool(ss::row_t row, ss::col_t col, bool value) override {
    push({row, col, RawKind::boolean, kNoFormat, 0, value ? 1.0 : 0.0});
  }
  void set_result_empty(ss::row_t, ss::col_t) override {}
  void commit() override {
    if (has_result_) return;
    push({range_.first.row, range_.first.column, RawKind::formula, kNoFormat,
          book_.keep("=" + text_), 0});
  }

 private:
  void push(const RawCell& cell) {
    has_result_ = true;
    book_.push(sheet_, cell);
  }

  RawBook& book_;
  RawSheet& sheet_;
  ss::range_t range_{};
  std::string text_{};
  bool has_result_ = false;
};

class SheetTaker : public iface::import_sheet {
 public:
  SheetTaker(RawBook& book, RawSheet& sheet)
      : book_(book),
        sheet_(sheet),
        properties_(book, sheet),
        formula_(book, sheet),
        array_formula_(book, sheet) {}

  iface::import_sheet_properties* get_sheet_properties() override { return &properties_; }
  iface::import_formula* get_formula() override { return &formula_; }
  iface::import_array_formula* get_array_formula() override { return &array_formula_; }

  void set_auto(ss::row_t row, ss::col_t col, std::string_view s) override {
    push({row, col, RawKind::string, kNoFormat, book_.keep(s), 0});
  }
  void set_string(ss::row_t row, ss::col_t col, ss::string_id_t index) override {
    push({row, col, RawKind::string, kNoFormat, index, 0});
  }
  void set_value(ss::row_t row, ss::col_t col, double value) override {
    push({row, col, RawKind::number, kNoFormat, 0, value});
  }
  void set_bool(ss::row_t row, ss::col_t col, bool value) override {
    push({row, col, RawKind::boolean, kNoFormat, 0, value ? 1.0 : 0.0});
  }
  void set_date_time(ss::row_t row, ss::col_t col, int year, int month, int day, int, int,
                     double) override {
    push({row, col, RawKind::date, kNoFormat, book_.keep(to_text(Date{year, month, day})), 0});
  }
  void set_format(ss::row_t row, ss::col_t col, size_t xf) override {
    if (!sheet_.cells.empty() && sheet_.cells.back().row == row &&
        sheet_.cells.back().column == col) {
      sheet_.cells.back().format = xf;
    } else {
      pending_ = {row, col, xf};
    }
  }
  void set_format(ss::row_t, ss::col_t, ss::row_t, ss::col_t, size_t) override {}
  void fill_down_cells(ss::row_t row, ss::col_t col, ss::row_t size) override {
    if (sheet_.cells.empty()) return;
    RawCell cell = sheet_.cells.back();
    if (cell.row != row || cell.column != col) return;
    for (ss::row_t i = 1; i <= size; ++i) {
      cell.row = row + i;
      book_.push(sheet_, cell);
    }
  }
  ss::range_size_t get_sheet_size() const override { return {kMaxRow, kMaxColumn}; }

 private:
  struct Pending {
    ss::row_t row = -1;
    ss::col_t column = -1;
    std::size_t format = kNoFormat;
  };

  void push(RawCell cell) {
    if (pending_.row == cell.row && pending_.column == cell.column) cell.format = pending_.format;
    book_.push(sheet_, cell);
  }

  RawBook& book_;
  RawSheet& sheet_;
  Properties properties_;
  Formula formula_;
  ArrayFormula array_formula_;
  Pending pending_{};
};

class Settings : public iface::import_global_settings {
 public:
  explicit Settings(RawBook& book) : book_(book) {}

  void set_origin_date(int year, int month, int day) override { book_.origin = {year, month, day}; }
  void set_default_formula_grammar(ss::formula_grammar_t grammar) override { grammar_ = grammar; }
  ss::formula_grammar_t get_default_formula_grammar() const override { return grammar_; }
  void set_character_set(orcus::character_set_t) override {}

 private:
  RawBook& book_;
  ss::formula_grammar_t grammar_ = ss::formula_grammar_t::xlsx;
};

// "C7" and "A1:C7"; dollar signs and a sheet's name before them are passed over.
class References : public iface::import_reference_resolver {
 public:
  ss::src_address_t resolve_address(std::string_view text) override {
    const std::size_t sheet_end = text.find_last_of("!.");
    if (sheet_end != std::string_view::npos) text.remove_prefix(sheet_end + 1);
    ss::src_address_t address{0, 0, 0};
    for (const char c : text) {
      if (c >= 'A' && c <= 'Z') {
        address.column = std::min(address.column * 26 + (c - 'A' + 1), kMaxColumn + 1);
      } else if (c >= '0' && c <= '9') {
        address.row = std::min(address.row * 10 + (c - '0'), kMaxRow + 1);
      }
    }
    --address.column;
    --address.row;
    return address;
  }
  ss::src_range_t resolve_range(std::string_view text) override {
    const std::size_t colon = text.find(':');
    const ss::src_address_t first = resolve_address(text.substr(0, colon));
    if (colon == std::string_view::npos) return {first, first};
    return {first, resolve_address(text.substr(colon + 1))};
  }
};

class Factory : public iface::import_factory {
 public:
  explicit Factory(RawBook& book) : book_(book), strings_(book), styles_(book), settings_(book) {}

  iface::import_global_settings* get_global_settings() override { return &settings_; }
  iface::import_shared_strings* get_shared_strings() override { return &strings_; }
  iface::import_styles* get_styles() override { return &styles_; }
  iface::import_reference_resolver* get_reference_resolver(ss::formula_ref_context_t) override {
    return &references_;
  }
  iface::import_sheet* append_sheet(ss::sheet_t, std::string_view name) override {
    if (takers_.size() >= book_.limits.parts) throw OverLimit{"工作表"};
    book_.sheets.push_back({std::string(name), {}, {}});
    takers_.push_back(std::make_unique<SheetTaker>(book_, book_.sheets.back()));
    return takers_.back().get();
  }
  iface::import_sheet* get_sheet(std::string_view name) override {
    for (std::size_t i = 0; i < takers_.size(); ++i) {
      if (book_.sheets[i].name == name) return takers_[i].get();
    }
    return nullptr;
  }
  iface::import_sheet* get_sheet(ss::sheet_t index) override {
    const auto at = static_cast<std::size_t>(index);
    return index >= 0 && at < takers_.size() ? takers_[at].get() : nullptr;
  }
  void finalize() override {}

 private:
  RawBook& book_;
  Strings strings_;
  Styles styles_;
  Settings settings_;
  References references_{};
  std::vector<std::unique_ptr<SheetTaker>> takers_{};
};

struct DateFormat {
  bool is_date = false;
  bool shows_day = false;
};

// ECMA-376 part 1, 18.8.30 with the formats of Chinese Excel (27 to 36, 50 to 58); a code of its
// own is a date where it shows years, months or days outside quotes and brackets.
DateFormat date_format(std::size_t id, const std::map<std::size_t, std::string>& codes) {
  const auto custom = codes.find(id);
  if (custom == codes.end()) {
    static constexpr std::array<std::size_t, 6> kWithoutDay{17, 27, 36, 52, 50, 57};
    const bool is_date = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
                         (id >= 50 && id <= 54) || id == 57 || id == 58;
    const bool without_day = std::ranges::find(kWithoutDay, id) != kWithoutDay.end();
    return {is_date, is_date && !without_day};
  }
  DateFormat format;
  bool quoted = false;
  bool bracketed = false;
  bool year = false;
  bool month = false;
  const std::string& code = custom->second;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '"') quoted = !quoted;
    if (c == '[') bracketed = true;
    if (c == ']') bracketed = false;
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
      continue;
    }
    if (quoted || bracketed) continue;
    year = year || c == 'y' || c == 'Y' || c == 'e';
    month = month || c == 'm' || c == 'M';
    format.shows_day = format.shows_day || c == 'd' || c == 'D';
  }
  format.is_date = year || format.shows_day;
  if (!year && !month) format = {};
  return format;
}

std::string number_text(double value) {
  std::array<char, 64> text{};
  if (std::fabs(value) < 1e15 && value == std::floor(value)) {
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), static_cast<std::int64_t>(value));
    return {text.data(), end.ptr};
  }
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), end.ptr};
}

// The day of a serial number; nothing where it names no day that people write.
std::optional<std::string> date_text(double serial, const Date& origin, bool shows_day) {
  if (!(serial >= 1) || serial > 120'000) return std::nullopt;
  const Date date = add_days(origin, static_cast<std::int64_t>(std::floor(serial)));
  const std::string text = to_text(date);
  return shows_day ? text : text.substr(0, 7);
}

Cell cell_of(const RawCell& raw, const RawBook& book) {
  Cell cell{raw.column + 1, CellKind::text, {}};
  switch (raw.kind) {
    case RawKind::string:
      if (raw.string < book.strings.size()) cell.text = book.strings[raw.string];
      break;
    case RawKind::formula:
      cell.kind = CellKind::formula;
      cell.text = book.strings[raw.string];
      break;
    case RawKind::date:
      cell.kind = CellKind::date;
      cell.text = book.strings[raw.string];
      break;
    case RawKind::boolean: cell.text = raw.number != 0 ? "TRUE" : "FALSE"; break;
    case RawKind::number:  {
      cell.kind = CellKind::number;
      cell.text = number_text(raw.number);
      if (raw.format >= book.cell_formats.size()) break;
      const DateFormat format = date_format(book.cell_formats[raw.format], book.format_codes);
      if (!format.is_date) break;
      if (const auto text = date_text(raw.number, book.origin, format.shows_day)) {
        cell.kind = CellKind::date;
        cell.text = *text;
      }
      break;
    }
  }
  return cell;
}

Sheet sheet_of(RawSheet& raw, const RawBook& book) {
  const auto place = [](const RawCell& cell) { return std::pair(cell.row, cell.column); };
  std::ranges::stable_sort(raw.cells, {}, place);
  Sheet sheet{raw.name, {}, raw.merged};
  for (const RawCell& cell : raw.cells) {
    Cell made = cell_of(cell, book);
    if (made.kind == CellKind::text && made.text.empty()) continue;
    if (!is_utf8(made.text)) made.text = utf8(code_points(made.text));
    if (sheet.rows.empty() || sheet.rows.back().number != cell.row + 1) {
      sheet.rows.push_back({cell.row + 1, {}});
    }
    std::vector<Cell>& cells = sheet.rows.back().cells;
    if (!cells.empty() && cells.back().column == made.column) {
      cells.back() = std::move(made);
    } else {
      cells.push_back(std::move(made));
    }
  }
  raw.cells = {};
  return sheet;
}

template <class Filter>
Result<Workbook> read_with(std::string_view bytes, const std::string& filename,
                           const SheetLimits& limits) {
  RawBook book(limits);
  try {
    Factory factory(book);
    Filter filter(&factory);
    filter.read_stream(bytes);
  } catch (const OverLimit& over) {
    return fail(ErrorCode::exhausted, std::string(over.what) + "太多,不像一份名册", filename,
                "每个文件不超过 10 万人");
  } catch (const std::exception& error) {
    const std::string what = error.what();
    return invalid("文件打不开,可能已经损坏" + (what.empty() ? "" : "(" + what + ")"), filename,
                   "用表格软件打开后另存为 .xlsx");
  } catch (...) {
    return invalid("文件打不开,可能已经损坏", filename, "用表格软件打开后另存为 .xlsx");
  }
  Workbook workbook;
  for (RawSheet& sheet : book.sheets) workbook.sheets.push_back(sheet_of(sheet, book));
  return workbook;
}

}  // namespace

Result<Workbook> read_xlsx(std::string_view bytes, const std::string& filename,
                           const SheetLimits& limits) {
  return read_with<orcus::orcus_xlsx>(bytes, filename, limits);
}

Result<Workbook> read_ods(std::string_view bytes, const std::string& filename,
                          const SheetLimits& limits) {
  return read_with<orcus::orcus_ods>(bytes, filename, limits);
}

}  // namespace huanjie
