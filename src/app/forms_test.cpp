#include "app/forms.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "app/door_papers.h"
#include "app/explanation.h"
#include "app/planned.h"
#include "app/poll_papers.h"
#include "app/script.h"
#include "app/wording.h"
#include "meeting/sample_meeting.h"

namespace huanjie {
namespace {

Json pack_bundle(const std::string& id) {
  Json bundle = Json::object();
  for (const char* name : {"pack", "method", "checks", "agenda"}) {
    std::ifstream in(std::string(HUANJIE_SOURCE_DIR) + "/packs/" + id + "/" + name + ".json");
    std::stringstream text;
    text << in.rdbuf();
    bundle.set(name, *parse_json(text.str()));
  }
  return bundle;
}

// A meeting with a roster of names beside it, as the papers see it.
struct Office {
  explicit Office(const std::string& pack = "party-committee-2020")
      : held(pack_bundle(pack), Json()) {
    held.prepared.notice_date = *parse_date("2020-11-30");
    held.prepared.candidates_date = *parse_date("2020-12-20");
    for (int i = 1; i <= held.voters + 1; ++i) {
      Member member;
      member.id = "m" + std::to_string(i);
      member.name = SampleMeeting::name(i);
      roster.members.push_back(member);
      members[SampleMeeting::voter(i)] = member.id;
    }
  }

  MeetingView view() {
    events.clear();
    for (const TakenEvent& taken : held.events) {
      Envelope envelope;
      envelope.seq = static_cast<std::int64_t>(events.size()) + 1;
      envelope.kind = taken.kind;
      envelope.body = taken.body;
      events.push_back(envelope);
    }
    MeetingView seen{&held.state, &roster, &members, &events, {}, {}, {}};
    seen.words[sealed_as("预备党员").sealed] = "预备党员";
    seen.ahead = ahead;
    return seen;
  }
  std::string script() {
    std::string text;
    for (const ScriptedStep& step : agenda_input(view(), held.sitting()).steps) {
      if (step.held_back) break;
      text += "【" + step.title + "】\n";
      for (const ScriptLine& line : step.script) text += line.text + "\n";
    }
    return text;
  }
  ReportedContest contest() {
    return result_of(view(), held.sitting(), held.poll()).contests.front();
  }

