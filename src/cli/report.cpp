#include <cstdio>

#include "cli/commands.h"

namespace huanjie {

int report(const Error& error, const std::string& file) {
  const std::string place = file.empty() ? std::string("huanjie") : file;
  std::fprintf(stderr, "%s: %s\n", place.c_str(), describe(error).c_str());
  return kExitFailed;
}

}  // namespace huanjie
