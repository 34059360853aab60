#include "documents/parts.h"

namespace huanjie {

std::string people(std::int64_t count) { return std::to_string(count) + "人"; }

std::string sheets(std::int64_t count) { return std::to_string(count) + "张"; }

std::string votes(std::int64_t count) { return std::to_string(count) + "票"; }

Table count_table(const std::string& measure) {
  Table table;
  table.columns = {{.title = "项目", .width = 46},
                   {.title = "数量（" + measure + "）", .width = 22, .align = Align::center},
                   {.title = "说明", .width = 52}};
  return table;
}

void add_count(Table& table, std::string what, std::string number, std::string remark) {
  table.rows.push_back(
      {.cells = {
           {.text = std::move(what)}, {.text = std::move(number)}, {.text = std::move(remark)}}});
}

void add_part(Table& table, const std::string& what, std::string number, std::string remark) {
  add_count(table, "\u3000其中：" + what, std::move(number), std::move(remark));
}

void add_total(Table& table, std::string what, std::string number, std::string remark) {
  table.rows.push_back({.cells = {{.text = std::move(what), .strong = true},
                                  {.text = std::move(number), .strong = true},
                                  {.text = std::move(remark)}}});
}

Table sums_table(const std::vector<Sum>& sums) {
  Table table;
  table.columns = {{.title = "核对", .width = 100},
                   {.title = "结果", .width = 20, .align = Align::center}};
  for (const Sum& sum : sums) {
    std::string text = sum.total_name + " " + std::to_string(sum.total) + " =";
    std::int64_t of_parts = 0;
    for (const NamedCount& part : sum.parts) {
      const std::string sign = &part == sum.parts.data() ? " " : " + ";
      text += sign + part.name + " " + std::to_string(part.count);
      of_parts += part.count;
    }
    for (const NamedCount& part : sum.taken_off) {
      text += " − " + part.name + " " + std::to_string(part.count);
      of_parts -= part.count;
    }
    const bool holds = of_parts == sum.total;
    if (!holds) text += "（合计 " + std::to_string(of_parts) + "）";
    table.rows.push_back({.cells = {{.text = std::move(text)},
                                    {.text = holds ? "相符" : "不符", .strong = !holds}}});
  }
  return table;
}

Paragraph paragraph(ParagraphStyle style, std::string text) {
  return {.style = style, .text = std::move(text)};
}

Signatures signatures(std::vector<SignatureLine> lines) { return {.lines = std::move(lines)}; }

SignatureLine signature_line(std::string role, const std::vector<std::string>& names, int places) {
  return {.role = std::move(role), .names = names, .places = names.empty() ? places : 1};
}

}  // namespace huanjie
