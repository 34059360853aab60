#pragma once

#include <map>
#include <string>

#include "app/ports.h"
#include "history/state.h"

namespace huanjie {

// Who records, for the envelope: a name or a station.
struct Actor {
  std::string name{};
};

// One log as this program writes it: each event passes the gate, is stored, and only then changes the
// state. What is returned without an error is on the disk.
class Recorder {
 public:
  // Opens the log, creating it when it is not there, and replays what it holds.
  static Result<Recorder> open(Store& store, const LogKey& key, Suite suite, Evidence& evidence);

  // Records one event: its gate, then the store. A refusal changes nothing.
  template <class E>
  Result<> record(const E& event, const Actor& actor, Timestamp time, NodeId node) {
    return record_body(std::string(E::kName), to_json(event), actor, {time, node});
  }

  const LogKey& key() const { return key_; }
  const Head& head() const { return chain_.head; }
  // Times of the events, oldest first.
  const std::vector<Envelope>& events() const { return events_; }
  // There is one once an event is recorded.
  const LogState& state() const { return state_; }

 private:
  struct Stamp {
    Timestamp time{};
    NodeId node{};
  };
  Recorder(Store& store, const LogKey& key, Evidence& evidence);
  Result<> record_body(std::string kind, Json body, const Actor& actor, const Stamp& stamp);

  Store* store_;
  LogKey key_;
  const Evidence* evidence_;
  Chain chain_{};
  std::vector<Envelope> events_{};
  LogState state_{};
};

}  // namespace huanjie
