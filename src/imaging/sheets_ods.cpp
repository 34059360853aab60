#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "imaging/sheets_parts.h"

namespace huanjie {
namespace {

constexpr int kMaxRow = 1'048'576;
constexpr int kMaxColumn = 16'384;

int count_of(const std::vector<XmlAttribute>& attributes, std::string_view name) {
  const auto value = whole_number(attribute(attributes, name));
  return static_cast<int>(std::clamp<std::int64_t>(value.value_or(1), 1, kMaxRow));
}

// The runs of digits that a reader sees: a date shown as 1985年3月 says nothing of the day.
bool shows_no_day(std::string_view shown, std::string_view date) {
  std::vector<std::string> runs;
  bool in_run = false;
  for (const char c : shown) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !in_run) runs.emplace_back();
    if (digit) runs.back() += c;
    in_run = digit;
  }
  return runs.size() == 2 && date.size() >= 10 && runs[0] == date.substr(0, 4) &&
         whole_number(runs[1]) == whole_number(date.substr(5, 2));
}

class ContentFollower : public XmlFollower {
 public:
  ContentFollower(Workbook& workbook, Budget& budget) : workbook_(workbook), budget_(budget) {}

  bool start(std::string_view element, const std::vector<XmlAttribute>& attributes) override {
    // Remarks, drawings and changes hold paragraphs, too.
    if (skipped_ > 0 || is_skipped(element)) {
      ++skipped_;
      return true;
    }
    if (element == "table") {
      if (workbook_.sheets.size() >= budget_.limits().parts) return false;
      workbook_.sheets.push_back({std::string(attribute(attributes, "name")), {}, {}});
      row_ = 1;
    } else if (element == "table-row") {
      row_repeats_ = count_of(attributes, "number-rows-repeated");
      column_ = 1;
      cells_.clear();
    } else if (element == "table-cell" || element == "covered-table-cell") {
      start_cell(attributes);
    } else if (in_cell_) {
      return start_in_cell(element, attributes);
    }
    return true;
  }

  bool end(std::string_view element) override {
    if (skipped_ > 0) {
      --skipped_;
      return true;
    }
    if (element == "p") in_paragraph_ = false;
    if (element == "table-cell" || element == "covered-table-cell") return end_cell();
    if (element == "table-row") return end_row();
    return true;
  }

  bool text(std::string_view value) override {
    if (skipped_ > 0 || !in_paragraph_) return true;
    text_ += value;
    return budget_.take_text(value.size());
  }

 private:
  static bool is_skipped(std::string_view element) {
    return element == "annotation" || element == "frame" || element == "shapes" ||
           element == "tracked-changes" || element == "ruby-text";
  }

  void start_cell(const std::vector<XmlAttribute>& attributes) {
    in_cell_ = true;
    text_.clear();
    paragraphs_ = 0;
    cell_repeats_ = count_of(attributes, "number-columns-repeated");
    type_ = attribute(attributes, "value-type");
    value_ = attribute(attributes, "value");
    date_ = attribute(attributes, "date-value");
    string_ = attribute(attributes, "string-value");
    formula_ = attribute(attributes, "formula");
    const int columns = count_of(attributes, "number-columns-spanned");
    const int rows = count_of(attributes, "number-rows-spanned");
    if ((columns > 1 || rows > 1) && !workbook_.sheets.empty()) {
      workbook_.sheets.back().merged.push_back({row_, column_, std::min(row_ + rows - 1, kMaxRow),
                                                std::min(column_ + columns - 1, kMaxColumn)});
    }
  }

  bool start_in_cell(std::string_view element, const std::vector<XmlAttribute>& attributes) {
    std::string added;
    if (element == "p") {
      if (paragraphs_++ > 0) added = "\n";
      in_paragraph_ = true;
    } else if (element == "s") {
      added.assign(static_cast<std::size_t>(std::min(count_of(attributes, "c"), 1000)), ' ');
    } else if (element == "tab") {
      added = "\t";
    } else if (element == "line-break") {
      added = "\n";
    }
    text_ += added;
    return budget_.take_text(added.size());
  }

  Cell made_cell() const {
    Cell cell{0, CellKind::text, text_};
    if (type_ == "float" || type_ == "currency" || type_ == "percentage") {
      cell.kind = CellKind::number;
      cell.text = number_text(value_);
    } else if (type_ == "date") {
      cell.kind = CellKind::date;
      cell.text = date_.substr(0, shows_no_day(text_, date_) ? 7 : 10);
    } else if (!formula_.empty() && type_.empty()) {
      cell.kind = CellKind::formula;
      cell.text = formula_.substr(0, 200);
    } else if (text_.empty() && !string_.empty()) {
      cell.text = string_;
    }
    if (cell.text.empty()) cell.kind = CellKind::empty;
    return cell;
  }

  bool end_cell() {
    in_cell_ = false;
    in_paragraph_ = false;
    Cell cell = made_cell();
    if (cell.kind == CellKind::empty) {
      column_ = std::min(column_ + cell_repeats_, kMaxColumn + 1);
      return true;
    }
    for (int i = 0; i < cell_repeats_ && column_ <= kMaxColumn; ++i, ++column_) {
      if (!budget_.take_cell() || !budget_.take_text(cell.text.size())) return false;
      cell.column = column_;
      cells_.push_back(cell);
    }
    return true;
  }

  bool end_row() {
    if (workbook_.sheets.empty()) return true;
    if (cells_.empty()) {
      row_ = std::min(row_ + row_repeats_, kMaxRow + 1);
      return true;
    }
    for (int i = 0; i < row_repeats_ && row_ <= kMaxRow; ++i, ++row_) {
      for (const Cell& cell : cells_) {
        const bool within = i == 0 || (budget_.take_cell() && budget_.take_text(cell.text.size()));
        if (!within) return false;
      }
      workbook_.sheets.back().rows.push_back({row_, cells_});
    }
    return true;
  }

  Workbook& workbook_;
  Budget& budget_;
  std::vector<Cell> cells_{};
  int row_ = 1;
  int column_ = 1;
  int row_repeats_ = 1;
  int cell_repeats_ = 1;
  int paragraphs_ = 0;
  int skipped_ = 0;
  bool in_cell_ = false;
  bool in_paragraph_ = false;
  std::string text_{};
  std::string type_{};
  std::string value_{};
  std::string date_{};
  std::string string_{};
  std::string formula_{};
};

}  // namespace

Result<Workbook> read_ods(Package package, const SheetLimits& limits) {
  Workbook workbook;
  Budget budget(limits);
  ContentFollower follower(workbook, budget);
  HJ_TRY(follow_xml(package.parts["content.xml"], "content.xml", follower));
  if (workbook.sheets.empty()) return invalid("文件里没有工作表", {}, "XLSX、ODS 或 CSV");
  return workbook;
}

}  // namespace huanjie
