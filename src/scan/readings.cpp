#include "scan/readings.h"

#include <set>

#include "ballot/contest.h"

namespace huanjie {
namespace {

bool may_be_sure(Seen seen) {
  return seen == Seen::circle || seen == Seen::cross || seen == Seen::tick || seen == Seen::blank ||
         seen == Seen::filled;
}

Result<> check_sheet(const SheetReading& sheet, const std::set<std::string, std::less<>>& earlier,
                     const std::string& where) {
  if (sheet.id.empty() || earlier.contains(sheet.id)) {
    return invalid("票号重复或者是空的：" + sheet.id, where + "/id", "每页一个不同的票号");
  }
  if (sheet.same_paper_as && !earlier.contains(*sheet.same_paper_as)) {
    return invalid("没有这张在前的票：" + *sheet.same_paper_as, where + "/same_paper_as",
                   "前面一张的票号，或者 null");
  }
  const bool is_rejected = sheet.status == SheetStatus::rejected;
  if (is_rejected && !(sheet.lines.empty() && sheet.write_ins.empty())) {
    return invalid("没有读的一页不应有标记", where + "/lines", "rejected 的 lines 是空的");
  }
  if ((sheet.status == SheetStatus::read) == sheet.reason.has_value()) {
    return invalid("状态与原因不符", where + "/reason", "read 没有原因，review 和 rejected 有");
  }
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    if (sheet.lines[i].sure && !may_be_sure(sheet.lines[i].seen)) {
      return invalid("这种标记不能是确定的", where + "/lines/" + std::to_string(i) + "/sure",
                     "false");
    }
  }
  for (std::size_t i = 0; i < sheet.write_ins.size(); ++i) {
    if (sheet.write_ins[i].sure && !may_be_sure(sheet.write_ins[i].seen)) {
      return invalid("这种标记不能是确定的", where + "/write_ins/" + std::to_string(i) + "/sure",
                     "false");
    }
  }
  return {};
}

}  // namespace

SheetReason reason_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::undecodable:   return SheetReason::undecodable;
    case Refusal::blank_page:    return SheetReason::blank_page;
    case Refusal::unplaced:      return SheetReason::unplaced;
    case Refusal::cut_off:       return SheetReason::cut_off;
    case Refusal::wrong_scale:   return SheetReason::wrong_scale;
    case Refusal::other_ballot:  return SheetReason::other_ballot;
    case Refusal::style_unclear: return SheetReason::style_unclear;
    case Refusal::print_missing: return SheetReason::print_missing;
  }
  return SheetReason::unplaced;
}

ReadingDetail detail_of(const MarkReading& reading) {
  const MarkMeasures& measures = reading.measures;
  return {reading.doubt,     measures.ink,  measures.ring,
          measures.strength, measures.size, measures.certainty};
}

Result<Readings> parse_readings(std::string_view text) {
  const Json json = HJ_TRY(parse_json(text));
  HJ_TRY(expect_format(json, Readings::kFormat));
  Readings readings = HJ_TRY(from_json<Readings>(json));
  std::set<std::string, std::less<>> earlier;
  for (std::size_t i = 0; i < readings.sheets.size(); ++i) {
    HJ_TRY(check_sheet(readings.sheets[i], earlier, "/sheets/" + std::to_string(i)));
    earlier.insert(readings.sheets[i].id);
  }
  return readings;
}

}  // namespace huanjie
