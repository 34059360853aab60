#include "roster/compare.h"

#include <gtest/gtest.h>

namespace huanjie {
namespace {

Member member(const std::string& name, const std::string& identity, const std::string& phone = {}) {
  Member made;
  made.name = name;
  made.identity = identity;
  made.phone = phone;
  return made;
}

Roster roster_of(std::vector<Member> members) {
  Roster roster;
  roster.members = std::move(members);
  return roster;
}

TEST(Comparison, CountsNewChangedUnchangedAndMissing) {
  const Roster earlier =
      roster_of({member("王强", "1"), member("李敏", "2", "13800001111"), member("张三", "3")});
  const Roster now =
      roster_of({member("王强", "1"), member("李敏", "2", "13900001111"), member("赵六", "4")});
  const RosterComparison comparison = compare_rosters(earlier, now);
  EXPECT_EQ(comparison.added, std::vector<std::string>{"赵六"});
  ASSERT_EQ(comparison.changed.size(), 1u);
  EXPECT_EQ(comparison.changed[0].name, "李敏");
  EXPECT_EQ(comparison.changed[0].fields, std::vector<std::string>{"联系电话"});
  EXPECT_EQ(comparison.unchanged, 1);
  EXPECT_EQ(comparison.missing, std::vector<std::string>{"张三"});
}

TEST(Comparison, KnowsAPersonWhoseNameChangedByTheNumber) {
  const RosterComparison comparison =
      compare_rosters(roster_of({member("王强", "1")}), roster_of({member("王刚", "1")}));
  EXPECT_EQ(comparison.changed.size(), 1u);
  EXPECT_TRUE(comparison.added.empty());
}

TEST(Comparison, KeepsNamesakesWithDifferentNumbersApart) {
  const RosterComparison comparison =
      compare_rosters(roster_of({member("王强", "1")}), roster_of({member("王强", "2")}));
  EXPECT_EQ(comparison.added.size(), 1u);
  EXPECT_EQ(comparison.missing.size(), 1u);
}

TEST(Comparison, MatchesByNameWhereNumbersAreMissing) {
  const RosterComparison comparison =
      compare_rosters(roster_of({member("王强", "")}), roster_of({member("王强", "1")}));
  ASSERT_EQ(comparison.changed.size(), 1u);
  EXPECT_EQ(comparison.changed[0].fields, std::vector<std::string>{"身份证号"});
}

}  // namespace
}  // namespace huanjie
