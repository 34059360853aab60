#include <benchmark/benchmark.h>

#include "base/assert.h"
#include "ledger/chain.h"
#include "ledger/envelope.h"

// The goal is half the speed of the bare digest over the same bytes (DESIGN 11).
namespace huanjie {
namespace {

std::vector<std::string> events_of(Suite suite) {
  Chain chain = start_chain(suite, LogId{});
  std::vector<std::string> events;
  for (int i = 0; i < 10'000; ++i) {
    Draft draft;
    draft.time.ms = i;
    draft.actor = "记录员";
    draft.kind = "noted";
    draft.body.set("text", Json(std::string(250, 'x')));
    events.push_back(*extend(chain, draft));
  }
  return events;
}

std::int64_t size_of(const std::vector<std::string>& events) {
  std::size_t size = 0;
  for (const std::string& event : events) size += event.size();
  return static_cast<std::int64_t>(size);
}

void bare_digest(benchmark::State& state) {
  const Suite suite = state.range(0) == 0 ? Suite::international : Suite::gm;
  std::string bytes;
  const auto events = events_of(suite);
  for (const std::string& event : events) bytes += event;
  for (auto _ : state) benchmark::DoNotOptimize(digest(suite, bytes));
  state.SetBytesProcessed(state.iterations() * size_of(events));
}

void chain_check(benchmark::State& state) {
  const Suite suite = state.range(0) == 0 ? Suite::international : Suite::gm;
  const auto events = events_of(suite);
  for (auto _ : state) {
    Chain chain = start_chain(suite, LogId{});
    for (const std::string& event : events) {
      const Result<> followed = follow(chain, event);
      HJ_ASSERT(followed.has_value());
    }
    benchmark::DoNotOptimize(chain);
  }
  state.SetBytesProcessed(state.iterations() * size_of(events));
}

void whole_form(benchmark::State& state) {
  const auto events = events_of(Suite::international);
  for (auto _ : state) {
    for (const std::string& event : events) benchmark::DoNotOptimize(parse_envelope(event));
  }
  state.SetBytesProcessed(state.iterations() * size_of(events));
}

BENCHMARK(bare_digest)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(chain_check)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(whole_form)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace huanjie
