#include "app/door_papers.h"

#include <algorithm>

#include "app/minutes_text.h"
#include "app/wording.h"
#include "meeting/gate.h"
#include "roster/stroke_order.h"

namespace huanjie {
namespace {

bool in_sitting(const Sitting& sitting, const VoterId& voter) {
  return !sitting.plenary || std::ranges::find(sitting.members, voter) != sitting.members.end();
}

// Put forward for 不计入应到会, and not turned down.
bool left_out(const Sitting& sitting, const Attendee& attendee) {
  return attendee.exclusion && (attendee.excluded || !exclusions_decided(sitting));
}

std::vector<SheetPerson> listed(std::vector<SheetPerson> people) {
  std::vector<std::string> names;
  for (const SheetPerson& person : people) names.push_back(person.name);
  std::vector<SheetPerson> ordered;
  for (const std::size_t place : order_by_strokes(names).order) ordered.push_back(people[place]);
  return ordered;
}

std::string words_of(const MeetingView& view, const std::optional<SealedHash>& sealed) {
  if (!sealed) return "";
  const auto found = view.words.find(sealed->sealed);
  return found == view.words.end() ? "" : found->second;
}

// When each signed in, as it was stated; whoever has no time is not there.
std::map<VoterId, std::string> check_in_times(const MeetingView& view) {
  std::map<VoterId, std::string> times;
  if (view.events == nullptr) return times;
  const std::vector<std::string> stated = stated_times(*view.events);
  for (std::size_t i = 0; i < stated.size(); ++i) {
    const Envelope& envelope = (*view.events)[i];
    if (envelope.kind != VoterCheckedIn::kName || stated[i].empty()) continue;
    if (const Result<VoterCheckedIn> event = event_of<VoterCheckedIn>(envelope)) {
      times[event->voter] = stated[i];
    }
  }
  return times;
}

// When the count of that place (from 0) in its sitting was made, as it was stated.
std::string time_of_count(const MeetingView& view, bool plenary, std::size_t place) {
  if (view.events == nullptr) return "";
  const std::vector<std::string> stated = stated_times(*view.events);
  bool in_plenary = false;
  for (std::size_t i = 0; i < stated.size(); ++i) {
    const std::string& kind = (*view.events)[i].kind;
    in_plenary = in_plenary || kind == PlenaryOpened::kName;
    if (kind != HeadsCounted::kName || in_plenary != plenary) continue;
    if (place == 0) return stated[i];
    --place;
  }
  return "";
}

std::string attendance_of(const Attendee& attendee, const std::string& time) {
  switch (attendee.presence) {
    case Presence::present: return time.empty() ? "已到" : time;
    case Presence::left:    return time.empty() ? "已离场" : time + "，已离场";
    case Presence::absent:  break;
  }
  return attendee.excused ? "请假" : "";
}

std::string group_title(RosterBody body) {
  switch (body) {
    case RosterBody::party:       return "支部";
    case RosterBody::village:     return "村民小组";
    case RosterBody::resident:    return "居民小组";
    case RosterBody::association: return "所在单位";
  }
  return "";
}

// The most first, equal ones by name: the same order whatever the ids are.
template <class Group>
void put_in_order(std::vector<Group>& groups, std::string Group::* name) {
  std::ranges::sort(groups, [&](const Group& a, const Group& b) {
    return a.count != b.count ? a.count > b.count : a.*name < b.*name;
  });
}

void count_into(std::vector<NamedCount>& counts, const std::string& name) {
  const auto found = std::ranges::find(counts, name, &NamedCount::name);
  if (found == counts.end()) {
    counts.push_back({name, 1});
  } else {
    ++found->count;
  }
}

void count_into(std::vector<ExcludedGroup>& groups, const std::string& ground,
                const std::string& article) {
  const auto found = std::ranges::find(groups, ground, &ExcludedGroup::ground);
  if (found == groups.end()) {
    groups.push_back({ground, article, 1});
  } else {
    ++found->count;
  }
}

// Those who counted sign, in the office that they held then.
Signers signers_of_count(const Sitting& sitting, const HeadCount& heads) {
  if (!heads.officers) return {{.role = "清点人", .names = heads.by}};
  const std::vector<std::string> scrutineers = names_of(sitting.officers->scrutineers);
  SignatureLine watched{.role = "监票人"};
  SignatureLine counted{.role = "计票人"};
  for (const std::string& name : heads.by) {
    const bool watches = std::ranges::find(scrutineers, name) != scrutineers.end();
    (watches ? watched : counted).names.push_back(name);
  }
  Signers signers;
  for (SignatureLine* line : {&watched, &counted}) {
    if (!line->names.empty()) signers.push_back(std::move(*line));
  }
  return signers;
}

}  // namespace

const Member* member_on_roster(const MeetingView& view, const VoterId& voter) {
  if (view.members == nullptr || view.roster == nullptr) return nullptr;
  const auto id = view.members->find(voter);
  return id == view.members->end() ? nullptr : find_member(*view.roster, id->second);
}

std::string name_on_roster(const MeetingView& view, const VoterId& voter) {
  const Member* member = member_on_roster(view, voter);
  return member == nullptr ? "" : shown_name(*member);
}

SignInInput sign_in_of(const MeetingView& view, const Sitting& sitting) {
  SignInInput sheet;
  sheet.heading = heading_of(view, sitting, "");
  sheet.group_title = group_title(view.roster->body);
  sheet.exclusions_proposed = !exclusions_decided(sitting);
  sheet.signers = signers_of(*view.meeting, sitting, "sign_in_sheet");
  // A plenary has no sign-in of its own in the record: who came there is signed on its paper.
  const std::map<VoterId, std::string> times =
      sitting.plenary ? std::map<VoterId, std::string>() : check_in_times(view);
  for (const auto& [voter, attendee] : view.meeting->roster) {
    const Member* member = member_on_roster(view, voter);
    if (member == nullptr || !in_sitting(sitting, voter)) continue;
    // Where voters are registered, nobody else is asked to come, and why is not for a sheet.
    if (attendee.listed.no_vote && counts_registered(sitting)) continue;
    SheetPerson person;
    person.name = shown_name(*member);
    if (member->sex) person.sex = std::string(chinese(*member->sex));
    person.branch = member->branch;
    const bool out = !attendee.listed.no_vote && left_out(sitting, attendee);
    person.remark = words_of(view, out ? attendee.exclusion->ground : attendee.listed.no_vote);
    person.came = attendee.presence != Presence::absent;
    const auto time = times.find(voter);
    person.checked_in = attendance_of(attendee, time == times.end() ? "" : time->second);
    std::vector<SheetPerson>& list = out                       ? sheet.excluded
                                     : attendee.listed.no_vote ? sheet.without_vote
                                                               : sheet.voters;
    list.push_back(std::move(person));
  }
  sheet.voters = listed(std::move(sheet.voters));
  sheet.without_vote = listed(std::move(sheet.without_vote));
  sheet.excluded = listed(std::move(sheet.excluded));
  return sheet;
}

HeadCountInput head_count_of(const MeetingView& view, const Sitting& sitting, std::size_t count) {
  const HeadCount& heads = sitting.heads[count];
  HeadCountInput input;
  input.heading = heading_of(view, sitting, "");
  input.count_number = static_cast<int>(count) + 1;
  input.counted_at = time_of_count(view, sitting.plenary, count);
  input.registered = counts_registered(sitting);
  if (sitting.plenary) input.roll_name = "委员人数";
  for (const auto& [voter, attendee] : view.meeting->roster) {
    if (!in_sitting(sitting, voter)) continue;
    if (attendee.listed.no_vote && input.registered) continue;
    ++input.roll;
    if (attendee.listed.no_vote) {
      count_into(input.no_vote, words_of(view, attendee.listed.no_vote));
    } else if (attendee.excluded && heads.excluded > 0) {
      count_into(input.excluded, words_of(view, attendee.exclusion->ground),
                 attendee.exclusion->article);
    }
  }
  put_in_order(input.no_vote, &NamedCount::name);
  put_in_order(input.excluded, &ExcludedGroup::ground);
  input.entitled = heads.entitled;
  input.present = heads.present;
  input.present_without_vote = heads.present_without_vote;
  input.on_leave = sitting.plenary ? 0 : heads.on_leave;
  input.left = heads.left;
  input.quorum = quorum_of(sitting, heads.entitled);
  input.quorum.needed = heads.quorum.needed;
  input.quorum_holds = heads.quorum.holds;
  input.signers = signers_of_count(sitting, heads);
  return input;
}

}  // namespace huanjie
