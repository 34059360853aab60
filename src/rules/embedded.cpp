#include "rules/embedded.h"

namespace huanjie {

std::string_view rules_file(std::string_view path) {
  for (const EmbeddedFile& file : rules_files()) {
    if (file.path == path) return file.text;
  }
  return {};
}

}  // namespace huanjie
