#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <memory>

#include "imaging/sheets_parts.h"

namespace huanjie {
namespace {

constexpr std::size_t kBlock = std::size_t{64} << 10;

struct Close {
  void operator()(archive* reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<archive, Close>;

std::unexpected<Error> damaged(const std::string& filename) {
  return invalid("文件打不开，可能已经损坏或没有下载完", filename, "重新取得文件，或另存为 .xlsx");
}

// What the names of the parts tell.
struct Signs {
  bool workbook = false;
  bool content = false;
  bool binary = false;
  bool macros = false;
  bool encrypted = false;
};

void take_name(std::string_view name, Signs& signs) {
  signs.workbook = signs.workbook || name == "xl/workbook.xml";
  signs.content = signs.content || name == "content.xml";
  signs.binary = signs.binary || name == "xl/workbook.bin";
  signs.macros = signs.macros || name.ends_with("vbaProject.bin");
}

// The parts that are read; pictures, themes and drawings are not.
bool is_wanted(std::string_view name) {
  if (name == "content.xml" || name == "META-INF/manifest.xml") return true;
  if (!name.starts_with("xl/")) return false;
  for (const std::string_view folder : {"xl/theme/", "xl/media/", "xl/drawings/", "xl/charts/"}) {
    if (name.starts_with(folder)) return false;
  }
  return name.ends_with(".xml") || name.ends_with(".xml.rels");
}

// Unpacks one part, wanted or not, so that what it weighs is known.
Result<std::string> unpack(archive* reader, bool wanted, std::size_t& total,
                           const std::string& filename, const SheetLimits& limits) {
  std::array<char, kBlock> block{};
  std::string kept;
  while (true) {
    const la_ssize_t got = archive_read_data(reader, block.data(), block.size());
    if (got < 0) return damaged(filename);
    if (got == 0) return kept;
    total += static_cast<std::size_t>(got);
    if (total > limits.unpacked_bytes) {
      return fail(ErrorCode::exhausted, "文件解开后太大，不像一份名册", filename,
                  "解开后不超过 " + std::to_string(limits.unpacked_bytes >> 20) + " MB");
    }
    if (wanted) kept.append(block.data(), static_cast<std::size_t>(got));
  }
}

Result<Signs> walk(archive* reader, Package& package, const std::string& filename,
                   const SheetLimits& limits) {
  Signs signs;
  std::size_t total = 0;
  std::size_t count = 0;
  archive_entry* entry = nullptr;
  int status = archive_read_next_header(reader, &entry);
  for (; status == ARCHIVE_OK || status == ARCHIVE_WARN;
       status = archive_read_next_header(reader, &entry)) {
    if (++count > limits.parts) {
      return fail(ErrorCode::exhausted, "文件里的部件太多，不像一份名册", filename);
    }
    const char* raw_name = archive_entry_pathname(entry);
    const std::string name = raw_name == nullptr ? "" : raw_name;
    if (archive_entry_is_data_encrypted(entry) != 0) {
      signs.encrypted = true;
      return signs;
    }
    take_name(name, signs);
    std::string kept = HJ_TRY(unpack(reader, is_wanted(name), total, filename, limits));
    // An ODS with a password says so in its manifest; its parts are plain members of the ZIP.
    const bool manifest = name == "META-INF/manifest.xml";
    if (manifest && kept.find("encryption-data") != std::string::npos) signs.encrypted = true;
    if (!kept.empty() && !manifest) package.parts.emplace(name, std::move(kept));
  }
  if (status != ARCHIVE_EOF) return damaged(filename);
  return signs;
}

}  // namespace

Result<Package> open_package(std::string_view bytes, const std::string& filename,
                             const SheetLimits& limits) {
  const Reader reader(archive_read_new());
  if (reader == nullptr) return fail(ErrorCode::unavailable, "内存不足", filename);
  archive_read_support_format_zip(reader.get());
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    return damaged(filename);
  }
  Package package;
  const Signs signs = HJ_TRY(walk(reader.get(), package, filename, limits));
  if (signs.encrypted) {
    return invalid("文件设了打开密码，读不了", filename, "取消密码后另存为 .xlsx");
  }
  if (signs.macros) return invalid("文件里有宏，为安全起见不读", filename, "另存为不含宏的 .xlsx");
  if (signs.binary) return invalid("是二进制工作簿（.xlsb），读不了", filename, "另存为 .xlsx");
  if (!signs.workbook && !signs.content) {
    return invalid("是压缩包，但不是表格文件", filename, "XLSX、ODS 或 CSV");
  }
  package.is_ods = !signs.workbook;
  return package;
}

}  // namespace huanjie
