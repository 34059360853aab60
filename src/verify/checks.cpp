#include "verify/checks.h"

#include <algorithm>
#include <map>

#include "meeting/gate.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

// What the checks that know of elections ask. Those below them stand in ledger/archive_read.cpp.
constexpr std::string_view kGate = "每一条记录都合乎议程和法规";
constexpr std::string_view kCount = "计票数由单票记录重新数出";
constexpr std::string_view kResult = "选举结果重新算出，完全一致";
constexpr std::string_view kCalled = "会议就是单位召集的那一次，名册相同";
constexpr std::string_view kReported = "单位收到的会议结果就是这份记录";

Finding passed(std::string check, std::string_view says, std::string observed) {
  Finding finding;
  finding.check = std::move(check);
  finding.verdict = Verdict::satisfied;
  finding.says = says;
  finding.observed = std::move(observed);
  return finding;
}

struct Mismatch {
  std::string where{};
  std::string expected{};
  std::string found{};
};

Finding failed(std::string check, std::string_view says, Mismatch place) {
  Finding finding;
  finding.check = std::move(check);
  finding.verdict = Verdict::violated;
  finding.says = says;
  finding.where = std::move(place.where);
  finding.required = std::move(place.expected);
  finding.observed = std::move(place.found);
  return finding;
}

std::string number(std::size_t value) { return std::to_string(value); }

std::string counted(const std::string& who, const LineTotals& line) {
  return who + " 赞成 " + std::to_string(line.approve) + "、不赞成 " + std::to_string(line.oppose) +
         "、弃权 " + std::to_string(line.abstain) + "、无效 " + std::to_string(line.invalid);
}

// The first person whose votes differ, as entered and as counted again.
std::pair<std::string, std::string> difference(const Ballot& ballot, const Totals& entered,
                                               const Totals& again) {
  for (const Contest& contest : ballot.contests) {
    const auto one = entered.contests.find(contest.id);
    const auto other = again.contests.find(contest.id);
    if (one == entered.contests.end() || other == again.contests.end()) continue;
    for (const Candidate& candidate : contest.candidates) {
      const auto line = one->second.lines.find(candidate.id);
      const auto recounted = other->second.lines.find(candidate.id);
      if (line == one->second.lines.end() || recounted == other->second.lines.end()) continue;
      if (line->second == recounted->second) continue;
      const std::string who = contest.title + " " + candidate.name;
      return {counted(who, line->second), counted(who, recounted->second)};
    }
  }
  return {"与单票记录一致", "选票张数、无效票或另选他人的票数不同"};
}

// The state holds a pointer to the evidence only while it replays; the copy handed out must not
// keep it.
const Evidence& no_evidence() {
  static const Evidence none;
  return none;
}

struct Recount {
  std::size_t records = 0;  // read again, of the last count that has them
  bool missing = false;     // an archive without them: judged from the totals
};

// Reads the records of a count, or of a correction, again. False: they do not give the totals.
bool count_again(const Meeting& meeting, const PollState& poll, const CountEntered& count,
                 Recount& recount, Verification& verification) {
  if (!count.records) return true;
  const auto file = meeting.evidence->find(count.records->blob);
  if (file == meeting.evidence->end()) {
    recount.missing = true;
    return true;
  }
  const Result<Cvrs> cvrs = parse_cvrs(file->second);
  const Result<Totals> totals =
      cvrs ? totals_of(poll.ballot, *cvrs) : Result<Totals>(std::unexpected(cvrs.error()));
  if (!totals) {
    verification.findings.push_back(failed(
        "count", kCount, {poll.ballot.title, "可以重新计票的单票记录", describe(totals.error())}));
    return false;
  }
  if (!(*totals == count.totals)) {
    const auto [before, again] = difference(poll.ballot, count.totals, *totals);
    verification.findings.push_back(failed("count", kCount, {poll.ballot.title, before, again}));
    return false;
  }
  recount.records = cvrs->cvrs.size();
  return true;
}

