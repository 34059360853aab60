#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rules/pack.h"

namespace huanjie {

// A pack of packs/ that the build put into the program: the texts of its five files.
struct BuiltinPack {
  std::string_view id{};
  std::string_view pack{};
  std::string_view method{};
  std::string_view checks{};
  std::string_view agenda{};
  std::string_view cases{};
};

// By id, in alphabetical order.
const std::vector<BuiltinPack>& builtin_packs();

// The five files as one object, as parse_pack takes it.
Result<Json> bundle_of(const BuiltinPack& pack);

// The five files of a folder as one object. The error names the file and the place in it.
Result<Json> read_bundle(const std::string& folder);

// A pack by the id of a built-in one or by its folder. An error inside a file is told by the file
// and the place in it.
Result<Pack> find_pack(const std::string& id_or_folder);

// "/method/values/tie" of a bundle is "/values/tie" of method.json: "method.json: /values/tie".
Error in_its_file(Error error);

}  // namespace huanjie
