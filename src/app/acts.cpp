#include "app/acts.h"

#include <algorithm>

#include "meeting/attendance.h"
#include "meeting/count.h"
#include "meeting/course.h"
#include "meeting/gate.h"
#include "meeting/rounds.h"
#include "rules/adopt.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

// A poll of fewer sheets has no records in a public archive: a pattern of marks could betray a
// voter (contracts 9).
constexpr int kFewSheets = 5;

bool is_file_name(std::string_view text) {
  return !text.empty() && text.size() <= 64 && text.front() != '.' &&
         std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_' || c == '.';
         });
}

class Performer {
 public:
  Performer(const AssemblyInput& input, const People& people, const Means& means,
            std::pair<Evidence*, Recorder*> into)
      : input_(input), people_(people), means_(means), evidence_(*into.first), log_(*into.second) {}

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

 private:
  const Meeting& state() const { return std::get<Meeting>(log_.state()); }
  Stamp stamp() const {
    return {input_.course.recorder, means_.clock->now(), means_.signer->node()};
  }
  template <class E>
  Result<> record(const E& event) {
    return log_.record(event, stamp());
  }
  // Closes steps until the act's own is open, then records.
  template <class E>
  Result<> record_in_step(const E& event, std::string_view act = E::kName) {
    HJ_TRY(advance_to(act));
    return record(event);
  }
  Result<std::optional<SealedHash>> sealed(const std::string& words) {
    return seal_words(means_, {log_.key().unit, input_.course.suite}, words);
  }
  Result<> close_step();
  Result<> advance_to(std::string_view act);
  Result<std::vector<VoterId>> find_all(const Names& names) const;
  Result<std::vector<Officer>> officers(const Names& names) const;
  Result<std::vector<Candidate>> candidates(const Names& names) const;
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
};

Result<> Performer::close_step() {
  const Sitting& sitting = current(state());
  const AgendaStep& step = sitting.pack->agenda.steps[sitting.step];
  // The method that the floor passed becomes the meeting's without a line of its own in the course.
  const bool adopts =
      std::ranges::find(step.acts, MethodAdopted::kName) != step.acts.end() && !sitting.method;
  if (adopts) {
    const Json method = HJ_TRY(adopt(*sitting.pack, sitting.draft_changes));
    HJ_TRY(record(MethodAdopted{method}));
  }
  const std::string id = current(state()).pack->agenda.steps[current(state()).step].id;
  HJ_TRY(record(StepDone{id}));
  HJ_TRY(sign_head(*means_.store, log_.key(), *means_.signer));
  return {};
}

Result<> Performer::advance_to(std::string_view act) {
  if (state().status != MeetingStatus::open) return {};
  const Agenda& agenda = current(state()).pack->agenda;
  const std::size_t target = step_of(agenda, act, current(state()).step);
  if (target == agenda.steps.size()) return {};
  while (current(state()).step < target) HJ_TRY(close_step());
  return {};
}

Result<std::vector<VoterId>> Performer::find_all(const Names& names) const {
  std::vector<VoterId> voters;
  for (const std::string& name : names) {
    const VoterId voter = HJ_TRY(people_.find(name));
    voters.push_back(voter);
  }
  return voters;
}

Result<std::vector<Officer>> Performer::officers(const Names& names) const {
  std::vector<Officer> officers;
  for (const std::string& name : names) {
    const std::optional<VoterId> voter = HJ_TRY(people_.find_or_staff(name));
    officers.push_back({name, voter});
  }
  return officers;
}

