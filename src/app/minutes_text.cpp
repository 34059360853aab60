#include "app/minutes_text.h"

#include <algorithm>
#include <set>

#include "app/script.h"
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

std::string listed(const std::vector<Officer>& officers) {
  std::vector<std::string> names;
  for (const Officer& officer : officers) names.push_back(officer.name);
  return listed(names);
}

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
  if (const auto x = as<MotionDecided>(e)) {
    return "举手表决" + topic_name(x->topic) + "：赞成" + number(x->for_) + "人，反对" +
           number(x->against) + "人，弃权" + number(x->abstain) + "人。";
  }
  if (const auto x = as<ReportPresented>(e)) return x->by + "作《" + x->title + "》。";
  if (const auto x = as<GroupNoted>(e)) {
    return x->group + "讨论（召集人" + x->leader + "，" + number(x->people) + "人）：" +
           as_sentence(x->note);
  }
  if (const auto x = as<OfficersPassed>(e)) {
    return "确定监票人" + listed(x->scrutineers) + "，计票人" + listed(x->tellers) + "。";
  }
  if (const auto x = as<CandidatesAnnounced>(e)) {
    return "宣布候选人名单。" + seats_sentence(x->ballot) + "候选人（按选票顺序）：" +
           listed(candidate_names(x->ballot)) + "。";
  }
  if (const auto x = as<SpeechGiven>(e)) return x->by + "发言：" + as_sentence(x->about);
  if (const auto x = as<BoxSealed>(e)) return "当众检查" + x->box + "号票箱并封闭。";
  return "";
}

std::string after_vote(const Envelope& e) {
  if (const auto x = as<CountEntered>(e)) return "计票一遍（" + listed(x->by) + "）。";
  if (const auto x = as<OutcomeDeclared>(e)) {
    return x->result.poll.valid ? "算出选举结果。" : "本次投票无效。";
  }
  if (const auto x = as<OutcomeCertified>(e)) return listed(x->by) + "在选举结果报告单上签字。";
  if (const auto x = as<EligibilityConfirmed>(e)) {
    return "另选人" + x->name + (x->eligible ? "资格符合。" : "资格不符。");
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
  if (const auto x = as<CorrectionMade>(e)) {
    return "更正：" + as_sentence(x->reason) + elected_line(x->elected);
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

// Who signed in and who has gone out since, as the log has told by now.
class Door {
 public:
  explicit Door(const Meeting& meeting) : meeting_(meeting) {}

  void note(const Envelope& e) {
    if (const auto x = as<VoterExcused>(e)) on_leave_.insert(x->voter);
    if (const auto x = as<VoterCheckedIn>(e)) {
      signed_in_.insert(x->voter);
      on_leave_.erase(x->voter);
    }
    if (const auto x = as<CheckInUndone>(e)) signed_in_.erase(x->voter);
    if (const auto x = as<VoterLeft>(e)) out_.insert(x->voter);
    if (const auto x = as<VoterReturned>(e)) out_.erase(x->voter);
    if (as<PlenaryOpened>(e)) plenary_ = true;
  }

  std::string count_line(const HeadsCounted& heads) const {
    if (plenary_) return "清点人数，到会委员" + number(heads.present) + "人。";
    int voters = 0;
    for (const VoterId& voter : signed_in_) {
      const auto found = meeting_.roster.find(voter);
      voters += found != meeting_.roster.end() && !found->second.listed.no_vote ? 1 : 0;
    }
    std::string text = "签到：有选举权的" + number(voters) + "人";
    const int others = static_cast<int>(signed_in_.size()) - voters;
    if (others > 0) text += "，列席" + number(others) + "人";
    if (!on_leave_.empty()) text += "，请假" + number(static_cast<int>(on_leave_.size())) + "人";
    if (!out_.empty()) text += "；中途离场" + number(static_cast<int>(out_.size())) + "人";
    return text + "。清点人数，实到会有选举权的" + number(heads.present) + "人。";
  }

 private:
  const Meeting& meeting_;
  std::set<VoterId> signed_in_{};
  std::set<VoterId> on_leave_{};
  std::set<VoterId> out_{};
  bool plenary_ = false;
};

std::string attendance_sentence(const Meeting& meeting) {
  const Sitting& sitting = meeting.sittings.front();
  if (sitting.heads.empty()) return "";
  int no_vote = 0;
  int excluded = 0;
  for (const auto& [voter, attendee] : meeting.roster) {
    no_vote += attendee.listed.no_vote ? 1 : 0;
    excluded += attendee.excluded ? 1 : 0;
  }
  std::string text = "在册" + number(static_cast<int>(meeting.roster.size())) + "人";
  if (no_vote > 0) text += "，其中没有选举权的" + number(no_vote) + "人";
  if (excluded > 0) text += "，不计入应到会的" + number(excluded) + "人";
  return text + "。应到会有选举权的" + number(entitled(meeting, sitting)) + "人，实到会有选举权的" +
         number(sitting.heads.front().present) + "人。";
}

std::vector<std::string> observers_of(const MeetingView& view) {
  std::vector<std::string> names;
  for (const auto& [voter, attendee] : view.meeting->roster) {
    if (!attendee.listed.no_vote || attendee.presence == Presence::absent) continue;
    const auto id = view.members->find(voter);
    const Member* member =
        id == view.members->end() ? nullptr : find_member(*view.roster, id->second);
    if (member != nullptr) names.push_back(shown_name(*member));
  }
  return by_strokes(names);
}

}  // namespace

std::vector<MinutesLine> minutes_lines(const Meeting& meeting,
                                       const std::vector<Envelope>& events) {
  std::vector<MinutesLine> lines;
  Door door(meeting);
  std::string clock;  // as it was stated; of what nobody timed the minutes say nothing
  for (const Envelope& envelope : events) {
    door.note(envelope);
    if (const auto stated = as<TimeStated>(envelope)) clock = stated->clock;
    if (envelope.kind == MeetingResumed::kName) clock.clear();
    const auto heads = as<HeadsCounted>(envelope);
    std::string text = heads ? door.count_line(*heads) : before_vote(envelope);
    if (text.empty()) text = papers_line(envelope);
    if (text.empty()) text = after_vote(envelope);
    if (text.empty()) text = of_the_meeting(envelope);
    if (text.empty()) continue;
    lines.push_back({clock, std::move(text)});
  }
  return lines;
}

MinutesInput minutes_of(const MeetingView& view) {
  MinutesInput minutes;
  minutes.chair = view.meeting->prepared.chair;
  minutes.recorder = view.meeting->prepared.recorder;
  minutes.attendance = attendance_sentence(*view.meeting);
  minutes.observers = observers_of(view);
  minutes.lines = minutes_lines(*view.meeting, *view.events);
  return minutes;
}

}  // namespace huanjie
