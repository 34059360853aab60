#include "documents/agenda_paper.h"

#include "documents/parts.h"

namespace huanjie {

namespace {

std::string step_title(std::size_t index, const ScriptedStep& step) {
  return chinese_number(static_cast<std::int64_t>(index) + 1) + "、" + step.title;
}

}  // namespace

Document agenda_paper(const AgendaInput& input) {
  Document document = form_paper(input.heading, "大会议程");
  document.style = PageStyle::official;
  const auto plain = [&](std::string text) {
    document.blocks.push_back(paragraph(ParagraphStyle::plain, std::move(text)));
  };
  plain("会议：" + input.heading.meeting);
  plain("时间：" + chinese_date(input.heading.date));
  plain("地点：" + input.heading.place);
  if (!input.host.empty()) plain("主持人：" + input.host);
  for (std::size_t index = 0; index < input.steps.size(); ++index) {
    const ScriptedStep& step = input.steps[index];
    const std::string speaker = step.speaker.empty() ? "" : "（" + step.speaker + "）";
    document.blocks.push_back(paragraph(ParagraphStyle::body, step_title(index, step) + speaker));
  }
  return document;
}

Document host_script(const AgendaInput& input) {
  Document document = form_paper(input.heading, "主持词");
  document.style = PageStyle::official;
  const auto cue = [&](const std::string& label, const std::string& text) {
    if (text.empty()) return;
    document.blocks.push_back(paragraph(ParagraphStyle::cue, "〔" + label + text + "〕"));
  };
  document.blocks.push_back(paragraph(
      ParagraphStyle::plain, input.heading.meeting + "　" + chinese_date(input.heading.date)));
  if (!input.host.empty()) {
    document.blocks.push_back(paragraph(ParagraphStyle::plain, "主持人：" + input.host));
  }
  for (std::size_t index = 0; index < input.steps.size(); ++index) {
    const ScriptedStep& step = input.steps[index];
    document.blocks.push_back(paragraph(ParagraphStyle::step, step_title(index, step)));
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
