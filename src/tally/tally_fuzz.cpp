// Hostile polls: the input is three texts with a zero byte between them, ballot, poll and records
// or totals. Whatever is counted keeps the identities of a result.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "tally/explain.h"
#include "tally/tally.h"

namespace huanjie {

namespace {

std::string_view next_text(std::string_view& rest) {
  const std::size_t end = rest.find('\0');
  const std::string_view text = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return text;
}

void hold(const ContestResult& contest) {
  const SheetCounts& sheets = contest.sheets;
  HJ_ASSERT(sheets.returned == sheets.valid + sheets.invalid && sheets.valid >= 0);
  std::int64_t approvals = 0;
  for (const LineResult& line : contest.lines) {
    HJ_ASSERT(line.approve + line.oppose + line.abstain + line.invalid == sheets.valid);
    approvals += line.approve;
  }
  for (const WriteInResult& write_in : contest.write_ins) {
    HJ_ASSERT(write_in.approve <= sheets.valid);
    approvals += write_in.approve;
  }
  HJ_ASSERT(approvals <= std::int64_t{contest.seats} * sheets.valid);
  const auto elected = static_cast<int>(contest.elected.size());
  const int open = contest.tie ? contest.tie->seats : 0;
  HJ_ASSERT(contest.vacant >= 0 && elected + open + contest.vacant == contest.seats);
  HJ_ASSERT(!contest.tie || static_cast<int>(contest.tie->among.size()) > open);
}

void hold(const Ballot& ballot, const Poll& poll, const Result<PollResult>& result) {
  if (!result.has_value()) {
    HJ_ASSERT(!result.error().message.empty() && !result.error().where.empty());
    return;
  }
  for (const ContestResult& contest : result->contests) hold(contest);
  const Result<PollResult> again = parse_result(write_json(to_json(*result)));
  HJ_ASSERT(again.has_value() && *again == *result);
  HJ_ASSERT(explain(*result, {&ballot, &poll, {}}).has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const Result<Ballot> ballot = parse_ballot(next_text(rest));
  const Result<Poll> poll = parse_poll(next_text(rest));
  if (!ballot.has_value() || !poll.has_value()) return 0;
  if (const Result<Totals> totals = parse_totals(rest); totals.has_value()) {
    hold(*ballot, *poll, tally(*ballot, *poll, *totals));
    return 0;
  }
  const Result<Cvrs> cvrs = parse_cvrs(rest);
  if (!cvrs.has_value()) return 0;
  const Result<PollResult> result = tally(*ballot, *poll, *cvrs);
  hold(*ballot, *poll, result);
  return 0;
}

}  // namespace huanjie
