#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/method.h"
#include "base/finding.h"
#include "base/result.h"
#include "meeting/events.h"
#include "rules/facts.h"
#include "rules/pack.h"
#include "tally/ledger.h"

// The state of one meeting, as its log tells it. Each of its events has an `admit` (may this happen
// now? a refusal cites the article and says what would unblock it) and an `evolve` (it did; cannot
// fail, for only what was admitted comes here), declared by subject in attendance.h, motions.h,
// papers.h, count.h, rounds.h and course.h.

namespace huanjie {

// The files that a log refers to by hash: packs, cast vote records, papers. A file may be missing
// (erased, or left out of a public archive); what depends on it is then judged from the totals.
using Evidence = std::map<Hash, std::string>;

enum class Presence { absent, present, left };

struct Attendee {
  ListedVoter listed{};
  Presence presence = Presence::absent;
  std::optional<ExclusionProposed> exclusion{};
  bool excluded = false;  // once the assembly has voted it
  bool excused = false;   // asked for leave
};

struct PollState {
  Round round = Round::first;
  Ballot ballot{};
  std::string box{};
  PaperLedger papers{};  // voting is closed once handed_back is known
  int present = 0;       // the head count by which the last papers were handed out
  std::vector<CountEntered> counts{};
  std::optional<OutcomeDeclared> outcome{};
  std::int64_t outcome_seq = 0;
  std::int64_t reported_seq = 0;  // of the outcome or its last correction: the report has its code
  std::vector<std::string> certified_by{};
  std::vector<EligibilityConfirmed> eligibility{};
  std::optional<std::vector<ElectedPerson>> announced{};
  std::vector<SeatsSettled> settled{};
  std::vector<CorrectionMade> corrections{};
};

// A count of heads with what was true at that moment: the paper signed of it must come out the same
// whenever it is printed again.
struct HeadCount : HeadsCounted {
  std::size_t step = 0;   // of the agenda
  std::size_t polls = 0;  // opened by then: 0 at the opening, 1 before its papers go out
  int entitled = 0;
  int excluded = 0;              // voted out of 应到会 by then
  int on_leave = 0;              // asked for leave and are not here
  int left = 0;                  // signed in and went away
  int present_without_vote = 0;  // 列席
  bool officers = false;         // counted by scrutineers and tellers whom the meeting has passed
  QuorumResult quorum{};
};

// A vote by hand with the number that it was judged by.
struct Motion {
  MotionDecided decided{};
  std::int64_t whole = 0;  // of which `needed` is a part, as the pack's motion rule says
  std::int64_t needed = 1;
  bool passed = false;
  std::size_t polls = 0;  // how many had been opened when it was put
};

// One body in session: the assembly, or the first plenary of those it elected.
struct Sitting {
  bool plenary = false;
  std::string title{};
  std::string chair{};
  std::shared_ptr<const Pack> pack{};
  Json draft_changes{};
  std::vector<VoterId> members{};  // of a plenary; an assembly's electorate is the roster
  std::size_t step = 0;            // of the pack's agenda
  std::vector<std::string> skipped{};
  std::map<std::string, int> acts{};  // how often each act happened in this round
  std::vector<HeadCount> heads{};
  bool heads_stale = false;  // resumed, or who is due changed: count again first
  std::vector<Motion> motions{};
  std::optional<ReportPresented> report{};
  std::vector<GroupNoted> groups{};
  std::vector<SpeechGiven> speeches{};
  std::optional<Method> method{};
  Json method_json{};  // as adopted
  std::optional<OfficersPassed> officers{};
  std::vector<PollState> polls{};
  std::vector<ElectedPerson> elected{};
};

enum class MeetingStatus { unprepared, open, suspended, abandoned, closed };

struct Meeting {
  const Evidence* evidence = nullptr;
  std::int64_t seq = 0;  // of the last event
  MeetingStatus status = MeetingStatus::unprepared;
  MeetingPrepared prepared{};
  Date day{};           // in session: that of the meeting, or of its last resumption
  std::string clock{};  // the time last stated on the day in session, "09:20"; empty: none
  std::map<VoterId, Attendee> roster{};
  std::vector<KinPair> kin{};
  std::vector<Sitting> sittings{};
  std::vector<StatementMade> statements{};
  std::vector<DocumentFiled> documents{};
};

// The sitting in session; there is one from `meeting_prepared` on.
const Sitting& current(const Meeting& meeting);
// The open poll of a sitting; nullptr before the candidates are announced.
const PollState* open_poll(const Sitting& sitting);

// Whether that is the name of a scrutineer or a teller.
bool is_officer(const OfficersPassed& officers, std::string_view name);

// What is known about the meeting, by the names that packs use (docs/packs.md).
Facts facts_of(const Meeting& meeting);
// The findings of the pack in session at a moment: each check with its article, observed and
// required.
std::vector<Finding> findings_at(const Meeting& meeting, std::string_view moment);

}  // namespace huanjie
