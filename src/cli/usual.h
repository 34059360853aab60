#pragma once

#include <string_view>
#include <vector>

namespace huanjie {

struct UsualPost {
  std::string_view id;
  std::string_view title;
  int seats;
};

// Names and posts as a body usually has them: examples in an empty folder, and the scene of a
// rehearsal, which is the place of the project's source: one sub-district at the end of 2020.
struct Usual {
  std::string_view body;
  std::string_view unit;
  std::string_view organisation;
  std::string_view superior;
  std::string_view meeting;
  std::string_view ballot;
  std::vector<UsualPost> posts;
};

// For a body of a pack's manifest; of one that is not known, a Party committee's.
const Usual& usual_of(std::string_view body);

}  // namespace huanjie
