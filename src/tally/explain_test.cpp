#include "tally/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tally/sample_poll_test.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using Lines = std::vector<std::string>;

Lines told(const Ballot& ballot, const Poll& poll, const Lines& sheets, Articles articles = {}) {
  const Result<PollResult> result = tally(ballot, poll, pile(ballot, sheets));
  if (!result.has_value()) return {describe(result.error())};
  const Result<Lines> lines = explain(*result, {&ballot, &poll, std::move(articles)});
  return lines.has_value() ? *lines : Lines{describe(lines.error())};
}

Lines told(const Ballot& ballot, const Lines& sheets) {
  return told(ballot, poll_of(static_cast<int>(sheets.size())), sheets);
}

TEST(Explain, SaysWhyEachPersonIsElectedOrNot) {
  const Ballot ballot = committee_ballot(2, {"甲一", "乙二"});
  const Lines lines = told(ballot, {"committee: c1=o c2=x", "committee: c1=o +丁四=o",
                                    "committee: c2=?", "committee: c1=o c2=o +丁四=o"});
  EXPECT_THAT(lines, Contains("实到会有选举权 4 人，按不少于应到会有选举权 4 人的五分之四计算，"
                              "至少须 4 人，人数符合规定。"));
  EXPECT_THAT(lines, Contains("【委员】应选 2 名"));
  EXPECT_THAT(
      lines,
      Contains("收回选票 4 张，其中有效票 3 张，无效票 1 张（所选人数多于应选名额 1 张）。"));
  EXPECT_THAT(lines,
              Contains("当选票数以应到会有选举权人数 4 为基数，赞成票须超过半数，即至少 3 票。"));
  EXPECT_THAT(lines,
              Contains("甲一：赞成 2 票、不赞成 0 票、弃权 1 票；未达到 3 票，差 1 票，未当选。"));
  EXPECT_THAT(lines, Contains("乙二：赞成 0 票、不赞成 1 票、弃权 1 票、该栏填写无效 1 票；"
                              "未达到 3 票，差 3 票，未当选。"));
  EXPECT_THAT(lines, Contains("另选他人丁四：赞成 1 票；未达到 3 票，差 2 票，未当选。"));
  EXPECT_THAT(lines,
              Contains("还缺 2 名，可以就空缺的名额另行选举，或者按选举办法减少名额、不再选举。"));
}

TEST(Explain, CitesTheArticleWhereItIsKnown) {
  const Ballot ballot = committee_ballot(1, {"甲一"});
  const Lines lines = told(ballot, poll_of(1), {"committee: c1=o"}, {{"elected", "办法第九条"}});
  EXPECT_THAT(lines, Contains("当选票数以应到会有选举权人数 1 为基数，赞成票须超过半数，即至少 1 票"
                              "（依据：办法第九条）。"));
  EXPECT_THAT(lines,
              Contains("甲一：赞成 1 票、不赞成 0 票、弃权 0 票；达到 1 票，得票最多，当选。"));
}

TEST(Explain, SaysWhyAPollIsVoid) {
  const Ballot ballot = committee_ballot(1, {"甲一"});
  Poll poll = poll_of(2);
  poll.entitled = 3;
  poll.returned = 3;
  const Lines lines = told(ballot, poll, {"", "", ""});
  EXPECT_THAT(lines, Contains(HasSubstr("至少须 3 人，人数不够，选举不能进行")));
  EXPECT_THAT(lines, Contains("收回选票 3 张，多于投票人数 2，多于发出的选票 2。"));
  EXPECT_THAT(lines, Contains("本次投票无效，不计票，须重新投票。"));
  EXPECT_THAT(lines, Not(Contains(HasSubstr("甲一"))));
}

TEST(Explain, WhereNoNumberOfVotesIsNeededTellsTheOrderAndNoThreshold) {
  Ballot ballot = committee_ballot(1, {"甲一", "乙二", "丙三"});
  ballot.method.elected = {{}, {}, {}, true};
  const Lines lines = told(ballot, {"committee: c1=o", "committee: c1=o", "committee: c2=o"});
  EXPECT_THAT(lines, Contains(HasSubstr("；得票最多，当选。")));
  EXPECT_THAT(lines, Contains(HasSubstr("；按得票多少排第 2 位，应选 1 名，未当选。")));
  EXPECT_THAT(lines, Contains(HasSubstr("；没有得赞成票，未当选。")));
  EXPECT_THAT(lines, Not(Contains(HasSubstr("达到 1 票"))));
}

