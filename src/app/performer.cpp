#include "app/performer.h"

#include <algorithm>

#include "app/hold_ups.h"
#include "app/wording.h"
#include "base/text.h"
#include "meeting/attendance.h"
#include "meeting/course.h"
#include "meeting/gate.h"
#include "meeting/motions.h"
#include "meeting/rounds.h"
#include "roster/eligibility.h"
#include "rules/adopt.h"

namespace huanjie {

bool is_file_name(std::string_view text) {
  return !text.empty() && text.size() <= 64 && text.front() != '.' &&
         std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_' || c == '.';
         });
}

void Performer::note_warnings(std::string_view moment) {
  for (const Finding& finding : findings_at(state(), moment)) {
    if (finding.severity != Severity::warns || finding.verdict != Verdict::violated) continue;
    note(describe(finding));
  }
}

void Performer::note(std::string notice) {
  if (std::ranges::find(notices_, notice) == notices_.end()) notices_.push_back(std::move(notice));
}

Result<> Performer::refused_people(
    std::vector<std::pair<Error, std::vector<VoterId>>> refused) const {
  std::vector<Error> errors;
  for (auto& [error, voters] : refused) {
    std::vector<std::string> names;
    for (const VoterId& voter : voters) names.push_back(shown_name(people_.member(voter)));
    error.message = join(names, "、") + "：" + error.message;
    errors.push_back(std::move(error));
  }
  return all_of(std::move(errors));
}

Result<> Performer::state_time(const std::string& clock) {
  if (clock.empty() || clock == state().clock) return {};
  if (state().status == MeetingStatus::closed) {
    return invalid("闭会以后的事不写时刻", "/at", "去掉 at；记录里有写入的日期和时间");
  }
  return record(TimeStated{clock});
}

Result<> Performer::perform_one(const Act& act) {
  // A new day begins with the resumption itself.
  const bool resumes = std::holds_alternative<ResumeAct>(act.body);
  if (!resumes) HJ_TRY(state_time(act.at));
  HJ_TRY(std::visit([&](const auto& body) { return perform(body); }, act.body));
  return resumes ? state_time(act.at) : Result<>();
}

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
    officers.push_back({voter ? people_.printed(*voter, name) : name, voter});
  }
  return officers;
}

std::string Performer::without_vote(const VoterId& voter) const {
  const Eligibility judged = judge_eligibility(input_.roster, input_.course.date);
  const auto found =
      std::ranges::find(judged.members, people_.member(voter).id, &MemberEntitlement::member);
  return found == judged.members.end() || found->reason.empty() ? "没有表决权" : found->reason;
}

Result<std::vector<Candidate>> Performer::candidates(const Names& names) const {
  std::vector<Candidate> candidates;
  for (const std::string& name : names) {
    const VoterId voter = HJ_TRY(people_.find(name));
    if (state().roster.at(voter).listed.no_vote) {
      return invalid(name + "没有选举权和被选举权，不能列为候选人：" + without_vote(voter));
    }
    Candidate candidate;
    candidate.id = "c" + std::to_string(candidates.size() + 1);
    candidate.name = people_.printed(voter, name);
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
  std::vector<VoterId> coming = HJ_TRY(find_all(act.people));
  if (act.except) {
    const std::vector<VoterId> absent = HJ_TRY(find_all(*act.except));
    for (const auto& [voter, member] : people_.all()) {
      const Attendee& attendee = state().roster.at(voter);
      const bool comes = !attendee.listed.no_vote && !attendee.exclusion &&
                         attendee.presence == Presence::absent && !attendee.excused &&
                         std::ranges::find(absent, voter) == absent.end();
      if (comes) coming.push_back(voter);
    }
  }
  // By id: an order that the roster gave would name those whose names are sealed.
  if (act.except) std::ranges::sort(coming);
  return record_each<VoterCheckedIn>(coming);
}

Result<> Performer::perform(const ExcuseAct& act) {
  const std::vector<VoterId> voters = HJ_TRY(find_all(act.people));
  return record_each<VoterExcused>(voters);
}

Result<> Performer::perform(const UndoCheckInAct& act) {
  const VoterId voter = HJ_TRY(people_.find(act.name));
  CheckInUndone event{voter, {}};
  event.reason = HJ_TRY(sealed(act.reason));
  Result<> recorded = record(event);
  if (recorded) return {};
  Error error = std::move(recorded).error();
  error.message = act.name + "：" + error.message;
  return std::unexpected(std::move(error));
}

Result<> Performer::perform(const LeaveAct& act) {
  const std::vector<VoterId> voters = HJ_TRY(find_all(act.people));
  return record_each<VoterLeft>(voters);
}

Result<> Performer::perform(const ReturnAct& act) {
  const std::vector<VoterId> voters = HJ_TRY(find_all(act.people));
  return record_each<VoterReturned>(voters);
}

// A head count opens its own step when what stands before it is done; otherwise it is one for
// latecomers, which may come at any step.
Result<> Performer::perform(const HeadsAct& act) {
  const Agenda& agenda = current(state()).pack->agenda;
  const std::size_t target = step_of(agenda, HeadsCounted::kName, current(state()).step);
  const std::size_t step = current(state()).step;
  const bool next = target == step + 1 && missing_acts(state()).empty();
  if (next) HJ_TRY(close_step());
  HJ_TRY(refuse_before_exclusions());
  return record(HeadsCounted{act.present, act.by});
}

// Whom the assembly has not left out counts in 应到会, so the vote on that comes before the count.
Result<> Performer::refuse_before_exclusions() const {
  const Sitting& sitting = current(state());
  if (sitting.plenary || !sitting.heads.empty() || exclusions_decided(sitting)) return {};
  std::vector<std::string> names;
  for (const auto& [voter, attendee] : state().roster) {
    if (attendee.exclusion) names.push_back(shown_name(people_.member(voter)));
  }
  if (names.empty()) return {};
  return fail(ErrorCode::refused,
              "名册上申请不计入应到会的" + std::to_string(names.size()) + "人（" +
                  join(names, "、") + "）还没有表决，应到会人数定不下来",
              {}, "在清点人数以前写一件 hands，topic 写 exclusions");
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
  Result<> recorded = record(event);
  return recorded ? Result<>() : refuse_by_contest(event, std::move(recorded).error());
}

// What is wrong with each contest by itself, so that the second post's slip is not told a run later
// than the first's.
Result<> Performer::refuse_by_contest(const CandidatesAnnounced& event, Error refused) const {
  std::vector<Error> errors;
  for (const Contest& contest : event.ballot.contests) {
    CandidatesAnnounced alone = event;
    alone.ballot.contests = {contest};
    Result<> admitted = admit(state(), alone);
    if (admitted) continue;
    Error error = std::move(admitted).error();
    const bool told = std::ranges::any_of(
        errors, [&](const Error& before) { return before.message.ends_with(error.message); });
    error.where.clear();
    error.message = contest.title + "：" + error.message;
    if (!told) errors.push_back(std::move(error));
  }
  if (errors.size() > 1) return all_of(std::move(errors));
  return std::unexpected(std::move(refused));
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
    case PaperAct::returned: {
      const PollState* poll = open_poll(current(state()));
      const bool again = poll != nullptr && poll->papers.returned;
      const PapersReturned event{act.count, act.by};
      return again ? record(event) : record_in_step(event);
    }
  }
  return {};
}

