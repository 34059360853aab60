#include "scan/interpret.h"

#include <gtest/gtest.h>

#include "scan/paper.h"
#include "scan/register.h"
#include "scan/same_paper.h"
#include "scan/sheet_model.h"

namespace huanjie {
namespace {

void fill(GreyImage& image, const Box& box, std::uint8_t grey) {
  for (int y = box.top; y < box.bottom; ++y) {
    for (int x = box.left; x < box.right; ++x) image.pixel(x, y) = grey;
  }
}

// One box and one name row on a sheet of 100 by 100 mm, with a word of print.
Layout layout() {
  Layout layout;
  layout.ballot = "b";
  layout.page = {100, 100};
  layout.cells = {{"committee", "c1", {}, {}, CellRole::mark, {60, 30, 12, 9}},
                  {"committee", {}, 1, {}, CellRole::name, {20, 60, 40, 9}}};
  return layout;
}

GreyImage print() {
  GreyImage image(800, 800);
  fill(image, {60 * 8 - 3, 30 * 8 - 3, 72 * 8 + 3, 39 * 8 + 3}, 0);
  fill(image, {60 * 8, 30 * 8, 72 * 8, 39 * 8}, 255);
  fill(image, {20 * 8, 30 * 8, 50 * 8, 36 * 8}, 0);
  return image;
}

GreyImage page_of(const SheetModel& model) {
  GreyImage page = model.page;
  for (std::uint8_t& pixel : page.pixels) {
    pixel = static_cast<std::uint8_t>(pixel * kPaper / 255);
  }
  return page;
}

TEST(SheetModel, APictureOfAnotherSizeIsRefused) {
  EXPECT_TRUE(model_of(layout(), print()).has_value());
  EXPECT_FALSE(model_of(layout(), GreyImage(800, 790)).has_value());
}

TEST(SheetModel, TheUnmarkedSheetHasNothingToSay) {
  const SheetModel model = *model_of(layout(), print());
  const PageCheck check = check_page(page_of(model), model);
  EXPECT_EQ(check.missing, 0);
  EXPECT_FALSE(check.stray_ink);
  EXPECT_EQ(check.inked, (std::vector<bool>{false, false}));
}

TEST(SheetModel, InkOutsideIsStrayAndInTheRowANameAndAStreakIsNeither) {
  const SheetModel model = *model_of(layout(), print());
  GreyImage stray = page_of(model);
  fill(stray, {100, 170, 120, 172}, 60);
  EXPECT_TRUE(check_page(stray, model).stray_ink);
  GreyImage named = page_of(model);
  fill(named, {60, 126, 80, 128}, 60);
  EXPECT_FALSE(check_page(named, model).stray_ink);
  EXPECT_TRUE(check_page(named, model).inked[1]);
  GreyImage streak = page_of(model);
  fill(streak, {20, 0, 22, 200}, 60);
  EXPECT_FALSE(check_page(streak, model).stray_ink);
}

TEST(SheetModel, CoveredPrintIsMissing) {
  const SheetModel model = *model_of(layout(), print());
  GreyImage covered = page_of(model);
  fill(covered, {0, 40, 110, 90}, kPaper);
  EXPECT_GT(check_page(covered, model).missing, 300);
}

TEST(Interpret, CellsAreReadInTheOrderOfTheLayout) {
  const SheetModel model = *model_of(layout(), print());
  std::vector<GreyImage> cells;
  for (const CellPicture& cell : model.cells) {
    GreyImage seen = cell.print;
    for (std::uint8_t& pixel : seen.pixels) pixel = static_cast<std::uint8_t>(pixel * kPaper / 255);
    cells.push_back(seen);
  }
  EXPECT_TRUE(read_cells(cells, model).marks[0].sure);
  EXPECT_TRUE(read_cells(cells, model).trace.empty());
  fill(cells[0], {24, 20, 44, 40}, 30);
  const CellsRead marked = read_cells(cells, model);
  ASSERT_EQ(marked.marks.size(), 2U);
  EXPECT_FALSE(marked.marks[0].sure);
  EXPECT_EQ(marked.trace.size(), 1U);
}

TEST(Interpret, AnEmptyPageIsBlank) {
  const std::vector<SheetModel> models{*model_of(layout(), print())};
  const SheetRead sheet = read_sheet({GreyImage(800, 800), 200}, models);
  EXPECT_EQ(sheet.reading.status, SheetStatus::rejected);
  EXPECT_EQ(to_text(*sheet.reading.reason), "blank_page");
}

TEST(Register, ACellIsMovedToWhereItsLinesAre) {
  GreyImage lines(60, 60);
  fill(lines, {10, 10, 50, 11}, 0);
  fill(lines, {10, 10, 11, 50}, 0);
  GreyImage seen(60, 60, static_cast<std::uint8_t>(kPaper));
  fill(seen, {12, 9, 52, 10}, 0);
  fill(seen, {12, 9, 13, 49}, 0);
  const GreyImage moved = register_to_print(seen, lines, 3);
  EXPECT_EQ(moved.pixel(30, 10), 0);
  EXPECT_EQ(moved.pixel(10, 30), 0);
  EXPECT_EQ(register_to_print(moved, lines, 3), moved);
}

InkTrace trace_of(int shift, int wobble) {
  InkTrace trace;
  for (int cell = 0; cell < 3; ++cell) {
    GreyImage depth(60, 60, 0);
    fill(depth, {20 + shift, 15, 23 + shift, 45}, 200);
    fill(depth, {20 + shift, 30 + wobble * (cell + 1), 45 + shift, 33 + wobble * (cell + 1)}, 200);
    add_trace(trace, cell, measure_ink(depth));
  }
  return trace;
}

TEST(SamePaper, TheSameInkALittleMovedIsTheSamePaper) {
  EXPECT_TRUE(same_paper(trace_of(0, 0), trace_of(0, 0)));
  EXPECT_TRUE(same_paper(trace_of(0, 0), trace_of(2, 0)));
  EXPECT_FALSE(same_paper(trace_of(0, 0), trace_of(0, 4))) << "other hands";
  EXPECT_FALSE(same_paper(trace_of(0, 0), trace_of(12, 0))) << "elsewhere in the box";
}

TEST(SamePaper, PapersWithHardlyAnyInkAreNeverMatched) {
  InkTrace two = trace_of(0, 0);
  two.pop_back();
  EXPECT_FALSE(same_paper(two, two));
  EXPECT_FALSE(same_paper({}, {}));
  PaperMemory memory;
  EXPECT_EQ(memory.find_and_keep("s1", {}), std::nullopt);
  EXPECT_EQ(memory.find_and_keep("s2", {}), std::nullopt);
}

}  // namespace
}  // namespace huanjie
