#include "ledger/references.h"

#include <optional>

namespace huanjie {
namespace {

std::optional<Hash> hash_in(const Json& value) {
  const std::string* text = value.if_text();
  if (text == nullptr || text->size() != 64) return std::nullopt;
  const Result<Hash> hash = parse_hash(*text);
  return hash ? std::optional(*hash) : std::nullopt;
}

bool is_full_only(const Json& reference) {
  const Json* value = reference.find("full_only");
  const bool* truth = value != nullptr ? value->if_bool() : nullptr;
  return truth != nullptr && *truth;
}

}  // namespace

void collect_references(const Json& body, References& references) {
  if (const Json::Array* elements = body.if_array()) {
    for (const Json& element : *elements) collect_references(element, references);
  }
  const Json::Object* members = body.if_object();
  if (members == nullptr) return;
  for (const JsonMember& member : *members) {
    collect_references(member.value, references);
    const std::optional<Hash> hash = hash_in(member.value);
    if (!hash) continue;
    if (member.key == "blob") {
      bool& full_only = references.blobs[*hash];
      full_only = full_only || is_full_only(body);
    } else if (member.key == "pack_hash") {
      references.packs.insert(*hash);
    } else if (member.key == "sealed") {
      references.sealed.insert(*hash);
    }
  }
}

}  // namespace huanjie
