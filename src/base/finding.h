#pragma once

#include <string>
#include <vector>

namespace huanjie {

// `undetermined`: a fact that the check needs is not known. It is neither satisfied nor violated
// and blocks wherever `violated` would.
enum class Verdict { satisfied, violated, undetermined };

// `blocks`: the step may not happen. `warns`: it may, and the report says so.
enum class Severity { blocks, warns, informs };

// What one check saw and what was required. `article` cites the rule; `unverified` says that the
// rule's text or value is not confirmed (domain.md section 8), which every screen and report
// repeats.
struct Finding {
  std::string check{};
  std::string article{};
  Verdict verdict = Verdict::undetermined;
  Severity severity = Severity::blocks;
  std::string observed{};
  std::string required{};
  std::string says{};     // the demand in the words of the rule
  std::string unblock{};  // what would satisfy it
  bool unverified = false;
  std::string where{};  // the place in what was checked: member and byte, log and sequence
};

// Severity `blocks` and not satisfied.
bool blocks(const Finding& finding);

// The findings that block, in order.
std::vector<Finding> blocking(const std::vector<Finding>& findings);

// One Chinese sentence: what was observed, what is required, the article, what would unblock it.
std::string describe(const Finding& finding);

}  // namespace huanjie