  SampleMeeting held;
  Roster roster{};
  std::map<VoterId, std::string> members{};
  std::vector<Envelope> events{};
  std::vector<Act> ahead{};
};

testing::AssertionResult says(const std::string& all, const std::string& text) {
  if (all.find(text) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "no \"" << text << "\" in\n" << all;
}

TEST(Script, SaysThatTooFewHaveCome) {
  Office office;
  office.held.prepare();
  office.held.check_in(45);  // 46 of 57 are needed
  office.held.count_heads();
  EXPECT_TRUE(says(office.script(), "到会的不得少于46人，现在到会45人，人数不足，不能开会。"));
  EXPECT_FALSE(says(office.script(), "符合规定，可以"));
}

TEST(Script, DoesNotGoOnAfterTooFewHaveCome) {
  Office office;
  office.held.prepare();
  office.held.check_in(45);
  office.held.count_heads();
  EXPECT_TRUE(says(office.script(), "请大家稍候，人数够了重新清点。"));
  EXPECT_FALSE(says(office.script(), "开幕"));
  EXPECT_FALSE(says(office.script(), "下面进行第二项"));
  EXPECT_EQ(agenda_input(office.view(), office.held.sitting()).steps.size(),
            office.held.sitting().pack->agenda.steps.size());
  office.held.must(MeetingAbandoned{"到会人数不足"});
  EXPECT_TRUE(says(office.script(), "现在宣布散会，重新召开的时间另行通知。"));
  EXPECT_FALSE(says(office.script(), "稍候"));
}

TEST(Script, AdjournsBeforeTheVoteAndGoesOnAfterAnotherCount) {
  Office office;
  office.held.reach("box");
  for (int i = 46; i <= 50; ++i) office.held.must(VoterLeft{SampleMeeting::voter(i)});
  office.held.count_heads();
  EXPECT_TRUE(says(office.script(), "不能进行选举。\n请大家稍候"));
  EXPECT_FALSE(says(office.script(), "打开票箱"));
  office.held.must(VoterReturned{SampleMeeting::voter(46)});
  office.held.count_heads();
  EXPECT_TRUE(says(office.script(), "打开票箱"));
  EXPECT_FALSE(says(office.script(), "稍候"));
}

TEST(Script, SaysThatTooManyHaveLeftBeforeTheVote) {
  Office office;
  office.held.reach("box");
  for (int i = 46; i <= 50; ++i) office.held.must(VoterLeft{SampleMeeting::voter(i)});
  office.held.count_heads();
  EXPECT_TRUE(says(office.script(), "到会人数符合规定，可以开会。"));
  EXPECT_TRUE(says(office.script(), "现在到会45人，人数不足，不能进行选举。"));
}

TEST(Script, TakesTheLastCountOfAnItem) {
  Office office;
  office.held.prepare();
  office.held.check_in(45);
  office.held.count_heads();
  office.held.must(VoterCheckedIn{SampleMeeting::voter(46)});
  office.held.count_heads();
  EXPECT_TRUE(says(office.script(), "实到会有选举权的党员46人。到会人数符合规定，可以开会。"));
  EXPECT_TRUE(says(office.script(), "现在在场有选举权的党员________人"));
}

TEST(Script, PutsTheMotionOnWhoIsLeftOutAndTakesOffOnlyAfterIt) {
  Office office;
  office.held.prepare();
  EXPECT_FALSE(says(office.script(), "不计入应到会"));
  const ExclusionProposed out{SampleMeeting::voter(57), sealed_as("病"), "规定", {}, {},
                              sealed_as("批复")};
  office.held.must(out);
  EXPECT_TRUE(says(office.script(), "（先表决不计入应到会人数的党员名单）】"));
  EXPECT_TRUE(says(office.script(), "提请大会表决：1名党员"));
  EXPECT_TRUE(says(office.script(), "应到会57人）"));
  EXPECT_FALSE(says(office.script(), "已经扣除"));
  office.held.check_in(50);
  office.held.must(MotionDecided{Topic::exclusions, 50, 0, 0});
  EXPECT_TRUE(says(office.script(), "同意50人，不同意0人，弃权0人。名单通过。"));
  EXPECT_TRUE(says(office.script(), "党员56人（按规定经上级党组织同意、大会通过不计入"));
}

TEST(Script, NamesWhatTheFolderSaysOfItemsToCome) {
  Office office;
  office.held.prepare();
  EXPECT_TRUE(says(office.script(), "画“○”表示赞成"));
  EXPECT_TRUE(says(office.script(), "________为本次选举的监票人"));
  office.ahead = {
      {OfficersAct{{"周平"}, {"罗勇"}}, ""},
      {CandidatesAct{
           "first", "委员选票", {{"committee", "委员", 1, 1, Form::box, {"丁建国", "王秀英"}}}, ""},
       ""}};
  EXPECT_TRUE(says(office.script(), "提名周平为本次选举的监票人；本人不是候选人。"));
  EXPECT_TRUE(says(office.script(), "候选人（以姓氏笔画为序）是：丁建国、王秀英。"));
  EXPECT_TRUE(says(office.script(), "委员应选1名，候选人2名，差额1名。"));
  EXPECT_TRUE(says(office.script(), "所选人数（含另选他人）等于或少于1名的有效"));
}

TEST(Script, NamesTheElectedAsSoonAsTheyAreCertified) {
  Office office;
  office.held.reach("count");
  EXPECT_TRUE(says(office.script(), "当选为委员的是：________。"));
  office.held.count(office.held.approvals);
  office.held.certify();
  EXPECT_TRUE(says(office.script(), "当选为委员的是（以姓氏笔画为序）：丁建国、"));
}

// Somebody written in reaches the votes.
Office with_write_in() {
  Office office;
  office.held.seats = 5;
  office.held.reach("count");
  office.held.count({49, 48, 47, 46, 10, 10}, {{"党员20", 40}});
  office.held.certify();
  return office;
}

TEST(ResultReport, WaitsForTheEligibilityOfWhoeverWasWrittenIn) {
  Office office = with_write_in();
  office.held.state.evidence = office.held.evidence.get();
  EXPECT_EQ(office.contest().write_ins.front().outcome, ReportedOutcome::examined_still);
  EXPECT_EQ(office.contest().elected.size(), 4U);
  EXPECT_EQ(office.contest().vacant, 0);
  EXPECT_TRUE(says(office.script(), "________"));
}

TEST(ResultReport, DoesNotCallElectedWhoMayNotHoldThePost) {
  Office office = with_write_in();
  office.held.state.evidence = office.held.evidence.get();
  office.held.must(
      EligibilityConfirmed{"党员20", {}, false, sealed_as("不在册"), {"周平", "罗勇"}});
  EXPECT_EQ(office.contest().write_ins.front().outcome, ReportedOutcome::ineligible);
  EXPECT_EQ(office.contest().elected.size(), 4U);
  EXPECT_EQ(office.contest().vacant, 1);
  const auto told = explanation_of(office.held.sitting(), office.held.poll());
  ASSERT_TRUE(told.has_value());
  EXPECT_EQ(told->back(), "另选人党员20经审查，资格不符，不当选。");
}

TEST(HeadCount, IsReprintedAsItWasMade) {
  Office office;
  office.held.reach("agenda");
  const HeadCountInput first = head_count_of(office.view(), office.held.sitting(), 0);
  EXPECT_EQ(first.signers.front().role, "清点人");
  EXPECT_EQ(first.signers.front().names, office.held.by_door);
  office.held.reach("box");
  office.held.must(VoterLeft{SampleMeeting::voter(50)});
  office.held.must(VoterCheckedIn{SampleMeeting::voter(58)});
  office.held.do_step();
  const HeadCountInput again = head_count_of(office.view(), office.held.sitting(), 0);
  EXPECT_EQ(again.signers.front().names, first.signers.front().names);
  EXPECT_EQ(again.present_without_vote, 0);
  EXPECT_EQ(again.left, 0);
  EXPECT_TRUE(again.quorum_holds);
  const HeadCountInput second = head_count_of(office.view(), office.held.sitting(), 1);
  EXPECT_EQ(second.left, 1);
  EXPECT_EQ(second.present_without_vote, 1);
}

TEST(RosterBackup, CountsNobodyOnLeaveAsSignedIn) {
  Office office;
  office.held.prepare();
  office.held.must(VoterExcused{SampleMeeting::voter(1)});
  office.held.must(TimeStated{"08:55"});
  office.held.check_in(3);
  int came = 0;
  std::string times;
  for (const SheetPerson& person : sign_in_of(office.view(), office.held.sitting()).voters) {
    came += person.came ? 1 : 0;
    times += person.checked_in;
  }
  EXPECT_EQ(came, 3);
  EXPECT_EQ(times, "08:5508:5508:55");
}

TEST(Heading, NamesTheHourOfTheMeetingWhereTheFolderHasIt) {
  Office office;
  office.held.prepare();
  MeetingView view = office.view();
  EXPECT_EQ(agenda_input(view, office.held.sitting()).heading.time, "");
  view.time = "09:00";
  EXPECT_EQ(agenda_input(view, office.held.sitting()).heading.time, "09:00");
}

TEST(Signing, IsAsThePackSays) {
  Office village("village-2018");
  village.held.prepare();
  const auto roles = [&](const char* paper) {
    std::string text;
    for (const SignatureLine& line :
         signers_of(village.held.state, village.held.sitting(), paper)) {
      text += line.role + " ";
    }
    return text;
  };
  EXPECT_EQ(roles("result_report"), "监票人 计票人 选举委员会 ");
  EXPECT_EQ(roles("issue_report"), "监票人 计票人 ");
  EXPECT_EQ(roles("sign_in_sheet"), "签到员 ");
}

TEST(SignIn, OfRegisteredVotersNamesNobodyElse) {
  Office village("village-2018");
  village.roster.body = RosterBody::village;
  village.held.prepare();
  const SignInInput sheet = sign_in_of(village.view(), village.held.sitting());
  EXPECT_EQ(sheet.group_title, "村民小组");
  EXPECT_TRUE(sheet.without_vote.empty());
  EXPECT_EQ(article_of(*village.held.sitting().pack, "poll_valid"), "");
}

}  // namespace
}  // namespace huanjie
