#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>

#include "app/system.h"
#include "cli/assembly.h"
#include "cli/rehearse.h"
#include "ledger/archive.h"
#include "store/keys.h"
#include "store/memory.h"
#include "verify/checks.h"

// What verifying costs: the archive of a meeting of a thousand people, in which half of the room
// goes out and comes back (2,000 events and more), with a video of 100 MB.

namespace huanjie {
namespace {

namespace fs = std::filesystem;

// The rehearsed meeting with five hundred people leaving and coming back before the second head
// count.
AssemblyInput large_meeting(const std::string& folder) {
  RehearsalOptions options;
  options.out = folder;
  options.seed = 20;
  if (!write_rehearsal(options)) std::abort();
  AssemblyInput input = read_assembly(folder).value();
  std::vector<Act>& acts = input.course.acts;
  Names people;
  for (std::size_t i = 30; i < 530; ++i) people.push_back(input.roster.members[i].name);
  for (std::size_t i = 0; i < acts.size(); ++i) {
    if (!std::holds_alternative<CandidatesAct>(acts[i].body)) continue;
    acts.insert(acts.begin() + static_cast<std::ptrdiff_t>(i),
                {{LeaveAct{people}}, {ReturnAct{people}}});
    break;
  }
  return input;
}

std::string large_archive() {
  const std::string folder = (fs::temp_directory_path() / "huanjie-verify-bench").string();
  fs::remove_all(folder);
  const AssemblyInput input = large_meeting(folder);
  fs::remove_all(folder);
  const std::unique_ptr<Store> store = memory_store();
  SeededIds ids("7");
  const NodeKeys keys = new_node_keys(Suite::international, new_id<NodeId>(ids));
  const std::unique_ptr<Signer> signer = key_signer(keys);
  SystemClock clock;
  const Means means{store.get(), signer.get(), &ids, &clock};
  Evidence evidence;
  HeldMeeting held = conduct(input, means, evidence).value();
  const std::string video(100'000'000, 'v');
  Recorder& log = held.meeting.front();
  const Hash hash = store->put_blob(log.key().unit, Suite::international, video).value();
  evidence[hash] = video;
  const Stamp stamp{"bench", clock.now(), signer->node()};
  const BlobRef blob{hash, static_cast<std::int64_t>(video.size()), "video/mp4", true};
  log.record(DocumentFiled{"全程录像", "video.mp4", blob}, stamp).value();
  finish(held, means, stamp).value();
  const UnitId unit = log.key().unit;
  const ArchiveSealer sealer{signer->public_key(), [&](std::string_view message) {
                               return sign_once(*store, unit, *signer, message);
                             }};
  return write_archive(gather(held, input, *store, evidence).value(), sealer).value();
}

void verify_two_thousand_events_hundred_megabytes(benchmark::State& state) {
  const std::string archive = large_archive();
  for (auto _ : state) {
    const Verification verification = verify_archive(archive);
    if (!verification.holds()) state.SkipWithError("the archive does not verify");
  }
}
BENCHMARK(verify_two_thousand_events_hundred_megabytes)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace huanjie
