#pragma once

#include <string>
#include <vector>

#include "app/ports.h"
#include "history/state.h"

namespace huanjie {

// Who records, where and when: what the envelope says beside the event.
struct Stamp {
  std::string actor{};
  Timestamp time{};
  NodeId node{};
};

// One log as this program writes it: each event passes the gate, is stored, and only then changes
// the state. What is returned without an error is on the disk.
//
// A log that holds events already is gone through again by recording the same events: each is
// compared with the one that stands there and taken, not written twice. So a run that was killed
// goes on where it was, one that comes back with more acts adds them, and one with other facts is
// refused. What an earlier run wrote of itself at its end (papers filed, the result computed, the
// report to the unit) is taken where it stands.
class Recorder {
 public:
  // Opens the log, creating it when it is not there. `evidence` outlives the recorder.
  static Result<Recorder> open(Store& store, const LogKey& key, Suite suite,
                               const Evidence& evidence);

  // Records one event: its gate, then the store. A refusal changes nothing.
  template <class E>
  Result<> record(const E& event, const Stamp& stamp) {
    return record_body(std::string(E::kName), to_json(event), stamp);
  }

  const LogKey& key() const { return key_; }
  // Where the log stands after what has been recorded so far.
  const Head& head() const { return chain_.head; }
  // Takes what an earlier run wrote of itself at its end. Refused when the log goes on with acts:
  // they were taken out of the course since.
  Result<> end_of_course();
  const std::vector<Envelope>& events() const { return events_; }
  // There is one once an event is recorded.
  const LogState& state() const { return state_; }

 private:
  Recorder(Store& store, const LogKey& key, const Evidence& evidence);
  Result<> record_body(std::string kind, Json body, const Stamp& stamp);
  Result<bool> take_again(const std::string& kind, const Json& body);
  Result<> take_known(Envelope envelope);

  Store* store_;
  LogKey key_;
  const Evidence* evidence_;
  Chain chain_{};
  std::vector<std::string> known_{};  // bytes that the store held when it was opened
  std::vector<Envelope> events_{};
  LogState state_{};
};

}  // namespace huanjie
