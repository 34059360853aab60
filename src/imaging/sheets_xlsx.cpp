#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "imaging/sheets_parts.h"

namespace huanjie {
namespace {

constexpr int kMaxRow = 1'048'576;
constexpr int kMaxColumn = 16'384;
// A serial number past the year 2228 is no date of a roster.
constexpr double kMaxSerial = 120'000;

std::optional<std::size_t> index_of(std::string_view text) {
  const auto value = whole_number(text);
  if (!value) return std::nullopt;
  return static_cast<std::size_t>(*value);
}

// "C7"; nothing where it is no cell of a sheet.
std::optional<std::pair<int, int>> place_of(std::string_view reference) {
  int row = 0;
  int column = 0;
  for (const char c : reference) {
    if (c >= 'A' && c <= 'Z' && row == 0) {
      column = column * 26 + (c - 'A' + 1);
    } else if (c >= '0' && c <= '9' && column > 0) {
      row = row * 10 + (c - '0');
    } else if (c != '$') {
      return std::nullopt;
    }
    if (row > kMaxRow || column > kMaxColumn) return std::nullopt;
  }
  if (row == 0 || column == 0) return std::nullopt;
  return std::pair(row, column);
}

// What workbook.xml and its relations say.
struct BookParts {
  struct Entry {
    std::string name{};
    std::string relation{};
  };
  std::vector<Entry> sheets{};
  std::map<std::string, std::string> targets{};  // by relation id
  std::string strings{};
  std::string styles{};
  bool from_1904 = false;
};

class BookFollower : public XmlFollower {
 public:
  explicit BookFollower(BookParts& parts) : parts_(parts) {}

  bool start(std::string_view element, const std::vector<XmlAttribute>& attributes) override {
    if (element == "sheet") {
      parts_.sheets.push_back(
          {std::string(attribute(attributes, "name")), std::string(attribute(attributes, "id"))});
    } else if (element == "workbookPr") {
      const std::string_view from = attribute(attributes, "date1904");
      parts_.from_1904 = from == "1" || from == "true";
    }
    return true;
  }
  bool end(std::string_view) override { return true; }
  bool text(std::string_view) override { return true; }

 private:
  BookParts& parts_;
};

class RelationsFollower : public XmlFollower {
 public:
  explicit RelationsFollower(BookParts& parts) : parts_(parts) {}

  bool start(std::string_view element, const std::vector<XmlAttribute>& attributes) override {
    if (element != "Relationship") return true;
    const std::string_view target = attribute(attributes, "Target");
    const std::string path =
        target.starts_with('/') ? std::string(target.substr(1)) : "xl/" + std::string(target);
    const std::string_view type = attribute(attributes, "Type");
    if (type.ends_with("/sharedStrings")) parts_.strings = path;
    if (type.ends_with("/styles")) parts_.styles = path;
    parts_.targets[std::string(attribute(attributes, "Id"))] = path;
    return true;
  }
  bool end(std::string_view) override { return true; }
  bool text(std::string_view) override { return true; }

 private:
  BookParts& parts_;
};

// Rich text comes down to its words; what stands under rPh is how they are read aloud.
class StringsFollower : public XmlFollower {
 public:
  StringsFollower(std::vector<std::string>& strings, Budget& budget)
      : strings_(strings), budget_(budget) {}

  bool start(std::string_view element, const std::vector<XmlAttribute>&) override {
    if (element == "si") current_.clear();
    if (element == "rPh") ++phonetic_;
    in_text_ = element == "t" && phonetic_ == 0;
    return true;
  }
  bool end(std::string_view element) override {
    if (element == "rPh") --phonetic_;
    if (element == "t") in_text_ = false;
    if (element != "si") return true;
    strings_.push_back(current_);
    return budget_.take_cell();
  }
  bool text(std::string_view value) override {
    if (!in_text_) return true;
    current_ += value;
    return budget_.take_text(value.size());
  }

