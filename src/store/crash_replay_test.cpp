#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "store/memory_disk.h"
#include "store/sqlite.h"
#include "store/store_example.h"

// TRUST R1, F1, F2, F3: what was acknowledged is never lost, whatever moment the process or the
// power ends, and whichever write or sync of the disk fails.
namespace huanjie {
namespace {

bool full_run() {
  const char* full = std::getenv("HUANJIE_FULL");
  return full != nullptr && std::string_view(full) == "1";
}

DiskFiles empty_store() {
  MemoryDisk disk;
  EXPECT_TRUE(create_sqlite(disk.setup()));
  return disk.files;
}

// What a store acknowledged so far.
struct Acknowledged {
  std::size_t operations = 0;  // of the disk, when it did
  std::size_t events = 0;
  std::vector<SignedHead> heads{};
  std::vector<Hash> blobs{};
};

struct Workload {
  std::vector<std::string> events{};  // all that were sent, acknowledged or not
  std::vector<Acknowledged> acts{};
  Result<> failure{};  // of the first act that was refused
};

// One act after the other until `acts` are done or one is refused.
Workload work(Store& store, const MemoryDisk& disk, int acts) {
  const LogKey key = example_log();
  const auto signer = key_signer(example_keys(Suite::international));
  Workload done;
  Acknowledged now;
  Chain chain = start_chain(Suite::international, key.log);
  for (int i = 0; i < acts && done.failure; ++i) {
    if (i == 0) {
      done.failure = store.create_log(key, Suite::international);
    } else if (i % 5 == 4) {
      const Result<Hash> blob = store.put_blob(key.unit, Suite::international,
                                               std::string(6000, static_cast<char>('a' + i % 26)));
      if (blob) now.blobs.push_back(*blob);
      if (!blob) done.failure = std::unexpected(blob.error());
    } else if (i % 7 == 6) {
      const Result<SignedHead> head = sign_head(store, key, *signer);
      if (head && std::ranges::find(now.heads, *head) == now.heads.end()) {
        now.heads.push_back(*head);
      }
      if (!head) done.failure = std::unexpected(head.error());
    } else if (i % 11 == 10) {
      done.failure = store.clear_scratch(key);
    } else if (i % 3 == 2) {
      done.failure = store.put_scratch(key, {example_id<ScratchId>(i), std::string(700, 's')});
    } else {
      const Head before = chain.head;
      const auto events = example_events(chain, 1 + i % 4, 200);
      done.events.insert(done.events.end(), events.begin(), events.end());
      done.failure = store.append(key, before, events);
      if (done.failure) now.events = done.events.size();
    }
    if (!done.failure) break;
    now.operations = disk.operations.size();
    done.acts.push_back(now);
  }
  return done;
}

struct Verdicts {
  int states = 0;
  int lost = 0;
  int corrupt = 0;
};

// Opens the state, checks it and compares it with what had been acknowledged.
void judge(const DiskFiles& files, const Workload& done, const Acknowledged& acknowledged,
           Verdicts& verdicts) {
  ++verdicts.states;
  MemoryDisk disk(files);
  const auto store = open_sqlite(disk.setup(), example_vault());
  if (!store) {
    ++verdicts.corrupt;
    ADD_FAILURE() << describe(store.error());
    return;
  }
  const LogKey key = example_log();
  const auto events = (*store)->read(key, 1, 1'000'000);
  if (!events) {
    // Before its creation was acknowledged the log need not be there.
    if (acknowledged.operations > 0) ++verdicts.lost;
    return;
  }
  const bool sent = events->size() <= done.events.size() &&
                    std::equal(events->begin(), events->end(), done.events.begin());
  if (!sent) ++verdicts.corrupt;
  bool kept = events->size() >= acknowledged.events;
  for (const Hash& blob : acknowledged.blobs) kept = kept && (*store)->blob(key.unit, blob);
  const auto heads = (*store)->heads(key);
  for (const SignedHead& head : acknowledged.heads) {
    kept = kept && heads && std::ranges::find(*heads, head) != heads->end();
  }
  if (!kept) ++verdicts.lost;
  if (!heads || !(*store)->scratch(key)) ++verdicts.corrupt;
}

const Acknowledged& acknowledged_at(const Workload& done, std::size_t operations) {
  static const Acknowledged kNothing;
  const Acknowledged* last = &kNothing;
  for (const Acknowledged& act : done.acts) {
    if (act.operations <= operations) last = &act;
  }
  return *last;
}

Verdicts replay(int acts, int checkpoint_pages, int torn_variants) {
  const DiskFiles start = empty_store();
  MemoryDisk disk(start);
  Workload done;
  {
    const auto store = open_sqlite(disk.setup(checkpoint_pages), example_vault());
    EXPECT_TRUE(store);
    done = work(**store, disk, acts);
    EXPECT_TRUE(done.failure);
  }
  Verdicts verdicts;
  std::mt19937 random(1);
  CrashStates states(start, disk.operations);
  do {
    const Acknowledged& acknowledged = acknowledged_at(done, states.steps());
    judge(states.killed(), done, acknowledged, verdicts);
    judge(states.power_cut(), done, acknowledged, verdicts);
    for (int i = 0; i < torn_variants; ++i) {
      judge(states.torn(random), done, acknowledged, verdicts);
    }
  } while (states.step());
  return verdicts;
}

TEST(CrashReplay, NothingAcknowledgedIsLostInAnyState) {
  Verdicts all;
  for (const int checkpoint_pages : {8, 20, 1000}) {
    const Verdicts some =
        full_run() ? replay(60, checkpoint_pages, 6) : replay(16, checkpoint_pages, 1);
    all.states += some.states;
    all.lost += some.lost;
    all.corrupt += some.corrupt;
  }
  std::printf("crash states checked %d, lost %d, corrupt %d\n", all.states, all.lost, all.corrupt);
  EXPECT_GE(all.states, full_run() ? 10'000 : 500);
  EXPECT_EQ(all.lost, 0);
  EXPECT_EQ(all.corrupt, 0);
}

// The replay must be able to find a loss: without synced writes it does.
TEST(CrashReplay, FindsTheLossWhenSyncsAreLeftOut) {
  const DiskFiles start = empty_store();
  MemoryDisk disk(start);
  Workload done;
  {
    const auto store = open_sqlite(disk.setup(), example_vault());
    ASSERT_TRUE(store);
    done = work(**store, disk, 4);
  }
  auto unsynced = disk.operations;
  const std::size_t end = done.acts.back().operations;
  unsynced.resize(end);
  for (DiskOperation& operation : unsynced) {
    if (operation.kind == DiskOperation::Kind::sync) operation.file = "elsewhere";
  }
  CrashStates states(start, unsynced);
  while (states.step()) continue;
  Verdicts verdicts;
  judge(states.power_cut(), done, acknowledged_at(done, end), verdicts);
  EXPECT_EQ(verdicts.lost, 1);
}

// The n-th write or sync fails, for every n until none does.
void fail_everywhere(int code, std::string_view says) {
  const DiskFiles start = empty_store();
  int failures = 0;
  for (int n = 1;; n += full_run() ? 1 : 3) {
    MemoryDisk disk(start);
    disk.fail_after = n;
    disk.fail_code = code;
    auto store = open_sqlite(disk.setup(8), example_vault());
    if (!store) continue;
    const Workload done = work(**store, disk, 16);
    if (done.failure) break;
    ++failures;
    EXPECT_EQ(done.failure.error().code, ErrorCode::unavailable);
    EXPECT_NE(done.failure.error().message.find(says), std::string::npos)
        << done.failure.error().message;

    // It only reads from now on, even when the disk is well again.
    disk.fail_code = 0;
    const Result<> refused = (*store)->create_log(example_log(5), Suite::gm);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("只能查看"), std::string::npos);
    const Acknowledged acknowledged = done.acts.empty() ? Acknowledged{} : done.acts.back();
    if (acknowledged.operations > 0) {
      EXPECT_GE((*store)->read(example_log(), 1, 1000)->size(), acknowledged.events);
    }

    // Opened again, from what was written and from what was synced, it is whole.
    CrashStates states(start, disk.operations);
    while (states.step()) continue;
    Verdicts verdicts;
    judge(states.killed(), done, acknowledged, verdicts);
    judge(states.power_cut(), done, acknowledged, verdicts);
    EXPECT_EQ(verdicts.lost + verdicts.corrupt, 0) << n;
  }
  EXPECT_GT(failures, 10);
}

TEST(DiskFault, FailedWriteOrSyncStopsWritingAndLosesNothing) {
  fail_everywhere(SQLITE_IOERR_WRITE, "磁盘读写失败");
  fail_everywhere(SQLITE_IOERR_FSYNC, "磁盘读写失败");
}

TEST(DiskFault, FullDiskStopsWritingAndLosesNothing) { fail_everywhere(SQLITE_FULL, "磁盘已满"); }

}  // namespace
}  // namespace huanjie
