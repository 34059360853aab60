#include "meeting/count.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "meeting/attendance.h"
#include "meeting/gate.h"
#include "meeting/rounds.h"
#include "tally/compare.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

bool by_other_people(const CountEntered& a, const CountEntered& b) {
  return std::ranges::none_of(
      a.by, [&](const std::string& name) { return std::ranges::find(b.by, name) != b.by.end(); });
}

const CountEntered* last_count(const PollState& poll, bool with_records) {
  for (std::size_t i = poll.counts.size(); i > 0; --i) {
    if (poll.counts[i - 1].records.has_value() == with_records) return &poll.counts[i - 1];
  }
  return nullptr;
}

Result<> must_agree(const PollState& poll, const CountEntered& first, const CountEntered& second) {
  const std::vector<Difference> differences = compare(first.totals, second.totals);
  if (differences.empty()) return {};
  std::string list;
  for (std::size_t i = 0; i < differences.size() && i < 10; ++i) {
    list += (i == 0 ? "" : "；") + describe(poll.ballot, differences[i]);
  }
  return fail(ErrorCode::refused, "两次计票不符，共 " + std::to_string(differences.size()) +
                                      " 处：" + list + "。办法：核对纸面选票，重新录入");
}

// A paper without rows for other names has no place where one could be written in.
Result<> check_rows(const PollState& poll, const Totals& totals) {
  for (const Contest& contest : poll.ballot.contests) {
    const auto counted = totals.contests.find(contest.id);
    if (counted == totals.contests.end() || contest.write_in_rows > 0) continue;
    if (counted->second.write_ins.empty()) continue;
    return invalid("这张选票没有另选他人的栏目",
                   pointer_to("/totals/contests", contest.id) + "/write_ins", "不列另选他人");
  }
  return {};
}

// Callers and writers may be anybody; one of those who answer for the count is among them.
Result<> must_be_counters(const Sitting& sitting, const std::vector<std::string>& by) {
  HJ_TRY(must_be_two(by));
  const OfficersPassed officers = sitting.officers.value_or(OfficersPassed{});
  const bool answers =
      std::ranges::any_of(by, [&](const std::string& name) { return is_officer(officers, name); });
  if (answers) return {};
  return invalid("计票的人里没有监票人或计票人：" + join(by, "、"), "/by",
                 "至少一人是监票人或计票人");
}

// Records with their totals, as an election without the records is judged from them later.
Result<> check_records(const Meeting& meeting, const PollState& poll, const CountEntered& count) {
  const auto file = meeting.evidence->find(count.records->blob);
  if (file == meeting.evidence->end()) return {};
  const Cvrs cvrs = HJ_TRY(parse_cvrs(file->second));
  const Totals totals = HJ_TRY(totals_of(poll.ballot, cvrs));
  if (!(to_json(totals) == to_json(count.totals))) {
    return invalid("单票记录汇总与所附合计不一致", "/totals");
  }
  const auto records = static_cast<int>(cvrs.cvrs.size());
  if (records != poll.papers.returned.value_or(0)) {
    return invalid("单票记录 " + std::to_string(records) + " 张，收回选票 " +
                       std::to_string(poll.papers.returned.value_or(0)) + " 张，两数不符",
                   "/records");
  }
  return {};
}

}  // namespace

Result<> check_count(const Meeting& meeting, const PollState& poll, const CountEntered& count) {
  HJ_TRY(check(poll.ballot, count.totals));
  HJ_TRY(check_rows(poll, count.totals));
  HJ_TRY(check_balance(poll.ballot, poll.papers.returned.value_or(0), count.totals));
  if (!count.records) return {};
  return check_records(meeting, poll, count);
}

