#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace huanjie {

// The path of what a folder holds by that name.
std::string inside(const std::string& folder, std::string_view name);

// Whether anything is there.
Result<bool> exists(const std::string& path);

// With all above it that are not there yet; one that is there already is fine.
Result<> make_folder(const std::string& path);

// What lies in a folder, by name, in the order of the names.
Result<std::vector<std::string>> names_in(const std::string& folder);

// Refuses a place where there is anything but an empty folder.
Result<> must_be_free(const std::string& folder);

// Nothing there is fine too.
Result<> remove_all(const std::string& path);

Result<> move_to(const std::string& from, const std::string& to);

// Puts what was made at `made` in the place of `place`. A file replaces a file in one step. A
// folder goes by way of `aside`, where the old one lies until the new one has its name; so at no
// moment are both gone.
Result<> put_in_place(const std::string& made, const std::string& place, const std::string& aside);

}  // namespace huanjie
