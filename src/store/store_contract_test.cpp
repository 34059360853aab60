#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>

#include "store/memory.h"
#include "store/memory_disk.h"
#include "store/sqlite.h"
#include "store/store_example.h"

// What every store promises (app/ports.h), tried on each.
namespace huanjie {
namespace {

struct Kind {
  std::string name;
  Suite suite = Suite::international;
  bool sqlite = false;
};

class StoreContract : public testing::TestWithParam<Kind> {
 protected:
  StoreContract() : suite(GetParam().suite), chain(start_chain(suite, key.log)) {
    if (GetParam().sqlite) {
      EXPECT_TRUE(create_sqlite(disk.setup()));
      reopen();
    } else {
      store = memory_store();
    }
    EXPECT_TRUE(store->create_log(key, suite));
  }
  // A memory store has nothing to come back from.
  void reopen() {
    if (!GetParam().sqlite) return;
    store.reset();
    auto opened = open_sqlite(disk.setup(), example_vault(suite));
    ASSERT_TRUE(opened) << describe(opened.error());
    store = *std::move(opened);
  }
  std::vector<std::string> appended(int count) {
    const Head before = chain.head;
    auto events = example_events(chain, count);
    EXPECT_TRUE(store->append(key, before, events));
    return events;
  }
  SealedWords words(const std::string& text) { return seal(suite, Salt{}, text); }

  const LogKey key = example_log();
  Suite suite;
  Chain chain;
  MemoryDisk disk;
  std::unique_ptr<Store> store;
};

INSTANTIATE_TEST_SUITE_P(All, StoreContract,
                         testing::Values(Kind{"memory", Suite::international, false},
                                         Kind{"sqlite", Suite::international, true},
                                         Kind{"sqlite_gm", Suite::gm, true}),
                         [](const auto& kind) { return kind.param.name; });

template <class T>
ErrorCode code_of(const Result<T>& result) {
  EXPECT_FALSE(result.has_value());
  return result ? ErrorCode{} : result.error().code;
}

TEST_P(StoreContract, GivesBackWhatWasAppended) {
  const auto first = appended(3);
  const auto second = appended(2);
  reopen();
  EXPECT_EQ(store->log(key)->head, chain.head);
  const auto all = *store->read(key, 1, 100);
  ASSERT_EQ(all.size(), 5U);
  EXPECT_EQ(all[0], first[0]);
  EXPECT_EQ(all[4], second[1]);
  EXPECT_EQ(*store->read(key, 4, 1), std::vector{second[0]});
  EXPECT_TRUE(store->read(key, 6, 10)->empty());
  EXPECT_TRUE(store->read(key, 1, 0)->empty());
}

TEST_P(StoreContract, KnowsItsLogsByUnitThenLog) {
  EXPECT_TRUE(store->create_log(example_log(3), suite));
  EXPECT_TRUE(store->create_log(example_log(2), suite));
  reopen();
  const auto logs = *store->logs();
  ASSERT_EQ(logs.size(), 3U);
  EXPECT_EQ(logs[0].key, example_log(1));
  EXPECT_EQ(logs[1].key, example_log(2));
  EXPECT_EQ(logs[2].key, example_log(3));
  EXPECT_EQ(logs[1].head, (Head{example_log(2).log, 0, Hash{}}));
  EXPECT_EQ(code_of(store->log(example_log(4))), ErrorCode::not_found);
  EXPECT_EQ(code_of(store->read(example_log(4), 1, 1)), ErrorCode::not_found);
  EXPECT_EQ(code_of(store->append(example_log(4), Head{example_log(4).log, 0, {}}, {})),
            ErrorCode::not_found);
}

TEST_P(StoreContract, LogIsCreatedAgainOnlyWithItsSuite) {
  EXPECT_TRUE(store->create_log(key, suite));
  const Suite other = suite == Suite::gm ? Suite::international : Suite::gm;
  EXPECT_EQ(code_of(store->create_log(key, other)), ErrorCode::conflict);
}

TEST_P(StoreContract, SameAppendAgainIsFine) {
  const Head before = chain.head;
  const auto events = appended(3);
  EXPECT_TRUE(store->append(key, before, events));
  EXPECT_EQ(store->log(key)->head.seq, 3);
  const std::vector<std::string> tail{events[1], events[2]};
  Chain one = start_chain(suite, key.log);
  ASSERT_TRUE(follow(one, events[0]));
  EXPECT_TRUE(store->append(key, one.head, tail));
  EXPECT_EQ(store->log(key)->head, chain.head);
}

TEST_P(StoreContract, AnotherEventInTheSamePlaceIsAConflict) {
  const Head before = chain.head;
  Chain other = chain;
  const auto mine = appended(2);
  const auto theirs = example_events(other, 1, 7);
  EXPECT_EQ(code_of(store->append(key, before, theirs)), ErrorCode::conflict);
  EXPECT_EQ(*store->read(key, 1, 10), mine);
}

TEST_P(StoreContract, OnlyThePartThatIsThereIsNoRepeat) {
  const Head before = chain.head;
  auto events = appended(2);
  const auto more = example_events(chain, 1);
  events.push_back(more[0]);
  EXPECT_EQ(code_of(store->append(key, before, events)), ErrorCode::conflict);
  EXPECT_EQ(store->log(key)->head.seq, 2);
}

TEST_P(StoreContract, EventsThatDoNotFollowAreRefusedWhole) {
  const Head before = chain.head;
  auto events = example_events(chain, 3);
  std::swap(events[1], events[2]);
  EXPECT_EQ(code_of(store->append(key, before, events)), ErrorCode::invalid_input);
  events = {events[0], "{}"};
  EXPECT_EQ(code_of(store->append(key, before, events)), ErrorCode::invalid_input);
  Chain foreign = start_chain(suite, example_id<LogId>(9));
  EXPECT_EQ(code_of(store->append(key, before, example_events(foreign, 1))),
            ErrorCode::invalid_input);
  EXPECT_EQ(store->log(key)->head.seq, 0);
  EXPECT_TRUE(store->read(key, 1, 10)->empty());
}

TEST_P(StoreContract, HeadAheadOfTheLogIsAConflict) {
  example_events(chain, 1);
  const Head ahead = chain.head;
  EXPECT_EQ(code_of(store->append(key, ahead, example_events(chain, 1))), ErrorCode::conflict);
}

// TRUST I12: any repetition and any cut of the same events gives the same log.
RC_GTEST_PROP(StoreAppend, AnyRepeatedAndCutDeliveryGivesTheSameLog, ()) {
  const auto store = memory_store();
  const LogKey key = example_log();
  RC_ASSERT(store->create_log(key, Suite::international).has_value());
  Chain chain = start_chain(Suite::international, key.log);
  std::vector<Head> heads{chain.head};
  std::vector<std::string> events;
  for (int i = 0; i < 8; ++i) {
    events.push_back(example_events(chain, 1).front());
    heads.push_back(chain.head);
  }
  const auto deliveries = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 8), rc::gen::inRange(1, 9)));
  std::int64_t reached = 0;
  for (const auto& [from, count] : deliveries) {
    const int to = std::min(from + count, 8);
    const Result<> done =
        store->append(key, heads[from], {events.begin() + from, events.begin() + to});
    if (done) reached = std::max<std::int64_t>(reached, to);
    RC_ASSERT(store->log(key)->head.seq == reached);
  }
  RC_ASSERT(*store->read(key, 1, 100) ==
            std::vector<std::string>(events.begin(), events.begin() + reached));
}

