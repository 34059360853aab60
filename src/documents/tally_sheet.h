#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "documents/form.h"

namespace huanjie {

struct TallyContest {
  std::string title{};
  std::int64_t seats = 0;
  std::vector<std::string> candidates{};  // ballot order
  int write_in_rows = 0;
};

// Room for `papers` votes on each line, at most kMaxTallyVotes on one set of sheets: a larger pile
// is called at several tables, each with a set of its own, and the totals are added.
struct TallySheetInput {
  FormHeading heading{};
  std::int64_t papers = 0;
  int copy = 0;  // of two that two pairs fill in and compare: 1, 2; 0 where there is one only
  std::vector<TallyContest> contests{};
  Signers signers{};
};

inline constexpr std::int64_t kMaxTallyVotes = 300;

// 唱票记票表: 正 boxes in the columns 赞成, 不赞成, 弃权 for each candidate, rows for other names.
Document tally_sheet(const TallySheetInput& input);

}  // namespace huanjie
