#include "app/conduct.h"

#include <algorithm>

#include "app/acts.h"
#include "base/text.h"
#include "ledger/archive.h"
#include "meeting/meeting.h"
#include "roster/eligibility.h"

namespace huanjie {

People::People(const Roster& roster, const std::map<std::string, VoterId>& voters) {
  for (const Member& member : roster.members) all_.emplace_back(voters.at(member.id), &member);
}

namespace {

// Brackets as people type them, half or full width.
std::string with_one_kind_of_brackets(std::string name) {
  for (const auto& [wide, plain] : {std::pair("（", "("), std::pair("）", ")")}) {
    for (std::size_t at = name.find(wide); at != std::string::npos; at = name.find(wide)) {
      name.replace(at, std::string_view(wide).size(), plain);
    }
  }
  return name;
}

}  // namespace

bool is_same_name(const std::string& one, const std::string& other) {
  return with_one_kind_of_brackets(one) == with_one_kind_of_brackets(other);
}

std::string People::printed(const VoterId& voter, const std::string& name) const {
  std::string shown = shown_name(member(voter));
  return is_same_name(shown, name) ? shown : name;
}

Result<std::optional<VoterId>> People::find_or_staff(const std::string& name) const {
  std::vector<const std::pair<VoterId, const Member*>*> found;
  for (const auto& entry : all_) {
    if (is_same_name(shown_name(*entry.second), name)) return entry.first;
    if (entry.second->name == name) found.push_back(&entry);
  }
  if (found.empty()) return std::optional<VoterId>();
  if (found.size() == 1) return std::optional(found.front()->first);
  std::string names;
  for (const auto* entry : found) {
    names += (names.empty() ? "" : "、") + shown_name(*entry->second);
  }
  return invalid("名册上有同名的人：" + name, {}, "写明是哪一位：" + names);
}

Result<VoterId> People::find(const std::string& name) const {
  const std::optional<VoterId> found = HJ_TRY(find_or_staff(name));
  if (found) return *found;
  std::vector<std::string> names;
  names.reserve(all_.size());
  for (const auto& [voter, member] : all_) names.push_back(shown_name(*member));
  const std::string near = nearest(name, names);
  return invalid("名册上没有此人：" + name, {},
                 near.empty() ? "名册上的姓名" : "名册上的姓名；是不是“" + near + "”？");
}

const Member& People::member(const VoterId& voter) const {
  return *std::ranges::find(all_, voter, &std::pair<VoterId, const Member*>::first)->second;
}

namespace {

struct RunIds {
  UnitId unit{};
  LogKey office{};
  LogKey unit_log{};
  LogKey meeting_log{};
  MeetingId meeting{};
};

RunIds draw_ids(Ids& ids) {
  RunIds drawn;
  drawn.unit = new_id<UnitId>(ids);
  drawn.office = {drawn.unit, new_id<LogId>(ids)};
  drawn.unit_log = {drawn.unit, new_id<LogId>(ids)};
  drawn.meeting_log = {drawn.unit, new_id<LogId>(ids)};
  drawn.meeting = new_id<MeetingId>(ids);
  return drawn;
}

Result<> grant_custody(Recorder& office, const RunIds& ids, const Means& means,
                       const Stamp& stamp) {
  for (const LogKey& key : {ids.office, ids.unit_log, ids.meeting_log}) {
    CustodyGranted grant;
    grant.log = key.log;
    grant.node = means.signer->node();
    grant.key = to_hex(means.signer->public_key());
    HJ_TRY(office.record(grant, stamp));
  }
  return {};
}

struct RosterFacts {
  Hash hash{};
  Eligibility eligibility{};
};

Result<> write_unit(Recorder& unit, const AssemblyInput& input, const RunIds& ids,
                    std::pair<const RosterFacts*, const Stamp*> facts) {
  const Course& course = input.course;
  const Stamp& stamp = *facts.second;
  HJ_TRY(unit.record(UnitDescribed{ids.unit, course.unit, course.organisation, course.superior},
                     stamp));
  RosterAdopted roster;
  roster.roster = facts.first->hash;
  roster.body = input.roster.body;
  roster.roll = facts.first->eligibility.roll;
  roster.no_vote = facts.first->eligibility.no_vote;
  HJ_TRY(unit.record(roster, stamp));
  return unit.record(MeetingCalled{ids.meeting, ids.meeting_log.log, course.title, course.date},
                     stamp);
}

PackRef keep_pack(const Json& bundle, Suite suite, Evidence& evidence) {
  PackRef ref;
  if (const Json* manifest = bundle.find("pack")) {
    if (const Json* id = manifest->find("id")) ref.pack = id->if_text() ? *id->if_text() : "";
  }
  const std::string bytes = write_json(bundle);
  ref.pack_hash = digest(suite, bytes);
  evidence.insert_or_assign(ref.pack_hash, bytes);
  return ref;
}

MeetingPrepared preparation(const AssemblyInput& input, const RunIds& ids, const Hash& roster,
                            Evidence& evidence) {
  const Course& course = input.course;
  MeetingPrepared event;
  event.meeting = ids.meeting;
  event.suite = course.suite;
  event.unit = ids.unit;
  event.unit_name = course.unit;
  event.organisation = course.organisation;
  event.superior = course.superior;
  event.title = course.title;
  event.date = course.date;
  event.place = course.place;
  event.chair = course.chair;
  event.recorder = course.recorder;
  event.rehearsal = course.rehearsal;
  event.pack = keep_pack(input.pack, course.suite, evidence);
  if (!input.plenary_pack.is_null()) {
    event.plenary_pack = keep_pack(input.plenary_pack, course.suite, evidence);
  }
  event.changes = course.changes;
  event.plenary_changes = course.plenary_changes;
  event.notice_date = course.notice_date;
  event.candidates_date = course.candidates_date;
  event.reply = course.reply;
  event.roster = roster;
  return event;
}

Result<VotersListed> list_voters(const AssemblyInput& input, const People& people,
                                 const Eligibility& eligibility, const Means& means, UnitId unit) {
  const std::pair where(unit, input.course.suite);
  VotersListed event;
  for (std::size_t i = 0; i < people.all().size(); ++i) {
    const auto& [voter, member] = people.all()[i];
    ListedVoter listed{voter, {}, {}};
    listed.name = HJ_TRY(seal_words(means, where, member->name)).value_or(SealedHash{});
    const MemberEntitlement& entitlement = eligibility.members[i];
    if (entitlement.entitlement == Entitlement::no_vote) {
      listed.no_vote = HJ_TRY(
          seal_words(means, where, entitlement.reason.empty() ? "没有表决权" : entitlement.reason));
    }
    event.voters.push_back(listed);
  }
  for (std::size_t i = 0; i < input.course.kin.size(); ++i) {
    const CourseKin& pair = input.course.kin[i];
    KinPair kin;
    for (const auto& [name, into] :
         {std::pair(&pair.one, &kin.one), std::pair(&pair.other, &kin.other)}) {
      Result<VoterId> voter = people.find(*name);
      if (!voter) {
        return invalid(voter.error().message, pointer_to("/kin", i), voter.error().expected);
      }
      *into = *voter;
    }
    kin.relation = HJ_TRY(seal_words(means, where, pair.relation));
    event.kin.push_back(kin);
  }
  // The order of the roster is no secret: ids in that order would name those whose names are
  // sealed.
  std::ranges::sort(event.voters, {}, &ListedVoter::voter);
  return event;
}

// What the pack founds a check on; empty where it has no such check.
std::string article_of(const Pack& pack, std::string_view check) {
  const auto found = std::ranges::find(pack.checks, check, &Check::id);
  return found == pack.checks.end() ? std::string() : found->article;
}

// The requests on the roster to leave somebody out of 应到会.
Result<> propose_exclusions(Recorder& meeting, const People& people, const Means& means,
                            std::pair<Suite, const Stamp*> with) {
  const std::pair where(meeting.key().unit, with.first);
  const std::string article =
      article_of(*current(std::get<Meeting>(meeting.state())).pack, "exclusion_ground");
  // In the order of the ids, for the reason that voters_listed is.
  std::vector<std::pair<VoterId, const Member*>> everybody = people.all();
  std::ranges::sort(everybody, {}, &std::pair<VoterId, const Member*>::first);
  for (const auto& [voter, member] : everybody) {
    if (!member->exclusion) continue;
    ExclusionProposed event;
    event.voter = voter;
    const std::string ground(chinese(member->exclusion->ground));
    event.ground = HJ_TRY(seal_words(means, where, ground));
    event.article = article;
    event.evidence = HJ_TRY(seal_words(means, where, member->exclusion->evidence));
    event.consent = HJ_TRY(seal_words(means, where, member->exclusion->consent));
    event.reply = HJ_TRY(seal_words(means, where, member->exclusion->reply));
    Result<> recorded = meeting.record(event, *with.second);
    if (!recorded) {
      return invalid(shown_name(*member) + "：" + recorded.error().message, "/roster",
                     recorded.error().expected);
    }
  }
  return {};
}

}  // namespace

Result<std::optional<SealedHash>> seal_words(const Means& means, std::pair<UnitId, Suite> where,
                                             const std::string& words) {
  if (words.empty()) return std::optional<SealedHash>();
  const SealedWords sealed = seal(where.second, Salt{means.ids->next()}, words);
  HJ_TRY(means.store->put_sealed(where.first, where.second, sealed));
  return std::optional(seal_of(sealed));
}

Result<HeldMeeting> conduct(const AssemblyInput& input, const Means& means, Evidence& evidence) {
  const RunIds ids = draw_ids(*means.ids);
  const Course& course = input.course;
  const Stamp stamp{course.recorder, means.clock->now(), means.signer->node()};
  HeldMeeting held;
  held.id = ids.meeting;
  held.office.push_back(HJ_TRY(Recorder::open(*means.store, ids.office, course.suite, evidence)));
  held.unit.push_back(HJ_TRY(Recorder::open(*means.store, ids.unit_log, course.suite, evidence)));
  held.meeting.push_back(
      HJ_TRY(Recorder::open(*means.store, ids.meeting_log, course.suite, evidence)));

  RosterFacts facts;
  facts.hash = digest(course.suite, write_json(to_json(input.roster)));
  facts.eligibility = judge_eligibility(input.roster, course.date);
  HJ_TRY(grant_custody(held.office.front(), ids, means, stamp));
  HJ_TRY(write_unit(held.unit.front(), input, ids, {&facts, &stamp}));

  std::map<std::string, VoterId> voters;
  for (const Member& member : input.roster.members) {
    voters[member.id] = new_id<VoterId>(*means.ids);
    held.members[voters[member.id]] = member.id;
  }
  const People people(input.roster, voters);
  Recorder& meeting = held.meeting.front();
  HJ_TRY(meeting.record(preparation(input, ids, facts.hash, evidence), stamp));
  const VotersListed listed =
      HJ_TRY(list_voters(input, people, facts.eligibility, means, ids.unit));
  HJ_TRY(meeting.record(listed, stamp));
  HJ_TRY(propose_exclusions(meeting, people, means, {course.suite, &stamp}));
  held.notices = HJ_TRY(perform_acts(input, people, means, {&evidence, &meeting}));
  return held;
}

Result<> finish(HeldMeeting& held, const Means& means, const Stamp& stamp) {
  Recorder& meeting = held.meeting.front();
  Recorder& unit = held.unit.front();
  HJ_TRY(sign_head(*means.store, meeting.key(), *means.signer));
  HJ_TRY(unit.record(MeetingReported{held.id, meeting.head().seq, meeting.head().hash}, stamp));
  HJ_TRY(sign_head(*means.store, unit.key(), *means.signer));
  HJ_TRY(sign_head(*means.store, held.office.front().key(), *means.signer));
  return {};
}

}  // namespace huanjie