// The counts of a poll and of its corrections, for a line of their own in the report: which sheets
// were read again.
void check_poll(const Meeting& meeting, const PollState& poll, Verification& verification) {
  std::vector<CountEntered> counts = poll.counts;
  for (const CorrectionMade& made : poll.corrections) {
    counts.push_back({made.records, made.totals, made.agreed_by});
  }
  Recount recount;
  for (const CountEntered& count : counts) {
    if (!count_again(meeting, poll, count, recount, verification)) return;
  }
  if (!poll.outcome) return;
  std::string how = poll.ballot.title;
  if (!poll.outcome->result.poll.valid) {
    how += "，本次投票无效";
  } else if (recount.records > 0) {
    how += "，" + number(recount.records) + " 张单票记录";
  } else {
    how += recount.missing ? "，单票记录不在此归档内，按合计" : "，按手工计票的合计";
  }
  verification.findings.push_back(passed("result", kResult, std::move(how)));
}

void check_meeting(const Meeting& meeting, Verification& verification) {
  for (const Sitting& sitting : meeting.sittings) {
    for (const PollState& poll : sitting.polls) check_poll(meeting, poll, verification);
  }
}

const Meeting* meeting_of(const Verification& verification, LogId log) {
  for (const auto& [id, state] : verification.states) {
    if (id == log) return std::get_if<Meeting>(&state);
  }
  return nullptr;
}

// What the unit called is what was held: the same meeting of the same unit on the same day, with
// the roster that stood.
void check_call(const Unit& unit, const CalledMeeting& called, Verification& verification) {
  const Meeting* meeting = meeting_of(verification, called.called.log);
  if (meeting == nullptr) return;
  const MeetingPrepared& held = meeting->prepared;
  const Mismatch pairs[] = {{"会议编号", to_text(called.called.meeting), to_text(held.meeting)},
                            {"单位编号", to_text(unit.described->unit), to_text(held.unit)},
                            {"会议日期", to_text(called.called.date), to_text(held.date)},
                            {"名册", to_text(called.roster.roster), to_text(held.roster)}};
  bool same = true;
  for (const Mismatch& pair : pairs) {
    if (pair.expected == pair.found) continue;
    verification.findings.push_back(failed("called_meeting", kCalled, pair));
    same = false;
  }
  if (same) verification.findings.push_back(passed("called_meeting", kCalled, held.title));
}

// The unit's log names the meeting's head as it stood when the result was taken in.
void check_report(const CalledMeeting& called, const MeetingReported& report,
                  Verification& verification) {
  const auto hashes = verification.hashes.find(called.called.log);
  const bool there = hashes != verification.hashes.end() && report.seq >= 1 &&
                     report.seq <= static_cast<std::int64_t>(hashes->second.size());
  const Hash found = there ? hashes->second[static_cast<std::size_t>(report.seq - 1)] : Hash{};
  const std::string where = "会议的记录第 " + std::to_string(report.seq) + " 条";
  if (there && found == report.head) {
    verification.findings.push_back(passed("reported_head", kReported, where));
    return;
  }
  verification.findings.push_back(failed("reported_head", kReported,
                                         {where, "单位记下的 " + to_text(report.head),
                                          there ? to_text(found) : "会议的记录里没有这一条"}));
}

void check_units(Verification& verification) {
  for (const auto& [log, state] : verification.states) {
    const Unit* unit = std::get_if<Unit>(&state);
    if (unit == nullptr) continue;
    for (const auto& [id, called] : unit->meetings) {
      check_call(*unit, called, verification);
      for (const MeetingReported& report : called.reports) {
        check_report(called, report, verification);
      }
    }
  }
}

// "第 97 条 outcome_declared /body": the kind in words.
std::string in_words(const std::string& where, const std::vector<std::string>& kinds) {
  for (const std::string& kind : kinds) {
    const std::size_t at = where.find(" " + kind);
    if (at == std::string::npos) continue;
    return where.substr(0, at) + "（" + act_title(kind) + "）" + where.substr(at + 1 + kind.size());
  }
  return where;
}

