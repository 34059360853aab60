#include "render/flow.h"

#include <gtest/gtest.h>

#include "render/qr.h"

namespace huanjie {
namespace {

Piece piece(double height) { return {.height = height}; }

std::vector<std::size_t> sizes(const std::vector<Piece>& pieces, double height) {
  const Result<std::vector<Page>> pages = paginate(pieces, height);
  std::vector<std::size_t> counts;
  if (!pages.has_value()) return counts;
  for (const Page& page : *pages) counts.push_back(page.size());
  return counts;
}

using Sizes = std::vector<std::size_t>;

TEST(Paginate, FillsAPageAndTurnsIt) {
  EXPECT_EQ(sizes({piece(40), piece(60), piece(1)}, 100), (Sizes{2, 1}));
  EXPECT_EQ(sizes({piece(40), piece(61), piece(39)}, 100), (Sizes{1, 2}));
  EXPECT_EQ(sizes({}, 100), Sizes{0});
}

TEST(Paginate, AGapCountsExceptAtTheHeadOfAPage) {
  Piece apart = piece(50);
  apart.gap = 1;
  EXPECT_EQ(sizes({piece(50), apart}, 100), (Sizes{1, 1}));
  EXPECT_EQ(sizes({piece(50), apart}, 101), Sizes{2});
  Piece full = piece(100);
  full.gap = 1;
  EXPECT_EQ(sizes({full}, 100), Sizes{1});
}

TEST(Paginate, KeepsTogetherWhatBelongsTogether) {
  Piece heading = piece(20);
  heading.with_next = true;
  EXPECT_EQ(sizes({piece(70), heading, piece(20)}, 100), (Sizes{1, 2}));
  EXPECT_EQ(sizes({piece(60), heading, piece(20)}, 100), Sizes{3});
}

TEST(Paginate, AGroupHigherThanAPageIsStillPrinted) {
  std::vector<Piece> group(5, piece(40));
  for (Piece& part : group) part.with_next = true;
  EXPECT_EQ(sizes(group, 100), (Sizes{2, 1, 2}));
}

TEST(Paginate, RepeatsTheHeadOfATable) {
  const auto head = std::make_shared<const Piece>(piece(10));
  Piece row = piece(30);
  row.head = head;
  const Result<std::vector<Page>> pages = paginate({piece(10), row, row, row, row}, 100);
  ASSERT_TRUE(pages.has_value());
  ASSERT_EQ(pages->size(), 2U);
  EXPECT_EQ((*pages)[1][0].piece, head.get());
  EXPECT_EQ((*pages)[1][1].top, 10);
}

TEST(Paginate, RefusesWhatIsHigherThanAPageWithItsHead) {
  Piece row = piece(91);
  row.name = "名单第7行";
  EXPECT_TRUE(paginate({row}, 91).has_value());
  row.head = std::make_shared<const Piece>(piece(10));
  const Result<std::vector<Page>> pages = paginate({row}, 100);
  ASSERT_FALSE(pages.has_value());
  EXPECT_EQ(pages.error().where, "名单第7行");
}

TEST(Paginate, APageBreakLeavesNoEmptyPage) {
  const Piece turn{.new_page = true};
  EXPECT_EQ(sizes({piece(10), turn, piece(10)}, 100), (Sizes{1, 1}));
  EXPECT_EQ(sizes({turn, turn, piece(10)}, 100), Sizes{1});
}

TEST(PageFrame, ADocumentHasTheTextBlockOfTheStandard) {
  const PageFrame frame = page_frame({.style = PageStyle::official});
  EXPECT_NEAR(frame.width * 25.4 / 72, 156, 0.01);
  EXPECT_NEAR(frame.height * 25.4 / 72, 225, 0.01);
  EXPECT_GE(frame.width, 28 * 15.75);
  EXPECT_GE(frame.height, 22 * 28);
}

TEST(QrSymbol, HoldsItsThreeFinderPatterns) {
  const Result<QrSymbol> symbol = qr_symbol("huanjie:1:5b1c:412:3f9c");
  ASSERT_TRUE(symbol.has_value());
  const auto dark = [&](int row, int column) {
    return symbol->modules.at(static_cast<std::size_t>(row) *
                                  static_cast<std::size_t>(symbol->size) +
                              static_cast<std::size_t>(column));
  };
  for (const auto& [row, column] :
       {std::pair{3, 3}, std::pair{3, symbol->size - 4}, std::pair{symbol->size - 4, 3}}) {
    EXPECT_TRUE(dark(row, column));
    EXPECT_FALSE(dark(row, column - 2));
    EXPECT_TRUE(dark(row, column - 3));
  }
}

TEST(QrSymbol, RefusesWhatWouldNotBeReadable) {
  EXPECT_TRUE(qr_symbol(std::string(kMaxQrBytes, 'a')).has_value());
  EXPECT_FALSE(qr_symbol(std::string(kMaxQrBytes + 1, 'a')).has_value());
  EXPECT_FALSE(qr_symbol("").has_value());
}

}  // namespace
}  // namespace huanjie