std::vector<std::string> void_reasons(const PollResult& result, const Poll& numbers) {
  std::vector<std::string> reasons;
  const auto more = [&](const char* than, const std::optional<int>& limit, const char* unit) {
    reasons.push_back("收回选票" + std::to_string(numbers.returned.value_or(0)) + "张，多于" +
                      than + std::to_string(limit.value_or(0)) + unit);
  };
  for (const VoidReason reason : result.poll.reasons) {
    switch (reason) {
      case VoidReason::quorum:
        reasons.push_back("到会（投票）" + std::to_string(result.quorum.count) + "人，须有" +
                          std::to_string(result.quorum.needed) + "人");
        break;
      case VoidReason::returned_exceeds_voters: more("投票人数", numbers.voters, "人"); break;
      case VoidReason::returned_exceeds_issued: more("发出选票", numbers.issued, "张"); break;
    }
  }
  return reasons;
}

Poll poll_numbers(const Meeting& meeting) {
  const Sitting& sitting = current(meeting);
  const PollState& poll = *open_poll(sitting);
  Poll numbers;
  if (poll.ballot.method.quorum.of == Base::registered) {
    numbers.registered = entitled(meeting);
  } else {
    numbers.entitled = entitled(meeting);
  }
  numbers.present = poll.present;
  numbers.issued = poll.papers.issued.value_or(0);
  numbers.voters = *numbers.issued - poll.papers.handed_back.value_or(0);
  numbers.returned = poll.papers.returned.value_or(0);
  for (const KinPair& pair : meeting.kin) {
    numbers.kin.push_back({to_text(pair.one), to_text(pair.other)});
  }
  return numbers;
}

Result<const CountEntered*> standing_count(const PollState& poll) {
  const CountEntered* records = last_count(poll, true);
  const CountEntered* hand = last_count(poll, false);
  if (records != nullptr) {
    if (hand != nullptr) HJ_TRY(must_agree(poll, *records, *hand));
    return records;
  }
  if (hand == nullptr) return fail(ErrorCode::refused, "还没有录入计票结果");
  // An entry is superseded by a later one that any of its people had a part in.
  std::vector<const CountEntered*> entries{hand};
  for (std::size_t i = poll.counts.size(); i > 0; --i) {
    const CountEntered& other = poll.counts[i - 1];
    const bool stands = std::ranges::all_of(
        entries, [&](const CountEntered* later) { return by_other_people(other, *later); });
    if (!stands) continue;
    entries.push_back(&other);
    if (must_agree(poll, other, *hand)) return hand;
  }
  if (entries.size() > 1) HJ_TRY(must_agree(poll, *entries[1], *hand));
  return fail(ErrorCode::refused, "手工计票须由另外的两人再计一遍，两遍一致才作数；已有的一遍是 " +
                                      join(hand->by, "、") + " 计的");
}

Result<PollResult> compute_result(const Meeting& meeting, const PollState& poll,
                                  const Poll& numbers, const CountEntered& count) {
  if (count.records) {
    const auto file = meeting.evidence->find(count.records->blob);
    if (file != meeting.evidence->end()) {
      const Cvrs cvrs = HJ_TRY(parse_cvrs(file->second));
      return tally(poll.ballot, numbers, cvrs);
    }
  }
  return tally(poll.ballot, numbers, count.totals);
}

Result<PollResult> compute_result(const Meeting& meeting) {
  const PollState& poll = *open_poll(current(meeting));
  const Poll numbers = poll_numbers(meeting);
  HJ_TRY(check(numbers, poll.ballot.method));
  PollResult standing = poll_standing(poll.ballot, numbers);
  if (!standing.poll.valid) return standing;
  const CountEntered* count = HJ_TRY(standing_count(poll));
  return compute_result(meeting, poll, numbers, *count);
}

Result<> admit(const Meeting& meeting, const CountEntered& event) {
  HJ_TRY(must_have_poll(meeting));
  const PollState& poll = *open_poll(current(meeting));
  HJ_TRY(must_be_counters(current(meeting), event.by));
  if (!poll.papers.returned) return fail(ErrorCode::refused, "收回选票尚未清点，不能计票");
  if (!poll.certified_by.empty()) {
    return fail(ErrorCode::refused,
                "监票人、计票人已在结果上签字，不再录入计票。办法：宣布以后发现有误的，按更正处理");
  }
  const Poll numbers = poll_numbers(meeting);
  const PollResult standing = poll_standing(poll.ballot, numbers);
  if (!standing.poll.valid) {
    return fail(ErrorCode::refused, "本次投票无效（" + join(void_reasons(standing, numbers), "；") +
                                        "），不计票。办法：签字（certify）、宣布（announce）"
                                        "投票无效，再重新投票（round）");
  }
  HJ_TRY(check_count(meeting, poll, event));
  return may_act(meeting, CountEntered::kName);
}

