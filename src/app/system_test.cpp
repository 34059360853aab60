#include "app/system.h"

#include <gtest/gtest.h>

#include <set>

namespace huanjie {
namespace {

TEST(Ids, OfTheSystemNeverRepeat) {
  RandomIds ids;
  std::set<LogId> seen;
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(seen.insert(new_id<LogId>(ids)).second);
}

TEST(Ids, OfOneSeedAreTheSameAgain) {
  SeededIds first("7");
  SeededIds again("7");
  SeededIds other("8");
  const auto one = first.next();
  EXPECT_EQ(again.next(), one);
  EXPECT_NE(other.next(), one);
  EXPECT_NE(first.next(), one);
}

}  // namespace
}  // namespace huanjie
