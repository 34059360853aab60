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

// The state of one meeting, as its log tells it, and the gate of each of its events.

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
};

struct PollState {
  Round round = Round::first;
  Ballot ballot{};
  std::string box{};
  PaperLedger papers{};  // voting is closed once handed_back is known
  std::vector<CountEntered> counts{};
  std::optional<OutcomeDeclared> outcome{};
  std::int64_t outcome_seq = 0;
  std::vector<std::string> certified_by{};
  std::vector<EligibilityConfirmed> eligibility{};
  std::optional<std::vector<ElectedPerson>> announced{};
  std::vector<SeatsSettled> settled{};
  std::vector<CorrectionMade> corrections{};
};

// A vote by hand with the number that it was judged by.
struct Motion {
  MotionDecided decided{};
  std::int64_t whole = 0;   // of which `needed` is a part, as the pack's motion rule says
  std::int64_t needed = 1;
  bool passed = false;
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
  std::vector<HeadsCounted> heads{};
  bool heads_stale = false;  // the meeting was resumed: count again first
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

// 应到会 and those present with the vote, of the sitting in session.
int entitled(const Meeting& meeting);
int entitled_before_exclusions(const Meeting& meeting);
int present(const Meeting& meeting);
bool has_vote(const Meeting& meeting, const VoterId& voter);

// The numbers of the open poll as the contracts' poll.json has them. A method with a quorum of those
// registered knows no 应到会: the electorate is `registered`.
Poll poll_numbers(const Meeting& meeting);
// The count that stands: records, or two hand counts by different people that agree. The error says
// what is missing or where two counts differ.
Result<const CountEntered*> standing_count(const PollState& poll);
// The result of the open poll from the count that stands; a void poll needs no count.
Result<PollResult> compute_result(const Meeting& meeting);
// The same for any poll, from a given count.
Result<PollResult> compute_result(const Meeting& meeting, const PollState& poll, const Poll& numbers,
                                  const CountEntered& count);
// Those whom a result elects. A written-in name is seated once its eligibility is confirmed; of elected
// kin, only whom the rule keeps.
std::vector<ElectedPerson> winners(const PollState& poll, const PollResult& result);
// Names written in that are elected or tied and whose eligibility nobody has confirmed or denied.
std::vector<std::string> unconfirmed_write_ins(const PollState& poll);
// Seats of a contest that nobody fills and the floor has not settled.
int open_seats(const Sitting& sitting, std::string_view contest);
// The round that what is open asks for; nothing when every seat is filled or settled.
std::optional<Round> next_round(const Sitting& sitting);
// The ballot of that round, as it may be opened: its contests, seats, candidates and method. The id is
// the caller's.
Ballot round_ballot(const Sitting& sitting, Round round);
// The poll whose outcome was declared by that event; nullptr when there is none.
const PollState* find_poll(const Meeting& meeting, std::int64_t outcome_seq);
CorrectionClass correction_class(const Meeting& meeting, const PollState& poll,
                                 const std::vector<ElectedPerson>& corrected);

// What is known about the meeting, by the names that packs use (docs/packs.md).
Facts facts_of(const Meeting& meeting);
// The findings of the pack in session at a moment.
std::vector<Finding> findings_at(const Meeting& meeting, std::string_view moment);

// May this happen now? A refusal cites the article and says what would unblock it.
Result<> admit(const Meeting& meeting, const MeetingPrepared& event);
Result<> admit(const Meeting& meeting, const VotersListed& event);
Result<> admit(const Meeting& meeting, const ExclusionProposed& event);
Result<> admit(const Meeting& meeting, const VoterCheckedIn& event);
Result<> admit(const Meeting& meeting, const CheckInUndone& event);
Result<> admit(const Meeting& meeting, const VoterLeft& event);
Result<> admit(const Meeting& meeting, const VoterReturned& event);
Result<> admit(const Meeting& meeting, const HeadsCounted& event);
Result<> admit(const Meeting& meeting, const MotionDecided& event);
Result<> admit(const Meeting& meeting, const ReportPresented& event);
Result<> admit(const Meeting& meeting, const GroupNoted& event);
Result<> admit(const Meeting& meeting, const MethodAdopted& event);
Result<> admit(const Meeting& meeting, const OfficersPassed& event);
Result<> admit(const Meeting& meeting, const CandidatesAnnounced& event);
Result<> admit(const Meeting& meeting, const SpeechGiven& event);
Result<> admit(const Meeting& meeting, const BoxSealed& event);
Result<> admit(const Meeting& meeting, const PapersPrinted& event);
Result<> admit(const Meeting& meeting, const PapersIssued& event);
Result<> admit(const Meeting& meeting, const PaperSpoiled& event);
Result<> admit(const Meeting& meeting, const PapersLeftOver& event);
Result<> admit(const Meeting& meeting, const VotingClosed& event);
Result<> admit(const Meeting& meeting, const PapersReturned& event);
Result<> admit(const Meeting& meeting, const CountEntered& event);
Result<> admit(const Meeting& meeting, const OutcomeDeclared& event);
Result<> admit(const Meeting& meeting, const OutcomeCertified& event);
Result<> admit(const Meeting& meeting, const EligibilityConfirmed& event);
Result<> admit(const Meeting& meeting, const ResultAnnounced& event);
Result<> admit(const Meeting& meeting, const RoundOpened& event);
Result<> admit(const Meeting& meeting, const SeatsSettled& event);
Result<> admit(const Meeting& meeting, const PlenaryOpened& event);
Result<> admit(const Meeting& meeting, const StatementMade& event);
Result<> admit(const Meeting& meeting, const StepDone& event);
Result<> admit(const Meeting& meeting, const StepSkipped& event);
Result<> admit(const Meeting& meeting, const MeetingSuspended& event);
Result<> admit(const Meeting& meeting, const MeetingResumed& event);
Result<> admit(const Meeting& meeting, const MeetingAbandoned& event);
Result<> admit(const Meeting& meeting, const DocumentFiled& event);
Result<> admit(const Meeting& meeting, const MeetingClosed& event);
Result<> admit(const Meeting& meeting, const CorrectionMade& event);

// It did; cannot fail. Only what was admitted comes here.
void evolve(Meeting& meeting, const MeetingPrepared& event);
void evolve(Meeting& meeting, const VotersListed& event);
void evolve(Meeting& meeting, const ExclusionProposed& event);
void evolve(Meeting& meeting, const VoterCheckedIn& event);
void evolve(Meeting& meeting, const CheckInUndone& event);
void evolve(Meeting& meeting, const VoterLeft& event);
void evolve(Meeting& meeting, const VoterReturned& event);
void evolve(Meeting& meeting, const HeadsCounted& event);
void evolve(Meeting& meeting, const MotionDecided& event);
void evolve(Meeting& meeting, const ReportPresented& event);
void evolve(Meeting& meeting, const GroupNoted& event);
void evolve(Meeting& meeting, const MethodAdopted& event);
void evolve(Meeting& meeting, const OfficersPassed& event);
void evolve(Meeting& meeting, const CandidatesAnnounced& event);
void evolve(Meeting& meeting, const SpeechGiven& event);
void evolve(Meeting& meeting, const BoxSealed& event);
void evolve(Meeting& meeting, const PapersPrinted& event);
void evolve(Meeting& meeting, const PapersIssued& event);
void evolve(Meeting& meeting, const PaperSpoiled& event);
void evolve(Meeting& meeting, const PapersLeftOver& event);
void evolve(Meeting& meeting, const VotingClosed& event);
void evolve(Meeting& meeting, const PapersReturned& event);
void evolve(Meeting& meeting, const CountEntered& event);
void evolve(Meeting& meeting, const OutcomeDeclared& event);
void evolve(Meeting& meeting, const OutcomeCertified& event);
void evolve(Meeting& meeting, const EligibilityConfirmed& event);
void evolve(Meeting& meeting, const ResultAnnounced& event);
void evolve(Meeting& meeting, const RoundOpened& event);
void evolve(Meeting& meeting, const SeatsSettled& event);
void evolve(Meeting& meeting, const PlenaryOpened& event);
void evolve(Meeting& meeting, const StatementMade& event);
void evolve(Meeting& meeting, const StepDone& event);
void evolve(Meeting& meeting, const StepSkipped& event);
void evolve(Meeting& meeting, const MeetingSuspended& event);
void evolve(Meeting& meeting, const MeetingResumed& event);
void evolve(Meeting& meeting, const MeetingAbandoned& event);
void evolve(Meeting& meeting, const DocumentFiled& event);
void evolve(Meeting& meeting, const MeetingClosed& event);
void evolve(Meeting& meeting, const CorrectionMade& event);

}  // namespace huanjie
