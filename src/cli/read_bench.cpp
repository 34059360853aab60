#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "base/base64.h"
#include "deck/sheet.h"
#include "imaging/decode.h"
#include "imaging/jpeg.h"
#include "imaging/png.h"
#include "render/ballot_sheet.h"
#include "scan/interpret.h"

// What reading a page costs beside decoding it, and printing a ballot: an A4 sheet of eight
// candidates and two rows, half of the boxes marked, scanned at 300 dpi to grey JPEG of quality 80.

namespace huanjie {
namespace {

Ballot ballot_of(int candidates) {
  Ballot ballot;
  ballot.id = "bench";
  ballot.title = "选票";
  Contest contest{"committee", "委员", candidates - 1, 2, Form::box, {}};
  for (int i = 0; i < candidates; ++i) {
    contest.candidates.push_back(
        {"c" + std::to_string(i), "王建国" + std::to_string(i), std::nullopt, std::nullopt});
  }
  ballot.contests = {contest};
  return ballot;
}

BallotSheet sheet_of(int candidates) {
  const Result<BallotSheet> sheet =
      compose_ballot(ballot_of(candidates), {}, {"2020年12月30日", "应选", {"在方格内画○"}});
  if (!sheet) std::abort();
  return *sheet;
}

struct Bench {
  std::vector<SheetModel> models{};
  std::string jpeg{};
};

Bench bench_of(int candidates) {
  const Layout layout = sheet_of(candidates).layout;
  const GreyImage print = read_png_grey(*from_base64(layout.x.print)).value();
  Dice dice(3);
  std::vector<CellKind> kinds;
  for (std::size_t i = 0; i < layout.cells.size(); ++i) {
    const bool is_marked = layout.cells[i].candidate && i % 2 == 0;
    kinds.push_back(!is_marked ? CellKind::blank : i % 4 == 0 ? CellKind::circle : CellKind::cross);
  }
  const MarkedSheet sheet = mark_sheet(printed_paper(print), layout, {}, kinds, dice);
  Bench bench;
  bench.models = {model_of(layout, print).value()};
  bench.jpeg = write_jpeg(scan(sheet.paper, {}, dice).image, 80, 300).value();
  return bench;
}

ScannedPage page_of(const Bench& bench) {
  const auto source = open_scan(bench.jpeg, "bench.jpg").value();
  return source->next().value().value();
}

void decode_page(benchmark::State& state) {
  const Bench bench = bench_of(8);
  for (auto _ : state) benchmark::DoNotOptimize(page_of(bench).image.pixels.data());
}
BENCHMARK(decode_page)->Unit(benchmark::kMillisecond);

void read_page(benchmark::State& state) {
  const Bench bench = bench_of(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    const SheetRead sheet = read_sheet(page_of(bench), bench.models);
    if (sheet.model == nullptr) std::abort();
    benchmark::DoNotOptimize(sheet.reading.lines.data());
  }
}
BENCHMARK(read_page)->Arg(8)->Arg(18)->Unit(benchmark::kMillisecond);

// As a verifier reads them again: straightened, ten a sheet.
void read_ten_cells(benchmark::State& state) {
  const Bench bench = bench_of(8);
  const SheetRead sheet = read_sheet(page_of(bench), bench.models);
  for (auto _ : state) {
    benchmark::DoNotOptimize(read_cells(sheet.cells, bench.models.front()).marks.data());
  }
}
BENCHMARK(read_ten_cells)->Unit(benchmark::kMillisecond);

void print_ballot(benchmark::State& state) {
  for (auto _ : state) {
    const BallotSheet sheet = sheet_of(8);
    benchmark::DoNotOptimize(ballot_pdf(sheet, 1)->data());
  }
}
BENCHMARK(print_ballot)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace huanjie
