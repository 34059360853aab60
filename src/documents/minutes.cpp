#include "documents/minutes.h"

#include "base/text.h"
#include "documents/parts.h"

namespace huanjie {

Document minutes_paper(const MinutesInput& input) {
  Document document = form_paper(input.heading, "会议记录");
  document.blocks.push_back(heading_table(input.heading));
  const auto plain = [&](const std::string& label, const std::string& text) {
    if (text.empty()) return;
    document.blocks.push_back(paragraph(ParagraphStyle::plain, label + text));
  };
  plain("主持人：", input.chair);
  plain("记录人：", input.recorder);
  plain("到会情况：", input.attendance);
  for (const std::string& fact : input.facts) plain("", fact);
  plain("列席（没有选举权）：", join(input.observers, "、"));
  Table table;
  table.columns = {{.title = "时间", .width = 18, .align = Align::center},
                   {.title = "记录", .width = 102}};
  for (const MinutesLine& line : input.lines) {
    table.rows.push_back({.cells = {{.text = line.time}, {.text = line.text}}});
  }
  document.blocks.push_back(std::move(table));
  add_signatures(document, input.signers);
  return document;
}

Document explanation_paper(const ExplanationInput& input) {
  Document document = form_paper(input.heading, "选举结果说明");
  document.style = PageStyle::official;
  for (const std::string& sentence : input.sentences) {
    document.blocks.push_back(paragraph(ParagraphStyle::body, sentence));
  }
  return document;
}

}  // namespace huanjie
