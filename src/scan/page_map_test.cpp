#include "scan/page_map.h"

#include <gtest/gtest.h>

#include <array>

namespace huanjie {
namespace {

TEST(PageMap, TakesAnchorsToWhereTheyWereFound) {
  const std::array anchors{Anchor{{10, 10}, {120, 130}}, Anchor{{200, 10}, {2400, 100}},
                           Anchor{{10, 280}, {150, 3370}}, Anchor{{200, 280}, {2430, 3340}}};
  const std::optional<PageMap> map = PageMap::through(anchors);
  ASSERT_TRUE(map.has_value());
  for (const Anchor& anchor : anchors) EXPECT_LT(map->off(anchor), 0.01);
  EXPECT_NEAR(map->across(), 12, 0.01);
  EXPECT_NEAR(map->degrees(), -0.754, 0.01);
}

TEST(PageMap, NeedsThreeAnchorsThatAreNotInOneLine) {
  const std::array line{Anchor{{10, 10}, {100, 100}}, Anchor{{10, 100}, {100, 1000}},
                        Anchor{{10, 200}, {100, 2000}}};
  EXPECT_FALSE(PageMap::through(line).has_value());
  EXPECT_FALSE(PageMap::through(std::span(line).first(2)).has_value());
}

TEST(PageMap, FollowsPaperThatWasPulledUnevenly) {
  const PageMap turned = PageMap::turned(10, 0, {});
  PageMap map = turned;
  // The lower half came through half a millimetre longer.
  const std::array anchors{Anchor{{14, 14}, {140, 140}}, Anchor{{196, 14}, {1960, 140}},
                           Anchor{{14, 283}, {140, 2835}}, Anchor{{196, 283}, {1960, 2835}}};
  map.follow(anchors);
  EXPECT_NEAR(map({14, 14}).y, 140, 0.5);
  EXPECT_NEAR(map({14, 283}).y, 2835, 0.5);
  EXPECT_NEAR(map({105, 148}).y, 1482.5, 1.5);
}

}  // namespace
}  // namespace huanjie
