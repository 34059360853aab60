#pragma once

#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/contest.h"
#include "tally/outcome.h"
#include "tally/poll.h"

namespace huanjie {

// The article behind a value of the method, by its key there ("quorum", "elected.of", "tie", …), as
// the pack cites it. Empty where nothing is known.
using Articles = std::map<std::string, std::string>;

// What makes the sentences richer than the numbers of the result alone. Nothing of it is needed.
struct ExplainContext {
  const Ballot* ballot = nullptr;  // names, titles, the method
  const Poll* poll = nullptr;      // the numbers that the quorum and the papers were tested with
  Articles articles{};
};

// What an explanation is refused for: a result whose numbers do not fit each other, or a ballot or
// poll that does not belong to it.
enum class ExplainInput { result, ballot, poll };

struct ExplainFailure {
  ExplainInput input = ExplainInput::result;
  Error error{};
};

// Why each person is elected or not, in plain Chinese: one sentence a line, headings without a full
// stop.
std::expected<std::vector<std::string>, ExplainFailure> explain_or_failure(
    const PollResult& result, const ExplainContext& context);
// The same, with the error alone.
Result<std::vector<std::string>> explain(const PollResult& result, const ExplainContext& context);

}  // namespace huanjie
