#include "render/ballot_sheet.h"

#include <algorithm>

#include "base/text.h"
#include "render/sheet_print.h"
#include "render/sheet_setter.h"

namespace huanjie {
namespace {

// With at most `count` candidates in its largest contest.
Ballot with_candidates(const Ballot& ballot, std::size_t count) {
  Ballot other = ballot;
  const auto largest = std::ranges::max_element(
      other.contests, {}, [](const Contest& contest) { return contest.candidates.size(); });
  largest->candidates.resize(std::min(count, largest->candidates.size()));
  return other;
}

bool is_too_much(const Result<BallotSheet>& sheet) {
  return !sheet && sheet.error().code == ErrorCode::exhausted;
}

// The most candidates of the largest contest that fit on this paper; 0 where none does.
std::size_t most_that_fit(const Ballot& ballot, const SheetStyle& style, const SheetWords& words) {
  std::size_t fits = 0;
  std::size_t too_many = 0;
  for (const Contest& contest : ballot.contests) {
    too_many = std::max(too_many, contest.candidates.size());
  }
  while (too_many > fits + 1) {
    const std::size_t middle = (fits + too_many) / 2;
    const bool fit = !is_too_much(set_sheet(with_candidates(ballot, middle), style, words));
    (fit ? fits : too_many) = middle;
  }
  return fits;
}

// The smallest larger paper, or the same lying, that takes it all.
std::string paper_that_fits(const Ballot& ballot, const SheetStyle& style,
                            const SheetWords& words) {
  for (const SheetPaper paper : {SheetPaper::a5, SheetPaper::b5, SheetPaper::a4, SheetPaper::a3}) {
    for (const bool landscape : {false, true}) {
      SheetStyle other = style;
      other.paper = paper;
      other.landscape = landscape;
      if (!is_too_much(set_sheet(ballot, other, words))) {
        const bool turned = landscape || style.landscape;
        return std::string(to_text(paper)) + (landscape ? " 横放" : turned ? " 竖放" : "");
      }
    }
  }
  return {};
}

}  // namespace

Result<BallotSheet> compose_ballot(const Ballot& ballot, const SheetStyle& style,
                                   const SheetWords& words) {
  Result<BallotSheet> sheet = set_sheet(ballot, style, words);
  if (is_too_much(sheet)) {
    const std::size_t most = most_that_fit(ballot, style, words);
    const std::string paper = paper_that_fits(ballot, style, words);
    std::vector<std::string> ways;
    if (!paper.empty()) ways.push_back("用 " + paper);
    if (most > 0) ways.push_back("候选人最多的职务不超过 " + std::to_string(most) + " 名");
    if (style.seal) ways.emplace_back("不留盖章处");
    return invalid("一面 " + std::string(to_text(style.paper)) + " 纸印不下这张选票", "/contests",
                   join(ways, "，或者"));
  }
  if (!sheet) return sheet;
  return finish_sheet(*std::move(sheet));
}

}  // namespace huanjie
