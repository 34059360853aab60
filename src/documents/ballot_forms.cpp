#include "documents/ballot_forms.h"

#include "base/text.h"
#include "documents/parts.h"

namespace huanjie {

namespace {

std::string issue_sentence(const IssueInput& input) {
  const std::string start = "本次选举实到会有选举权人数" + people(input.present) + "，发出选票" +
                            sheets(input.issued) + "，";
  if (input.issued == input.present) return start + "发出选票数与实到会有选举权人数相等。";
  if (input.issued < input.present) {
    return start + "少于实到会有选举权人数" + sheets(input.present - input.issued) + "。";
  }
  return start + "多于实到会有选举权人数" + sheets(input.issued - input.present) +
         "，应当查明原因后再投票。";
}

std::string comparison(const std::string& name, std::int64_t returned, std::int64_t limit) {
  const std::string relation = returned == limit ? "等于" : returned < limit ? "少于" : "多于";
  return relation + name + std::to_string(limit);
}

std::string return_sentence(const ReturnInput& input) {
  std::vector<std::string> compared;
  if (input.checks_voters) compared.push_back(comparison("投票人数", input.returned, input.voters));
  if (input.checks_issued)
    compared.push_back(comparison("发出选票数", input.returned, input.issued));
  std::string text = "收回选票" + sheets(input.returned);
  if (!compared.empty()) text += "，" + join(compared, "，");
  text += "。";
  if (!input.article.empty()) text += "按照" + input.article + "，";
  if (input.valid) return text + "本次选举有效。";
  text += "本次选举无效。";
  if (!input.void_reasons.empty()) text += "原因：" + join(input.void_reasons, "；") + "。";
  return text;
}

}  // namespace

Document issue_report(const IssueInput& input) {
  Document document = form_paper(input.heading, "选票分发情况报告单");
  document.blocks.push_back(heading_table(input.heading));
  Table table = count_table("张");
  add_count(table, "印制选票", noted(input.printed));
  add_count(table, "领取选票", "", "由监票人领取后填写");
  add_count(table, "拆封选票", "", "当众拆封后填写");
  add_total(table, "实发选票", std::to_string(input.issued), "每人一张；换发的不重复计算");
  add_count(table, "作废重领", noted(input.spoiled), "投票前写坏、污损，交回作废后换发");
  add_count(table, "剩余选票", noted(input.left_over));
  add_part(table, "留存备查", noted(input.kept));
  add_part(table, "剪角作废", noted(input.cut));
  document.blocks.push_back(std::move(table));
  document.blocks.push_back(sums_table(
      {{"印制",
        input.printed,
        {{"实发", input.issued}, {"作废重领", input.spoiled}, {"剩余", input.left_over}}},
       {"剩余", input.left_over, {{"留存备查", input.kept}, {"剪角作废", input.cut}}}}));
  document.blocks.push_back(paragraph(ParagraphStyle::body, issue_sentence(input)));
  add_signatures(document, input.signers);
  return document;
}

Document return_report(const ReturnInput& input) {
  Document document = form_paper(input.heading, "选票收回情况报告单");
  document.blocks.push_back(heading_table(input.heading));
  Table table = count_table("人、张");
  add_count(table, input.entitled_name, std::to_string(input.entitled));
  add_count(table, "实到会有选举权人数", std::to_string(input.present));
  add_count(table, "投票人数", std::to_string(input.voters), "领取选票的人数，减去原样交回的");
  add_count(table, "发出选票", std::to_string(input.issued));
  add_total(table, "收回选票", std::to_string(input.returned));
  if (input.returned > input.issued) {
    add_count(table, "多出选票", std::to_string(input.returned - input.issued),
              "收回选票减去发出选票");
  } else {
    add_count(table, "未收回选票", std::to_string(input.issued - input.returned),
              "发出选票减去收回选票");
  }
  document.blocks.push_back(std::move(table));
  document.blocks.push_back(paragraph(ParagraphStyle::body, return_sentence(input)));
  if (!input.valid) {
    document.blocks.push_back(
        paragraph(ParagraphStyle::warning, "本次选举无效，不计票；应当重新选举。选票原样封存。"));
  }
  add_signatures(document, input.signers);
  return document;
}

}  // namespace huanjie
