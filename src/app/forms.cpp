#include "app/forms.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "app/script.h"
#include "documents/agenda_paper.h"
#include "documents/attendance_forms.h"
#include "documents/ballot_forms.h"
#include "documents/minutes.h"
#include "documents/result_report.h"
#include "documents/tally_sheet.h"
#include "ledger/head.h"
#include "meeting/attendance.h"
#include "meeting/count.h"
#include "meeting/rounds.h"
#include "roster/stroke_order.h"
#include "rules/adopt.h"
#include "tally/explain.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

FormHeading heading_of(const Meeting& meeting, const Sitting& sitting, const std::string& poll) {
  FormHeading heading;
  heading.unit = meeting.prepared.organisation;
  heading.meeting = sitting.title;
  heading.poll = poll;
  heading.date = meeting.prepared.date;
  heading.place = meeting.prepared.place;
  heading.rehearsal = meeting.prepared.rehearsal;
  return heading;
}

std::vector<std::string> names_of(const std::vector<Officer>& officers) {
  std::vector<std::string> names;
  for (const Officer& officer : officers) names.push_back(officer.name);
  return names;
}

Signers signers_of(const Sitting& sitting) {
  Signers signers;
  if (sitting.officers) {
    signers.scrutineers = names_of(sitting.officers->scrutineers);
    signers.tellers = names_of(sitting.officers->tellers);
  }
  return signers;
}

// The voters and the others of a sitting, as the sheets list them: by surname strokes.
struct SheetPeople {
  std::vector<SheetPerson> voters{};
  std::vector<SheetPerson> without_vote{};
};

std::vector<SheetPerson> by_strokes(std::vector<SheetPerson> people) {
  std::vector<std::string> names;
  for (const SheetPerson& person : people) names.push_back(person.name);
  std::vector<SheetPerson> ordered;
  for (const std::size_t place : order_by_strokes(names).order) ordered.push_back(people[place]);
  return ordered;
}

SheetPeople people_of(const MeetingView& view, const Sitting& sitting) {
  SheetPeople people;
  for (const auto& [voter, attendee] : view.meeting->roster) {
    const auto id = view.members->find(voter);
    const Member* member =
        id == view.members->end() ? nullptr : find_member(*view.roster, id->second);
    if (member == nullptr) continue;
    SheetPerson person;
    person.name = shown_name(*member);
    if (member->sex) person.sex = std::string(chinese(*member->sex));
    person.branch = member->branch;
    person.remark = attendee.excluded ? "不计入应到会" : attendee.listed.no_vote;
    if (attendee.presence == Presence::present) person.checked_in = "已到";
    if (attendee.presence == Presence::left) person.checked_in = "已离场";
    const bool in_plenary =
        !sitting.plenary || std::ranges::find(sitting.members, voter) != sitting.members.end();
    if (!in_plenary) continue;
    (attendee.listed.no_vote.empty() ? people.voters : people.without_vote).push_back(person);
  }
  people.voters = by_strokes(std::move(people.voters));
  people.without_vote = by_strokes(std::move(people.without_vote));
  return people;
}

void count_into(std::vector<NamedCount>& counts, const std::string& name) {
  const auto found = std::ranges::find(counts, name, &NamedCount::name);
  if (found == counts.end()) {
    counts.push_back({name, 1});
  } else {
    ++found->count;
  }
}

std::string article_of(const Pack& pack, const std::string& key) {
  const auto found = pack.method.values.find(key);
  return found == pack.method.values.end() ? "" : pack.manifest.title + found->second.article;
}

std::string base_name(const std::string& base) {
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"entitled", "应到会有选举权人数"},
      {"present", "实到会有选举权人数"},
      {"voters", "投票人数"},
      {"registered", "登记选民数"},
      {"valid", "有效票数"}};
  for (const auto& [key, name] : kNames) {
    if (key == base) return std::string(name);
  }
  return base;
}

Threshold quorum_of(const Sitting& sitting, std::int64_t base) {
  Method method;
  if (sitting.method) {
    method = *sitting.method;
  } else if (auto resolved = from_json<Method>(default_method(*sitting.pack))) {
    method = *resolved;
  }
  Threshold threshold;
  threshold.base_name = base_name(std::string(to_text(method.quorum.of)));
  threshold.base = base;
  threshold.strict = method.quorum.more_than.has_value();
  threshold.share =
      threshold.strict ? *method.quorum.more_than : method.quorum.at_least.value_or(Ratio{});
  threshold.needed = needed(method.quorum, base);
  threshold.article = article_of(*sitting.pack, "quorum");
  return threshold;
}

