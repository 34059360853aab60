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
  return invalid("文件打不开,可能已经损坏或没有下载完", filename, "重新取得文件,或另存为 .xlsx");
}

// What the names of the parts tell.
struct Parts {
  bool workbook = false;
  bool content = false;
  bool binary = false;
  bool macros = false;
  bool encrypted = false;
};

// An encrypted ODS says so in its manifest; its parts are plain ZIP members.
void take_name(std::string_view name, Parts& parts) {
  parts.workbook = parts.workbook || name == "xl/workbook.xml";
  parts.content = parts.content || name == "content.xml";
  parts.binary = parts.binary || name == "xl/workbook.bin";
  parts.macros = parts.macros || name.ends_with("vbaProject.bin");
}

// Unpacks one part into nothing; gives its size, or nothing where it breaks off or grows too large.
Result<std::string> unpack(archive* reader, bool keep, std::size_t& total,
                           const std::string& filename, const SheetLimits& limits) {
  std::array<char, kBlock> block{};
  std::string kept;
  while (true) {
    const la_ssize_t got = archive_read_data(reader, block.data(), block.size());
    if (got < 0) return damaged(filename);
    if (got == 0) return kept;
    total += static_cast<std::size_t>(got);
    if (total > limits.unpacked_bytes) {
      return fail(ErrorCode::exhausted, "文件解开后太大,不像一份名册", filename,
                  "解开后不超过 " + std::to_string(limits.unpacked_bytes >> 20) + " MB");
    }
    if (keep) kept.append(block.data(), static_cast<std::size_t>(got));
  }
}

Result<Parts> walk(archive* reader, const std::string& filename, const SheetLimits& limits) {
  Parts parts;
  std::size_t total = 0;
  std::size_t count = 0;
  archive_entry* entry = nullptr;
  int status = archive_read_next_header(reader, &entry);
  for (; status == ARCHIVE_OK || status == ARCHIVE_WARN;
       status = archive_read_next_header(reader, &entry)) {
    if (++count > limits.parts) {
      return fail(ErrorCode::exhausted, "文件里的部件太多,不像一份名册", filename);
    }
    const char* raw_name = archive_entry_pathname(entry);
    const std::string name = raw_name == nullptr ? "" : raw_name;
    if (archive_entry_is_data_encrypted(entry) != 0) {
      parts.encrypted = true;
      return parts;
    }
    take_name(name, parts);
    const bool manifest = name == "META-INF/manifest.xml";
    const std::string kept = HJ_TRY(unpack(reader, manifest, total, filename, limits));
    if (kept.find("encryption-data") != std::string::npos) parts.encrypted = true;
  }
  if (status != ARCHIVE_EOF) return damaged(filename);
  return parts;
}

}  // namespace

Result<PackageKind> check_package(std::string_view bytes, const std::string& filename,
                                  const SheetLimits& limits) {
  const Reader reader(archive_read_new());
  if (reader == nullptr) return fail(ErrorCode::unavailable, "内存不足", filename);
  archive_read_support_format_zip(reader.get());
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    return damaged(filename);
  }
  const Parts parts = HJ_TRY(walk(reader.get(), filename, limits));
  if (parts.encrypted) {
    return invalid("文件设了打开密码,读不了", filename, "取消密码后另存为 .xlsx");
  }
  if (parts.macros) {
    return invalid("文件里有宏,为安全起见不读", filename, "另存为不含宏的 .xlsx");
  }
  if (parts.binary) return invalid("是二进制工作簿(.xlsb),读不了", filename, "另存为 .xlsx");
  if (parts.workbook) return PackageKind::xlsx;
  if (parts.content) return PackageKind::ods;
  return invalid("是压缩包,但不是表格文件", filename, "XLSX、ODS 或 CSV");
}

}  // namespace huanjie
