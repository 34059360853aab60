#include "app/wording.h"

#include <gtest/gtest.h>

namespace huanjie {
namespace {

using Names = std::vector<std::string>;

TEST(Wording, NamesThoseElectedByPostAndBySurnameStrokes) {
  const std::vector<ElectedTo> posts = by_post({{.title = "主任", .name = "赵志强"},
                                                {.title = "委员", .name = "欧阳秀兰"},
                                                {.title = "委员", .name = "丁建国"}});
  ASSERT_EQ(posts.size(), 2u);
  EXPECT_EQ(posts[0].names, Names{"赵志强"});
  EXPECT_EQ(posts[1].names, (Names{"丁建国", "欧阳秀兰"}));
  EXPECT_EQ(order_in_brackets(posts[0].names), "");
  EXPECT_EQ(order_in_brackets(posts[1].names), "（以姓氏笔画为序）");
}

TEST(Wording, CallsAPollAnElectionAndNotASheetOfPaper) {
  EXPECT_EQ(poll_title({.title = "社区党委委员选票"}), "社区党委委员选举");
  EXPECT_EQ(poll_title({.title = "社区党委委员选举选票"}), "社区党委委员选举");
  EXPECT_EQ(poll_title({.title = "换届投票"}), "换届投票");
}

TEST(Wording, NamesCandidatesAndPeopleWrittenIn) {
  const Contest contest{.id = "a", .candidates = {{.id = "c1", .name = "丁建国"}}};
  EXPECT_EQ(person_name(contest, "c1"), "丁建国");
  EXPECT_EQ(person_name(contest, std::string(kWriteInPrefix) + "田禾"), "田禾");
}

}  // namespace
}  // namespace huanjie
