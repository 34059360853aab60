#include "meeting/course.h"

#include <algorithm>

#include "base/text.h"
#include "meeting/gate.h"
#include "meeting/rounds.h"
#include "rules/adopt.h"

namespace huanjie {
namespace {

Result<std::shared_ptr<const Pack>> load_pack(const Meeting& meeting, Suite suite,
                                              const PackRef& ref) {
  const auto file = meeting.evidence->find(ref.pack_hash);
  if (file == meeting.evidence->end()) {
    return fail(ErrorCode::not_found, "找不到法规包 " + ref.pack);
  }
  const Json bundle = HJ_TRY(parse_json(file->second));
  auto pack = std::make_shared<Pack>(HJ_TRY(parse_pack(bundle)));
  if (pack->manifest.id != ref.pack || pack_hash(*pack, suite) != ref.pack_hash) {
    return invalid("法规包的内容与所记的摘要不符：" + ref.pack);
  }
  return std::shared_ptr<const Pack>(std::move(pack));
}

Result<> check_changes(const Pack& pack, const Json& changes, const std::string& where) {
  Result<Json> adopted = adopt(pack, changes);
  if (adopted) return {};
  Error error = std::move(adopted).error();
  error.where = where + error.where;
  return std::unexpected(std::move(error));
}

// A statute judges the meetings of its own days. One that has a successor in the packs holds no
// meeting after its end; one whose successor nobody has confirmed may, and its banner says so.
Result<> check_in_force(const Pack& pack, const Date& day) {
  const InForce& in_force = pack.manifest.in_force;
  if (in_force.from && day < *in_force.from) {
    return fail(ErrorCode::refused,
                pack.manifest.title + "自" + chinese_date(*in_force.from) + "起施行，不适用于" +
                    chinese_date(day) + "的会议",
                "/date");
  }
  if (in_force.to && day >= *in_force.to && !in_force.superseded_by.empty()) {
    return fail(ErrorCode::refused,
                pack.manifest.title + "已于" + chinese_date(*in_force.to) +
                    "废止，只用来核对旧记录，不能用于" + chinese_date(day) + "的会议",
                "/pack", in_force.superseded_by);
  }
  return {};
}

// What is put up or agreed beforehand came before the meeting.
Result<> check_dates(const MeetingPrepared& event) {
  const std::string day = "会议日期 " + to_text(event.date);
  if (event.notice_date && *event.notice_date >= event.date) {
    return invalid("会议通知（选民名单）的日期 " + to_text(*event.notice_date) + " 不早于" + day,
                   "/notice_date", "会议以前的日期");
  }
  if (event.candidates_date && *event.candidates_date > event.date) {
    return invalid("候选人名单公布的日期 " + to_text(*event.candidates_date) + " 晚于" + day,
                   "/candidates_date", "不晚于会议的日期");
  }
  if (event.reply && event.reply->date > event.date) {
    return invalid("上级批复的日期 " + to_text(event.reply->date) + " 晚于" + day, "/reply/date",
                   "不晚于会议的日期");
  }
  return {};
}

// What a sitting leaves open, with the way on.
Result<> must_be_filled(const Sitting& sitting, const char* refusal) {
  const std::optional<Round> round = next_round(sitting);
  if (!round) return {};
  std::string open;
  for (const Contest& contest : sitting.polls.front().ballot.contests) {
    const int seats = open_seats(sitting, contest.id);
    if (seats == 0) continue;
    open += (open.empty() ? "" : "、") + contest.title + "缺 " + std::to_string(seats) + " 名";
  }
  std::string message = "名额尚未选齐";
  if (!open.empty()) message += "（" + open + "）";
  message += std::string("，") + refusal + "。办法：";
  switch (*round) {
    case Round::tie_break: message += "得票相等的再次投票（round 写 tie_break）"; break;
    case Round::repeat:    message += "重新投票（round 写 repeat）"; break;
    default:
      message += "另行选举（round 写 supplementary），或由会议决定减少名额、暂缺（settle_seats）";
      break;
  }
  return fail(ErrorCode::refused, std::move(message));
}

// "09:20": two digits each, a time that a day has.
bool is_clock(const std::string& text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || text[2] != ':') return false;
  if (!digit(0) || !digit(1) || !digit(3) || !digit(4)) return false;
  return text < "24:00" && text[3] < '6';
}

// Every step is done but those that only close the meeting.
bool all_steps_done(const Meeting& meeting) {
  const Sitting& sitting = current(meeting);
  const std::size_t steps = sitting.pack->agenda.steps.size();
  return sitting.step >= steps || (sitting.step + 1 == steps && missing_acts(meeting).empty());
}

}  // namespace

