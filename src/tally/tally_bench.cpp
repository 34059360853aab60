// 50,000 records of ten candidates, JSON included: the bound is 0.15 s.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

#include "ballot/cast_vote_record.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

constexpr int kSheets = 50'000;
constexpr int kCandidates = 10;

Ballot bench_ballot() {
  Ballot ballot;
  ballot.id = "bench";
  ballot.title = "选票";
  ballot.method.pack = "party-committee-2020";
  ballot.method.quorum.at_least = Ratio{4, 5};
  ballot.method.poll_valid.returned_at_most = {ReturnedLimit::voters, ReturnedLimit::issued};
  ballot.method.elected.of = Base::entitled;
  ballot.method.elected.more_than = Ratio{1, 2};
  Contest& contest = ballot.contests.emplace_back();
  contest.id = "committee";
  contest.title = "委员";
  contest.seats = 7;
  contest.write_in_rows = 2;
  for (int i = 0; i < kCandidates; ++i) {
    Candidate& candidate = contest.candidates.emplace_back();
    candidate.id = "c" + std::to_string(i + 1);
    candidate.name = "候选人" + std::to_string(i + 1);
  }
  return ballot;
}

Poll bench_poll() {
  Poll poll;
  poll.entitled = poll.present = poll.voters = poll.issued = poll.returned = kSheets;
  return poll;
}

std::string bench_cvrs(const Ballot& ballot) {
  Cvrs cvrs;
  cvrs.ballot = ballot.id;
  std::uint32_t state = 1;  // a fixed sequence (Numerical Recipes' generator)
  const auto next = [&state] { return (state = state * 1664525u + 1013904223u) >> 16; };
  for (int sheet = 0; sheet < kSheets; ++sheet) {
    CastVoteRecord& record = cvrs.cvrs.emplace_back();
    record.id = "s" + std::to_string(100'000 + sheet);
    ContestSeen& seen = record.contests.emplace_back();
    seen.contest = ballot.contests[0].id;
    for (const Candidate& candidate : ballot.contests[0].candidates) {
      const std::uint32_t mark = next() % 10;
      const Seen box = mark < 6 ? Seen::circle : mark < 8 ? Seen::cross : Seen::blank;
      seen.lines.push_back({candidate.id, box, {}});
    }
    if (next() % 50 == 0) {
      const std::string name = "另选" + std::to_string(next() % 20);
      seen.write_ins.push_back({1, name, Seen::circle});
    }
  }
  return write_json(to_json(cvrs));
}

// The text of three files in, the text of the result out.
void tally_fifty_thousand_records(benchmark::State& state) {
  const std::string ballot = write_json(to_json(bench_ballot()));
  const std::string poll = write_json(to_json(bench_poll()));
  const std::string cvrs = bench_cvrs(bench_ballot());
  for (auto _ : state) {
    const Result<PollResult> result =
        tally(*parse_ballot(ballot), *parse_poll(poll), *parse_cvrs(cvrs));
    if (!result.has_value()) return state.SkipWithError(describe(result.error()).c_str());
    benchmark::DoNotOptimize(write_pretty_json(to_json(*result)));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(cvrs.size()));
}
BENCHMARK(tally_fifty_thousand_records)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace huanjie
