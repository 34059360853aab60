#include "app/script.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "app/wording.h"
#include "base/text.h"
#include "meeting/attendance.h"
#include "meeting/rounds.h"
#include "tally/explain.h"

namespace huanjie {
namespace {

// By the names of packs/words.json. What is left out is not known yet and becomes a blank; an empty
// text says that there is nothing to say.
using Values = std::map<std::string, std::string>;

constexpr const char* kBlankName = "________";
constexpr const char* kMayVote = "到会人数符合规定，可以进行选举。";

std::string listed(const std::vector<std::string>& names) { return join(names, "、"); }

std::string listed(const std::vector<Officer>& officers) {
  std::vector<std::string> names;
  for (const Officer& officer : officers) names.push_back(officer.name);
  return listed(names);
}

void set_known(Values& values, const std::string& name, const std::string& text) {
  if (!text.empty()) values[name] = text;
}

std::string number(std::int64_t value) { return std::to_string(value); }

std::string without_full_stop(std::string text) {
  static constexpr std::string_view kFullStop = "。";
  while (text.ends_with(kFullStop)) text.resize(text.size() - kFullStop.size());
  return text;
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

// A sheet without rows for other names, as that of a tie, takes none.
bool takes_write_ins(const Ballot& ballot) {
  return ballot.method.write_in.allowed &&
         std::ranges::any_of(ballot.contests,
                             [](const Contest& contest) { return contest.write_in_rows > 0; });
}

std::string limit_sentence(const Ballot& ballot) {
  const std::string others = takes_write_ins(ballot) ? "（含另选他人）" : "";
  std::string text;
  for (const Contest& contest : ballot.contests) {
    const std::string seats = number(contest.seats);
    text += (text.empty() ? "" : "；") + contest.title + "所选人数" + others + "等于或少于" +
            seats + "名的有效，多于" + seats + "名的无效";
  }
  return text + "。";
}

std::string write_in_sentence(const Ballot& ballot) {
  if (!takes_write_ins(ballot)) return "本次投票不另选他人。";
  const WriteInRule& rule = ballot.method.write_in;
  std::string text = rule.after_opposing ? "对候选人不赞成的，可以另选他人；" : "可以另选他人，";
  text += "另选他人的，写上姓名";
  text += rule.needs_mark ? "，并在其姓名对应的空格内画“○”。" : "。";
  if (rule.after_opposing) text += "弃权的不能另选他人。";
  return text;
}

std::string results_sentence(const PollState& poll) {
  std::vector<std::string> lines;
  for (const ContestResult& contest : poll.outcome->result.contests) {
    const Contest& post = *find_contest(poll.ballot, contest.id);
    const std::string title =
        poll.ballot.contests.size() > 1 ? post.title + "候选人" : std::string();
    for (const LineResult& line : contest.lines) {
      std::string text = title + person_name(post, line.candidate) + "赞成" + number(line.approve) +
                         "票、不赞成" + number(line.oppose) + "票、弃权" + number(line.abstain) +
                         "票";
      if (line.carried > 0) {
        text += "，并入" + number(line.carried) + "票，得票" + number(line.approve + line.carried) +
                "票";
      }
      lines.push_back(std::move(text));
    }
    for (const WriteInResult& line : contest.write_ins) {
      lines.push_back((title.empty() ? "" : post.title) + "另选" + line.name +
                      number(line.approve) + "票");
    }
  }
  return join(lines, "；") + "。";
}

// What the method asks for, with the number where the base is known; once where every contest of
// the sheet has the same.
std::string passing_sentence(const Sitting& sitting, const PollState* poll) {
  if (poll == nullptr || !poll->outcome || poll->outcome->result.contests.empty()) {
    const Method method = poll == nullptr ? method_of(sitting) : poll->ballot.method;
    if (method.elected.plurality) return "以得票多的当选。";
    BaseResult base;
    if (method.elected.of) base.of = std::string(to_text(*method.elected.of));
    const Threshold rule = elected_rule(sitting, method, base);
    return "得赞成票" + std::string(rule.strict ? "超过" : "不少于") + rule.base_name + "的" +
           chinese_fraction(rule.share) + "的，始得当选。";
  }
  std::vector<std::string> said;
  for (const ContestResult& contest : poll->outcome->result.contests) {
    const Threshold rule = elected_rule(sitting, poll->ballot.method, contest.base);
    std::string sentence = rule.plurality
                               ? "以得票多的当选。"
                               : "得赞成票" + threshold_sentence(rule, "票") + "的，始得当选。";
    if (std::ranges::find(said, sentence) == said.end()) said.push_back(std::move(sentence));
  }
  return join(said, "");
}

std::string announcement(const PollState& poll) {
  if (poll.announced && poll.announced->empty()) return "本次投票没有人当选。";
  std::vector<ElectedTo> posts;
  if (poll.announced) {
    posts = by_post(*poll.announced);
  } else {
    for (const Contest& contest : poll.ballot.contests) {
      posts.push_back({contest.title, std::vector<std::string>(1, kBlankName)});
    }
  }
  std::vector<std::string> said;
  for (const ElectedTo& post : posts) {
    said.push_back("当选为" + post.title + "的是" + order_in_brackets(post.names) + "：" +
                   listed(post.names));
  }
  return "现在我宣布，" + join(said, "；") + "。让我们以热烈的掌声表示祝贺！";
}

void add_ballot(const PollState* poll, Values& values) {
  if (poll == nullptr) return;
  values["candidates"] = listed(candidate_names(poll->ballot));
  values["seats_sentence"] = seats_sentence(poll->ballot);
  values["seats_limit_sentence"] = limit_sentence(poll->ballot);
  values["symbols_sentence"] = symbols_sentence(poll->ballot.method.symbols);
  values["write_in_sentence"] = write_in_sentence(poll->ballot);
  values["announcement_sentence"] = announcement(*poll);
  set_known(values, "box", poll->box);
  if (poll->papers.issued) values["issued"] = number(*poll->papers.issued);
}

void add_result(const PollState* poll, Values& values) {
  if (poll == nullptr || !poll->outcome) return;
  const Poll& numbers = poll->outcome->poll;
  const PollResult& result = poll->outcome->result;
  values["returned"] = number(numbers.returned.value_or(0));
  values["voters"] = number(numbers.voters.value_or(0));
  values["validity_sentence"] =
      result.poll.valid ? "收回选票数符合规定，本次选举有效。" : "本次选举无效，须重新投票。";
  if (!result.contests.empty()) {
    const ContestResult& first = result.contests.front();
    values["valid"] = number(first.sheets.valid);
    values["invalid"] = number(first.sheets.invalid);
    values["results"] = results_sentence(*poll);
  }
  if (poll->announced) {
    std::vector<std::string> names;
    for (const ElectedTo& post : by_post(*poll->announced)) {
      names.insert(names.end(), post.names.begin(), post.names.end());
    }
    values["elected"] = names.empty() ? "（无人当选）" : listed(names);
  }
}

// 书记 and 副书记 of the first plenary.
void add_posts(const Meeting& meeting, Values& values) {
  std::vector<std::string> said;
  for (const Sitting& sitting : meeting.sittings) {
    if (!sitting.plenary) continue;
    for (const ElectedTo& post : by_post(sitting.elected)) {
      const std::string names = listed(post.names);
      if (post.title.find("书记") != std::string::npos) {
        values[post.title.find("副") == std::string::npos ? "secretary" : "deputies"] = names;
      }
      said.push_back(names + "同志当选为" + post.title);
    }
  }
  if (!said.empty()) values["posts_sentence"] = join(said, "，");
}

// The step is behind the meeting: what was not done in it will not be done.
bool is_over(const Meeting& meeting, const Sitting& sitting, std::size_t step) {
  return meeting.status == MeetingStatus::closed || sitting.step > step;
}

void add_speeches(const Sitting& sitting, bool over, Values& values) {
  std::vector<std::string> speakers;
  for (const SpeechGiven& speech : sitting.speeches) {
    if (std::ranges::find(speakers, speech.by) == speakers.end()) speakers.push_back(speech.by);
  }
  values["speech_sentence"] =
      over && speakers.empty() ? ""
                               : "下面请候选人依次发言，并回答提问。" +
                                     (speakers.empty() ? "" : "（" + listed(speakers) + "发言）");
}

void add_statements(const Meeting& meeting, const Sitting& sitting, bool over, Values& values) {
  const std::string comrade = sitting.pack->manifest.body.starts_with("party") ? "同志" : "";
  std::string pledge;
  std::vector<std::string> speakers;
  for (const StatementMade& statement : meeting.statements) {
    if (statement.kind == "pledge") {
      pledge += (pledge.empty() ? "" : "；") + without_full_stop(statement.text);
    } else {
      speakers.push_back(statement.by);
    }
  }
  set_known(values, "pledge", pledge);
  if (!speakers.empty()) values["statement_speaker"] = listed(speakers);
  values["statement_sentence"] =
      over && speakers.empty() ? ""
                               : "下面请" + (speakers.empty() ? kBlankName : listed(speakers)) +
                                     comrade + "作表态发言。（发言毕）";
  values["pledge_sentence"] = over && pledge.empty()
                                  ? ""
                                  : "下面由新一届班子就“开门一件事”作公开承诺：" +
                                        (pledge.empty() ? kBlankName : pledge) + "。";
}

void add_attendance(const Meeting& meeting, const Sitting& sitting, Values& values) {
  int excluded = 0;
  int proposed = 0;
  if (!sitting.plenary) {
    for (const auto& [voter, attendee] : meeting.roster) {
      excluded += attendee.excluded ? 1 : 0;
      const bool counts_still = attendee.exclusion && !attendee.excluded;
      proposed += counts_still && !exclusions_decided(sitting) ? 1 : 0;
    }
  }
  values["roll"] = number(static_cast<std::int64_t>(meeting.roster.size()));
  values["excluded"] = number(excluded + proposed);
  values["entitled"] = number(entitled(meeting, sitting) - proposed);
  values["registered"] = values["entitled"];
  const std::string consent = proposed > 0 ? "、提请大会通过" : "、大会通过";
  values["exclusions_sentence"] = excluded + proposed == 0
                                      ? ""
                                      : "（按规定经上级党组织同意" + consent + "不计入应到会的" +
                                            values["excluded"] + "人已经扣除）";
  if (!sitting.heads.empty()) values["quorum_sentence"] = "到会人数符合规定，可以开会。";
}

// The same in every item of the agenda.
Values common_values(const Meeting& meeting, const Sitting& sitting) {
  Values values;
  const MeetingPrepared& prepared = meeting.prepared;
  set_known(values, "unit_name", prepared.unit_name);
  set_known(values, "session", sitting.title);
  values["date"] = chinese_date(prepared.date);
  set_known(values, "place", prepared.place);
  set_known(values, "chair", sitting.chair);
  set_known(values, "body_title", prepared.organisation);
  if (!prepared.superior.empty()) values["leaders"] = prepared.superior + "有关负责同志";
  if (prepared.reply) set_known(values, "superior_reply", prepared.reply->number);
  std::string items;
  std::int64_t item = 0;
  for (const AgendaStep& step : sitting.pack->agenda.steps) {
    items += (items.empty() ? "（" : "；（") + chinese_number(++item) + "）" + step.title;
  }
  values["agenda_items"] = items;
  add_attendance(meeting, sitting, values);
  if (sitting.report) values["report_speaker"] = sitting.report->by;
  if (sitting.officers) {
    set_known(values, "scrutineers", listed(sitting.officers->scrutineers));
    set_known(values, "tellers", listed(sitting.officers->tellers));
    if (!sitting.officers->scrutineers.empty()) {
      values["chief_scrutineer"] = sitting.officers->scrutineers.front().name;
    }
  }
  add_posts(meeting, values);
  return values;
}

void add_poll(const Sitting& sitting, const PollState* poll, Values& values) {
  values["threshold_sentence"] = passing_sentence(sitting, poll);
  add_ballot(poll, values);
  add_result(poll, values);
}

void add_motion(const Sitting& sitting, const AgendaStep& step, Values& values) {
  for (const Motion& motion : sitting.motions) {
    const std::string act = "motion_decided:" + std::string(to_text(motion.decided.topic));
    if (std::ranges::find(step.acts, act) == step.acts.end()) continue;
    values["motion_for"] = number(motion.decided.for_);
    values["motion_against"] = number(motion.decided.against);
    values["motion_abstain"] = number(motion.decided.abstain);
  }
}

bool has_act(const AgendaStep& step, std::string_view act) {
  return std::ranges::find(step.acts, act) != step.acts.end();
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

std::string opening_of(const PollState& poll) {
  const std::vector<std::string> names = candidate_names(poll.ballot);
  int seats = 0;
  for (const Contest& contest : poll.ballot.contests) seats += contest.seats;
  switch (poll.round) {
    case Round::first: return "";
    case Round::tie_break:
      return listed(names) + "票数相等，尚余名额" + number(seats) +
             "名，现在就票数相等的人再次投票。";
    case Round::supplementary:
      return "当选人数少于应选名额，尚缺" + number(seats) + "名，现在进行另行选举。" +
             seats_sentence(poll.ballot) + "候选人是：" + listed(names) + "。";
    case Round::repeat: return "上一次投票无效，现在按原选票重新投票。";
  }
  return "";
}

// A later round goes through the same items as the first poll, from the box to the count.
ScriptedStep later_round(const Meeting& meeting, const Sitting& sitting, const PollState& poll) {
  Values values = common_values(meeting, sitting);
  add_poll(sitting, &poll, values);
  if (poll.present > 0) values["present"] = number(poll.present);
  values["quorum_sentence"] = kMayVote;
  ScriptedStep round;
  round.title = round_name(poll.round);
  round.later_round = true;
  round.script.push_back({opening_of(poll)});
  static constexpr std::string_view kOfAPoll[] = {"box_sealed", "papers_issued", "voting_closed",
                                                  "papers_returned", "count_entered"};
  for (const AgendaStep& step : sitting.pack->agenda.steps) {
    const bool again =
        std::ranges::any_of(kOfAPoll, [&](std::string_view act) { return has_act(step, act); });
    if (!again) continue;
    for (ScriptLine& line : script_lines(fill_script(step.script, values))) {
      round.script.push_back(std::move(line));
    }
  }
  return round;
}

}  // namespace

std::string seats_sentence(const Ballot& ballot) {
  std::string text;
  for (const Contest& contest : ballot.contests) {
    const auto candidates = static_cast<int>(contest.candidates.size());
    const int extra = candidates - contest.seats;
    text += (text.empty() ? "" : "；") + contest.title + "应选" + number(contest.seats) +
            "名，候选人" + number(candidates) + "名";
    if (extra > 0) text += "，差额" + number(extra) + "名";
    if (extra == 0) text += "，等额选举";
  }
  return text + "。";
}

std::vector<std::string> candidate_names(const Ballot& ballot) {
  std::vector<std::string> names;
  for (const Contest& contest : ballot.contests) {
    for (const Candidate& candidate : contest.candidates) {
      if (std::ranges::find(names, candidate.name) == names.end()) names.push_back(candidate.name);
    }
  }
  return names;
}

AgendaInput agenda_input(const Meeting& meeting, const Sitting& sitting) {
  AgendaInput input;
  input.heading.unit = meeting.prepared.organisation;
  input.heading.meeting = sitting.title;
  input.heading.date = meeting.prepared.date;
  input.heading.place = meeting.prepared.place;
  input.heading.rehearsal = meeting.prepared.rehearsal;
  input.host = sitting.chair;
  input.plenary = sitting.plenary;
  Values values = common_values(meeting, sitting);
  add_poll(sitting, sitting.polls.empty() ? nullptr : &sitting.polls.front(), values);
  std::size_t counted = 0;
  const std::vector<AgendaStep>& steps = sitting.pack->agenda.steps;
  for (std::size_t index = 0; index < steps.size(); ++index) {
    const AgendaStep& step = steps[index];
    // An item with a head count of its own reads that one; the rest the one before it.
    if (has_act(step, HeadsCounted::kName) && counted < sitting.heads.size()) {
      values["present"] = number(sitting.heads[counted++].present);
      if (counted > 1) values["quorum_sentence"] = kMayVote;
    }
    Values here = values;
    add_motion(sitting, step, here);
    add_speeches(sitting, is_over(meeting, sitting, index), here);
    add_statements(meeting, sitting, is_over(meeting, sitting, index), here);
    input.steps.push_back({step.title, "", "", "", script_lines(fill_script(step.script, here))});
    if (!has_act(step, RoundOpened::kName)) continue;
    for (std::size_t poll = 1; poll < sitting.polls.size(); ++poll) {
      input.steps.push_back(later_round(meeting, sitting, sitting.polls[poll]));
    }
  }
  return input;
}

std::vector<std::string> explanation_of(const Sitting& sitting, const PollState& poll) {
  ExplainContext context;
  context.ballot = &poll.ballot;
  context.poll = &poll.outcome->poll;
  for (const auto& [key, value] : sitting.pack->method.values) {
    context.articles[key] = value.article;
  }
  const PollResult& result =
      poll.corrections.empty() ? poll.outcome->result : poll.corrections.back().result;
  Result<std::vector<std::string>> sentences = explain(result, context);
  return sentences ? *sentences : std::vector<std::string>{};
}

}  // namespace huanjie
