#include <algorithm>
#include <map>

#include "app/hold_ups.h"
#include "app/wording.h"
#include "base/text.h"
#include "cli/assembly.h"
#include "meeting/count.h"
#include "meeting/gate.h"
#include "meeting/rounds.h"
#include "rules/adopt.h"

namespace huanjie {
namespace {

std::string number(std::int64_t value) { return std::to_string(value); }

std::string status_text(const Meeting& meeting) {
  switch (meeting.status) {
    case MeetingStatus::closed:    return "会议结束";
    case MeetingStatus::abandoned: return "会议终止";
    case MeetingStatus::suspended: return "会议中止";
    default:                       return "会议尚未结束";
  }
}

std::string person_of(const Contest& contest, const std::string& id) {
  if (id.starts_with(kWriteInPrefix)) return id.substr(kWriteInPrefix.size()) + "（另选）";
  const Candidate* candidate = find_candidate(contest, id);
  return candidate == nullptr ? id : candidate->name;
}

std::string people_of(const Contest& contest, const std::vector<std::string>& ids) {
  std::vector<std::string> names;
  for (const std::string& id : ids) names.push_back(person_of(contest, id));
  return join(names, "、");
}

std::string line_text(const Contest& contest, const ContestResult& result, const LineResult& line) {
  const bool seated = std::ranges::find(result.elected, line.candidate) != result.elected.end();
  const bool tied =
      result.tie && std::ranges::find(result.tie->among, line.candidate) != result.tie->among.end();
  std::string text = "    " + person_of(contest, line.candidate) + "\t赞成 " +
                     number(line.approve) + "\t不赞成 " + number(line.oppose) + "\t弃权 " +
                     number(line.abstain);
  if (line.carried > 0) {
    text += "\t并入 " + number(line.carried) + "\t得票 " + number(line.approve + line.carried);
  }
  return text + (seated ? "\t当选" : tied ? "\t得票相等" : "") + "\n";
}

// How seats that nobody fills were settled; empty while they are open.
std::string settled_text(const Sitting& sitting, const Contest& contest) {
  std::string text;
  for (const PollState& poll : sitting.polls) {
    for (const SeatsSettled& settled : poll.settled) {
      if (settled.contest != contest.id) continue;
      text += (text.empty() ? "" : "，") +
              std::string(settled.how == "reduce" ? "会议决定减少名额 " : "会议决定暂时空缺 ") +
              number(settled.seats) + " 名";
    }
  }
  return text;
}

// What the method lets the meeting do about seats that nobody fills.
std::string ways_to_fill(const Method& method) {
  static const std::map<Shortfall, std::string> kWays{{Shortfall::rerun, "可以另行选举"},
                                                      {Shortfall::reduce, "可以由会议决定减少名额"},
                                                      {Shortfall::vacancy, "可以暂时空缺"}};
  std::vector<std::string> ways;
  for (const Shortfall way : method.shortfall) ways.push_back(kWays.at(way));
  return ways.empty() ? "怎样补足，选举办法没有规定" : join(ways, "，也");
}

// What a contest leaves to do, and what to look at before it is announced. `last` says that no
// later poll was about it.
std::string remarks(const Sitting& sitting, const Contest& contest, const ContestResult& result,
                    bool last) {
  const Method method = method_of(sitting);
  std::string text;
  const auto add = [&](const std::string& sentence) { text += "    ※ " + sentence + "\n"; };
  if (result.tie && last) {
    add(people_of(contest, result.tie->among) + "得票相等，尚余名额 " + number(result.tie->seats) +
        " 名，须就他们再次投票。");
  }
  const std::string settled = settled_text(sitting, contest);
  if (result.vacant > 0 && !settled.empty()) add("缺额已经处理：" + settled + "。");
  if (result.vacant > 0 && settled.empty() && last) {
    add("还缺 " + number(result.vacant) + " 名，" + ways_to_fill(method) + "。");
  }
  for (const Flag flag : result.flags) {
    switch (flag) {
      case Flag::base_dependent:
        add("按应到会与按实到会计算，当选结果不同：请先核对选举办法，必要时请示上级，再宣布。");
        break;
      case Flag::needs_eligibility_check: break;  // told by name where it still has to be done
      case Flag::awaits_higher_tie:       add("有人在更高职务上得票相等，须待再次投票后确定。"); break;
      case Flag::kin_conflict:            add("近亲属同时当选，须按规定回避。"); break;
      case Flag::no_woman:                break;  // told once for the whole sitting
    }
  }
  return text;
}

std::string contest_text(const Sitting& sitting, const Contest& contest,
                         const ContestResult& result, bool last) {
  const bool plurality = result.base.of == "plurality";
  std::string text =
      "  " + contest.title + "（应选 " + number(result.seats) + " 名，" +
      (plurality ? std::string("得票多的当选") : "至少须得 " + number(result.base.needed) + " 票") +
      "）\n";
  for (const LineResult& line : result.lines) text += line_text(contest, result, line);
  for (const WriteInResult& line : result.write_ins) {
    text += "    " + line.name + "（另选）\t赞成 " + number(line.approve) +
            (line.outcome == Outcome::elected ? "\t当选" : "") + "\n";
  }
  return text + remarks(sitting, contest, result, last);
}

bool is_last_poll_of(const Sitting& sitting, const PollState& poll, const std::string& contest) {
  const PollState* last = nullptr;
  for (const PollState& each : sitting.polls) {
    if (find_contest(each.ballot, contest) != nullptr) last = &each;
  }
  return last == &poll;
}

std::string poll_text(const Sitting& sitting, const PollState& poll,
                      const AssemblySummary& summary) {
  const PollResult& result =
      poll.corrections.empty() ? poll.outcome->result : poll.corrections.back().result;
  std::string text = "\n" + poll_title(poll.ballot) + "：";
  if (result.poll.valid) {
    text += poll.corrections.empty() ? "有效\n" : "有效（已更正）\n";
  } else {
    const bool last = &poll == &sitting.polls.back();
    text += "无效（" + join(void_reasons(result, poll.outcome->poll), "；") + "），" +
            (last ? "须重新投票" : "已经重新投票") + "\n";
    if (last && poll.certified_by.empty()) {
      text +=
          "    ※ 先重新清点收回的选票：数错了的，接着再写一件 papers（what 写 return）改正；"
          "没有数错的，由监票人、计票人签字（certify）。\n";
    }
  }
  for (const ContestResult& contest : result.contests) {
    text += contest_text(sitting, *find_contest(poll.ballot, contest.id), contest,
                         is_last_poll_of(sitting, poll, contest.id));
  }
  const auto code = summary.codes.find(poll.ballot.id);
  if (code != summary.codes.end()) text += "  结果报告单校验码：" + code->second + "\n";
  return text;
}

// An entry of several lines, each but the first further in.
std::string entry(const std::string& mark, const std::string& lines) {
  std::string text = "  " + mark + " ";
  for (const char c : lines) text += c == '\n' ? std::string("\n      ") : std::string(1, c);
  return text + "\n";
}

// What stands in the way, where nobody can miss it.
std::string hold_up_text(const Meeting& meeting) {
  if (meeting.status == MeetingStatus::abandoned) return "";
  const std::vector<std::string> texts = hold_ups(meeting);
  if (texts.empty()) return "";
  std::string text = "\n！！！现在要先办的！！！\n";
  for (const std::string& one : texts) text += entry("→", one);
  return text;
}

std::string notices_text(const std::vector<std::string>& notices) {
  if (notices.empty()) return "";
  std::string text = "\n请注意：\n";
  for (const std::string& notice : notices) text += entry("※", notice);
  return text;
}

// What to know of the statute that a sitting is held by: its banner, that it was in force no
// longer, how much of it nobody has confirmed.
void note_statute(const Sitting& sitting, const Date& day, std::vector<std::string>& notices) {
  const Manifest& manifest = sitting.pack->manifest;
  if (manifest.in_force.to && day >= *manifest.in_force.to) {
    notices.push_back(manifest.title + "施行到" + chinese_date(*manifest.in_force.to) +
                      "，这次会议在那以后。现行的条文还没有收录，请先向上级问清再开。");
  }
  if (!manifest.banner.empty()) notices.push_back(manifest.banner + "。");
  const std::vector<Finding> found = warnings(*sitting.pack, sitting.method_json);
  const auto open = std::ranges::count(found, true, &Finding::unverified);
  if (!sitting.method_json.is_null() && open > 0) {
    notices.push_back(manifest.title + "的选举办法有 " + number(open) +
                      " 处条文待核实（见选举结果说明，或 huanjie packs show " + manifest.id +
                      "）。以经批准的选举办法为准。");
  }
}

// A committee that must have a woman, and none is known among those elected: of who was written in,
// and of who has no sex on the roster, nothing is known.
void note_women(const Sitting& sitting, std::vector<std::string>& notices) {
  if (!sitting.method || !sitting.method->requires_woman || sitting.elected.empty()) return;
  for (const PollState& poll : sitting.polls) {
    for (const Contest& contest : poll.ballot.contests) {
      for (const Candidate& candidate : contest.candidates) {
        const bool elected = std::ranges::any_of(sitting.elected, [&](const ElectedPerson& person) {
          return to_text(person.voter) == candidate.person.value_or("");
        });
        if (elected && candidate.sex == Sex::female) return;
      }
    }
  }
  const std::string article = article_of(*sitting.pack, "requires_woman");
  notices.push_back("当选人中没有查到妇女（另选的人、名册上没有写性别的人不知道），应当有妇女成员" +
                    (article.empty() ? std::string() : "（依据：" + article + "）") +
                    "。请核对；确实没有的，请示上级如何处理。");
}

// The first item that is not filled in, and that nothing behind it was read.
std::string waiting_text(const AssemblySummary& summary) {
  if (summary.waiting == 0) return "";
  std::string text = "还没有填完的一件（当作没有发生）：\n";
  for (const std::string& blank : summary.blanks) text += "  " + blank + "\n";
  if (summary.waiting > 1) {
    text += "它后面的 " + number(static_cast<std::int64_t>(summary.waiting) - 1) +
            " 件这次也没有记。\n";
  }
  return text;
}

// The papers that are new or not what the folder had.
std::string papers_text(const AssemblySummary& summary) {
  std::string text;
  for (const PrintedPaper& paper : summary.papers) {
    if (!paper.fresh && !paper.changed) continue;
    text += "  " + std::string(paper.fresh ? "新" : "改") + "  " + paper.title + "（" +
            paper.signed_by + "）  " + paper.file + "\n";
  }
  const std::string heading = summary.checked_only ? "会印出" : "这次印出";
  if (text.empty()) return "\n没有新的材料。\n";
  return "\n" + heading + "（新：第一次印；改：与上次不同，要换）：\n" + text;
}

// Where an open meeting stands and what the folder still asks for.
std::string next_text(const AssemblySummary& summary) {
  const Meeting& meeting = summary.meeting;
  if (summary.acts == 0) {
    return "会前材料已印好（议程、主持词、签到册等）。开会以后，把会议经过逐项填进 meeting.json，"
           "随时再运行一次，就印出到这一步的报告单。\n";
  }
  if (meeting.status != MeetingStatus::open) return "";
  const Sitting& sitting = current(meeting);
  const std::vector<AgendaStep>& steps = sitting.pack->agenda.steps;
  std::string text = (summary.checked_only ? "核对到第 " : "已记到第 ") +
                     number(static_cast<std::int64_t>(summary.acts)) + " 件事";
  if (sitting.step < steps.size()) {
    text += "，现在是议程第 " + number(static_cast<std::int64_t>(sitting.step) + 1) + " 项“" +
            steps[sitting.step].title + "”";
    const std::vector<std::string> missing = missing_acts(meeting);
    if (!missing.empty()) text += "，还缺：" + join(missing, "、");
  }
  return text +
         "。\n接着往下填（填好的各项不要再改），再运行一次同样的命令。归档在会议结束后生成。\n";
}

}  // namespace

std::string summary_text(const AssemblySummary& summary) {
  const Meeting& meeting = summary.meeting;
  std::string text;
  if (summary.checked_only) text = "只核对：没有记录，也没有写文件。没有不对的地方。\n";
  text += meeting.prepared.title + "（" + status_text(meeting) + "）\n";
  for (const Sitting& sitting : meeting.sittings) {
    for (const PollState& poll : sitting.polls) {
      if (poll.outcome) text += poll_text(sitting, poll, summary);
    }
  }
  std::vector<std::string> notices = summary.notices;
  for (const Sitting& sitting : meeting.sittings) {
    note_statute(sitting, meeting.prepared.date, notices);
    note_women(sitting, notices);
  }
  text += notices_text(notices);
  text += papers_text(summary);
  text += "\n" + waiting_text(summary) + next_text(summary);
  if (summary.checked_only) return text + hold_up_text(meeting);
  if (summary.sealed) text += "归档：" + summary.out + "/archive.hjz\n";
  text += "报告单：" + summary.out + "/reports（" +
          number(static_cast<std::int64_t>(summary.papers.size())) + " 份 PDF）\n";
  return text + hold_up_text(meeting);
}

}  // namespace huanjie
