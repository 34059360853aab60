#include <algorithm>
#include <set>

#include "meeting/attendance.h"
#include "meeting/count.h"
#include "meeting/gate.h"
#include "meeting/meeting.h"
#include "meeting/rounds.h"

namespace huanjie {
namespace {

using Names = std::vector<std::string>;

// People are compared by who they are and shown by name. Two who share a name are told apart by the
// head of their ids; staff, who have no id, by name alone.
class Labels {
 public:
  void add(const std::string& name, const std::optional<VoterId>& voter) {
    if (voter) voters_[name].insert(*voter);
  }
  std::string of(const std::string& name, const std::optional<VoterId>& voter) const {
    const auto same = voters_.find(name);
    const bool shared = voter && same != voters_.end() && same->second.size() > 1;
    return shared ? name + "(" + to_text(*voter).substr(0, 6) + ")" : name;
  }

 private:
  std::map<std::string, std::set<VoterId>> voters_;
};

std::optional<VoterId> voter_of(const Candidate& candidate) {
  if (!candidate.person) return std::nullopt;
  const auto bytes = parse_id(*candidate.person);
  return bytes ? std::optional(VoterId{*bytes}) : std::nullopt;
}

std::vector<const Candidate*> candidates_of(const Sitting& sitting) {
  std::vector<const Candidate*> candidates;
  const PollState* poll = open_poll(sitting);
  if (poll == nullptr) return candidates;
  for (const Contest& contest : poll->ballot.contests) {
    for (const Candidate& candidate : contest.candidates) candidates.push_back(&candidate);
  }
  return candidates;
}

bool are_kin(const Meeting& meeting, const VoterId& a, const VoterId& b) {
  return std::ranges::any_of(meeting.kin, [&](const KinPair& pair) {
    return (pair.one == a && pair.other == b) || (pair.one == b && pair.other == a);
  });
}

void add_people(const Meeting& meeting, Facts& facts) {
  const Sitting& sitting = current(meeting);
  const std::vector<const Candidate*> candidates = candidates_of(sitting);
  const OfficersPassed officers = sitting.officers.value_or(OfficersPassed{});
  Labels labels;
  for (const Candidate* one : candidates) labels.add(one->name, voter_of(*one));
  for (const Officer& one : officers.scrutineers) labels.add(one.name, one.voter);
  for (const Officer& one : officers.tellers) labels.add(one.name, one.voter);

  Names standing;
  std::set<VoterId> standing_ids;
  for (const Candidate* one : candidates) {
    const std::optional<VoterId> voter = voter_of(*one);
    const std::string label = labels.of(one->name, voter);
    if (std::ranges::find(standing, label) == standing.end()) standing.push_back(label);
    if (voter) standing_ids.insert(*voter);
  }
  Names kin;
  const auto named = [&](const std::vector<Officer>& some) {
    Names names;
    for (const Officer& one : some) {
      names.push_back(labels.of(one.name, one.voter));
      const bool is_kin = one.voter && std::ranges::any_of(standing_ids, [&](const VoterId& id) {
                            return are_kin(meeting, *one.voter, id);
                          });
      if (is_kin) kin.push_back(names.back());
    }
    return names;
  };
  if (sitting.officers) {
    facts["scrutineers"] = named(officers.scrutineers);
    facts["tellers"] = named(officers.tellers);
    facts["scrutineer_count"] = static_cast<std::int64_t>(officers.scrutineers.size());
    facts["teller_count"] = static_cast<std::int64_t>(officers.tellers.size());
  }
  if (!sitting.polls.empty()) {
    facts["candidates_list"] = standing;
    facts["kin_of_candidates"] = kin;
  }
  if (sitting.plenary) {
    const auto members = static_cast<std::int64_t>(sitting.members.size());
    facts["committee_members"] = members;
    facts["members_present"] = std::int64_t{present(meeting)};
    facts["outsiders"] = Names{};  // the roster of a plenary is the committee: nobody else votes
    if (!sitting.polls.empty()) {
      const auto in_committee = std::ranges::count_if(
          sitting.members, [&](const VoterId& id) { return standing_ids.contains(id); });
      facts["non_candidates"] = members - in_committee;
    }
  }
}

void add_exclusions(const Meeting& meeting, Facts& facts) {
  std::int64_t no_vote = 0;
  std::int64_t excluded = 0;
  std::int64_t without_ground = 0;
  std::int64_t without_consent = 0;
  for (const auto& [id, attendee] : meeting.roster) {
    if (attendee.listed.no_vote) ++no_vote;
    if (attendee.excluded) ++excluded;
    if (!attendee.exclusion) continue;
    if (!attendee.exclusion->ground) ++without_ground;
    if (!attendee.exclusion->reply) ++without_consent;
  }
  facts["roll"] = static_cast<std::int64_t>(meeting.roster.size());
  facts["no_vote"] = no_vote;
  facts["excluded"] = excluded;
  facts["exclusions_without_ground"] = without_ground;
  facts["exclusions_without_consent"] = without_consent;
  facts["exclusions_without_vote"] = std::int64_t{0};  // one that is not voted excludes nobody
  facts["entitled_before"] = std::int64_t{entitled_before_exclusions(meeting)};
  facts["entitled"] = std::int64_t{entitled(meeting)};
}

bool passed(const Sitting& sitting, Topic topic) {
  const Motion* motion = last_motion(sitting, topic);
  return motion != nullptr && motion->passed;
}

void add_progress(const Meeting& meeting, Facts& facts) {
  const Sitting& sitting = current(meeting);
  facts["agenda_adopted"] = passed(sitting, Topic::agenda);
  facts["method_adopted"] = sitting.method.has_value();
  facts["officers_passed"] = sitting.officers.has_value();
  facts["candidates_announced"] = !sitting.polls.empty();
  facts["second_heads_counted"] = sitting.heads.size() >= 2;
  facts["superior_replied"] = meeting.prepared.reply.has_value();
  facts["meeting_date"] = meeting.prepared.date;
  if (meeting.prepared.notice_date) {
    facts["notice_date"] = *meeting.prepared.notice_date;
    facts["notice_days"] = days_between(*meeting.prepared.notice_date, meeting.prepared.date);
  }
  if (meeting.prepared.candidates_date) {
    facts["candidates_date"] = *meeting.prepared.candidates_date;
  }
  if (!sitting.heads.empty()) {
    facts["present"] = std::int64_t{sitting.heads.back().present};
    if (sitting.method && sitting.method->quorum.of == Base::registered) {
      facts["registered"] = std::int64_t{entitled(meeting)};
    }
  }
  if (const Motion* agreed = last_motion(sitting, Topic::seats)) {
    facts["reduce_agreeing"] = std::int64_t{agreed->decided.for_};
  }
  if (!sitting.motions.empty()) {
    const Motion& motion = sitting.motions.back();
    facts["motion_for"] = std::int64_t{motion.decided.for_};
    facts["motion_against"] = std::int64_t{motion.decided.against};
    facts["motion_abstain"] = std::int64_t{motion.decided.abstain};
    facts["motion_whole"] = motion.whole;
  }
}

void add_poll(const Meeting& meeting, Facts& facts) {
  const PollState* poll = open_poll(current(meeting));
  if (poll == nullptr) return;
  const auto put = [&](const char* name, const std::optional<int>& value) {
    if (value) facts[name] = std::int64_t{*value};
  };
  put("printed", poll->papers.printed);
  put("spoiled", poll->papers.spoiled);
  put("issued", poll->papers.issued);
  put("returned", poll->papers.returned);
  put("left_over", poll->papers.left_over);
  put("voters", poll_numbers(meeting).voters);
  facts["box_sealed"] = !poll->box.empty();
  facts["voting_closed"] = poll->papers.handed_back.has_value();
  facts["returned_counted"] = poll->papers.returned.has_value();
  const bool is_void = poll->outcome && !poll->outcome->result.poll.valid;
  facts["count_balanced"] = is_void || standing_count(*poll).has_value();
  facts["result_certified"] = !poll->certified_by.empty();
  facts["eligibility_confirmed"] = unconfirmed_write_ins(*poll).empty();
  std::int64_t seats = 0;
  std::int64_t candidates = 0;
  for (const Contest& contest : poll->ballot.contests) {
    seats += contest.seats;
    candidates += static_cast<std::int64_t>(contest.candidates.size());
  }
  facts["first_round"] = poll->round == Round::first;
  facts["result_announced"] = poll->announced.has_value();
  std::int64_t vacant = 0;
  for (const Contest& contest : poll->ballot.contests) {
    vacant += open_seats(current(meeting), contest.id);
  }
  facts["vacant"] = vacant;
  facts["seats"] = seats;
  facts["candidates"] = candidates;
  facts["extra"] = candidates - seats;
  facts["contested"] = candidates > seats;
}

}  // namespace

Facts facts_of(const Meeting& meeting) {
  Facts facts;
  add_exclusions(meeting, facts);
  add_progress(meeting, facts);
  add_poll(meeting, facts);
  add_people(meeting, facts);
  const Sitting& sitting = current(meeting);
  if (!sitting.heads.empty()) {
    const auto heads = evaluate(sitting.pack->checks, "heads_counted", facts);
    facts["quorum_holds"] = blocking(heads).empty() && !sitting.heads_stale;
  }
  return facts;
}

std::vector<Finding> findings_at(const Meeting& meeting, std::string_view moment) {
  return evaluate(current(meeting).pack->checks, moment, facts_of(meeting));
}

}  // namespace huanjie
