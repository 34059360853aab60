#include "tally/totals.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>

namespace huanjie {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kReasons{
    {{"foreign", "非本次会议选票"},
     {"defaced", "有其他记号"},
     {"illegible", "无法辨认"},
     {"same_person", "同一人选任两职"},
     {"overvote", "多选"}}};

std::string reasons_in_words() {
  std::string text;
  for (const auto& [reason, words] : kReasons) {
    text += (text.empty() ? "" : "、") + std::string(reason) + "（" + std::string(words) + "）";
  }
  return text;
}

std::string pointer_of(const Contest& contest) { return pointer_to("/contests", contest.id); }

Result<> check_reasons(const ContestTotals& totals, const std::string& at) {
  for (const auto& [reason, sheets] : totals.invalid_by) {
    const auto known =
        std::ranges::find(kReasons, reason, &std::pair<std::string_view, std::string_view>::first);
    if (known == kReasons.end()) {
      return invalid("不认识的无效原因：" + reason, pointer_to(at + "/invalid_by", reason),
                     reasons_in_words());
    }
  }
  return {};
}

Result<> check_lines(const Contest& contest, const ContestTotals& totals, const std::string& at) {
  for (const auto& [id, line] : totals.lines) {
    if (find_candidate(contest, id) == nullptr) {
      return invalid("选票上没有这名候选人：" + id, pointer_to(at + "/lines", id),
                     "选票上的候选人编号");
    }
  }
  for (const Candidate& candidate : contest.candidates) {
    if (!totals.lines.contains(candidate.id)) {
      return invalid("缺少候选人" + candidate.name + "的票数", at + "/lines", "每名候选人一行");
    }
  }
  return {};
}

Result<> check_write_ins(const Ballot& ballot, const Contest& contest, const ContestTotals& totals,
                         const std::string& at) {
  std::set<std::string_view> listed;
  for (const Candidate& candidate : contest.candidates) listed.insert(candidate.name);
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < totals.write_ins.size(); ++i) {
    const std::string& name = totals.write_ins[i].name;
    const std::string where = pointer_to(at + "/write_ins", i) + "/name";
    HJ_TRY(check_name(name, where));
    if (!ballot.method.write_in.allowed) {
      return invalid("选举办法不允许另选他人，这里却有" + name, where, "不列另选他人");
    }
    if (listed.contains(name)) {
      return invalid(name + "是候选人，不是另选他人", where, "计入候选人的赞成票");
    }
    if (!names.insert(name).second) {
      return invalid("另选他人" + name + "列了两次", where, "每个姓名合并成一行");
    }
  }
  return {};
}

std::int64_t valid_sheets(int returned, const ContestTotals& totals) {
  std::int64_t valid = returned;
  for (const auto& [reason, sheets] : totals.invalid_by) valid -= sheets;
  return valid;
}

std::int64_t sum_of(const LineTotals& line) {
  return std::int64_t{line.approve} + line.oppose + line.abstain + line.invalid;
}

// Every line misses the valid sheets by as much: then it is the sheets that are wrong, most likely
// invalid ones that nobody wrote down.
std::string common_miss(const Contest& contest, const ContestTotals& totals, std::int64_t valid) {
  std::set<std::int64_t> misses;
  for (const auto& [id, line] : totals.lines) misses.insert(valid - sum_of(line));
  if (misses.size() != 1 || totals.lines.size() < 2) return {};
  const std::int64_t miss = *misses.begin();
  const std::string by = std::to_string(miss < 0 ? -miss : miss);
  return contest.title + "每名候选人的赞成、不赞成、弃权、无效合计都是 " +
         std::to_string(valid - miss) + " 票，比有效票 " + std::to_string(valid) +
         (miss > 0 ? " 少 " + by + "：是不是有 " + by + " 张无效票没有写进 invalid_by？"
                   : " 多 " + by + "：是不是 invalid_by（无效票）多写了 " + by + " 张？");
}