 private:
  std::vector<std::string>& strings_;
  Budget& budget_;
  std::string current_{};
  int phonetic_ = 0;
  bool in_text_ = false;
};

struct DateFormat {
  bool is_date = false;
  bool shows_day = false;
};

// A format code is a date where it shows years, or months with days, outside quotes and brackets.
DateFormat format_of_code(std::string_view code) {
  bool quoted = false;
  bool bracketed = false;
  bool year = false;
  bool month = false;
  bool day = false;
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
    day = day || c == 'd' || c == 'D';
  }
  const bool is_date = month && (year || day);
  return {is_date, is_date && day};
}

// The built-in formats (ECMA-376 part 1, 18.8.30), with those of Chinese Excel.
DateFormat format_of_id(std::size_t id) {
  static constexpr std::array<std::size_t, 14> kWithDay{14, 15, 16, 22, 28, 29, 30,
                                                        31, 50, 51, 53, 54, 56, 58};
  static constexpr std::array<std::size_t, 6> kWithoutDay{17, 27, 36, 52, 55, 57};
  if (std::ranges::find(kWithDay, id) != kWithDay.end()) return {true, true};
  return {std::ranges::find(kWithoutDay, id) != kWithoutDay.end(), false};
}

// The date format of each cell style.
class StylesFollower : public XmlFollower {
 public:
  explicit StylesFollower(std::vector<DateFormat>& styles) : styles_(styles) {}

  bool start(std::string_view element, const std::vector<XmlAttribute>& attributes) override {
    const std::size_t id = index_of(attribute(attributes, "numFmtId")).value_or(0);
    if (element == "numFmt") codes_[id] = format_of_code(attribute(attributes, "formatCode"));
    if (element == "cellXfs") in_cell_styles_ = true;
    if (element != "xf" || !in_cell_styles_) return true;
    const auto own = codes_.find(id);
    styles_.push_back(own != codes_.end() ? own->second : format_of_id(id));
    return styles_.size() <= kMaxStyles;
  }
  bool end(std::string_view element) override {
    if (element == "cellXfs") in_cell_styles_ = false;
    return true;
  }
  bool text(std::string_view) override { return true; }

 private:
  static constexpr std::size_t kMaxStyles = 100'000;
  std::vector<DateFormat>& styles_;
  std::map<std::size_t, DateFormat> codes_{};
  bool in_cell_styles_ = false;
};

struct BookData {
  std::vector<std::string> strings{};
  std::vector<DateFormat> styles{};
  Date origin{1899, 12, 30};
};

class SheetFollower : public XmlFollower {
 public:
  SheetFollower(Sheet& sheet, const BookData& book, Budget& budget)
      : sheet_(sheet), book_(book), budget_(budget) {}

  bool start(std::string_view element, const std::vector<XmlAttribute>& attributes) override {
    if (element == "row") {
      const auto number = index_of(attribute(attributes, "r"));
      row_ = number && *number <= kMaxRow ? static_cast<int>(*number) : row_ + 1;
      column_ = 0;
    } else if (element == "c") {
      start_cell(attributes);
    } else if (element == "f") {
      has_formula_ = true;
      taking_ = &formula_;
    } else if (element == "v" || (element == "t" && phonetic_ == 0 && in_cell_)) {
      has_value_ = true;
      taking_ = &value_;
    } else if (element == "rPh") {
      ++phonetic_;
    } else if (element == "mergeCell") {
      return take_merged(attribute(attributes, "ref"));
    }
    return true;
  }

  bool end(std::string_view element) override {
    if (element == "f" || element == "v" || element == "t") taking_ = nullptr;
    if (element == "rPh") --phonetic_;
    if (element != "c") return true;
    in_cell_ = false;
    return end_cell();
  }

  bool text(std::string_view value) override {
    if (taking_ == nullptr || !in_cell_) return true;
    *taking_ += value;
    return budget_.take_text(value.size());
  }

 private:
  void start_cell(const std::vector<XmlAttribute>& attributes) {
    const auto place = place_of(attribute(attributes, "r"));
    if (place) row_ = place->first;
    column_ = place ? place->second : column_ + 1;
    type_ = attribute(attributes, "t");
    style_ = index_of(attribute(attributes, "s")).value_or(0);
    value_.clear();
    formula_.clear();
    has_value_ = false;
    has_formula_ = false;
    in_cell_ = true;
  }

  bool take_merged(std::string_view reference) {
    const std::size_t colon = reference.find(':');
    const auto first = place_of(reference.substr(0, colon));
    const auto last =
        colon == std::string_view::npos ? first : place_of(reference.substr(colon + 1));
    if (first && last) {
      sheet_.merged.push_back({first->first, first->second, last->first, last->second});
    }
    return budget_.take_cell();
  }

  bool end_cell() {
    if (row_ < 1 || row_ > kMaxRow || column_ < 1 || column_ > kMaxColumn) return true;
    Cell cell = made_cell();
    if (cell.kind == CellKind::empty) return true;
    if (sheet_.rows.empty() || sheet_.rows.back().number != row_) {
      sheet_.rows.push_back({row_, {}});
    }
    sheet_.rows.back().cells.push_back(std::move(cell));
    return budget_.take_cell();
  }