TEST_P(StoreContract, KeepsSignedHeadsOfItsOwnEvents) {
  appended(2);
  const auto signer = key_signer(example_keys(suite));
  const SignedHead head = *sign_head(*store, key, *signer);
  EXPECT_EQ(head_of(head), chain.head);
  reopen();
  EXPECT_EQ(*store->heads(key), std::vector{head});
  EXPECT_EQ(*sign_head(*store, key, *signer), head);
  EXPECT_TRUE(store->put_head(key, head));
  SignedHead wrong = head;
  wrong.seq = 1;
  EXPECT_EQ(code_of(store->put_head(key, wrong)), ErrorCode::invalid_input);
  wrong = head;
  wrong.signature[20] = wrong.signature[20] == 'a' ? 'b' : 'a';
  EXPECT_EQ(code_of(store->put_head(key, wrong)), ErrorCode::invalid_input);
  EXPECT_EQ(store->heads(key)->size(), 1U);
}

TEST_P(StoreContract, SecondSignatureOfOneHeadByOneKeyIsAConflict) {
  if (suite != Suite::gm) return;  // an Ed25519 key has only one
  appended(1);
  const auto signer = key_signer(example_keys(suite));
  const SignedHead head = *sign_head(*store, key, *signer);
  const std::string again = *signer->sign(head_message(chain.head));
  EXPECT_EQ(code_of(store->put_head(key, signed_head(chain.head, signer->public_key(), again))),
            ErrorCode::conflict);
  EXPECT_EQ(*store->heads(key), std::vector{head});
}

TEST_P(StoreContract, KeepsBlobsByTheirHash) {
  const std::string bytes("图\0像", 7);
  const Hash hash = *store->put_blob(key.unit, suite, bytes);
  EXPECT_EQ(hash, digest(suite, bytes));
  EXPECT_EQ(*store->put_blob(key.unit, suite, bytes), hash);
  const Hash empty = *store->put_blob(key.unit, suite, "");
  reopen();
  EXPECT_EQ(*store->blob(key.unit, hash), bytes);
  EXPECT_EQ(*store->blob(key.unit, empty), "");
  EXPECT_EQ(code_of(store->blob(key.unit, digest(suite, "other"))), ErrorCode::not_found);
  EXPECT_EQ(code_of(store->blob(example_id<UnitId>(9), hash)), ErrorCode::not_found);
}

