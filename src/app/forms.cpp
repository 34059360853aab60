#include "app/forms.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "app/minutes_text.h"
#include "app/script.h"
#include "app/wording.h"
#include "base/text.h"
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
  std::vector<SheetPerson> excluded{};
};

// Put forward for 不计入应到会, and not turned down.
bool left_out(const Sitting& sitting, const Attendee& attendee) {
  return attendee.exclusion && (attendee.excluded || !exclusions_decided(sitting));
}

std::vector<SheetPerson> listed(std::vector<SheetPerson> people) {
  std::vector<std::string> names;
  for (const SheetPerson& person : people) names.push_back(person.name);
  std::vector<SheetPerson> ordered;
  for (const std::size_t place : order_by_strokes(names).order) ordered.push_back(people[place]);
  return ordered;
}

std::string words_of(const MeetingView& view, const std::optional<SealedHash>& sealed) {
  if (!sealed) return "";
  const auto found = view.words.find(sealed->sealed);
  return found == view.words.end() ? "" : found->second;
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
    const bool out = !attendee.listed.no_vote && left_out(sitting, attendee);
    person.remark = words_of(view, out ? attendee.exclusion->ground : attendee.listed.no_vote);
    if (attendee.presence == Presence::present) person.checked_in = "已到";
    if (attendee.presence == Presence::left) person.checked_in = "已离场";
    if (attendee.excused) person.checked_in = "请假";
    const bool in_plenary =
        !sitting.plenary || std::ranges::find(sitting.members, voter) != sitting.members.end();
    if (!in_plenary) continue;
    std::vector<SheetPerson>& list = out                       ? people.excluded
                                     : attendee.listed.no_vote ? people.without_vote
                                                               : people.voters;
    list.push_back(std::move(person));
  }
  people.voters = listed(std::move(people.voters));
  people.without_vote = listed(std::move(people.without_vote));
  people.excluded = listed(std::move(people.excluded));
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

HeadCountInput head_count(const MeetingView& view, const Sitting& sitting, std::size_t count) {
  const Meeting& meeting = *view.meeting;
  HeadCountInput input;
  input.heading = heading_of(meeting, sitting, "");
  input.count_number = static_cast<int>(count) + 1;
  if (sitting.plenary) input.roll_name = "委员人数";
  for (const auto& [voter, attendee] : meeting.roster) {
    const bool inside =
        !sitting.plenary || std::ranges::find(sitting.members, voter) != sitting.members.end();
    if (!inside) continue;
    ++input.roll;
    if (attendee.listed.no_vote) {
      count_into(input.no_vote, words_of(view, attendee.listed.no_vote));
      if (attendee.presence == Presence::present) ++input.present_without_vote;
    } else if (attendee.excluded) {
      const std::string ground = words_of(view, attendee.exclusion->ground);
      const auto same = std::ranges::find(input.excluded, ground, &ExcludedGroup::ground);
      if (same == input.excluded.end()) {
        input.excluded.push_back({ground, attendee.exclusion->article, 1});
      } else {
        ++same->count;
      }
    } else {
      ++input.entitled;
      if (attendee.excused && !sitting.plenary) ++input.on_leave;
    }
  }
  input.present = sitting.heads[count].present;
  input.quorum = quorum_of(sitting, input.entitled);
  input.quorum_holds = input.present >= input.quorum.needed;
  input.signers = signers_of(sitting);
  return input;
}

IssueInput issue_of(const MeetingView& view, const Sitting& sitting, const PollState& poll) {
  IssueInput input;
  input.heading = heading_of(*view.meeting, sitting, poll_title(poll.ballot));
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
  input.heading = heading_of(*view.meeting, sitting, poll_title(poll.ballot));
  input.entitled = numbers.entitled.value_or(numbers.registered.value_or(0));
  if (!numbers.entitled) input.entitled_name = base_name("registered");
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
      case Flag::no_woman: notes.push_back("当选人中没有妇女。"); break;
    }
  }
  return notes;
}

// Most votes first; equal ones by surname strokes.
std::vector<ReportedWriteIn> reported_write_ins(const ContestResult& result) {
  std::vector<std::string> names;
  for (const WriteInResult& line : result.write_ins) names.push_back(line.name);
  std::vector<ReportedWriteIn> write_ins;
  for (const std::size_t place : order_by_strokes(names).order) {
    const WriteInResult& line = result.write_ins[place];
    write_ins.push_back({line.name, line.approve, reported(line.outcome)});
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
                                  reported(line.outcome)});
  }
  reported_one.write_ins = reported_write_ins(result);
  reported_one.ignored_write_ins = result.ignored_write_ins;
  for (const std::string& id : result.elected) {
    reported_one.elected.push_back(person_name(contest, id));
  }
  reported_one.elected = by_strokes(reported_one.elected);
  if (result.tie) {
    ReportedTie tie;
    for (const std::string& id : result.tie->among) tie.among.push_back(person_name(contest, id));
    tie.seats = result.tie->seats;
    reported_one.tie = std::move(tie);
  }
  reported_one.vacant = result.vacant;
  reported_one.notes = notes_of(poll, result);
  return reported_one;
}

