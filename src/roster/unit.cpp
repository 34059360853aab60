#include "roster/unit.h"

namespace huanjie {
namespace {

Result<> must_be_described(const Unit& unit) {
  if (!unit.described) return fail(ErrorCode::refused, "单位日志须从单位情况写起");
  return {};
}

}  // namespace

Result<> admit(const Unit& unit, const UnitDescribed& event) {
  if (event.name.empty() || event.organisation.empty()) {
    return invalid("单位和组织须有名称", "/name");
  }
  if (unit.described && unit.described->unit != event.unit) {
    return invalid("这是另一个单位的日志", "/unit", to_text(unit.described->unit));
  }
  return {};
}

Result<> admit(const Unit& unit, const RosterAdopted& event) {
  HJ_TRY(must_be_described(unit));
  if (event.no_vote > event.roll) {
    return invalid("没有选举权的人多于在册人数", "/no_vote",
                   "不超过 " + std::to_string(event.roll));
  }
  return {};
}

Result<> admit(const Unit& unit, const MeetingCalled& event) {
  HJ_TRY(must_be_described(unit));
  if (!unit.roster) return fail(ErrorCode::refused, "名册尚未确定，不能召集会议");
  if (unit.meetings.contains(event.meeting)) return fail(ErrorCode::refused, "这次会议已经召集");
  return {};
}

Result<> admit(const Unit& unit, const MeetingReported& event) {
  const auto found = unit.meetings.find(event.meeting);
  if (found == unit.meetings.end()) return fail(ErrorCode::refused, "没有召集过这次会议");
  if (event.seq < 1) return invalid("会议日志的序号须从 1 起", "/seq");
  return {};
}

void evolve(Unit& unit, const UnitDescribed& event) { unit.described = event; }
void evolve(Unit& unit, const RosterAdopted& event) { unit.roster = event; }
void evolve(Unit& unit, const MeetingCalled& event) {
  unit.meetings[event.meeting] = {event, *unit.roster, {}};
}
void evolve(Unit& unit, const MeetingReported& event) {
  unit.meetings[event.meeting].reports.push_back(event);
}

}  // namespace huanjie
