#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/find_people.h"
#include "cli/roster_file.h"
#include "roster/columns.h"
#include "roster/compare.h"
#include "roster/eligibility.h"
#include "roster/written_date.h"

namespace huanjie {
namespace {

constexpr std::size_t kShownFindings = 200;
constexpr std::size_t kShownNames = 20;

struct TemplateOptions {
  std::string out = "名册模板.xlsx";
  std::string body = "party";
  bool overwrite = false;
};

struct FindOptions {
  std::string file{};
  std::vector<std::string> words{};
  std::string body = "party";
  std::string date{};
  std::string sheet{};
};

struct CheckOptions {
  std::string file{};
  std::string against{};
  std::string errors{};
  std::string out{};
  std::string body = "party";
  std::string unit{};
  std::string sheet{};
  std::string date{};
  bool overwrite = false;
};

const std::vector<std::string> kBodies{"party", "village", "resident", "association"};

RosterBody body_of(const std::string& text) {
  return enum_from_text<RosterBody>(text).value_or(RosterBody::party);
}

int write_template(const TemplateOptions& options) {
  Roster empty;
  empty.body = body_of(options.body);
  const Result<std::string> bytes = write_roster_xlsx(empty);
  if (!bytes.has_value()) return report(bytes.error(), options.out);
  const Result<> written = write_out(options.out, *bytes, options.overwrite);
  if (!written.has_value()) return report(written.error(), options.out);
  std::printf("已写出名册模板：%s\n", options.out.c_str());
  return kExitDone;
}

const char* grade_of(const Finding& finding) {
  if (blocks(finding)) return "错误";
  return finding.severity == Severity::informs ? "提示" : "请核对";
}

// Errors first, then what should be looked at, then remarks; within each in order of the rows.
void print_findings(const RosterImport& import) {
  std::size_t printed = 0;
  for (const char* grade : {"错误", "请核对", "提示"}) {
    for (const CellFinding& found : import.findings) {
      if (std::string_view(grade_of(found.finding)) != grade) continue;
      if (++printed > kShownFindings) continue;
      std::printf("  [%s] %s  %s\n", grade, place_of(found).c_str(),
                  describe(found.finding).c_str());
    }
  }
  if (printed > kShownFindings) {
    std::printf("  …… 共 %zu 条，只列出前 %zu 条；用 --errors 可得到全部\n", printed,
                kShownFindings);
  }
}

// Who has no vote, and why.
void print_without_vote(const Roster& roster, const Eligibility& judged) {
  std::size_t shown = 0;
  for (std::size_t i = 0; i < judged.members.size(); ++i) {
    const MemberEntitlement& one = judged.members[i];
    if (one.entitlement != Entitlement::no_vote) continue;
    if (++shown > kShownNames) continue;
    std::printf("  没有选举权：%s（%s）\n", shown_name(roster.members[i]).c_str(),
                one.reason.empty() ? "没有表决权" : one.reason.c_str());
  }
  if (shown > kShownNames) std::printf("  …… 共 %zu 人，只列出前 %zu 人\n", shown, kShownNames);
}

void print_numbers(const RosterRead& read, const Date& day) {
  const Roster& roster = read.roster;
  const Eligibility judged = judge_eligibility(roster, day);
  const auto probationary =
      std::ranges::count(roster.members, MemberStatus::probationary, &Member::status);
  const std::size_t wrong = read.import.wrong_rows.size();
  if (wrong == 0) {
    std::printf("共 %d 人\n", judged.roll);
  } else {
    std::printf("共 %d 人，其中 %zu 人有错。下面的人数只算没有错的 %d 人，改好后还会变\n",
                read.import.rows, wrong, judged.roll);
  }
  if (roster.body == RosterBody::party) {
    std::printf("正式党员 %d 人，预备党员 %d 人，没有选举权 %d 人\n",
                judged.roll - static_cast<int>(probationary), static_cast<int>(probationary),
                judged.no_vote);
    std::printf("有选举权 %d 人，已批准不计入 %d 人，应到会 %d 人\n", judged.entitled_before,
                judged.excluded, judged.entitled);
  } else {
    const bool society = roster.body == RosterBody::association;
    std::printf("在册 %d 人，没有选举权 %d 人，%s %d 人（按 %s）\n", judged.roll, judged.no_vote,
                society ? "有选举权的会员" : "登记选民", judged.entitled,
                chinese_date(day).c_str());
  }
  print_without_vote(roster, judged);
  for (const Finding& finding : judged.findings) {
    if (finding.severity == Severity::informs) continue;
    std::printf("  [%s] %s\n", blocks(finding) ? "错误" : "请核对", describe(finding).c_str());
  }
}

// How ballots and lists will name those who share a name.
void print_namesakes(const Roster& roster) {
  std::vector<std::string> names;
  std::unordered_map<std::string_view, std::string> by_name;
  for (const Member& member : roster.members) {
    if (member.suffix.empty()) continue;
    std::string& shown = by_name[member.name];
    if (shown.empty()) names.push_back(member.name);
    shown += (shown.empty() ? "" : "、") + shown_name(member);
  }
  if (names.empty()) return;
  std::printf("有 %zu 个姓名不止一人用，选票和名单上这样写：\n", names.size());
  for (std::size_t i = 0; i < std::min(names.size(), kShownNames); ++i) {
    std::printf("  %s\n", by_name[names[i]].c_str());
  }
  if (names.size() > kShownNames) {
    std::printf("  …… 只列出前 %zu 个\n", kShownNames);
  }
}

void print_names(const char* title, const std::vector<std::string>& names) {
  if (names.empty()) return;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kShownNames); ++i) {
    text += (i == 0 ? "" : "、") + names[i];
  }
  if (names.size() > kShownNames) text += " 等";
  std::printf("  %s：%s\n", title, text.c_str());
}

