#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "documents/form.h"

namespace huanjie {

// Left out of 应到会: how many, on which ground, by which article or reply.
struct ExcludedGroup {
  std::string ground{};
  std::string article{};
  std::int64_t count = 0;
};

// One count of heads. entitled = roll - no_vote - excluded; the form shows the sum and says when it
// does not hold. Why the others did not come is known only of those on leave, and no more is said.
// Where the electorate is those registered (`registered`), there is nothing to take off.
struct HeadCountInput {
  FormHeading heading{};
  int count_number = 1;      // 1 first, 2 second (before the vote), ...
  std::string counted_at{};  // "09:05"; may be empty
  std::string roll_name{"在册人数"};
  bool registered = false;
  std::int64_t roll = 0;
  std::vector<NamedCount> no_vote{};  // by reason: 预备党员 4
  std::vector<ExcludedGroup> excluded{};
  std::int64_t entitled = 0;
  std::int64_t present = 0;               // with the vote, in the room
  std::int64_t present_without_vote = 0;  // 列席
  std::int64_t on_leave = 0;              // asked for leave and did not come
  std::int64_t left = 0;                  // came and went away before the count
  Threshold quorum{};
  bool quorum_holds = false;
  Signers signers{};
};

// 到会人数报告单.
Document head_count_report(const HeadCountInput& input);

struct SheetPerson {
  std::string name{};
  std::string sex{};     // 男, 女 or empty
  std::string branch{};  // 支部 or 小组
  std::string remark{};
  bool came = false;         // signed in, even if gone again
  std::string checked_in{};  // roster backup only: "09:05", 已到, 请假; empty when not (yet) there
};

// People in the order given (the caller sorts by surname strokes).
struct SignInInput {
  FormHeading heading{};
  std::string group_title{"支部"};  // 村民小组
  std::vector<SheetPerson> voters{};
  std::vector<SheetPerson> without_vote{};
  std::vector<SheetPerson> excluded{};  // 不计入应到会: listed with the ground, no place to sign
  bool exclusions_proposed = false;     // the assembly has still to vote on them
  std::string as_of{};                  // roster backup only: "2020年12月30日 09:05"
  Signers signers{};
};

// 签到册: those with the vote and those without on pages of their own; whoever is left out of the
// count is named after those without.
Document sign_in_sheet(const SignInInput& input);
// 签到名册(备份): who has come so far, and room to go on by hand when the machine fails.
Document roster_backup(const SignInInput& input);

}  // namespace huanjie
