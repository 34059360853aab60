#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <orcus/csv_parser.hpp>
#include <string>
#include <vector>

#include "base/text.h"
#include "imaging/sheets_parts.h"

namespace huanjie {
namespace {

constexpr std::string_view kUtf8Mark{"\xEF\xBB\xBF", 3};
constexpr std::string_view kLittleMark{"\xFF\xFE", 2};
constexpr std::string_view kBigMark{"\xFE\xFF", 2};

// Strict: a byte that the encoding does not know ends it.
std::optional<std::string> convert(std::string_view bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(encoding, &status);
  if (U_FAILURE(status) != 0) return std::nullopt;
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  std::u16string wide(bytes.size() + 1, u'\0');
  const std::int32_t length =
      ucnv_toUChars(converter, wide.data(), static_cast<std::int32_t>(wide.size()), bytes.data(),
                    static_cast<std::int32_t>(bytes.size()), &status);
  ucnv_close(converter);
  if (U_FAILURE(status) != 0) return std::nullopt;
  wide.resize(static_cast<std::size_t>(length));
  std::u32string points;
  points.reserve(wide.size());
  for (std::size_t i = 0; i < wide.size(); ++i) {
    const char32_t unit = wide[i];
    const bool pair = unit >= 0xD800 && unit < 0xDC00 && i + 1 < wide.size();
    points += pair ? 0x10000 + ((unit - 0xD800) << 10) + (wide[i + 1] - 0xDC00u) : unit;
    if (pair) ++i;
  }
  return utf8(points);
}

// Text has no control characters but tabs and line ends; a picture or a program has.
bool is_text(std::string_view text) {
  return std::ranges::none_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
  });
}

// The parser below takes a carriage return for a character of the cell.
std::string with_plain_line_ends(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (!pair) plain += text[i] == '\r' ? '\n' : text[i];
  }
  return plain;
}

char delimiter_of(std::string_view text) {
  const std::string_view head = text.substr(0, 4096);
  const auto count = [&](char c) { return std::ranges::count(head, c); };
  char best = ',';
  for (const char candidate : {'\t', ';'}) {
    if (count(candidate) > count(best)) best = candidate;
  }
  return best;
}

// Takes cells one by one. Everything in a CSV is text: it cannot say what was a number.
class Taker : public orcus::csv_handler {
 public:
  Taker(Sheet& sheet, const SheetLimits& limits) : sheet_(sheet), limits_(limits) {}

  void begin_row() {
    ++row_;
    column_ = 0;
  }
  void cell(const char* text, size_t length, bool) {
    ++column_;
    if (length == 0) return;
    if (++cells_ > limits_.cells) return;
    if (sheet_.rows.empty() || sheet_.rows.back().number != row_) sheet_.rows.push_back({row_, {}});
    sheet_.rows.back().cells.push_back({column_, CellKind::text, std::string(text, length)});
  }
  bool is_over_limit() const { return cells_ > limits_.cells; }

 private:
  Sheet& sheet_;
  const SheetLimits& limits_;
  int row_ = 0;
  int column_ = 0;
  std::size_t cells_ = 0;
};

}  // namespace

Result<std::string> decode_text(std::string_view bytes, const std::string& filename) {
  std::optional<std::string> text;
  if (bytes.size() > (std::size_t{256} << 20)) {
    return fail(ErrorCode::exhausted, "文件太大，不像一份名册", filename, "不超过 256 MB");
  }
  if (bytes.starts_with(kLittleMark)) {
    text = convert(bytes.substr(2), "UTF-16LE");
  } else if (bytes.starts_with(kBigMark)) {
    text = convert(bytes.substr(2), "UTF-16BE");
  } else if (bytes.starts_with(kUtf8Mark)) {
    if (is_utf8(bytes.substr(3))) text = std::string(bytes.substr(3));
  } else if (is_utf8(bytes)) {
    text = std::string(bytes);
  } else {
    text = convert(bytes, "GB18030");
  }
  if (!text || !is_text(*text)) {
    return invalid("不是表格文件，或文字编码认不出来", filename,
                   "XLSX、ODS，或 UTF-8、GB18030 编码的 CSV");
  }
  return with_plain_line_ends(*text);
}

Result<Workbook> read_csv(std::string_view text, const std::string& filename,
                          const SheetLimits& limits) {
  // A quote that is never closed would swallow everybody after it into one cell.
  if (std::ranges::count(text, '"') % 2 != 0) {
    return invalid("CSV 里有不成对的引号", filename, "补上引号，或用表格软件打开后另存为 .xlsx");
  }
  Workbook workbook;
  Sheet& sheet = workbook.sheets.emplace_back();
  orcus::csv::parser_config config;
  config.delimiters = std::string(1, delimiter_of(text));
  config.text_qualifier = '"';
  config.trim_cell_value = false;
  try {
    Taker taker(sheet, limits);
    orcus::csv_parser<Taker> parser(text.data(), text.size(), taker, config);
    parser.parse();
    if (taker.is_over_limit()) {
      return fail(ErrorCode::exhausted, "单元格太多，不像一份名册", filename);
    }
  } catch (const std::exception& error) {
    return invalid(std::string("CSV 读不下去：") + error.what(), filename,
                   "引号成对；或用表格软件打开后另存为 .xlsx");
  }
  return workbook;
}

}  // namespace huanjie
