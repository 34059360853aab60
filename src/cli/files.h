#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace huanjie {

// The whole file; refuses what is larger than kMaxFileBytes, and what is no regular file.
Result<std::string> read_file(const std::string& path);

// Writes beside the target, syncs, renames, syncs the folder: the file appears whole or not at all.
Result<> write_file(const std::string& path, std::string_view bytes);

}  // namespace huanjie
