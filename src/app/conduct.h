#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/course.h"
#include "app/ports.h"
#include "app/service.h"
#include "roster/roster.h"

namespace huanjie {

// The means of a run: where it writes, who signs, and what the world gives it.
struct Means {
  Store* store = nullptr;
  Signer* signer = nullptr;
  Ids* ids = nullptr;
  Clock* clock = nullptr;
};

// What an assembly's folder holds, read and checked.
struct AssemblyInput {
  Course course{};
  Roster roster{};
  Json pack{};                                 // bundles without their cases
  Json plenary_pack{};                         // null where the course names none
  std::map<std::string, std::string> files{};  // count files by the path that an act names
};

// A meeting held: its three logs. `evidence` is where the logs' states look up files.
struct HeldMeeting {
  std::vector<Recorder> office{};   // one
  std::vector<Recorder> unit{};     // one
  std::vector<Recorder> meeting{};  // one
  MeetingId id{};
  std::map<VoterId, std::string> members{};  // roster id of everybody listed
  std::vector<std::string> notices{};        // what the rules warn of, a sentence each
};

// Names as people type them: the same but for half or full width of their brackets.
bool is_same_name(const std::string& one, const std::string& other);

// The roster ids, voter ids and names of a meeting's people.
class People {
 public:
  People(const Roster& roster, const std::map<std::string, VoterId>& voters);
  // By the name as the roster shows it. Two of that name: refused, with both as they are told
  // apart.
  Result<VoterId> find(const std::string& name) const;
  // The same; nothing for a name that is not on the roster.
  Result<std::optional<VoterId>> find_or_staff(const std::string& name) const;
  const Member& member(const VoterId& voter) const;
  // A name as it goes to print: as the roster shows it where it tells namesakes apart.
  std::string printed(const VoterId& voter, const std::string& name) const;
  const std::vector<std::pair<VoterId, const Member*>>& all() const { return all_; }

 private:
  std::vector<std::pair<VoterId, const Member*>> all_;
};

// Puts the words beside the log under a fresh salt and gives what an event keeps of them; no words,
// nothing.
Result<std::optional<SealedHash>> seal_words(const Means& means, std::pair<UnitId, Suite> where,
                                             const std::string& words);

// Holds the meeting of a folder: writes the office's grant of custody (self-signed), the unit's log
// and the meeting's, act by act. An act that may not happen stops the run with its place in
// meeting.json
// ("/acts/12"), the rule and what would unblock it; what was recorded before it stays recorded.
// `means.ids` gives the same ids again when a run is taken up again.
Result<HeldMeeting> conduct(const AssemblyInput& input, const Means& means, Evidence& evidence);

// After the papers are filed: the unit takes the result in, every head is signed.
Result<> finish(HeldMeeting& held, const Means& means, const Stamp& stamp);

}  // namespace huanjie
