#include <gtest/gtest.h>

#include <algorithm>

#include "documents/agenda_paper.h"
#include "documents/attendance_forms.h"
#include "documents/ballot_forms.h"
#include "documents/minutes.h"
#include "documents/result_report.h"
#include "documents/tally_sheet.h"

namespace huanjie {
namespace {

// All words of a paper, one text a line; cells of a row are parted by "|".
std::string words(const Document& document) {
  std::string text = document.title + "\n" + document.subtitle + "\n";
  for (const Block& block : document.blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) text += paragraph->text + "\n";
    if (const auto* table = std::get_if<Table>(&block)) {
      text += table->caption + "\n";
      for (const Column& column : table->columns) text += column.title + "|";
      text += "\n";
      for (const TableRow& row : table->rows) {
        for (const TableCell& cell : row.cells) text += cell.text + "|";
        text += "\n";
      }
    }
    if (const auto* note = std::get_if<QrNote>(&block)) {
      for (const std::string& line : note->lines) text += line + "\n";
    }
  }
  return text;
}

testing::AssertionResult says(const Document& document, const std::string& text) {
  const std::string all = words(document);
  if (all.find(text) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "no \"" << text << "\" in\n" << all;
}

std::vector<std::string> roles_that_sign(const Document& document) {
  std::vector<std::string> roles;
  for (const Block& block : document.blocks) {
    const auto* signatures = std::get_if<Signatures>(&block);
    if (signatures == nullptr) continue;
    for (const SignatureLine& line : signatures->lines) roles.push_back(line.role);
  }
  return roles;
}

using Roles = std::vector<std::string>;

HeadCountInput heads() {
  return {.roll = 71,
          .no_vote = {{"预备党员", 3}, {"留党察看期内", 1}},
          .excluded = {{"自费出国半年以上", "批复12号", 3}},
          .entitled = 64,
          .present = 52,
          .on_leave = 5,
          .quorum = {.base_name = "应到会有选举权人数", .base = 64, .share = {4, 5}, .needed = 52},
          .quorum_holds = true,
          .signers = {{.role = "监票人", .names = {"李文敏", "赵志强"}}}};
}

TEST(HeadCountReport, SaysWhoCountsAndThatTheQuorumHolds) {
  const Document report = head_count_report(heads());
  EXPECT_EQ(report.title, "到会人数报告单");
  EXPECT_TRUE(says(report, "没有选举权的人数|4|"));
  EXPECT_TRUE(says(report, "其中：自费出国半年以上|3|批复12号|"));
  EXPECT_TRUE(says(report, "未到会人数|12|"));
  EXPECT_TRUE(says(report, "其中：请假|5|"));
  EXPECT_TRUE(says(report, "其中：因故未到会|7|"));
  EXPECT_FALSE(says(report, "未请假"));
  EXPECT_TRUE(
      says(report, "应到会有选举权人数 64 = 在册人数 71 − 没有选举权 4 − 不计入应到会 3|相符"));
  EXPECT_TRUE(says(report, "占应到会有选举权人数64人的81.3%"));
  EXPECT_TRUE(says(report, "不少于应到会有选举权人数64人的五分之四，即不少于52人"));
  EXPECT_TRUE(says(report, "到会人数符合规定"));
  EXPECT_EQ(roles_that_sign(report), Roles{"监票人"});
}

TEST(HeadCountReport, OfAPlenaryTakesOffEvenWhatIsNought) {
  const Document report = head_count_report(
      {.roll_name = "委员人数", .roll = 5, .entitled = 5, .present = 5, .quorum = {}});
  EXPECT_TRUE(
      says(report, "应到会有选举权人数 5 = 委员人数 5 − 没有选举权 0 − 不计入应到会 0|相符"));
  EXPECT_TRUE(says(report, "未到会人数|0|"));
  EXPECT_FALSE(says(report, "请假"));
}

TEST(HeadCountReport, SaysThatTheQuorumFailsAndByHowMany) {
  HeadCountInput input = heads();
  input.present = 51;
  input.quorum_holds = false;
  EXPECT_TRUE(says(head_count_report(input), "到会人数不符合规定，还差1人，不能进行选举"));
}

TEST(HeadCountReport, TellsWhoLeftFromWhoNeverCame) {
  HeadCountInput input = heads();
  input.left = 2;
  const Document report = head_count_report(input);
  EXPECT_TRUE(says(report, "不在会场人数|12|"));
  EXPECT_TRUE(says(report, "其中：请假|5|"));
  EXPECT_TRUE(says(report, "其中：中途离会|2|"));
  EXPECT_TRUE(says(report, "其中：因故未到会|5|"));
}

TEST(HeadCountReport, OfRegisteredVotersTakesNobodyOff) {
  HeadCountInput input = heads();
  input.registered = true;
  input.quorum.base_name = "登记选民数";
  const Document report = head_count_report(input);
  EXPECT_TRUE(says(report, "登记选民数|64|"));
  EXPECT_TRUE(says(report, "占登记选民数64人的81.3%"));
  EXPECT_FALSE(says(report, "没有选举权"));
  EXPECT_FALSE(says(report, "应到会"));
}

TEST(HeadCountReport, ShowsASumThatDoesNotHold) {
  HeadCountInput input = heads();
  input.entitled = 65;
  EXPECT_TRUE(says(head_count_report(input), "（合计 64）|不符"));
}

TEST(HeadCountReport, NamesWhichCountItIs) {
  HeadCountInput input = heads();
  input.count_number = 2;
  input.counted_at = "10:35";
  EXPECT_TRUE(says(head_count_report(input), "第二次清点　清点时间：10:35"));
}

TEST(SignInSheet, KeepsThoseWithoutTheVoteOnAPageOfTheirOwn) {
  SignInInput input{.voters = {{.name = "丁建国"}, {.name = "万秀英"}},
                    .without_vote = {{.name = "周子涵", .remark = "预备党员"}}};
  const Document sheet = sign_in_sheet(input);
  EXPECT_TRUE(says(sheet, "一、有选举权的人员（2人）"));
  EXPECT_TRUE(says(sheet, "二、没有选举权的列席人员（1人）"));
  EXPECT_TRUE(says(sheet, "2|万秀英|"));
  EXPECT_TRUE(says(sheet, "1|周子涵|"));
  const auto is_break = [](const Block& block) { return std::holds_alternative<PageBreak>(block); };
  EXPECT_EQ(std::count_if(sheet.blocks.begin(), sheet.blocks.end(), is_break), 1);
  input.without_vote.clear();
  EXPECT_FALSE(says(sign_in_sheet(input), "二、"));
}

TEST(SignInSheet, GivesWhoeverIsNotCountedNoPlaceToSign) {
  SignInInput input{.voters = {{.name = "丁建国"}},
                    .excluded = {{.name = "万秀英", .sex = "女", .remark = "长期卧床"}}};
  EXPECT_TRUE(says(sign_in_sheet(input), "有选举权的人员（1人）"));
  EXPECT_TRUE(says(sign_in_sheet(input), "不计入应到会的人员（1人，不签到）"));
  EXPECT_TRUE(says(sign_in_sheet(input), "1|万秀英|女||长期卧床|\n"));
  input.exclusions_proposed = true;
  EXPECT_TRUE(says(sign_in_sheet(input), "拟不计入应到会的人员（1人，大会表决后确定）"));
}

TEST(RosterBackup, CountsWhoHasCome) {
  const SignInInput input{.voters = {{.name = "丁建国", .came = true, .checked_in = "09:05"},
                                     {.name = "万秀英", .checked_in = "请假"}},
                          .as_of = "2020年12月30日 09:10"};
  const Document backup = roster_backup(input);
  EXPECT_TRUE(says(backup, "截至2020年12月30日 09:10，有选举权的人员已签到1人，未签到1人"));
  EXPECT_TRUE(says(backup, "丁建国|||09:05|"));
  EXPECT_FALSE(says(sign_in_sheet(input), "09:05"));
}

IssueInput issue() {
  return {.present = 58,
          .printed = 70,
          .issued = 58,
          .spoiled = 2,
          .left_over = 10,
          .kept = 3,
          .cut = 7,
          .signers = {{.role = "监票人", .places = 2}, {.role = "计票人", .places = 2}}};
}

TEST(IssueReport, ShowsBothSums) {
  const Document report = issue_report(issue());
  EXPECT_EQ(report.title, "选票分发情况报告单");
  EXPECT_TRUE(says(report, "印制 70 = 实发 58 + 作废重领 2 + 剩余 10|相符"));
  EXPECT_TRUE(says(report, "剩余 10 = 留存备查 3 + 剪角作废 7|相符"));
  EXPECT_TRUE(says(report, "发出选票数与实到会有选举权人数相等"));
  EXPECT_EQ(roles_that_sign(report), (Roles{"监票人", "计票人"}));
}

TEST(IssueReport, JudgesNothingThatIsNotKnownYet) {
  IssueInput input = issue();
  input.left_over = input.kept = input.cut = input.spoiled = std::nullopt;
  const Document report = issue_report(input);
  EXPECT_TRUE(says(report, "剩余选票|||"));
  EXPECT_TRUE(says(report, "印制 70 = 实发 58 + 作废重领 ____ + 剩余 ____||"));
  EXPECT_FALSE(says(report, "不符"));
  EXPECT_FALSE(says(report, "相符"));
}

TEST(IssueReport, SaysWhatDoesNotAddUp) {
  IssueInput input = issue();
  input.printed = 71;
  EXPECT_TRUE(says(issue_report(input), "剩余 10（合计 70）|不符"));
  input.issued = 59;
  EXPECT_TRUE(says(issue_report(input), "多于实到会有选举权人数1张，应当查明"));
  input.issued = 57;
  EXPECT_TRUE(says(issue_report(input), "少于实到会有选举权人数1张"));
}

TEST(IssueReport, LeavesRoomForWhatIsCountedByHand) {
  EXPECT_TRUE(says(issue_report(issue()), "领取选票||由监票人领取后填写"));
  EXPECT_TRUE(says(issue_report(issue()), "拆封选票||当众拆封后填写"));
}

TEST(ReturnReport, TellsAValidPollFromAVoidOne) {
  ReturnInput input{.entitled = 64,
                    .present = 58,
                    .voters = 58,
                    .issued = 58,
                    .returned = 57,
                    .valid = true,
                    .article = "选举办法第八条"};
  EXPECT_TRUE(says(return_report(input), "未收回选票|1|"));
  ReturnInput above = input;
  above.returned = input.issued + 2;
  EXPECT_TRUE(says(return_report(above), "多出选票|2|收回选票减去发出选票"));
  EXPECT_FALSE(says(return_report(above), "未收回"));
  EXPECT_TRUE(says(return_report(input),
                   "少于投票人数58，少于发出选票数58。按照选举办法第八条，本次选举有效"));
  input.returned = 58;
  EXPECT_TRUE(says(return_report(input), "等于投票人数58"));
  input.returned = 59;
  input.valid = false;
  input.void_reasons = {"收回选票多于投票人数"};
  EXPECT_TRUE(says(return_report(input), "多于投票人数58"));
  EXPECT_TRUE(says(return_report(input), "本次选举无效。原因：收回选票多于投票人数。"));
  EXPECT_FALSE(says(return_report(input), "选举有效"));
}

TEST(ReturnReport, ComparesOnlyWithWhatTheMethodNames) {
  ReturnInput input{.voters = 58, .issued = 58, .returned = 57, .checks_voters = false};
  EXPECT_FALSE(says(return_report(input), "少于投票人数"));
  EXPECT_TRUE(says(return_report(input), "少于发出选票数58"));
}

ResultInput result() {
  ReportedContest contest{
      .title = "委员",
      .seats = 1,
      .valid = 56,
      .invalid = 1,
      .invalid_by = {{"多选", 1}},
      .elected_rule = {.base_name = "应到会有选举权人数",
                       .base = 64,
                       .share = {1, 2},
                       .strict = true,
                       .needed = 33,
                       .article = "选举办法第九条"},
      .lines = {{.name = "丁建国", .approve = 55, .oppose = 1, .outcome = ReportedOutcome::elected},
                {.name = "马志远", .approve = 10, .oppose = 40, .abstain = 6}},
      .write_ins = {{.name = "田禾", .votes = 3}},
      .elected = {"丁建国"}};
  return {.entitled = 64,
          .present = 58,
          .issued = 58,
          .returned = 57,
          .contests = {contest},
          .signers = {{.role = "监票人", .places = 2}, {.role = "选举委员会"}}};
}

TEST(ResultReport, ShowsEachPersonsVotesAndWhoIsElected) {
  const Document report = result_report(result());
  EXPECT_EQ(report.title, "选举结果报告单");
  EXPECT_TRUE(says(report, "有效票56张，无效票1张（多选1张）"));
  EXPECT_TRUE(says(report, "候选人（选票顺序）|赞成|不赞成|弃权|结果|"));
  EXPECT_TRUE(says(report, "丁建国|55|1|0|当选|"));
  EXPECT_TRUE(says(report, "马志远|10|40|6|未当选|"));
  EXPECT_TRUE(says(report, "田禾|3|未当选|"));
  EXPECT_TRUE(says(
      report,
      "按照选举办法第九条，得赞成票超过应到会有选举权人数64人的半数，即不少于33票的，始得当选"));
  EXPECT_TRUE(says(report, "当选人（1人）：丁建国。"));
  EXPECT_EQ(roles_that_sign(report), (Roles{"监票人", "选举委员会"}));
}

TEST(ResultReport, SaysInWhichOrderItNamesPeople) {
  ResultInput input = result();
  input.contests[0].elected = {"丁建国", "马志远"};
  input.contests[0].write_ins = {{.name = "田禾", .votes = 3}, {.name = "石㛃", .votes = 1}};
  EXPECT_TRUE(says(result_report(input), "当选人（2人，以姓氏笔画为序）：丁建国、马志远。"));
  EXPECT_TRUE(says(result_report(input), "另选他人（按得票多少）|得票|结果|"));
}

TEST(ResultReport, CarriedAndInvalidVotesHaveColumnsOnlyWhereThereAreAny) {
  ResultInput input = result();
  input.contests[0].lines[1] = {
      .name = "马志远", .approve = 10, .oppose = 40, .abstain = 5, .invalid = 1, .carried = 4};
  const Document report = result_report(input);
  EXPECT_TRUE(says(report, "赞成|不赞成|弃权|无效|并入票|得票|结果|"));
  EXPECT_TRUE(says(report, "马志远|10|40|5|1|4|14|未当选|"));
}

TEST(ResultReport, WarnsWhenALineDoesNotAddUpToTheValidSheets) {
  EXPECT_FALSE(says(result_report(result()), "票数不符"));
  ResultInput input = result();
  input.contests[0].lines[1].abstain = 5;
  EXPECT_TRUE(says(result_report(input), "票数不符：有效票56张，而马志远各项合计55票"));
}

TEST(ResultReport, ATieAndAVacancyAreSaidPlainly) {
  ResultInput input = result();
  input.contests[0].elected.clear();
  input.contests[0].tie = ReportedTie{.among = {"丁建国", "马志远"}, .seats = 1};
  input.contests[0].vacant = 2;
  EXPECT_TRUE(says(result_report(input),
                   "丁建国、马志远票数相等，尚余名额1名，应当就票数相等的人再次投票"));
  EXPECT_TRUE(says(result_report(input), "尚缺2人"));
  EXPECT_TRUE(says(result_report(input), "当选人：无。"));
}

TEST(ResultReport, OfAVillageCountsItsRegisteredVoters) {
  ResultInput input = result();
  input.entitled_name = "登记选民数";
  EXPECT_TRUE(says(result_report(input), "登记选民数|实到会"));
  EXPECT_FALSE(says(result_report(input), "应到会有选举权人数|实到会"));
}

TEST(ResultReport, AVoidPollHasReasonsAndNoVotes) {
  ResultInput input = result();
  input.contests.clear();
  input.poll_valid = false;
  input.void_reasons = {"收回选票多于投票人数"};
  EXPECT_TRUE(says(result_report(input), "本次选举无效，未计票。原因：收回选票多于投票人数。"));
  EXPECT_FALSE(says(result_report(input), "当选人"));
}

TEST(ResultReport, ACorrectionNamesItsClass) {
  ResultInput input = result();
  input.correction = ReportedCorrection{.number = 2, .kind = 1, .text = "复核。"};
  EXPECT_TRUE(says(result_report(input), "更正第2号（第一类：票数更正，当选人不变）：复核。"));
  input.correction->kind = 3;
  EXPECT_TRUE(says(result_report(input), "第三类：会议结束后更正"));
}

TEST(ResultReport, CarriesTheHeadOfTheLogAsCodeAndSymbol) {
  ResultInput input = result();
  input.log_head =
      LogHead{.log = "5b1c", .sequence = 412, .hash = "3f9c0a4177be12d0a84c", .code = "K7QX-3M0A"};
  const Document report = result_report(input);
  EXPECT_TRUE(says(report, "记录校验码：K7QX-3M0A"));
  EXPECT_TRUE(says(report, "全码 3f9c0a4177be12d0a84c"));
  const auto* note = std::get_if<QrNote>(&report.blocks.back());
  ASSERT_NE(note, nullptr);
  EXPECT_EQ(note->payload, "huanjie:1:5b1c:412:3f9c0a4177be12d0a84c");
}

TEST(AgendaPaper, NumbersItsStepsAndTheScriptHasTheSame) {
  const AgendaInput input{
      .host = "张国华",
      .steps = {{.title = "清点到会人数", .gate = "签到结束"},
                {.title = "听取工作报告",
                 .speaker = "陈桂兰",
                 .script = {{.text = "请报告。"}, {.text = "鼓掌", .cue = true}}}}};
  EXPECT_TRUE(says(agenda_paper(input), "二、听取工作报告（陈桂兰）"));
  EXPECT_FALSE(says(agenda_paper(input), "请报告"));
  EXPECT_TRUE(says(host_script(input), "一、清点到会人数\n〔进行本项之前：签到结束〕"));
  EXPECT_TRUE(says(host_script(input), "〔发言：陈桂兰〕\n请报告。\n〔鼓掌〕"));
}

TEST(AgendaPaper, OfAPlenaryIsCalledSo) {
  EXPECT_EQ(agenda_paper({}).title, "大会议程");
  EXPECT_EQ(agenda_paper({.plenary = true}).title, "第一次全体会议议程");
  EXPECT_EQ(host_script({.plenary = true}).title, "第一次全体会议主持词");
}

TEST(HostScript, PutsALaterRoundBetweenTheItemsWithoutANumber) {
  const AgendaInput input{
      .steps = {{.title = "计票"}, {.title = "再次投票", .later_round = true}, {.title = "闭会"}}};
  EXPECT_TRUE(says(host_script(input), "一、计票\n再次投票\n二、闭会\n"));
  EXPECT_TRUE(says(agenda_paper(input), "一、计票\n二、闭会\n"));
  EXPECT_FALSE(says(agenda_paper(input), "再次投票"));
}

int boxes_of_first_line(const Document& sheet) {
  for (const Block& block : sheet.blocks) {
    const auto* table = std::get_if<Table>(&block);
    if (table != nullptr && !table->rows.empty() && table->rows[0].cells.size() == 7) {
      return table->rows[0].cells[1].boxes;
    }
  }
  return 0;
}

TEST(TallySheet, HasRoomForEveryVote) {
  TallySheetInput input{.papers = 58, .contests = {{.title = "委员", .candidates = {"丁建国"}}}};
  EXPECT_EQ(boxes_of_first_line(tally_sheet(input)), 12);
  input.papers = 60;
  EXPECT_EQ(boxes_of_first_line(tally_sheet(input)), 12);
  input.papers = 61;
  EXPECT_EQ(boxes_of_first_line(tally_sheet(input)), 13);
  EXPECT_FALSE(says(tally_sheet(input), "分组唱票"));
}

TEST(TallySheet, SaysWhichOfTwoCopiesItIs) {
  TallySheetInput input{.papers = 58, .copy = 2};
  EXPECT_EQ(tally_sheet(input).title, "唱票记票表（第二份）");
  EXPECT_TRUE(says(tally_sheet(input), "两组各记一份"));
  input.copy = 0;
  EXPECT_EQ(tally_sheet(input).title, "唱票记票表");
}

TEST(TallySheet, ALargePileIsCalledInGroups) {
  TallySheetInput input{.papers = 1000,
                        .contests = {{.title = "委员", .candidates = {"丁建国"}}},
                        .signers = {{.role = "唱票人"}, {.role = "计票人"}}};
  EXPECT_EQ(boxes_of_first_line(tally_sheet(input)), kMaxTallyVotes / 5);
  EXPECT_TRUE(says(tally_sheet(input), "选票共1000张，分组唱票"));
  EXPECT_EQ(roles_that_sign(tally_sheet(input)), (Roles{"唱票人", "计票人"}));
}

int places_to_sign(const Document& document) {
  int places = 0;
  for (const Block& block : document.blocks) {
    const auto* signatures = std::get_if<Signatures>(&block);
    if (signatures == nullptr) continue;
    for (const SignatureLine& line : signatures->lines) places += line.places;
  }
  return places;
}

TEST(Signing, IsOfThoseWhomTheCallerNamesAndOfNobodyElse) {
  IssueInput input = issue();
  EXPECT_EQ(places_to_sign(issue_report(input)), 4);
  input.signers = {{.role = "监票人", .names = {"李文敏"}}};
  EXPECT_EQ(places_to_sign(issue_report(input)), 1);
  input.signers.clear();
  EXPECT_EQ(places_to_sign(issue_report(input)), 0);
}

TEST(TallySheet, PutsSeveralPostsIntoOneTable) {
  const TallySheetInput input{
      .papers = 9,
      .contests = {{.title = "书记", .seats = 1, .candidates = {"丁建国"}},
                   {.title = "副书记", .seats = 1, .candidates = {"马志远"}}}};
  const Document sheet = tally_sheet(input);
  EXPECT_TRUE(says(sheet, "书记（应选1人）|\n丁建国|||||||\n副书记（应选1人）|\n马志远|"));
}

TEST(FormHeading, NamesTheHourWhereItIsKnown) {
  AgendaInput input{.heading = {.date = {2026, 12, 3}, .time = "09:00"}};
  EXPECT_TRUE(says(agenda_paper(input), "时间：2026年12月3日 09:00"));
  EXPECT_TRUE(says(sign_in_sheet({.heading = input.heading}), "时间|2026年12月3日 09:00|"));
  input.heading.time.clear();
  EXPECT_TRUE(says(agenda_paper(input), "时间：2026年12月3日\n"));
}

TEST(ResultReport, CallsNobodyElectedWhoMayNotHoldThePost) {
  ResultInput input = result();
  input.contests[0].write_ins = {
      {.name = "田禾", .votes = 40, .outcome = ReportedOutcome::ineligible},
      {.name = "石㛃", .votes = 39, .outcome = ReportedOutcome::examined_still}};
  EXPECT_TRUE(says(result_report(input), "田禾|40|得票数达到，经审查资格不符，不当选|"));
  EXPECT_TRUE(says(result_report(input), "石㛃|39|得票数达到，待审查资格|"));
}

TEST(Minutes, AreSignedByChairAndRecorder) {
  const MinutesInput input{.chair = "张国华",
                           .recorder = "许静怡",
                           .lines = {{"09:05", "开会。"}},
                           .signers = {{.role = "主持人"}, {.role = "记录人"}}};
  EXPECT_TRUE(says(minutes_paper(input), "09:05|开会。|"));
  EXPECT_EQ(roles_that_sign(minutes_paper(input)), (Roles{"主持人", "记录人"}));
}

}  // namespace
}  // namespace huanjie
