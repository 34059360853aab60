#include <algorithm>

#include "app/hold_ups.h"
#include "app/performer.h"
#include "base/text.h"
#include "meeting/count.h"
#include "meeting/gate.h"
#include "meeting/rounds.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

// A poll of fewer sheets has no records in a public archive: a pattern of marks could betray a
// voter (contracts 9).
constexpr int kFewSheets = 5;

}  // namespace

Result<Totals> Performer::hand_totals(const Ballot& ballot,
                                      const std::map<std::string, HandContest>& hand) const {
  Totals totals;
  totals.ballot = ballot.id;
  std::vector<Error> errors;
  for (const auto& [id, counted] : hand) {
    const Contest* contest = find_contest(ballot, id);
    if (contest == nullptr) {
      std::vector<std::string> ids;
      for (const Contest& one : ballot.contests) ids.push_back(one.id + "（" + one.title + "）");
      errors.push_back({ErrorCode::invalid_input, "选票上没有这个职务：" + id,
                        pointer_to("/hand", id), join(ids, "、")});
      continue;
    }
    ContestTotals& into = totals.contests[id];
    into.invalid_by = counted.invalid_by;
    into.write_ins = counted.write_ins;
    into.ignored_write_ins = counted.ignored_write_ins;
    for (const auto& [name, line] : counted.lines) {
      const auto found = std::ranges::find_if(contest->candidates, [&](const Candidate& candidate) {
        return is_same_name(candidate.name, name);
      });
      if (found == contest->candidates.end()) {
        std::vector<std::string> names;
        for (const Candidate& candidate : contest->candidates) names.push_back(candidate.name);
        const std::string near = nearest(name, names);
        errors.push_back({ErrorCode::invalid_input,
                          "不是" + contest->title + "的候选人：" + name +
                              (near.empty() ? "" : "；是不是“" + near + "”？"),
                          {},
                          near.empty() ? join(names, "、") : ""});
        continue;
      }
      into.lines[found->id] = line;
    }
  }
  HJ_TRY(all_of(std::move(errors)));
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
  if (!poll.outcome) HJ_TRY(declare_outcome());
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

// Computed when somebody asks for it, so that the report can be signed from it.
Result<> Performer::declare_outcome() {
  HJ_TRY(advance_to(OutcomeDeclared::kName));
  OutcomeDeclared event;
  event.poll = poll_numbers(state());
  event.result = HJ_TRY(compute_result(state()));
  return record(event);
}

Result<> Performer::end() {
  const bool counts = state().status == MeetingStatus::open && !state().sittings.empty();
  const PollState* poll = counts ? open_poll(current(state())) : nullptr;
  if (poll == nullptr || poll->outcome || !poll->papers.returned) return log_.end_of_course();
  const Result<PollResult> result = compute_result(state());
  if (result) {
    HJ_TRY(declare_outcome());
  } else if (!poll->counts.empty() && count_hold_up(*poll).empty()) {
    note("还算不出结果：" + describe(result.error()));
  }
  return log_.end_of_course();
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
  const Result<const CountEntered*> standing = standing_count(*poll);
  const Totals* before = !poll->corrections.empty() ? &poll->corrections.back().totals
                         : standing                 ? &(*standing)->totals
                                                    : nullptr;
  if (before != nullptr && *before == count.totals) {
    return fail(ErrorCode::refused, "更正的票数与原来的完全一样，没有可更正的", {},
                "写重新核对以后的票数；票数没有错的，删去这一件");
  }
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

}  // namespace huanjie
