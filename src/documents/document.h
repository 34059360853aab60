#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace huanjie {

// The content of a paper: what stands on it and in which role, no bytes, no fonts, no page breaks.
// render/ turns it into pages. All texts are UTF-8; a "\n" in a text starts a new line.

enum class ParagraphStyle {
  heading,     // 一级标题, 黑体: 一、
  subheading,  // 二级标题, 楷体: (一)
  body,        // 正文, first line indented by two characters
  plain,       // like body, without the indent
  strong,      // plain, in bold
  note,        // small, for explanations below a table
  warning,     // a boxed sentence that nobody may overlook
  step,        // a step of the 主持词, to be found at a glance
  script,      // 主持词, large, to be read aloud while standing
  cue,         // what the host does, between the sentences of the script
};

struct Paragraph {
  ParagraphStyle style = ParagraphStyle::body;
  std::string text{};
  bool with_next = false;  // on the page of what comes after it
};

enum class Align { left, center, right };

struct Column {
  std::string title{};
  int width = 1;  // a share of the table's width: 1:2:1 and 10:20:10 look alike
  Align align = Align::left;
};

// `span` columns wide, from 1. `boxes` empty squares are drawn below the text, one for each 正.
struct TableCell {
  std::string text{};
  std::optional<Align> align{};  // the column's unless given
  int span = 1;
  bool strong = false;
  int boxes = 0;
};

struct TableRow {
  std::vector<TableCell> cells{};
  int height_mm = 0;   // at least; room for a signature or for writing
  bool leads = false;  // on the page of the row after it
};

// The titles of the columns stand again at the head of every page the table reaches; without any
// title there is no head row. A short table is never torn, of a long one no row stands alone.
//
// A list of people goes into `panels` side by side (0: rows as they come), read down one panel and
// then the next. Its pages are equally full, and its rows as high as that leaves room for.
struct Table {
  std::string caption{};
  std::vector<Column> columns{};
  std::vector<TableRow> rows{};
  int panels = 0;
};

// 监票人(签名):____ ____. `names` are printed small below the lines, so that everybody signs at the
// right place; `places` lines are drawn at least.
struct SignatureLine {
  std::string role{};
  std::vector<std::string> names{};
  int places = 1;
};

// Never alone on a page, never torn. `date` is printed at the right, or a line to write it on if
// empty.
struct Signatures {
  std::vector<SignatureLine> lines{};
  std::string date{};
};

// A QR symbol of `payload` (at most 1,000 bytes) with `lines` of text beside it.
struct QrNote {
  std::string payload{};
  std::vector<std::string> lines{};
};

struct PageBreak {};

using Block = std::variant<Paragraph, Table, Signatures, QrNote, PageBreak>;

enum class Paper { a4, a3 };

// official: GB/T 9704-2012 (28 characters × 22 lines of 三号, pitch 28 pt). form: a table to fill
// in and sign, 小四, narrower margins, so that the usual case stays on one sheet.
enum class PageStyle { official, form };

struct Document {
  std::string title{};
  std::string subtitle{};  // below the title, smaller: unit, date
  PageStyle style = PageStyle::form;
  Paper paper = Paper::a4;
  bool landscape = false;
  bool compact = false;     // set closer, so that the usual case stays on one sheet
  std::string watermark{};  // 演练 on every page of a rehearsal
  std::string footer{};     // at the left of the footer; 第 n 页 共 m 页 is added
  std::vector<Block> blocks{};
};

}  // namespace huanjie
