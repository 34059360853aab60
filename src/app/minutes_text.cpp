#include "app/minutes_text.h"

#include <algorithm>
#include <set>

#include "app/ballot_sentences.h"
#include "app/door_papers.h"
#include "app/wording.h"
#include "base/text.h"
#include "meeting/attendance.h"

namespace huanjie {
namespace {

template <class E>
std::optional<E> as(const Envelope& envelope) {
  if (envelope.kind != E::kName) return std::nullopt;
  const Result<E> event = event_of<E>(envelope);
  return event ? std::optional<E>(*event) : std::nullopt;
}

std::string listed(const std::vector<std::string>& names) { return join(names, "、"); }

std::string number(int value) { return std::to_string(value); }

// The text's own full stop stays; one is added where it has none.
std::string as_sentence(const std::string& text) {
  for (const char* const end : {"。", "！", "？"}) {
    if (text.ends_with(end)) return text;
  }
  return text + "。";
}

std::string topic_name(Topic topic) {
  switch (topic) {
    case Topic::exclusions: return "不计入应到会人员名单";
    case Topic::agenda:     return "会议议程";
    case Topic::report:     return "关于工作报告的决议";
    case Topic::method:     return "选举办法";
    case Topic::officers:   return "监票人名单";
    case Topic::seats:      return "减少应选名额";
  }
  return "";
}

std::string elected_line(const std::vector<ElectedPerson>& elected) {
  if (elected.empty()) return "没有人当选。";
  std::vector<std::string> said;
  for (const ElectedTo& post : by_post(elected)) {
    said.push_back("当选为" + post.title + "的" + order_in_brackets(post.names) + "：" +
                   listed(post.names));
  }
  return join(said, "；") + "。";
}

std::string statement_line(const StatementMade& statement) {
  const std::string what =
      statement.kind == "pledge" ? "代表新一届班子作公开承诺：" : "作表态发言：";
  return statement.by + what + as_sentence(statement.text);
}

std::string papers_line(const Envelope& e) {
  if (const auto x = as<PapersPrinted>(e)) return "印制选票" + number(x->count) + "张。";
  if (const auto x = as<PapersIssued>(e)) return "发出选票" + number(x->count) + "张。";
  if (const auto x = as<PaperSpoiled>(e)) return "作废重领选票" + number(x->count) + "张。";
  if (const auto x = as<PapersLeftOver>(e)) {
    return "剩余选票" + number(x->kept + x->cut) + "张，其中留存" + number(x->kept) +
           "张、剪角作废" + number(x->cut) + "张。";
  }
  if (const auto x = as<VotingClosed>(e)) {
    return x->handed_back == 0 ? "投票结束。"
                               : "投票结束，领票后原样交回" + number(x->handed_back) + "张。";
  }
  if (const auto x = as<PapersReturned>(e)) {
    return "开箱清点，收回选票" + number(x->count) + "张。";
  }
  return "";
}

std::string before_vote(const Envelope& e) {
  if (const auto x = as<ReportPresented>(e)) {
    return x->by + (x->title == "工作报告" ? "作工作报告。" : "作《" + x->title + "》。");
  }
  if (const auto x = as<GroupNoted>(e)) {
    return x->group + "讨论（召集人" + x->leader + "，" + number(x->people) + "人）：" +
           as_sentence(x->note);
  }
  if (const auto x = as<OfficersPassed>(e)) {
    return "确定监票人" + listed(names_of(x->scrutineers)) + "，计票人" +
           listed(names_of(x->tellers)) + "。";
  }
  if (const auto x = as<CandidatesAnnounced>(e)) {
    return "宣布候选人名单。" + seats_sentence(x->ballot) + "候选人（按选票顺序）：" +
           listed(candidate_names(x->ballot)) + "。";
  }
  if (const auto x = as<SpeechGiven>(e)) {
    const bool of_a_kind = x->about.ends_with("演讲") || x->about.ends_with("发言");
    return x->by + (of_a_kind ? "作" : "发言：") + as_sentence(x->about);
  }
  if (const auto x = as<BoxSealed>(e)) return "当众检查" + box_name(x->box) + "并封闭。";
  return "";
}

std::string after_vote(const Envelope& e) {
  if (const auto x = as<CountEntered>(e)) return "计票一遍（" + listed(x->by) + "）。";
  if (const auto x = as<OutcomeCertified>(e)) return listed(x->by) + "在选举结果报告单上签字。";
  if (const auto x = as<EligibilityConfirmed>(e)) {
    return "经审核，另选人" + x->name + (x->eligible ? "资格符合。" : "资格不符，不当选。");
  }
  if (const auto x = as<ResultAnnounced>(e)) return "宣布选举结果：" + elected_line(x->elected);
  if (const auto x = as<RoundOpened>(e)) {
    return "进行" + round_name(x->round) + "。" + seats_sentence(x->ballot) +
           "候选人（按选票顺序）：" + listed(candidate_names(x->ballot)) + "。";
  }
  if (const auto x = as<SeatsSettled>(e)) {
    return x->how == "reduce" ? "减少应选名额" + number(x->seats) + "名。"
                              : "缺额" + number(x->seats) + "名，暂时空缺。";
  }
  return "";
}

std::string of_the_meeting(const Envelope& e) {
  if (const auto x = as<PlenaryOpened>(e)) return x->title + "开始，" + x->chair + "主持。";
  if (const auto x = as<StatementMade>(e)) return statement_line(*x);
  if (const auto x = as<MeetingSuspended>(e)) return "会议中止：" + as_sentence(x->reason);
  if (const auto x = as<MeetingResumed>(e)) return chinese_date(x->date) + "复会。";
  if (const auto x = as<MeetingAbandoned>(e)) return "会议终止：" + as_sentence(x->reason);
  if (const auto x = as<MeetingClosed>(e)) return "会议结束。";
  return "";
}

// What a line must know of the events before it: who is in the room, what is on the ballot, which
// motion this is.
class Story {
 public:
  explicit Story(const MeetingView& view) : view_(view) {
    for (const Sitting& sitting : view.meeting->sittings) {
      motions_.insert(motions_.end(), sitting.motions.begin(), sitting.motions.end());
    }
  }

