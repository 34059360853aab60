#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/id.h"
#include "base/json.h"
#include "base/result.h"
#include "base/time.h"

namespace huanjie {

// Where a log stands: its last event. Sequence 0 with a zero hash: nothing is written yet.
struct Head {
  LogId log{};
  std::int64_t seq = 0;
  Hash hash{};

  friend bool operator==(const Head&, const Head&) = default;
};

// What an event says of its own place in a chain.
struct Link {
  LogId log{};
  std::int64_t seq = 0;
  Hash prev{};
  Timestamp time{};
};

// Reads the link from the end of an event's canonical bytes, where sorted keys put it, without
// reading the body. Right for whatever parse_envelope accepts; it proves nothing about the body's
// form.
Result<Link> read_link(std::string_view event);

// The clock of a writer went back between two events. A note for the reader, never an error.
struct ClockStep {
  std::int64_t seq = 0;
  Timestamp before{};
  Timestamp after{};
};

// A chain as far as it has been followed.
struct Chain {
  Suite suite = Suite::international;
  Head head{};
  Timestamp latest{};
  std::vector<ClockStep> clock_steps{};
};

// An empty chain of the log.
Chain start_chain(Suite suite, LogId log);

// Takes the next event's bytes: another log, a sequence that is not the next, or a `prev` that is
// not the hash of the event before it is refused and leaves the chain as it was. Hashing is all it
// costs; whether the bytes are an event's one form is for parse_envelope.
Result<> follow(Chain& chain, std::string_view event);

// What a writer brings to a new event; the chain adds log, sequence and the hash before it.
struct Draft {
  Timestamp time{};
  std::string actor{};
  NodeId node{};
  std::string kind{};
  Json body = Json::object();
};

// The bytes of the next event; the chain then ends with it. Refuses what parse_envelope would
// refuse.
Result<std::string> extend(Chain& chain, const Draft& draft);

}  // namespace huanjie