ResultInput result_of(const MeetingView& view, const Sitting& sitting, const PollState& poll) {
  const Poll& numbers = poll.outcome->poll;
  ResultInput input;
  input.heading = heading_of(*view.meeting, sitting, poll_title(poll.ballot));
  input.round = round_name(poll.round);
  input.entitled = numbers.entitled.value_or(numbers.registered.value_or(0));
  if (!numbers.entitled) input.entitled_name = base_name("registered");
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

// One of two copies: the count is made by two pairs.
TallySheetInput tally_of(const MeetingView& view, const Sitting& sitting, const PollState& poll,
                         int copy) {
  TallySheetInput input;
  input.copy = copy;
  input.heading = heading_of(*view.meeting, sitting, poll_title(poll.ballot));
  input.papers =
      poll.papers.issued.value_or(sitting.heads.empty() ? 0 : sitting.heads.back().present);
  for (const Contest& contest : poll.ballot.contests) {
    TallyContest one{contest.title, contest.seats, {}, contest.write_in_rows};
    for (const Candidate& candidate : contest.candidates) one.candidates.push_back(candidate.name);
    input.contests.push_back(std::move(one));
  }
  input.signers = signers_of(sitting);
  return input;
}

// Gathers the papers. The number before each file name keeps the order of the meeting and is the
// same in every run: a hundred for each sitting, and within it ten for each poll, with gaps.
class Binder {
 public:
  void start_at(int number) { next_ = number; }
  void add(const std::string& name, const std::string& title, Document document) {
    std::array<char, 16> number{};
    std::snprintf(number.data(), number.size(), "%03d-", next_++);
    papers_.push_back({number.data() + name + ".pdf", title, std::move(document)});
  }
  std::vector<MeetingPaper> take() { return std::move(papers_); }

 private:
  int next_ = 1;
  std::vector<MeetingPaper> papers_;
};

void add_poll(Binder& binder, const MeetingView& view, const Sitting& sitting,
              const PollState& poll) {
  const std::string& id = poll.ballot.id;
  for (const int copy : {1, 2}) {
    binder.add(id + "-tally-sheet-" + std::to_string(copy), "唱票记票表",
               tally_sheet(tally_of(view, sitting, poll, copy)));
  }
  if (!poll.papers.issued) return;
  binder.add(id + "-issued", "选票分发情况报告单", issue_report(issue_of(view, sitting, poll)));
  if (!poll.papers.returned) return;
  binder.add(id + "-returned", "选票收回情况报告单", return_report(return_of(view, sitting, poll)));
  if (!poll.outcome) return;
  binder.add(id + "-result", "选举结果报告单", result_report(result_of(view, sitting, poll)));
  ExplanationInput explanation;
  explanation.heading = heading_of(*view.meeting, sitting, poll_title(poll.ballot));
  explanation.sentences = explanation_of(sitting, poll);
  binder.add(id + "-explained", "选举结果说明", explanation_paper(explanation));
}

void add_sitting(Binder& binder, const MeetingView& view, const Sitting& sitting) {
  const std::string prefix = sitting.plenary ? "plenary-" : "";
  const int hundred = sitting.plenary ? 200 : 100;
  binder.start_at(hundred + 1);
  const AgendaInput agenda = agenda_input(*view.meeting, sitting);
  binder.add(prefix + "agenda", agenda.plenary ? "第一次全体会议议程" : "大会议程",
             agenda_paper(agenda));
  binder.add(prefix + "script", "主持词", host_script(agenda));
  const SheetPeople people = people_of(view, sitting);
  SignInInput sheet;
  sheet.heading = heading_of(*view.meeting, sitting, "");
  sheet.voters = people.voters;
  sheet.without_vote = people.without_vote;
  sheet.excluded = people.excluded;
  sheet.exclusions_proposed = !exclusions_decided(sitting);
  binder.add(prefix + "sign-in", "签到册", sign_in_sheet(sheet));
  sheet.as_of = chinese_date(view.meeting->prepared.date);
  binder.add(prefix + "roster-backup", "签到名册（备份）", roster_backup(sheet));
  binder.start_at(hundred + 11);
  for (std::size_t i = 0; i < sitting.heads.size(); ++i) {
    binder.add(prefix + "heads-" + std::to_string(i + 1), "到会人数报告单",
               head_count_report(head_count(view, sitting, i)));
  }
  int first = hundred + 21;
  for (const PollState& poll : sitting.polls) {
    binder.start_at(first);
    add_poll(binder, view, sitting, poll);
    first += 10;
  }
}

}  // namespace

LogHead head_at(const std::vector<Envelope>& events, Suite suite, const PollState& poll) {
  const std::int64_t seq = poll.reported_seq;
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
  MinutesInput minutes = minutes_of(view);
  minutes.heading = heading_of(*view.meeting, view.meeting->sittings.front(), "");
  binder.start_at(901);
  // Before anything has happened there is nothing to tell.
  if (!minutes.lines.empty()) binder.add("minutes", "会议记录", minutes_paper(minutes));
  return binder.take();
}

}  // namespace huanjie