  void note(const Envelope& e) {
    if (const auto x = as<VoterExcused>(e)) on_leave_.insert(x->voter);
    if (const auto x = as<VoterCheckedIn>(e)) {
      signed_in_.insert(x->voter);
      on_leave_.erase(x->voter);
    }
    if (const auto x = as<CheckInUndone>(e)) signed_in_.erase(x->voter);
    if (as<HeadsCounted>(e)) ++counts_;
    if (const auto x = as<VoterLeft>(e)) out_.insert(x->voter);
    if (const auto x = as<VoterReturned>(e)) out_.erase(x->voter);
    if (as<PlenaryOpened>(e)) {
      plenary_ = true;
      counts_ = 0;
    }
    if (auto x = as<CandidatesAnnounced>(e)) ballot_ = std::move(x->ballot);
    if (auto x = as<RoundOpened>(e)) ballot_ = std::move(x->ballot);
  }

  // `goes_on`: the next event is of the same kind, and the line waits for the last of them.
  std::string line(const Envelope& e, bool goes_on) {
    if (const auto x = as<VoterCheckedIn>(e)) return arrival_line(x->voter, goes_on);
    if (const auto x = as<CorrectionMade>(e)) return correction_line(*x);
    if (const auto x = as<HeadsCounted>(e)) return count_line(*x);
    if (const auto x = as<MotionDecided>(e)) return motion_line(*x);
    if (const auto x = as<OutcomeDeclared>(e)) return outcome_line(x->result);
    if (const auto x = as<VoterLeft>(e)) return went(x->voter, "中途离会");
    if (const auto x = as<VoterReturned>(e)) return went(x->voter, "返回会场");
    return "";
  }

 private:
  // Those before the first count by number, a latecomer by name.
  std::string arrival_line(const VoterId& voter, bool goes_on) {
    arrived_.push_back(voter);
    if (goes_on) return "";
    const std::vector<VoterId> arrived = std::exchange(arrived_, {});
    std::vector<std::string> names;
    for (const VoterId& one : arrived) {
      const std::string name = name_on_roster(view_, one);
      if (!name.empty()) names.push_back(name);
    }
    if (counts_ > 0 && !names.empty()) return listed(by_strokes(names)) + "到会签到。";
    return "签到" + number(static_cast<int>(arrived.size())) + "人。";
  }

  // What the result said before, line by line where it changed.
  std::string correction_line(const CorrectionMade& correction) {
    for (const Sitting& sitting : view_.meeting->sittings) {
      for (const PollState& poll : sitting.polls) {
        if (poll.outcome_seq != correction.corrects || !poll.outcome) continue;
        const auto [before, added] =
            corrected_.try_emplace(correction.corrects, poll.outcome->result);
        const std::string changed = changed_votes(
            poll.ballot, std::exchange(before->second, correction.result), correction.result);
        return "更正选举结果：" + as_sentence(correction.reason) +
               (changed.empty() ? "" : changed + "。") + "同意更正的是" +
               listed(correction.agreed_by) + "。更正后" + elected_line(correction.elected);
      }
    }
    return "";
  }

