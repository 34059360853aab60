#include "tally/tally.h"

#include <utility>

#include "tally/tabulate.h"

namespace huanjie {
namespace {

std::unexpected<TallyFailure> failure(TallyInput input, Error error) {
  return std::unexpected(TallyFailure{input, std::move(error)});
}

// Everything of ballot and poll that is wrong whatever was counted.
std::optional<TallyFailure> wrong_input(const Ballot& ballot, const Poll& poll) {
  if (Result<> checked = check(ballot); !checked.has_value()) {
    return TallyFailure{TallyInput::ballot, std::move(checked).error()};
  }
  if (Result<> checked = check(poll, ballot.method); !checked.has_value()) {
    return TallyFailure{TallyInput::poll, std::move(checked).error()};
  }
  return std::nullopt;
}

Result<> reconcile(const Poll& poll, const Cvrs& cvrs) {
  const auto returned = static_cast<std::size_t>(*poll.returned);
  if (cvrs.cvrs.size() == returned) return {};
  return invalid("单票记录有 " + std::to_string(cvrs.cvrs.size()) + " 条，收回票数是 " +
                     std::to_string(returned) + " 张",
                 "/cvrs", std::to_string(returned) + " 条，每张收回的票一条");
}

Result<PollResult> without_place(std::expected<PollResult, TallyFailure> result) {
  if (!result.has_value()) return std::unexpected(std::move(result).error().error);
  return *std::move(result);
}

}  // namespace

std::expected<PollResult, TallyFailure> tally_or_failure(const Ballot& ballot, const Poll& poll,
                                                         const Cvrs& cvrs) {
  if (auto wrong = wrong_input(ballot, poll)) return std::unexpected(*std::move(wrong));
  if (Result<> checked = check(ballot, cvrs); !checked.has_value()) {
    return failure(TallyInput::count, std::move(checked).error());
  }
  PollResult result = poll_standing(ballot, poll);
  if (!result.poll.valid) return result;
  if (Result<> matched = reconcile(poll, cvrs); !matched.has_value()) {
    return failure(TallyInput::count, std::move(matched).error());
  }
  result.contests = outcome(ballot, poll, tabulate(ballot, cvrs));
  return result;
}

std::expected<PollResult, TallyFailure> tally_or_failure(const Ballot& ballot, const Poll& poll,
                                                         const Totals& totals) {
  if (auto wrong = wrong_input(ballot, poll)) return std::unexpected(*std::move(wrong));
  if (Result<> checked = check(ballot, totals); !checked.has_value()) {
    return failure(TallyInput::count, std::move(checked).error());
  }
  PollResult result = poll_standing(ballot, poll);
  if (!result.poll.valid) return result;
  if (Result<> balanced = check_balance(ballot, *poll.returned, totals); !balanced.has_value()) {
    return failure(TallyInput::count, std::move(balanced).error());
  }
  result.contests = outcome(ballot, poll, totals);
  return result;
}

Result<PollResult> tally(const Ballot& ballot, const Poll& poll, const Cvrs& cvrs) {
  return without_place(tally_or_failure(ballot, poll, cvrs));
}

Result<PollResult> tally(const Ballot& ballot, const Poll& poll, const Totals& totals) {
  return without_place(tally_or_failure(ballot, poll, totals));
}

Result<Totals> totals_of(const Ballot& ballot, const Cvrs& cvrs) {
  HJ_TRY(check(ballot));
  HJ_TRY(check(ballot, cvrs));
  return tabulate(ballot, cvrs);
}

}  // namespace huanjie
