#include "scan/adjudicate.h"

#include <algorithm>
#include <map>
#include <set>

#include "ballot/contest.h"

namespace huanjie {
namespace {

bool is_of_cell(const Decision& decision) { return decision.candidate || decision.row; }

Result<> check_by(const Decision& decision, const std::string& where) {
  std::set<std::string> people;
  for (const std::string& name : decision.by) {
    HJ_TRY(check_name(name, where + "/by"));
    people.insert(name);
  }
  if (people.size() < 2) {
    return invalid("一个决定要两个人", where + "/by", "两个不同的人的姓名");
  }
  return {};
}

Result<> check_decision(const Decision& decision, const std::string& where) {
  HJ_TRY(check_by(decision, where));
  const bool own_paper = decision.x && decision.x->own_paper;
  const int said = (decision.candidate ? 1 : 0) + (decision.row ? 1 : 0) +
                   (decision.invalid ? 1 : 0) + (decision.set_aside ? 1 : 0) + (own_paper ? 1 : 0);
  if (said != 1) {
    return invalid("一个决定只说一件事", where,
                   "candidate 和 seen；row 和 seen；invalid；set_aside；或者 x.own_paper");
  }
  if (is_of_cell(decision) != decision.seen.has_value() ||
      is_of_cell(decision) != decision.contest.has_value()) {
    return invalid("标记的决定要写明职务和看到的符号", where, "contest、candidate 或 row、seen");
  }
  if (decision.name && !decision.row) {
    return invalid("姓名只用于另选人一行", where + "/name", "同时写 row");
  }
  if (decision.name) HJ_TRY(check_name(*decision.name, where + "/name"));
  if (decision.column && !decision.candidate) {
    return invalid("栏只用于候选人一行", where + "/column", "同时写 candidate");
  }
  if (decision.set_aside && decision.set_aside->empty()) {
    return invalid("拿出来的一页要写明原因", where + "/set_aside", "例如：第一张的背面");
  }
  return {};
}

// A cell of a sheet, as a key.
struct CellKey {
  std::string contest{};
  std::string candidate{};
  int column = -1;
  int row = 0;

  friend auto operator<=>(const CellKey&, const CellKey&) = default;
};

CellKey key_of(const LineReading& line) {
  return {line.contest, line.candidate, line.column ? static_cast<int>(*line.column) : -1, 0};
}
CellKey key_of(const WriteInReading& row) { return {row.contest, "", -1, row.row}; }
CellKey key_of(const Decision& decision) {
  return {decision.contest.value_or(""), decision.candidate.value_or(""),
          decision.column ? static_cast<int>(*decision.column) : -1, decision.row.value_or(0)};
}

// Everything decided about one sheet.
struct OfSheet {
  std::map<CellKey, const Decision*> cells{};
  const Decision* invalid = nullptr;
  const Decision* set_aside = nullptr;
  bool own_paper = false;

  bool any() const { return !cells.empty() || invalid != nullptr || set_aside != nullptr; }
};

// What a sheet of this ballot has, as any sheet that was read shows.
struct SheetCells {
  std::vector<LineReading> lines{};
  std::vector<WriteInReading> rows{};
};

bool is_of(const SheetReading& sheet, const std::string& ballot) {
  return !sheet.x || sheet.x->ballot == ballot;
}

SheetCells form_of(const Readings& readings, const std::string& ballot) {
  for (const SheetReading& sheet : readings.sheets) {
    const bool own = is_of(sheet, ballot);
    if (sheet.status != SheetStatus::rejected && own) return {sheet.lines, sheet.write_ins};
  }
  return {};
}

bool has_cell(const SheetCells& form, const CellKey& key) {
  return std::ranges::any_of(form.lines, [&](const auto& line) { return key_of(line) == key; }) ||
         std::ranges::any_of(form.rows, [&](const auto& row) { return key_of(row) == key; });
}

Result<> sort_in(std::map<std::string, OfSheet>& sheets, const Decision& decision,
                 const SheetCells& form, const std::string& where) {
  const auto sheet = sheets.find(decision.sheet);
  if (sheet == sheets.end()) {
    return invalid("没有这张票：" + decision.sheet, where + "/sheet", "读票结果里的票号");
  }
  OfSheet& of = sheet->second;
  if (decision.x && decision.x->own_paper) {
    of.own_paper = true;
    return {};
  }
  if (decision.invalid || decision.set_aside) {
    const Decision*& place = decision.invalid ? of.invalid : of.set_aside;
    if (of.invalid != nullptr || of.set_aside != nullptr) {
      return invalid("这张票已有整张的决定", where, "一张票只作一个整张的决定");
    }
    place = &decision;
    return {};
  }
  const bool is_known = !form.lines.empty() || !form.rows.empty();
  if (is_known && !has_cell(form, key_of(decision))) {
    return invalid("票上没有这一格", where, "读票结果里的职务、候选人、栏或行");
  }
  if (!of.cells.emplace(key_of(decision), &decision).second) {
    return invalid("这一格已有决定", where, "一格只作一个决定");
  }
  return {};
}

OpenItem open_sheet(const SheetReading& sheet, std::string why) {
  OpenItem item;
  item.sheet = sheet.id;
  item.source = sheet.source;
  item.page = sheet.page;
  item.why = std::move(why);
  return item;
}

OpenItem open_cell(const SheetReading& sheet, const CellKey& key, Seen seen, std::string why) {
  OpenItem item = open_sheet(sheet, std::move(why));
  item.contest = key.contest;
  item.candidate = key.candidate;
  if (key.column >= 0) item.column = static_cast<MarkColumn>(key.column);
  item.row = key.row;
  item.seen = seen;
  return item;
}

class Sorting {
 public:
  void pages(OpenItem item) { pages_.push_back(std::move(item)); }
  void sheets(OpenItem item) { sheets_.push_back(std::move(item)); }
  void marks(OpenItem item) { marks_.push_back(std::move(item)); }
  void names(OpenItem item) { names_.push_back(std::move(item)); }