  std::string went(const VoterId& voter, const char* what) const {
    const std::string name = name_on_roster(view_, voter);
    return name.empty() ? "" : name + what + "。";
  }

  std::string motion_line(const MotionDecided& motion) {
    std::string text = "举手表决" + topic_name(motion.topic) + "：赞成" + number(motion.for_) +
                       "人，反对" + number(motion.against) + "人，弃权" + number(motion.abstain) +
                       "人";
    if (next_motion_ < motions_.size()) {
      text += motions_[next_motion_].passed ? "，通过" : "，没有通过";
      ++next_motion_;
    }
    return text + "。";
  }

  std::string outcome_line(const PollResult& result) const {
    if (!result.poll.valid) return "本次投票无效，不计票。";
    return "计票结果：" + sheets_sentence(&ballot_, &result) + results_sentence(ballot_, result);
  }

  std::string count_line(const HeadsCounted& heads) const {
    if (plenary_) return "清点人数，到会委员" + number(heads.present) + "人。";
    int voters = 0;
    for (const VoterId& voter : signed_in_) {
      const auto found = view_.meeting->roster.find(voter);
      const bool votes = found != view_.meeting->roster.end() && !found->second.listed.no_vote;
      voters += votes ? 1 : 0;
    }
    if (counts_ > 1) {
      const std::string left =
          out_.empty() ? "" : "（中途离场" + number(static_cast<int>(out_.size())) + "人）";
      return "再次清点人数，实到会有选举权的" + number(heads.present) + "人" + left + "。";
    }
    std::string text = "已签到有选举权的" + number(voters) + "人";
    const int others = static_cast<int>(signed_in_.size()) - voters;
    if (others > 0) text += "，列席" + number(others) + "人";
    if (!on_leave_.empty()) text += "，请假" + number(static_cast<int>(on_leave_.size())) + "人";
    if (!out_.empty()) text += "；中途离场" + number(static_cast<int>(out_.size())) + "人";
    return text + "。清点人数，实到会有选举权的" + number(heads.present) + "人。";
  }

