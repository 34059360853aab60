#include "imaging/sheets.h"

#include <algorithm>
#include <cctype>

#include "imaging/sheets_parts.h"

namespace huanjie {
namespace {

constexpr std::string_view kZip{"PK\x03\x04", 4};
constexpr std::string_view kEmptyZip{"PK\x05\x06", 4};
constexpr std::string_view kOle{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8};
constexpr std::size_t kHead = 2048;

// "EncryptedPackage" in UTF-16, the stream in which Office keeps a workbook with a password.
bool holds_encrypted_package(std::string_view bytes) {
  std::string wide;
  for (const char c : std::string_view("EncryptedPackage")) {
    wide += c;
    wide += '\0';
  }
  return bytes.find(wide) != std::string_view::npos;
}

bool is_markup(std::string_view bytes) {
  std::string head(bytes.substr(0, kHead));
  std::ranges::transform(head, head.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return head.find("<html") != std::string::npos || head.find("<table") != std::string::npos ||
         head.find("<?xml") != std::string::npos || head.find("<!doctype") != std::string::npos;
}

}  // namespace

Result<Workbook> read_workbook(std::string_view bytes, const std::string& filename,
                               const SheetLimits& limits) {
  if (bytes.empty()) return invalid("文件是空的", filename, "XLSX、ODS 或 CSV");
  if (bytes.starts_with(kOle)) {
    if (holds_encrypted_package(bytes)) {
      return invalid("文件设了打开密码，读不了", filename, "取消密码后另存为 .xlsx");
    }
    return invalid("是旧格式 .xls，读不了", filename, "用 WPS 或 Excel 打开，另存为 .xlsx");
  }
  if (bytes.starts_with(kZip) || bytes.starts_with(kEmptyZip)) {
    Package package = HJ_TRY(open_package(bytes, filename, limits));
    Result<Workbook> workbook = package.is_ods ? read_ods(std::move(package), limits)
                                               : read_xlsx(std::move(package), limits);
    if (!workbook.has_value() && workbook.error().where.empty()) workbook.error().where = filename;
    return workbook;
  }
  if (is_markup(bytes)) {
    return invalid("是网页或 XML 文件，只是名字像表格", filename,
                   "用 WPS 或 Excel 打开，另存为 .xlsx");
  }
  const std::string text = HJ_TRY(decode_text(bytes, filename));
  return read_csv(text, filename, limits);
}

}  // namespace huanjie
