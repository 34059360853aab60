#include "app/poll_papers.h"

#include <algorithm>

#include "app/wording.h"
#include "base/text.h"
#include "meeting/count.h"
#include "meeting/rounds.h"
#include "roster/stroke_order.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

std::string invalid_name(const std::string& reason) {
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"overvote", "多选"},
      {"same_person", "同一人选任两职"},
      {"foreign", "非本次会议选票"},
      {"defaced", "有其他文字、记号"},
      {"illegible", "无法辨认"}};
  for (const auto& [key, name] : kNames) {
    if (key == reason) return std::string(name);
  }
  return reason;
}

ReportedOutcome reported(Outcome outcome) {
  switch (outcome) {
    case Outcome::elected:        return ReportedOutcome::elected;
    case Outcome::tied:           return ReportedOutcome::tied;
    case Outcome::passed:         return ReportedOutcome::passed;
    case Outcome::elected_higher: return ReportedOutcome::elected_higher;
    case Outcome::not_elected:    return ReportedOutcome::not_elected;
  }
  return ReportedOutcome::not_elected;
}

// What became of one person: what the votes decide, and then whether the person may hold the post.
ReportedOutcome reported(const PollState& poll, const ContestResult& contest, const std::string& id,
                         Outcome outcome) {
  // Nothing had to be reached: there are those elected, and the others.
  const bool by_order = poll.ballot.method.elected.plurality;
  if (by_order && outcome == Outcome::passed) return ReportedOutcome::not_elected;
  if (id.starts_with(kWriteInPrefix) && (outcome == Outcome::elected || outcome == Outcome::tied)) {
    const auto known = std::ranges::find(poll.eligibility, id.substr(kWriteInPrefix.size()),
                                         &EligibilityConfirmed::name);
    if (known != poll.eligibility.end() && !known->eligible) return ReportedOutcome::ineligible;
    const bool open = known == poll.eligibility.end() && outcome == Outcome::elected;
    if (open) return ReportedOutcome::examined_still;
  }
  if (outcome != Outcome::elected || !poll.ballot.method.kin_avoidance) return reported(outcome);
  for (const KinConflict& conflict : contest.kin_conflicts) {
    if (conflict.drop == id) return ReportedOutcome::yields_to_kin;
    const bool open = std::ranges::find(conflict.between, id) != conflict.between.end();
    if (open) return ReportedOutcome::kin_open;
  }
  return ReportedOutcome::elected;
}

// Whoever keeps the post may stand in another contest, where ids mean other people; so only those
// of this contest are named.
std::string kin_note(const Contest& contest, const KinConflict& conflict) {
  if (conflict.keep && conflict.drop) {
    return person_name(contest, *conflict.drop) +
           "与职务较高（得票较多）的当选人是近亲属，按规定回避。";
  }
  std::vector<std::string> names;
  for (const std::string& id : conflict.between) names.push_back(person_name(contest, id));
  return join(names, "、") + "是近亲属，得票相等，须由会议决定保留一人。";
}

// Whether those written in may hold the post: what was found, or that it is still to be found.
std::vector<std::string> eligibility_notes(const PollState& poll) {
  std::vector<std::string> notes;
  for (const EligibilityConfirmed& one : poll.eligibility) {
    notes.push_back("另选人" + one.name +
                    (one.eligible ? "经审核，资格符合。" : "经审核，资格不符。"));
  }
  const std::vector<std::string> open = unconfirmed_write_ins(poll);
  if (!open.empty()) notes.push_back("另选人" + join(open, "、") + "的资格待审核。");
  return notes;
}

