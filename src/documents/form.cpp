#include "documents/form.h"

namespace huanjie {

namespace {

// 10 * 100 * part / whole, rounded half up: 1000 p / w + 1/2 = (2000 p + w) / 2w.
std::int64_t tenths_of_percent(std::int64_t part, std::int64_t whole) {
  return (2000 * part + whole) / (2 * whole);
}

bool has_share(std::int64_t part, std::int64_t whole) { return part >= 0 && whole > 0; }

}  // namespace

std::string percent(std::int64_t part, std::int64_t whole) {
  if (!has_share(part, whole)) return "—";
  const std::int64_t tenths = tenths_of_percent(part, whole);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
}

std::string percent_with_terms(std::int64_t part, std::int64_t whole) {
  return percent(part, whole) + "（" + std::to_string(part) + "/" + std::to_string(whole) + "）";
}

std::string threshold_sentence(const Threshold& threshold, const std::string& measure) {
  if (threshold.plurality) return "以得票多的当选";
  const std::string needed = std::to_string(threshold.needed) + measure;
  return (threshold.strict ? "超过" : "不少于") + threshold.base_name +
         std::to_string(threshold.base) + "人的" + chinese_fraction(threshold.share) +
         "，即不少于" + needed;
}

std::string date_and_time(const FormHeading& heading) {
  const std::string date = chinese_date(heading.date);
  return heading.time.empty() ? date : date + " " + heading.time;
}

Document form_paper(const FormHeading& heading, const std::string& title) {
  Document document;
  document.title = title;
  document.subtitle = heading.unit;
  document.watermark = heading.rehearsal ? "演练" : "";
  document.footer = title + (heading.rehearsal ? "（演练）" : "");
  return document;
}

Table heading_table(const FormHeading& heading) {
  Table table;
  table.columns = {{.width = 16, .align = Align::center},
                   {.width = 54},
                   {.width = 12, .align = Align::center},
                   {.width = 38}};
  const auto row = [&](std::string left, std::string first, std::string right, std::string second) {
    table.rows.push_back({.cells = {{.text = std::move(left)},
                                    {.text = std::move(first)},
                                    {.text = std::move(right)},
                                    {.text = std::move(second)}}});
  };
  row("会议", heading.meeting, heading.time.empty() ? "日期" : "时间", date_and_time(heading));
  if (heading.poll.empty()) {
    table.rows.push_back({.cells = {{.text = "地点"}, {.text = heading.place, .span = 3}}});
  } else {
    row("选举", heading.poll, "地点", heading.place);
  }
  return table;
}

}  // namespace huanjie
