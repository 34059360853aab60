#include "roster/export.h"

#include "roster/columns.h"
#include "roster/import.h"

namespace huanjie {
namespace {

std::string text_of(const Member& member, ColumnKey key) {
  switch (key) {
    case ColumnKey::serial:   return {};
    case ColumnKey::name:     return member.name;
    case ColumnKey::sex:      return member.sex ? std::string(chinese(*member.sex)) : std::string{};
    case ColumnKey::identity: return member.identity;
    case ColumnKey::birth:
      return member.birth && member.birth_source != BirthSource::identity ? to_text(*member.birth)
                                                                          : std::string{};
    case ColumnKey::archive_birth: return {};
    case ColumnKey::people:        return member.people;
    case ColumnKey::full_time:     return std::string(chinese(member.full_time));
    case ColumnKey::in_service:    return std::string(chinese(member.in_service));
    case ColumnKey::joined:        return member.joined ? to_text(*member.joined) : std::string{};
    case ColumnKey::status:        return std::string(chinese(member.status));
    case ColumnKey::standing:
      return member.standing == Standing::in_order ? std::string{}
                                                   : std::string(chinese(member.standing));
    case ColumnKey::registration: return std::string(chinese(member.registration));
    case ColumnKey::branch:       return member.branch;
    case ColumnKey::phone:        return member.phone;
    case ColumnKey::post:         return member.post;
    case ColumnKey::address:      return member.address;
    case ColumnKey::notes:        return member.notes;
    case ColumnKey::ground:
      return member.exclusion ? std::string(short_words(member.exclusion->ground)) : std::string{};
    case ColumnKey::consent:  return member.exclusion ? member.exclusion->consent : std::string{};
    case ColumnKey::evidence: return member.exclusion ? member.exclusion->evidence : std::string{};
    case ColumnKey::since:    return member.exclusion ? member.exclusion->since : std::string{};
    case ColumnKey::reply:    return member.exclusion ? member.exclusion->reply : std::string{};
  }
  return {};
}

}  // namespace

std::vector<std::vector<std::string>> roster_rows(const Roster& roster) {
  std::vector<ColumnKey> keys;
  for (const RosterColumn& column : roster_columns(roster.body)) {
    if (const auto key = column_of_header(column.title)) keys.push_back(*key);
  }
  std::vector<std::vector<std::string>> rows;
  rows.reserve(roster.members.size());
  for (const Member& member : roster.members) {
    std::vector<std::string>& row = rows.emplace_back();
    for (const ColumnKey key : keys) row.push_back(text_of(member, key));
  }
  return rows;
}

}  // namespace huanjie
