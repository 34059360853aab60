#include "render/sample_forms_test.h"

#include "documents/agenda_paper.h"
#include "documents/attendance_forms.h"
#include "documents/ballot_forms.h"
#include "documents/minutes.h"
#include "documents/result_report.h"
#include "documents/tally_sheet.h"

namespace huanjie {

namespace {

constexpr const char* kQuorumArticle = "《中国共产党基层组织选举工作条例》第四章";

FormHeading heading() {
  return {.unit = "中共电新街社区委员会",
          .meeting = "中共电新街社区党员大会",
          .poll = "社区党委委员选举",
          .date = {2020, 12, 30},
          .place = "社区党群服务中心二楼会议室"};
}

Signers signers() {
  return {{.role = "监票人", .names = {"李文敏", "赵志强", "欧阳秀兰"}},
          {.role = "计票人", .names = {"孙一鸣", "何小雨"}}};
}

HeadCountInput head_count() {
  return {.heading = heading(),
          .count_number = 2,
          .counted_at = "10:35",
          .roll = 71,
          .no_vote = {{"预备党员", 3}, {"留党察看期内", 1}},
          .excluded = {{"年老卧床，生活不能自理", "区委组织部批复〔2020〕12号", 2},
                       {"自费出国半年以上", "区委组织部批复〔2020〕12号", 1}},
          .entitled = 64,
          .present = 58,
          .present_without_vote = 3,
          .on_leave = 5,
          .quorum = {.base_name = "应到会有选举权人数",
                     .base = 64,
                     .share = {4, 5},
                     .needed = 52,
                     .article = kQuorumArticle},
          .quorum_holds = true,
          .signers = signers()};
}

SignInInput sign_in() {
  SignInInput input{
      .heading = heading(), .as_of = "2020年12月30日 09:05", .signers = {{.role = "签到员"}}};
  input.heading.poll = "";
  const char* const names[] = {"丁建国", "万秀英", "马志远",   "王小明",   "王小明",
                               "尹𠮷祥", "石㛃",   "田禾",     "司马长青", "阿卜杜拉·买买提·吐尔逊",
                               "刘洋",   "许静怡", "孙一鸣",   "李文敏",   "何小雨",
                               "张国华", "陈桂兰", "欧阳秀兰", "赵志强"};
  int number = 0;
  for (const char* const name : names) {
    ++number;
    input.voters.push_back(
        {.name = name,
         .sex = number % 3 == 0 ? "女" : "男",
         .branch = number % 2 == 0 ? "第一网格党支部" : "第二网格党支部",
         .came = number % 4 != 0,
         .checked_in = number % 4 == 0 ? "" : "09:0" + std::to_string(number % 6)});
  }
  input.voters[3].remark = "1961年生";
  input.voters[4].remark = "1987年生";
  input.excluded = {{.name = "于秀兰",
                     .sex = "女",
                     .branch = "第一网格党支部",
                     .remark = "年老体弱卧床不起或长期生病生活不能自理"}};
  input.without_vote = {
      {.name = "周子涵", .sex = "女", .branch = "第一网格党支部", .remark = "预备党员"},
      {.name = "郑凯", .sex = "男", .branch = "第二网格党支部", .remark = "预备党员"}};
  return input;
}

AgendaInput agenda() {
  AgendaInput input{.heading = heading(), .host = "张国华"};
  input.heading.poll = "";
  const auto step = [&](std::string title, std::string gate, std::string speaker, std::string signs,
                        std::vector<ScriptLine> script) {
    input.steps.push_back({.title = std::move(title),
                           .gate = std::move(gate),
                           .speaker = std::move(speaker),
                           .signs = std::move(signs),
                           .script = std::move(script)});
  };
  step(
      "清点到会人数", "签到结束，名册核对完毕", "", "到会人数报告单由监票人签名",
      {{"同志们，现在开会。先报告到会人数：本次大会应到会有选举权的党员64人，实到会58人，因事、因病请假5人。"},
       {"到会有选举权的人数不少于应到会人数的五分之四，符合规定，可以开会。"},
       {"稍停，看会场是否安静", true}});
  step("通过大会议程", "", "", "",
       {{"大会议程已经发给大家。同意的请举手。"},
        {"监票人清点，报告同意、不同意、弃权的人数", true},
        {"请放下。大会议程通过。"}});
  step("听取上届委员会工作报告", "", "陈桂兰", "",
       {{"下面请陈桂兰同志代表上届委员会作工作报告。"}});
  for (const char* const title :
       {"分组讨论", "表决工作报告的决议", "通过选举办法", "通过监票人、宣布计票人名单",
        "宣布候选人名单，候选人作竞职演讲", "再次清点人数，检查票箱", "分发选票", "投票",
        "开箱，清点选票", "计票，宣布选举结果", "大会闭幕"}) {
    step(title, "", "", "", {{"按照议程进行" + std::string(title) + "。"}});
  }
  return input;
}

TallySheetInput tally() {
  return {.heading = heading(),
          .papers = 58,
          .copy = 1,
          .contests = {{.title = "委员",
                        .seats = 5,
                        .candidates = {"丁建国", "马志远", "刘洋", "许静怡",
                                       "阿卜杜拉·买买提·吐尔逊", "尹𠮷祥"},
                        .write_in_rows = 4}},
          .signers = {{.role = "唱票人"}, {.role = "计票人"}, {.role = "监票人"}}};
}

ResultInput result() {
  ResultInput input{.heading = heading(),
                    .entitled = 64,
                    .present = 58,
                    .voters = 58,
                    .issued = 58,
                    .returned = 57,
                    .signers = signers()};
  ReportedContest contest{.title = "委员",
                          .seats = 5,
                          .valid = 56,
                          .invalid = 1,
                          .invalid_by = {{"多选", 1}},
                          .elected_rule = {.base_name = "应到会有选举权人数",
                                           .base = 64,
                                           .share = {1, 2},
                                           .strict = true,
                                           .needed = 33,
                                           .article = "选举办法第九条"}};
  contest.lines = {{.name = "丁建国",
                    .approve = 55,
                    .oppose = 1,
                    .abstain = 0,
                    .outcome = ReportedOutcome::elected},
                   {.name = "马志远",
                    .approve = 54,
                    .oppose = 2,
                    .abstain = 0,
                    .outcome = ReportedOutcome::elected},
                   {.name = "刘洋",
                    .approve = 49,
                    .oppose = 5,
                    .abstain = 2,
                    .outcome = ReportedOutcome::elected},
                   {.name = "许静怡",
                    .approve = 51,
                    .oppose = 3,
                    .abstain = 2,
                    .outcome = ReportedOutcome::elected},
                   {.name = "阿卜杜拉·买买提·吐尔逊",
                    .approve = 47,
                    .oppose = 6,
                    .abstain = 3,
                    .outcome = ReportedOutcome::elected},
                   {.name = "尹𠮷祥", .approve = 18, .oppose = 34, .abstain = 4}};
  contest.write_ins = {{.name = "田禾", .votes = 3}, {.name = "石㛃", .votes = 1}};
  contest.ignored_write_ins = 1;
  contest.elected = {"丁建国", "马志远", "刘洋", "许静怡", "阿卜杜拉·买买提·吐尔逊"};
  input.contests = {contest};
  input.log_head =
      LogHead{.log = "5b1c3f0a9d2e47768c11f00d2b6a9e43",
              .sequence = 412,
              .hash = "3f9c0a4177be12d0a84c55e10f3d9b6672c1e8a4d05f7b39c6e2104a8d7f5b13",
              .code = "K7QX-3M0A-9TBE-12D0-VAC4-Y5E1-HZWF-66R2-P8NJ-C17M"};
  return input;
}

ResultInput corrected_tie() {
  ResultInput input = result();
  input.heading.rehearsal = true;
  ReportedContest& contest = input.contests.front();
  contest.lines[4] = {.name = "阿卜杜拉·买买提·吐尔逊",
                      .approve = 40,
                      .oppose = 10,
                      .abstain = 5,
                      .invalid = 1,
                      .outcome = ReportedOutcome::tied};
  contest.lines[5] = {.name = "尹𠮷祥",
                      .approve = 38,
                      .oppose = 14,
                      .abstain = 4,
                      .carried = 2,
                      .outcome = ReportedOutcome::tied};
  contest.elected.pop_back();
  contest.tie = ReportedTie{.among = {"阿卜杜拉·买买提·吐尔逊", "尹𠮷祥"}, .seats = 1};
  input.contests.push_back({.title = "纪检委员",
                            .seats = 1,
                            .valid = 57,
                            .elected_rule = {.plurality = true},
                            .lines = {{.name = "何小雨",
                                       .approve = 50,
                                       .oppose = 4,
                                       .abstain = 3,
                                       .outcome = ReportedOutcome::elected}},
                            .elected = {"何小雨"}});
  input.correction =
      ReportedCorrection{.number = 1,
                         .kind = 2,
                         .text = "尹𠮷祥的赞成票原报37票，复核为38票；监票人三人一致同意更正。"};
  return input;
}

MinutesInput minutes() {
  return {
      .heading = heading(),
      .chair = "张国华",
      .recorder = "许静怡",
      .attendance =
          "在册71人，其中没有选举权的4人，不计入应到会的3人。应到会有选举权的64人，"
          "实到会有选举权的58人。",
      .observers = {"周子涵", "郑凯"},
      .lines = {{"09:32", "签到：有选举权的59人，列席2人。清点人数，实到会有选举权的59人。"},
                {"09:35", "举手表决会议议程：赞成59人，反对0人，弃权0人。"},
                {"10:35",
                 "签到：有选举权的59人，列席2人；中途离场1人。清点人数，实到会有选举权的58人。"},
                {"10:38", "当众检查1号票箱并封闭。"},
                {"10:39", "印制选票70张。"},
                {"10:41", "发出选票58张。"},
                {"10:47", "作废重领选票2张。"},
                {"10:52", "剩余选票10张，其中留存3张、剪角作废7张。"},
                {"10:56", "开箱清点，收回选票57张。"},
                {"11:20",
                 "宣布选举结果：当选为委员的（以姓氏笔画为序）：丁建国、马志远、刘洋、许静怡、"
                 "阿卜杜拉·买买提·吐尔逊。"}},
      .signers = {{.role = "主持人", .names = {"张国华"}},
                  {.role = "记录人", .names = {"许静怡"}}}};
}

}  // namespace

Document sample_result_report() { return result_report(result()); }

Document sample_result_of(int candidates) {
  ResultInput input = result();
  ReportedContest& contest = input.contests.front();
  const ReportedLine line = contest.lines.front();
  contest.lines.assign(static_cast<std::size_t>(candidates), line);
  return result_report(input);
}

Document sample_village_result(int candidates) {
  ResultInput input = result();
  input.heading = {.unit = "岗坡村村民委员会",
                   .meeting = "岗坡村换届选举大会",
                   .poll = "岗坡村村民委员会选举",
                   .date = {2020, 12, 30},
                   .place = "村文化大院"};
  input.entitled_name = "登记选民数";
  input.signers.push_back({.role = "选举委员会"});
  ReportedContest contest = input.contests.front();
  contest.write_ins.clear();
  contest.ignored_write_ins = 0;
  contest.elected_rule.article = "《中华人民共和国村民委员会组织法》第十五条";
  const ReportedLine line = contest.lines.front();
  input.contests.clear();
  for (const int count : {2, 2, candidates - 4}) {
    contest.title = count == 2 ? "副主任" : "委员";
    if (count == 2) contest.elected = {"丁建国"};
    if (count != 2) contest.elected = result().contests.front().elected;
    contest.lines.assign(static_cast<std::size_t>(count), line);
    input.contests.push_back(contest);
  }
  return result_report(input);
}

Document sample_village_tally(int papers) {
  TallySheetInput input = tally();
  input.papers = papers;
  input.contests = {
      {.title = "主任", .seats = 1, .candidates = {"丁建国", "马志远"}, .write_in_rows = 1},
      {.title = "副主任", .seats = 1, .candidates = {"刘洋", "许静怡"}, .write_in_rows = 1},
      {.title = "委员",
       .seats = 3,
       .candidates = {"王小明", "田禾", "孙一鸣", "何小雨"},
       .write_in_rows = 3}};
  return tally_sheet(input);
}

Document sample_tally_sheet() { return tally_sheet(tally()); }

namespace {

Document sign_in_sheet_of(int count, bool last_votes) {
  SignInInput input{.heading = heading(), .signers = {{.role = "签到员"}}};
  for (int number = 1; number <= count; ++number) {
    const std::string digits = std::to_string(10000 + number).substr(1);
    auto& list = number == count && !last_votes ? input.without_vote : input.voters;
    list.push_back({.name = "程" + digits, .sex = "女", .branch = "第一党支部"});
  }
  return sign_in_sheet(input);
}

}  // namespace

Document sample_sign_in_sheet(int count) { return sign_in_sheet_of(count, false); }

Document sample_voters_sheet(int count) { return sign_in_sheet_of(count, true); }

std::vector<SampleForm> sample_forms() {
  const IssueInput issue{.heading = heading(),
                         .present = 58,
                         .printed = 70,
                         .issued = 58,
                         .spoiled = 2,
                         .left_over = 10,
                         .kept = 3,
                         .cut = 7,
                         .signers = signers()};
  const ReturnInput returned{.heading = heading(),
                             .entitled = 64,
                             .present = 58,
                             .voters = 58,
                             .issued = 58,
                             .returned = 57,
                             .valid = true,
                             .article = kQuorumArticle,
                             .signers = signers()};
  const ExplanationInput explanation{
      .heading = heading(),
      .sentences = {"本次选举应选委员5人，候选人6人。收回选票57张，有效票56张。",
                    "丁建国得赞成票55票，不少于33票（超过应到会有选举权人数64人的半数），当选。",
                    "尹𠮷祥得赞成票18票，少于33票，未当选。"}};
  return {{"head-count", head_count_report(head_count())},
          {"issue", issue_report(issue)},
          {"return", return_report(returned)},
          {"result-report", result_report(result())},
          {"result-corrected", result_report(corrected_tie())},
          {"sign-in", sign_in_sheet(sign_in())},
          {"roster-backup", roster_backup(sign_in())},
          {"agenda", agenda_paper(agenda())},
          {"host-script", host_script(agenda())},
          {"tally-sheet", tally_sheet(tally())},
          {"minutes", minutes_paper(minutes())},
          {"explanation", explanation_paper(explanation)}};
}

}  // namespace huanjie
