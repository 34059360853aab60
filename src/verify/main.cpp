#include <cstdio>
#include <cstring>
#include <string>

#include "verify/checks.h"

// The stand-alone verifier: one archive in, one line a check out. No store, no network.

namespace {

constexpr int kExitDone = 0;
constexpr int kExitFailed = 1;
constexpr int kExitUsage = 2;

bool read_whole(const char* path, std::string& bytes) {
  std::FILE* file = std::fopen(path, "rb");
  if (file == nullptr) return false;
  char buffer[1 << 16];
  std::size_t got = 0;
  while ((got = std::fread(buffer, 1, sizeof buffer, file)) > 0) {
    bytes.append(buffer, got);
    if (bytes.size() > huanjie::kMaxFileBytes) break;
  }
  const bool whole = std::ferror(file) == 0 && bytes.size() <= huanjie::kMaxFileBytes;
  std::fclose(file);
  return whole;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 || std::strcmp(argv[1], "--help") == 0) {
    std::fprintf(stderr, "用法：huanjie-verify 归档.hjz\n");
    return argc == 2 ? kExitDone : kExitUsage;
  }
  std::string bytes;
  if (!read_whole(argv[1], bytes)) {
    std::fprintf(stderr, "%s: 不能读取\n", argv[1]);
    return kExitFailed;
  }
  const huanjie::Verification verification = huanjie::verify_archive(bytes);
  for (const huanjie::Finding& finding : verification.findings) {
    std::printf("%s\n", huanjie::line_of(finding).c_str());
  }
  std::printf(verification.holds() ? "结论：归档完整，结果可以重新算出\n"
                                   : "结论：归档与记录不符\n");
  return verification.holds() ? kExitDone : kExitFailed;
}
