#include "documents/tally_sheet.h"

#include <algorithm>

#include "base/text.h"
#include "documents/parts.h"

namespace huanjie {

namespace {

constexpr int kVotesPerBox = 5;  // 正 has five strokes
// One line of boxes; whoever gets more goes on in the next free row.
constexpr int kMaxWriteInBoxes = 6;
constexpr int kNamesARow = 3;
constexpr int kRowHeight = 8;
constexpr int kWriteInHeight = 7;

int boxes_for(std::int64_t votes_expected) {
  return static_cast<int>((votes_expected + kVotesPerBox - 1) / kVotesPerBox);
}

std::string post_and_seats(const TallyContest& contest) {
  return contest.title + "（应选" + people(contest.seats) + "）";
}

TableRow candidate_row(const std::string& name, int boxes) {
  TableRow row{.cells = {{.text = name}}, .height_mm = kRowHeight};
  for (int choice = 0; choice < 3; ++choice) {
    row.cells.push_back({.boxes = boxes});
    row.cells.push_back({});
  }
  return row;
}

// All posts in one table: a line with the post leads its candidates where there are several.
Table candidates_table(const TallySheetInput& input, int boxes) {
  Table table;
  table.columns = {{.title = "姓名", .width = 30, .align = Align::center}};
  for (const char* const choice : {"赞成", "不赞成", "弃权"}) {
    table.columns.push_back({.title = choice, .width = 66});
    table.columns.push_back({.title = "小计", .width = 11, .align = Align::center});
  }
  const bool several = input.contests.size() > 1;
  for (const TallyContest& contest : input.contests) {
    if (several) {
      table.rows.push_back({.cells = {{.text = post_and_seats(contest),
                                       .align = Align::left,
                                       .span = static_cast<int>(table.columns.size()),
                                       .strong = true}},
                            .leads = true});
    }
    for (const std::string& name : contest.candidates) {
      table.rows.push_back(candidate_row(name, boxes));
    }
  }
  return table;
}

Table write_in_table(const TallySheetInput& input, int boxes) {
  Table table;
  for (int place = 0; place < kNamesARow; ++place) {
    table.columns.push_back({.title = "另选他人姓名", .width = 36});
    table.columns.push_back({.title = "赞成", .width = 40});
    table.columns.push_back({.title = "小计", .width = 12, .align = Align::center});
  }
  const bool several = input.contests.size() > 1;
  for (const TallyContest& contest : input.contests) {
    for (int row = 0; row < contest.write_in_rows; row += kNamesARow) {
      TableRow names{.height_mm = kWriteInHeight};
      for (int place = 0; place < kNamesARow; ++place) {
        const std::string post = several ? contest.title + "：" : "";
        names.cells.insert(names.cells.end(), {{.text = post}, {.boxes = boxes}, {}});
      }
      table.rows.push_back(std::move(names));
    }
  }
  return table;
}

Table counted_table() {
  Table table;
  for (const char* const what : {"本组选票（张）", "有效票（张）", "无效票（张）"}) {
    table.columns.insert(table.columns.end(), {{.width = 30}, {.width = 20}});
    if (table.rows.empty()) table.rows.push_back({.height_mm = 8});
    table.rows.front().cells.insert(table.rows.front().cells.end(), {{.text = what}, {}});
  }
  return table;
}

std::string heading_line(const TallySheetInput& input) {
  std::string line = input.heading.meeting + "　" + input.heading.poll;
  if (input.contests.size() == 1) line += "　" + post_and_seats(input.contests.front());
  return line + "　" + date_and_time(input.heading);
}

std::string note_of(const TallySheetInput& input, std::int64_t room) {
  std::string note = "一笔一票，每格记一个“正”字（五票），每栏可记" +
                     votes(boxes_for(room) * kVotesPerBox) +
                     "；记完填小计。监票人监督唱票、记票。无效票不唱，单独清点。";
  if (input.copy > 0) note += "两组各记一份，核对相符的才作数。";
  if (input.papers > room) {
    note += "选票共" + sheets(input.papers) + "，分组唱票，每组另用一份，小计相加。";
  }
  return note;
}

}  // namespace

Document tally_sheet(const TallySheetInput& input) {
  Document document = form_paper(input.heading, "唱票记票表");
  if (input.copy > 0) {
    document.title += "（第" + chinese_number(input.copy) + "份）";
    document.footer = document.title + (input.heading.rehearsal ? "（演练）" : "");
  }
  document.landscape = true;
  document.compact = true;
  const std::int64_t room = std::clamp<std::int64_t>(input.papers, kVotesPerBox, kMaxTallyVotes);
  const int boxes = boxes_for(room);
  document.subtitle = heading_line(input);
  document.blocks.push_back(paragraph(ParagraphStyle::note, note_of(input, room)));
  document.blocks.push_back(counted_table());
  document.blocks.push_back(candidates_table(input, boxes));
  Table write_ins = write_in_table(input, std::min(boxes, kMaxWriteInBoxes));
  if (!write_ins.rows.empty()) document.blocks.push_back(std::move(write_ins));
  add_signatures(document, input.signers);
  return document;
}

}  // namespace huanjie
