#include "ballot/method.h"

#include <algorithm>

#include "base/assert.h"

namespace huanjie {
namespace {

// Exactly one way to compare: two fractions would make two thresholds, none would make none.
Result<> check_share(const std::optional<Ratio>& more_than, const std::optional<Ratio>& at_least,
                     const std::string& where) {
  if (more_than.has_value() == at_least.has_value()) {
    return invalid(more_than ? "more_than 与 at_least 只能有一个" : "缺少 more_than 或 at_least",
                   where, "其中一个，如 \"more_than\": [1, 2]");
  }
  return {};
}

Result<> check_elected(const Elected& elected, const std::string& where) {
  if (elected.plurality) {
    if (elected.of || elected.more_than || elected.at_least) {
      return invalid("plurality 不能与 of、more_than、at_least 同时规定", where,
                     "{\"plurality\": true} 或 {\"of\": …， \"more_than\": [1, 2]}");
    }
    return {};
  }
  if (!elected.of) {
    return invalid("缺少当选票数的计算基数", where,
                   "of 为 entitled present voters registered valid 之一，或 \"plurality\": true");
  }
  return check_share(elected.more_than, elected.at_least, where);
}

std::int64_t needed_of(const std::optional<Ratio>& more_than, const std::optional<Ratio>& at_least,
                       std::int64_t whole) {
  if (more_than) return needed_more_than(whole, *more_than);
  HJ_ASSERT(at_least.has_value());
  return needed_at_least(whole, *at_least);
}

}  // namespace

Result<> check(const Method& method, const std::string& at) {
  const std::string quorum = at + "/quorum";
  if (method.quorum.of != Base::entitled && method.quorum.of != Base::registered) {
    return invalid("到会（参加投票）人数的基数不能是 " + std::string(to_text(method.quorum.of)),
                   quorum + "/of", "entitled 或 registered");
  }
  HJ_TRY(check_share(method.quorum.more_than, method.quorum.at_least, quorum));
  HJ_TRY(check_elected(method.elected, at + "/elected"));
  const std::vector<ReturnedLimit>& limits = method.poll_valid.returned_at_most;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    if (std::find(limits.begin(), limits.begin() + static_cast<std::ptrdiff_t>(i), limits[i]) !=
        limits.begin() + static_cast<std::ptrdiff_t>(i)) {
      return invalid(std::string(to_text(limits[i])) + " 重复",
                     at + "/poll_valid/returned_at_most/" + std::to_string(i), "每个数只列一次");
    }
  }
  return {};
}

bool asks_for_blackening(const Symbols& symbols) {
  return symbols.filled == Choice::approve && symbols.circle != Choice::approve;
}

Choice meaning(const Symbols& symbols, Seen seen) {
  switch (seen) {
    case Seen::circle:        return symbols.circle;
    case Seen::cross:         return symbols.cross;
    case Seen::tick:          return symbols.tick;
    case Seen::blank:         return symbols.blank;
    case Seen::filled:        return symbols.filled;
    case Seen::struck:        return symbols.struck;
    case Seen::contradictory:
    case Seen::illegible:     break;
  }
  return Choice::invalid;
}

std::int64_t needed(const Quorum& quorum, std::int64_t whole) {
  return needed_of(quorum.more_than, quorum.at_least, whole);
}

std::int64_t needed(const Elected& elected, std::int64_t whole) {
  return elected.plurality ? 1 : needed_of(elected.more_than, elected.at_least, whole);
}

}  // namespace huanjie
