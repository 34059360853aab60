#include "meeting/course.h"

#include <algorithm>

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
  Meeting after = meeting;
  evolve(after, event);
  return refuse_blocking(findings_at(after, MeetingPrepared::kName));
}

void evolve(Meeting& meeting, const MeetingPrepared& event) {
  meeting.status = MeetingStatus::open;
  meeting.prepared = event;
  Sitting assembly;
  assembly.title = event.title;
  assembly.chair = event.chair;
  assembly.pack = load_pack(meeting, event.suite, event.pack).value();
  assembly.draft_changes = event.changes;
  meeting.sittings.push_back(std::move(assembly));
}

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
  if (event.date < meeting.prepared.date) {
    return invalid("复会日期早于会议日期", "/date", to_text(meeting.prepared.date) + " 或以后");
  }
  return {};
}

void evolve(Meeting& meeting, const MeetingResumed&) {
  meeting.status = MeetingStatus::open;
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
  if (next_round(assembly)) {
    return fail(ErrorCode::refused,
                "委员尚未选齐，先进行再次投票或另行选举，或由会议决定缺额的处理");
  }
  HJ_TRY(must_be_named(event.chair, "全体会议主持人"));
  const bool elected = std::ranges::any_of(
      assembly.elected, [&](const ElectedPerson& person) { return person.name == event.chair; });
  if (!elected) return invalid("全体会议由新当选的委员主持：" + event.chair, "/chair");
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
  for (const Sitting& each : meeting.sittings) {
    if (next_round(each)) return fail(ErrorCode::refused, "名额尚未选齐，也没有决定缺额的处理");
  }
  return {};
}

void evolve(Meeting& meeting, const MeetingClosed&) { meeting.status = MeetingStatus::closed; }

}  // namespace huanjie
