#include "tally/ledger.h"

#include <string>
#include <string_view>

namespace huanjie {
namespace {

using Number = std::optional<int>;

std::string shown(const Number& number) { return number ? std::to_string(*number) : "未填"; }

struct Part {
  std::string_view name;
  Number number;
};

// "printed = issued + spoiled + left_over" and its like. An unknown number leaves it undetermined.
Finding equality(std::string check, std::string says, const Part& whole,
                 const std::vector<Part>& parts) {
  Finding finding;
  finding.check = std::move(check);
  finding.says = std::move(says);
  bool known = whole.number.has_value();
  std::int64_t sum = 0;
  std::string addition;
  for (const Part& part : parts) {
    known = known && part.number.has_value();
    sum += part.number.value_or(0);
    if (!addition.empty()) addition += " + ";
    addition += std::string(part.name) + " " + shown(part.number);
  }
  finding.observed = std::string(whole.name) + " " + shown(whole.number) + "，" + addition;
  if (!known) {
    finding.unblock = "补填未填的数";
    return finding;
  }
  finding.verdict = *whole.number == sum ? Verdict::satisfied : Verdict::violated;
  finding.observed += " = " + std::to_string(sum);
  finding.required = "两边相等";
  if (finding.verdict == Verdict::violated) finding.unblock = "重新清点选票，改正填错的数";
  return finding;
}

// "part <= whole".
Finding at_most(std::string check, std::string says, const Part& part, const Part& whole) {
  Finding finding;
  finding.check = std::move(check);
  finding.says = std::move(says);
  finding.observed = std::string(part.name) + " " + shown(part.number) + "，" +
                     std::string(whole.name) + " " + shown(whole.number);
  if (!part.number || !whole.number) {
    finding.unblock = "补填未填的数";
    return finding;
  }
  finding.verdict = *part.number <= *whole.number ? Verdict::satisfied : Verdict::violated;
  finding.required = "不多于 " + std::to_string(*whole.number);
  if (finding.verdict == Verdict::violated) finding.unblock = "重新清点选票和人数，改正填错的数";
  return finding;
}

// More papers came out of the box than may be: that is how it was, so it is written down; the poll
// is void and is held again.
Finding validity(Finding finding) {
  finding.severity = Severity::warns;
  if (finding.verdict == Verdict::violated) finding.unblock = "如清点无误，投票无效，重新投票";
  return finding;
}

}  // namespace

std::vector<Finding> check(const PaperLedger& ledger, std::optional<int> may_vote,
                           std::optional<int> voters) {
  const Part issued{"发出", ledger.issued};
  const Part returned{"收回", ledger.returned};
  const Part left_over{"剩余", ledger.left_over};
  return {
      equality("papers_printed", "印制的选票应等于发出、作废重领与剩余之和",
               {"印制", ledger.printed}, {issued, {"作废重领", ledger.spoiled}, left_over}),
      equality("papers_left_over", "剩余的选票应等于留存与剪角之和", left_over,
               {{"留存", ledger.kept}, {"剪角", ledger.cut}}),
      at_most("papers_issued", "发出的选票不得多于可以领票的人数", issued,
              {"可领票人数", may_vote}),
      at_most("papers_handed_back", "交回未投的选票不得多于发出的选票",
              {"交回未投", ledger.handed_back}, issued),
      validity(
          at_most("papers_voters", "收回的选票不得多于投票人数", returned, {"投票人数", voters})),
      validity(at_most("papers_returned", "收回的选票不得多于发出的选票", returned, issued)),
  };
}

}  // namespace huanjie
