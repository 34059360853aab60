#include "app/script.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>

#include "app/ballot_sentences.h"
#include "app/planned.h"
#include "app/wording.h"
#include "base/text.h"
#include "meeting/attendance.h"
#include "meeting/gate.h"
#include "meeting/rounds.h"

namespace huanjie {
namespace {

// By the names of packs/words.json. What is left out is not known yet and becomes a blank; an empty
// text says that there is nothing to say.
using Values = std::map<std::string, std::string>;

std::string listed(const std::vector<std::string>& names) { return join(names, "、"); }

void set_known(Values& values, const std::string& name, const std::string& text) {
  if (!text.empty()) values[name] = text;
}

std::string number(std::int64_t value) { return std::to_string(value); }

std::string without_full_stop(std::string text) {
  static constexpr std::string_view kFullStop = "。";
  while (text.ends_with(kFullStop)) text.resize(text.size() - kFullStop.size());
  return text;
}

bool has_act(const AgendaStep& step, std::string_view act) {
  return std::ranges::find(step.acts, act) != step.acts.end();
}

void add_ballot(const Ballot& ballot, const PollState* poll, Values& values) {
  values["candidates_sentence"] = candidates_sentence(ballot);
  values["symbols_sentence"] = symbols_sentence(ballot.method.symbols);
  values["write_in_sentence"] = write_in_sentence(ballot);
  values["announcement_sentence"] = announcement(ballot, poll);
  if (ballot.contests.empty()) return;
  values["candidates"] = listed(candidate_names(ballot));
  values["seats_sentence"] = seats_sentence(ballot);
  values["seats_limit_sentence"] = limit_sentence(ballot);
}

void add_papers(const PollState& poll, Values& values) {
  if (!poll.box.empty()) values["box"] = box_name(poll.box);
  if (poll.papers.issued) values["issued"] = number(*poll.papers.issued);
  if (poll.papers.returned) values["returned"] = number(*poll.papers.returned);
}

void add_result(const PollState& poll, Values& values) {
  if (!poll.outcome) return;
  const Poll& numbers = poll.outcome->poll;
  const PollResult& result = poll.outcome->result;
  values["voters"] = number(numbers.voters.value_or(0));
  values["validity_sentence"] =
      result.poll.valid ? "收回选票数符合规定，本次选举有效。" : "本次选举无效，须重新投票。";
  if (!result.contests.empty()) values["results"] = results_sentence(poll.ballot, result);
  if (poll.announced) {
    std::vector<std::string> names;
    for (const ElectedTo& post : by_post(*poll.announced)) {
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

void add_speeches(const Sitting& sitting, const Planned& planned, bool over, Values& values) {
  std::vector<std::string> speakers = over ? std::vector<std::string>() : planned.speakers;
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

// Who is to be left out of 应到会, and what the assembly has made of it.
struct LeftOut {
  int proposed = 0;  // still to be voted on
  int excluded = 0;
  int named = 0;  // on the list that is put to the vote
};

LeftOut left_out(const Meeting& meeting, const Sitting& sitting) {
  LeftOut out;
  if (sitting.plenary) return out;
  for (const auto& [voter, attendee] : meeting.roster) {
    if (attendee.excluded) ++out.excluded;
    if (attendee.exclusion) ++out.named;
    const bool open = attendee.exclusion && !attendee.excluded && !exclusions_decided(sitting);
    if (open) ++out.proposed;
  }
  return out;
}

// Taken off is only whom the assembly has voted out; until then the host has both numbers.
std::string exclusions_sentence(const LeftOut& out, int entitled) {
  if (out.excluded > 0) {
    return "（按规定经上级党组织同意、大会通过不计入应到会的" + number(out.excluded) +
           "人已经扣除）";
  }
  if (out.proposed == 0) return "";
  return "（名单通过后的人数；没有通过的，不扣除其中的" + number(out.proposed) + "人，应到会" +
         number(entitled) + "人）";
}

// The words to put the motion; nothing where nobody is to be left out.
std::string exclusions_motion(const LeftOut& out, const Sitting& sitting) {
  const Motion* motion = last_motion(sitting, Topic::exclusions);
  if (out.named == 0 && motion == nullptr) return "";
  const std::string count = out.named > 0 ? number(out.named) + "名" : "";
  const auto hands = [&](int MotionDecided::* of) {
    return motion == nullptr ? std::string(kBlankName) : number(motion->decided.*of);
  };
  std::string text =
      "首先表决不计入应到会人数的党员名单。经上级党组织同意，提请大会表决：" + count +
      "党员因故不能到会，不计入应到会人数（宣读名单）。现在举手表决。同意的请举手（稍停），请放下；"
      "不同意的请举手（稍停），请放下；弃权的请举手（稍停），请放下。同意" +
      hands(&MotionDecided::for_) + "人，不同意" + hands(&MotionDecided::against) + "人，弃权" +
      hands(&MotionDecided::abstain) + "人。";
  if (motion == nullptr) return text + "（通过后）名单通过。";
  return text + (motion->passed ? "名单通过。" : "名单没有通过，名单上的人计入应到会人数。");
}

// Whether the heads that were counted are enough, and for what.
std::string quorum_sentence(const Sitting& sitting, const HeadCount& heads, const char* purpose) {
  if (heads.quorum.holds) return std::string("到会人数符合规定，可以") + purpose + "。";
  const bool registered = counts_registered(sitting);
  return (registered ? "登记选民" : "应到会") + number(heads.entitled) +
         (registered ? "人，参加投票的不得少于" : "人，到会的不得少于") +
         number(heads.quorum.needed) + "人，现在到会" + number(heads.present) +
         "人，人数不足，不能" + purpose + "。";
}

// The count that the meeting has not got beyond: too few had come, and nothing of the vote went on.
const HeadCount* standstill(const Meeting& meeting, const Sitting& sitting) {
  if (sitting.heads.empty() || &sitting != &current(meeting)) return nullptr;
  const HeadCount& last = sitting.heads.back();
  if (last.quorum.holds || meeting.status == MeetingStatus::closed) return nullptr;
  if (last.polls != sitting.polls.size() || is_over(meeting, sitting, last.step)) return nullptr;
  const PollState* poll = open_poll(sitting);
  return poll != nullptr && poll->papers.issued ? nullptr : &last;
}

// What the host says in place of going on: by what the meeting did, or what it may still do.
void add_adjournment(const Meeting& meeting, std::vector<ScriptLine>& script) {
  switch (meeting.status) {
    case MeetingStatus::suspended:
      script.push_back({"现在宣布休会，复会的时间另行通知。请大家有序退场。"});
      return;
    case MeetingStatus::abandoned:
      script.push_back({"会议不能进行，现在宣布散会，重新召开的时间另行通知。请大家有序退场。"});
      return;
    default:
      script.push_back({"请大家稍候，人数够了重新清点。"});
      script.push_back({"（人数够了，重新清点、重印主持词，再往下进行）", true});
      script.push_back(
          {"（仍然不够的）今天到会人数不足，会议不能进行，现在宣布散会，"
           "重新召开的时间另行通知。请大家有序退场。"});
  }
}

// As much of an item's words as stands before the number of those who came is judged.
std::string until_count(const std::string& script) {
  static constexpr std::string_view kVerdict = "{{quorum_sentence}}";
  static constexpr std::string_view kPresent = "{{present}}";
  static constexpr std::string_view kFullStop = "。";
  if (const auto at = script.find(kVerdict); at != std::string::npos) {
    return script.substr(0, at + kVerdict.size());
  }
  const auto present = script.find(kPresent);
  if (present == std::string::npos) return std::string(kVerdict);
  auto end = script.find(kFullStop, present);
  end = end == std::string::npos ? script.size() : end + kFullStop.size();
  const std::string said = script.substr(0, script.find_last_of('}', end) + 1);
  return said + "人。" + std::string(kVerdict);
}

// The last count up to that item of the agenda, among those before the second poll.
const HeadCount* heads_at(const Sitting& sitting, std::size_t step) {
  const HeadCount* found = nullptr;
  for (const HeadCount& heads : sitting.heads) {
    if (heads.polls <= 1 && heads.step <= step) found = &heads;
  }
  return found;
}

void add_heads(const Sitting& sitting, std::size_t step, Values& values) {
  const std::vector<AgendaStep>& steps = sitting.pack->agenda.steps;
  const HeadCount* heads = heads_at(sitting, step);
  if (heads == nullptr) return;
  const auto counts = [](const AgendaStep& one) { return has_act(one, HeadsCounted::kName); };
  const auto first = std::ranges::find_if(steps, counts);
  const bool opens =
      first == steps.end() || step <= static_cast<std::size_t>(first - steps.begin());
  // What is counted before the papers go out is not known from the opening.
  if (!opens && counts(steps[step]) && heads->polls == 0 && heads->step != step) return;
  values["present"] = number(heads->present);
  values["quorum_sentence"] = quorum_sentence(sitting, *heads, opens ? "开会" : "进行选举");
}

void add_attendance(const Meeting& meeting, const Sitting& sitting, Values& values) {
  const LeftOut out = left_out(meeting, sitting);
  const int all = entitled(meeting, sitting);
  values["roll"] = number(static_cast<std::int64_t>(meeting.roster.size()));
  values["excluded"] = number(out.excluded + out.proposed);
  values["entitled"] = number(all - out.proposed);
  values["registered"] = values["entitled"];
  values["exclusions_sentence"] = exclusions_sentence(out, all);
  values["exclusions_motion"] = exclusions_motion(out, sitting);
}

std::string scrutineers_sentence(const std::vector<std::string>& names) {
  if (names.size() == 1) return names.front() + "为本次选举的监票人；本人不是候选人";
  const std::string chief = names.empty() ? kBlankName : names.front();
  return (names.empty() ? kBlankName : listed(names)) + "为本次选举的监票人，其中" + chief +
         "为总监票人；他们都不是候选人";
}

void add_officers(const Sitting& sitting, const Planned& planned, Values& values) {
  const bool passed = sitting.officers.has_value();
  const std::vector<std::string> scrutineers =
      passed ? names_of(sitting.officers->scrutineers) : planned.scrutineers;
  set_known(values, "scrutineers", listed(scrutineers));
  set_known(values, "tellers",
            listed(passed ? names_of(sitting.officers->tellers) : planned.tellers));
  if (!scrutineers.empty()) values["chief_scrutineer"] = scrutineers.front();
  values["scrutineers_sentence"] = scrutineers_sentence(scrutineers);
}

// The same in every item of the agenda.
Values common_values(const Meeting& meeting, const Sitting& sitting, const Planned& planned) {
  Values values;
  const MeetingPrepared& prepared = meeting.prepared;
  set_known(values, "unit_name", prepared.unit_name);
  set_known(values, "session", sitting.title);
  values["date"] = chinese_date(prepared.date);
  set_known(values, "place", prepared.place);
  set_known(values, "chair", sitting.chair);
  set_known(values, "body_title", prepared.organisation);
  values["box"] = planned.box.empty() ? "票箱" : box_name(planned.box);
  if (!prepared.superior.empty()) values["leaders"] = prepared.superior + "有关负责同志";
  if (prepared.reply) set_known(values, "superior_reply", prepared.reply->number);
  std::string items;
  std::int64_t item = 0;
  for (const AgendaStep& step : sitting.pack->agenda.steps) {
    items += (items.empty() ? "（" : "；（") + chinese_number(++item) + "）" + step.title;
  }
  values["agenda_items"] = items;
  add_attendance(meeting, sitting, values);
  set_known(values, "report_speaker", sitting.report ? sitting.report->by : planned.reporter);
  add_officers(sitting, planned, values);
  add_posts(meeting, values);
  return values;
}

// Before the candidates are announced what the folder says of them stands, and before that the
// method alone.
void add_poll(const Sitting& sitting, const PollState* poll, const Planned& planned,
              Values& values) {
  Ballot ballot = planned.ballot.value_or(Ballot{});
  ballot.method = method_of(sitting);
  values["threshold_sentence"] = passing_sentence(sitting, poll);
  add_ballot(poll == nullptr ? ballot : poll->ballot, poll, values);
  const bool counted = poll != nullptr && poll->outcome;
  values["sheets_sentence"] = sheets_sentence(counted ? &poll->ballot : nullptr,
                                              counted ? &poll->outcome->result : nullptr);
  if (poll == nullptr) return;
  add_papers(*poll, values);
  add_result(*poll, values);
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

// An item in which the floor first votes on who is left out says so on the agenda.
std::string item_title(const AgendaStep& step, const Values& values) {
  const bool votes =
      has_act(step, "motion_decided:exclusions") && !values.at("exclusions_motion").empty();
  return votes ? step.title + "（先表决不计入应到会人数的党员名单）" : step.title;
}

// The words of an item. Of a poll that is void nothing is counted.
std::vector<ScriptLine> lines_of(const AgendaStep& step, const PollState* poll,
                                 const Values& values) {
  const bool is_void = poll != nullptr && poll->outcome && !poll->outcome->result.poll.valid;
  if (is_void && has_act(step, CountEntered::kName)) {
    return {{"本次投票无效，不计票。收回的选票当场封存。现在准备重新投票。"}};
  }
  return script_lines(fill_script(step.script, values));
}

// A later round goes through the same items as the first poll, from the box to the count.
ScriptedStep later_round(const Meeting& meeting, const Sitting& sitting, const PollState& poll) {
  Values values = common_values(meeting, sitting, {});
  add_poll(sitting, &poll, {}, values);
  const auto place = static_cast<std::size_t>(&poll - sitting.polls.data()) + 1;
  for (const HeadCount& heads : sitting.heads) {
    if (heads.polls != place) continue;
    values["present"] = number(heads.present);
    values["quorum_sentence"] = quorum_sentence(sitting, heads, "进行选举");
  }
  const HeadCount* still = standstill(meeting, sitting);
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
    const bool stops = still != nullptr && still->polls == place;
    std::vector<ScriptLine> lines =
        stops ? script_lines(fill_script(until_count(step.script), values))
              : lines_of(step, &poll, values);
    std::ranges::move(lines, std::back_inserter(round.script));
    if (!stops) continue;
    add_adjournment(meeting, round.script);
    break;
  }
  return round;
}

}  // namespace

AgendaInput agenda_input(const MeetingView& view, const Sitting& sitting) {
  const Meeting& meeting = *view.meeting;
  const Planned planned = planned_for(sitting, view.ahead);
  AgendaInput input;
  input.heading = heading_of(view, sitting, "");
  input.host = sitting.chair;
  input.plenary = sitting.plenary;
  Values values = common_values(meeting, sitting, planned);
  const PollState* first = sitting.polls.empty() ? nullptr : &sitting.polls.front();
  add_poll(sitting, first, planned, values);
  const HeadCount* still = standstill(meeting, sitting);
  bool held_back = false;  // what comes after a count of too few
  const std::vector<AgendaStep>& steps = sitting.pack->agenda.steps;
  for (std::size_t index = 0; index < steps.size(); ++index) {
    const AgendaStep& step = steps[index];
    const bool over = is_over(meeting, sitting, index);
    Values here = values;
    add_heads(sitting, index, here);
    add_motion(sitting, step, here);
    add_speeches(sitting, planned, over, here);
    add_statements(meeting, sitting, over, here);
    const bool stops = still != nullptr && still->polls <= 1 && index == still->step;
    ScriptedStep item{.title = item_title(step, here), .held_back = held_back};
    item.script = stops ? script_lines(fill_script(until_count(step.script), here))
                        : lines_of(step, first, here);
    if (stops) add_adjournment(meeting, item.script);
    held_back = held_back || stops;
    input.steps.push_back(std::move(item));
    if (!has_act(step, RoundOpened::kName)) continue;
    for (std::size_t poll = 1; poll < sitting.polls.size(); ++poll) {
      input.steps.push_back(later_round(meeting, sitting, sitting.polls[poll]));
    }
    held_back = held_back || (still != nullptr && still->polls > 1);
  }
  return input;
}

}  // namespace huanjie