Result<> admit(const Meeting& meeting, const MeetingPrepared& event) {
  if (meeting.status != MeetingStatus::unprepared) {
    return fail(ErrorCode::refused, "会议已经准备，不能重新准备");
  }
  const std::pair<const std::string*, const char*> texts[] = {{&event.unit_name, "单位名称"},
                                                              {&event.organisation, "组织名称"},
                                                              {&event.title, "会议名称"},
                                                              {&event.place, "地点"},
                                                              {&event.chair, "主持人"}};
  for (const auto& [text, what] : texts) HJ_TRY(must_be_named(*text, what));
  const auto pack = HJ_TRY(load_pack(meeting, event.suite, event.pack));
  HJ_TRY(check_changes(*pack, event.changes, "/changes"));
  if (event.plenary_pack) {
    const auto plenary = HJ_TRY(load_pack(meeting, event.suite, *event.plenary_pack));
    HJ_TRY(check_changes(*plenary, event.plenary_changes, "/plenary_changes"));
  }
  HJ_TRY(check_in_force(*pack, event.date));
  HJ_TRY(check_dates(event));
  Meeting after = meeting;
  evolve(after, event);
  return refuse_blocking(findings_at(after, MeetingPrepared::kName));
}

void evolve(Meeting& meeting, const MeetingPrepared& event) {
  meeting.status = MeetingStatus::open;
  meeting.prepared = event;
  meeting.day = event.date;
  Sitting assembly;
  assembly.title = event.title;
  assembly.chair = event.chair;
  assembly.pack = load_pack(meeting, event.suite, event.pack).value();
  assembly.draft_changes = event.changes;
  meeting.sittings.push_back(std::move(assembly));
}

Result<> admit(const Meeting& meeting, const TimeStated& event) {
  if (meeting.status != MeetingStatus::suspended) HJ_TRY(must_be_open(meeting));
  if (!is_clock(event.clock)) {
    return invalid("时刻写得不对：" + event.clock, "/at", "两位时、两位分，如 09:20");
  }
  if (event.clock < meeting.clock) {
    return invalid("时刻 " + event.clock + " 早于前面一件事的 " + meeting.clock, "/at",
                   meeting.clock + " 或以后");
  }
  return {};
}

void evolve(Meeting& meeting, const TimeStated& event) { meeting.clock = event.clock; }

Result<> admit(const Meeting& meeting, const StepDone& event) {
  HJ_TRY(must_be_open(meeting));
  const Sitting& sitting = current(meeting);
  const Agenda& agenda = sitting.pack->agenda;
  if (sitting.step >= agenda.steps.size()) return fail(ErrorCode::refused, "议程已全部完成");
  const AgendaStep& step = agenda.steps[sitting.step];
  if (event.step != step.id) {
    return fail(ErrorCode::refused, "现在进行的是“" + step.title + "”", "/step", step.id);
  }
  const std::vector<std::string> missing = missing_acts(meeting);
  if (!missing.empty()) {
    std::string list;
    for (const std::string& act : missing) list += (list.empty() ? "" : "、") + act;
    return fail(ErrorCode::refused,
                "“" + step.title + "”还缺：" + list + "（依据：" + agenda.article + "）");
  }
  if (sitting.heads.empty()) return {};
  return refuse_blocking(findings_at(meeting, HeadsCounted::kName));
}

void evolve(Meeting& meeting, const StepDone&) {
  Sitting& sitting = current(meeting);
  ++sitting.step;
  sitting.acts.clear();
}

Result<> admit(const Meeting& meeting, const StepSkipped& event) {
  HJ_TRY(must_be_open(meeting));
  const Sitting& sitting = current(meeting);
  const Agenda& agenda = sitting.pack->agenda;
  if (sitting.step >= agenda.steps.size()) return fail(ErrorCode::refused, "议程已全部完成");
  const AgendaStep& step = agenda.steps[sitting.step];
  if (event.step != step.id) {
    return fail(ErrorCode::refused, "现在进行的是“" + step.title + "”", "/step", step.id);
  }
  if (!step.skippable) {
    return fail(ErrorCode::refused,
                "“" + step.title + "”不能略过，规定步骤一个不少（依据：" + agenda.article + "）");
  }
  if (event.reason.empty()) return invalid("略过一项须写明原因", "/reason");
  return {};
}

void evolve(Meeting& meeting, const StepSkipped& event) {
  Sitting& sitting = current(meeting);
  sitting.skipped.push_back(event.step);
  ++sitting.step;
  sitting.acts.clear();
}

Result<> admit(const Meeting& meeting, const MeetingSuspended& event) {
  HJ_TRY(must_be_open(meeting));
  if (event.reason.empty()) return invalid("中止会议须写明原因", "/reason");
  return {};
}

void evolve(Meeting& meeting, const MeetingSuspended&) {
  meeting.status = MeetingStatus::suspended;
}

Result<> admit(const Meeting& meeting, const MeetingResumed& event) {
  if (meeting.status != MeetingStatus::suspended) {
    return fail(ErrorCode::refused, "会议没有中止，不必复会");
  }
  if (event.date < meeting.day) {
    return invalid("复会日期 " + to_text(event.date) + " 早于中止的那一天", "/date",
                   to_text(meeting.day) + " 或以后");
  }
  return {};
}

