#include "meeting/motions.h"

#include <algorithm>

#include "ballot/contest.h"
#include "meeting/attendance.h"
#include "meeting/gate.h"
#include "roster/stroke_order.h"
#include "rules/adopt.h"

namespace huanjie {
namespace {

std::string motion_act(Topic topic) { return "motion_decided:" + std::string(to_text(topic)); }

Motion judged(const Meeting& meeting, const MotionDecided& event) {
  const Share& passes = current(meeting).pack->agenda.motions.passes;
  Motion motion;
  motion.decided = event;
  motion.whole = passes.of == "present" ? present(meeting) : entitled(meeting);
  motion.needed = needed(passes, motion.whole);
  motion.passed = event.for_ >= motion.needed;
  motion.polls = current(meeting).polls.size();
  return motion;
}

// What the floor has to pass by hand before it counts; an agenda without that motion (a plenary's)
// asks for none.
Result<> must_have_passed(const Sitting& sitting, Topic topic, const char* what) {
  const Agenda& agenda = sitting.pack->agenda;
  if (step_of(agenda, motion_act(topic)) == agenda.steps.size()) return {};
  const Motion* motion = last_motion(sitting, topic);
  if (motion != nullptr && motion->passed) return {};
  return fail(ErrorCode::refused, std::string(what) + "尚未经会议表决通过（依据：" +
                                      agenda.motions.article +
                                      "）。办法：举手表决，赞成须达到规定人数");
}

}  // namespace

Result<> admit(const Meeting& meeting, const MotionDecided& event) {
  HJ_TRY(may_act(meeting, motion_act(event.topic)));
  const int hands = event.for_ + event.against + event.abstain;
  const int in_room = present(meeting);
  if (hands > in_room) {
    return invalid("举手合计 " + std::to_string(hands) + " 人，多于在场有选举权的 " +
                   std::to_string(in_room) + " 人");
  }
  if (hands < in_room) {
    return invalid("举手合计 " + std::to_string(hands) + " 人，少于在场有选举权的 " +
                       std::to_string(in_room) + " 人",
                   {}, "三项相加等于在场人数；没有举手的计入弃权（abstain）");
  }
  return {};
}

void evolve(Meeting& meeting, const MotionDecided& event) {
  const Motion motion = judged(meeting, event);
  if (event.topic == Topic::exclusions && motion.passed) {
    for (auto& [id, attendee] : meeting.roster) {
      // Who came is due, also when they went out again.
      if (attendee.exclusion && attendee.presence == Presence::absent) attendee.excluded = true;
    }
  }
  Sitting& sitting = current(meeting);
  // Who is due changed after heads were counted against it.
  if (event.topic == Topic::exclusions && motion.passed && !sitting.heads.empty()) {
    sitting.heads_stale = true;
  }
  sitting.motions.push_back(motion);
  if (motion.passed || event.topic == Topic::exclusions || event.topic == Topic::seats) {
    note_act(sitting, motion_act(event.topic));
  }
}

Result<> admit(const Meeting& meeting, const ReportPresented& event) {
  HJ_TRY(must_be_named(event.by, "报告人"));
  return may_act(meeting, ReportPresented::kName);
}

void evolve(Meeting& meeting, const ReportPresented& event) {
  current(meeting).report = event;
  note_act(current(meeting), ReportPresented::kName);
}

Result<> admit(const Meeting& meeting, const GroupNoted& event) {
  HJ_TRY(must_be_named(event.leader, "小组召集人"));
  HJ_TRY(may_act(meeting, GroupNoted::kName));
  const auto in_room =
      std::ranges::count_if(meeting.roster, [](const std::pair<const VoterId, Attendee>& entry) {
        return entry.second.presence == Presence::present;
      });
  int discussing = event.people;
  for (const GroupNoted& group : current(meeting).groups) discussing += group.people;
  if (discussing > in_room) {
    return invalid("各组合计 " + std::to_string(discussing) + " 人，多于在场的 " +
                       std::to_string(in_room) + " 人",
                   "/people");
  }
  return {};
}

void evolve(Meeting& meeting, const GroupNoted& event) {
  current(meeting).groups.push_back(event);
  note_act(current(meeting), GroupNoted::kName);
}

Result<> admit(const Meeting& meeting, const MethodAdopted& event) {
  HJ_TRY(may_act(meeting, MethodAdopted::kName));
  const Sitting& sitting = current(meeting);
  HJ_TRY(must_have_passed(sitting, Topic::method, "选举办法"));
  const Json resolved = HJ_TRY(adopt(*sitting.pack, sitting.draft_changes));
  if (!(resolved == event.method)) {
    return invalid("通过的选举办法与准备的草案不一致", "/method", "法规包加上允许的改动");
  }
  const Method method = HJ_TRY(from_json<Method>(event.method));
  return check(method);
}

void evolve(Meeting& meeting, const MethodAdopted& event) {
  Sitting& sitting = current(meeting);
  sitting.method = from_json<Method>(event.method).value();
  sitting.method_json = event.method;
  note_act(sitting, MethodAdopted::kName);
}

// The checks of the pack (candidates and their kin may not watch or count) look at the state with
// these officers and, where they are known already, the candidates.
Result<> admit(const Meeting& meeting, const OfficersPassed& event) {
  for (const Officer& officer : event.scrutineers) HJ_TRY(must_be_named(officer.name, "监票人"));
  for (const Officer& officer : event.tellers) HJ_TRY(must_be_named(officer.name, "计票人"));
  HJ_TRY(must_be_open(meeting));
  const Sitting& sitting = current(meeting);
  const OfficerRule& rule = sitting.pack->agenda.officers;
  HJ_TRY(must_have_passed(sitting, Topic::officers, "监票人名单"));
  for (const std::vector<Officer>* some : {&event.scrutineers, &event.tellers}) {
    for (const Officer& officer : *some) {
      if (officer.voter && !has_vote(meeting, *officer.voter)) {
        const bool outside = sitting.plenary && !meeting.roster.at(*officer.voter).listed.no_vote;
        return fail(ErrorCode::refused,
                    officer.name + (outside ? "不是新当选的委员" : "没有选举权") +
                        "，不能担任监票人、计票人（依据：" + rule.article + "）");
      }
      if (officer.voter && meeting.roster.at(*officer.voter).presence != Presence::present) {
        return fail(ErrorCode::refused, officer.name +
                                            "不在会场，不能担任监票人、计票人。办法："
                                            "另定在场的人，或先记其签到、返回");
      }
      if (!officer.voter && !rule.staff_may_serve) {
        return fail(
            ErrorCode::refused,
            officer.name + "不在名册上，本办法不许工作人员代任（依据：" + rule.article + "）");
      }
    }
  }
  Meeting after = meeting;
  current(after).officers = event;
  return may_act(after, OfficersPassed::kName);
}

void evolve(Meeting& meeting, const OfficersPassed& event) {
  current(meeting).officers = event;
  note_act(current(meeting), OfficersPassed::kName);
}

namespace {

Result<> check_candidates(const Meeting& meeting, const Ballot& ballot) {
  for (std::size_t i = 0; i < ballot.contests.size(); ++i) {
    for (const Candidate& candidate : ballot.contests[i].candidates) {
      const auto bytes = parse_id(candidate.person.value_or(""));
      if (!bytes || !has_vote(meeting, VoterId{*bytes})) {
        return fail(ErrorCode::refused,
                    candidate.name + "不在有选举权和被选举权的名册上，不能列为候选人",
                    pointer_to("/ballot/contests", i));
      }
    }
  }
  return {};
}

Result<> check_order(const CandidatesAnnounced& event) {
  if (!event.order_reason.empty()) return {};
  for (const Contest& contest : event.ballot.contests) {
    std::vector<std::string> names;
    for (const Candidate& candidate : contest.candidates) names.push_back(candidate.name);
    const std::vector<std::size_t> order = order_by_strokes(names).order;
    if (std::ranges::is_sorted(order)) continue;
    std::vector<std::string> right;
    for (const std::size_t place : order) right.push_back(names[place]);
    std::string list;
    for (const std::string& name : right) list += (list.empty() ? "" : "、") + name;
    return fail(ErrorCode::refused,
                "候选人未按姓氏笔画排列。办法：改为 " + list + "，或写明另行排列的理由");
  }
  return {};
}

}  // namespace

Result<> admit(const Meeting& meeting, const CandidatesAnnounced& event) {
  HJ_TRY(must_be_open(meeting));
  const Sitting& sitting = current(meeting);
  if (!sitting.polls.empty()) return fail(ErrorCode::refused, "候选人名单已经宣布");
  HJ_TRY(check(event.ballot));
  if (!sitting.method) return fail(ErrorCode::refused, "选举办法尚未通过，不能宣布候选人名单");
  if (!(to_json(event.ballot.method) == to_json(*sitting.method))) {
    return invalid("选票上的选举办法与会议通过的不一致", "/ballot/method");
  }
  HJ_TRY(check_candidates(meeting, event.ballot));
  HJ_TRY(check_order(event));
  // One contest at a time: a differential that holds for the sheet as a whole may fail for a post.
  for (const Contest& contest : event.ballot.contests) {
    Meeting after = meeting;
    PollState poll;
    poll.ballot = event.ballot;
    poll.ballot.contests = {contest};
    current(after).polls.push_back(std::move(poll));
    HJ_TRY(may_act(after, CandidatesAnnounced::kName));
  }
  return {};
}

void evolve(Meeting& meeting, const CandidatesAnnounced& event) {
  Sitting& sitting = current(meeting);
  PollState poll;
  poll.ballot = event.ballot;
  sitting.polls.push_back(std::move(poll));
  note_act(sitting, CandidatesAnnounced::kName);
}

Result<> admit(const Meeting& meeting, const SpeechGiven& event) {
  HJ_TRY(must_be_named(event.by, "发言人"));
  return may_act(meeting, SpeechGiven::kName);
}

void evolve(Meeting& meeting, const SpeechGiven& event) {
  current(meeting).speeches.push_back(event);
  note_act(current(meeting), SpeechGiven::kName);
}

}  // namespace huanjie
