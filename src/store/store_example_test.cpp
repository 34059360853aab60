#include "store/store_example.h"

#include <gtest/gtest.h>

namespace huanjie {

std::vector<std::string> example_events(Chain& chain, int count, std::size_t size) {
  std::vector<std::string> events;
  for (int i = 0; i < count; ++i) {
    Draft draft;
    draft.time.ms = chain.head.seq;
    draft.actor = "记录员";
    draft.kind = "noted";
    draft.body.set("text", Json(std::string(size, 'x')));
    events.push_back(*extend(chain, draft));
  }
  return events;
}

NodeKeys example_keys(Suite suite) {
  static const NodeKeys kInternational = new_node_keys(Suite::international, NodeId{});
  static const NodeKeys kGm = new_node_keys(Suite::gm, NodeId{});
  return suite == Suite::gm ? kGm : kInternational;
}

Vault example_vault(Suite suite) { return {suite, example_keys(suite).data_key}; }

namespace {

TEST(StoreExample, EventsFollowOneAnother) {
  Chain chain = start_chain(Suite::gm, example_log().log);
  Chain reader = chain;
  for (const std::string& event : example_events(chain, 3)) ASSERT_TRUE(follow(reader, event));
  EXPECT_EQ(reader.head, chain.head);
}

}  // namespace
}  // namespace huanjie
