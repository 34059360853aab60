#pragma once

#include <cstdint>
#include <string>
#include <tuple>

#include "base/fields.h"
#include "base/hash.h"

// How an event names what lies beside its log. The member names `sealed`, `blob` and `pack_hash`
// are kept for this in every event, so that an archive can collect them without knowing the event.

namespace huanjie {

// Personal data in an event: {"sealed": "<hash>"}. The words lie in a store beside the log and can
// be erased there without breaking the chain.
struct SealedHash {
  Hash sealed{};

  static constexpr auto fields() { return std::tuple{field("sealed", &SealedHash::sealed)}; }
  friend auto operator<=>(const SealedHash&, const SealedHash&) = default;
};

// A file that an event names: {"blob": "<hash>", "size": bytes, "media": "application/pdf"}. With
// "full_only": true it stays out of the public archive (handwriting and patterns can betray a
// voter).
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

}  // namespace huanjie