void evolve(Meeting& meeting, const CountEntered& event) {
  Sitting& sitting = current(meeting);
  PollState& poll = *open_poll(sitting);
  poll.counts.push_back(event);
  // Counted once more before anybody signed: the result is computed anew.
  poll.outcome.reset();
  sitting.acts.erase(std::string(OutcomeDeclared::kName));
  note_act(sitting, CountEntered::kName);
}

Result<> admit(const Meeting& meeting, const OutcomeDeclared& event) {
  HJ_TRY(must_have_poll(meeting));
  const PollState& poll = *open_poll(current(meeting));
  if (poll.outcome) return fail(ErrorCode::refused, "选举结果已经算出");
  if (!poll.papers.returned) return fail(ErrorCode::refused, "收回选票尚未清点");
  if (!(poll_numbers(meeting) == event.poll)) {
    return invalid("选举结果所依据的人数、票数与会议记录不一致", "/poll");
  }
  const PollResult result = HJ_TRY(compute_result(meeting));
  if (!(result == event.result)) {
    return invalid("选举结果与重新计算的不一致", "/result", write_json(to_json(result)));
  }
  return may_act(meeting, OutcomeDeclared::kName);
}

void evolve(Meeting& meeting, const OutcomeDeclared& event) {
  Sitting& sitting = current(meeting);
  PollState& poll = *open_poll(sitting);
  poll.outcome = event;
  poll.outcome_seq = meeting.seq;
  poll.reported_seq = meeting.seq;
  note_act(sitting, OutcomeDeclared::kName);
}

// Who counts does not certify alone: a scrutineer and a teller sign.
Result<> admit(const Meeting& meeting, const OutcomeCertified& event) {
  HJ_TRY(must_have_poll(meeting));
  HJ_TRY(must_be_two(event.by));
  const Sitting& sitting = current(meeting);
  const PollState& poll = *open_poll(sitting);
  if (!poll.outcome) return fail(ErrorCode::refused, "选举结果尚未算出，无从签字");
  if (!poll.certified_by.empty()) return fail(ErrorCode::refused, "监票人、计票人已经签字");
  const OfficersPassed officers = sitting.officers.value_or(OfficersPassed{});
  std::set<std::string> signers;
  const auto signs = [&](const std::vector<Officer>& some) {
    bool any = false;
    for (const Officer& officer : some) {
      if (std::ranges::find(event.by, officer.name) == event.by.end()) continue;
      signers.insert(officer.name);
      any = true;
    }
    return any;
  };
  const bool scrutineer = signs(officers.scrutineers);
  const bool teller = signs(officers.tellers);
  if (!scrutineer || !teller || signers.size() < 2) {
    const auto named = [](const char* what, const std::vector<Officer>& some) {
      std::vector<std::string> names;
      for (const Officer& officer : some) names.push_back(officer.name);
      return std::string(what) + join(names, "、");
    };
    return fail(ErrorCode::refused, "选举结果报告单须由监票人和计票人共同签字", "/by",
                named("监票人：", officers.scrutineers) + named("；计票人：", officers.tellers) +
                    "，各至少一人");
  }
  return may_act(meeting, OutcomeCertified::kName);
}

void evolve(Meeting& meeting, const OutcomeCertified& event) {
  Sitting& sitting = current(meeting);
  open_poll(sitting)->certified_by = event.by;
  note_act(sitting, OutcomeCertified::kName);
}

