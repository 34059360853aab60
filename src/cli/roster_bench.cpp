#include <benchmark/benchmark.h>

#include <string>

#include "base/assert.h"
#include "imaging/sheets.h"
#include "render/xlsx.h"
#include "roster/eligibility.h"
#include "roster/export.h"
#include "roster/identity.h"
#include "roster/import.h"

// The goals: 5,000 rows in 2 s, 100,000 rows in 40 s and 1 GB (DESIGN 11). From the bytes of a file
// to a checked roster.
namespace huanjie {
namespace {

constexpr const char* kSurnames[] = {"王", "李", "张", "刘", "陈", "欧阳", "买买提·", "仇"};
constexpr const char* kGiven[] = {"建国", "敏", "德华", "秀英", "小明", "志强", "桂兰", "𠮷"};

Member member_of(int number) {
  Member member;
  member.id = "m" + std::to_string(number);
  member.name =
      std::string(kSurnames[number % 8]) + kGiven[number / 8 % 8] + kGiven[number / 64 % 8];
  const Date birth = add_days(Date{1940, 1, 1}, number % 20'000);
  std::string digits = to_text(birth);
  std::erase(digits, '-');
  const std::string serial = std::to_string(100 + number / 20'000 * 2 + number % 2);
  member.identity = "410102" + digits + serial;
  member.identity += check_character(member.identity);
  member.sex = number % 2 == 1 ? Sex::male : Sex::female;
  member.people = "汉族";
  member.full_time = Education::college;
  member.joined = PartialDate{2005, 6, 0};
  member.branch = "第" + std::to_string(number % 30 + 1) + "支部";
  member.phone = std::to_string(13'800'000'000 + number);
  member.address = "电新街" + std::to_string(number % 900) + "号院";
  return member;
}

std::string workbook_of(int rows) {
  Roster roster;
  for (int i = 0; i < rows; ++i) roster.members.push_back(member_of(i));
  XlsxForm form;
  form.sheet = "名册";
  form.guide_sheet = "填写说明";
  for (const RosterColumn& column : roster_columns(roster.body)) {
    form.columns.push_back({column.title, column.choices, column.as_text, false, {}});
  }
  form.rows = roster_rows(roster);
  const Result<std::string> bytes = write_form(form);
  HJ_ASSERT(bytes.has_value());
  return *bytes;
}

void read_rows(benchmark::State& state, int rows) {
  const std::string bytes = workbook_of(rows);
  for (auto _ : state) {
    const Result<Workbook> workbook = read_workbook(bytes, "名册.xlsx");
    HJ_ASSERT(workbook.has_value());
    const Result<RosterImport> read = import_roster(*workbook, {});
    HJ_ASSERT(read.has_value() && read->rows == rows && read->wrong_rows.empty());
    benchmark::DoNotOptimize(judge_eligibility(read->roster, Date{2020, 12, 30}));
  }
  state.SetItemsProcessed(state.iterations() * rows);
}

void roster_five_thousand_rows(benchmark::State& state) { read_rows(state, 5'000); }
void roster_hundred_thousand_rows(benchmark::State& state) { read_rows(state, 100'000); }

BENCHMARK(roster_five_thousand_rows)->Unit(benchmark::kMillisecond);
BENCHMARK(roster_hundred_thousand_rows)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace huanjie