void print_comparison(const RosterComparison& comparison, std::size_t wrong) {
  std::printf("与原名册相比：新增 %zu，变动 %zu，未变 %d，有错 %zu，减少 %zu\n",
              comparison.added.size(), comparison.changed.size(), comparison.unchanged, wrong,
              comparison.missing.size());
  print_names("新增", comparison.added);
  std::vector<std::string> changed;
  for (const MemberChange& change : comparison.changed) {
    std::string fields;
    for (const std::string& field : change.fields) fields += (fields.empty() ? "" : "、") + field;
    changed.push_back(change.name + "（" + fields + "）");
  }
  print_names("变动", changed);
  print_names("减少（含有错未读入的）", comparison.missing);
}

// The names in rows of the earlier roster that are wrong: whoever stands there is not new.
std::vector<std::string> names_in_wrong_rows(const RosterRead& earlier) {
  std::vector<std::string> names;
  for (const Sheet& sheet : earlier.workbook.sheets) {
    if (sheet.name != earlier.import.sheet) continue;
    int name_column = 0;
    for (const SheetRow& row : sheet.rows) {
      const bool wrong = std::ranges::find(earlier.import.wrong_rows, row.number) !=
                         earlier.import.wrong_rows.end();
      for (const Cell& cell : row.cells) {
        const bool header = row.number == earlier.import.header_row &&
                            column_of_header(cell.text) == ColumnKey::name;
        if (header) name_column = cell.column;
        if (wrong && cell.column == name_column) names.push_back(trimmed(cell.text));
      }
    }
  }
  return names;
}

// Takes them out of those added.
std::vector<std::string> leave_wrong_rows_out(RosterComparison& comparison,
                                              const RosterRead& earlier) {
  std::vector<std::string> left_out;
  for (const std::string& name : names_in_wrong_rows(earlier)) {
    const auto same = std::ranges::find(comparison.added, name);
    if (same == comparison.added.end()) continue;
    comparison.added.erase(same);
    left_out.push_back(name);
  }
  return left_out;
}

// The day on which ages and dates are judged: the election day where it is given, else today.
Result<Date> day_of(const std::string& given) {
  if (!given.empty()) {
    const WrittenDate written = read_written_date(given);
    const std::optional<Date> day = exact(written.date);
    if (written.fault.empty() && day) return *day;
    return invalid("看不懂选举日“" + given + "”", "--date",
                   "写到日，如 2020-12-30、2020年12月30日、2020.12.30");
  }
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return beijing_date(
      Timestamp{std::chrono::duration_cast<std::chrono::milliseconds>(now).count()});
}

