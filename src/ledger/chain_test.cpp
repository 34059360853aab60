#include "ledger/chain.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ledger/envelope.h"

namespace huanjie {
namespace {

LogId log_of(int number) {
  LogId log;
  log.bytes.fill(static_cast<std::uint8_t>(number));
  return log;
}

Draft draft(std::int64_t time, const std::string& text) {
  Draft draft;
  draft.time.ms = time;
  draft.actor = "记录员";
  draft.kind = "note_taken";
  draft.body.set("text", Json(text));
  return draft;
}

std::vector<std::string> some_events(Suite suite, int count) {
  Chain chain = start_chain(suite, log_of(1));
  std::vector<std::string> events;
  for (int i = 0; i < count; ++i) {
    events.push_back(*extend(chain, draft(1000 + i, "第" + std::to_string(i) + "件")));
  }
  return events;
}

Result<Chain> followed(Suite suite, const std::vector<std::string>& events) {
  Chain chain = start_chain(suite, log_of(1));
  for (const std::string& event : events) HJ_TRY(follow(chain, event));
  return chain;
}

TEST(Chain, FollowsWhatItsWriterExtended) {
  for (const Suite suite : {Suite::international, Suite::gm}) {
    Chain writer = start_chain(suite, log_of(1));
    Chain reader = writer;
    for (int i = 0; i < 5; ++i) {
      const std::string event = *extend(writer, draft(i, "x"));
      ASSERT_TRUE(follow(reader, event));
      EXPECT_EQ(reader.head, writer.head);
      EXPECT_EQ(writer.head.hash, digest(suite, event));
    }
    EXPECT_EQ(writer.head.seq, 5);
  }
}

TEST(Chain, FirstEventHasSequenceOneAndNothingBeforeIt) {
  const std::string first = some_events(Suite::international, 1).front();
  EXPECT_EQ(read_link(first)->seq, 1);
  EXPECT_EQ(read_link(first)->prev, Hash{});
}

TEST(Chain, DroppedSwappedRepeatedAndForeignEventsAreRefused) {
  const auto events = some_events(Suite::international, 4);
  EXPECT_TRUE(followed(Suite::international, events));
  EXPECT_FALSE(followed(Suite::international, {events[1]}));
  EXPECT_FALSE(followed(Suite::international, {events[0], events[2], events[3]}));
  EXPECT_FALSE(followed(Suite::international, {events[0], events[2], events[1]}));
  EXPECT_FALSE(followed(Suite::international, {events[0], events[0]}));
  EXPECT_FALSE(followed(Suite::gm, events));
  Chain other = start_chain(Suite::international, log_of(2));
  EXPECT_FALSE(follow(other, events[0]));
}

TEST(Chain, RefusalLeavesItWhereItWas) {
  const auto events = some_events(Suite::international, 3);
  Chain chain = *followed(Suite::international, {events[0]});
  const Head before = chain.head;
  const Result<> refused = follow(chain, events[2]);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().where, "序号 2");
  EXPECT_EQ(chain.head, before);
  EXPECT_TRUE(follow(chain, events[1]));
}

TEST(Chain, ClockThatGoesBackIsNotedAndNeverRefused) {
  Chain chain = start_chain(Suite::international, log_of(1));
  const std::int64_t three_days = 3LL * 86'400'000;
  const std::int64_t ten_years = 3650LL * 86'400'000;
  for (const std::int64_t time :
       {ten_years, ten_years - three_days, 2 * ten_years, 2 * ten_years}) {
    ASSERT_TRUE(extend(chain, draft(time, "x")));
  }
  ASSERT_EQ(chain.clock_steps.size(), 1U);
  EXPECT_EQ(chain.clock_steps[0].seq, 2);
  EXPECT_EQ(chain.clock_steps[0].before.ms, ten_years);
  EXPECT_EQ(chain.clock_steps[0].after.ms, ten_years - three_days);
}

// TRUST I11: no order and no decision hangs on the clock.
RC_GTEST_PROP(Chain, AnyClockGivesTheSameOrder, (const std::vector<std::int64_t>& times)) {
  Chain chain = start_chain(Suite::international, log_of(1));
  std::int64_t seq = 0;
  for (const std::int64_t time : times) {
    const Result<std::string> event = extend(chain, draft(std::abs(time % 4'000'000'000'000), "x"));
    RC_ASSERT(event.has_value());
    RC_ASSERT(read_link(*event)->seq == ++seq);
  }
}

// TRUST I8, V2: whatever byte changes, the change or the link after it is found.
TEST(Chain, EverySingleByteChangeIsFound) {
  const auto events = some_events(Suite::international, 3);
  for (std::size_t i = 0; i < events[1].size(); ++i) {
    auto changed = events;
    changed[1][i] = static_cast<char>(changed[1][i] ^ 1);
    EXPECT_FALSE(followed(Suite::international, changed)) << i;
  }
}

TEST(Chain, LinkReadFromTheEndIsThatOfTheEvent) {
  Chain chain = start_chain(Suite::gm, log_of(7));
  Draft tricky = draft(12345, R"(","log":"00000000000000000000000000000000","seq":9})");
  const std::string event = *extend(chain, tricky);
  const Envelope whole = *parse_envelope(event);
  const Link link = *read_link(event);
  EXPECT_EQ(link.log, whole.log);
  EXPECT_EQ(link.seq, whole.seq);
  EXPECT_EQ(link.prev, whole.prev);
  EXPECT_EQ(link.time, whole.time);
}

TEST(Chain, GarbageHasNoLink) {
  for (const std::string_view text :
       {"", "}", "{}", "null", R"({"seq":1,"time":1})", R"("time":1})"}) {
    EXPECT_FALSE(read_link(text)) << text;
  }
}

TEST(Chain, DraftOutOfBoundsIsRefusedAndWritesNothing) {
  Chain chain = start_chain(Suite::international, log_of(1));
  Draft nameless = draft(1, "x");
  nameless.actor.clear();
  EXPECT_FALSE(extend(chain, nameless));
  EXPECT_EQ(chain.head.seq, 0);
}

}  // namespace
}  // namespace huanjie