  Cell made_cell() const {
    Cell cell{column_, CellKind::text, {}};
    if (has_formula_ && !has_value_) {
      cell.kind = CellKind::formula;
      cell.text = "=" + formula_.substr(0, 200);
    } else if (!has_value_ || value_.empty()) {
      cell.kind = CellKind::empty;
    } else if (type_ == "s") {
      const auto index = index_of(value_);
      if (index && *index < book_.strings.size()) cell.text = book_.strings[*index];
      if (cell.text.empty()) cell.kind = CellKind::empty;
    } else if (type_ == "inlineStr" || type_ == "str" || type_ == "e") {
      cell.text = value_;
    } else if (type_ == "b") {
      cell.text = value_ == "1" ? "TRUE" : "FALSE";
    } else if (type_ == "d") {
      cell.kind = CellKind::date;
      cell.text = value_.substr(0, 10);
    } else {
      take_number(cell);
    }
    return cell;
  }

  void take_number(Cell& cell) const {
    cell.kind = CellKind::number;
    cell.text = number_text(value_);
    if (style_ >= book_.styles.size() || !book_.styles[style_].is_date) return;
    double serial = 0;
    const auto read = std::from_chars(value_.data(), value_.data() + value_.size(), serial);
    if (read.ec != std::errc{} || !(serial >= 1) || serial > kMaxSerial) return;
    const Date date = add_days(book_.origin, static_cast<std::int64_t>(std::floor(serial)));
    cell.kind = CellKind::date;
    cell.text = to_text(date).substr(0, book_.styles[style_].shows_day ? 10 : 7);
  }

  Sheet& sheet_;
  const BookData& book_;
  Budget& budget_;
  int row_ = 0;
  int column_ = 0;
  std::string type_{};
  std::size_t style_ = 0;
  std::string value_{};
  std::string formula_{};
  std::string* taking_ = nullptr;
  int phonetic_ = 0;
  bool in_cell_ = false;
  bool has_value_ = false;
  bool has_formula_ = false;
};

// Writers put rows and cells in order; a file that does not is put in order here, first come first.
void put_in_order(Sheet& sheet) {
  if (!std::ranges::is_sorted(sheet.rows, std::ranges::less_equal{}, &SheetRow::number)) {
    std::ranges::stable_sort(sheet.rows, {}, &SheetRow::number);
  }
  std::vector<SheetRow> rows;
  rows.reserve(sheet.rows.size());
  for (SheetRow& row : sheet.rows) {
    if (rows.empty() || rows.back().number != row.number) {
      rows.push_back(std::move(row));
    } else {
      std::ranges::move(row.cells, std::back_inserter(rows.back().cells));
    }
  }
  for (SheetRow& row : rows) {
    std::ranges::stable_sort(row.cells, {}, &Cell::column);
    const auto repeated = std::ranges::unique(row.cells, {}, &Cell::column);
    row.cells.erase(repeated.begin(), repeated.end());
  }
  sheet.rows = std::move(rows);
}

Result<> follow_part(const Package& package, const std::string& name, XmlFollower& follower) {
  const auto part = package.parts.find(name);
  if (part == package.parts.end()) return {};
  return follow_xml(part->second, name, follower);
}

}  // namespace

Result<Workbook> read_xlsx(Package package, const SheetLimits& limits) {
  BookParts parts;
  BookFollower book_follower(parts);
  HJ_TRY(follow_part(package, "xl/workbook.xml", book_follower));
  RelationsFollower relations(parts);
  HJ_TRY(follow_part(package, "xl/_rels/workbook.xml.rels", relations));
  Budget budget(limits);
  BookData data;
  if (parts.from_1904) data.origin = {1904, 1, 1};
  StringsFollower strings(data.strings, budget);
  HJ_TRY(follow_part(package, parts.strings, strings));
  package.parts.erase(parts.strings);
  StylesFollower styles(data.styles);
  HJ_TRY(follow_part(package, parts.styles, styles));
  Workbook workbook;
  for (const BookParts::Entry& entry : parts.sheets) {
    const std::string target = parts.targets[entry.relation];
    const auto part = package.parts.find(target);
    if (part == package.parts.end()) continue;
    Sheet sheet;
    sheet.name = entry.name;
    SheetFollower follower(sheet, data, budget);
    HJ_TRY(follow_xml(part->second, target, follower));
    package.parts.erase(part);
    put_in_order(sheet);
    workbook.sheets.push_back(std::move(sheet));
  }
  if (workbook.sheets.empty()) return invalid("文件里没有工作表", {}, "XLSX、ODS 或 CSV");
  return workbook;
}

}  // namespace huanjie
