#include "app/course_words.h"

#include <gtest/gtest.h>

#include "app/course.h"

namespace huanjie {
namespace {

template <HasFields T>
void expect_titles(std::string_view act) {
  const auto expect_title = [&](std::string_view key) {
    EXPECT_NE(key_title(act, key), key) << act << " " << key;
  };
  std::apply([&](const auto&... each) { (expect_title(each.name), ...); }, T::fields());
}

template <class... A>
void expect_titles_of(const std::variant<A...>*) {
  (expect_titles<A>(A::kKind), ...);
}

TEST(CourseWords, EveryKeyIsCalledSomething) {
  expect_titles<Course>("");
  expect_titles<CourseKin>("");
  expect_titles<SuperiorReply>("");
  expect_titles_of(static_cast<const ActBody*>(nullptr));
  expect_titles<CourseContest>("candidates");
  expect_titles<HandContest>("count");
  expect_titles<LineTotals>("count");
}

TEST(CourseWords, PlacesAreCountedAsPeopleCount) {
  EXPECT_EQ(place_in_words("/acts/24/by", "heads"), "第 25 件事（清点人数）的 签字的人（by）");
  EXPECT_EQ(place_in_words("/acts/0/by", "report"), "第 1 件事（工作报告）的 报告人（by）");
  EXPECT_EQ(place_in_words("/chair"), "会议情况的 主持人（chair）");
  EXPECT_EQ(place_in_words("/changes/~1elected~1of"),
            "会议情况的 对选举办法的改动（changes） / 当选条件的基数（/elected/of）");
  EXPECT_EQ(place_in_words("第 3 行第 2 列"), "第 3 行第 2 列");
}

TEST(CourseWords, AFileIsNoPlaceInTheCourse) {
  EXPECT_TRUE(is_place_in_course("/changes/~1elected~1of"));
  EXPECT_TRUE(is_place_in_course("第 3 件事（签到）"));
  EXPECT_FALSE(is_place_in_course("/tmp/out/.record"));
  EXPECT_FALSE(is_place_in_course(""));
}

}  // namespace
}  // namespace huanjie
