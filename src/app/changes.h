#pragma once

#include <string>
#include <vector>

#include "app/course.h"
#include "roster/roster.h"

// What was recorded is not changed; where a folder was, these say what, in words. The log holds
// hashes and sealed words, so a run keeps beside it what it went by: the course, and of each member
// of the roster a salted digest a column. Names of ordinary members are digests, too: the words are
// the store's alone, where they can be erased.

namespace huanjie {

// `salt` is the record's secret.
Json kept_input(const Course& course, const Roster& roster, const std::string& salt);

// A line each: "会议情况的 主持人（chair）：原为张建国，现为孙丽华". Acts that were added behind
// are no change.
std::vector<std::string> changes_since(const Json& kept, const Course& course, const Roster& roster,
                                       const std::string& salt);

}  // namespace huanjie
