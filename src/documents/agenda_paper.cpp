#include "documents/agenda_paper.h"

#include "base/text.h"
#include "documents/parts.h"

namespace huanjie {

namespace {

std::string step_title(std::int64_t number, const ScriptedStep& step) {
  return chinese_number(number) + "、" + step.title;
}

std::string paper_title(const AgendaInput& input, const std::string& kind) {
  if (input.plenary) return "第一次全体会议" + kind;
  return kind == "议程" ? "大会" + kind : kind;
}

}  // namespace

Document agenda_paper(const AgendaInput& input) {
  Document document = form_paper(input.heading, paper_title(input, "议程"));
  document.style = PageStyle::official;
  const auto plain = [&](std::string text) {
    document.blocks.push_back(paragraph(ParagraphStyle::plain, std::move(text)));
  };
  plain("会议：" + input.heading.meeting);
  plain("时间：" + date_and_time(input.heading));
  plain("地点：" + input.heading.place);
  if (!input.host.empty()) plain("主持人：" + input.host);
  std::int64_t number = 0;
  for (const ScriptedStep& step : input.steps) {
    if (step.later_round) continue;
    const std::string speaker = step.speaker.empty() ? "" : "（" + step.speaker + "）";
    document.blocks.push_back(
        paragraph(ParagraphStyle::body, step_title(++number, step) + speaker));
  }
  return document;
}

Document host_script(const AgendaInput& input) {
  Document document = form_paper(input.heading, paper_title(input, "主持词"));
  document.style = PageStyle::official;
  const auto cue = [&](const std::string& label, const std::string& text) {
    if (text.empty()) return;
    document.blocks.push_back(paragraph(ParagraphStyle::cue, "〔" + label + text + "〕"));
  };
  document.blocks.push_back(paragraph(ParagraphStyle::plain, input.heading.meeting));
  document.blocks.push_back(
      paragraph(ParagraphStyle::plain, "时间：" + date_and_time(input.heading)));
  if (!input.host.empty()) {
    document.blocks.push_back(paragraph(ParagraphStyle::plain, "主持人：" + input.host));
  }
  std::int64_t number = 0;
  for (const ScriptedStep& step : input.steps) {
    if (step.held_back) break;
    document.blocks.push_back(paragraph(
        ParagraphStyle::step, step.later_round ? step.title : step_title(++number, step)));
    cue("进行本项之前：", step.gate);
    cue("发言：", step.speaker);
    for (const ScriptLine& line : step.script) {
      if (line.cue) {
        cue("", line.text);
      } else {
        document.blocks.push_back(paragraph(ParagraphStyle::script, line.text));
      }
    }
    cue("签字：", step.signs);
  }
  return document;
}

}  // namespace huanjie
