#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace huanjie {

// The whole file; refuses what is larger than kMaxFileBytes, and what is no regular file.
Result<std::string> read_file(const std::string& path);

// Writes beside the target, syncs, renames, syncs the folder: the file appears whole or not at all.
Result<> write_file(const std::string& path, std::string_view bytes);
// The same for what nobody but its owner may read, from its first byte on (mode 0600).
Result<> write_secret(const std::string& path, std::string_view bytes);

// Whether a place that somebody typed may be written: a filled roster lost to a template or to its
// own error workbook cannot be typed again by noon. A file that is there is replaced only where the
// asker says so, and never the one being `read`. An empty place is none, and free.
Result<> may_write(const std::string& path, bool overwrite, const std::string& read = {});
// write_file where may_write allows it.
Result<> write_out(const std::string& path, std::string_view bytes, bool overwrite);

}  // namespace huanjie
