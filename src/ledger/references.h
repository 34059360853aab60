#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "base/fields.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/reference.h"

namespace huanjie {

// Everything beside the log that its events name.
struct References {
  std::map<Hash, bool> blobs{};  // with full_only; true where any event says so
  std::set<Hash> packs{};
  std::set<Hash> sealed{};
};

// Adds what an event's body names, at any depth: each member `blob`, `pack_hash` or `sealed` whose
// value is 64 lower-case hexadecimal digits. The names are kept for this in every event.
void collect_references(const Json& body, References& references);

}  // namespace huanjie
