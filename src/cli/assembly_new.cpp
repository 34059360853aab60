#include "cli/assembly_new.h"

#include <algorithm>

#include "app/course.h"
#include "cli/builtin_packs.h"
#include "cli/files.h"
#include "cli/folders.h"
#include "cli/roster_file.h"
#include "cli/usual.h"
#include "rules/embedded.h"

namespace huanjie {

// docs/assembly-folder.md, put into the program by the build.
std::span<const EmbeddedFile> guide_files();

namespace {

constexpr std::string_view kPlenaryPack = "party-plenary-2020";

const Names kTwo = {"【监票人姓名】", "【计票人姓名】"};

// The act that an office writes for an item of the agenda; nothing where the program does it itself
// or where it is only written when it happens.
std::vector<ActBody> blanks_of(const std::string& act, bool first_heads) {
  if (act == "voter_checked_in") {
    CheckInAct everyone;
    everyone.except = Names{"【未到会者姓名】"};
    return {everyone};
  }
  if (act == "heads_counted")
    return {HeadsAct{0, first_heads ? Names{"【清点人甲】", "【清点人乙】"} : kTwo}};
  if (act == "report_presented") return {ReportAct{"工作报告", "【报告人姓名】"}};
  if (act == "group_noted") return {GroupAct{"第一组", "【召集人姓名】", 0, "【讨论意见】"}};
  if (act == "officers_passed") return {OfficersAct{{"【监票人姓名】"}, {"【计票人姓名】"}}};
  if (act == "box_sealed") return {BoxAct{"1", kTwo}};
  if (act == "papers_issued") {
    return {PapersAct{PaperAct::print, 0, kTwo}, PapersAct{PaperAct::issue, 0, kTwo}};
  }
  if (act == "papers_left_over") return {LeftOverAct{0, 0, kTwo}};
  if (act == "voting_closed") return {CloseVotingAct{0}};
  if (act == "papers_returned") return {PapersAct{PaperAct::returned, 0, kTwo}};
  if (act == "outcome_certified") return {CertifyAct{kTwo}};
  if (act == "result_announced") return {AnnounceAct{}};
  if (act == "meeting_closed") return {CloseAct{}};
  if (act.starts_with("motion_decided:") && act != "motion_decided:exclusions" &&
      act != "motion_decided:seats") {
    const auto topic = enum_from_text<Topic>(act.substr(act.find(':') + 1));
    if (topic) return {HandsAct{*topic, 0, 0, 0}};
  }
  return {};
}

// 【组织全称，如 中共电新街社区委员会】
std::string blank(const std::string& what, std::string_view example) {
  return "【" + what + "，如 " + std::string(example) + "】";
}

CandidatesAct blank_ballot(const Pack& pack, const std::string& id) {
  CandidatesAct ballot;
  ballot.ballot = id;
  const Usual& usual = usual_of(pack.manifest.body);
  ballot.title = blank("选票标题", usual.ballot);
  const Json& rule = pack.method.values.at("write_in").value;
  const Json* allowed = rule.find("allowed");
  const bool writes = allowed != nullptr && *allowed == Json(true);
  const bool plenary = pack.manifest.body == "party_plenary";
  for (const UsualPost& post : usual.posts) {
    CourseContest contest;
    contest.id = std::string(post.id);
    contest.title = std::string(post.title);
    contest.seats = post.seats;
    contest.write_in_rows = writes ? post.seats : 0;
    contest.candidates = Names{"【候选人姓名】"};
    ballot.contests.push_back(std::move(contest));
  }
  if (plenary) ballot.order_reason = "按上级党组织批准的顺序";
  return ballot;
}

CountAct blank_count(const CandidatesAct& ballot, const Names& by) {
  CountAct count;
  count.by = by;
  for (const CourseContest& contest : ballot.contests) {
    count.hand[contest.id].lines["【候选人姓名】"] = LineTotals{};
  }
  return count;
}

void walk(const Pack& pack, const std::string& ballot_id, Course& course) {
  const CandidatesAct ballot = blank_ballot(pack, ballot_id);
  bool first_heads = true;
  for (const AgendaStep& step : pack.agenda.steps) {
    const auto add = [&](const std::string& act) {
      if (act == "candidates_announced") {
        course.acts.push_back({ballot});
      } else if (act == "count_entered") {
        course.acts.push_back({blank_count(ballot, kTwo)});
        course.acts.push_back(
            {blank_count(ballot, {"【另一组监票人或计票人】", "【另一组唱票人】"})});
      }
      for (ActBody& body : blanks_of(act, first_heads)) course.acts.push_back({std::move(body)});
      if (act == "heads_counted") first_heads = false;
    };
    const bool closes = std::ranges::find(step.acts, "meeting_closed") != step.acts.end();
    for (const std::string& act : step.acts) {
      if (!closes) add(act);
    }
  }
}

Course blank_course(const Pack& pack, const Pack* plenary) {
  Course course;
  const Usual& usual = usual_of(pack.manifest.body);
  course.unit = blank("单位名称", usual.unit);
  course.organisation = blank("组织全称", usual.organisation);
  course.superior = blank("上级组织全称", usual.superior);
  course.title = blank("会议名称", usual.meeting);
  course.place = "【会议地点】";
  course.chair = "【主持人姓名】";
  course.recorder = "【记录人姓名】";
  course.pack = pack.manifest.id;
  course.notice_date = Date();
  course.candidates_date = Date();
  if (pack.manifest.body.starts_with("party")) course.reply = SuperiorReply{"【批复文号】", {}};
  course.roster = "roster.xlsx";
  walk(pack, "first", course);
  if (plenary != nullptr) {
    course.plenary_pack = plenary->manifest.id;
    course.acts.push_back({PlenaryAct{"委员会第一次全体会议", "【主持人（新当选委员）姓名】"}});
    walk(*plenary, "plenary", course);
    course.acts.push_back(
        {StatementAct{StatementKind::statement, "【新任书记姓名】", "【表态发言要点】"}});
    course.acts.push_back(
        {StatementAct{StatementKind::pledge, "【新任书记姓名】", "【承诺的开门一件事】"}});
  }
  course.acts.push_back({CloseAct{}});
  for (Act& act : course.acts) act.at = "【时刻，如 09:20】";
  return course;
}

// A date cannot hold the words of a blank, so they are put into what is written.
Json form_of(const Course& course) {
  Json form = to_json(course);
  form.set("date", "【开会日期，如 2026-03-20】");
  form.set("notice_date", "【公告（名单）公布日期，如 2026-02-25】");
  form.set("candidates_date", "【候选人名单公布日期，如 2026-03-10】");
  if (Json* reply = form.find("reply")) reply->set("date", "【批复日期，如 2026-03-05】");
  return form;
}

}  // namespace

Result<> new_assembly(const std::string& folder, const std::string& pack_id) {
  HJ_TRY(must_be_free(folder));
  const Pack pack = HJ_TRY(find_pack(pack_id));
  const Pack plenary = HJ_TRY(find_pack(std::string(kPlenaryPack)));
  const bool has_plenary = pack.manifest.body == "party_committee";
  Roster roster;
  roster.body = enum_from_text<RosterBody>(pack.manifest.body).value_or(RosterBody::party);
  const std::string workbook = HJ_TRY(write_roster_xlsx(roster));
  const Course course = blank_course(pack, has_plenary ? &plenary : nullptr);
  HJ_TRY(make_folder(folder));
  HJ_TRY(write_file(folder + "/roster.xlsx", workbook));
  HJ_TRY(write_file(folder + "/填写说明.txt", guide_files().front().text));
  return write_file(folder + "/meeting.json", write_pretty_json(form_of(course)));
}

}  // namespace huanjie
