#include "roster/unit.h"

#include <gtest/gtest.h>

namespace huanjie {
namespace {

Unit described() {
  Unit unit;
  const UnitDescribed event{UnitId{{1}}, "电新街社区", "中共电新街社区委员会", ""};
  EXPECT_TRUE(admit(unit, event).has_value());
  evolve(unit, event);
  return unit;
}

TEST(Unit, BeginsWithWhoItIs) {
  const Unit unit;
  EXPECT_FALSE(admit(unit, RosterAdopted{}).has_value());
  EXPECT_FALSE(admit(unit, UnitDescribed{UnitId{{1}}, "", "中共电新街社区委员会", ""}).has_value());
  const Unit one = described();
  EXPECT_FALSE(admit(one, UnitDescribed{UnitId{{2}}, "别的社区", "别的组织", ""}).has_value());
}

TEST(Unit, AdoptsARosterThatAddsUp) {
  const Unit unit = described();
  EXPECT_TRUE(admit(unit, RosterAdopted{{}, RosterBody::party, 64, 4}).has_value());
  EXPECT_FALSE(admit(unit, RosterAdopted{{}, RosterBody::party, 4, 5}).has_value());
}

TEST(Unit, CallsAMeetingOnARosterAndTakesItsResultInOnceCalled) {
  Unit unit = described();
  const MeetingCalled call{MeetingId{{7}}, LogId{{8}}, "党员大会", {2020, 12, 30}};
  const MeetingReported reported{MeetingId{{7}}, 12, {}};
  EXPECT_FALSE(admit(unit, call).has_value());
  evolve(unit, RosterAdopted{{}, RosterBody::party, 64, 4});
  EXPECT_FALSE(admit(unit, reported).has_value());
  ASSERT_TRUE(admit(unit, call).has_value());
  evolve(unit, call);
  EXPECT_FALSE(admit(unit, call).has_value());
  EXPECT_TRUE(admit(unit, reported).has_value());
  EXPECT_FALSE(admit(unit, MeetingReported{MeetingId{{7}}, 0, {}}).has_value());
  evolve(unit, reported);
  EXPECT_EQ(unit.meetings.at(MeetingId{{7}}).reports.back().seq, 12);
}

}  // namespace
}  // namespace huanjie
