#include "roster/roster.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "base/limits.h"
#include "base/text.h"
#include "roster/identity.h"

namespace huanjie {
namespace {

constexpr char32_t kDot = U'·';

// Han characters of every extension, 〇, and the private areas where old systems put rare
// characters.
bool is_name_character(char32_t c) {
  return c == U'〇' || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
         (c >= 0xE000 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFD) ||
         (c >= 0xF0000 && c <= 0x10FFFD) || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
}

// What a member has that a namesake may have not; empty where the member says nothing.
using Suffix = std::string (*)(const Member&);

std::string branch_of(const Member& member) { return member.branch; }
std::string sex_in_words(const Member& member) {
  return std::string(member.sex ? chinese(*member.sex) : "");
}
std::string birth_in_words(const Member& member) {
  return member.birth ? chinese_date(*member.birth) : "";
}

template <Suffix first, Suffix second>
std::string both(const Member& member) {
  const std::string a = first(member);
  const std::string b = second(member);
  return a.empty() || b.empty() ? std::string{} : a + "，" + b;
}

constexpr Suffix kSuffixes[] = {branch_of,
                                sex_in_words,
                                birth_in_words,
                                both<branch_of, sex_in_words>,
                                both<branch_of, birth_in_words>,
                                both<sex_in_words, birth_in_words>};

bool tells_apart(const std::vector<Member>& members, const std::vector<std::size_t>& namesakes,
                 Suffix suffix) {
  std::set<std::string> seen;
  return std::ranges::all_of(namesakes, [&](std::size_t at) {
    const std::string text = suffix(members[at]);
    return !text.empty() && seen.insert(text).second;
  });
}

Result<> check_member(const Member& member, const std::string& where) {
  if (member.id.empty()) return invalid("缺少编号", where + "/id", "如 m1");
  if (!is_name(member.name)) {
    return invalid("姓名写法不对：" + member.name, where + "/name", "2 至 30 个汉字，间隔号用“·”");
  }
  if (!member.identity.empty()) {
    const IdentityReading reading = read_identity(member.identity);
    if (reading.fault != IdentityFault::none || reading.number != member.identity) {
      return invalid("身份证号不对：" + masked_identity(member.identity), where + "/identity",
                     "18 位，校验码正确，末位 X 大写");
    }
  }
  for (const auto* date : {&member.birth, &member.joined}) {
    if (*date && !is_valid(**date)) return invalid("没有这个日期", where);
  }
  return {};
}

}  // namespace

std::string_view chinese(ExclusionGround ground) {
  switch (ground) {
    case ExclusionGround::illness:   return "患有精神病或因其他疾病不能表达本人意志";
    case ExclusionGround::abroad:    return "自费出国半年以上";
    case ExclusionGround::sentence:  return "虽未受到留党察看以上党纪处分，但正在服刑";
    case ExclusionGround::bedridden: return "年老体弱卧床不起或长期生病生活不能自理";
    case ExclusionGround::transferred:
      return "工作调动、下派锻炼、借调、外出学习或工作半年以上，按规定应转走正式组织关系而没有转走";
    case ExclusionGround::resettled: return "离退休后长期回原籍居住，因特殊原因没有转走组织关系";
  }
  return "";
}

bool is_name(std::string_view name) {
  if (!is_utf8(name)) return false;
  const std::u32string characters = code_points(name);
  if (characters.size() < 2 || characters.size() > kMaxNameCharacters) return false;
  if (characters.front() == kDot || characters.back() == kDot) return false;
  char32_t previous = 0;
  for (const char32_t c : characters) {
    if (c == kDot ? previous == kDot : !is_name_character(c)) return false;
    previous = c;
  }
  return true;
}

std::string shown_name(const Member& member) {
  return member.suffix.empty() ? member.name : member.name + "（" + member.suffix + "）";
}

std::vector<std::size_t> tell_namesakes_apart(std::vector<Member>& members) {
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_name;
  for (std::size_t i = 0; i < members.size(); ++i) {
    members[i].suffix.clear();
    by_name[members[i].name].push_back(i);
  }
  std::vector<std::size_t> alike;
  for (const auto& [name, namesakes] : by_name) {
    if (namesakes.size() < 2) continue;
    const auto telling = std::ranges::find_if(
        kSuffixes, [&](Suffix suffix) { return tells_apart(members, namesakes, suffix); });
    for (const std::size_t at : namesakes) {
      if (telling != std::ranges::end(kSuffixes)) {
        members[at].suffix = (*telling)(members[at]);
      } else {
        members[at].suffix = "名册第" + std::to_string(at + 1) + "人";
        alike.push_back(at);
      }
    }
  }
  std::ranges::sort(alike);
  return alike;
}

const Member* find_member(const Roster& roster, std::string_view id) {
  for (const Member& member : roster.members) {
    if (member.id == id) return &member;
  }
  return nullptr;
}

Result<> check_roster(const Roster& roster) {
  if (roster.format != "huanjie/roster/1") {
    return invalid("不是名册文件：" + roster.format, "/format", "huanjie/roster/1");
  }
  if (roster.members.size() > kMaxMembers) {
    return fail(ErrorCode::exhausted, "人数超过上限", "/members", std::to_string(kMaxMembers));
  }
  std::unordered_set<std::string_view> ids;
  std::unordered_map<std::string, std::size_t> identities;
  std::set<std::pair<std::string_view, std::string_view>> shown;
  for (std::size_t i = 0; i < roster.members.size(); ++i) {
    const Member& member = roster.members[i];
    const std::string where = pointer_to("/members", i);
    HJ_TRY(check_member(member, where));
    if (!ids.insert(member.id).second) return invalid("编号重复：" + member.id, where + "/id");
    if (!shown.emplace(member.name, member.suffix).second) {
      return invalid("同名而没有区分：" + shown_name(member), where + "/suffix", "不同的区分标注");
    }
    if (member.identity.empty()) continue;
    const std::string full =
        member.identity.size() == 15 ? identity_of_old(member.identity) : member.identity;
    if (!identities.emplace(full, i).second) {
      return invalid("身份证号重复：" + masked_identity(member.identity), where + "/identity");
    }
  }
  return {};
}

Result<Roster> parse_roster(std::string_view text) {
  Roster roster = HJ_TRY(parse_as<Roster>(text));
  HJ_TRY(check_roster(roster));
  return roster;
}

std::string write_roster(const Roster& roster) { return write_pretty_json(to_json(roster)); }

}  // namespace huanjie
