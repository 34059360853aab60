#include "documents/parts.h"

namespace huanjie {

namespace {

constexpr const char* kBlankNumber = "____";

std::string term(const Term& term) {
  return term.name + " " + (term.count ? std::to_string(*term.count) : kBlankNumber);
}

}  // namespace

std::string noted(const Known& number) { return number ? std::to_string(*number) : ""; }

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
    bool known = sum.total.has_value();
    std::string text = term({sum.total_name, sum.total}) + " =";
    std::int64_t of_parts = 0;
    for (const Term& part : sum.parts) {
      text += (&part == sum.parts.data() ? " " : " + ") + term(part);
      of_parts += part.count.value_or(0);
      known = known && part.count.has_value();
    }
    for (const Term& part : sum.taken_off) {
      text += " − " + term(part);
      of_parts -= part.count.value_or(0);
      known = known && part.count.has_value();
    }
    const bool fails = known && of_parts != *sum.total;
    if (fails) text += "（合计 " + std::to_string(of_parts) + "）";
    const char* const verdict = !known ? "" : fails ? "不符" : "相符";
    table.rows.push_back(
        {.cells = {{.text = std::move(text)}, {.text = verdict, .strong = fails}}});
  }
  return table;
}

Paragraph paragraph(ParagraphStyle style, std::string text) {
  return {.style = style, .text = std::move(text)};
}

void add_signatures(Document& document, const Signers& signers) {
  if (!signers.empty()) document.blocks.push_back(Signatures{.lines = signers});
}

}  // namespace huanjie