// The sentences below a contest's table. They are signed, so nothing that is advice for the people
// at work stands here; that is the explanation's.
std::vector<std::string> notes_of(const PollState& poll, const ContestResult& result) {
  std::vector<std::string> notes;
  for (const Flag flag : result.flags) {
    switch (flag) {
      case Flag::base_dependent: break;
      case Flag::needs_eligibility_check:
        for (std::string& note : eligibility_notes(poll)) notes.push_back(std::move(note));
        break;
      case Flag::awaits_higher_tie:
        notes.push_back("有人在更高职务上得票相等，待再次投票后确定。");
        break;
      case Flag::kin_conflict:
        for (const KinConflict& conflict : result.kin_conflicts) {
          notes.push_back(kin_note(*find_contest(poll.ballot, result.id), conflict));
        }
        break;
      case Flag::no_woman:
        // A later round fills single seats: whether a woman is elected it does not tell alone.
        if (poll.round == Round::first || poll.round == Round::repeat) {
          notes.push_back("当选人中没有妇女。");
        }
        break;
    }
  }
  return notes;
}

// Most votes first; equal ones by surname strokes.
std::vector<ReportedWriteIn> reported_write_ins(const PollState& poll,
                                                const ContestResult& result) {
  std::vector<std::string> names;
  for (const WriteInResult& line : result.write_ins) names.push_back(line.name);
  std::vector<ReportedWriteIn> write_ins;
  for (const std::size_t place : order_by_strokes(names).order) {
    const WriteInResult& line = result.write_ins[place];
    write_ins.push_back(
        {line.name, line.approve,
         reported(poll, result, std::string(kWriteInPrefix) + line.name, line.outcome)});
  }
  std::ranges::stable_sort(write_ins, std::ranges::greater{}, &ReportedWriteIn::votes);
  return write_ins;
}

ReportedContest reported_contest(const Sitting& sitting, const PollState& poll,
                                 const ContestResult& result) {
  const Contest& contest = *find_contest(poll.ballot, result.id);
  ReportedContest reported_one;
  reported_one.title = contest.title;
  reported_one.seats = contest.seats;
  reported_one.valid = result.sheets.valid;
  reported_one.invalid = result.sheets.invalid;
  for (const auto& [reason, count] : result.sheets.invalid_by) {
    reported_one.invalid_by.push_back({invalid_name(reason), count});
  }
  reported_one.elected_rule = elected_rule(sitting, poll.ballot.method, result.base);
  for (const LineResult& line : result.lines) {
    reported_one.lines.push_back({person_name(contest, line.candidate), line.approve, line.oppose,
                                  line.abstain, line.invalid, line.carried,
                                  reported(poll, result, line.candidate, line.outcome)});
  }
  reported_one.write_ins = reported_write_ins(poll, result);
  reported_one.ignored_write_ins = result.ignored_write_ins;
  reported_one.vacant = result.vacant;
  for (const std::string& id : result.elected) {
    switch (reported(poll, result, id, Outcome::elected)) {
      case ReportedOutcome::elected:
        reported_one.elected.push_back(person_name(contest, id));
        break;
      case ReportedOutcome::examined_still:
      case ReportedOutcome::kin_open:       break;  // nobody knows yet
      default:                              ++reported_one.vacant;
    }
  }
  reported_one.elected = by_strokes(reported_one.elected);
  if (result.tie) {
    ReportedTie tie;
    for (const std::string& id : result.tie->among) tie.among.push_back(person_name(contest, id));
    tie.seats = result.tie->seats;
    reported_one.tie = std::move(tie);
  }
  reported_one.notes = notes_of(poll, result);
  return reported_one;
}

}  // namespace

IssueInput issue_of(const MeetingView& view, const Sitting& sitting, const PollState& poll) {
  const auto known = [](const std::optional<int>& number) {
    return number ? std::optional<std::int64_t>(*number) : std::nullopt;
  };
  IssueInput input;
  input.heading = heading_of(view, sitting, poll_title(poll.ballot));
  input.present = poll.outcome ? poll.outcome->poll.present.value_or(0) : poll.present;
  input.printed = known(poll.papers.printed);
  input.issued = poll.papers.issued.value_or(0);
  input.spoiled = known(poll.papers.spoiled);
  // Once voting is closed nobody has a paper replaced any more.
  if (poll.papers.handed_back && !input.spoiled) input.spoiled = 0;
  input.left_over = known(poll.papers.left_over);
  input.kept = known(poll.papers.kept);
  input.cut = known(poll.papers.cut);
  input.signers = signers_of(*view.meeting, sitting, "issue_report");
  return input;
}

