#include "meeting/gate.h"

#include <algorithm>

#include "base/assert.h"
#include "base/text.h"
#include "rules/words.h"

namespace huanjie {
namespace {

// What may be left out of a step: it answers something that need not happen.
constexpr std::string_view kOptionalActs[] = {
    "voter_checked_in",      "voter_excused",      "check_in_undone", "voter_left",
    "voter_returned",        "exclusion_proposed", "paper_spoiled",   "papers_printed",
    "eligibility_confirmed", "speech_given",       "round_opened",    "seats_settled",
    "correction_made",       "document_filed",     "statement_made",  "motion_decided:seats",
    "meeting_closed"};

bool is_optional(const Meeting& meeting, std::string_view act) {
  if (act == "motion_decided:exclusions") {
    return std::ranges::none_of(meeting.roster, [](const auto& entry) {
      return entry.second.exclusion.has_value() && !entry.second.excluded;
    });
  }
  if (act == "plenary_opened") return !meeting.prepared.plenary_pack.has_value();
  return std::ranges::find(kOptionalActs, act) != std::end(kOptionalActs);
}

std::string officer_names(const OfficersPassed& officers) {
  std::vector<std::string> names;
  for (const std::vector<Officer>* some : {&officers.scrutineers, &officers.tellers}) {
    for (const Officer& officer : *some) {
      if (std::ranges::find(names, officer.name) == names.end()) names.push_back(officer.name);
    }
  }
  return join(names, "、");
}

// A void poll is not counted: there is nothing to record or to certify by count.
bool needs_no_count(const Sitting& sitting, std::string_view act) {
  const PollState* poll = open_poll(sitting);
  return act == "count_entered" && poll != nullptr && poll->outcome.has_value() &&
         !poll->outcome->result.poll.valid;
}

std::string step_title(const Agenda& agenda, std::size_t step) {
  if (step >= agenda.steps.size()) return "会议议程已全部完成";
  return "第 " + std::to_string(step + 1) + " 项“" + agenda.steps[step].title + "”";
}

}  // namespace

std::string act_title(std::string_view act) {
  const std::size_t colon = act.find(':');
  if (colon != std::string_view::npos) {
    const auto topic = words().topics.find(std::string(act.substr(colon + 1)));
    const std::string about = topic == words().topics.end() ? "" : "（" + topic->second + "）";
    return act_title(act.substr(0, colon)) + about;
  }
  for (const auto* names : {&words().acts, &words().records}) {
    const auto found = names->find(std::string(act));
    if (found != names->end()) return found->second;
  }
  return std::string(act);
}

const Sitting& current(const Meeting& meeting) {
  HJ_ASSERT(!meeting.sittings.empty());
  return meeting.sittings.back();
}

Sitting& current(Meeting& meeting) {
  HJ_ASSERT(!meeting.sittings.empty());
  return meeting.sittings.back();
}

bool is_officer(const OfficersPassed& officers, std::string_view name) {
  const auto named = [&](const Officer& officer) { return officer.name == name; };
  return std::ranges::any_of(officers.scrutineers, named) ||
         std::ranges::any_of(officers.tellers, named);
}

const PollState* open_poll(const Sitting& sitting) {
  return sitting.polls.empty() ? nullptr : &sitting.polls.back();
}

PollState* open_poll(Sitting& sitting) {
  return sitting.polls.empty() ? nullptr : &sitting.polls.back();
}

Result<> refuse_blocking(const std::vector<Finding>& findings) {
  const std::vector<Finding> blockers = blocking(findings);
  if (blockers.empty()) return {};
  std::string message = describe(blockers.front());
  if (blockers.size() > 1) {
    message += "（另有 " + std::to_string(blockers.size() - 1) + " 项不符合）";
  }
  return fail(ErrorCode::refused, std::move(message));
}

Result<> must_be_open(const Meeting& meeting) {
  switch (meeting.status) {
    case MeetingStatus::open:       return {};
    case MeetingStatus::unprepared: return fail(ErrorCode::refused, "会议尚未准备");
    case MeetingStatus::suspended:  return fail(ErrorCode::refused, "会议已中止，复会后才能继续");
    case MeetingStatus::abandoned:  return fail(ErrorCode::refused, "会议已终止，不再记录");
    case MeetingStatus::closed:     return fail(ErrorCode::refused, "会议已闭会，不再记录");
  }
  return {};
}

std::size_t step_of(const Agenda& agenda, std::string_view act, std::size_t from) {
  for (std::size_t i = from; i < agenda.steps.size(); ++i) {
    if (std::ranges::find(agenda.steps[i].acts, act) != agenda.steps[i].acts.end()) return i;
  }
  return agenda.steps.size();
}

namespace {

Result<> must_be_in_step(const Sitting& sitting, std::string_view act) {
  const Agenda& agenda = sitting.pack->agenda;
  const std::size_t step = step_of(agenda, act, sitting.step);
  if (step == sitting.step && step < agenda.steps.size()) return {};
  if (step < agenda.steps.size()) {
    return fail(ErrorCode::refused, "“" + act_title(act) + "”属于" + step_title(agenda, step) +
                                        "，现在是" + step_title(agenda, sitting.step) +
                                        "，须先完成（依据：" + agenda.article + "）");
  }
  return fail(ErrorCode::refused, "“" + act_title(act) + "”不在现在的议程之内，现在是" +
                                      step_title(agenda, sitting.step) + "（依据：" +
                                      agenda.article + "）");
}

}  // namespace

Result<> may_act(const Meeting& meeting, std::string_view act) {
  HJ_TRY(must_be_open(meeting));
  const Sitting& sitting = current(meeting);
  HJ_TRY(must_be_in_step(sitting, act));
  if (sitting.heads_stale) {
    return fail(ErrorCode::refused, "须重新清点人数：复会以后，或清点以后应到会人数又有变化");
  }
  if (!sitting.heads.empty()) HJ_TRY(refuse_blocking(findings_at(meeting, "heads_counted")));
  return refuse_blocking(findings_at(meeting, act));
}

Result<> must_have_poll(const Meeting& meeting) {
  HJ_TRY(must_be_open(meeting));
  if (open_poll(current(meeting)) == nullptr) {
    return fail(ErrorCode::refused, "候选人名单尚未宣布，还没有选票");
  }
  return {};
}

Result<> must_be_two(const std::vector<std::string>& by) {
  for (const std::string& name : by) HJ_TRY(must_be_named(name, "签字人"));
  std::vector<std::string> names = by;
  std::ranges::sort(names);
  const auto repeated = std::ranges::unique(names);
  names.erase(repeated.begin(), repeated.end());
  if (names.size() < 2) return invalid("须由两人签字", {}, "两个不同的人");
  return {};
}

Result<> must_be_two_officers(const Sitting& sitting, const std::vector<std::string>& by) {
  HJ_TRY(must_be_two(by));
  if (!sitting.officers) return fail(ErrorCode::refused, "监票人、计票人尚未确定");
  for (const std::string& name : by) {
    if (is_officer(*sitting.officers, name)) continue;
    return fail(ErrorCode::refused, name + "不是监票人或计票人，不能在这里签字", {},
                officer_names(*sitting.officers) + " 中的两人");
  }
  return {};
}

Result<> must_be_named(const std::string& name, const std::string& what) {
  if (name.empty()) return invalid("没有写" + what);
  if (has_outer_space(name)) return invalid(what + "的姓名首尾有空格：" + name);
  return {};
}

const Motion* last_motion(const Sitting& sitting, Topic topic) {
  for (std::size_t i = sitting.motions.size(); i > 0; --i) {
    if (sitting.motions[i - 1].decided.topic == topic) return &sitting.motions[i - 1];
  }
  return nullptr;
}

void note_act(Sitting& sitting, std::string_view act) { ++sitting.acts[std::string(act)]; }

std::vector<std::string> missing_acts(const Meeting& meeting) {
  const Sitting& sitting = current(meeting);
  std::vector<std::string> missing;
  if (sitting.step >= sitting.pack->agenda.steps.size()) return missing;
  for (const std::string& act : sitting.pack->agenda.steps[sitting.step].acts) {
    const bool done = sitting.acts.contains(act);
    if (!done && !is_optional(meeting, act) && !needs_no_count(sitting, act)) {
      missing.push_back(act_title(act));
    }
  }
  return missing;
}

}  // namespace huanjie
