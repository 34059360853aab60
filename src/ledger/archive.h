#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "base/finding.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/result.h"
#include "ledger/envelope.h"
#include "ledger/head.h"
#include "ledger/references.h"
#include "ledger/sealed.h"

namespace huanjie {

// full: for the office's safe. published: without sealed words and without full_only blobs.
enum class Profile { full, published };

template <>
struct EnumNames<Profile> {
  static constexpr std::array kNames{std::pair{Profile::full, std::string_view("full")},
                                     std::pair{Profile::published, std::string_view("public")}};
};

struct ArchivedLog {
  LogId log{};
  std::vector<std::string> events{};  // canonical bytes, from sequence 1
};

// What an archive holds. Which blobs and packs belong in it follows from the logs: those that an
// event names (references.h).
struct ArchiveContents {
  Suite suite = Suite::international;
  std::vector<ArchivedLog> logs{};
  std::vector<SignedHead> heads{};
  std::map<Hash, std::string> packs{};
  std::map<Hash, std::string> blobs{};
  std::vector<SealedWords> sealed{};
};

// The node that seals an archive. `sign` must give the same signature for the same message every
// time (SM2 is random, so the shell keeps what it signed), or the same record would not give the
// same bytes.
struct ArchiveSealer {
  std::string public_key{};  // raw
  std::function<Result<std::string>(std::string_view message)> sign{};
};

// The bytes of the full archive (docs/archive-format.md). It carries the signed manifest of the
// public one, so that anybody can make that one without a key. Logs, heads and sealed words may
// come in any order.
Result<std::string> write_archive(const ArchiveContents& contents, const ArchiveSealer& sealer);

// A log of an archive as read: its events, as far as they could be read.
struct ReadLog {
  LogId log{};
  std::vector<Envelope> events{};
  Head head{};
  std::vector<ClockStep> clock_steps{};
};

// What was read and what was found. `findings` has one satisfied line for each check that passed
// and one line for each failure of each that did not; `where` names member, line, byte or pointer.
struct ArchiveReading {
  Profile profile = Profile::full;
  ArchiveContents contents{};
  std::vector<ReadLog> logs{};
  Custody custody{};
  LogId office{};
  std::vector<Finding> findings{};
};

// Reads and checks everything that needs no knowledge of elections: container, manifest, hashes,
// chains, custody, signed heads, sealed words, packs, blobs. Never stops at the first failure where
// something further can still be told.
ArchiveReading read_archive(std::string_view bytes);

// The public archive out of the bytes of a full one, always the same bytes; refuses an archive with
// failures.
Result<std::string> publish_archive(std::string_view full);

}  // namespace huanjie