int write_outputs(const CheckOptions& options, const RosterRead& read) {
  if (!options.errors.empty() && read.workbook.sheets.empty()) {
    std::printf("读的不是表格文件，没有写出 %s\n", options.errors.c_str());
  } else if (!options.errors.empty() && !has_marks(read)) {
    std::printf("表格里没有要改、要核对的格子，没有写出 %s\n", options.errors.c_str());
  } else if (!options.errors.empty()) {
    const Result<std::string> bytes = write_error_workbook(read);
    if (!bytes.has_value()) return report(bytes.error(), options.errors);
    const Result<> written = write_file(options.errors, *bytes);
    if (!written.has_value()) return report(written.error(), options.errors);
    std::printf("已写出标注问题的表格：%s\n", options.errors.c_str());
  }
  if (!read.import.wrong_rows.empty()) {
    if (!options.out.empty()) std::printf("有错误的行，没有写出 %s\n", options.out.c_str());
    return kExitFailed;
  }
  if (!options.out.empty()) {
    const Result<> written = write_file(options.out, write_roster(read.roster));
    if (!written.has_value()) return report(written.error(), options.out);
    std::printf("已写出名册：%s\n", options.out.c_str());
  }
  return kExitDone;
}

// Before anything is read: who waited for the check should not then be sent back for a name.
Result<> may_write_outputs(const CheckOptions& options) {
  if (!options.errors.empty() && options.errors == options.out) {
    return invalid("--errors 和 --out 写的是同一个文件", options.out, "两个不同的文件名");
  }
  HJ_TRY(may_write(options.errors, options.overwrite, options.file));
  HJ_TRY(may_write(options.out, options.overwrite, options.file));
  return {};
}

// A voters' list has no 党员类别: whoever forgot to say so is told.
Error with_other_body(Error error, const std::string& file, ImportOptions import) {
  if (import.body != RosterBody::party) return error;
  import.body = RosterBody::village;
  const Result<RosterRead> read = read_roster_file(file, import);
  if (!read.has_value() || read->import.rows == 0) return error;
  error.expected += (error.expected.empty() ? "" : "；") +
                    std::string(
                        "不是党员名册的，加上 --body village（村民）、"
                        "--body resident（居民）或 --body association（会员）");
  return error;
}

int check_roster_file(const CheckOptions& options) {
  const Result<> free = may_write_outputs(options);
  if (!free.has_value()) return report(free.error());
  const Result<Date> day = day_of(options.date);
  if (!day.has_value()) return report(day.error());
  ImportOptions import;
  import.body = body_of(options.body);
  import.unit = options.unit;
  import.sheet = options.sheet;
  import.on = *day;
  const Result<RosterRead> read = read_roster_file(options.file, import);
  if (!read.has_value()) return report(with_other_body(read.error(), options.file, import));
  std::optional<Result<RosterRead>> earlier;
  if (!options.against.empty()) {
    earlier = read_roster_file(options.against, import);
    if (!earlier->has_value()) return report(earlier->error());
  }
  if (!read->import.sheet.empty()) {
    std::printf("工作表“%s”，表头在第 %d 行\n", read->import.sheet.c_str(),
                read->import.header_row);
  }
  print_numbers(*read, *day);
  print_namesakes(read->roster);
  print_findings(read->import);
  if (earlier) {
    RosterComparison comparison = compare_rosters((*earlier)->roster, read->roster);
    const std::vector<std::string> left_out = leave_wrong_rows_out(comparison, **earlier);
    print_comparison(comparison, read->import.wrong_rows.size());
    const std::size_t wrong = (*earlier)->import.wrong_rows.size();
    if (wrong > 0) std::printf("  原名册有 %zu 行不对，这些行没有比较\n", wrong);
    print_names("原名册里有、那一行不对", left_out);
  }
  return write_outputs(options, *read);
}

std::string line_of(const Member& member, const MemberEntitlement& entitlement) {
  std::vector<std::string> parts{shown_name(member)};
  if (member.sex) parts.emplace_back(chinese(*member.sex));
  if (member.birth) parts.push_back(chinese_date(*member.birth) + "生");
  for (const std::string* text : {&member.branch, &member.phone}) {
    if (!text->empty()) parts.push_back(*text);
  }
  switch (entitlement.entitlement) {
    case Entitlement::entitled: break;
    case Entitlement::excluded: parts.emplace_back("不计入应到会人数"); break;
    case Entitlement::no_vote:  parts.push_back("没有选举权（" + entitlement.reason + "）"); break;
  }
  return join(parts, "  ");
}

