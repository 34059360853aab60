#include "ballot/layout.h"

#include <gtest/gtest.h>

#include <functional>

namespace huanjie {
namespace {

Layout sample() {
  Layout layout;
  layout.ballot = "first";
  layout.style = "9f2c000000000001";
  layout.page = {210, 297};
  LayoutCell cell;
  cell.contest = "committee";
  cell.candidate = "c1";
  cell.rect_mm = {100, 50, 12, 10};
  layout.cells.push_back(cell);
  cell.candidate.reset();
  cell.write_in = 1;
  cell.rect_mm.y = 70;
  layout.cells.push_back(cell);
  cell.role = CellRole::name;
  cell.rect_mm = {30, 70, 40, 10};
  layout.cells.push_back(cell);
  for (const int x : {11, 193}) {
    for (const int y : {11, 145, 280}) layout.x.corner_marks.push_back({x, y, 6, 6});
  }
  layout.x.turn_bar = {20, 12, 12, 4};
  layout.x.code = {{20, 281, 3, 3}, {24, 281, 3, 3}};
  layout.x.code_bits = "10";
  layout.x.ruler = {55, 274, 100, 3};
  return layout;
}

TEST(Layout, ComesBackAsWritten) {
  const Result<Layout> read = parse_layout(write_json(to_json(sample())));
  ASSERT_TRUE(read.has_value()) << describe(read.error());
  EXPECT_EQ(*read, sample());
}

TEST(Layout, WhatCannotBeIsRefusedWithItsPlace) {
  struct Case {
    const char* where;
    std::function<void(Layout&)> change;
  };
  const Case cases[] = {
      {"/cells/0/rect_mm", [](Layout& l) { l.cells[0].rect_mm.width = 4; }},
      {"/cells/0/rect_mm", [](Layout& l) { l.cells[0].rect_mm.x = 205; }},
      {"/cells/0", [](Layout& l) { l.cells[0].write_in = 2; }},
      {"/cells/1", [](Layout& l) { l.cells[1].write_in.reset(); }},
      {"/cells/0/role", [](Layout& l) { l.cells[0].role = CellRole::name; }},
      {"/cells/1/column", [](Layout& l) { l.cells[1].column = MarkColumn::oppose; }},
      {"/cells/3", [](Layout& l) { l.cells.push_back(l.cells[0]); }},
      {"/cells", [](Layout& l) { l.cells.clear(); }},
      {"/style", [](Layout& l) { l.style = "9f2c"; }},
      {"/style", [](Layout& l) { l.style[0] = 'Z'; }},
      {"/page", [](Layout& l) { l.page.width_mm = 0; }},
      {"/x/corner_marks", [](Layout& l) { l.x.corner_marks.pop_back(); }},
      {"/x/corner_marks/0", [](Layout& l) { l.x.corner_marks[0].y = 400; }},
      {"/x/code_bits", [](Layout& l) { l.x.code_bits = "1"; }},
  };
  for (const Case& each : cases) {
    Layout layout = sample();
    each.change(layout);
    const Result<Layout> read = parse_layout(write_json(to_json(layout)));
    ASSERT_FALSE(read.has_value()) << each.where;
    EXPECT_EQ(read.error().where, each.where);
  }
}

TEST(Layout, ARectangleIsFourWholeNumbers) {
  for (const char* rect : {"[1,2,3]", "[1,2,3,\"4\"]", "{}", "[1,2,3,4.5]"}) {
    std::string text = write_json(to_json(sample()));
    const std::string from = "[20,12,12,4]";
    ASSERT_NE(text.find(from), std::string::npos);
    text.replace(text.find(from), from.size(), rect);
    EXPECT_FALSE(parse_layout(text).has_value()) << rect;
  }
}

}  // namespace
}  // namespace huanjie
