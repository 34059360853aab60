#pragma once

#include <span>
#include <string_view>

#include "base/embedded.h"

namespace huanjie {

// packs/schema/*.json and packs/words.json.
std::span<const EmbeddedFile> rules_files();
// The text of one of them; empty when there is none.
std::string_view rules_file(std::string_view path);

}  // namespace huanjie
