#include <cstdio>

#include "cli/commands.h"

namespace huanjie {

int report(const Error& error, const std::string& file) {
  const std::string place = file.empty() ? std::string("huanjie") : file;
  Error told = error;
  if (!file.empty() && told.where == file) told.where.clear();
  std::fprintf(stderr, "%s：%s\n", place.c_str(), describe(told).c_str());
  return kExitFailed;
}

}  // namespace huanjie