void note_events(const ArchiveReading& reading, Verification& verification) {
  for (const ArchivedLog& log : reading.contents.logs) {
    std::vector<Hash>& hashes = verification.hashes[log.log];
    for (const std::string& event : log.events) {
      hashes.push_back(digest(reading.contents.suite, event));
    }
  }
  for (const ReadLog& log : reading.logs) {
    std::vector<std::string>& kinds = verification.kinds[log.log];
    for (const Envelope& event : log.events) kinds.push_back(event.kind);
  }
}

// Each place says whose log it is, beside the file's name.
void name_logs(Verification& verification) {
  for (const auto& [log, hashes] : verification.hashes) {
    const std::string title = log_title(verification, log);
    const std::string file = "logs/" + to_text(log) + ".jsonl";
    const std::string mention = "日志 " + to_text(log);
    for (Finding& finding : verification.findings) {
      for (const auto& [from, to] :
           {std::pair(file, title + "（" + file + "）"), std::pair(mention, title)}) {
        const std::size_t at = finding.where.find(from);
        const bool named = at == std::string::npos || finding.where.starts_with(title);
        if (!named) finding.where.replace(at, from.size(), to);
      }
    }
  }
}

void replay_logs(const ArchiveReading& reading, const Evidence& evidence,
                 Verification& verification) {
  for (const ReadLog& log : reading.logs) {
    Result<LogState> state = replay(log.events, reading.contents.suite, evidence);
    const std::string file = "logs/" + to_text(log.log) + ".jsonl";
    if (!state) {
      const Error& error = state.error();
      const std::string where = file + " " + in_words(error.where, verification.kinds[log.log]);
      verification.findings.push_back(
          failed("gate", kGate, {where, error.expected, error.message}));
      continue;
    }
    verification.findings.push_back(
        passed("gate", kGate,
               log_title(verification, log.log) + "，" + number(log.events.size()) + " 条"));
    if (const Meeting* meeting = std::get_if<Meeting>(&*state)) {
      check_meeting(*meeting, verification);
    }
    if (Meeting* meeting = std::get_if<Meeting>(&*state)) meeting->evidence = &no_evidence();
    verification.states.emplace_back(log.log, *std::move(state));
  }
}

}  // namespace

bool Verification::holds() const {
  return std::ranges::all_of(
      findings, [](const Finding& finding) { return finding.verdict == Verdict::satisfied; });
}

Verification verify_archive(std::string_view bytes) {
  ArchiveReading reading = read_archive(bytes);
  Verification verification;
  verification.profile = reading.profile;
  verification.findings = std::move(reading.findings);
  Evidence evidence = reading.contents.packs;
  evidence.insert(reading.contents.blobs.begin(), reading.contents.blobs.end());
  note_events(reading, verification);
  replay_logs(reading, evidence, verification);
  check_units(verification);
  name_logs(verification);
  return verification;
}

std::string log_title(const Verification& verification, LogId log) {
  const auto kinds = verification.kinds.find(log);
  if (kinds == verification.kinds.end() || kinds->second.empty()) return "记录";
  const std::string& first = kinds->second.front();
  if (first == CustodyGranted::kName) return "换届办的记录";
  if (first == UnitDescribed::kName) return "单位的记录";
  return "会议的记录";
}

std::string line_of(const Finding& finding) {
  if (finding.verdict == Verdict::satisfied) {
    const bool informs = finding.severity == Severity::informs;
    if (informs) {
      return "说明  " + finding.observed +
             (finding.where.empty() ? "" : "。位置：" + finding.where);
    }
    return "通过  " + finding.says + "（" + finding.observed + "）";
  }
  std::string text = "不符  " + finding.says + "。位置：" + finding.where;
  if (!finding.required.empty()) text += "；要求：" + finding.required;
  return text + "；查得：" + finding.observed;
}

}  // namespace huanjie