HeadCountInput head_count(const MeetingView& view, const Sitting& sitting, std::size_t count) {
  const Meeting& meeting = *view.meeting;
  HeadCountInput input;
  input.heading = heading_of(meeting, sitting, "");
  input.count_number = static_cast<int>(count) + 1;
  for (const auto& [voter, attendee] : meeting.roster) {
    const bool inside =
        !sitting.plenary || std::ranges::find(sitting.members, voter) != sitting.members.end();
    if (!inside) continue;
    ++input.roll;
    if (!attendee.listed.no_vote.empty()) {
      count_into(input.no_vote, attendee.listed.no_vote);
      if (attendee.presence == Presence::present) ++input.present_without_vote;
    } else if (attendee.excluded) {
      const auto same =
          std::ranges::find(input.excluded, attendee.exclusion->ground, &ExcludedGroup::ground);
      if (same == input.excluded.end()) {
        input.excluded.push_back({attendee.exclusion->ground, attendee.exclusion->article, 1});
      } else {
        ++same->count;
      }
    } else {
      ++input.entitled;
    }
  }
  input.present = sitting.heads[count].present;
  input.quorum = quorum_of(sitting, input.entitled);
  input.quorum_holds = input.present >= input.quorum.needed;
  input.signers = signers_of(sitting);
  return input;
}

std::string poll_title(const PollState& poll) { return poll.ballot.title; }

std::string round_name(Round round) {
  switch (round) {
    case Round::first:         return "";
    case Round::tie_break:     return "再次投票";
    case Round::supplementary: return "另行选举";
    case Round::repeat:        return "重新投票";
  }
  return "";
}

IssueInput issue_of(const MeetingView& view, const Sitting& sitting, const PollState& poll) {
  IssueInput input;
  input.heading = heading_of(*view.meeting, sitting, poll_title(poll));
  input.present = sitting.heads.empty() ? 0 : sitting.heads.back().present;
  input.printed = poll.papers.printed.value_or(0);
  input.issued = poll.papers.issued.value_or(0);
  input.spoiled = poll.papers.spoiled.value_or(0);
  input.left_over = poll.papers.left_over.value_or(0);
  input.kept = poll.papers.kept.value_or(0);
  input.cut = poll.papers.cut.value_or(0);
  if (poll.outcome) input.present = poll.outcome->poll.present.value_or(0);
  input.signers = signers_of(sitting);
  return input;
}

std::string void_sentence(VoidReason reason, const Poll& poll) {
  const auto number = [](const std::optional<int>& value) {
    return std::to_string(value.value_or(0));
  };
  switch (reason) {
    case VoidReason::quorum: return "到会（投票）人数不足规定人数";
    case VoidReason::returned_exceeds_voters:
      return "收回选票 " + number(poll.returned) + " 张，多于投票人数 " + number(poll.voters) +
             " 人";
    case VoidReason::returned_exceeds_issued:
      return "收回选票 " + number(poll.returned) + " 张，多于发出选票 " + number(poll.issued) +
             " 张";
  }
  return "";
}

