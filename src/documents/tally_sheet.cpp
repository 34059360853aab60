#include "documents/tally_sheet.h"

#include <algorithm>

#include "base/text.h"
#include "documents/parts.h"

namespace huanjie {

namespace {

constexpr int kVotesPerBox = 5;  // 正 has five strokes
// One line of boxes; whoever gets more goes on in the next free row.
constexpr int kMaxWriteInBoxes = 8;

int boxes_for(std::int64_t votes_expected) {
  return static_cast<int>((votes_expected + kVotesPerBox - 1) / kVotesPerBox);
}

Table columns_of_tally(const std::string& caption) {
  Table table;
  table.caption = caption;
  table.columns = {{.title = "姓名", .width = 46, .align = Align::center}};
  for (const char* const choice : {"赞成", "不赞成", "弃权"}) {
    table.columns.push_back({.title = choice, .width = 58});
    table.columns.push_back({.title = "小计", .width = 14, .align = Align::center});
  }
  return table;
}

TableRow candidate_row(const std::string& name, int boxes) {
  TableRow row{.cells = {{.text = name}}, .height_mm = 12};
  for (int choice = 0; choice < 3; ++choice) {
    row.cells.push_back({.boxes = boxes});
    row.cells.push_back({});
  }
  return row;
}

Table write_in_table(int rows, int boxes) {
  Table table;
  table.caption = "另选他人";
  table.columns = {{.title = "姓名", .width = 60}, {.title = "赞成", .width = 64},
                   {.title = "小计", .width = 14}, {.title = "姓名", .width = 60},
                   {.title = "赞成", .width = 64}, {.title = "小计", .width = 14}};
  for (int row = 0; row < rows; row += 2) {
    table.rows.push_back(
        {.cells = {{}, {.boxes = boxes}, {}, {}, {.boxes = boxes}, {}}, .height_mm = 12});
  }
  return table;
}

void add_contest(Document& document, const TallyContest& contest, int boxes) {
  Table table = columns_of_tally(contest.title + "（应选" + people(contest.seats) + "）");
  for (const std::string& name : contest.candidates) {
    table.rows.push_back(candidate_row(name, boxes));
  }
  document.blocks.push_back(std::move(table));
  if (contest.write_in_rows > 0) {
    document.blocks.push_back(
        write_in_table(contest.write_in_rows, std::min(boxes, kMaxWriteInBoxes)));
  }
}

}  // namespace

Document tally_sheet(const TallySheetInput& input) {
  Document document = form_paper(input.heading, "唱票记票表");
  if (input.copy > 0) {
    document.title += "（第" + chinese_number(input.copy) + "份）";
    document.footer = document.title + (input.heading.rehearsal ? "（演练）" : "");
  }
  document.landscape = true;
  const std::int64_t room = std::clamp<std::int64_t>(input.papers, kVotesPerBox, kMaxTallyVotes);
  document.blocks.push_back(heading_table(input.heading));
  std::string note =
      "每格记一个“正”字，一笔一票，一格五票；每栏可记" + votes(boxes_for(room) * kVotesPerBox) +
      "。唱一票记一票，唱票、记票均有监票人监督；记完后填小计。无效票不唱，单独清点。";
  if (input.copy > 0) note += "两人一组，两组各记一份，记完核对，两份相符的才作数。";
  if (input.papers > room) {
    note += "选票共" + sheets(input.papers) + "，分组唱票，每组另用一份，小计相加。";
  }
  document.blocks.push_back(paragraph(ParagraphStyle::note, std::move(note)));
  for (const TallyContest& contest : input.contests)
    add_contest(document, contest, boxes_for(room));
  Table sheets_counted;
  sheets_counted.columns = {{.width = 30}, {.width = 20}, {.width = 30},
                            {.width = 20}, {.width = 30}, {.width = 20}};
  sheets_counted.rows.push_back({.cells = {{.text = "本组选票（张）"},
                                           {},
                                           {.text = "有效票（张）"},
                                           {},
                                           {.text = "无效票（张）"},
                                           {}},
                                 .height_mm = 10});
  document.blocks.push_back(std::move(sheets_counted));
  document.blocks.push_back(signatures({signature_line("唱票人", input.signers.callers, 1),
                                        signature_line("记票人", input.signers.tellers, 1),
                                        signature_line("监票人", input.signers.scrutineers, 2)}));
  return document;
}

}  // namespace huanjie
