#include "documents/attendance_forms.h"

#include <algorithm>

#include "base/text.h"
#include "documents/parts.h"

namespace huanjie {

namespace {

std::int64_t total(const std::vector<NamedCount>& counts) {
  std::int64_t sum = 0;
  for (const NamedCount& count : counts) sum += count.count;
  return sum;
}

std::int64_t total(const std::vector<ExcludedGroup>& groups) {
  std::int64_t sum = 0;
  for (const ExcludedGroup& group : groups) sum += group.count;
  return sum;
}

std::string quorum_sentence(const HeadCountInput& input) {
  std::string text = "实到会有选举权人数" + people(input.present) + "，占" +
                     (input.registered ? "登记选民数" : "应到会有选举权人数") +
                     people(input.entitled) + "的" + percent(input.present, input.entitled) + "。";
  if (!input.quorum.article.empty()) text += "按照" + input.quorum.article + "，";
  text += input.registered ? "参加投票的人数应当" : "到会有选举权的人数应当";
  text += threshold_sentence(input.quorum, "人") + "。";
  if (input.quorum_holds) return text + "到会人数符合规定，可以进行选举。";
  return text + "到会人数不符合规定，还差" + people(input.quorum.needed - input.present) +
         "，不能进行选举。";
}

void add_taken_off(Table& table, const HeadCountInput& input) {
  add_count(table, input.roll_name, std::to_string(input.roll));
  add_count(table, "没有选举权的人数", std::to_string(total(input.no_vote)));
  for (const NamedCount& group : input.no_vote) {
    add_part(table, group.name, std::to_string(group.count));
  }
  add_count(table, "不计入应到会的人数", std::to_string(total(input.excluded)));
  for (const ExcludedGroup& group : input.excluded) {
    add_part(table, group.ground, std::to_string(group.count), group.article);
  }
}

Table people_counted(const HeadCountInput& input) {
  Table table = count_table("人");
  if (!input.registered) add_taken_off(table, input);
  add_total(table, input.registered ? "登记选民数" : "应到会有选举权人数",
            std::to_string(input.entitled));
  add_total(table, "实到会有选举权人数", std::to_string(input.present),
            "到会率" + percent_with_terms(input.present, input.entitled));
  const std::int64_t missing = input.entitled - input.present;
  add_count(table, input.left > 0 ? "不在会场人数" : "未到会人数", std::to_string(missing));
  if (input.on_leave > 0) add_part(table, "请假", std::to_string(input.on_leave));
  if (input.left > 0) add_part(table, "中途离会", std::to_string(input.left));
  const std::int64_t others = missing - input.on_leave - input.left;
  if (others > 0 && others < missing) add_part(table, "因故未到会", std::to_string(others));
  if (input.registered) return table;
  add_count(table, "列席（没有选举权）人数", std::to_string(input.present_without_vote),
            "不计入应到会、实到会");
  return table;
}

std::string count_name(const HeadCountInput& input) {
  return "第" + chinese_number(input.count_number) + "次清点" +
         (input.counted_at.empty() ? "" : "　清点时间：" + input.counted_at);
}

// A list that one sheet does not hold with all that is known of each person goes into two columns
// of people, as a 签到册 is printed: name, branch and room to sign.
constexpr std::size_t kLongList = 28;
constexpr int kLeastRowHeight = 7;

// In millimetres: three characters to a centimetre, and a margin.
int width_for(std::size_t characters) { return static_cast<int>(characters) * 4 + 4; }

std::size_t longest(const std::vector<SheetPerson>& people_listed, std::string SheetPerson::* of) {
  std::size_t characters = 0;
  for (const SheetPerson& person : people_listed) {
    characters = std::max(characters, character_count(person.*of));
  }
  return characters;
}

const char* signing_title(bool backup) { return backup ? "签到时间" : "签名"; }

TableRow signing_row(std::int64_t number, std::vector<TableCell> cells) {
  cells.insert(cells.begin(), {.text = std::to_string(number)});
  return {.cells = std::move(cells), .height_mm = kLeastRowHeight};
}

void add_short_list(Table& table, const SignInInput& input,
                    const std::vector<SheetPerson>& people_listed, bool backup) {
  const bool remarked = longest(people_listed, &SheetPerson::remark) > 8;
  table.panels = 1;
  table.columns = {{.title = "序号", .width = 12, .align = Align::center},
                   {.title = "姓名", .width = remarked ? 30 : 38, .align = Align::center},
                   {.title = "性别", .width = 12, .align = Align::center},
                   {.title = input.group_title, .width = remarked ? 30 : 36},
                   {.title = signing_title(backup), .width = 38, .align = Align::center},
                   {.title = "备注", .width = remarked ? 48 : 34}};
  std::int64_t number = 0;
  for (const SheetPerson& person : people_listed) {
    table.rows.push_back(signing_row(++number, {{.text = person.name},
                                                {.text = person.sex},
                                                {.text = person.branch},
                                                {.text = backup ? person.checked_in : ""},
                                                {.text = person.remark}}));
  }
}

void add_long_list(Table& table, const SignInInput& input,
                   const std::vector<SheetPerson>& people_listed, bool backup) {
  constexpr int kPanel = 83;
  const int name = std::clamp(width_for(longest(people_listed, &SheetPerson::name)), 20, 28);
  const std::size_t of_branch = longest(people_listed, &SheetPerson::branch);
  const int branch = of_branch == 0 ? 0 : std::clamp(width_for(of_branch), 20, 26);
  table.panels = 2;
  table.columns = {{.title = "序号", .width = 11, .align = Align::center},
                   {.title = "姓名", .width = name, .align = Align::center}};
  if (branch > 0) {
    table.columns.push_back({.title = input.group_title, .width = branch, .align = Align::center});
  }
  table.columns.push_back({.title = signing_title(backup),
                           .width = kPanel - 11 - name - branch,
                           .align = Align::center});
  std::int64_t number = 0;
  for (const SheetPerson& person : people_listed) {
    const std::string remark = person.remark.empty() ? "" : "（" + person.remark + "）";
    std::vector<TableCell> cells{{.text = person.name + remark}};
    if (branch > 0) cells.push_back({.text = person.branch});
    cells.push_back({.text = backup ? person.checked_in : ""});
    table.rows.push_back(signing_row(++number, std::move(cells)));
  }
}

Table people_table(const SignInInput& input, const std::vector<SheetPerson>& people_listed,
                   const std::string& caption, bool backup) {
  Table table;
  table.caption = caption + "（" + people(static_cast<std::int64_t>(people_listed.size())) + "）";
  // Why somebody has no vote takes a column of its own, whatever their number.
  const bool reasons = &people_listed == &input.without_vote;
  if (people_listed.size() > kLongList && !reasons) {
    add_long_list(table, input, people_listed, backup);
  } else {
    add_short_list(table, input, people_listed, backup);
  }
  return table;
}

std::int64_t checked_in(const std::vector<SheetPerson>& people_listed) {
  std::int64_t count = 0;
  for (const SheetPerson& person : people_listed) count += person.came ? 1 : 0;
  return count;
}

// No place to sign: a name that is not counted among 应到会 must not be counted among 签到 either.
Table excluded_table(const SignInInput& input) {
  Table table;
  const std::string count = people(static_cast<std::int64_t>(input.excluded.size()));
  table.caption = input.exclusions_proposed
                      ? "拟不计入应到会的人员（" + count + "，大会表决后确定）"
                      : "不计入应到会的人员（" + count + "，不签到）";
  table.columns = {{.title = "序号", .width = 12, .align = Align::center},
                   {.title = "姓名", .width = 38, .align = Align::center},
                   {.title = "性别", .width = 12, .align = Align::center},
                   {.title = input.group_title, .width = 36},
                   {.title = "不计入的情形", .width = 72}};
  std::int64_t number = 0;
  for (const SheetPerson& person : input.excluded) {
    ++number;
    table.rows.push_back({.cells = {{.text = std::to_string(number)},
                                    {.text = person.name},
                                    {.text = person.sex},
                                    {.text = person.branch},
                                    {.text = person.remark}}});
  }
  return table;
}

// Those without the vote get a page of their own: they sit apart and are counted apart. Whoever is
// left out of the count is named there too.
void add_both_lists(Document& document, const SignInInput& input, bool backup) {
  const std::string first = input.without_vote.empty() ? "" : "一、";
  document.blocks.push_back(people_table(input, input.voters, first + "有选举权的人员", backup));
  add_signatures(document, input.signers);
  if (input.without_vote.empty() && input.excluded.empty()) return;
  document.blocks.push_back(PageBreak{});
  if (!input.without_vote.empty()) {
    document.blocks.push_back(
        people_table(input, input.without_vote, "二、没有选举权的列席人员", backup));
    add_signatures(document, input.signers);
  }
  if (!input.excluded.empty()) document.blocks.push_back(excluded_table(input));
}

}  // namespace

Document head_count_report(const HeadCountInput& input) {
  Document document = form_paper(input.heading, "到会人数报告单");
  document.blocks.push_back(heading_table(input.heading));
  document.blocks.push_back(paragraph(ParagraphStyle::plain, count_name(input)));
  document.blocks.push_back(people_counted(input));
  if (!input.registered) {
    document.blocks.push_back(sums_table(
        {{"应到会有选举权人数",
          input.entitled,
          {{input.roll_name, input.roll}},
          {{"没有选举权", total(input.no_vote)}, {"不计入应到会", total(input.excluded)}}}}));
  }
  document.blocks.push_back(paragraph(ParagraphStyle::body, quorum_sentence(input)));
  add_signatures(document, input.signers);
  return document;
}

Document sign_in_sheet(const SignInInput& input) {
  Document document = form_paper(input.heading, "签到册");
  document.compact = true;
  document.blocks.push_back(heading_table(input.heading));
  std::string note = "请在本人姓名后签名，不得代签。";
  if (!input.without_vote.empty()) note += "没有选举权的列席人员在另页签到。";
  document.blocks.push_back(paragraph(ParagraphStyle::note, std::move(note)));
  add_both_lists(document, input, false);
  return document;
}

Document roster_backup(const SignInInput& input) {
  Document document = form_paper(input.heading, "签到名册（备份）");
  document.compact = true;
  document.blocks.push_back(heading_table(input.heading));
  const auto listed = static_cast<std::int64_t>(input.voters.size());
  document.blocks.push_back(
      paragraph(ParagraphStyle::note,
                (input.as_of.empty() ? std::string("截至打印时") : "截至" + input.as_of) +
                    "，有选举权的人员已签到" + people(checked_in(input.voters)) + "，未签到" +
                    people(listed - checked_in(input.voters)) +
                    "。设备停用时在“签到时间”栏记时间，恢复后补录。"));
  add_both_lists(document, input, true);
  return document;
}

}  // namespace huanjie
