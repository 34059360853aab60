#pragma once

#include <string>
#include <vector>

#include "documents/form.h"

namespace huanjie {

struct MinutesLine {
  std::string time{};  // "09:05"
  std::string text{};
};

struct MinutesInput {
  FormHeading heading{};
  std::string chair{};
  std::string recorder{};
  std::string attendance{};              // one sentence: 应到会…实到会…
  std::vector<std::string> facts{};      // sentences below it: who is not counted, who is on leave
  std::vector<std::string> observers{};  // 列席, without the vote
  std::vector<MinutesLine> lines{};
  Signers signers{};
};

// 会议记录: what happened, in order, signed by those whom the pack names.
Document minutes_paper(const MinutesInput& input);

struct ExplanationInput {
  FormHeading heading{};
  std::vector<std::string> sentences{};
};

// 选举结果说明: why each person is elected or not, as `explain` tells it.
Document explanation_paper(const ExplanationInput& input);

}  // namespace huanjie
