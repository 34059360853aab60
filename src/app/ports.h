#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "ledger/chain.h"
#include "ledger/head.h"
#include "ledger/sealed.h"

namespace huanjie {

// The only interfaces of huanjie: what the program asks of the world.

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() = 0;
};

// Random bytes for ids and salts.
class Ids {
 public:
  virtual ~Ids() = default;
  virtual std::array<std::uint8_t, 16> next() = 0;
};

template <class T>
T new_id(Ids& ids) {
  return T{ids.next()};
}

// The node and its key. Keys and signatures are raw bytes (base/hash.h says which).
class Signer {
 public:
  virtual ~Signer() = default;
  virtual Suite suite() const = 0;
  virtual NodeId node() const = 0;
  virtual std::string public_key() const = 0;
  virtual Result<std::string> sign(std::string_view message) = 0;
};

// A log and the unit it belongs to: every key of a store begins with the unit.
struct LogKey {
  UnitId unit{};
  LogId log{};

  friend auto operator<=>(const LogKey&, const LogKey&) = default;
};

struct LogInfo {
  LogKey key{};
  Suite suite = Suite::international;
  Head head{};
};

using ScratchId = Id<struct ScratchTag>;

struct ScratchItem {
  ScratchId id{};
  std::string bytes{};

  friend bool operator==(const ScratchItem&, const ScratchItem&) = default;
};

// Keeps logs, signed heads, blobs, sealed words, signatures and the scratch table. What returned
// without an error is on the disk. Every write is idempotent: the same again is fine, something
// different in its place is a conflict. What was damaged is never served: it is `unavailable`.
// After a failed write of the disk (EIO, full, failed sync) the store only reads, and says so,
// until it is opened and checked again. One caller at a time.
class Store {
 public:
  virtual ~Store() = default;

  // An empty log. Its suite never changes.
  virtual Result<> create_log(const LogKey& key, Suite suite) = 0;
  // By unit, then log.
  virtual Result<std::vector<LogInfo>> logs() = 0;
  virtual Result<LogInfo> log(const LogKey& key) = 0;

  // Appends all or nothing, and only if the log still ends at `expected`. The events must follow
  // from it by their hashes. If they are already there, it is done; if others are, it is a
  // conflict.
  virtual Result<> append(const LogKey& key, const Head& expected,
                          const std::vector<std::string>& events) = 0;
  // The events from sequence `from` on, at most `limit`, checked against their hashes.
  virtual Result<std::vector<std::string>> read(const LogKey& key, std::int64_t from,
                                                std::int64_t limit) = 0;

  // A head must be one of the log's own: its hash that of the event at its sequence.
  virtual Result<> put_head(const LogKey& key, const SignedHead& head) = 0;
  // By sequence, then key.
  virtual Result<std::vector<SignedHead>> heads(const LogKey& key) = 0;

  // Content-addressed files. Reading checks the hash. An erased one is `not_found`, with that word
  // in the message, and can not be put again.
  virtual Result<Hash> put_blob(UnitId unit, Suite suite, std::string_view bytes) = 0;
  virtual Result<std::string> blob(UnitId unit, const Hash& hash) = 0;
  virtual Result<> erase_blob(UnitId unit, const Hash& hash) = 0;

  // Encrypted at rest, salts too. Erased ones are `not_found` and can not be put again.
  virtual Result<> put_sealed(UnitId unit, Suite suite, const SealedWords& words) = 0;
  virtual Result<SealedWords> sealed(UnitId unit, const Hash& hash) = 0;
  virtual Result<> erase_sealed(UnitId unit, const Hash& hash) = 0;

  // What was signed stays signed: the first signature of a message by a key is kept, so that a
  // random signature scheme still gives the same archive again. `message` is the digest of the
  // message.
  virtual Result<> put_signature(UnitId unit, const Hash& message, std::string_view public_key,
                                 std::string_view signature) = 0;
  virtual Result<std::string> signature(UnitId unit, const Hash& message,
                                        std::string_view public_key) = 0;

  // Work on single sheets: without times and without order but that of random ids (TRUST 2.5), and
  // emptied as a whole when the batch is closed. Putting an id again replaces it.
  virtual Result<> put_scratch(const LogKey& key, const ScratchItem& item) = 0;
  virtual Result<std::vector<ScratchItem>> scratch(const LogKey& key) = 0;
  virtual Result<> clear_scratch(const LogKey& key) = 0;
};

// The signature kept for this message and key, or a new one that is kept from now on.
Result<std::string> sign_once(Store& store, UnitId unit, Signer& signer, std::string_view message);
// Signs the log's head and keeps it; the one already kept if there is one.
Result<SignedHead> sign_head(Store& store, const LogKey& key, Signer& signer);

}  // namespace huanjie
