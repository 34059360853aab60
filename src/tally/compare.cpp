#include "tally/compare.h"

#include <map>
#include <set>
#include <tuple>

#include "tally/outcome.h"

namespace huanjie {
namespace {

// Row and column; std::map gives the order.
using Cells = std::map<std::pair<std::string, std::string>, int>;

Cells cells_of(const ContestTotals& totals) {
  Cells cells;
  for (const auto& [reason, sheets] : totals.invalid_by) cells[{"", reason}] = sheets;
  cells[{"", "ignored_write_ins"}] = totals.ignored_write_ins;
  for (const auto& [candidate, line] : totals.lines) {
    cells[{candidate, "approve"}] = line.approve;
    cells[{candidate, "oppose"}] = line.oppose;
    cells[{candidate, "abstain"}] = line.abstain;
    cells[{candidate, "invalid"}] = line.invalid;
  }
  for (const WriteInTotals& write_in : totals.write_ins) {
    cells[{std::string(kWriteInPrefix) + write_in.name, "approve"}] = write_in.approve;
  }
  return cells;
}

Cells cells_of(const Totals& totals, const std::string& contest) {
  const auto found = totals.contests.find(contest);
  return found == totals.contests.end() ? Cells{} : cells_of(found->second);
}

Result<> check_one(const Ballot& ballot, int returned, const Totals& totals,
                   std::string_view which) {
  Result<> checked = check(ballot, totals);
  if (checked.has_value()) checked = check_balance(ballot, returned, totals);
  if (checked.has_value()) return checked;
  Error error = std::move(checked).error();
  error.message = std::string(which) + "计票：" + error.message;
  return std::unexpected(std::move(error));
}

std::string column_in_words(const std::string& column) {
  static const std::map<std::string, std::string> kWords{
      {"approve", "赞成"},
      {"oppose", "不赞成"},
      {"abstain", "弃权"},
      {"invalid", "该栏无效"},
      {"ignored_write_ins", "不计票的另选他人"},
      {"foreign", "无效票（非本次会议选票）"},
      {"defaced", "无效票（有不应有的记号）"},
      {"illegible", "无效票（无法辨认）"},
      {"same_person", "无效票（同一人选在两个职务）"},
      {"overvote", "无效票（所选人数多于名额）"}};
  const auto found = kWords.find(column);
  return found == kWords.end() ? column : found->second;
}

}  // namespace

std::vector<Difference> compare(const Totals& first, const Totals& second) {
  std::set<std::string> contests;
  for (const auto& [id, totals] : first.contests) contests.insert(id);
  for (const auto& [id, totals] : second.contests) contests.insert(id);
  std::vector<Difference> differences;
  for (const std::string& contest : contests) {
    Cells left = cells_of(first, contest);
    Cells right = cells_of(second, contest);
    for (const auto& [cell, number] : left) right.try_emplace(cell, 0);
    for (const auto& [cell, number] : right) {
      const int other = left[cell];
      if (other != number) {
        differences.push_back({contest, cell.first, cell.second, other, number});
      }
    }
  }
  return differences;
}

Result<std::vector<Difference>> compare(const Ballot& ballot, int returned, const Totals& first,
                                        const Totals& second) {
  HJ_TRY(check_one(ballot, returned, first, "第一份"));
  HJ_TRY(check_one(ballot, returned, second, "第二份"));
  return compare(first, second);
}

std::string describe(const Ballot& ballot, const Difference& difference) {
  const Contest* contest = find_contest(ballot, difference.contest);
  std::string text = contest == nullptr ? difference.contest : contest->title;
  if (difference.row.starts_with(kWriteInPrefix)) {
    text += " 另选他人" + difference.row.substr(kWriteInPrefix.size());
  } else if (!difference.row.empty()) {
    const Candidate* candidate =
        contest == nullptr ? nullptr : find_candidate(*contest, difference.row);
    text += " " + (candidate == nullptr ? difference.row : candidate->name);
  }
  return text + " " + column_in_words(difference.column) + "：第一份 " +
         std::to_string(difference.first) + "，第二份 " + std::to_string(difference.second);
}

}  // namespace huanjie
