#include "ledger/sealed.h"

#include <algorithm>

#include "base/id.h"

namespace huanjie {

Json to_json(const Salt& salt) { return Json(id_text(salt.bytes)); }

Result<> read(const Json& json, const JsonPath& path, Salt& salt) {
  return read_id(json, path, salt.bytes);
}

SealedWords seal(Suite suite, const Salt& salt, std::string_view words) {
  std::string message(salt.bytes.begin(), salt.bytes.end());
  message += words;
  return {digest(suite, message), salt, std::string(words)};
}

bool seal_holds(Suite suite, const SealedWords& sealed) {
  return seal(suite, sealed.salt, sealed.words).hash == sealed.hash;
}

SealedHash seal_of(const SealedWords& sealed) { return {sealed.hash}; }

}  // namespace huanjie
