#include <cstdio>
#include <cstring>
#include <string>

#include "base/limits.h"
#include "base/text.h"
#include "verify/account.h"
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
  const bool with_code = argc == 4 && std::strcmp(argv[2], "--code") == 0;
  const bool help = argc == 2 && std::strcmp(argv[1], "--help") == 0;
  if (help || (argc != 2 && !with_code)) {
    std::fprintf(help ? stdout : stderr,
                 "用法：huanjie-verify 归档.hjz [--code 纸面上的记录校验码]\n");
    return help ? kExitDone : kExitUsage;
  }
  std::string bytes;
  if (!read_whole(argv[1], bytes)) {
    std::fprintf(stderr, "%s：不能读取\n", argv[1]);
    return kExitFailed;
  }
  const huanjie::Verification verification = huanjie::verify_archive(bytes);
  bool holds = verification.holds();
  // The answer to the question asked comes before the dozens of lines behind it.
  if (with_code && huanjie::is_archive(verification)) {
    const auto found = huanjie::code_lines(verification, argv[3]);
    std::printf("%s\n\n", found ? huanjie::join(*found, "\n").c_str()
                                : huanjie::describe(found.error()).c_str());
    holds = holds && found.has_value();
  }
  std::fputs(huanjie::account_of(verification, argv[1]).c_str(), stdout);
  return holds ? kExitDone : kExitFailed;
}