int find_in_roster(const FindOptions& options) {
  const Result<Date> day = day_of(options.date);
  if (!day.has_value()) return report(day.error());
  ImportOptions import;
  import.body = body_of(options.body);
  import.sheet = options.sheet;
  import.on = *day;
  const Result<RosterRead> read = read_roster_file(options.file, import);
  if (!read.has_value()) return report(with_other_body(read.error(), options.file, import));
  const Roster& roster = read->roster;
  const Eligibility judged = judge_eligibility(roster, *day);
  const std::vector<std::size_t> places = find_people(roster, options.words);
  for (std::size_t i = 0; i < std::min(places.size(), kShownNames); ++i) {
    std::printf("%s\n", line_of(roster.members[places[i]], judged.members[places[i]]).c_str());
  }
  if (places.size() > kShownNames) {
    std::printf("…… 共 %zu 人，只列出前 %zu 人；多写一个词可以缩小范围\n", places.size(),
                kShownNames);
  }
  const std::size_t wrong = read->import.wrong_rows.size();
  if (wrong > 0) std::printf("名册还有 %zu 行不对，这些行没有找\n", wrong);
  if (!places.empty()) return kExitDone;
  std::printf("名册上没有找到\n");
  return kExitFailed;
}

void add_body(CLI::App& command, std::string& body) {
  command.add_option("--body", body, "party 党员 village 村民 resident 居民 association 会员")
      ->check(CLI::IsMember(kBodies))
      ->capture_default_str();
}

void add_find(CLI::App& roster, int& exit_code) {
  auto options = std::make_shared<FindOptions>();
  CLI::App* command = roster.add_subcommand("find", "在名册里找人");
  command->add_option("FILE", options->file, "名册文件")->required();
  command
      ->add_option("WORDS", options->words,
                   "姓名、拼音（wangxiaoming）、首字母（wxm）、支部，电话或身份证号的后四位")
      ->required();
  add_body(*command, options->body);
  command->add_option("--date", options->date, "选举日，有没有选举权按这一天算，不写时按今天");
  command->add_option("--sheet", options->sheet, "读哪一张工作表；不写时取第一张有表头的");
  command->callback([options, &exit_code] { exit_code = find_in_roster(*options); });
}

void add_template(CLI::App& roster, int& exit_code) {
  auto options = std::make_shared<TemplateOptions>();
  CLI::App* command = roster.add_subcommand("template", "写出名册模板（XLSX）");
  command->add_option("--out,OUT", options->out, "写到哪里")->capture_default_str();
  command->add_flag("--overwrite", options->overwrite, "文件已经存在时覆盖它");
  add_body(*command, options->body);
  command->callback([options, &exit_code] { exit_code = write_template(*options); });
}

void add_check(CLI::App& roster, int& exit_code) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = roster.add_subcommand("check", "检查名册（XLSX、ODS、CSV 或 JSON）");
  command->add_option("FILE", options->file, "名册文件")->required();
  command->add_option("--against", options->against, "与原来的名册比较");
  command->add_option("--errors", options->errors, "写出标注了问题的表格（XLSX），没有问题时不写");
  command->add_option("--out", options->out, "没有错误时写出名册（huanjie/roster/1）");
  add_body(*command, options->body);
  command->add_option("--date", options->date,
                      "选举日，如 2020年12月30日；年龄按这一天算，不写时按今天");
  command->add_option("--unit", options->unit, "单位名称，写进名册");
  command->add_flag("--overwrite", options->overwrite, "要写的文件已经存在时覆盖它");
  command->add_option("--sheet", options->sheet, "读哪一张工作表；不写时取第一张有表头的");
  command->callback([options, &exit_code] { exit_code = check_roster_file(*options); });
}

}  // namespace

void add_roster_commands(CLI::App& app, int& exit_code) {
  CLI::App* roster = app.add_subcommand("roster", "名册：模板、检查、找人");
  roster->require_subcommand(1);
  add_template(*roster, exit_code);
  add_check(*roster, exit_code);
  add_find(*roster, exit_code);
}

}  // namespace huanjie
