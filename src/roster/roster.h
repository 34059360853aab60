#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "roster/person.h"

namespace huanjie {

// Whose roster it is: members of a Party organisation, registered voters of a village or of a
// residents' community, members of an association.
enum class RosterBody { party, village, resident, association };

template <>
struct EnumNames<RosterBody> {
  static constexpr std::array kNames{
      std::pair{RosterBody::party, std::string_view("party")},
      std::pair{RosterBody::village, std::string_view("village")},
      std::pair{RosterBody::resident, std::string_view("resident")},
      std::pair{RosterBody::association, std::string_view("association")}};
};

// The grounds on which a member with the vote may be left out of 应到会 (Organization Department's
// explanation of the election regulations; section 1.2.2 of the field notes).
enum class ExclusionGround { illness, abroad, sentence, bedridden, transferred, resettled };

template <>
struct EnumNames<ExclusionGround> {
  static constexpr std::array kNames{
      std::pair{ExclusionGround::illness, std::string_view("E1")},
      std::pair{ExclusionGround::abroad, std::string_view("E2")},
      std::pair{ExclusionGround::sentence, std::string_view("E3")},
      std::pair{ExclusionGround::bedridden, std::string_view("E4")},
      std::pair{ExclusionGround::transferred, std::string_view("E5")},
      std::pair{ExclusionGround::resettled, std::string_view("E6")}};
};

// The ground in words, as the request to the superior writes it.
std::string_view chinese(ExclusionGround ground);

// Hands raised on one exclusion in the assembly.
struct HandVote {
  int approve = 0;
  int oppose = 0;
  int abstain = 0;

  friend bool operator==(const HandVote&, const HandVote&) = default;
  static constexpr auto fields() {
    return std::tuple{field("approve", &HandVote::approve), field("oppose", &HandVote::oppose),
                      field("abstain", &HandVote::abstain)};
  }
};

// A request to leave a member out of 应到会. It counts only with a listed ground, the superior's
// reply and the assembly's vote; until then the member counts.
struct Exclusion {
  ExclusionGround ground = ExclusionGround::illness;
  std::string consent{};   // what the member was asked and answered: 同意, 无法表达 …
  std::string evidence{};  // 证明材料
  std::string since{};     // from when the ground holds, as the paper says it
  std::string reply{};     // number of the superior's reply (批复文号)
  std::optional<HandVote> vote{};

  friend bool operator==(const Exclusion&, const Exclusion&) = default;
  static constexpr auto fields() {
    return std::tuple{field("ground", &Exclusion::ground),
                      optional_field("consent", &Exclusion::consent),
                      optional_field("evidence", &Exclusion::evidence),
                      optional_field("since", &Exclusion::since),
                      optional_field("reply", &Exclusion::reply),
                      optional_field("vote", &Exclusion::vote)};
  }
};

// One person of the roster. `id` is unique in the roster and is what ballots and check-in name as
// `person`. `suffix` tells namesakes apart in print: 王强(第二支部).
struct Member {
  std::string id{};
  std::string name{};
  std::string suffix{};
  std::optional<Sex> sex{};
  std::string identity{};  // 18 characters, upper-case X; empty where the roster has none
  std::optional<PartialDate> birth{};
  BirthSource birth_source = BirthSource::none;
  std::string people{};  // 民族, without 族 only where the people's own name lacks it
  Education full_time = Education::unknown;
  Education in_service = Education::unknown;
  std::optional<PartialDate> joined{};  // 入党时间
  MemberStatus status = MemberStatus::full;
  Standing standing = Standing::in_order;
  Registration registration = Registration::unstated;
  std::string branch{};  // 所在党支部, 村民小组
  std::string phone{};
  std::string post{};
  std::string address{};
  std::string notes{};
  std::optional<Exclusion> exclusion{};

  friend bool operator==(const Member&, const Member&) = default;
  static constexpr auto fields() {
    return std::tuple{field("id", &Member::id),
                      field("name", &Member::name),
                      optional_field("suffix", &Member::suffix),
                      optional_field("sex", &Member::sex),
                      optional_field("identity", &Member::identity),
                      optional_field("birth", &Member::birth),
                      optional_field("birth_source", &Member::birth_source),
                      optional_field("people", &Member::people),
                      optional_field("full_time", &Member::full_time),
                      optional_field("in_service", &Member::in_service),
                      optional_field("joined", &Member::joined),
                      field("status", &Member::status),
                      optional_field("standing", &Member::standing),
                      optional_field("registration", &Member::registration),
                      optional_field("branch", &Member::branch),
                      optional_field("phone", &Member::phone),
                      optional_field("post", &Member::post),
                      optional_field("address", &Member::address),
                      optional_field("notes", &Member::notes),
                      optional_field("exclusion", &Member::exclusion)};
  }
};

// Members in the order of the file they came from.
struct Roster {
  std::string format = "huanjie/roster/1";
  std::string unit{};
  RosterBody body = RosterBody::party;
  std::vector<Member> members{};

  friend bool operator==(const Roster&, const Roster&) = default;
  static constexpr auto fields() {
    return std::tuple{field("format", &Roster::format), optional_field("unit", &Roster::unit),
                      field("body", &Roster::body), field("members", &Roster::members)};
  }
};

// Reads huanjie/roster/1. Besides the fields: format as named, ids given and unique, names as names
// are (is_name), identity numbers right and none twice, namesakes with suffixes that differ.
Result<Roster> parse_roster(std::string_view text);
Result<> check_roster(const Roster& roster);
std::string write_roster(const Roster& roster);

// 2 to kMaxNameCharacters characters of letters and ·, none at an end, no two together, no space.
bool is_name(std::string_view name);

// "王强" or "王强(第二支部)": how a name is printed and shown.
std::string shown_name(const Member& member);

// Gives every namesake the first suffix that tells all of that name apart: branch, sex, birth, two
// of these, then the place in the roster (名册第3人). Suffixes of names that stand alone are
// cleared. Gives back the places (from 0) of those whom only the place tells apart.
std::vector<std::size_t> tell_namesakes_apart(std::vector<Member>& members);

// The member of that id; nullptr where there is none.
const Member* find_member(const Roster& roster, std::string_view id);

}  // namespace huanjie