// Printed as soon as the papers are counted, before anybody counts the votes.
ReturnInput return_of(const MeetingView& view, const Sitting& sitting, const PollState& poll) {
  const Poll numbers = poll.outcome ? poll.outcome->poll : poll_numbers(*view.meeting);
  const PollResult standing = poll_standing(poll.ballot, numbers);
  const std::vector<ReturnedLimit>& limits = poll.ballot.method.poll_valid.returned_at_most;
  ReturnInput input;
  input.heading = heading_of(*view.meeting, sitting, poll_title(poll));
  input.entitled = numbers.entitled.value_or(numbers.registered.value_or(0));
  input.present = numbers.present.value_or(0);
  input.voters = numbers.voters.value_or(0);
  input.issued = numbers.issued.value_or(0);
  input.returned = numbers.returned.value_or(0);
  input.checks_voters = std::ranges::find(limits, ReturnedLimit::voters) != limits.end();
  input.checks_issued = std::ranges::find(limits, ReturnedLimit::issued) != limits.end();
  input.valid = standing.poll.valid;
  for (const VoidReason reason : standing.poll.reasons) {
    input.void_reasons.push_back(void_sentence(reason, numbers));
  }
  input.article = article_of(*sitting.pack, "poll_valid");
  input.signers = signers_of(sitting);
  return input;
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

std::string person_name(const Contest& contest, const std::string& id) {
  if (id.starts_with(kWriteInPrefix)) return id.substr(kWriteInPrefix.size());
  const Candidate* candidate = find_candidate(contest, id);
  return candidate == nullptr ? id : candidate->name;
}

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

Threshold elected_rule(const Sitting& sitting, const Method& method, const BaseResult& base) {
  Threshold threshold;
  threshold.plurality = method.elected.plurality;
  threshold.base_name = base_name(base.of);
  threshold.base = base.value.value_or(0);
  threshold.strict = method.elected.more_than.has_value();
  threshold.share =
      threshold.strict ? *method.elected.more_than : method.elected.at_least.value_or(Ratio{});
  threshold.needed = base.needed;
  threshold.article = article_of(*sitting.pack, "elected");
  return threshold;
}

// The sentences below a contest's table: what the flags mean for the people in the room.
std::vector<std::string> notes_of(const Contest& contest, const ContestResult& result) {
  std::vector<std::string> notes;
  for (const Flag flag : result.flags) {
    switch (flag) {
      case Flag::base_dependent:
        notes.push_back("按应到会与按实到会计算当选票数，结果不同，请先核对选举办法再宣布。");
        break;
      case Flag::needs_eligibility_check:
        notes.push_back("有另选人当选（或得票相等），须确认其资格后再宣布。");
        break;
      case Flag::awaits_higher_tie:
        notes.push_back("有人在更高职务上得票相等，须待再次投票后确定。");
        break;
      case Flag::kin_conflict:
        for (const KinConflict& conflict : result.kin_conflicts) {
          if (conflict.drop) {
            notes.push_back("近亲属同时当选，按规定回避，保留职务高（得票多）的一人。");
          } else {
            notes.push_back("近亲属同时当选且得票相等，须由会议决定。");
          }
        }
        break;
      case Flag::no_woman: notes.push_back("当选人中没有妇女。"); break;
    }
  }
  if (!result.elected.empty() || contest.seats == 0) return notes;
  if (!result.tie) notes.push_back("无人当选。");
  return notes;
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
                                  reported(line.outcome)});
  }
  for (const WriteInResult& line : result.write_ins) {
    reported_one.write_ins.push_back({line.name, line.approve, reported(line.outcome)});
  }
  reported_one.ignored_write_ins = result.ignored_write_ins;
  for (const std::string& id : result.elected) {
    reported_one.elected.push_back(person_name(contest, id));
  }
  if (result.tie) {
    ReportedTie tie;
    for (const std::string& id : result.tie->among) tie.among.push_back(person_name(contest, id));
    tie.seats = result.tie->seats;
    reported_one.tie = std::move(tie);
  }
  reported_one.vacant = result.vacant;
  reported_one.notes = notes_of(contest, result);
  return reported_one;
}

ResultInput result_of(const MeetingView& view, const Sitting& sitting, const PollState& poll) {
  const Poll& numbers = poll.outcome->poll;
  ResultInput input;
  input.heading = heading_of(*view.meeting, sitting, poll_title(poll));
  input.round = round_name(poll.round);
  input.entitled = numbers.entitled.value_or(numbers.registered.value_or(0));
  input.present = numbers.present.value_or(0);
  input.voters = numbers.voters;
  input.issued = numbers.issued.value_or(0);
  input.returned = numbers.returned.value_or(0);
  input.poll_valid = poll.outcome->result.poll.valid;
  for (const VoidReason reason : poll.outcome->result.poll.reasons) {
    input.void_reasons.push_back(void_sentence(reason, numbers));
  }
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
  input.signers = signers_of(sitting);
  return input;
}

TallySheetInput tally_of(const MeetingView& view, const Sitting& sitting, const PollState& poll) {
  TallySheetInput input;
  input.heading = heading_of(*view.meeting, sitting, poll_title(poll));
  input.papers = std::min<std::int64_t>(
      poll.papers.issued.value_or(sitting.heads.empty() ? 0 : sitting.heads.back().present),
      kMaxTallyVotes);
  for (const Contest& contest : poll.ballot.contests) {
    TallyContest one{contest.title, contest.seats, {}, contest.write_in_rows};
    for (const Candidate& candidate : contest.candidates) one.candidates.push_back(candidate.name);
    input.contests.push_back(std::move(one));
  }
  input.signers = signers_of(sitting);
  return input;
}

