#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "documents/form.h"

namespace huanjie {

// printed = issued + spoiled + left_over and left_over = kept + cut; the form shows both sums with
// their numbers and says 相符 or 不符.
struct IssueInput {
  FormHeading heading{};
  std::int64_t present = 0;               // with the vote, at the last head count
  std::optional<std::int64_t> printed{};  // what is not known yet stays blank, without a verdict
  std::int64_t issued = 0;                // replacements not counted twice
  std::optional<std::int64_t> spoiled{};  // handed back before casting and replaced
  std::optional<std::int64_t> left_over{};
  std::optional<std::int64_t> kept{};  // for the file
  std::optional<std::int64_t> cut{};   // 剪角作废
  Signers signers{};
};

// 选票分发情况报告单.
Document issue_report(const IssueInput& input);

struct ReturnInput {
  FormHeading heading{};
  std::string entitled_name{"应到会有选举权人数"};  // in a village 登记选民数
  std::int64_t entitled = 0;
  std::int64_t present = 0;
  std::int64_t voters = 0;  // 投票人数
  std::int64_t issued = 0;
  std::int64_t returned = 0;
  bool checks_voters = true;  // the method compares returned with voters, with issued
  bool checks_issued = true;
  bool valid = false;
  std::vector<std::string> void_reasons{};  // sentences, when not valid
  std::string article{};
  Signers signers{};
};

// 选票收回情况报告单.
Document return_report(const ReturnInput& input);

}  // namespace huanjie
