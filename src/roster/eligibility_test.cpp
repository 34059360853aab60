#include "roster/eligibility.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/ratio.h"

namespace huanjie {
namespace {

constexpr Date kDay{2020, 12, 30};

Roster party(int size) {
  Roster roster;
  for (int i = 1; i <= size; ++i) {
    Member member;
    member.id = "m" + std::to_string(i);
    member.name = "党员" + std::string(i < 10 ? "甲" : "乙");
    roster.members.push_back(member);
  }
  return roster;
}

Exclusion approved() {
  return {ExclusionGround::bedridden, "同意", "医院证明", "2019年5月", "街工委〔2020〕12号",
          HandVote{100, 0, 0}};
}

TEST(Eligibility, LeavesOutThoseWithoutAVoteAndThoseExcludedByAllThree) {
  Roster roster = party(130);
  for (int i = 0; i < 4; ++i) roster.members[i].status = MemberStatus::probationary;
  roster.members[4].standing = Standing::party_probation;
  roster.members[5].exclusion = approved();
  roster.members[6].exclusion = approved();
  const Eligibility judged = judge_eligibility(roster, kDay);
  EXPECT_EQ(judged.roll, 130);
  EXPECT_EQ(judged.no_vote, 5);
  EXPECT_EQ(judged.entitled_before, 125);
  EXPECT_EQ(judged.excluded, 2);
  EXPECT_EQ(judged.entitled, 123);
  EXPECT_EQ(needed_at_least(judged.entitled, {4, 5}), 99);
}

TEST(Eligibility, TakesTheVoteFromWhoIsDetainedOrArrested) {
  for (const Standing standing : {Standing::detained, Standing::arrested}) {
    Roster roster = party(3);
    roster.members[1].standing = standing;
    const Eligibility judged = judge_eligibility(roster, kDay);
    EXPECT_EQ(judged.entitled, 2);
    EXPECT_EQ(judged.members[1].entitlement, Entitlement::no_vote);
    EXPECT_NE(judged.members[1].article.find("第五条"), std::string::npos);
  }
  EXPECT_EQ(judge_eligibility(party(3), kDay).entitled, 3);
}

TEST(Eligibility, CountsAMemberWhoseExclusionLacksAnything) {
  Roster roster = party(10);
  struct Case {
    const char* name;
    void (*spoil)(Exclusion&);
  };
  for (const Case& each :
       {Case{"reply", [](Exclusion& e) { e.reply.clear(); }},
        Case{"vote", [](Exclusion& e) { e.vote.reset(); }},
        Case{"half", [](Exclusion& e) { e.vote = HandVote{5, 5, 0}; }},
        Case{"too many hands", [](Exclusion& e) { e.vote = HandVote{10, 1, 0}; }}}) {
    Exclusion exclusion = approved();
    exclusion.vote = HandVote{6, 4, 0};
    roster.members[0].exclusion = exclusion;
    ASSERT_EQ(judge_eligibility(roster, kDay).entitled, 9) << each.name;
    each.spoil(*roster.members[0].exclusion);
    const Eligibility judged = judge_eligibility(roster, kDay);
    EXPECT_EQ(judged.entitled, 10) << each.name;
    ASSERT_EQ(judged.findings.size(), 1u);
    EXPECT_EQ(judged.findings[0].verdict, Verdict::violated);
    EXPECT_FALSE(judged.findings[0].unblock.empty());
  }
}

TEST(Eligibility, AsksForConsentAndEvidenceThatAreNotRecorded) {
  Roster roster = party(10);
  roster.members[0].exclusion = approved();
  roster.members[0].exclusion->vote = HandVote{10, 0, 0};
  EXPECT_EQ(judge_eligibility(roster, kDay).findings[0].severity, Severity::informs);
  roster.members[0].exclusion->evidence.clear();
  const Eligibility judged = judge_eligibility(roster, kDay);
  EXPECT_EQ(judged.findings[0].severity, Severity::warns);
  EXPECT_EQ(judged.excluded, 1);
}

TEST(Eligibility, NeedsNoExclusionForWhoHasNoVote) {
  Roster roster = party(10);
  roster.members[0].status = MemberStatus::probationary;
  roster.members[0].exclusion = approved();
  const Eligibility judged = judge_eligibility(roster, kDay);
  EXPECT_EQ(judged.excluded, 0);
  EXPECT_EQ(judged.entitled, 9);
}

Roster voter(std::optional<PartialDate> birth) {
  Roster roster = party(1);
  roster.body = RosterBody::village;
  roster.members[0].birth = birth;
  return roster;
}

TEST(Eligibility, RegistersAVoterWhoIsEighteenOnTheDay) {
  struct Case {
    PartialDate birth;
    int registered;
    bool known;
  };
  for (const Case& each :
       {Case{{2002, 12, 30}, 1, true}, Case{{2002, 12, 31}, 0, true}, Case{{2002, 11, 0}, 1, true},
        Case{{2002, 12, 0}, 0, false}, Case{{2001, 0, 0}, 1, true}, Case{{2002, 0, 0}, 0, false},
        Case{{2003, 0, 0}, 0, true}}) {
    const Eligibility judged = judge_eligibility(voter(each.birth), kDay);
    EXPECT_EQ(judged.entitled, each.registered) << to_text(each.birth);
    const bool undetermined = std::ranges::any_of(judged.findings, [](const Finding& finding) {
      return finding.verdict == Verdict::undetermined && blocks(finding);
    });
    EXPECT_EQ(undetermined, !each.known) << to_text(each.birth);
  }
  EXPECT_TRUE(blocks(judge_eligibility(voter(std::nullopt), kDay).findings.at(0)));
}

TEST(Eligibility, DoesNotRegisterWhoIsDeprivedOfPoliticalRights) {
  Roster roster = voter(PartialDate{1980, 1, 1});
  EXPECT_EQ(judge_eligibility(roster, kDay).entitled, 1);
  roster.members[0].standing = Standing::deprived;
  EXPECT_EQ(judge_eligibility(roster, kDay).entitled, 0);
}

TEST(Eligibility, CountsEveryMemberOfAnAssociation) {
  Roster roster = party(5);
  roster.body = RosterBody::association;
  EXPECT_EQ(judge_eligibility(roster, kDay).entitled, 5);
}

}  // namespace
}  // namespace huanjie