  const MeetingView& view_;
  std::vector<Motion> motions_{};
  std::size_t next_motion_ = 0;
  Ballot ballot_{};
  std::vector<VoterId> arrived_{};
  std::map<std::int64_t, PollResult> corrected_{};  // the result that stands, by what it corrects
  int counts_ = 0;                                  // of heads in this sitting
  std::set<VoterId> signed_in_{};
  std::set<VoterId> on_leave_{};
  std::set<VoterId> out_{};
  bool plenary_ = false;
};

std::string attendance_sentence(const Meeting& meeting) {
  const Sitting& sitting = meeting.sittings.front();
  if (sitting.heads.empty()) return "";
  const HeadCount& heads = sitting.heads.front();
  if (counts_registered(sitting)) {
    return "登记选民" + number(heads.entitled) + "人，到会" + number(heads.present) + "人。";
  }
  int no_vote = 0;
  for (const auto& [voter, attendee] : meeting.roster) no_vote += attendee.listed.no_vote ? 1 : 0;
  std::string text = "在册" + number(static_cast<int>(meeting.roster.size())) + "人";
  if (no_vote > 0) text += "，其中没有选举权的" + number(no_vote) + "人";
  if (heads.excluded > 0) text += "，不计入应到会的" + number(heads.excluded) + "人";
  return text + "。应到会有选举权的" + number(heads.entitled) + "人，实到会有选举权的" +
         number(heads.present) + "人。";
}

// How many were left out on which ground and by which reply; who, the roster's own file tells.
std::string exclusions_fact(const MeetingView& view) {
  std::map<std::string, int> grounds;
  std::set<std::string> replies;
  int count = 0;
  for (const auto& [voter, attendee] : view.meeting->roster) {
    const Member* member = attendee.excluded ? member_on_roster(view, voter) : nullptr;
    if (member == nullptr || !member->exclusion) continue;
    ++count;
    ++grounds[std::string(chinese(member->exclusion->ground))];
    if (!member->exclusion->reply.empty()) replies.insert(member->exclusion->reply);
  }
  if (count == 0) return "";
  std::vector<std::string> said;
  for (const auto& [ground, people] : grounds) said.push_back(ground + number(people) + "人");
  const std::string by =
      replies.empty() ? "" : "（批复：" + listed({replies.begin(), replies.end()}) + "）";
  return "经上级党组织同意" + by + "、大会表决通过，不计入应到会的" + number(count) + "人：" +
         listed(said) + "。";
}

std::vector<std::string> names_where(const MeetingView& view, bool (*holds)(const Attendee&)) {
  std::vector<std::string> names;
  for (const auto& [voter, attendee] : view.meeting->roster) {
    const std::string name = holds(attendee) ? name_on_roster(view, voter) : "";
    if (!name.empty()) names.push_back(name);
  }
  return by_strokes(names);
}

std::vector<std::string> facts_of_attendance(const MeetingView& view) {
  std::vector<std::string> facts;
  if (std::string excluded = exclusions_fact(view); !excluded.empty()) {
    facts.push_back(std::move(excluded));
  }
  const auto add = [&](const char* label, bool (*holds)(const Attendee&)) {
    const std::vector<std::string> names = names_where(view, holds);
    if (!names.empty()) facts.push_back(label + listed(names) + "。");
  };
  add("请假：", [](const Attendee& one) {
    return one.excused && one.presence == Presence::absent && !one.listed.no_vote;
  });
  add("中途离会未返：",
      [](const Attendee& one) { return one.presence == Presence::left && !one.listed.no_vote; });
  return facts;
}

// Acts that one line of the folder makes many events of: they share its time.
bool is_of_many(const std::string& kind) {
  return kind == VoterCheckedIn::kName || kind == VoterExcused::kName || kind == VoterLeft::kName ||
         kind == VoterReturned::kName;
}

// What the program adds by itself between a time and the act that it was stated for.
bool is_added(const std::string& kind) {
  return kind == StepDone::kName || kind == MethodAdopted::kName || kind == OutcomeDeclared::kName;
}

}  // namespace

std::vector<std::string> stated_times(const std::vector<Envelope>& events) {
  std::vector<std::string> times(events.size());
  std::string pending;                  // stated, and the act that it is for is still to come
  std::string of_many;                  // the time of an act that goes on
  std::size_t resumed = events.size();  // a resumption whose time is stated right after it
  for (std::size_t i = 0; i < events.size(); ++i) {
    const std::string& kind = events[i].kind;
    if (const auto stated = as<TimeStated>(events[i])) {
      of_many.clear();
      const bool of_resumption = resumed + 1 == i;
      if (of_resumption) times[resumed] = stated->clock;
      pending = of_resumption ? "" : stated->clock;
      continue;
    }
    const bool goes_on = i > 0 && is_of_many(kind) && events[i - 1].kind == kind;
    times[i] = goes_on ? of_many : pending;
    if (is_added(kind)) continue;
    if (!goes_on) of_many = pending;
    pending.clear();
    if (kind == MeetingResumed::kName) resumed = i;
  }
  return times;
}

std::vector<MinutesLine> minutes_lines(const MeetingView& view) {
  std::vector<MinutesLine> lines;
  Story story(view);
  const std::vector<Envelope>& events = *view.events;
  const std::vector<std::string> times = stated_times(events);
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Envelope& envelope = events[i];
    story.note(envelope);
    const bool goes_on = i + 1 < events.size() && events[i + 1].kind == envelope.kind;
    std::string text = story.line(envelope, goes_on);
    if (text.empty()) text = before_vote(envelope);
    if (text.empty()) text = papers_line(envelope);
    if (text.empty()) text = after_vote(envelope);
    if (text.empty()) text = of_the_meeting(envelope);
    if (!text.empty()) lines.push_back({times[i], std::move(text)});
  }
  return lines;
}

MinutesInput minutes_of(const MeetingView& view) {
  const Meeting& meeting = *view.meeting;
  MinutesInput minutes;
  minutes.chair = meeting.prepared.chair;
  minutes.recorder = meeting.prepared.recorder;
  minutes.attendance = attendance_sentence(meeting);
  minutes.facts = facts_of_attendance(view);
  minutes.observers = names_where(view, [](const Attendee& one) {
    return one.listed.no_vote && one.presence != Presence::absent;
  });
  minutes.lines = minutes_lines(view);
  minutes.signers = signers_of(meeting, meeting.sittings.front(), "minutes");
  return minutes;
}

}  // namespace huanjie