  std::vector<OpenItem> all() {
    std::vector<OpenItem> items = std::move(pages_);
    for (std::vector<OpenItem>* list : {&sheets_, &marks_, &names_}) {
      items.insert(items.end(), std::make_move_iterator(list->begin()),
                   std::make_move_iterator(list->end()));
    }
    return items;
  }

 private:
  std::vector<OpenItem> pages_{};
  std::vector<OpenItem> sheets_{};
  std::vector<OpenItem> marks_{};
  std::vector<OpenItem> names_{};
};

// A rejected page is keyed from the paper, every cell of it, or set aside.
void list_rejected(const SheetReading& sheet, const OfSheet& of, const SheetCells& form,
                   Sorting& sorting) {
  if (!of.any()) {
    sorting.pages(open_sheet(sheet, "这一页没有读：照纸录入，或者拿出来并写明原因"));
    return;
  }
  for (const LineReading& line : form.lines) {
    if (of.cells.contains(key_of(line))) continue;
    sorting.marks(open_cell(sheet, key_of(line), Seen::blank, "照纸录入的票，每一格都要录"));
  }
  for (const WriteInReading& row : form.rows) {
    if (of.cells.contains(key_of(row))) continue;
    sorting.marks(open_cell(sheet, key_of(row), Seen::blank, "照纸录入的票，每一行都要录"));
  }
}

void list_read(const SheetReading& sheet, const OfSheet& of, Sorting& sorting) {
  const bool whole =
      sheet.reason == SheetReason::stray_ink || sheet.reason == SheetReason::corner_missing;
  if (whole && !of.any()) {
    sorting.sheets(open_sheet(sheet, sheet.reason == SheetReason::stray_ink
                                         ? "方格以外有字迹：由监票人看这张票是否有效"
                                         : "角上缺纸：看看是不是剪了角的票"));
  }
  if (sheet.same_paper_as && !of.own_paper) {
    sorting.sheets(open_sheet(
        sheet, "与 " + *sheet.same_paper_as + " 像是同一张纸：是就拿出来，不是就写 x.own_paper"));
  }
  for (const LineReading& line : sheet.lines) {
    if (line.sure || of.cells.contains(key_of(line))) continue;
    sorting.marks(open_cell(sheet, key_of(line), line.seen, "标记没有把握"));
  }
  for (const WriteInReading& row : sheet.write_ins) {
    if (of.cells.contains(key_of(row))) continue;
    if (row.name_inked) {
      sorting.names(open_cell(sheet, key_of(row), row.seen, "填了另选人，请录入姓名"));
    } else if (!row.sure) {
      sorting.marks(open_cell(sheet, key_of(row), row.seen, "标记没有把握"));
    }
  }
}

ContestSeen& contest_in(CastVoteRecord& record, const std::string& id) {
  for (ContestSeen& contest : record.contests) {
    if (contest.contest == id) return contest;
  }
  return record.contests.emplace_back(ContestSeen{id, {}, {}});
}

void put_line(CastVoteRecord& record, const CellKey& key, Seen seen) {
  if (seen == Seen::blank) return;
  ContestSeen& contest = contest_in(record, key.contest);
  auto line = std::ranges::find(contest.lines, key.candidate, &LineSeen::candidate);
  if (line == contest.lines.end()) {
    contest.lines.push_back({key.candidate, Seen::blank, std::nullopt});
    line = contest.lines.end() - 1;
  }
  if (key.column < 0) {
    line->box = seen;
    return;
  }
  if (!line->columns) line->columns.emplace();
  switch (static_cast<MarkColumn>(key.column)) {
    case MarkColumn::approve: line->columns->approve = seen; break;
    case MarkColumn::oppose:  line->columns->oppose = seen; break;
    case MarkColumn::abstain: line->columns->abstain = seen; break;
  }
}

// A paper that was not read is what people keyed.
CastVoteRecord keyed_record(const SheetReading& sheet, const OfSheet& of) {
  CastVoteRecord record;
  record.id = sheet.id;
  for (const auto& [key, decision] : of.cells) {
    if (key.row == 0) {
      put_line(record, key, *decision->seen);
    } else if (decision->name || *decision->seen != Seen::blank) {
      contest_in(record, key.contest)
          .write_ins.push_back({key.row, decision->name, *decision->seen});
    }
  }
  return record;
}

// The record of one paper: what was read, and where people decided, that.
CastVoteRecord record_of(const SheetReading& sheet, const OfSheet& of) {
  if (sheet.status == SheetStatus::rejected) return keyed_record(sheet, of);
  CastVoteRecord record;
  record.id = sheet.id;
  for (const LineReading& line : sheet.lines) {
    const auto decided = of.cells.find(key_of(line));
    put_line(record, key_of(line), decided == of.cells.end() ? line.seen : *decided->second->seen);
  }
  for (const WriteInReading& row : sheet.write_ins) {
    const auto decided = of.cells.find(key_of(row));
    WriteInSeen seen{row.row, std::nullopt, row.seen};
    if (decided != of.cells.end()) seen = {row.row, decided->second->name, *decided->second->seen};
    if (seen.name || seen.seen != Seen::blank)
      contest_in(record, row.contest).write_ins.push_back(std::move(seen));
  }
  return record;
}

}  // namespace

Result<Decisions> parse_decisions(std::string_view text) {
  const Json json = HJ_TRY(parse_json(text));
  HJ_TRY(expect_format(json, Decisions::kFormat));
  Decisions decisions = HJ_TRY(from_json<Decisions>(json));
  for (std::size_t i = 0; i < decisions.decisions.size(); ++i) {
    HJ_TRY(check_decision(decisions.decisions[i], "/decisions/" + std::to_string(i)));
  }
  return decisions;
}

Result<Adjudication> adjudicate(const Readings& readings, const Decisions& decisions) {
  const std::string& ballot = decisions.ballot;
  const bool is_there = readings.ballot == ballot ||
                        std::ranges::any_of(readings.sheets, [&](const SheetReading& sheet) {
                          return sheet.x && sheet.x->ballot == ballot;
                        });
  if (!is_there) return invalid("是另一种选票的决定：" + ballot, "/ballot", readings.ballot);
  const SheetCells form = form_of(readings, ballot);
  std::map<std::string, OfSheet> sheets;
  for (const SheetReading& sheet : readings.sheets) {
    if (is_of(sheet, ballot)) sheets.emplace(sheet.id, OfSheet{});
  }
  for (std::size_t i = 0; i < decisions.decisions.size(); ++i) {
    HJ_TRY(sort_in(sheets, decisions.decisions[i], form, "/decisions/" + std::to_string(i)));
  }
  Adjudication result;
  Sorting sorting;
  for (const SheetReading& sheet : readings.sheets) {
    if (!is_of(sheet, ballot)) continue;
    const OfSheet& of = sheets.at(sheet.id);
    if (of.set_aside != nullptr) {
      ++result.set_aside;
      continue;
    }
    if (of.invalid == nullptr && sheet.status == SheetStatus::rejected) {
      list_rejected(sheet, of, form, sorting);
    } else if (of.invalid == nullptr) {
      list_read(sheet, of, sorting);
    }
    result.records.push_back(record_of(sheet, of));
    if (of.invalid != nullptr) result.records.back().invalid = of.invalid->invalid;
  }
  result.open = sorting.all();
  return result;
}

}  // namespace huanjie
