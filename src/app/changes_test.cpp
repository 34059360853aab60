#include "app/changes.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace huanjie {
namespace {

constexpr const char* kSalt = "salt";

Member member(const std::string& id, const std::string& name) {
  Member one;
  one.id = id;
  one.name = name;
  one.identity = "41010119700101001X";
  return one;
}

Roster roster() {
  Roster people;
  people.members = {member("m1", "张建国"), member("m2", "孙丽华")};
  return people;
}

Course course() {
  Course one;
  one.chair = "张建国";
  one.acts.push_back({CheckInAct{{}, Names{"孙丽华"}}, "09:00"});
  one.acts.push_back({HeadsAct{28, {"张建国", "李敏"}}, ""});
  return one;
}

std::string told(const Course& now, const Roster& people) {
  return join(changes_since(kept_input(course(), roster(), kSalt), now, people, kSalt), "\n");
}

TEST(Changes, SaysFieldOldAndNew) {
  Course now = course();
  now.chair = "孙丽华";
  std::get<HeadsAct>(now.acts[1].body).present = 29;
  EXPECT_EQ(told(now, roster()),
            "会议情况的 主持人（chair）：原为张建国，现为孙丽华\n"
            "第 2 件事（清点人数）的 实到人数（present）：原为 28，现为 29");
}

TEST(Changes, SaysNothingOfWhatIsTheSameOrAddedBehind) {
  Course now = course();
  now.acts.push_back({CloseAct{}, ""});
  EXPECT_EQ(told(now, roster()), "");
}

TEST(Changes, SaysWhereAnActWasPutBetweenOrTakenOut) {
  Course between = course();
  between.acts.insert(between.acts.begin() + 1, {LeaveAct{{"孙丽华"}}, ""});
  EXPECT_NE(told(between, roster()).find("第 2 件事：原为清点人数，现为中途离会"),
            std::string::npos);
  Course less = course();
  less.acts.pop_back();
  EXPECT_NE(told(less, roster()).find("第 2 件事（清点人数）和它后面的，原来有，现在没有了"),
            std::string::npos);
}

TEST(Changes, SaysWhoChangedInWhichColumn) {
  Roster people = roster();
  people.members[1].identity = "410101197001010028";
  people.members.push_back(member("m3", "王强"));
  EXPECT_EQ(told(course(), people), "名册：孙丽华的身份证号有改动\n名册：多了 王强");
  people.members.erase(people.members.begin());
  EXPECT_NE(told(course(), people).find("名册：少了 1 人"), std::string::npos);
}

// The record of names can be erased; what is kept beside it must not hold them once more.
TEST(Changes, KeepsNoNameOfWhoCameAndNothingOfTheRoster) {
  const std::string kept = write_json(kept_input(course(), roster(), kSalt));
  EXPECT_EQ(kept.find("孙丽华"), std::string::npos) << kept;
  EXPECT_EQ(kept.find("41010119700101001X"), std::string::npos) << kept;
}

}  // namespace
}  // namespace huanjie
