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
      {R"({"present":20})", "/acts/0"},
      {R"({"act":"dance"})", "/acts/0/act"},
      {R"({"act":"heads","present":20})", "/acts/0"},
      {R"({"act":"heads","present":20,"by":["甲"],"room":1})", "/acts/0/room"},
      {R"({"act":"hands","topic":"weather","for":1,"against":0,"abstain":0})", "/acts/0/topic"},
      {R"({"act":"papers","what":"print","count":-1,"by":[]})", "/acts/0/count"},
  };
  for (const Case& one : cases) {
    const auto course = parse_course(course_with(one.act));
    ASSERT_FALSE(course.has_value()) << one.act;
    EXPECT_EQ(course.error().where, one.where) << one.act;
  }
}

TEST(Course, RefusesAnotherFormat) {
  std::string text = course_with("");
  text.replace(text.find("assembly/1"), 10, "assembly/2");
  EXPECT_FALSE(parse_course(text).has_value());
}

}  // namespace
}  // namespace huanjie