TEST_P(StoreContract, ErasedBlobIsGoneAndStaysGone) {
  const Hash hash = *store->put_blob(key.unit, suite, "照片");
  EXPECT_TRUE(store->erase_blob(key.unit, hash));
  EXPECT_TRUE(store->erase_blob(key.unit, hash));
  reopen();
  EXPECT_EQ(code_of(store->blob(key.unit, hash)), ErrorCode::not_found);
  EXPECT_NE(store->blob(key.unit, hash).error().message.find("已删除"), std::string::npos);
  EXPECT_EQ(code_of(store->put_blob(key.unit, suite, "照片")), ErrorCode::conflict);
  EXPECT_EQ(code_of(store->erase_blob(key.unit, digest(suite, "x"))), ErrorCode::not_found);
}

TEST_P(StoreContract, KeepsSealedWords) {
  const SealedWords sealed = words("410105199001010017");
  EXPECT_TRUE(store->put_sealed(key.unit, suite, sealed));
  EXPECT_TRUE(store->put_sealed(key.unit, suite, sealed));
  reopen();
  EXPECT_EQ(*store->sealed(key.unit, sealed.hash), sealed);
  EXPECT_EQ(code_of(store->sealed(example_id<UnitId>(9), sealed.hash)), ErrorCode::not_found);
  SealedWords wrong = sealed;
  wrong.words += "1";
  EXPECT_EQ(code_of(store->put_sealed(key.unit, suite, wrong)), ErrorCode::invalid_input);
}

// TRUST I19.
TEST_P(StoreContract, ErasedWordsAreGoneAndTheChainStillHolds) {
  const SealedWords sealed = words("13800000000");
  EXPECT_TRUE(store->put_sealed(key.unit, suite, sealed));
  appended(2);
  EXPECT_TRUE(store->erase_sealed(key.unit, sealed.hash));
  reopen();
  EXPECT_EQ(code_of(store->sealed(key.unit, sealed.hash)), ErrorCode::not_found);
  EXPECT_EQ(code_of(store->put_sealed(key.unit, suite, sealed)), ErrorCode::conflict);
  EXPECT_EQ(store->read(key, 1, 10)->size(), 2U);
}

TEST_P(StoreContract, FirstSignatureOfAMessageStays) {
  const auto signer = key_signer(example_keys(suite));
  const std::string first = *sign_once(*store, key.unit, *signer, "清单");
  reopen();
  EXPECT_EQ(*sign_once(*store, key.unit, *signer, "清单"), first);
  EXPECT_TRUE(signature_holds(suite, signer->public_key(), "清单", first));
  const Hash message = digest(suite, "清单");
  EXPECT_TRUE(store->put_signature(key.unit, message, signer->public_key(), "other"));
  EXPECT_EQ(*store->signature(key.unit, message, signer->public_key()), first);
  EXPECT_EQ(code_of(store->signature(key.unit, digest(suite, "x"), signer->public_key())),
            ErrorCode::not_found);
}

TEST_P(StoreContract, ScratchHasTheOrderOfItsRandomIdsAndIsClearedWhole) {
  const auto item = [](int number, const std::string& bytes) {
    return ScratchItem{example_id<ScratchId>(number), bytes};
  };
  for (const int number : {7, 3, 5}) EXPECT_TRUE(store->put_scratch(key, item(number, "x")));
  EXPECT_TRUE(store->put_scratch(key, item(3, "改")));
  reopen();
  EXPECT_EQ(*store->scratch(key), (std::vector{item(3, "改"), item(5, "x"), item(7, "x")}));
  EXPECT_TRUE(store->create_log(example_log(2), suite));
  EXPECT_TRUE(store->put_scratch(example_log(2), item(1, "y")));
  EXPECT_TRUE(store->clear_scratch(key));
  reopen();
  EXPECT_TRUE(store->scratch(key)->empty());
  EXPECT_EQ(store->scratch(example_log(2))->size(), 1U);
  EXPECT_EQ(code_of(store->put_scratch(example_log(9), item(1, "y"))), ErrorCode::not_found);
}

// TRUST F16: nothing is cut.
TEST_P(StoreContract, LongAndRareTextsArriveWhole) {
  Draft draft;
  draft.actor = "记录员";
  draft.kind = "noted";
  draft.body.set("text", Json("𠮷𡘙𪚥" + std::string(3'000'000, 'n')));
  const Head before = chain.head;
  const std::string event = *extend(chain, draft);
  EXPECT_TRUE(store->append(key, before, {event}));
  reopen();
  EXPECT_EQ(*store->read(key, 1, 1), std::vector{event});
}

}  // namespace
}  // namespace huanjie
