#include "tally/result_balance.h"

#include <algorithm>
#include <set>
#include <string>

namespace huanjie {
namespace {

std::string number(std::int64_t value) { return std::to_string(value); }

Result<> unequal(const std::string& what, std::int64_t found, const std::string& where,
                 std::int64_t expected) {
  return invalid("结果中的数字对不上：" + what + " " + number(found), where, number(expected));
}

Result<> check_sheets(const SheetCounts& sheets, const std::string& at) {
  const std::int64_t sum = std::int64_t{sheets.valid} + sheets.invalid;
  if (sum != sheets.returned) {
    return unequal("有效票与无效票合计", sum, at + "/sheets", sheets.returned);
  }
  std::int64_t reasons = 0;
  for (const auto& [reason, count] : sheets.invalid_by) reasons += count;
  if (reasons != sheets.invalid) {
    return unequal("各种无效票合计", reasons, at + "/sheets/invalid_by", sheets.invalid);
  }
  return {};
}

// Reaching the threshold, and having the seat only then.
Result<> check_outcome(std::int64_t votes, std::int64_t needed, bool passes, Outcome outcome,
                       const std::string& where) {
  if (passes != (votes >= needed)) {
    return invalid("结果中的数字对不上：得 " + number(votes) + " 票，当选须 " + number(needed) +
                       " 票，写的是" + (passes ? "够票" : "不够票"),
                   where + "/passes");
  }
  const bool seated = outcome == Outcome::elected || outcome == Outcome::tied;
  if (seated && !passes) {
    return invalid("结果前后不一：得 " + number(votes) + " 票，不够票，却写为当选或票数相等",
                   where + "/outcome");
  }
  return {};
}

Result<> check_lines(const ContestResult& contest, const std::string& at,
                     std::set<std::string>& seated) {
  for (std::size_t i = 0; i < contest.lines.size(); ++i) {
    const LineResult& line = contest.lines[i];
    const std::string where = pointer_to(at + "/lines", i);
    const std::int64_t sum = std::int64_t{line.approve} + line.oppose + line.abstain + line.invalid;
    if (sum != contest.sheets.valid) {
      return unequal("赞成、不赞成、弃权、无效合计", sum, where, contest.sheets.valid);
    }
    HJ_TRY(check_outcome(line.approve + line.carried, contest.base.needed, line.passes,
                         line.outcome, where));
    if (line.outcome == Outcome::elected) seated.insert(line.candidate);
  }
  for (std::size_t i = 0; i < contest.write_ins.size(); ++i) {
    const WriteInResult& line = contest.write_ins[i];
    const std::string where = pointer_to(at + "/write_ins", i);
    if (line.approve > contest.sheets.valid) {
      return unequal("另选他人的票数多于有效票：", line.approve, where, contest.sheets.valid);
    }
    HJ_TRY(check_outcome(line.approve, contest.base.needed, line.passes, line.outcome, where));
    if (line.outcome == Outcome::elected) {
      seated.insert(std::string(kWriteInPrefix) + line.name);
    }
  }
  return {};
}

Result<> check_contest(const ContestResult& contest, const std::string& at) {
  HJ_TRY(check_sheets(contest.sheets, at));
  std::set<std::string> seated;
  HJ_TRY(check_lines(contest, at, seated));
  const std::set<std::string> elected(contest.elected.begin(), contest.elected.end());
  if (elected != seated || elected.size() != contest.elected.size()) {
    return invalid("结果前后不一：当选名单与各人的结果不符", at + "/elected");
  }
  const std::int64_t open = contest.tie ? contest.tie->seats : 0;
  const std::int64_t filled = static_cast<std::int64_t>(contest.elected.size()) + open;
  if (filled + contest.vacant != contest.seats) {
    return unequal("当选、待再次投票和空缺的名额合计", filled + contest.vacant, at, contest.seats);
  }
  return {};
}

}  // namespace

Result<> check_result(const PollResult& result) {
  if (result.quorum.holds != (result.quorum.count >= result.quorum.needed)) {
    return invalid("结果中的数字对不上：到会（参加投票）" + number(result.quorum.count) +
                       " 人，至少须 " + number(result.quorum.needed) + " 人，写的是" +
                       (result.quorum.holds ? "人数符合规定" : "人数不够"),
                   "/quorum");
  }
  if (result.poll.valid != result.poll.reasons.empty() ||
      (result.poll.valid && !result.quorum.holds) ||
      (!result.poll.valid && !result.contests.empty())) {
    return invalid("结果前后不一：投票是否有效与所写的情况不符", "/poll");
  }
  for (std::size_t i = 0; i < result.contests.size(); ++i) {
    HJ_TRY(check_contest(result.contests[i], pointer_to("/contests", i)));
  }
  return {};
}

}  // namespace huanjie