ReturnInput return_of(const MeetingView& view, const Sitting& sitting, const PollState& poll) {
  const Poll numbers = poll.outcome ? poll.outcome->poll : poll_numbers(*view.meeting);
  const PollResult standing = poll_standing(poll.ballot, numbers);
  const std::vector<ReturnedLimit>& limits = poll.ballot.method.poll_valid.returned_at_most;
  ReturnInput input;
  input.heading = heading_of(view, sitting, poll_title(poll.ballot));
  input.entitled = numbers.entitled.value_or(numbers.registered.value_or(0));
  if (!numbers.entitled) input.entitled_name = base_name("registered");
  input.present = numbers.present.value_or(0);
  input.voters = numbers.voters.value_or(0);
  input.issued = numbers.issued.value_or(0);
  input.returned = numbers.returned.value_or(0);
  input.checks_voters = std::ranges::find(limits, ReturnedLimit::voters) != limits.end();
  input.checks_issued = std::ranges::find(limits, ReturnedLimit::issued) != limits.end();
  input.valid = standing.poll.valid;
  input.void_reasons = void_reasons(standing, numbers);
  input.article = article_of(*sitting.pack, "poll_valid");
  input.signers = signers_of(*view.meeting, sitting, "return_report");
  return input;
}

ResultInput result_of(const MeetingView& view, const Sitting& sitting, const PollState& poll) {
  const Poll& numbers = poll.outcome->poll;
  ResultInput input;
  input.heading = heading_of(view, sitting, poll_title(poll.ballot));
  input.round = round_name(poll.round);
  input.entitled = numbers.entitled.value_or(numbers.registered.value_or(0));
  if (!numbers.entitled) input.entitled_name = base_name("registered");
  input.present = numbers.present.value_or(0);
  input.voters = numbers.voters;
  input.issued = numbers.issued.value_or(0);
  input.returned = numbers.returned.value_or(0);
  input.poll_valid = poll.outcome->result.poll.valid;
  input.void_reasons = void_reasons(poll.outcome->result, numbers);
  const PollResult& standing =
      poll.corrections.empty() ? poll.outcome->result : poll.corrections.back().result;
  for (const ContestResult& contest : standing.contests) {
    input.contests.push_back(reported_contest(sitting, poll, contest));
  }
  if (!poll.corrections.empty()) {
    const CorrectionMade& last = poll.corrections.back();
    ReportedCorrection correction;
    correction.number = static_cast<int>(poll.corrections.size());
    correction.kind = static_cast<int>(last.correction_class) + 1;
    correction.text = last.reason;
    for (const std::string& name : last.agreed_by) {
      correction.text += (&name == &last.agreed_by.front() ? "；同意人：" : "、") + name;
    }
    input.correction = std::move(correction);
  }
  input.log_head = head_at(*view.events, view.meeting->prepared.suite, poll);
  input.signers = signers_of(*view.meeting, sitting, "result_report");
  return input;
}

TallySheetInput tally_of(const MeetingView& view, const Sitting& sitting, const PollState& poll,
                         int copy) {
  TallySheetInput input;
  input.copy = copy;
  input.heading = heading_of(view, sitting, poll_title(poll.ballot));
  input.papers =
      poll.papers.issued.value_or(sitting.heads.empty() ? 0 : sitting.heads.back().present);
  for (const Contest& contest : poll.ballot.contests) {
    TallyContest one{contest.title, contest.seats, {}, contest.write_in_rows};
    for (const Candidate& candidate : contest.candidates) one.candidates.push_back(candidate.name);
    input.contests.push_back(std::move(one));
  }
  input.signers = blank_signers_of(sitting, "tally_sheet");
  return input;
}

}  // namespace huanjie
