#include "base/finding.h"

#include <algorithm>
#include <iterator>

namespace huanjie {

bool blocks(const Finding& finding) {
  return finding.severity == Severity::blocks && finding.verdict != Verdict::satisfied;
}

std::vector<Finding> blocking(const std::vector<Finding>& findings) {
  std::vector<Finding> result;
  std::ranges::copy_if(findings, std::back_inserter(result),
                       [](const Finding& finding) { return blocks(finding); });
  return result;
}

std::string describe(const Finding& finding) {
  std::string text = finding.says;
  if (!finding.observed.empty()) text += "；现为：" + finding.observed;
  if (!finding.required.empty()) text += "；要求：" + finding.required;
  if (finding.verdict == Verdict::undetermined) text += "（缺少数据，无法判定）";
  if (!finding.article.empty()) text += "（依据：" + finding.article + "）";
  if (!finding.unblock.empty()) text += "。办法：" + finding.unblock;
  if (finding.unverified) text += "【依据待核实】";
  return text;
}

}  // namespace huanjie
