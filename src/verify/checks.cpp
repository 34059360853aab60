#include "verify/checks.h"

#include <algorithm>

#include "tally/tally.h"

namespace huanjie {
namespace {

Finding passed(std::string check, std::string says) {
  Finding finding;
  finding.check = std::move(check);
  finding.verdict = Verdict::satisfied;
  finding.says = std::move(says);
  return finding;
}

Finding failed(std::string check, std::string where, std::string expected, std::string found) {
  Finding finding;
  finding.check = std::move(check);
  finding.verdict = Verdict::violated;
  finding.says = std::move(where);
  finding.required = std::move(expected);
  finding.observed = std::move(found);
  return finding;
}

// The state holds a pointer to the evidence only while it replays; the copy handed out must not
// keep it.
const Evidence& no_evidence() {
  static const Evidence none;
  return none;
}

// One count of a poll, for its own line in the report: which sheets were read again.
void check_poll(const Meeting& meeting, const PollState& poll, Verification& verification) {
  const std::string name = "选票 " + poll.ballot.id;
  std::size_t records = 0;
  bool missing = false;
  for (const CountEntered& count : poll.counts) {
    if (!count.records) continue;
    const auto file = meeting.evidence->find(count.records->blob);
    if (file == meeting.evidence->end()) {
      missing = true;
      continue;
    }
    const Result<Cvrs> cvrs = parse_cvrs(file->second);
    const Result<Totals> totals =
        cvrs ? totals_of(poll.ballot, *cvrs) : Result<Totals>(std::unexpected(cvrs.error()));
    if (!totals) {
      verification.findings.push_back(
          failed("count", name, "可以重新计票的单票记录", describe(totals.error())));
      return;
    }
    if (!(*totals == count.totals)) {
      verification.findings.push_back(
          failed("count", name, write_json(to_json(count.totals)), write_json(to_json(*totals))));
      return;
    }
    records = cvrs->cvrs.size();
  }
  if (!poll.outcome) return;
  std::string says = name;
  if (!poll.outcome->result.poll.valid) {
    says += "：本次投票无效，重新判定一致";
  } else if (records > 0) {
    says += "：由 " + std::to_string(records) + " 张单票记录重新计票，结果一致";
  } else {
    says += missing ? "：单票记录不在此归档内，由合计重新计算，结果一致"
                    : "：由手工计票合计重新计算，结果一致";
  }
  verification.findings.push_back(passed("result", std::move(says)));
}

void check_meeting(const Meeting& meeting, Verification& verification) {
  for (const Sitting& sitting : meeting.sittings) {
    for (const PollState& poll : sitting.polls) check_poll(meeting, poll, verification);
  }
}

// The unit's log names the meeting's head as it stood when the result was taken in.
void check_reports(const ArchiveReading& reading, Verification& verification) {
  std::map<MeetingId, MeetingReported> reports;
  std::map<MeetingId, MeetingCalled> calls;
  for (const LogState& state : verification.states) {
    const Unit* unit = std::get_if<Unit>(&state);
    if (unit == nullptr) continue;
    for (const auto& [id, meeting] : unit->meetings) {
      calls[id] = meeting.called;
      if (meeting.reported) reports[id] = *meeting.reported;
    }
  }
  for (const auto& [id, report] : reports) {
    const auto log = std::ranges::find(reading.logs, calls[id].log, &ReadLog::log);
    const bool there = log != reading.logs.end() &&
                       report.seq <= static_cast<std::int64_t>(log->events.size()) &&
                       report.seq >= 1;
    const auto contents =
        std::ranges::find(reading.contents.logs, calls[id].log, &ArchivedLog::log);
    const bool same =
        there && contents != reading.contents.logs.end() &&
        digest(reading.contents.suite,
               contents->events[static_cast<std::size_t>(report.seq - 1)]) == report.head;
    if (same) {
      verification.findings.push_back(passed("reported_head", "单位日志所记的会议日志摘要一致"));
    } else {
      verification.findings.push_back(
          failed("reported_head", "会议日志第 " + std::to_string(report.seq) + " 条",
                 to_text(report.head), there ? "摘要不同" : "没有这一条"));
    }
  }
}

void replay_logs(const ArchiveReading& reading, const Evidence& evidence,
                 Verification& verification) {
  for (const ReadLog& log : reading.logs) {
    Result<LogState> state = replay(log.events, reading.contents.suite, evidence);
    if (!state) {
      verification.findings.push_back(failed("gate", "日志 " + to_text(log.log),
                                             "每一事件都合乎规则", describe(state.error())));
      continue;
    }
    verification.findings.push_back(passed("gate", "日志 " + to_text(log.log).substr(0, 8) + ":" +
                                                       std::to_string(log.events.size()) +
                                                       " 条事件逐条重新过关"));
    if (const Meeting* meeting = std::get_if<Meeting>(&*state)) {
      check_meeting(*meeting, verification);
    }
    if (Meeting* meeting = std::get_if<Meeting>(&*state)) meeting->evidence = &no_evidence();
    verification.states.push_back(*std::move(state));
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
  replay_logs(reading, evidence, verification);
  check_reports(reading, verification);
  return verification;
}

std::string line_of(const Finding& finding) {
  if (finding.verdict == Verdict::satisfied) {
    return "通过  [" + finding.check + "] " + finding.says;
  }
  return "不符  [" + finding.check + "] " + finding.says + "：应为 " + finding.required +
         "，实为 " + finding.observed;
}

}  // namespace huanjie
