#include "verify/account.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "ledger/head.h"
#include "meeting/gate.h"
#include "meeting/rounds.h"

namespace huanjie {
namespace {

std::string number(std::int64_t value) { return std::to_string(value); }

// Votes of one who was elected: of a line by the candidate's name, or of a written-in name.
std::string votes_of(const Ballot& ballot, const PollResult& result, const ElectedPerson& person) {
  const Contest* listed = find_contest(ballot, person.contest);
  const auto contest = std::ranges::find(result.contests, person.contest, &ContestResult::id);
  if (listed == nullptr || contest == result.contests.end()) return person.name;
  for (const LineResult& line : contest->lines) {
    const Candidate* candidate = find_candidate(*listed, line.candidate);
    if (candidate != nullptr && candidate->name == person.name) {
      return person.name + " " + number(line.approve + line.carried) + " 票";
    }
  }
  for (const WriteInResult& line : contest->write_ins) {
    if (line.name == person.name) {
      return person.name + " " + number(line.approve) + " 票（另选他人）";
    }
  }
  return person.name;
}

std::string code_at(const Verification& verification, LogId log, std::int64_t seq) {
  const auto codes = verification.hashes.find(log);
  const bool there = codes != verification.hashes.end() && seq >= 1 &&
                     seq <= static_cast<std::int64_t>(codes->second.size());
  return there ? short_code(codes->second[static_cast<std::size_t>(seq - 1)]) : "";
}

void tell_elected(const PollState& poll, const PollResult& result,
                  const std::vector<ElectedPerson>& elected, const std::string& indent,
                  std::vector<std::string>& lines) {
  for (const Contest& contest : poll.ballot.contests) {
    std::vector<std::string> people;
    for (const ElectedPerson& person : elected) {
      if (person.contest != contest.id) continue;
      people.push_back(votes_of(poll.ballot, result, person));
    }
    if (people.empty()) continue;
    lines.push_back("    " + indent + contest.title + "：" + join(people, "、"));
  }
}

void tell_poll(const Verification& verification, LogId log, const PollState& poll,
               std::vector<std::string>& lines) {
  const PollResult* result = standing_result(poll);
  if (result == nullptr) {
    lines.push_back("  " + poll.ballot.title + "：没有算出结果");
    return;
  }
  std::string heading = "  " + poll.ballot.title + "：";
  heading += !result->poll.valid       ? "本次投票无效，须重新投票"
             : !poll.announced         ? "已计票，结果没有宣布"
             : poll.announced->empty() ? "没有人当选"
                                       : "当选";
  if (standing_correction(poll) != nullptr) heading += "（已更正）";
  lines.push_back(heading);
  if (poll.announced) tell_elected(poll, *result, *poll.announced, "", lines);
  // What was found after the meeting seats nobody; the superior decides.
  if (!poll.corrections.empty() && standing_correction(poll) != &poll.corrections.back()) {
    const CorrectionMade& last = poll.corrections.back();
    lines.push_back("    会后更正：" + last.reason + "。由上级组织决定如何处理。按更正后的票数：");
    tell_elected(poll, last.result, last.elected, "  ", lines);
  }
  const std::int64_t seq = poll.reported_seq;
  lines.push_back("    报告单上的记录校验码：" + code_at(verification, log, seq) + "（第 " +
                  number(seq) + " 条）");
}

std::string status_of(const Meeting& meeting) {
  switch (meeting.status) {
    case MeetingStatus::closed:     return "会议已结束";
    case MeetingStatus::abandoned:  return "会议已终止";
    case MeetingStatus::suspended:  return "会议中止，没有恢复";
    case MeetingStatus::open:       return "会议没有开完";
    case MeetingStatus::unprepared: break;
  }
  return "会议没有召开";
}

void tell_meeting(const Verification& verification, LogId log, const Meeting& meeting,
                  std::vector<std::string>& lines) {
  const MeetingPrepared& is = meeting.prepared;
  lines.push_back("单位：" + is.organisation + "（" + is.unit_name + "）");
  lines.push_back("会议：" + is.title + (is.rehearsal ? "【演练，不是正式选举】" : ""));
  lines.push_back("时间：" + chinese_date(is.date) + "，地点：" + is.place + "，" +
                  status_of(meeting));
  for (const Sitting& sitting : meeting.sittings) {
    if (sitting.plenary) lines.push_back(sitting.title);
    if (sitting.polls.empty()) lines.push_back("  没有进行投票");
    for (const PollState& poll : sitting.polls) tell_poll(verification, log, poll, lines);
  }
  lines.push_back("记录末尾的校验码：" + code_at(verification, log, meeting.seq) + "（第 " +
                  number(meeting.seq) + " 条）");
  lines.push_back("记录编号：" + to_text(log));
}

const Meeting* meeting_of(const LogState& state) { return std::get_if<Meeting>(&state); }

bool has_result(const Meeting& meeting) {
  return std::ranges::any_of(meeting.sittings, [](const Sitting& sitting) {
    return std::ranges::any_of(sitting.polls,
                               [](const PollState& poll) { return poll.announced.has_value(); });
  });
}

// "huanjie:1:<log>:<seq>:<hash>" is what the QR code on paper holds; the hash alone says as much.
std::optional<Hash> whole_hash(std::string_view typed) {
  const std::size_t last = typed.rfind(':');
  if (last != std::string_view::npos) typed.remove_prefix(last + 1);
  if (typed.size() != 64) return std::nullopt;
  const Result<Hash> hash = parse_hash(typed);
  return hash ? std::optional(*hash) : std::nullopt;
}

std::vector<std::string> lines_at(const Verification& verification, LogId log, std::size_t at) {
  const auto kinds = verification.kinds.find(log);
  const auto& all = verification.hashes.at(log);
  const std::string kind = kinds == verification.kinds.end() || at >= kinds->second.size()
                               ? ""
                               : act_title(kinds->second[at]);
  std::vector<std::string> lines;
  lines.push_back("校验码相符：它是" + log_title(verification, log) + "第 " +
                  number(static_cast<std::int64_t>(at) + 1) + " 条" +
                  (kind.empty() ? "" : "（" + kind + "）") + "的校验码");
  const std::size_t later = all.size() - at - 1;
  lines.push_back(later == 0 ? "  它就是这份记录的末尾"
                             : "  在它之后这份记录还有 " +
                                   number(static_cast<std::int64_t>(later)) + " 条");
  return lines;
}

}  // namespace

std::vector<std::string> record_lines(const Verification& verification) {
  std::vector<std::string> lines;
  for (const auto& [log, state] : verification.states) {
    const Meeting* meeting = meeting_of(state);
    if (meeting != nullptr) tell_meeting(verification, log, *meeting, lines);
  }
  return lines;
}

Result<std::vector<std::string>> code_lines(const Verification& verification,
                                            std::string_view typed) {
  const std::optional<Hash> whole = whole_hash(typed);
  for (const auto& [log, hashes] : verification.hashes) {
    for (std::size_t i = 0; i < hashes.size(); ++i) {
      if (whole ? *whole == hashes[i] : check_short_code(typed, hashes[i]).has_value()) {
        return lines_at(verification, log, i);
      }
      if (whole) continue;
      const Result<> checked = check_short_code(typed, hashes[i]);
      // A slip of typing is one against every hash.
      if (!checked && checked.error().code != ErrorCode::conflict) {
        return std::unexpected(checked.error());
      }
    }
  }
  return fail(ErrorCode::refused, "这个校验码不是这份记录的：纸上的结果与这份归档对不上");
}

bool is_archive(const Verification& verification) {
  return verification.holds() || !verification.hashes.empty();
}

std::string conclusion_of(const Verification& verification) {
  if (!is_archive(verification)) return "结论：这不是归档文件，或者已经损坏得读不出来";
  const auto wrong = std::ranges::count_if(verification.findings, [](const Finding& finding) {
    return finding.verdict != Verdict::satisfied;
  });
  if (wrong > 0) {
    return "结论：归档不可信，有 " + number(wrong) + " 处不符，不要采用其中的结果";
  }
  for (const auto& [log, state] : verification.states) {
    const Meeting* meeting = meeting_of(state);
    if (meeting == nullptr) continue;
    if (!has_result(*meeting)) {
      return "结论：归档完整，但其中没有选举结果（" + status_of(*meeting) + "）";
    }
    if (meeting->status != MeetingStatus::closed) {
      return "结论：归档完整，已宣布的结果可以重新算出；注意：" + status_of(*meeting);
    }
    return "结论：归档完整，选举结果重新算出，完全一致";
  }
  return "结论：归档完整，但其中没有会议记录，也没有选举结果";
}

std::string account_of(const Verification& verification, const std::string& file) {
  if (!is_archive(verification)) {
    return file + "：这不是归档文件（.hjz），或者已经损坏，读不出来\n" +
           conclusion_of(verification) + "\n";
  }
  std::string text =
      "归档：" + file + (verification.profile == Profile::full ? "（完整）\n" : "（公开）\n");
  const std::vector<std::string> record = record_lines(verification);
  if (!verification.holds() && !record.empty()) text += "以下为归档所记，核验不符，不能采信：\n";
  for (const std::string& line : record) text += line + "\n";
  text += "\n核验\n";
  for (const Finding& finding : verification.findings) text += line_of(finding) + "\n";
  return text + "\n" + conclusion_of(verification) + "\n";
}

}  // namespace huanjie