Result<> balance_lines(const Contest& contest, const ContestTotals& totals, std::int64_t valid,
                       const std::string& at) {
  std::vector<Error> errors;
  for (const Candidate& candidate : contest.candidates) {
    const auto line = totals.lines.find(candidate.id);
    if (line == totals.lines.end() || sum_of(line->second) == valid) continue;
    errors.push_back({ErrorCode::invalid_input,
                      contest.title + " " + candidate.name + "：赞成、不赞成、弃权、无效合计 " +
                          std::to_string(sum_of(line->second)) + " 票",
                      pointer_to(at + "/lines", candidate.id),
                      "等于有效票 " + std::to_string(valid)});
  }
  if (errors.empty()) return {};
  const std::string miss = common_miss(contest, totals, valid);
  if (!miss.empty())
    return invalid(miss, errors.front().where, "等于有效票 " + std::to_string(valid));
  for (std::size_t i = 1; i < errors.size(); ++i) errors[i].where.clear();
  return all_of(std::move(errors));
}

Result<> balance_approvals(const Contest& contest, const ContestTotals& totals, std::int64_t valid,
                           const std::string& at) {
  std::int64_t approvals = 0;
  for (const auto& [id, line] : totals.lines) approvals += line.approve;
  for (std::size_t i = 0; i < totals.write_ins.size(); ++i) {
    const WriteInTotals& write_in = totals.write_ins[i];
    approvals += write_in.approve;
    if (write_in.approve > valid) {
      return invalid("另选他人" + write_in.name + "得 " + std::to_string(write_in.approve) + " 票",
                     pointer_to(at + "/write_ins", i) + "/approve",
                     "不多于有效票 " + std::to_string(valid));
    }
  }
  if (approvals > valid * contest.seats) {
    return invalid(contest.title + "的赞成票合计 " + std::to_string(approvals) + " 票", at,
                   "不多于名额 " + std::to_string(contest.seats) + " × 有效票 " +
                       std::to_string(valid) + " = " + std::to_string(valid * contest.seats));
  }
  return {};
}

}  // namespace

Result<Totals> parse_totals(std::string_view text) {
  const Json json = HJ_TRY(parse_json(text));
  HJ_TRY(expect_format(json, Totals::kFormat));
  return from_json<Totals>(json);
}

Result<> check(const Ballot& ballot, const Totals& totals) {
  HJ_TRY(check_format(totals.format, Totals::kFormat));
  if (totals.ballot != ballot.id) {
    return invalid("这是另一种选票的计票数：" + totals.ballot, "/ballot", ballot.id);
  }
  for (const auto& [id, contest] : totals.contests) {
    if (find_contest(ballot, id) == nullptr) {
      return invalid("选票上没有这个职务：" + id, pointer_to("/contests", id), "选票上的职务编号");
    }
  }
  for (const Contest& contest : ballot.contests) {
    const auto found = totals.contests.find(contest.id);
    if (found == totals.contests.end()) {
      return invalid("缺少职务" + contest.title + "（" + contest.id + "）的票数", "/contests",
                     "每个职务一项");
    }
    const std::string at = pointer_of(contest);
    HJ_TRY(check_reasons(found->second, at));
    HJ_TRY(check_lines(contest, found->second, at));
    HJ_TRY(check_write_ins(ballot, contest, found->second, at));
  }
  return {};
}

Result<> check_balance(const Ballot& ballot, int returned, const Totals& totals) {
  for (const Contest& contest : ballot.contests) {
    const ContestTotals& counted = totals.contests.at(contest.id);
    const std::string at = pointer_of(contest);
    const std::int64_t valid = valid_sheets(returned, counted);
    if (valid < 0) {
      return invalid("无效票合计 " + std::to_string(returned - valid) + " 张", at + "/invalid_by",
                     "不多于收回票数 " + std::to_string(returned));
    }
    HJ_TRY(balance_lines(contest, counted, valid, at));
    HJ_TRY(balance_approvals(contest, counted, valid, at));
  }
  return {};
}

int invalid_sheets(const ContestTotals& totals) {
  int sum = 0;
  for (const auto& [reason, sheets] : totals.invalid_by) sum += sheets;
  return sum;
}

}  // namespace huanjie
