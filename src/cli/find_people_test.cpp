#include "cli/find_people.h"

#include <gtest/gtest.h>

namespace huanjie {
namespace {

Member named(const std::string& name, const std::string& branch, const std::string& phone) {
  Member member;
  member.name = name;
  member.branch = branch;
  member.phone = phone;
  return member;
}

std::vector<std::string> names_found(const std::vector<std::string>& words) {
  Roster roster;
  roster.members = {
      named("王小明", "第一支部", "13800001234"), named("王晓敏", "第二支部", "13800005678"),
      named("单雄信", "第一支部", "13911112222"), named("吕布", "第二支部", "13933334444"),
      named("小王", "第二支部", "13955556666")};
  roster.members[1].identity = "41010219850301101X";
  std::vector<std::string> names;
  for (const std::size_t place : find_people(roster, words)) {
    names.push_back(roster.members[place].name);
  }
  return names;
}

using Found = std::vector<std::string>;

TEST(FindPeople, ByNamePinyinAndInitials) {
  EXPECT_EQ(names_found({"晓"}), Found{"王晓敏"});
  EXPECT_EQ(names_found({"wxm"}), (Found{"王小明", "王晓敏"}));
  EXPECT_EQ(names_found({"WangXiao Ming"}), Found{"王小明"});
  EXPECT_EQ(names_found({"xiaomin"}), (Found{"王小明", "王晓敏"}));
  EXPECT_EQ(names_found({"shan"}), Found{"单雄信"});
  EXPECT_EQ(names_found({"dan"}), Found{"单雄信"});
  EXPECT_EQ(names_found({"lvbu"}), Found{"吕布"});
}

TEST(FindPeople, TheWholeNameComesFirst) {
  EXPECT_EQ(names_found({"王"}), (Found{"王小明", "王晓敏", "小王"}));
  EXPECT_EQ(names_found({"小王"}), Found{"小王"});
}

TEST(FindPeople, ByTheEndOfANumberAndByBranch) {
  EXPECT_EQ(names_found({"5678"}), Found{"王晓敏"});
  EXPECT_EQ(names_found({"101x"}), Found{"王晓敏"});
  EXPECT_EQ(names_found({"678"}), Found{});
  EXPECT_EQ(names_found({"w", "第一支部"}), Found{"王小明"});
}

TEST(FindPeople, NoWordsFindNobody) {
  EXPECT_EQ(names_found({}), Found{});
  EXPECT_EQ(names_found({" "}), Found{});
}

}  // namespace
}  // namespace huanjie
