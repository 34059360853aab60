#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "ballot/contest.h"
#include "base/fields.h"
#include "base/hash.h"
#include "base/time.h"
#include "meeting/events.h"
#include "tally/totals.h"

// meeting.json of an assembly's folder: the meeting as an office writes it down, with people by
// name (docs/assembly-folder.md). People of one name are written as the roster shows them:
// 王强(第二支部).

namespace huanjie {

using Names = std::vector<std::string>;

// Each act has a `kKind`, the value of "act" in the file, and a `kTitle`, what it is called to
// people.

struct CheckInAct {  // 签到: these people, or everybody who has the vote but these
  static constexpr std::string_view kKind = "check_in";
  static constexpr std::string_view kTitle = "签到";
  Names people{};
  std::optional<Names> except{};
  static constexpr auto fields() {
    return std::tuple{optional_field("people", &CheckInAct::people),
                      optional_field("except", &CheckInAct::except)};
  }
};

struct UndoCheckInAct {
  static constexpr std::string_view kKind = "undo_check_in";
  static constexpr std::string_view kTitle = "撤销签到";
  std::string name{};
  std::string reason{};
  static constexpr auto fields() {
    return std::tuple{field("name", &UndoCheckInAct::name),
                      field("reason", &UndoCheckInAct::reason)};
  }
};

struct ExcuseAct {  // 请假
  static constexpr std::string_view kKind = "excuse";
  static constexpr std::string_view kTitle = "请假";
  Names people{};
  static constexpr auto fields() { return std::tuple{field("people", &ExcuseAct::people)}; }
};

struct LeaveAct {
  static constexpr std::string_view kKind = "leave";
  static constexpr std::string_view kTitle = "中途离会";
  Names people{};
  static constexpr auto fields() { return std::tuple{field("people", &LeaveAct::people)}; }
};

struct ReturnAct {
  static constexpr std::string_view kKind = "return";
  static constexpr std::string_view kTitle = "返回会场";
  Names people{};
  static constexpr auto fields() { return std::tuple{field("people", &ReturnAct::people)}; }
};

struct HeadsAct {  // 清点人数
  static constexpr std::string_view kKind = "heads";
  static constexpr std::string_view kTitle = "清点人数";
  int present = 0;
  Names by{};
  static constexpr auto fields() {
    return std::tuple{field("present", &HeadsAct::present), field("by", &HeadsAct::by)};
  }
};

struct HandsAct {  // 举手表决
  static constexpr std::string_view kKind = "hands";
  static constexpr std::string_view kTitle = "举手表决";
  Topic topic = Topic::agenda;
  int for_ = 0;
  int against = 0;
  int abstain = 0;
  static constexpr auto fields() {
    return std::tuple{field("topic", &HandsAct::topic), field("for", &HandsAct::for_),
                      field("against", &HandsAct::against), field("abstain", &HandsAct::abstain)};
  }
};

struct ReportAct {
  static constexpr std::string_view kKind = "report";
  static constexpr std::string_view kTitle = "工作报告";
  std::string title{};
  std::string by{};
  static constexpr auto fields() {
    return std::tuple{field("title", &ReportAct::title), field("by", &ReportAct::by)};
  }
};

struct GroupAct {
  static constexpr std::string_view kKind = "group";
  static constexpr std::string_view kTitle = "分组讨论";
  std::string group{};
  std::string leader{};
  int people = 0;
  std::string note{};
  static constexpr auto fields() {
    return std::tuple{field("group", &GroupAct::group), field("leader", &GroupAct::leader),
                      field("people", &GroupAct::people), field("note", &GroupAct::note)};
  }
};

struct OfficersAct {  // 监票人、计票人; who is not on the roster is staff
  static constexpr std::string_view kKind = "officers";
  static constexpr std::string_view kTitle = "监票人、计票人";
  Names scrutineers{};
  Names tellers{};
  static constexpr auto fields() {
    return std::tuple{field("scrutineers", &OfficersAct::scrutineers),
                      field("tellers", &OfficersAct::tellers)};
  }
};

struct CourseContest {
  std::string id{};
  std::string title{};
  int seats = 1;
  int write_in_rows = 0;
  Form form = Form::box;
  Names candidates{};
  static constexpr auto fields() {
    return std::tuple{field("id", &CourseContest::id),
                      field("title", &CourseContest::title),
                      field("seats", &CourseContest::seats),
                      field("write_in_rows", &CourseContest::write_in_rows),
                      optional_field("form", &CourseContest::form),
                      field("candidates", &CourseContest::candidates)};
  }
};

struct CandidatesAct {  // 宣布候选人名单; `ballot` names the poll's folder and files
  static constexpr std::string_view kKind = "candidates";
  static constexpr std::string_view kTitle = "宣布候选人名单";
  std::string ballot{};
  std::string title{};
  std::vector<CourseContest> contests{};
  std::string order_reason{};
  static constexpr auto fields() {
    return std::tuple{field("ballot", &CandidatesAct::ballot),
                      field("title", &CandidatesAct::title),
                      field("contests", &CandidatesAct::contests),
                      optional_field("order_reason", &CandidatesAct::order_reason)};
  }
};

struct SpeechAct {
  static constexpr std::string_view kKind = "speech";
  static constexpr std::string_view kTitle = "发言";
  std::string by{};
  std::string about{};
  static constexpr auto fields() {
    return std::tuple{field("by", &SpeechAct::by), field("about", &SpeechAct::about)};
  }
};

struct BoxAct {
  static constexpr std::string_view kKind = "box";
  static constexpr std::string_view kTitle = "检查票箱";
  std::string box{};
  Names by{};
  static constexpr auto fields() {
    return std::tuple{field("box", &BoxAct::box), field("by", &BoxAct::by)};
  }
};

enum class PaperAct { print, issue, spoil, returned };
template <>
struct EnumNames<PaperAct> {
  static constexpr std::array kNames{std::pair{PaperAct::print, std::string_view("print")},
                                     std::pair{PaperAct::issue, std::string_view("issue")},
                                     std::pair{PaperAct::spoil, std::string_view("spoil")},
                                     std::pair{PaperAct::returned, std::string_view("return")}};
};

struct PapersAct {  // 印制、发出、作废重领、收回
  static constexpr std::string_view kKind = "papers";
  static constexpr std::string_view kTitle = "选票张数";
  PaperAct what = PaperAct::print;
  int count = 0;
  Names by{};
  static constexpr auto fields() {
    return std::tuple{field("what", &PapersAct::what), field("count", &PapersAct::count),
                      field("by", &PapersAct::by)};
  }
};

struct LeftOverAct {
  static constexpr std::string_view kKind = "left_over";
  static constexpr std::string_view kTitle = "剩余选票";
  int kept = 0;
  int cut = 0;
  Names by{};
  static constexpr auto fields() {
    return std::tuple{field("kept", &LeftOverAct::kept), field("cut", &LeftOverAct::cut),
                      field("by", &LeftOverAct::by)};
  }
};

struct CloseVotingAct {
  static constexpr std::string_view kKind = "close_voting";
  static constexpr std::string_view kTitle = "投票结束";
  int handed_back = 0;
  static constexpr auto fields() {
    return std::tuple{field("handed_back", &CloseVotingAct::handed_back)};
  }
};

// A hand count, candidates by name.
struct HandContest {
  std::map<std::string, int> invalid_by{};
  std::map<std::string, LineTotals> lines{};
  std::vector<WriteInTotals> write_ins{};
  int ignored_write_ins = 0;
  friend bool operator==(const HandContest&, const HandContest&) = default;
  static constexpr auto fields() {
    return std::tuple{optional_field("invalid_by", &HandContest::invalid_by),
                      field("lines", &HandContest::lines),
                      optional_field("write_ins", &HandContest::write_ins),
                      optional_field("ignored_write_ins", &HandContest::ignored_write_ins)};
  }
};

// One count of the pile: a file of records (huanjie/cvrs/1), a file of totals (huanjie/totals/1),
// or a hand count written here. Exactly one of the three.
struct CountAct {
  static constexpr std::string_view kKind = "count";
  static constexpr std::string_view kTitle = "计票";
  std::string records{};
  std::string totals{};
  std::map<std::string, HandContest> hand{};
  Names by{};
  static constexpr auto fields() {
    return std::tuple{optional_field("records", &CountAct::records),
                      optional_field("totals", &CountAct::totals),
                      optional_field("hand", &CountAct::hand), field("by", &CountAct::by)};
  }
};

struct CertifyAct {  // 监票人、计票人签字
  static constexpr std::string_view kKind = "certify";
  static constexpr std::string_view kTitle = "结果签字";
  Names by{};
  static constexpr auto fields() { return std::tuple{field("by", &CertifyAct::by)}; }
};

struct EligibilityAct {  // 另选人资格; `person` is who it is on the roster, empty for nobody
  static constexpr std::string_view kKind = "eligibility";
  static constexpr std::string_view kTitle = "另选人资格";
  std::string name{};
  std::string person{};
  bool eligible = false;
  std::string ground{};
  Names by{};
  static constexpr auto fields() {
    return std::tuple{
        field("name", &EligibilityAct::name), optional_field("person", &EligibilityAct::person),
        field("eligible", &EligibilityAct::eligible),
        optional_field("ground", &EligibilityAct::ground), field("by", &EligibilityAct::by)};
  }
};

struct AnnounceAct {
  static constexpr std::string_view kKind = "announce";
  static constexpr std::string_view kTitle = "宣布结果";
  static constexpr auto fields() { return std::tuple{}; }
};

// Who stands in a round: by contest, {"committee": [姓名]}; where the round has one contest, the
// names alone.
struct RoundCandidates {
  Names names{};
  std::map<std::string, Names> by_contest{};
  friend bool operator==(const RoundCandidates&, const RoundCandidates&) = default;
};
Json to_json(const RoundCandidates& candidates);
Result<> read(const Json& json, const JsonPath& path, RoundCandidates& candidates);

// The next round. Without `candidates` the rule's own proposal stands: the tied, the best of the
// unelected, or the whole list again.
struct RoundAct {
  static constexpr std::string_view kKind = "round";
  static constexpr std::string_view kTitle = "再次投票";
  Round round = Round::tie_break;
  std::string ballot{};
  std::string title{};
  RoundCandidates candidates{};
  static constexpr auto fields() {
    return std::tuple{field("round", &RoundAct::round), field("ballot", &RoundAct::ballot),
                      field("title", &RoundAct::title),
                      optional_field("candidates", &RoundAct::candidates)};
  }
};

struct SettleSeatsAct {
  static constexpr std::string_view kKind = "settle_seats";
  static constexpr std::string_view kTitle = "缺额处理";
  std::string contest{};
  std::string how{};
  int seats = 0;
  static constexpr auto fields() {
    return std::tuple{field("contest", &SettleSeatsAct::contest),
                      field("how", &SettleSeatsAct::how), field("seats", &SettleSeatsAct::seats)};
  }
};

struct PlenaryAct {
  static constexpr std::string_view kKind = "plenary";
  static constexpr std::string_view kTitle = "第一次全体会议";
  std::string title{};
  std::string chair{};
  static constexpr auto fields() {
    return std::tuple{field("title", &PlenaryAct::title), field("chair", &PlenaryAct::chair)};
  }
};

// 表态发言, 公开承诺; the event holds the word.
enum class StatementKind { statement, pledge };
template <>
struct EnumNames<StatementKind> {
  static constexpr std::array kNames{
      std::pair{StatementKind::statement, std::string_view("statement")},
      std::pair{StatementKind::pledge, std::string_view("pledge")}};
};

struct StatementAct {
  static constexpr std::string_view kKind = "statement";
  static constexpr std::string_view kTitle = "表态承诺";
  StatementKind kind = StatementKind::statement;
  std::string by{};
  std::string text{};
  static constexpr auto fields() {
    return std::tuple{field("kind", &StatementAct::kind), field("by", &StatementAct::by),
                      field("text", &StatementAct::text)};
  }
};

struct SkipStepAct {
  static constexpr std::string_view kKind = "skip_step";
  static constexpr std::string_view kTitle = "略过一项";
  std::string reason{};
  static constexpr auto fields() { return std::tuple{field("reason", &SkipStepAct::reason)}; }
};

struct SuspendAct {
  static constexpr std::string_view kKind = "suspend";
  static constexpr std::string_view kTitle = "中止";
  std::string reason{};
  static constexpr auto fields() { return std::tuple{field("reason", &SuspendAct::reason)}; }
};

struct ResumeAct {
  static constexpr std::string_view kKind = "resume";
  static constexpr std::string_view kTitle = "复会";
  Date date{};
  static constexpr auto fields() { return std::tuple{field("date", &ResumeAct::date)}; }
};

struct AbandonAct {
  static constexpr std::string_view kKind = "abandon";
  static constexpr std::string_view kTitle = "终止";
  std::string reason{};
  static constexpr auto fields() { return std::tuple{field("reason", &AbandonAct::reason)}; }
};

struct CloseAct {
  static constexpr std::string_view kKind = "close";
  static constexpr std::string_view kTitle = "闭会";
  static constexpr auto fields() { return std::tuple{}; }
};

// 更正: a count of an announced poll again.
struct CorrectAct {
  static constexpr std::string_view kKind = "correct";
  static constexpr std::string_view kTitle = "更正";
  std::string ballot{};
  std::string reason{};
  Names agreed_by{};
  std::string records{};
  std::string totals{};
  std::map<std::string, HandContest> hand{};
  static constexpr auto fields() {
    return std::tuple{field("ballot", &CorrectAct::ballot),
                      field("reason", &CorrectAct::reason),
                      field("agreed_by", &CorrectAct::agreed_by),
                      optional_field("records", &CorrectAct::records),
                      optional_field("totals", &CorrectAct::totals),
                      optional_field("hand", &CorrectAct::hand)};
  }
};

using ActBody =
    std::variant<ExcuseAct, CheckInAct, UndoCheckInAct, LeaveAct, ReturnAct, HeadsAct, HandsAct,
                 ReportAct, GroupAct, OfficersAct, CandidatesAct, SpeechAct, BoxAct, PapersAct,
                 LeftOverAct, CloseVotingAct, CountAct, CertifyAct, EligibilityAct, AnnounceAct,
                 RoundAct, SettleSeatsAct, PlenaryAct, StatementAct, SkipStepAct, SuspendAct,
                 ResumeAct, AbandonAct, CloseAct, CorrectAct>;

// `at` is when it happened, "09:20"; empty where nobody wrote it down.
struct Act {
  ActBody body{};
  std::string at{};
};
// 签到 of "check_in"; empty where there is no such act.
std::string_view kind_title(std::string_view kind);
// The kind of an act: "check_in".
std::string_view act_kind(const ActBody& body);
// "第 17 件事（选票张数）": how an act is named to whoever wrote the file.
std::string act_label(std::size_t index, const ActBody& body);
Json to_json(const Act& act);
Result<> read(const Json& json, const JsonPath& path, Act& act);

struct CourseKin {
  std::string one{};
  std::string other{};
  std::string relation{};
  friend bool operator==(const CourseKin&, const CourseKin&) = default;
  static constexpr auto fields() {
    return std::tuple{field("one", &CourseKin::one), field("other", &CourseKin::other),
                      field("relation", &CourseKin::relation)};
  }
};

struct Course {
  static constexpr std::string_view kFormat = "huanjie/assembly/1";
  std::string format{kFormat};
  std::string unit{};
  std::string organisation{};
  std::string superior{};
  std::string title{};
  Date date{};
  std::string time{};  // when it begins, "上午9:00"; printed, not recorded
  std::string place{};
  std::string chair{};
  std::string recorder{};
  Suite suite = Suite::international;
  bool rehearsal = false;
  std::string pack{};
  std::string plenary_pack{};  // empty: no plenary
  Json changes = Json::object();
  Json plenary_changes = Json::object();
  std::optional<Date> notice_date{};
  std::optional<Date> candidates_date{};
  std::optional<SuperiorReply> reply{};
  std::string roster{};
  std::vector<CourseKin> kin{};
  std::vector<Act> acts{};
  std::vector<Act> ahead{};  // behind the first blank and filled in: printed, never recorded
  std::size_t waiting = 0;   // acts left out, for the first of them has a blank 【…】 in it
  std::vector<std::string>
      blanks{};  // where: "第 5 件事（清点人数）的 签字的人（by）：【清点人甲】"
  static constexpr auto fields() {
    return std::tuple{field("format", &Course::format),
                      field("unit", &Course::unit),
                      field("organisation", &Course::organisation),
                      optional_field("superior", &Course::superior),
                      field("title", &Course::title),
                      field("date", &Course::date),
                      optional_field("time", &Course::time),
                      field("place", &Course::place),
                      field("chair", &Course::chair),
                      field("recorder", &Course::recorder),
                      optional_field("suite", &Course::suite),
                      optional_field("rehearsal", &Course::rehearsal),
                      field("pack", &Course::pack),
                      optional_field("plenary_pack", &Course::plenary_pack),
                      optional_field("changes", &Course::changes),
                      optional_field("plenary_changes", &Course::plenary_changes),
                      optional_field("notice_date", &Course::notice_date),
                      optional_field("candidates_date", &Course::candidates_date),
                      optional_field("reply", &Course::reply),
                      field("roster", &Course::roster),
                      optional_field("kin", &Course::kin),
                      field("acts", &Course::acts)};
  }
};

// An act in which a blank of the form (【…】) is not filled in has not happened: it and all after
// it are left out. A blank in the head is an error. What is wrong with the file is told at once,
// act by act: the message has a line for each place after the first.
Result<Course> parse_course(std::string_view text);

}  // namespace huanjie
