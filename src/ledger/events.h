#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "base/hash.h"
#include "base/id.h"

namespace huanjie {

// The office gave a log to a writer: from sequence `from` on, only heads signed with `key` count.
// Stands in the office's log. The first event of an office's log grants that log itself, signed
// with the key that it names (self-signed); whoever trusts an archive compares that key with the
// office's. `key` is the public key in lower-case hexadecimal.
struct CustodyGranted {
  static constexpr std::string_view kName = "custody_granted";
  LogId log{};
  NodeId node{};
  std::string key{};
  std::int64_t epoch = 1;
  std::int64_t from = 1;

  static constexpr auto fields() {
    return std::tuple{field("log", &CustodyGranted::log), field("node", &CustodyGranted::node),
                      field("key", &CustodyGranted::key), field("epoch", &CustodyGranted::epoch),
                      field("from", &CustodyGranted::from)};
  }
};

// The office took a log away: the key of `epoch` counts up to sequence `after` and no further.
// Stands in the office's log.
struct CustodyRevoked {
  static constexpr std::string_view kName = "custody_revoked";
  LogId log{};
  std::int64_t epoch = 1;
  std::int64_t after = 0;
  std::string reason{};

  static constexpr auto fields() {
    return std::tuple{field("log", &CustodyRevoked::log), field("epoch", &CustodyRevoked::epoch),
                      field("after", &CustodyRevoked::after),
                      field("reason", &CustodyRevoked::reason)};
  }
};

// Sealed words or a blob were erased; their hash stays where it stands. Without this event a
// missing blob is a failure.
struct Erased {
  static constexpr std::string_view kName = "erased";
  Hash hash{};
  std::string reason{};

  static constexpr auto fields() {
    return std::tuple{field("hash", &Erased::hash), field("reason", &Erased::reason)};
  }
};

}  // namespace huanjie