namespace {

// Whoever stands on the list of a contest, or holds a post by an earlier vote, takes no seat by
// being written in.
Result<> may_be_seated(const Meeting& meeting, const PollState& poll,
                       const EligibilityConfirmed& event) {
  const auto advice = "。办法：在 person 里写明是名册上的哪一位，或记为不合格（eligible 写 false）";
  if (!event.voter || !has_vote(meeting, *event.voter)) {
    return fail(ErrorCode::refused,
                event.name + "不在有选举权和被选举权的名册上，不能确认为合格" + advice);
  }
  const std::string person = to_text(*event.voter);
  for (const ContestResult& result : standing_result(poll)->contests) {
    const bool named = std::ranges::find(result.write_ins, event.name, &WriteInResult::name) !=
                       result.write_ins.end();
    const Contest* contest = find_contest(poll.ballot, result.id);
    if (!named || contest == nullptr) continue;
    for (const Candidate& candidate : contest->candidates) {
      if (candidate.person != person) continue;
      return fail(ErrorCode::refused, event.name + "就是" + contest->title + "候选人" +
                                          candidate.name +
                                          "，写他的票不是另选他人，不能另占一个名额" + advice);
    }
  }
  const std::vector<ElectedPerson>& elected = current(meeting).elected;
  const auto post = std::ranges::find(elected, *event.voter, &ElectedPerson::voter);
  if (post != elected.end()) {
    return fail(ErrorCode::refused,
                event.name + "已经当选" + post->title + "，不能再占一个名额" + advice);
  }
  return {};
}

}  // namespace

Result<> admit(const Meeting& meeting, const EligibilityConfirmed& event) {
  HJ_TRY(must_have_poll(meeting));
  HJ_TRY(must_be_two(event.by));
  const Sitting& sitting = current(meeting);
  const PollState* poll = poll_waiting_for(sitting, event.name);
  if (poll == nullptr) {
    const std::vector<std::string> waiting = unconfirmed_write_ins(*open_poll(sitting));
    return invalid(
        event.name + "不用确认资格：只有当选（或得票相等）的另选人才要确认", "/name",
        waiting.empty() ? "本次投票没有待确认的另选人，删去这一项" : join(waiting, "、"));
  }
  if (event.eligible) HJ_TRY(may_be_seated(meeting, *poll, event));
  if (!event.eligible && !event.ground) return invalid("不合格的须写明理由");
  // A correction may have elected somebody written in, at whatever step the meeting is.
  if (poll->announced) return {};
  return may_act(meeting, EligibilityConfirmed::kName);
}

// Who waited for this after the result was announced is seated now.
void evolve(Meeting& meeting, const EligibilityConfirmed& event) {
  Sitting& sitting = current(meeting);
  for (PollState& poll : sitting.polls) {
    if (&poll != poll_waiting_for(sitting, event.name)) continue;
    poll.eligibility.push_back(event);
    if (!poll.announced) break;
    for (const ElectedPerson& person : winners(poll, *standing_result(poll))) {
      if (std::ranges::find(*poll.announced, person) != poll.announced->end()) continue;
      poll.announced->push_back(person);
      sitting.elected.push_back(person);
    }
    break;
  }
  note_act(sitting, EligibilityConfirmed::kName);
}

Result<> admit(const Meeting& meeting, const ResultAnnounced& event) {
  HJ_TRY(must_have_poll(meeting));
  const PollState& poll = *open_poll(current(meeting));
  if (!poll.outcome) return fail(ErrorCode::refused, "选举结果尚未算出，不能宣布");
  if (poll.announced) return fail(ErrorCode::refused, "选举结果已经宣布");
  if (!(winners(poll, poll.outcome->result) == event.elected)) {
    return invalid("宣布的当选人与选举结果不一致", "/elected");
  }
  return may_act(meeting, ResultAnnounced::kName);
}

void evolve(Meeting& meeting, const ResultAnnounced& event) {
  Sitting& sitting = current(meeting);
  open_poll(sitting)->announced = event.elected;
  sitting.elected.insert(sitting.elected.end(), event.elected.begin(), event.elected.end());
  note_act(sitting, ResultAnnounced::kName);
}

}  // namespace huanjie
