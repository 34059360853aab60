#include "app/course.h"

#include <gtest/gtest.h>

namespace huanjie {
namespace {

std::string course_with(const std::string& acts) {
  return R"({"format":"huanjie/assembly/1","unit":"电新街社区","organisation":"中共电新街社区委员会",)"
         R"("title":"党员大会","date":"2020-12-30","place":"会议室","chair":"甲","recorder":"乙",)"
         R"("pack":"party-committee-2020","roster":"roster.xlsx","acts":[)" +
         acts + "]}";
}

TEST(Course, ReadsBackWhatItWrote) {
  const auto course = parse_course(course_with(
      R"({"act":"check_in","except":["丙"]},{"act":"heads","present":20,"by":["甲","乙"]},)"
      R"({"act":"hands","topic":"agenda","for":20,"against":0,"abstain":0},{"act":"close"})"));
  ASSERT_TRUE(course.has_value()) << describe(course.error());
  ASSERT_EQ(course->acts.size(), 4u);
  EXPECT_EQ(std::get<HeadsAct>(course->acts[1].body).present, 20);
  const auto again = parse_course(write_json(to_json(*course)));
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(write_json(to_json(*again)), write_json(to_json(*course)));
}

TEST(Course, SaysWhichActIsWrongAndWhatItsKeysAre) {
  struct Case {
    const char* act;
    const char* where;
  };
  const Case cases[] = {
      {R"({"present":20})", "第 1 件事"},
      {R"({"act":"dance"})", "第 1 件事的 哪一种事（act）"},
      {R"({"act":"heads","present":20})", "第 1 件事（清点人数）"},
      {R"({"act":"heads","present":20,"by":["甲"],"room":1})", "第 1 件事（清点人数）的 room"},
      {R"({"act":"hands","topic":"weather","for":1,"against":0,"abstain":0})",
       "第 1 件事（举手表决）的 表决什么（topic）"},
      {R"({"act":"papers","what":"print","count":-1,"by":[]})",
       "第 1 件事（选票张数）的 张数（count）"},
  };
  for (const Case& one : cases) {
    const auto course = parse_course(course_with(one.act));
    ASSERT_FALSE(course.has_value()) << one.act;
    EXPECT_EQ(course.error().where, one.where) << one.act;
  }
}

TEST(Course, SaysWhichBlankKeepsTheRestFromBeingRead) {
  const auto course = parse_course(
      course_with(R"({"act":"heads","present":20,"by":["甲","【清点人乙】"]},{"act":"close"})"));
  ASSERT_TRUE(course.has_value());
  EXPECT_EQ(course->waiting, 2u);
  ASSERT_EQ(course->ahead.size(), 1u);
  EXPECT_EQ(act_kind(course->ahead[0].body), "close");
  ASSERT_EQ(course->blanks.size(), 1u);
  EXPECT_EQ(course->blanks[0], "第 1 件事（清点人数）的 签字的人（by） / 第 2 个：【清点人乙】");
}

TEST(Course, ARoundNamesItsCandidatesByContestOrAlone) {
  const auto course = parse_course(course_with(
      R"({"act":"round","round":"supplementary","ballot":"b","title":"t","candidates":["甲"]},)"
      R"({"act":"round","round":"supplementary","ballot":"c","title":"t",)"
      R"("candidates":{"committee":["乙"]}})"));
  ASSERT_TRUE(course.has_value()) << describe(course.error());
  EXPECT_EQ(std::get<RoundAct>(course->acts[0].body).candidates.names, Names{"甲"});
  EXPECT_EQ(std::get<RoundAct>(course->acts[1].body).candidates.by_contest.at("committee"),
            Names{"乙"});
  const auto wrong = parse_course(course_with(
      R"({"act":"round","round":"supplementary","ballot":"b","title":"t","candidates":"甲"})"));
  ASSERT_FALSE(wrong.has_value());
  EXPECT_NE(wrong.error().expected.find("职务编号"), std::string::npos);
}

TEST(Course, AStatementIsOneOfTwoKinds) {
  EXPECT_TRUE(
      parse_course(course_with(R"({"act":"statement","kind":"pledge","by":"甲","text":"修路灯"})"))
          .has_value());
  EXPECT_FALSE(
      parse_course(course_with(R"({"act":"statement","kind":"plegde","by":"甲","text":"修路灯"})"))
          .has_value());
}

TEST(Course, KnowsNotepadsUnicode) {
  const auto course = parse_course(std::string_view("\xFF\xFE{\0", 4));
  ASSERT_FALSE(course.has_value());
  EXPECT_NE(course.error().message.find("UTF-16"), std::string::npos);
}

TEST(Course, RefusesAnotherFormat) {
  std::string text = course_with("");
  text.replace(text.find("assembly/1"), 10, "assembly/2");
  EXPECT_FALSE(parse_course(text).has_value());
}

}  // namespace
}  // namespace huanjie
