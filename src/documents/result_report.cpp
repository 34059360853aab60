#include "documents/result_report.h"

#include "base/text.h"
#include "documents/parts.h"

namespace huanjie {

namespace {

std::string outcome_name(ReportedOutcome outcome) {
  switch (outcome) {
    case ReportedOutcome::elected:        return "当选";
    case ReportedOutcome::tied:           return "票数相等，待再次投票";
    case ReportedOutcome::passed:         return "达到票数，名额已满";
    case ReportedOutcome::elected_higher: return "已当选较高职务";
    case ReportedOutcome::not_elected:    return "未当选";
    case ReportedOutcome::examined_still: return "得票数达到，待审查资格";
    case ReportedOutcome::ineligible:     return "得票数达到，经审查资格不符，不当选";
    case ReportedOutcome::yields_to_kin:  return "得票数达到，近亲属回避，不当选";
    case ReportedOutcome::kin_open:       return "得票数达到，近亲属须保留一人，待定";
  }
  return "";
}

std::string correction_class(int kind) {
  switch (kind) {
    case 1:  return "第一类：票数更正，当选人不变";
    case 2:  return "第二类：当选人改变";
    default: return "第三类：会议结束后更正";
  }
}

Table meeting_numbers(const ResultInput& input) {
  Table table;
  TableRow row;
  const auto number = [&](std::string title, std::int64_t value) {
    const int width = static_cast<int>(character_count(title)) + 1;
    table.columns.push_back({.title = std::move(title), .width = width, .align = Align::center});
    row.cells.push_back({.text = std::to_string(value), .strong = true});
  };
  number(input.entitled_name, input.entitled);
  number("实到会有选举权人数", input.present);
  if (input.voters) number("投票人数", *input.voters);
  number("发出选票", input.issued);
  number("收回选票", input.returned);
  table.rows.push_back(std::move(row));
  return table;
}

// Which columns a contest needs: a column that holds nothing but zeros only crowds the paper.
struct ContestColumns {
  bool invalid = false;
  bool carried = false;
};

ContestColumns columns_of(const ReportedContest& contest) {
  ContestColumns columns;
  for (const ReportedLine& line : contest.lines) {
    columns.invalid = columns.invalid || line.invalid > 0;
    columns.carried = columns.carried || line.carried > 0;
  }
  return columns;
}

Table lines_table(const ReportedContest& contest) {
  const ContestColumns shown = columns_of(contest);
  Table table;
  table.columns = {{.title = contest.lines.size() > 1 ? "候选人（选票顺序）" : "候选人",
                    .width = 36,
                    .align = Align::center}};
  const auto column = [&](std::string title, int width) {
    table.columns.push_back({.title = std::move(title), .width = width, .align = Align::center});
  };
  column("赞成", 15);
  column("不赞成", 15);
  column("弃权", 15);
  if (shown.invalid) column("无效", 13);
  if (shown.carried) column("并入票", 15);
  if (shown.carried) column("得票", 13);
  column("结果", 28);
  for (const ReportedLine& line : contest.lines) {
    const bool elected = line.outcome == ReportedOutcome::elected;
    TableRow row;
    row.cells.push_back({.text = line.name, .strong = elected});
    row.cells.push_back({.text = std::to_string(line.approve), .strong = !shown.carried});
    row.cells.push_back({.text = std::to_string(line.oppose)});
    row.cells.push_back({.text = std::to_string(line.abstain)});
    if (shown.invalid) row.cells.push_back({.text = std::to_string(line.invalid)});
    if (shown.carried) {
      row.cells.push_back({.text = std::to_string(line.carried)});
      row.cells.push_back({.text = std::to_string(line.approve + line.carried), .strong = true});
    }
    row.cells.push_back({.text = outcome_name(line.outcome), .strong = elected});
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table write_ins_table(const ReportedContest& contest) {
  Table table;
  table.columns = {{.title = contest.write_ins.size() > 1 ? "另选他人（按得票多少）" : "另选他人",
                    .width = 50,
                    .align = Align::center},
                   {.title = "得票", .width = 20, .align = Align::center},
                   {.title = "结果", .width = 50, .align = Align::center}};
  for (const ReportedWriteIn& person : contest.write_ins) {
    const bool elected = person.outcome == ReportedOutcome::elected;
    table.rows.push_back({.cells = {{.text = person.name, .strong = elected},
                                    {.text = std::to_string(person.votes), .strong = true},
                                    {.text = outcome_name(person.outcome), .strong = elected}}});
  }
  return table;
}

std::string seats_sentence(const ReportedContest& contest) {
  return "应选" + people(contest.seats) + "，候选人" +
         people(static_cast<std::int64_t>(contest.lines.size())) + "。";
}

std::string sheets_sentence(const ResultInput& input, const ReportedContest& contest) {
  std::string text = "收回选票" + sheets(input.returned) + "，有效票" + sheets(contest.valid) +
                     "，无效票" + sheets(contest.invalid);
  std::vector<std::string> reasons;
  for (const NamedCount& reason : contest.invalid_by) {
    reasons.push_back(reason.name + sheets(reason.count));
  }
  if (!reasons.empty()) text += "（" + join(reasons, "，") + "）";
  return text + "。";
}

// On valid sheets every line splits into approve, oppose, abstain and invalid; empty when it does.
std::string differences(const ReportedContest& contest) {
  std::vector<std::string> found;
  for (const ReportedLine& line : contest.lines) {
    const std::int64_t sum = line.approve + line.oppose + line.abstain + line.invalid;
    if (sum != contest.valid) found.push_back(line.name + "各项合计" + votes(sum));
  }
  if (found.empty()) return "";
  return "票数不符：有效票" + sheets(contest.valid) + "，而" + join(found, "，") +
         "。应当查明后再签名。";
}

std::string base_sentence(const ReportedContest& contest) {
  std::string text = "当选票数：";
  if (!contest.elected_rule.article.empty()) text += "按照" + contest.elected_rule.article + "，";
  if (contest.elected_rule.plurality) return text + "以得票多的当选。";
  return text + "得赞成票" + threshold_sentence(contest.elected_rule, "票") + "的，始得当选。";
}

std::string elected_sentence(const ReportedContest& contest) {
  if (contest.elected.empty()) return "当选人：无。";
  const std::string order = contest.elected.size() > 1 ? "，以姓氏笔画为序" : "";
  return "当选人（" + people(static_cast<std::int64_t>(contest.elected.size())) + order + "）：" +
         join(contest.elected, "、") + "。";
}

// What would be the same sentence below each contest stands once above them all.
struct Shared {
  std::string sheets{};
  std::string base{};
};

Shared shared_by(const ResultInput& input) {
  Shared shared;
  if (input.contests.size() < 2) return shared;
  shared = {sheets_sentence(input, input.contests.front()), base_sentence(input.contests.front())};
  for (const ReportedContest& contest : input.contests) {
    if (sheets_sentence(input, contest) != shared.sheets) shared.sheets.clear();
    if (base_sentence(contest) != shared.base) shared.base.clear();
  }
  return shared;
}

// `last`: what follows are the signatures, and nobody signs a page without the result.
void add_outcome(Document& document, const ReportedContest& contest, const Shared& shared,
                 bool last) {
  const auto add = [&](ParagraphStyle style, std::string text) {
    Paragraph said = paragraph(style, std::move(text));
    said.with_next = last;
    document.blocks.push_back(std::move(said));
  };
  if (shared.base.empty()) add(ParagraphStyle::plain, base_sentence(contest));
  add(ParagraphStyle::strong, elected_sentence(contest));
  if (contest.tie) {
    add(ParagraphStyle::warning, join(contest.tie->among, "、") + "票数相等，尚余名额" +
                                     std::to_string(contest.tie->seats) +
                                     "名，应当就票数相等的人再次投票。");
  }
  if (contest.vacant > 0) {
    add(ParagraphStyle::plain, "当选人少于应选名额，尚缺" + people(contest.vacant) + "。");
  }
  for (const std::string& note : contest.notes) add(ParagraphStyle::plain, note);
}

void add_contest(Document& document, const ResultInput& input, const Shared& shared,
                 std::size_t index) {
  const ReportedContest& contest = input.contests[index];
  const bool several = input.contests.size() > 1;
  const std::string number =
      several ? chinese_number(static_cast<std::int64_t>(index) + 1) + "、" : "";
  std::string heading = number + contest.title + "选举结果";
  std::string sentence = seats_sentence(contest);
  if (shared.sheets.empty()) {
    sentence += sheets_sentence(input, contest);
  } else {
    heading += "（" + sentence.substr(0, sentence.size() - std::string_view("。").size()) + "）";
    sentence.clear();
  }
  document.blocks.push_back(paragraph(ParagraphStyle::heading, heading));
  if (!sentence.empty()) {
    document.blocks.push_back(paragraph(ParagraphStyle::plain, std::move(sentence)));
  }
  if (!contest.lines.empty()) document.blocks.push_back(lines_table(contest));
  if (!contest.write_ins.empty()) document.blocks.push_back(write_ins_table(contest));
  if (const std::string found = differences(contest); !found.empty()) {
    document.blocks.push_back(paragraph(ParagraphStyle::warning, found));
  }
  if (contest.ignored_write_ins > 0) {
    document.blocks.push_back(
        paragraph(ParagraphStyle::note,
                  "另有不计票的另选他人" + std::to_string(contest.ignored_write_ins) + "处。"));
  }
  add_outcome(document, contest, shared, index + 1 == input.contests.size());
}

void add_void(Document& document, const ResultInput& input) {
  document.blocks.push_back(paragraph(
      ParagraphStyle::warning,
      "本次选举无效，未计票。" + (input.void_reasons.empty()
                                      ? std::string()
                                      : "原因：" + join(input.void_reasons, "；") + "。")));
}

void add_head(Document& document, const LogHead& head) {
  document.blocks.push_back(
      QrNote{.payload = qr_payload(head),
             .lines = {"记录校验码：" + head.code,
                       "记录 " + head.log + "，第 " + std::to_string(head.sequence) + " 条",
                       "全码 " + head.hash,
                       "本单数字出自上述记录。校验码与归档记录一致，即可由任何人重新计算。"}});
}

}  // namespace

std::string qr_payload(const LogHead& head) {
  return "huanjie:1:" + head.log + ":" + std::to_string(head.sequence) + ":" + head.hash;
}

Document result_report(const ResultInput& input) {
  Document document = form_paper(input.heading, "选举结果报告单");
  document.compact = true;
  if (!input.round.empty()) document.subtitle += "（" + input.round + "）";
  if (input.correction) {
    document.blocks.push_back(
        paragraph(ParagraphStyle::warning, "更正第" + std::to_string(input.correction->number) +
                                               "号（" + correction_class(input.correction->kind) +
                                               "）：" + input.correction->text));
  }
  document.blocks.push_back(heading_table(input.heading));
  document.blocks.push_back(meeting_numbers(input));
  if (!input.poll_valid) add_void(document, input);
  const Shared shared = shared_by(input);
  for (const std::string& sentence : {shared.sheets, shared.base}) {
    if (sentence.empty()) continue;
    document.blocks.push_back(paragraph(ParagraphStyle::plain, sentence));
  }
  for (std::size_t index = 0; index < input.contests.size(); ++index) {
    add_contest(document, input, shared, index);
  }
  add_signatures(document, input.signers);
  if (input.log_head) add_head(document, *input.log_head);
  return document;
}

}  // namespace huanjie
