#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/conduct.h"
#include "meeting/meeting.h"

namespace huanjie {

// Performs the acts of a course as the events that they are. Steps of the agenda are closed by
// themselves when an act of a later step comes; the head of the log is signed at each. What a check
// of the pack only warns of is kept as a notice.
class Performer {
 public:
  Performer(const AssemblyInput& input, const People& people, const Means& means,
            std::pair<Evidence*, Recorder*> into)
      : input_(input), people_(people), means_(means), evidence_(*into.first), log_(*into.second) {}

  // One act, with the time that it states.
  Result<> perform_one(const Act& act);
  // When the course ends with a count that stands, or a void poll, the result is computed: the
  // report to sign next is printed from it.
  Result<> end();
  const std::vector<std::string>& notices() const { return notices_; }
  // The same notice is kept once.
  void note(std::string notice);
  const Meeting& state() const { return std::get<Meeting>(log_.state()); }

 private:
  Result<> perform(const ExcuseAct& act);
  Result<> perform(const CheckInAct& act);
  Result<> perform(const UndoCheckInAct& act);
  Result<> perform(const LeaveAct& act);
  Result<> perform(const ReturnAct& act);
  Result<> perform(const HeadsAct& act);
  Result<> perform(const HandsAct& act);
  Result<> perform(const ReportAct& act);
  Result<> perform(const GroupAct& act);
  Result<> perform(const OfficersAct& act);
  Result<> perform(const CandidatesAct& act);
  Result<> perform(const SpeechAct& act);
  Result<> perform(const BoxAct& act);
  Result<> perform(const PapersAct& act);
  Result<> perform(const LeftOverAct& act);
  Result<> perform(const CloseVotingAct& act);
  Result<> perform(const CountAct& act);
  Result<> perform(const CertifyAct& act);
  Result<> perform(const EligibilityAct& act);
  Result<> perform(const AnnounceAct& act);
  Result<> perform(const RoundAct& act);
  Result<> perform(const SettleSeatsAct& act);
  Result<> perform(const PlenaryAct& act);
  Result<> perform(const StatementAct& act);
  Result<> perform(const SkipStepAct& act);
  Result<> perform(const SuspendAct& act);
  Result<> perform(const ResumeAct& act);
  Result<> perform(const AbandonAct& act);
  Result<> perform(const CloseAct& act);
  Result<> perform(const CorrectAct& act);

  Stamp stamp() const {
    return {input_.course.recorder, means_.clock->now(), means_.signer->node()};
  }
  // `moment` is what the pack's checks call the event; for a motion with its topic.
  template <class E>
  Result<> record(const E& event, std::string_view moment = E::kName) {
    HJ_TRY(log_.record(event, stamp()));
    note_warnings(moment);
    return {};
  }
  // One event for each of these people. Refusals are told together, each with all whom it meets.
  template <class E>
  Result<> record_each(const std::vector<VoterId>& voters) {
    std::vector<std::pair<Error, std::vector<VoterId>>> refused;
    for (const VoterId& voter : voters) {
      Result<> recorded = record(E{voter});
      if (recorded) continue;
      Error error = std::move(recorded).error();
      const auto same = std::ranges::find_if(
          refused, [&](const auto& entry) { return entry.first.message == error.message; });
      if (same == refused.end()) {
        refused.emplace_back(std::move(error), std::vector<VoterId>{voter});
      } else {
        same->second.push_back(voter);
      }
    }
    return refused_people(std::move(refused));
  }
  Result<> refused_people(std::vector<std::pair<Error, std::vector<VoterId>>> refused) const;
  Result<std::optional<SealedHash>> sealed(const std::string& words) {
    return seal_words(means_, {log_.key().unit, input_.course.suite}, words);
  }
  void note_warnings(std::string_view moment);
  // Closes steps until the act's own is open, then records.
  template <class E>
  Result<> record_in_step(const E& event, std::string_view act = E::kName) {
    HJ_TRY(advance_to(act));
    return record(event, act);
  }
  Result<> state_time(const std::string& clock);
  Result<> declare_outcome();
  Result<> close_step();
  Result<> advance_to(std::string_view act);
  Result<std::vector<VoterId>> find_all(const Names& names) const;
  Result<std::vector<Officer>> officers(const Names& names) const;
  // Why, as the roster was judged.
  std::string without_vote(const VoterId& voter) const;
  Result<> refuse_before_exclusions() const;
  Result<std::vector<Candidate>> candidates(const Names& names) const;
  Result<> refuse_by_contest(const CandidatesAnnounced& event, Error refused) const;
  Result<> refuse_round(Round round) const;
  Result<Totals> hand_totals(const Ballot& ballot,
                             const std::map<std::string, HandContest>& hand) const;
  Result<CountEntered> count_of(const PollState& poll, const CountAct& act);
  Result<CountEntered> count_of_records(const PollState& poll, const std::string& path);
  Result<std::string> file(const std::string& path) const;

  const AssemblyInput& input_;
  const People& people_;
  const Means& means_;
  Evidence& evidence_;
  Recorder& log_;
  std::vector<std::string> notices_{};
};

// Whether a text may be a folder's name: letters, digits, - _ .
bool is_file_name(std::string_view text);

}  // namespace huanjie
