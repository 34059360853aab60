#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace huanjie {

// The whole file; refuses what is larger than kMaxFileBytes, and what is no regular file.
Result<std::string> read_file(const std::string& path);

// Writes beside the target, syncs, renames, syncs the folder: the file appears whole or not at all.
Result<> write_file(const std::string& path, std::string_view bytes);

// The same for a place that somebody typed: refuses to replace a file that is there, unless told
// to.
Result<> write_out(const std::string& path, std::string_view bytes, bool overwrite);

// Why the system could not, in Chinese; `error` is an errno.
std::string reason_of(int error);

}  // namespace huanjie
