#include "roster/compare.h"

#include <unordered_map>

#include "roster/identity.h"

namespace huanjie {
namespace {

using Index = std::unordered_map<std::string, std::vector<std::size_t>>;

std::string by_identity(const Member& member) {
  return member.identity.size() == 15 ? identity_of_old(member.identity) : member.identity;
}

std::string by_birth(const Member& member) {
  return member.birth ? member.name + to_text(*member.birth) : std::string{};
}

std::string by_name(const Member& member) { return member.name; }

using KeyOf = std::string (*)(const Member&);

// Pairs members that no pair holds yet and whose key stands once in either roster.
void pair_up(const Roster& earlier, const Roster& now, KeyOf key, std::vector<int>& partner,
             std::vector<bool>& taken) {
  Index before;
  Index after;
  for (std::size_t i = 0; i < earlier.members.size(); ++i) {
    if (!taken[i]) before[key(earlier.members[i])].push_back(i);
  }
  for (std::size_t i = 0; i < now.members.size(); ++i) {
    if (partner[i] < 0) after[key(now.members[i])].push_back(i);
  }
  for (const auto& [text, here] : after) {
    const auto there = before.find(text);
    if (text.empty() || here.size() != 1 || there == before.end() || there->second.size() != 1) {
      continue;
    }
    // Two different identity numbers are two people, whatever else agrees.
    const std::string& a = now.members[here[0]].identity;
    const std::string& b = earlier.members[there->second[0]].identity;
    if (!a.empty() && !b.empty() && key != by_identity) continue;
    partner[here[0]] = static_cast<int>(there->second[0]);
    taken[there->second[0]] = true;
  }
}

std::vector<std::string> changes(const Member& before, const Member& now) {
  std::vector<std::string> fields;
  const auto look = [&](bool same, const char* title) {
    if (!same) fields.emplace_back(title);
  };
  look(before.name == now.name, "姓名");
  look(before.sex == now.sex, "性别");
  look(before.identity == now.identity, "身份证号");
  look(before.birth == now.birth, "出生日期");
  look(before.people == now.people, "民族");
  look(before.full_time == now.full_time, "全日制学历");
  look(before.in_service == now.in_service, "在职学历");
  look(before.joined == now.joined, "入党时间");
  look(before.status == now.status, "党员类别");
  look(before.standing == now.standing, "权利状态");
  look(before.registration == now.registration, "登记类别");
  look(before.branch == now.branch, "所在支部（小组）");
  look(before.phone == now.phone, "联系电话");
  look(before.post == now.post, "职务");
  look(before.address == now.address, "住址");
  look(before.exclusion == now.exclusion, "不计入应到会");
  look(before.notes == now.notes, "备注");
  return fields;
}

}  // namespace

RosterComparison compare_rosters(const Roster& earlier, const Roster& now) {
  std::vector<int> partner(now.members.size(), -1);
  std::vector<bool> taken(earlier.members.size(), false);
  for (const KeyOf key : {by_identity, by_birth, by_name}) {
    pair_up(earlier, now, key, partner, taken);
  }
  RosterComparison result;
  for (std::size_t i = 0; i < now.members.size(); ++i) {
    const Member& member = now.members[i];
    if (partner[i] < 0) {
      result.added.push_back(shown_name(member));
      continue;
    }
    std::vector<std::string> fields =
        changes(earlier.members[static_cast<std::size_t>(partner[i])], member);
    if (fields.empty()) {
      ++result.unchanged;
    } else {
      result.changed.push_back({shown_name(member), std::move(fields)});
    }
  }
  for (std::size_t i = 0; i < earlier.members.size(); ++i) {
    if (!taken[i]) result.missing.push_back(shown_name(earlier.members[i]));
  }
  return result;
}

}  // namespace huanjie
