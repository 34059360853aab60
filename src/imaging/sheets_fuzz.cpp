// Hostile files: a workbook within its bounds comes out, or an error that says something. The same
// bytes serve as the XML of a sheet and of an ODS, which a mutated ZIP would hardly ever reach.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "base/text.h"
#include "imaging/sheets.h"
#include "imaging/sheets_parts.h"

namespace huanjie {

namespace {

constexpr SheetLimits kLimits{std::size_t{4} << 20, 100, 20'000, std::size_t{4} << 20};

void look_at(const Result<Workbook>& workbook) {
  if (!workbook.has_value()) {
    HJ_ASSERT(!workbook.error().message.empty());
    return;
  }
  for (const Sheet& sheet : workbook->sheets) {
    int row_before = 0;
    for (const SheetRow& row : sheet.rows) {
      HJ_ASSERT(row.number > row_before);
      row_before = row.number;
      int column_before = 0;
      for (const Cell& cell : row.cells) {
        HJ_ASSERT(cell.column > column_before && is_utf8(cell.text));
        column_before = cell.column;
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  look_at(read_workbook(bytes, "x", kLimits));
  Package ods;
  ods.is_ods = true;
  ods.parts["content.xml"] = std::string(bytes);
  look_at(read_ods(std::move(ods), kLimits));
  Package xlsx;
  xlsx.parts["xl/workbook.xml"] = R"(<workbook><sheet name="a" id="r1"/></workbook>)";
  xlsx.parts["xl/_rels/workbook.xml.rels"] =
      R"(<r><Relationship Id="r1" Target="s.xml"/>)"
      R"(<Relationship Id="r2" Type="/styles" Target="t.xml"/></r>)";
  xlsx.parts["xl/s.xml"] = std::string(bytes);
  xlsx.parts["xl/t.xml"] = std::string(bytes);
  look_at(read_xlsx(std::move(xlsx), kLimits));
  return 0;
}

}  // namespace huanjie
