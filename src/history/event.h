#pragma once

#include <concepts>
#include <string>
#include <variant>
#include <vector>

#include "base/json.h"
#include "ledger/events.h"
#include "meeting/attendance.h"
#include "meeting/count.h"
#include "meeting/course.h"
#include "meeting/motions.h"
#include "meeting/papers.h"
#include "meeting/rounds.h"
#include "roster/unit.h"

namespace huanjie {

// Every event there is, by the log it stands in. A kind of event stands in one list.
using OfficeEvent = std::variant<CustodyGranted, CustodyRevoked>;
using UnitEvent = std::variant<UnitDescribed, RosterAdopted, MeetingCalled, MeetingReported>;
using MeetingEvent =
    std::variant<MeetingPrepared, VotersListed, ExclusionProposed, VoterExcused, VoterCheckedIn,
                 CheckInUndone, VoterLeft, VoterReturned, TimeStated, HeadsCounted, MotionDecided,
                 ReportPresented, GroupNoted, MethodAdopted, OfficersPassed, CandidatesAnnounced,
                 SpeechGiven, BoxSealed, PapersPrinted, PapersIssued, PaperSpoiled, PapersLeftOver,
                 VotingClosed, PapersReturned, CountEntered, OutcomeDeclared, OutcomeCertified,
                 EligibilityConfirmed, ResultAnnounced, RoundOpened, SeatsSettled, PlenaryOpened,
                 StatementMade, StepDone, StepSkipped, MeetingSuspended, MeetingResumed,
                 MeetingAbandoned, DocumentFiled, MeetingClosed, CorrectionMade>;

// What makes a struct an event of a state: a name, fields, a gate and a transition.
template <class E, class State>
concept EventOf = HasFields<E> && requires(State state, const State& before, const E& event) {
  { E::kName } -> std::convertible_to<std::string_view>;
  { admit(before, event) } -> std::same_as<Result<>>;
  evolve(state, event);
};

template <class Events, class State>
struct Complete;
template <class State, class... E>
struct Complete<std::variant<E...>, State> {
  static constexpr bool value = (EventOf<E, State> && ...);
};
static_assert(Complete<UnitEvent, Unit>::value);
static_assert(Complete<MeetingEvent, Meeting>::value);

// An event's name and the names and types of its fields, for docs/events.md.
struct EventForm {
  std::string log{};
  std::string kind{};
  std::vector<std::pair<std::string, std::string>> fields{};
};
std::vector<EventForm> event_forms();

}  // namespace huanjie
