#include "scan/readings.h"

#include <gtest/gtest.h>

namespace huanjie {
namespace {

Readings example() {
  Readings readings;
  readings.ballot = "b";
  readings.style = "0123456789abcdef";
  SheetReading sheet;
  sheet.id = "s0001";
  sheet.source = "scan.pdf";
  sheet.status = SheetStatus::read;
  sheet.rotation = 180;
  sheet.lines = {{"committee", "c1", std::nullopt, Seen::circle, true, std::nullopt}};
  readings.sheets = {sheet};
  return readings;
}

TEST(Readings, AreReadAsTheyWereWritten) {
  const Readings readings = example();
  const std::string text = write_json(to_json(readings));
  EXPECT_NE(text.find(R"("same_paper_as":null)"), std::string::npos) << text;
  const Result<Readings> again = parse_readings(text);
  ASSERT_TRUE(again.has_value()) << describe(again.error());
  EXPECT_EQ(*again, readings);
}

void expect_refused(const Readings& readings, const std::string& where) {
  const Result<Readings> result = parse_readings(write_json(to_json(readings)));
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().where, where);
}

TEST(Readings, RefuseWhatContradictsItself) {
  Readings twice = example();
  twice.sheets.push_back(twice.sheets[0]);
  expect_refused(twice, "/sheets/1/id");
  Readings later = example();
  later.sheets[0].same_paper_as = "s0002";
  expect_refused(later, "/sheets/0/same_paper_as");
  Readings struck = example();
  struck.sheets[0].lines[0].seen = Seen::struck;
  expect_refused(struck, "/sheets/0/lines/0/sure");
  Readings rejected = example();
  rejected.sheets[0].status = SheetStatus::rejected;
  rejected.sheets[0].reason = SheetReason::cut_off;
  expect_refused(rejected, "/sheets/0/lines");
  Readings unexplained = example();
  unexplained.sheets[0].status = SheetStatus::review;
  expect_refused(unexplained, "/sheets/0/reason");
}

TEST(Readings, EveryRefusalHasItsReason) {
  for (const Refusal refusal : {Refusal::undecodable, Refusal::blank_page, Refusal::unplaced,
                                Refusal::cut_off, Refusal::wrong_scale, Refusal::other_ballot,
                                Refusal::style_unclear, Refusal::print_missing}) {
    EXPECT_GE(reason_of(refusal), SheetReason::undecodable);
  }
}

}  // namespace
}  // namespace huanjie
