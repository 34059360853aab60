#include "meeting/attendance.h"

#include <algorithm>

#include "meeting/gate.h"
#include "rules/adopt.h"

namespace huanjie {
namespace {

bool in_sitting(const Sitting& sitting, const VoterId& voter) {
  return !sitting.plenary || std::ranges::find(sitting.members, voter) != sitting.members.end();
}

template <class Count>
int count_voters(const Meeting& meeting, const Sitting& sitting, Count counts) {
  return static_cast<int>(std::ranges::count_if(meeting.roster, [&](const auto& entry) {
    return !entry.second.listed.no_vote && in_sitting(sitting, entry.first) && counts(entry.second);
  }));
}

Result<const Attendee*> find_attendee(const Meeting& meeting, const VoterId& voter) {
  const auto found = meeting.roster.find(voter);
  if (found == meeting.roster.end()) {
    return fail(ErrorCode::not_found, "不在会议名册上：" + to_text(voter));
  }
  return &found->second;
}

Result<const Attendee*> must_be(const Meeting& meeting, const VoterId& voter, Presence presence,
                                const char* refusal) {
  HJ_TRY(must_be_open(meeting));
  const Attendee* attendee = HJ_TRY(find_attendee(meeting, voter));
  if (attendee->presence != presence) return fail(ErrorCode::refused, refusal);
  return attendee;
}

// Once voting has closed a head count could change nothing of this poll; only a meeting that was
// resumed needs one.
Result<> must_be_before_closing(const Meeting& meeting) {
  const Sitting& sitting = current(meeting);
  const PollState* poll = open_poll(sitting);
  const bool closed =
      poll != nullptr && poll->papers.handed_back && !poll->announced && !sitting.heads_stale;
  if (closed) return fail(ErrorCode::refused, "投票已结束，不再清点人数");
  return {};
}

}  // namespace

int entitled_before_exclusions(const Meeting& meeting) {
  return count_voters(meeting, current(meeting), [](const Attendee&) { return true; });
}

int entitled(const Meeting& meeting) { return entitled(meeting, current(meeting)); }

int entitled(const Meeting& meeting, const Sitting& sitting) {
  return count_voters(meeting, sitting,
                      [](const Attendee& attendee) { return !attendee.excluded; });
}

int present(const Meeting& meeting) {
  return count_voters(meeting, current(meeting), [](const Attendee& attendee) {
    return attendee.presence == Presence::present;
  });
}

Method method_of(const Sitting& sitting) {
  if (sitting.method) return *sitting.method;
  const Result<Json> drafted = adopt(*sitting.pack, sitting.draft_changes);
  const auto resolved = from_json<Method>(drafted ? *drafted : default_method(*sitting.pack));
  return resolved ? *resolved : Method{};
}

bool has_vote(const Meeting& meeting, const VoterId& voter) {
  const auto found = meeting.roster.find(voter);
  return found != meeting.roster.end() && !found->second.listed.no_vote &&
         in_sitting(current(meeting), voter);
}

Result<> admit(const Meeting& meeting, const VotersListed& event) {
  HJ_TRY(must_be_open(meeting));
  if (!meeting.roster.empty()) return fail(ErrorCode::refused, "会议名册已经确定");
  if (event.voters.empty()) return invalid("会议名册没有人");
  if (event.voters.size() > kMaxMembers) {
    return fail(ErrorCode::exhausted, "会议名册人数过多", {}, "不超过 100000 人");
  }
  std::map<VoterId, bool> listed;
  for (const ListedVoter& voter : event.voters) {
    if (!listed.emplace(voter.voter, true).second) return invalid("会议名册上有人重复");
  }
  for (const KinPair& pair : event.kin) {
    const bool known = listed.contains(pair.one) && listed.contains(pair.other);
    if (!known || pair.one == pair.other)
      return invalid("亲属关系的两人须都在名册上，且不是同一人");
  }
  return {};
}

void evolve(Meeting& meeting, const VotersListed& event) {
  for (const ListedVoter& voter : event.voters) {
    meeting.roster[voter.voter].listed = voter;
  }
  meeting.kin = event.kin;
}

Result<> admit(const Meeting& meeting, const ExclusionProposed& event) {
  HJ_TRY(must_be_open(meeting));
  const Attendee* attendee = HJ_TRY(find_attendee(meeting, event.voter));
  const Sitting& sitting = current(meeting);
  const Agenda& agenda = sitting.pack->agenda;
  if (step_of(agenda, ExclusionProposed::kName) == agenda.steps.size()) {
    return fail(ErrorCode::refused,
                sitting.pack->manifest.title + "没有不计入应到会人数的规定，有选举权的都要计入");
  }
  if (!sitting.heads.empty()) {
    return fail(ErrorCode::refused, "人数已经清点，不再提出不计入应到会的人员");
  }
  if (attendee->listed.no_vote) {
    return fail(ErrorCode::refused, "此人没有选举权，本来就不计入应到会");
  }
  if (attendee->exclusion) return fail(ErrorCode::refused, "此人已在不计入应到会的名单上");
  if (attendee->presence == Presence::present) {
    return fail(ErrorCode::refused, "此人已经到会，须计入应到会");
  }
  if (!event.ground || event.article.empty()) {
    return invalid("不计入应到会须写明情形和依据");
  }
  if (!event.reply) {
    return fail(ErrorCode::refused, "不计入应到会须经上级党组织同意（依据：" + event.article +
                                        "）。办法：写明批复文号");
  }
  return {};
}

void evolve(Meeting& meeting, const ExclusionProposed& event) {
  meeting.roster[event.voter].exclusion = event;
  note_act(current(meeting), ExclusionProposed::kName);
}

Result<> admit(const Meeting& meeting, const VoterExcused& event) {
  const Attendee* attendee =
      HJ_TRY(must_be(meeting, event.voter, Presence::absent, "此人已经签到，不能再记请假"));
  if (attendee->excused) return fail(ErrorCode::refused, "此人已经请假");
  return {};
}

void evolve(Meeting& meeting, const VoterExcused& event) {
  meeting.roster[event.voter].excused = true;
}

Result<> admit(const Meeting& meeting, const VoterCheckedIn& event) {
  HJ_TRY(must_be_open(meeting));
  const Attendee* attendee = HJ_TRY(find_attendee(meeting, event.voter));
  if (attendee->presence == Presence::present) return fail(ErrorCode::refused, "此人已经签到");
  if (attendee->presence == Presence::left) {
    return fail(ErrorCode::refused, "此人签到后离场，请记“返回会场”");
  }
  if (attendee->excluded) {
    return fail(ErrorCode::refused, "此人已表决不计入应到会，不能再签到");
  }
  return {};
}

void evolve(Meeting& meeting, const VoterCheckedIn& event) {
  Attendee& attendee = meeting.roster[event.voter];
  attendee.presence = Presence::present;
  attendee.excused = false;  // came after all
  note_act(current(meeting), VoterCheckedIn::kName);
}

Result<> admit(const Meeting& meeting, const CheckInUndone& event) {
  static_cast<void>(
      HJ_TRY(must_be(meeting, event.voter, Presence::present, "此人没有签到，无从撤销")));
  if (!event.reason) return invalid("撤销签到须写明原因");
  return {};
}

void evolve(Meeting& meeting, const CheckInUndone& event) {
  meeting.roster[event.voter].presence = Presence::absent;
}

Result<> admit(const Meeting& meeting, const VoterLeft& event) {
  static_cast<void>(HJ_TRY(must_be(meeting, event.voter, Presence::present, "此人不在会场")));
  return {};
}

void evolve(Meeting& meeting, const VoterLeft& event) {
  meeting.roster[event.voter].presence = Presence::left;
}

Result<> admit(const Meeting& meeting, const VoterReturned& event) {
  static_cast<void>(HJ_TRY(must_be(meeting, event.voter, Presence::left, "此人没有离场")));
  return {};
}

void evolve(Meeting& meeting, const VoterReturned& event) {
  meeting.roster[event.voter].presence = Presence::present;
}

// A head count below the quorum must be recordable: it is why the meeting does not open. What it
// forbids is every act after it (may_act).
Result<> admit(const Meeting& meeting, const HeadsCounted& event) {
  HJ_TRY(must_be_open(meeting));
  HJ_TRY(must_be_two(event.by));
  HJ_TRY(must_be_before_closing(meeting));
  const int signed_in = present(meeting);
  if (event.present != signed_in) {
    const int left = count_voters(meeting, current(meeting), [](const Attendee& attendee) {
      return attendee.presence == Presence::left;
    });
    std::string message = "清点 " + std::to_string(event.present) + " 人，在场签到的有选举权人员 " +
                          std::to_string(signed_in) + " 人";
    if (left > 0) message += "（另有 " + std::to_string(left) + " 人签到后离会未返）";
    return fail(ErrorCode::refused, message +
                                        "，两数不符。办法：先核对签到册，补记签到、离会、返回"
                                        "或撤销签到后再清点");
  }
  return {};
}

namespace {

HeadCount counted_now(const Meeting& meeting, const HeadsCounted& event) {
  const Sitting& sitting = current(meeting);
  HeadCount count{event};
  count.step = sitting.step;
  count.polls = sitting.polls.size();
  count.entitled = entitled(meeting);
  count.excluded = entitled_before_exclusions(meeting) - count.entitled;
  count.on_leave = count_voters(meeting, sitting, [](const Attendee& attendee) {
    return attendee.excused && attendee.presence == Presence::absent && !attendee.excluded;
  });
  count.left = count_voters(meeting, sitting, [](const Attendee& attendee) {
    return attendee.presence == Presence::left;
  });
  if (!sitting.plenary) {
    count.present_without_vote =
        static_cast<int>(std::ranges::count_if(meeting.roster, [](const auto& entry) {
          return entry.second.listed.no_vote && entry.second.presence == Presence::present;
        }));
  }
  count.officers = sitting.officers && std::ranges::all_of(event.by, [&](const std::string& name) {
                     return is_officer(*sitting.officers, name);
                   });
  count.quorum.count = event.present;
  count.quorum.needed = needed(method_of(sitting).quorum, count.entitled);
  count.quorum.holds = event.present >= count.quorum.needed;
  return count;
}

}  // namespace

void evolve(Meeting& meeting, const HeadsCounted& event) {
  Sitting& sitting = current(meeting);
  sitting.heads.push_back(counted_now(meeting, event));
  sitting.heads_stale = false;
  note_act(sitting, "heads_counted");
}

}  // namespace huanjie
