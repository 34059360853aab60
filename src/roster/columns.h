#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "roster/roster.h"

namespace huanjie {

// What a column of a roster may hold.
enum class ColumnKey {
  serial,
  name,
  sex,
  identity,
  birth,
  archive_birth,  // 档案认定的出生日期: may differ from the identity number
  people,
  full_time,
  in_service,
  joined,
  status,
  standing,
  registration,
  branch,
  phone,
  post,
  address,
  ground,
  consent,
  evidence,
  since,
  reply,
  notes,
};

// The column that a header cell names, by its synonyms; nothing for a header that is none of ours.
// Spaces, line breaks, colons, asterisks and bracketed remarks in it say nothing.
std::optional<ColumnKey> column_of_header(std::string_view header);
// The column that a header none of ours may have meant, one slip of the pen away (党员类型别,
// 入党曰期), among those that are not taken; nothing where the guess would be wild.
std::optional<ColumnKey> nearest_column(std::string_view header,
                                        const std::vector<ColumnKey>& taken);
// 姓名, 身份证号 …: the name that the template prints and messages use.
std::string_view title_of(ColumnKey key);

std::optional<Sex> sex_of(std::string_view text);
std::optional<MemberStatus> status_of(std::string_view text);
std::optional<Registration> registration_of(std::string_view text);
// 卧床不起或久病不能自理: the ground in the few words that a drop-down has room for.
std::string_view short_words(ExclusionGround ground);
// By its short words, its words or its code (E4).
std::optional<ExclusionGround> ground_of(std::string_view text);
// 同意, 不同意, 无法表达: what the member said to being left out.
std::optional<std::string> consent_of(std::string_view text);
// `unknown` for what says that there is none (无, /).
std::optional<Education> education_of(std::string_view text);
// What the column of the standing asks. 无 below 处分情况 is a member in order, below 表决权情况
// one without the vote, so it says nothing there; 有 is the other way round.
enum class StandingAsks { right, sanction };
StandingAsks asked_by(std::string_view header);
// in_order for 正常 and for sanctions that leave the vote.
std::optional<Standing> standing_of(std::string_view text, StandingAsks asks);
// 汉 and 汉族 give 汉族; nothing for what is none of the 56.
std::optional<std::string> people_of(std::string_view text);

}  // namespace huanjie
