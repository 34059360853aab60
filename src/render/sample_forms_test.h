#pragma once

#include <string>
#include <vector>

#include "documents/document.h"

namespace huanjie {

// One of every form, with invented people, for the tests and for docs/forms.
struct SampleForm {
  std::string name{};  // head-count
  Document document{};
};

std::vector<SampleForm> sample_forms();
Document sample_result_report();
Document sample_result_of(int candidates);
// Three posts as in a village, the last with all candidates but four.
Document sample_village_result(int candidates);
// Three posts with eight candidates, as in a village, and other names for each.
Document sample_village_tally(int papers);
Document sample_tally_sheet();  // six candidates and four other names, 58 papers
// `count` people of the names 程0001, 程0002, ...; the last without the vote.
Document sample_sign_in_sheet(int count);
// All of them with the vote.
Document sample_voters_sheet(int count);

}  // namespace huanjie
