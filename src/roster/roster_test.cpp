#include "roster/roster.h"

#include <gtest/gtest.h>

namespace huanjie {
namespace {

Member member(const std::string& id, const std::string& name) {
  Member made;
  made.id = id;
  made.name = name;
  return made;
}

Roster sample() {
  Roster roster;
  roster.unit = "电新街社区";
  roster.members = {member("m001", "丁建国"), member("m002", "买买提·艾力"),
                    member("m003", "𠮷㛃")};
  Member& first = roster.members[0];
  first.sex = Sex::male;
  first.identity = "11010519491231002X";
  first.birth = PartialDate{1949, 12, 31};
  first.birth_source = BirthSource::identity;
  first.full_time = Education::college;
  first.joined = PartialDate{1985, 3, 0};
  first.exclusion = Exclusion{ExclusionGround::abroad, "同意",           "出入境记录", "2020-01",
                              "批〔2020〕1号",         HandVote{3, 0, 0}};
  return roster;
}

TEST(Roster, IsReadBackAsItWasWritten) {
  const Roster roster = sample();
  const Result<Roster> read = parse_roster(write_roster(roster));
  ASSERT_TRUE(read.has_value()) << describe(read.error());
  EXPECT_EQ(*read, roster);
}

TEST(Roster, IsRefusedWithItsPlaceWhereSomethingIsWrong) {
  struct Case {
    const char* where;
    void (*spoil)(Roster&);
  };
  for (const Case& each :
       {Case{"/format", [](Roster& r) { r.format = "huanjie/roster/2"; }},
        Case{"/members/1/id", [](Roster& r) { r.members[1].id = "m001"; }},
        Case{"/members/1/id", [](Roster& r) { r.members[1].id.clear(); }},
        Case{"/members/1/name", [](Roster& r) { r.members[1].name = "王"; }},
        Case{"/members/1/suffix", [](Roster& r) { r.members[1].name = "丁建国"; }},
        Case{"/members/1/identity",
             [](Roster& r) { r.members[1].identity = "110105194912310021"; }},
        Case{"/members/1/identity",
             [](Roster& r) { r.members[1].identity = "11010519491231002X"; }},
        Case{"/members/1/identity",
             [](Roster& r) { r.members[1].identity = "110105491231002"; }}}) {
    Roster roster = sample();
    each.spoil(roster);
    const Result<Roster> read = parse_roster(write_roster(roster));
    ASSERT_FALSE(read.has_value()) << each.where;
    EXPECT_EQ(read.error().where, each.where);
    EXPECT_EQ(read.error().message.find("19491231"), std::string::npos);
  }
  EXPECT_FALSE(parse_roster("{}").has_value());
  EXPECT_FALSE(parse_roster(R"({"format":"huanjie/roster/1","body":"party","members":[],"y":1})"));
}

TEST(Roster, ReadsADateAsExactlyAsItIsWritten) {
  for (const char* text : {"1985", "1985-03", "1985-03-01"}) {
    EXPECT_EQ(to_text(*parse_partial_date(text)), text);
  }
  for (const char* text : {"1985-13", "1985-00", "1985-02-30", "85-03", "1985-3", ""}) {
    EXPECT_FALSE(parse_partial_date(text).has_value()) << text;
  }
  EXPECT_TRUE(agree({1985, 3, 0}, {1985, 3, 9}));
  EXPECT_FALSE(agree({1985, 3, 0}, {1985, 4, 9}));
}

TEST(Name, HasTwoToThirtyCharactersAndDotsBetweenThem) {
  for (const char* name : {"王强", "买买提·艾力", "𠮷㛃", "欧阳修", "〇一", "\uE863家"}) {
    EXPECT_TRUE(is_name(name)) << name;
  }
  for (const char* name : {"王", "", "王 强", "王强1", "·王强", "王强·", "王··强", "王强(女)",
                           "王强\uFF08女\uFF09", "王\xFF"}) {
    EXPECT_FALSE(is_name(name)) << name;
  }
  std::string thirty;
  for (int i = 0; i < 30; ++i) thirty += "王";
  EXPECT_TRUE(is_name(thirty));
  EXPECT_FALSE(is_name(thirty + "王"));
}

TEST(Namesakes, AreToldApartByTheFirstThingThatTellsThemAllApart) {
  std::vector<Member> members{member("m001", "王强"), member("m002", "王强"),
                              member("m003", "李敏")};
  EXPECT_EQ(tell_namesakes_apart(members), (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(members[1].suffix, "名册第2人");
  members[0].birth = PartialDate{1980, 1, 0};
  members[1].birth = PartialDate{1981, 1, 0};
  tell_namesakes_apart(members);
  EXPECT_EQ(members[1].suffix, "1981年1月");
  members[0].sex = Sex::male;
  members[1].sex = Sex::female;
  tell_namesakes_apart(members);
  EXPECT_EQ(members[1].suffix, "女");
  members[0].branch = "第一支部";
  members[1].branch = "第二支部";
  tell_namesakes_apart(members);
  EXPECT_EQ(members[1].suffix, "第二支部");
  EXPECT_EQ(members[2].suffix, "");
  members.push_back(member("m004", "王强"));
  members[3].sex = Sex::male;
  members[3].branch = "第二支部";
  EXPECT_TRUE(tell_namesakes_apart(members).empty());
  EXPECT_EQ(members[3].suffix, "第二支部，男");
  members.pop_back();
  members[1].name = "王刚";
  tell_namesakes_apart(members);
  EXPECT_EQ(shown_name(members[0]), "王强");
}

TEST(Roster, FindsMembersById) {
  const Roster roster = sample();
  EXPECT_EQ(find_member(roster, "m003")->name, "𠮷㛃");
  EXPECT_EQ(find_member(roster, "m9"), nullptr);
}

}  // namespace
}  // namespace huanjie
