#include <cstdlib>
#include <filesystem>

#include "base/system_error.h"
#include "cli/assembly.h"
#include "cli/assembly_record.h"
#include "cli/files.h"
#include "cli/folders.h"

namespace huanjie {
namespace {

namespace fs = std::filesystem;

// A folder for this run alone, gone when it goes.
struct Scratch {
  std::string path{};
  ~Scratch() {
    std::error_code ignored;
    if (!path.empty()) fs::remove_all(path, ignored);
  }
};

}  // namespace

Result<AssemblySummary> check_assembly(const AssemblyOptions& options, const Progress& progress) {
  std::error_code error;
  std::string pattern = (fs::temp_directory_path(error) / "huanjie-check-XXXXXX").string();
  if (error || ::mkdtemp(pattern.data()) == nullptr) {
    return fail(ErrorCode::unavailable, "不能建立临时文件夹", pattern);
  }
  const Scratch scratch{pattern};
  if (!options.out.empty()) {
    HJ_TRY(check_out(options.out));
    for (const char* part : {kRecordFolder, "reports"}) {
      const std::string from = inside(options.out, part);
      const bool there = HJ_TRY(exists(from));
      if (!there) continue;
      fs::copy(from, inside(scratch.path, part), fs::copy_options::recursive, error);
      if (error) return system_error("不能读取", from, error);
    }
  }
  AssemblySummary summary = HJ_TRY(run_assembly({options.folder, scratch.path}, progress));
  summary.out = options.out;
  summary.checked_only = true;
  return summary;
}

}  // namespace huanjie