// Gathers the papers; the number before each file name keeps the order of the meeting.
class Binder {
 public:
  void add(const std::string& name, const std::string& title, Document document) {
    std::array<char, 16> number{};
    std::snprintf(number.data(), number.size(), "%02d-", static_cast<int>(papers_.size()) + 1);
    papers_.push_back({number.data() + name + ".pdf", title, std::move(document)});
  }
  std::vector<MeetingPaper> take() { return std::move(papers_); }

 private:
  std::vector<MeetingPaper> papers_;
};

void add_poll(Binder& binder, const MeetingView& view, const Sitting& sitting,
              const PollState& poll) {
  const std::string& id = poll.ballot.id;
  binder.add(id + "-tally-sheet", "唱票记票表", tally_sheet(tally_of(view, sitting, poll)));
  if (!poll.papers.issued) return;
  binder.add(id + "-issued", "选票分发情况报告单", issue_report(issue_of(view, sitting, poll)));
  if (!poll.papers.returned) return;
  binder.add(id + "-returned", "选票收回情况报告单", return_report(return_of(view, sitting, poll)));
  if (!poll.outcome) return;
  binder.add(id + "-result", "选举结果报告单", result_report(result_of(view, sitting, poll)));
  ExplanationInput explanation;
  explanation.heading = heading_of(*view.meeting, sitting, poll_title(poll));
  explanation.sentences = explanation_of(sitting, poll);
  binder.add(id + "-explained", "选举结果说明", explanation_paper(explanation));
}

void add_sitting(Binder& binder, const MeetingView& view, const Sitting& sitting) {
  const std::string prefix = sitting.plenary ? "plenary-" : "";
  const AgendaInput agenda = agenda_input(*view.meeting, sitting);
  binder.add(prefix + "agenda", "会议议程", agenda_paper(agenda));
  binder.add(prefix + "script", "主持词", host_script(agenda));
  const SheetPeople people = people_of(view, sitting);
  SignInInput sheet;
  sheet.heading = heading_of(*view.meeting, sitting, "");
  sheet.voters = people.voters;
  sheet.without_vote = people.without_vote;
  binder.add(prefix + "sign-in", "签到册", sign_in_sheet(sheet));
  sheet.as_of = chinese_date(view.meeting->prepared.date);
  binder.add(prefix + "roster-backup", "签到名册（备份）", roster_backup(sheet));
  for (std::size_t i = 0; i < sitting.heads.size(); ++i) {
    binder.add(prefix + "heads-" + std::to_string(i + 1), "到会人数报告单",
               head_count_report(head_count(view, sitting, i)));
  }
  for (const PollState& poll : sitting.polls) add_poll(binder, view, sitting, poll);
}

}  // namespace

LogHead head_at(const std::vector<Envelope>& events, Suite suite, const PollState& poll) {
  std::int64_t seq = poll.outcome_seq;
  for (std::size_t i = events.size(); i > 0 && !poll.corrections.empty(); --i) {
    if (events[i - 1].kind != CorrectionMade::kName) continue;
    const Result<CorrectionMade> made = event_of<CorrectionMade>(events[i - 1]);
    if (!made || made->corrects != poll.outcome_seq) continue;
    seq = events[i - 1].seq;
    break;
  }
  const Envelope& envelope = events[static_cast<std::size_t>(seq - 1)];
  const Hash hash = digest(suite, envelope_bytes(envelope));
  LogHead head;
  head.log = to_text(envelope.log);
  head.sequence = seq;
  head.hash = to_text(hash);
  head.code = short_code(hash);
  return head;
}

std::vector<MeetingPaper> meeting_papers(const MeetingView& view) {
  Binder binder;
  for (const Sitting& sitting : view.meeting->sittings) add_sitting(binder, view, sitting);
  MinutesInput minutes;
  minutes.heading = heading_of(*view.meeting, view.meeting->sittings.front(), "");
  minutes.chair = view.meeting->prepared.chair;
  minutes.recorder = view.meeting->prepared.recorder;
  minutes.attendance = attendance_sentence(view.meeting->sittings.front(), *view.meeting);
  minutes.lines = minutes_lines(*view.events);
  binder.add("minutes", "会议记录", minutes_paper(minutes));
  return binder.take();
}

}  // namespace huanjie