void evolve(Meeting& meeting, const MeetingResumed& event) {
  meeting.status = MeetingStatus::open;
  if (event.date != meeting.day) meeting.clock.clear();
  meeting.day = event.date;
  if (!current(meeting).heads.empty()) current(meeting).heads_stale = true;
}

Result<> admit(const Meeting& meeting, const MeetingAbandoned& event) {
  if (meeting.status != MeetingStatus::suspended) HJ_TRY(must_be_open(meeting));
  if (event.reason.empty()) return invalid("终止会议须写明原因", "/reason");
  return {};
}

void evolve(Meeting& meeting, const MeetingAbandoned&) {
  meeting.status = MeetingStatus::abandoned;
}

// Those whom the assembly elected, in the order of their election; one who holds two posts once.
std::vector<VoterId> committee_of(const Sitting& assembly) {
  std::vector<VoterId> members;
  for (const ElectedPerson& person : assembly.elected) {
    if (std::ranges::find(members, person.voter) == members.end()) members.push_back(person.voter);
  }
  return members;
}

Result<> admit(const Meeting& meeting, const PlenaryOpened& event) {
  HJ_TRY(must_be_open(meeting));
  const Sitting& assembly = current(meeting);
  if (!meeting.prepared.plenary_pack || assembly.plenary) {
    return fail(ErrorCode::refused, "本次会议不召开委员会第一次全体会议");
  }
  HJ_TRY(must_be_filled(assembly, "不能召开全体会议"));
  HJ_TRY(must_be_named(event.chair, "全体会议主持人"));
  const bool elected = std::ranges::any_of(
      assembly.elected, [&](const ElectedPerson& person) { return person.name == event.chair; });
  if (!elected) {
    std::vector<std::string> names;
    for (const ElectedPerson& person : assembly.elected) names.push_back(person.name);
    return invalid("主持全体会议的" + event.chair + "不是新当选的委员", "/chair",
                   join(names, "、") + "中的一人");
  }
  if (event.members != committee_of(assembly)) {
    return fail(ErrorCode::refused, "全体会议由新当选的全体委员组成，不多不少", "/members");
  }
  HJ_TRY(may_act(meeting, PlenaryOpened::kName));
  Meeting after = meeting;
  evolve(after, event);
  return refuse_blocking(findings_at(after, PlenaryOpened::kName));
}

void evolve(Meeting& meeting, const PlenaryOpened& event) {
  note_act(current(meeting), PlenaryOpened::kName);
  Sitting plenary;
  plenary.plenary = true;
  plenary.title = event.title;
  plenary.chair = event.chair;
  plenary.members = event.members;
  plenary.pack = load_pack(meeting, meeting.prepared.suite, *meeting.prepared.plenary_pack).value();
  plenary.draft_changes = meeting.prepared.plenary_changes;
  // An agenda without an item for it takes the method as prepared.
  if (step_of(plenary.pack->agenda, "method_adopted") == plenary.pack->agenda.steps.size()) {
    plenary.method_json = adopt(*plenary.pack, plenary.draft_changes).value();
    plenary.method = from_json<Method>(plenary.method_json).value();
  }
  meeting.sittings.push_back(std::move(plenary));
}

Result<> admit(const Meeting& meeting, const StatementMade& event) {
  HJ_TRY(must_be_open(meeting));
  HJ_TRY(must_be_named(event.by, "发言人"));
  if (event.text.empty()) return invalid("没有发言内容", "/text");
  return {};
}

void evolve(Meeting& meeting, const StatementMade& event) {
  meeting.statements.push_back(event);
  note_act(current(meeting), StatementMade::kName);
}

// Signed papers come back after the meeting, so a closed one still takes them.
Result<> admit(const Meeting& meeting, const DocumentFiled& event) {
  if (meeting.status == MeetingStatus::unprepared) return must_be_open(meeting);
  if (event.title.empty() || event.name.empty()) return invalid("归档文件须有标题和文件名");
  const bool known = std::ranges::any_of(
      meeting.documents, [&](const DocumentFiled& filed) { return filed.name == event.name; });
  if (known) return invalid("同名文件已经归档：" + event.name, "/name");
  return {};
}

void evolve(Meeting& meeting, const DocumentFiled& event) { meeting.documents.push_back(event); }

Result<> admit(const Meeting& meeting, const MeetingClosed&) {
  HJ_TRY(must_be_open(meeting));
  const Sitting& sitting = current(meeting);
  if (!all_steps_done(meeting)) {
    return fail(ErrorCode::refused, "议程尚未完成，现在是“" +
                                        sitting.pack->agenda.steps[sitting.step].title +
                                        "”。办法：完成各项，或中止、终止会议");
  }
  for (const Sitting& each : meeting.sittings) HJ_TRY(must_be_filled(each, "不能闭会"));
  return {};
}

void evolve(Meeting& meeting, const MeetingClosed&) { meeting.status = MeetingStatus::closed; }

}  // namespace huanjie