Result<> Performer::perform(const LeftOverAct& act) {
  return record_in_step(PapersLeftOver{act.kept, act.cut, act.by});
}

Result<> Performer::perform(const CloseVotingAct& act) {
  return record_in_step(VotingClosed{act.handed_back});
}

Result<> Performer::perform(const AnnounceAct&) {
  HJ_TRY(must_have_poll(state()));
  HJ_TRY(advance_to(ResultAnnounced::kName));
  const PollState& poll = *open_poll(current(state()));
  ResultAnnounced event;
  if (poll.outcome) event.elected = winners(poll, poll.outcome->result);
  Result<> recorded = record(event);
  if (!recorded) {
    Error error = std::move(recorded).error();
    for (const std::string& open : eligibility_hold_up(current(state()), poll)) {
      error.message += "\n" + open;
    }
    return std::unexpected(std::move(error));
  }
  HJ_TRY(sign_head(*means_.store, log_.key(), *means_.signer));
  return {};
}

Result<> Performer::perform(const RoundAct& act) {
  const Sitting& sitting = current(state());
  if (sitting.polls.empty()) return fail(ErrorCode::refused, "还没有进行过投票");
  HJ_TRY(refuse_round(act.round));
  RoundOpened event;
  event.round = act.round;
  event.ballot = round_ballot(state(), act.round);
  event.ballot.id = act.ballot;
  event.ballot.title = act.title;
  std::map<std::string, Names> named = act.candidates.by_contest;
  std::vector<std::string> ids;
  for (const Contest& contest : event.ballot.contests) ids.push_back(contest.id);
  if (!act.candidates.names.empty()) {
    if (ids.size() != 1) {
      return invalid("这一轮选几个职务，候选人要按职务写", "/candidates",
                     "{\"" + join(ids, "\": [姓名, …], \"") + "\": [姓名, …]}");
    }
    named[ids.front()] = act.candidates.names;
  }
  for (const auto& [id, names] : named) {
    const auto contest = std::ranges::find(event.ballot.contests, id, &Contest::id);
    if (contest == event.ballot.contests.end()) {
      return invalid("这一轮不选此职务：" + id, "/candidates", join(ids, "、"));
    }
    const std::vector<Candidate> listed = HJ_TRY(candidates(names));
    contest->candidates = listed;
  }
  return record(event);
}

Result<> Performer::refuse_round(Round round) const {
  static const std::map<Round, std::string> kNames{
      {Round::tie_break, "得票相等的再次投票（tie_break）"},
      {Round::supplementary, "补足缺额的另行选举（supplementary）"},
      {Round::repeat, "投票无效以后的重新投票（repeat）"}};
  const std::optional<Round> wanted = next_round(current(state()));
  if (!wanted || *wanted == round || !kNames.contains(*wanted)) return {};
  return fail(ErrorCode::refused, "现在须进行的不是这一种投票", "/round", kNames.at(*wanted));
}

Result<> Performer::perform(const SettleSeatsAct& act) {
  return record(SeatsSettled{act.contest, act.how, act.seats});
}

Result<> Performer::perform(const PlenaryAct& act) {
  HJ_TRY(advance_to(PlenaryOpened::kName));
  return record(PlenaryOpened{act.title, act.chair, committee_of(current(state()))});
}

Result<> Performer::perform(const StatementAct& act) {
  return record(StatementMade{std::string(to_text(act.kind)), act.by, act.text});
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

}  // namespace huanjie
