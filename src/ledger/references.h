#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "base/fields.h"
#include "base/hash.h"
#include "base/json.h"

namespace huanjie {

// A file that an event names: {"blob": "<hash>", "size": bytes, "media": "application/pdf"}. With
// "full_only": true it stays out of the public archive (handwriting and patterns can betray a voter).
struct BlobRef {
  Hash blob{};
  std::int64_t size = 0;
  std::string media{};
  bool full_only = false;

  static constexpr auto fields() {
    return std::tuple{field("blob", &BlobRef::blob), field("size", &BlobRef::size),
                      field("media", &BlobRef::media),
                      optional_field("full_only", &BlobRef::full_only)};
  }
  friend bool operator==(const BlobRef&, const BlobRef&) = default;
};

// A pack that an event stands on: {"pack": "party-committee-2020", "pack_hash": "<hash>"}.
struct PackRef {
  std::string pack{};
  Hash pack_hash{};

  static constexpr auto fields() {
    return std::tuple{field("pack", &PackRef::pack), field("pack_hash", &PackRef::pack_hash)};
  }
  friend bool operator==(const PackRef&, const PackRef&) = default;
};

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
