#pragma once

#include <span>
#include <string_view>

namespace huanjie {

// A file of packs/ that the build puts into the program, so that a verifier needs no file of ours.
struct EmbeddedFile {
  std::string_view path;  // below packs/: "schema/pack.schema.json"
  std::string_view text;
};

// packs/schema/*.json and packs/words.json.
std::span<const EmbeddedFile> rules_files();
// The text of one of them; empty when there is none.
std::string_view rules_file(std::string_view path);

}  // namespace huanjie