TEST(Explain, TellsATieAndThatTheFloorVotesAgain) {
  Ballot ballot = committee_ballot(1, {"甲一", "乙二"});
  ballot.method.elected = {{}, {}, {}, true};
  const Lines lines = told(ballot, {"committee: c1=o", "committee: c2=o"});
  EXPECT_THAT(lines, Contains("以得赞成票多的当选，不要求达到一定的票数。"));
  EXPECT_THAT(lines,
              Contains(HasSubstr("甲一：赞成 1 票、不赞成 0 票、弃权 1 票；与乙二得票相等")));
  EXPECT_THAT(lines, Contains("甲一、乙二得票相等，余下的名额 1 名，须在他们之间再次投票。"));
}

TEST(Explain, TellsCarriedVotesHigherPostsAndKin) {
  Ballot ballot = three_contests();
  ballot.method.carry_down = true;
  ballot.method.kin_avoidance = true;
  Poll poll = poll_of(5);
  poll.kin = {{"p1", "p2"}};
  const Lines lines = told(ballot, poll,
                           {"chair: c1=o; deputy: d1=o", "chair: c1=o", "chair: c1=o",
                            "chair: c2=o; deputy: d2=o", "chair: c2=o; deputy: d2=o"});
  EXPECT_THAT(
      lines,
      Contains("甲一：赞成 1 票、不赞成 0 票、弃权 4 票；已当选主任，不再参加本职务的排名。"));
  EXPECT_THAT(lines,
              Contains("乙二：赞成 2 票、不赞成 0 票、弃权 3 票；合计得 4 票（本职务 2 票，加上"
                       "竞选较高职务未当选所得的 2 票）；达到 3 票，得票最多，当选。"));
  EXPECT_THAT(lines,
              Contains("注意：甲一（主任）与乙二（副主任）有应当回避的亲属关系，前者职务较高，"
                       "保留职务，后者应当回避。"));
}

TEST(Explain, WarnsOfTheOtherBaseAndNamesWhoseVotesLieBetween) {
  const Ballot ballot = committee_ballot(2, {"甲一", "乙二"});
  Poll poll = poll_of(8);
  poll.entitled = 10;
  Lines sheets(8, "");
  std::fill_n(sheets.begin(), 5, "committee: c1=o");
  const Lines lines = told(ballot, poll, sheets);
  EXPECT_THAT(lines,
              Contains("注意：改以实到会有选举权人数 8 为基数，至少须 5 票，甲一是否够票随之改变，"
                       "本职务的选举结果就会不同；公布前须核对选举办法规定的是哪一个基数。"));
}

TEST(Explain, NeedsNothingButTheResult) {
  const Ballot ballot = committee_ballot(1, {"甲一"});
  const Result<PollResult> result = tally(ballot, poll_of(1), pile(ballot, {"committee: c1=o"}));
  const Result<Lines> lines = explain(*result, {});
  ASSERT_TRUE(lines.has_value());
  EXPECT_THAT(*lines, Contains("【committee】应选 1 名"));
  EXPECT_THAT(*lines,
              Contains("c1：赞成 1 票、不赞成 0 票、弃权 0 票；达到 1 票，得票最多，当选。"));
}

TEST(Explain, RefusesABallotOrPollOfAnotherResult) {
  const Ballot ballot = committee_ballot(1, {"甲一"});
  const Result<PollResult> result = tally(ballot, poll_of(1), pile(ballot, {""}));
  Ballot other = ballot;
  other.id = "c";
  EXPECT_EQ(explain(*result, {&other, nullptr, {}}).error().where, "/id");
  other = committee_ballot(1, {});
  EXPECT_EQ(explain(*result, {&other, nullptr, {}}).error().where, "/contests");
  const Poll poll = poll_of(2);
  EXPECT_EQ(explain(*result, {&ballot, &poll, {}}).error().where, "/present");
}

}  // namespace
}  // namespace huanjie
