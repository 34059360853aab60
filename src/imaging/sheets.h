#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/sheet.h"

namespace huanjie {

// What a workbook may weigh: 100,000 rows of twenty columns take 150 MB unpacked and two million
// cells. Checked before and while it is unpacked, so a bomb costs no more than a large roster.
struct SheetLimits {
  std::size_t unpacked_bytes = std::size_t{300} << 20;
  std::size_t parts = 2'000;
  std::size_t cells = 4'000'000;
  std::size_t text_bytes = std::size_t{256} << 20;
};

// Reads XLSX, ODS or CSV (UTF-8 with or without a mark, UTF-16 with one, GB18030) by what the bytes
// are, whatever the name says; `filename` only serves the messages. Refused with advice: the old
// .xls, .xlsb, macros, a password, a web page or XML named .xls, and what is no table at all.
Result<Workbook> read_workbook(std::string_view bytes, const std::string& filename,
                               const SheetLimits& limits = {});

}  // namespace huanjie
