#pragma once

#include <map>
#include <optional>
#include <vector>

#include "roster/events.h"

namespace huanjie {

struct CalledMeeting {
  MeetingCalled called{};
  RosterAdopted roster{};  // that stood when it was called
  std::vector<MeetingReported> reports{};
};

// The state of a unit, as its log tells it.
struct Unit {
  std::optional<UnitDescribed> described{};
  std::optional<RosterAdopted> roster{};
  std::map<MeetingId, CalledMeeting> meetings{};
};

Result<> admit(const Unit& unit, const UnitDescribed& event);
Result<> admit(const Unit& unit, const RosterAdopted& event);
Result<> admit(const Unit& unit, const MeetingCalled& event);
Result<> admit(const Unit& unit, const MeetingReported& event);

void evolve(Unit& unit, const UnitDescribed& event);
void evolve(Unit& unit, const RosterAdopted& event);
void evolve(Unit& unit, const MeetingCalled& event);
void evolve(Unit& unit, const MeetingReported& event);

}  // namespace huanjie
