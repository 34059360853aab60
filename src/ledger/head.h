#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/result.h"
#include "ledger/chain.h"
#include "ledger/envelope.h"
#include "ledger/events.h"

namespace huanjie {

// A head under a writer's signature. An event is as good as the signed head at or after it. `key`
// is the public key, `signature` the signature of head_message, both in lower-case hexadecimal.
struct SignedHead {
  LogId log{};
  std::int64_t seq = 0;
  Hash hash{};
  std::string key{};
  std::string signature{};

  static constexpr auto fields() {
    return std::tuple{field("log", &SignedHead::log), field("seq", &SignedHead::seq),
                      field("hash", &SignedHead::hash), field("key", &SignedHead::key),
                      field("signature", &SignedHead::signature)};
  }
  friend bool operator==(const SignedHead&, const SignedHead&) = default;
};

// What is signed: the canonical JSON of {"hash", "log", "seq"}.
std::string head_message(const Head& head);
// From the signer's raw bytes.
SignedHead signed_head(const Head& head, std::string_view public_key, std::string_view signature);
Head head_of(const SignedHead& head);

// Who may write which log from where, as the office's log says.
class Custody {
 public:
  // Takes a grant: its epoch and `from` must be above those of the log's earlier grants, its key of
  // the suite's form.
  Result<> grant(Suite suite, const CustodyGranted& event);
  // Takes a revocation: of the log's last grant, at or after its `from` - 1.
  Result<> revoke(const CustodyRevoked& event);

  // The grant that covers the sequence; nullptr where none does.
  const CustodyGranted* holder(LogId log, std::int64_t seq) const;
  const std::vector<CustodyGranted>& grants() const { return grants_; }

 private:
  std::vector<CustodyGranted> grants_;
  std::vector<CustodyRevoked> revocations_;
};

// A log is an office's when its first event grants it to its own writer.
bool is_office_log(const Envelope& first);

// Reads the grants and revocations of an office's log. An event that grants the office's own log
// anew takes effect after itself, never before.
Result<Custody> custody_of(Suite suite, const std::vector<Envelope>& office);

// The signature holds and its key is the one authorised for that log at that sequence.
Result<> check_head(Suite suite, const Custody& custody, const SignedHead& head);

// The head of a log for paper: ten groups of four characters of Crockford's base 32, the first 195
// bits of the hash in 39 characters and his check symbol. "K7QX-3M0A-...".
std::string short_code(const Hash& hash);
// Whether a code as somebody typed it (any case, o for 0, i and l for 1, spaces or hyphens
// anywhere) is that hash's. The error tells a slip of typing (check symbol) from another head.
Result<> check_short_code(std::string_view typed, const Hash& hash);

}  // namespace huanjie
