#include "app/script.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"
#include "meeting/attendance.h"
#include "meeting/rounds.h"
#include "rules/adopt.h"
#include "tally/explain.h"

namespace huanjie {
namespace {

using Values = std::map<std::string, std::string>;

std::string listed(const std::vector<std::string>& names) { return join(names, "、"); }

std::string listed(const std::vector<Officer>& officers) {
  std::vector<std::string> names;
  for (const Officer& officer : officers) names.push_back(officer.name);
  return listed(names);
}

std::string choice_word(Choice choice) {
  switch (choice) {
    case Choice::approve: return "表示赞成";
    case Choice::oppose:  return "表示不赞成";
    case Choice::abstain: return "表示弃权";
    case Choice::invalid: return "无效";
  }
  return "";
}

std::string symbols_sentence(const Symbols& symbols) {
  return "画“○”" + choice_word(symbols.circle) + "，画“×”" + choice_word(symbols.cross) +
         "，画“√”" + choice_word(symbols.tick) + "，不画任何符号" + choice_word(symbols.blank) +
         "。";
}

std::string seats_sentence(const Ballot& ballot) {
  std::string text;
  for (const Contest& contest : ballot.contests) {
    const auto candidates = static_cast<int>(contest.candidates.size());
    const int extra = candidates - contest.seats;
    text += (text.empty() ? "" : "；") + contest.title + "应选 " + std::to_string(contest.seats) +
            " 名，候选人 " + std::to_string(candidates) + " 名";
    if (extra > 0) text += "，差额 " + std::to_string(extra) + " 名";
    if (extra == 0) text += "，等额选举";
  }
  return text + "。";
}

std::string limit_sentence(const Ballot& ballot) {
  std::string text;
  for (const Contest& contest : ballot.contests) {
    const std::string seats = std::to_string(contest.seats);
    text += (text.empty() ? "" : "；") + contest.title + "所选人数（含另选他人）等于或少于 " +
            seats + " 名的有效，多于 " + seats + " 名的无效";
  }
  return text + "。";
}

std::string write_in_sentence(const WriteInRule& rule) {
  if (!rule.allowed) return "本次选举不另选他人。";
  std::string text = rule.after_opposing ? "对候选人不赞成的，可以另选他人；" : "可以另选他人，";
  text += "另选他人的，写上姓名";
  text += rule.needs_mark ? "，并在其姓名对应的空格内画“○”。" : "。";
  if (rule.after_opposing) text += "弃权的不能另选他人。";
  return text;
}

void add_ballot(const Sitting& sitting, Values& values) {
  const PollState* poll = open_poll(sitting);
  if (poll == nullptr) return;
  std::vector<std::string> candidates;
  for (const Contest& contest : poll->ballot.contests) {
    for (const Candidate& candidate : contest.candidates) {
      if (std::ranges::find(candidates, candidate.name) == candidates.end()) {
        candidates.push_back(candidate.name);
      }
    }
  }
  values["candidates"] = listed(candidates);
  values["seats_sentence"] = seats_sentence(poll->ballot);
  values["seats_limit_sentence"] = limit_sentence(poll->ballot);
  values["symbols_sentence"] = symbols_sentence(poll->ballot.method.symbols);
  values["write_in_sentence"] = write_in_sentence(poll->ballot.method.write_in);
  if (!poll->box.empty()) values["box"] = poll->box;
  if (poll->papers.issued) values["issued"] = std::to_string(*poll->papers.issued);
}

std::string result_lines(const PollState& poll) {
  std::string text;
  for (const ContestResult& contest : poll.outcome->result.contests) {
    const Contest* listed_contest = find_contest(poll.ballot, contest.id);
    for (const LineResult& line : contest.lines) {
      const Candidate* candidate = find_candidate(*listed_contest, line.candidate);
      text += (text.empty() ? "" : "；") + candidate->name + " 赞成 " +
              std::to_string(line.approve + line.carried) + " 票、不赞成 " +
              std::to_string(line.oppose) + " 票、弃权 " + std::to_string(line.abstain) + " 票";
    }
    for (const WriteInResult& line : contest.write_ins) {
      text += "；另选 " + line.name + " " + std::to_string(line.approve) + " 票";
    }
  }
  return text + "。";
}

void add_result(const Sitting& sitting, Values& values) {
  const PollState* poll = open_poll(sitting);
  if (poll == nullptr || !poll->outcome) return;
  const Poll& numbers = poll->outcome->poll;
  const PollResult& result = poll->outcome->result;
  values["returned"] = std::to_string(numbers.returned.value_or(0));
  values["voters"] = std::to_string(numbers.voters.value_or(0));
  values["validity_sentence"] =
      result.poll.valid ? "收回选票数符合规定，本次选举有效。" : "本次选举无效，须重新投票。";
  if (!result.contests.empty()) {
    const ContestResult& first = result.contests.front();
    values["valid"] = std::to_string(first.sheets.valid);
    values["invalid"] = std::to_string(first.sheets.invalid);
    values["results"] = result_lines(*poll);
    values["threshold_sentence"] = "当选须得赞成票 " + std::to_string(first.base.needed) +
                                   " 票以上（含 " + std::to_string(first.base.needed) + " 票）。";
  }
  if (poll->announced) {
    std::vector<std::string> elected;
    for (const ElectedPerson& person : *poll->announced) elected.push_back(person.name);
    values["elected"] = elected.empty() ? "（无人当选）" : listed(elected);
  }
}

void add_posts(const Sitting& sitting, Values& values) {
  std::vector<std::string> deputies;
  for (const ElectedPerson& person : sitting.elected) {
    if (person.title.find("副") != std::string::npos) {
      deputies.push_back(person.name);
    } else if (person.title.find("书记") != std::string::npos) {
      values["secretary"] = person.name;
    }
  }
  if (!deputies.empty()) values["deputies"] = listed(deputies);
}

void add_motion(const Sitting& sitting, const AgendaStep& step, Values& values) {
  for (const Motion& motion : sitting.motions) {
    const std::string act = "motion_decided:" + std::string(to_text(motion.decided.topic));
    if (std::ranges::find(step.acts, act) == step.acts.end()) continue;
    values["motion_for"] = std::to_string(motion.decided.for_);
    values["motion_against"] = std::to_string(motion.decided.against);
    values["motion_abstain"] = std::to_string(motion.decided.abstain);
  }
}

// The script of a pack is one text; a line in brackets is a cue for the host.
std::vector<ScriptLine> script_lines(const std::string& script) {
  std::vector<ScriptLine> lines;
  for (const std::string& line : split(script, '\n')) {
    if (line.empty()) continue;
    const bool cue = line.starts_with("（") && line.ends_with("）");
    lines.push_back({line, cue});
  }
  return lines;
}

}  // namespace

Values script_values(const Meeting& meeting, const Sitting& sitting) {
  Values values;
  const MeetingPrepared& prepared = meeting.prepared;
  values["unit_name"] = prepared.unit_name;
  values["session"] = sitting.title;
  values["date"] = chinese_date(prepared.date);
  values["place"] = prepared.place;
  values["chair"] = sitting.chair;
  values["body_title"] = prepared.organisation;
  if (!prepared.superior.empty()) values["leaders"] = prepared.superior + "有关负责同志";
  if (prepared.reply) values["superior_reply"] = prepared.reply->number;
  values["roll"] = std::to_string(meeting.roster.size());
  std::vector<std::string> items;
  for (const AgendaStep& step : sitting.pack->agenda.steps) items.push_back(step.title);
  values["agenda_items"] = listed(items);
  int excluded = 0;
  if (!sitting.plenary) {
    for (const auto& [voter, attendee] : meeting.roster) excluded += attendee.excluded ? 1 : 0;
  }
  values["excluded"] = std::to_string(excluded);
  values["entitled"] = std::to_string(entitled(meeting, sitting));
  values["registered"] = values["entitled"];
  if (!sitting.heads.empty()) {
    values["present"] = std::to_string(sitting.heads.back().present);
    values["quorum_sentence"] = "到会人数符合规定，可以开会。";
  }
  if (sitting.report) values["report_speaker"] = sitting.report->by;
  if (sitting.officers) {
    values["scrutineers"] = listed(sitting.officers->scrutineers);
    values["tellers"] = listed(sitting.officers->tellers);
    if (!sitting.officers->scrutineers.empty()) {
      values["chief_scrutineer"] = sitting.officers->scrutineers.front().name;
    }
  }
  add_ballot(sitting, values);
  add_result(sitting, values);
  for (const Sitting& each : meeting.sittings) add_posts(each, values);
  for (const StatementMade& statement : meeting.statements) {
    if (statement.kind == "pledge") values["pledge"] = statement.text;
    values["statement_speaker"] = statement.by;
  }
  return values;
}

AgendaInput agenda_input(const Meeting& meeting, const Sitting& sitting) {
  AgendaInput input;
  input.heading.unit = meeting.prepared.organisation;
  input.heading.meeting = sitting.title;
  input.heading.date = meeting.prepared.date;
  input.heading.place = meeting.prepared.place;
  input.heading.rehearsal = meeting.prepared.rehearsal;
  input.host = sitting.chair;
  const Values values = script_values(meeting, sitting);
  for (const AgendaStep& step : sitting.pack->agenda.steps) {
    Values here = values;
    add_motion(sitting, step, here);
    input.steps.push_back({step.title, "", "", "", script_lines(fill_script(step.script, here))});
  }
  return input;
}

std::string attendance_sentence(const Sitting& sitting, const Meeting& meeting) {
  if (sitting.heads.empty()) return "";
  return "应到会有选举权的 " + std::to_string(entitled(meeting, sitting)) +
         " 人，实到会有选举权的 " + std::to_string(sitting.heads.front().present) + " 人。";
}

std::vector<std::string> explanation_of(const Sitting& sitting, const PollState& poll) {
  ExplainContext context;
  context.ballot = &poll.ballot;
  context.poll = &poll.outcome->poll;
  for (const auto& [key, value] : sitting.pack->method.values) {
    context.articles[key] = sitting.pack->manifest.title + value.article;
  }
  const PollResult& result =
      poll.corrections.empty() ? poll.outcome->result : poll.corrections.back().result;
  Result<std::vector<std::string>> sentences = explain(result, context);
  return sentences ? *sentences : std::vector<std::string>{};
}

namespace {

template <class E>
std::optional<E> as(const Envelope& envelope) {
  if (envelope.kind != E::kName) return std::nullopt;
  const Result<E> event = event_of<E>(envelope);
  return event ? std::optional<E>(*event) : std::nullopt;
}

std::string topic_name(Topic topic) {
  switch (topic) {
    case Topic::exclusions: return "不计入应到会人员名单";
    case Topic::agenda:     return "会议议程";
    case Topic::report:     return "关于工作报告的决议";
    case Topic::method:     return "选举办法";
    case Topic::officers:   return "监票人名单";
    case Topic::seats:      return "减少应选名额";
  }
  return "";
}

std::string number(int value) { return std::to_string(value); }

std::string elected_line(const std::vector<ElectedPerson>& elected) {
  if (elected.empty()) return "无人当选";
  std::vector<std::string> names;
  for (const ElectedPerson& person : elected) names.push_back(person.title + " " + person.name);
  return "当选：" + listed(names);
}

std::string before_vote(const Envelope& e) {
  if (const auto x = as<HeadsCounted>(e))
    return "清点人数，实到会有选举权的 " + number(x->present) + " 人。";
  if (const auto x = as<MotionDecided>(e)) {
    return "举手表决" + topic_name(x->topic) + "：赞成 " + number(x->for_) + " 人，反对 " +
           number(x->against) + " 人，弃权 " + number(x->abstain) + " 人。";
  }
  if (const auto x = as<ReportPresented>(e)) return x->by + "作《" + x->title + "》。";
  if (const auto x = as<GroupNoted>(e)) {
    return x->group + "讨论（召集人 " + x->leader + "，" + number(x->people) + " 人）：" + x->note;
  }
  if (const auto x = as<OfficersPassed>(e)) {
    return "确定监票人 " + listed(x->scrutineers) + "，计票人 " + listed(x->tellers) + "。";
  }
  if (const auto x = as<CandidatesAnnounced>(e))
    return "宣布候选人名单。" + seats_sentence(x->ballot);
  if (const auto x = as<SpeechGiven>(e)) return x->by + "发言：" + x->about + "。";
  if (const auto x = as<BoxSealed>(e)) return "当众检查 " + x->box + " 号票箱并封闭。";
  if (const auto x = as<PapersIssued>(e)) return "发出选票 " + number(x->count) + " 张。";
  if (const auto x = as<VotingClosed>(e)) return "投票结束。";
  return "";
}

std::string after_vote(const Envelope& e) {
  if (const auto x = as<PapersReturned>(e))
    return "开箱清点，收回选票 " + number(x->count) + " 张。";
  if (const auto x = as<CountEntered>(e)) return "计票一遍（" + listed(x->by) + "）。";
  if (const auto x = as<OutcomeDeclared>(e)) {
    return x->result.poll.valid ? "算出选举结果。" : "本次投票无效。";
  }
  if (const auto x = as<OutcomeCertified>(e)) return listed(x->by) + "在选举结果报告单上签字。";
  if (const auto x = as<EligibilityConfirmed>(e)) {
    return "另选人 " + x->name + (x->eligible ? " 资格符合。" : " 资格不符：" + x->ground + "。");
  }
  if (const auto x = as<ResultAnnounced>(e))
    return "宣布选举结果。" + elected_line(x->elected) + "。";
  if (const auto x = as<RoundOpened>(e)) return "进行" + x->ballot.title + "。";
  if (const auto x = as<SeatsSettled>(e)) return "缺额 " + number(x->seats) + " 名不再补选。";
  if (const auto x = as<PlenaryOpened>(e)) return x->title + "开始，" + x->chair + "主持。";
  if (const auto x = as<StatementMade>(e)) return x->by + "发言：" + x->text;
  if (const auto x = as<MeetingSuspended>(e)) return "会议中止：" + x->reason + "。";
  if (const auto x = as<MeetingResumed>(e)) return chinese_date(x->date) + "复会。";
  if (const auto x = as<MeetingAbandoned>(e)) return "会议终止：" + x->reason + "。";
  if (const auto x = as<CorrectionMade>(e))
    return "更正：" + x->reason + "。" + elected_line(x->elected) + "。";
  if (const auto x = as<MeetingClosed>(e)) return "会议结束。";
  return "";
}

}  // namespace

std::vector<MinutesLine> minutes_lines(const std::vector<Envelope>& events) {
  std::vector<MinutesLine> lines;
  std::string clock;  // as it was stated; of what nobody timed the minutes say nothing
  for (const Envelope& envelope : events) {
    if (const auto stated = as<TimeStated>(envelope)) clock = stated->clock;
    if (envelope.kind == MeetingResumed::kName) clock.clear();
    std::string text = before_vote(envelope);
    if (text.empty()) text = after_vote(envelope);
    if (text.empty()) continue;
    lines.push_back({clock, std::move(text)});
  }
  return lines;
}

}  // namespace huanjie
