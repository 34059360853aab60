#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "imaging/sheets.h"

namespace huanjie {

enum class PackageKind { xlsx, ods };

// Walks the ZIP from end to end, unpacking into nothing: sizes, names, passwords and macros are
// known before the library that reads sheets sees a byte.
Result<PackageKind> check_package(std::string_view bytes, const std::string& filename,
                                  const SheetLimits& limits);

Result<Workbook> read_xlsx(std::string_view bytes, const std::string& filename,
                           const SheetLimits& limits);
Result<Workbook> read_ods(std::string_view bytes, const std::string& filename,
                          const SheetLimits& limits);

// Text of any of the encodings above, as UTF-8 without a mark.
Result<std::string> decode_text(std::string_view bytes, const std::string& filename);
// Comma, tab or semicolon, whichever the first lines use most.
Result<Workbook> read_csv(std::string_view utf8_text, const std::string& filename,
                          const SheetLimits& limits);

}  // namespace huanjie