Result<std::vector<Candidate>> Performer::candidates(const Names& names) const {
  std::vector<Candidate> candidates;
  for (const std::string& name : names) {
    const VoterId voter = HJ_TRY(people_.find(name));
    Candidate candidate;
    candidate.id = "c" + std::to_string(candidates.size() + 1);
    candidate.name = name;
    candidate.person = to_text(voter);
    candidate.sex = people_.member(voter).sex;
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

Result<std::string> Performer::file(const std::string& path) const {
  const auto found = input_.files.find(path);
  if (found == input_.files.end()) return invalid("没有这个文件：" + path);
  return found->second;
}

Result<> Performer::perform(const CheckInAct& act) {
  if (act.except.has_value() == !act.people.empty()) {
    return invalid("签到须写 people（到会的人）或 except（除谁以外都到），只写一项");
  }
  std::vector<VoterId> coming = HJ_TRY(find_all(act.people));
  if (act.except) {
    const std::vector<VoterId> absent = HJ_TRY(find_all(*act.except));
    for (const auto& [voter, member] : people_.all()) {
      const Attendee& attendee = state().roster.at(voter);
      const bool comes = !attendee.listed.no_vote && !attendee.exclusion &&
                         attendee.presence == Presence::absent &&
                         std::ranges::find(absent, voter) == absent.end();
      if (comes) coming.push_back(voter);
    }
  }
  // By id: an order that the roster gave would name those whose names are sealed.
  if (act.except) std::ranges::sort(coming);
  for (const VoterId& voter : coming) {
    Result<> recorded = record(VoterCheckedIn{voter});
    if (!recorded) {
      return fail(recorded.error().code,
                  shown_name(people_.member(voter)) + ":" + recorded.error().message);
    }
  }
  return {};
}

Result<> Performer::perform(const UndoCheckInAct& act) {
  const VoterId voter = HJ_TRY(people_.find(act.name));
  CheckInUndone event{voter, {}};
  event.reason = HJ_TRY(sealed(act.reason));
  return record(event);
}

Result<> Performer::perform(const LeaveAct& act) {
  const std::vector<VoterId> voters = HJ_TRY(find_all(act.people));
  for (const VoterId& voter : voters) HJ_TRY(record(VoterLeft{voter}));
  return {};
}

Result<> Performer::perform(const ReturnAct& act) {
  const std::vector<VoterId> voters = HJ_TRY(find_all(act.people));
  for (const VoterId& voter : voters) HJ_TRY(record(VoterReturned{voter}));
  return {};
}

// A head count opens its own step when what stands before it is done; otherwise it is one for
// latecomers, which may come at any step.
Result<> Performer::perform(const HeadsAct& act) {
  const Agenda& agenda = current(state()).pack->agenda;
  const std::size_t target = step_of(agenda, HeadsCounted::kName, current(state()).step);
  const std::size_t step = current(state()).step;
  const bool next = target == step + 1 && missing_acts(state()).empty();
  if (next) HJ_TRY(close_step());
  return record(HeadsCounted{act.present, act.by});
}

Result<> Performer::perform(const HandsAct& act) {
  const std::string name = "motion_decided:" + std::string(to_text(act.topic));
  return record_in_step(MotionDecided{act.topic, act.for_, act.against, act.abstain}, name);
}

Result<> Performer::perform(const ReportAct& act) {
  return record_in_step(ReportPresented{act.title, act.by});
}

Result<> Performer::perform(const GroupAct& act) {
  return record_in_step(GroupNoted{act.group, act.leader, act.people, act.note});
}

Result<> Performer::perform(const OfficersAct& act) {
  OfficersPassed event;
  event.scrutineers = HJ_TRY(officers(act.scrutineers));
  event.tellers = HJ_TRY(officers(act.tellers));
  return record_in_step(event);
}

Result<> Performer::perform(const CandidatesAct& act) {
  if (!is_file_name(act.ballot)) {
    return invalid("选票编号不能用作文件夹名：" + act.ballot, "/ballot", "字母、数字、-、_");
  }
  HJ_TRY(advance_to(CandidatesAnnounced::kName));
  const Sitting& sitting = current(state());
  if (!sitting.method) return fail(ErrorCode::refused, "选举办法尚未通过，不能宣布候选人名单");
  CandidatesAnnounced event;
  event.order_reason = act.order_reason;
  event.ballot.id = act.ballot;
  event.ballot.title = act.title;
  event.ballot.unit = input_.course.unit;
  event.ballot.method = *sitting.method;
  for (std::size_t i = 0; i < act.contests.size(); ++i) {
    const CourseContest& contest = act.contests[i];
    Result<std::vector<Candidate>> listed = candidates(contest.candidates);
    if (!listed) {
      return invalid(listed.error().message, pointer_to("/contests", i), listed.error().expected);
    }
    event.ballot.contests.push_back({contest.id, contest.title, contest.seats,
                                     contest.write_in_rows, contest.form, *std::move(listed)});
  }
  return record(event);
}

Result<> Performer::perform(const SpeechAct& act) {
  return record_in_step(SpeechGiven{act.by, act.about});
}

Result<> Performer::perform(const BoxAct& act) {
  return record_in_step(BoxSealed{act.box, act.by});
}

Result<> Performer::perform(const PapersAct& act) {
  switch (act.what) {
    case PaperAct::print:    return record(PapersPrinted{act.count, act.by});
    case PaperAct::issue:    return record_in_step(PapersIssued{act.count, act.by});
    case PaperAct::spoil:    return record(PaperSpoiled{act.count, act.by});
    case PaperAct::returned: return record_in_step(PapersReturned{act.count, act.by});
  }
  return {};
}

Result<> Performer::perform(const LeftOverAct& act) {
  return record_in_step(PapersLeftOver{act.kept, act.cut, act.by});
}

Result<> Performer::perform(const CloseVotingAct& act) {
  return record_in_step(VotingClosed{act.handed_back});
}

Result<Totals> Performer::hand_totals(const Ballot& ballot,
                                      const std::map<std::string, HandContest>& hand) const {
  Totals totals;
  totals.ballot = ballot.id;
  for (const auto& [id, counted] : hand) {
    const Contest* contest = find_contest(ballot, id);
    if (contest == nullptr) return invalid("选票上没有这个职务：" + id, "/hand");
    ContestTotals& into = totals.contests[id];
    into.invalid_by = counted.invalid_by;
    into.write_ins = counted.write_ins;
    into.ignored_write_ins = counted.ignored_write_ins;
    for (const auto& [name, line] : counted.lines) {
      const auto found = std::ranges::find(contest->candidates, name, &Candidate::name);
      if (found == contest->candidates.end()) {
        return invalid("不是这个职务的候选人：" + name,
                       pointer_to(pointer_to("/hand", id) + "/lines", name));
      }
      into.lines[found->id] = line;
    }
  }
  return totals;
}

// The records as they go into the log: with random ids and in the order of these, so that neither
// tells anything of the pile.
Result<CountEntered> Performer::count_of_records(const PollState& poll, const std::string& path) {
  const std::string text = HJ_TRY(file(path));
  Cvrs cvrs = HJ_TRY(parse_cvrs(text));
  HJ_TRY(check(poll.ballot, cvrs));
  for (CastVoteRecord& record : cvrs.cvrs) record.id = id_text(means_.ids->next());
  std::ranges::sort(cvrs.cvrs, {}, &CastVoteRecord::id);
  const std::string bytes = write_json(to_json(cvrs));
  CountEntered event;
  event.totals = HJ_TRY(totals_of(poll.ballot, cvrs));
  BlobRef blob;
  blob.blob = HJ_TRY(means_.store->put_blob(log_.key().unit, input_.course.suite, bytes));
  blob.size = static_cast<std::int64_t>(bytes.size());
  blob.media = "application/json";
  blob.full_only = static_cast<int>(cvrs.cvrs.size()) < kFewSheets;
  evidence_.insert_or_assign(blob.blob, bytes);
  event.records = blob;
  return event;
}

Result<CountEntered> Performer::count_of(const PollState& poll, const CountAct& act) {
  const int given =
      (act.records.empty() ? 0 : 1) + (act.totals.empty() ? 0 : 1) + (act.hand.empty() ? 0 : 1);
  if (given != 1) return invalid("计票须写 records、totals、hand 中的一项");
  CountEntered event;
  if (!act.records.empty()) {
    event = HJ_TRY(count_of_records(poll, act.records));
  } else if (!act.totals.empty()) {
    const std::string text = HJ_TRY(file(act.totals));
    event.totals = HJ_TRY(parse_totals(text));
  } else {
    event.totals = HJ_TRY(hand_totals(poll.ballot, act.hand));
  }
  event.by = act.by;
  return event;
}

Result<> Performer::perform(const CountAct& act) {
  HJ_TRY(advance_to(CountEntered::kName));
  HJ_TRY(must_have_poll(state()));
  const CountEntered event = HJ_TRY(count_of(*open_poll(current(state())), act));
  return record(event);
}

Result<> Performer::perform(const CertifyAct& act) {
  HJ_TRY(must_have_poll(state()));
  const PollState& poll = *open_poll(current(state()));
  if (!poll.outcome) {
    HJ_TRY(advance_to(OutcomeDeclared::kName));
    OutcomeDeclared event;
    event.poll = poll_numbers(state());
    event.result = HJ_TRY(compute_result(state()));
    HJ_TRY(record(event));
  }
  return record_in_step(OutcomeCertified{act.by});
}

Result<> Performer::perform(const EligibilityAct& act) {
  EligibilityConfirmed event;
  event.name = act.name;
  if (!act.person.empty()) event.voter = HJ_TRY(people_.find(act.person));
  event.eligible = act.eligible;
  event.ground = HJ_TRY(sealed(act.ground));
  event.by = act.by;
  return record_in_step(event);
}

Result<> Performer::perform(const AnnounceAct&) {
  HJ_TRY(must_have_poll(state()));
  HJ_TRY(advance_to(ResultAnnounced::kName));
  const PollState& poll = *open_poll(current(state()));
  ResultAnnounced event;
  if (poll.outcome) event.elected = winners(poll, poll.outcome->result);
  HJ_TRY(record(event));
  HJ_TRY(sign_head(*means_.store, log_.key(), *means_.signer));
  return {};
}

Result<> Performer::perform(const RoundAct& act) {
  if (!is_file_name(act.ballot)) {
    return invalid("选票编号不能用作文件夹名：" + act.ballot, "/ballot", "字母、数字、-、_");
  }
  const Sitting& sitting = current(state());
  if (sitting.polls.empty()) return fail(ErrorCode::refused, "还没有进行过投票");
  RoundOpened event;
  event.round = act.round;
  event.ballot = round_ballot(state(), act.round);
  event.ballot.id = act.ballot;
  event.ballot.title = act.title;
  for (const auto& [id, names] : act.candidates) {
    const auto contest = std::ranges::find(event.ballot.contests, id, &Contest::id);
    if (contest == event.ballot.contests.end()) return invalid("这一轮不选此职务：" + id);
    const std::vector<Candidate> listed = HJ_TRY(candidates(names));
    contest->candidates = listed;
  }
  return record(event);
}

Result<> Performer::perform(const SettleSeatsAct& act) {
  return record(SeatsSettled{act.contest, act.how, act.seats});
}

Result<> Performer::perform(const PlenaryAct& act) {
  HJ_TRY(advance_to(PlenaryOpened::kName));
  return record(PlenaryOpened{act.title, act.chair, committee_of(current(state()))});
}

Result<> Performer::perform(const StatementAct& act) {
  return record(StatementMade{act.kind, act.by, act.text});
}

Result<> Performer::perform(const SkipStepAct& act) {
  const Sitting& sitting = current(state());
  const std::vector<AgendaStep>& steps = sitting.pack->agenda.steps;
  if (sitting.step >= steps.size()) return fail(ErrorCode::refused, "议程已全部完成");
  const bool done = missing_acts(state()).empty();
  if (done && sitting.step + 1 < steps.size()) HJ_TRY(close_step());
  const std::string id = steps[current(state()).step].id;
  return record(StepSkipped{id, act.reason});
}

Result<> Performer::perform(const SuspendAct& act) { return record(MeetingSuspended{act.reason}); }

Result<> Performer::perform(const ResumeAct& act) { return record(MeetingResumed{act.date}); }

Result<> Performer::perform(const AbandonAct& act) { return record(MeetingAbandoned{act.reason}); }

Result<> Performer::perform(const CloseAct&) {
  const auto steps = [&] { return current(state()).pack->agenda.steps.size(); };
  while (state().status == MeetingStatus::open && current(state()).step + 1 < steps()) {
    HJ_TRY(close_step());
  }
  HJ_TRY(record(MeetingClosed{}));
  HJ_TRY(sign_head(*means_.store, log_.key(), *means_.signer));
  return {};
}

Result<> Performer::perform(const CorrectAct& act) {
  const PollState* poll = nullptr;
  for (const Sitting& sitting : state().sittings) {
    for (const PollState& each : sitting.polls) {
      if (each.ballot.id == act.ballot) poll = &each;
    }
  }
  if (poll == nullptr || !poll->outcome) return invalid("没有这张选票的结果：" + act.ballot);
  const CountEntered count =
      HJ_TRY(count_of(*poll, CountAct{act.records, act.totals, act.hand, act.agreed_by}));
  CorrectionMade event;
  event.corrects = poll->outcome_seq;
  event.reason = act.reason;
  event.agreed_by = act.agreed_by;
  event.records = count.records;
  event.totals = count.totals;
  event.result = HJ_TRY(compute_result(state(), *poll, poll->outcome->poll, count));
  event.elected = winners(*poll, event.result);
  event.correction_class = correction_class(state(), *poll, event.elected);
  return record(event);
}

}  // namespace

Result<> perform_acts(const AssemblyInput& input, const People& people, const Means& means,
                      Evidence& evidence, Recorder& meeting) {
  Performer performer(input, people, means, {&evidence, &meeting});
  for (std::size_t i = 0; i < input.course.acts.size(); ++i) {
    Result<> done = std::visit([&](const auto& act) { return performer.perform(act); },
                               input.course.acts[i].body);
    if (done) continue;
    Error error = std::move(done).error();
    error.where = pointer_to("/acts", i) + error.where;
    return std::unexpected(std::move(error));
  }
  return {};
}

}  // namespace huanjie
