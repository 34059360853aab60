#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/json.h"
#include "base/result.h"
#include "base/time.h"

namespace huanjie {

// One event as it stands in a log. `prev` is the hash of the event before it, all zero for the
// first; `seq` counts from 1. `time` is advice: nothing is ordered or decided by it. `kind` names
// the event
// ("voter_checked_in"), `body` is that event's own fields.
struct Envelope {
  LogId log{};
  std::int64_t seq = 0;
  Hash prev{};
  Timestamp time{};
  std::string actor{};
  NodeId node{};
  std::string kind{};
  Json body{};

  static constexpr auto fields() {
    return std::tuple{field("log", &Envelope::log),     field("seq", &Envelope::seq),
                      field("prev", &Envelope::prev),   field("time", &Envelope::time),
                      field("actor", &Envelope::actor), field("node", &Envelope::node),
                      field("kind", &Envelope::kind),   field("body", &Envelope::body)};
  }
};

// The one byte form of an event: canonical JSON, no line end. Its hash is the digest of these
// bytes.
std::string envelope_bytes(const Envelope& envelope);

// To check is to write again and compare: refuses every text that envelope_bytes would not have
// written, a sequence below 1, a negative time, a kind that is not snake_case of at most 64
// characters, an actor that is empty or longer than kMaxActorCharacters, a body that is no object,
// and more than kMaxEventBytes.
Result<Envelope> parse_envelope(std::string_view bytes);

// The body as the event T, T::kName being its kind.
template <class T>
Result<T> event_of(const Envelope& envelope) {
  if (envelope.kind != T::kName) {
    return invalid("事件种类不对：" + envelope.kind, "/kind", std::string(T::kName));
  }
  return from_json<T>(envelope.body);
}

}  // namespace huanjie
