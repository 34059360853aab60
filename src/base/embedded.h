#pragma once

#include <string_view>

namespace huanjie {

// A file that the build puts into the program (hj_embed in cmake/packs.cmake), so that a verifier
// needs no file of ours.
struct EmbeddedFile {
  std::string_view path;  // below its root: "schema/pack.schema.json"
  std::string_view text;
};

}  // namespace huanjie
