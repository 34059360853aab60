#include "deck/sheet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "scan/interpret.h"

namespace huanjie {
namespace {

constexpr int kPrintScale = 8;

void fill(GreyImage& print, const PageRect& rect) {
  for (int y = rect.y * kPrintScale; y < (rect.y + rect.height) * kPrintScale; ++y) {
    for (int x = rect.x * kPrintScale; x < (rect.x + rect.width) * kPrintScale; ++x)
      print.pixel(x, y) = 0;
  }
}

void frame(GreyImage& print, const PageRect& rect) {
  const int left = rect.x * kPrintScale;
  const int top = rect.y * kPrintScale;
  const int right = left + rect.width * kPrintScale;
  const int bottom = top + rect.height * kPrintScale;
  for (int d = 1; d <= 3; ++d) {
    for (int x = left - d; x < right + d; ++x)
      print.pixel(x, top - d) = print.pixel(x, bottom + d - 1) = 0;
    for (int y = top - d; y < bottom + d; ++y)
      print.pixel(left - d, y) = print.pixel(right + d - 1, y) = 0;
  }
}

// An A5 sheet with four candidates and a write-in row, some print beside, and its style's squares.
struct Sample {
  Layout layout{};
  GreyImage print{};

  explicit Sample(const std::string& bits = "101100111000101011001110") {
    layout.ballot = "b";
    layout.style = "0123456789abcdef";
    layout.page = {148, 210};
    print = GreyImage(148 * kPrintScale, 210 * kPrintScale);
    for (const int x : {11, 131}) {
      for (const int y : {11, 102, 193}) layout.x.corner_marks.push_back({x, y, 6, 6});
    }
    layout.x.turn_bar = {20, 12, 12, 4};
    layout.x.code_bits = bits;
    for (int i = 0; i < 24; ++i) layout.x.code.push_back({26 + i * 4, 194, 3, 3});
    for (int i = 0; i < 5; ++i) {
      LayoutCell cell{"committee",    "c" + std::to_string(i + 1), {}, {},
                      CellRole::mark, {90, 40 + i * 16, 12, 9}};
      if (i == 4) {
        cell.candidate.reset();
        cell.write_in = 1;
      }
      layout.cells.push_back(cell);
      fill(print, {40, 42 + i * 16, 20, 1});  // stands for a name
    }
    layout.cells.push_back({"committee", {}, 1, {}, CellRole::name, {40, 104, 40, 9}});
    for (const LayoutCell& cell : layout.cells) frame(print, cell.rect_mm);
    for (const PageRect& mark : layout.x.corner_marks) fill(print, mark);
    fill(print, layout.x.turn_bar);
    for (std::size_t i = 0; i < layout.x.code.size(); ++i) {
      if (bits[i] == '1') fill(print, layout.x.code[i]);
    }
  }
  SheetModel model() const { return *model_of(layout, print); }
};

// Circle, cross, tick, nothing; nothing in the row.
MarkedSheet marked(const Sample& sample, std::uint64_t seed, bool name = false) {
  Dice dice(seed);
  const std::vector<CellKind> kinds{CellKind::circle, CellKind::cross,
                                    CellKind::tick,   CellKind::blank,
                                    CellKind::blank,  name ? CellKind::foreign : CellKind::blank};
  Signs signs;
  signs.others.push_back(invent_sign(SignKind::other, dice));
  return mark_sheet(printed_paper(sample.print), sample.layout, signs, kinds, dice);
}

ScannedPage scanned(const GreyImage& paper, const ScanFaults& faults) {
  Dice dice(7);
  return {scan(paper, faults, dice).image, static_cast<int>(faults.dpi)};
}

SheetRead read(const ScannedPage& page, const Sample& sample) {
  static std::vector<SheetModel> models;
  models = {sample.model()};
  return read_sheet(page, models);
}

void expect_refused(const SheetRead& sheet, SheetReason reason) {
  EXPECT_EQ(sheet.reading.status, SheetStatus::rejected);
  ASSERT_TRUE(sheet.reading.reason.has_value());
  EXPECT_EQ(to_text(*sheet.reading.reason), to_text(reason));
  EXPECT_TRUE(sheet.reading.lines.empty());
}

TEST(Sheet, IsReadInFourOrientationsAndAskew) {
  const Sample sample;
  const MarkedSheet sheet = marked(sample, 3);
  for (const int turns : {0, 1, 2, 3}) {
    for (const double skew : {-4.5, 0.0, 3.0}) {
      ScanFaults faults;
      faults.quarter_turns = turns;
      faults.skew = skew;
      const SheetRead found = read(scanned(sheet.paper, faults), sample);
      ASSERT_EQ(found.reading.lines.size(), 4U) << turns << " " << skew;
      EXPECT_EQ(found.reading.rotation, (360 - turns * 90) % 360);
      EXPECT_EQ(to_text(found.reading.lines[0].seen), "circle");
      EXPECT_EQ(to_text(found.reading.lines[1].seen), "cross");
      EXPECT_EQ(to_text(found.reading.lines[2].seen), "tick");
      EXPECT_EQ(to_text(found.reading.lines[3].seen), "blank");
      EXPECT_TRUE(found.reading.lines[3].sure);
      ASSERT_EQ(found.reading.write_ins.size(), 1U);
      EXPECT_FALSE(found.reading.write_ins[0].name_inked);
      if (found.reading.reason) {
        EXPECT_EQ(to_text(*found.reading.reason), "doubtful_marks");
      }
    }
  }
}

TEST(Sheet, IsReadAtEveryUsualResolutionAndWithoutOne) {
  const Sample sample;
  const MarkedSheet sheet = marked(sample, 4);
  for (const double dpi : {150.0, 200.0, 300.0, 400.0, 600.0}) {
    ScanFaults faults;
    faults.dpi = dpi;
    ScannedPage page = scanned(sheet.paper, faults);
    EXPECT_EQ(read(page, sample).reading.lines.size(), 4U) << dpi;
    page.dpi = 0;
    EXPECT_EQ(read(page, sample).reading.lines.size(), 4U) << dpi;
  }
}

TEST(Sheet, TwoPerCentAreReadAndThreeRefused) {
  const Sample sample;
  const MarkedSheet sheet = marked(sample, 5);
  for (const double scale : {0.98, 1.02}) {
    ScanFaults faults;
    faults.scale_across = faults.scale_down = scale;
    EXPECT_EQ(read(scanned(sheet.paper, faults), sample).reading.lines.size(), 4U) << scale;
  }
  for (const double scale : {0.94, 0.97, 1.03}) {
    ScanFaults faults;
    faults.scale_across = faults.scale_down = scale;
    ScannedPage page = scanned(sheet.paper, faults);
    expect_refused(read(page, sample), SheetReason::wrong_scale);
    page.dpi = 0;
    expect_refused(read(page, sample), SheetReason::wrong_scale);
  }
}

TEST(Sheet, ALostCornerIsFoundAndShown) {
  const Sample sample;
  for (const int corner : {0, 2, 3, 5}) {
    MarkedSheet sheet = marked(sample, 6);
    const PageRect& mark = sample.layout.x.corner_marks[static_cast<std::size_t>(corner)];
    for (int y = (mark.y - 1) * kPaperScale; y < (mark.y + 7) * kPaperScale; ++y) {
      for (int x = (mark.x - 1) * kPaperScale; x < (mark.x + 7) * kPaperScale; ++x)
        sheet.paper.pixel(x, y) = 255;
    }
    const SheetRead found = read(scanned(sheet.paper, {}), sample);
    ASSERT_EQ(found.reading.lines.size(), 4U) << corner;
    EXPECT_EQ(found.reading.status, SheetStatus::review);
    EXPECT_EQ(to_text(*found.reading.reason), "corner_missing");
  }
}

TEST(Sheet, WhatIsNoSheetOfThisBallotIsRefused) {
  const Sample sample;
  const Sample other("101100111000101011001111");
  const MarkedSheet sheet = marked(other, 8);
  expect_refused(read(scanned(sheet.paper, {}), sample), SheetReason::other_ballot);
  const GreyImage blank(148 * kPaperScale, 210 * kPaperScale);
  expect_refused(read(scanned(blank, {}), sample), SheetReason::blank_page);
  GreyImage text = blank;
  for (int y = 100; y < 2000; y += 40) {
    for (int x = 100; x < 1500; ++x) {
      if (x % 30 < 20) text.pixel(x, y) = text.pixel(x, y + 1) = text.pixel(x, y + 2) = 0;
    }
  }
  expect_refused(read(scanned(text, {}), sample), SheetReason::unplaced);
}

TEST(Sheet, ACutPageAndACoveredOneAreRefused) {
  const Sample sample;
  const MarkedSheet sheet = marked(sample, 9);
  ScannedPage cut = scanned(sheet.paper, {});
  GreyImage part(cut.image.width * 6 / 10, cut.image.height);
  for (int y = 0; y < part.height; ++y) {
    for (int x = 0; x < part.width; ++x) part.pixel(x, y) = cut.image.pixel(x, y);
  }
  cut.image = part;
  EXPECT_EQ(read(cut, sample).reading.status, SheetStatus::rejected);
  // Another paper lies over a third of the sheet, with the marks at the edges free.
  MarkedSheet covered = sheet;
  for (int y = 38 * kPaperScale; y < 90 * kPaperScale; ++y) {
    for (int x = 25 * kPaperScale; x < 125 * kPaperScale; ++x) covered.paper.pixel(x, y) = 255;
  }
  expect_refused(read(scanned(covered.paper, {}), sample), SheetReason::print_missing);
}

TEST(Sheet, AWrittenNameAndInkAnywhereElseGoToPeople) {
  const Sample sample;
  const SheetRead named = read(scanned(marked(sample, 10, true).paper, {}), sample);
  ASSERT_EQ(named.reading.write_ins.size(), 1U);
  EXPECT_TRUE(named.reading.write_ins[0].name_inked);
  EXPECT_EQ(named.reading.status, SheetStatus::review);
  MarkedSheet signed_ = marked(sample, 11);
  Dice dice(1);
  draw_ways(signed_.paper, {{{40, 150}, {50, 160}, {60, 148}, {70, 158}}}, Pen{}, dice);
  const SheetRead stray = read(scanned(signed_.paper, {}), sample);
  ASSERT_EQ(stray.reading.lines.size(), 4U);
  EXPECT_EQ(to_text(*stray.reading.reason), "stray_ink");
}

TEST(Sheet, TheSamePaperIsKnownAgainAndTwoPeoplesAreNot) {
  const Sample sample;
  const MarkedSheet one = marked(sample, 12);
  ScanFaults again;
  again.skew = 1.5;
  again.dpi = 200;
  const SheetRead first = read(scanned(one.paper, {}), sample);
  const SheetRead second = read(scanned(one.paper, again), sample);
  const SheetRead other = read(scanned(marked(sample, 13).paper, {}), sample);
  PaperMemory memory;
  EXPECT_EQ(memory.find_and_keep("s1", first.trace), std::nullopt);
  EXPECT_EQ(memory.find_and_keep("s2", other.trace), std::nullopt);
  EXPECT_EQ(memory.find_and_keep("s3", second.trace), "s1");
}

}  // namespace
}  // namespace huanjie
