#include "scan/adjudicate.h"

#include <gtest/gtest.h>

namespace huanjie {
namespace {

LineReading line(const std::string& candidate, Seen seen, bool sure) {
  return {"committee", candidate, std::nullopt, seen, sure, std::nullopt};
}

SheetReading sheet(const std::string& id, std::vector<LineReading> lines,
                   std::optional<SheetReason> reason) {
  SheetReading reading;
  reading.id = id;
  reading.source = "a.pdf";
  reading.status = reason ? SheetStatus::review : SheetStatus::read;
  reading.reason = reason;
  reading.lines = std::move(lines);
  reading.write_ins = {{"committee", 1, Seen::blank, true, false, std::nullopt}};
  return reading;
}

Readings pile() {
  Readings readings;
  readings.ballot = "b";
  readings.sheets = {
      sheet("s1", {line("c1", Seen::circle, true), line("c2", Seen::cross, true)}, {}),
      sheet("s2", {line("c1", Seen::circle, false), line("c2", Seen::blank, true)},
            SheetReason::doubtful_marks)};
  SheetReading rejected;
  rejected.id = "s3";
  rejected.reason = SheetReason::blank_page;
  readings.sheets.push_back(rejected);
  return readings;
}

const char* const kBy = R"("by":["李敏","张强"])";

Result<Adjudication> decide(const Readings& readings, const std::string& list) {
  const Result<Decisions> decisions = parse_decisions(
      R"({"format":"huanjie/decisions/1","ballot":"b","decisions":[)" + list + "]}");
  if (!decisions.has_value()) return std::unexpected(decisions.error());
  return adjudicate(readings, *decisions);
}

std::string mark(const std::string& sheet_id, const std::string& what) {
  return R"({"sheet":")" + sheet_id + R"(","contest":"committee",)" + what + "," + kBy + "}";
}

TEST(Adjudicate, ListsWhatIsOpenWorstFirst) {
  const Result<Adjudication> open = decide(pile(), "");
  ASSERT_TRUE(open.has_value());
  ASSERT_EQ(open->open.size(), 2U);
  EXPECT_EQ(open->open[0].sheet, "s3") << "a page that was not read at all";
  EXPECT_EQ(open->open[1].sheet, "s2");
  EXPECT_EQ(open->open[1].candidate, "c1");
}

TEST(Adjudicate, GivesARecordForEveryPaper) {
  const Result<Adjudication> done =
      decide(pile(), mark("s2", R"("candidate":"c1","seen":"tick")") +
                         R"(,{"sheet":"s3","set_aside":"第一张的背面",)" + kBy + "}");
  ASSERT_TRUE(done.has_value()) << describe(done.error());
  EXPECT_TRUE(done->open.empty());
  EXPECT_EQ(done->set_aside, 1);
  ASSERT_EQ(done->records.size(), 2U);
  ASSERT_EQ(done->records[1].contests.size(), 1U);
  EXPECT_EQ(done->records[1].contests[0].lines[0].box, Seen::tick) << "what people decided";
  EXPECT_EQ(done->records[0].contests[0].lines.size(), 2U) << "what was read";
}

TEST(Adjudicate, ARefusedPageIsKeyedCellByCell) {
  const std::string first = mark("s2", R"("candidate":"c1","seen":"circle")") + "," +
                            mark("s3", R"("candidate":"c1","seen":"circle")");
  const Result<Adjudication> half = decide(pile(), first);
  ASSERT_TRUE(half.has_value());
  EXPECT_EQ(half->open.size(), 2U) << "c2 and the row are not keyed";
  const Result<Adjudication> whole =
      decide(pile(), first + "," + mark("s3", R"("candidate":"c2","seen":"cross")") + "," +
                         mark("s3", R"("row":1,"name":"丁四","seen":"circle")"));
  ASSERT_TRUE(whole.has_value());
  EXPECT_TRUE(whole->open.empty());
  ASSERT_EQ(whole->records.size(), 3U);
  EXPECT_EQ(whole->records[2].contests[0].lines.size(), 2U);
  EXPECT_EQ(whole->records[2].contests[0].write_ins[0].name, "丁四");
}

TEST(Adjudicate, AnInvalidSheetNeedsNoMarksDecided) {
  const Result<Adjudication> done =
      decide(pile(), std::string(R"({"sheet":"s2","invalid":"defaced",)") + kBy + "}" +
                         R"(,{"sheet":"s3","set_aside":"空白纸",)" + kBy + "}");
  ASSERT_TRUE(done.has_value());
  EXPECT_TRUE(done->open.empty());
  EXPECT_EQ(done->records[1].invalid, SheetInvalid::defaced);
}

TEST(Adjudicate, ANameAndAPaperSeenTwiceAreOpen) {
  Readings readings = pile();
  readings.sheets.resize(1);
  readings.sheets[0].write_ins[0].name_inked = true;
  readings.sheets[0].status = SheetStatus::review;
  readings.sheets[0].reason = SheetReason::name_written;
  SheetReading again = readings.sheets[0];
  again.id = "s9";
  again.same_paper_as = "s1";
  again.write_ins[0].name_inked = false;
  readings.sheets.push_back(again);
  const Result<Adjudication> open = decide(readings, "");
  ASSERT_TRUE(open.has_value());
  EXPECT_EQ(open->open.size(), 2U);
  const Result<Adjudication> done =
      decide(readings, mark("s1", R"("row":1,"name":"王小明","seen":"circle")") +
                           R"(,{"sheet":"s9","x":{"own_paper":true},)" + kBy + "}");
  ASSERT_TRUE(done.has_value());
  EXPECT_TRUE(done->open.empty());
  EXPECT_EQ(done->records.size(), 2U);
}

TEST(Adjudicate, RefusesWhatNobodyCanMean) {
  const auto refused = [](const std::string& list, const std::string& where) {
    const Result<Adjudication> result = decide(pile(), list);
    ASSERT_FALSE(result.has_value()) << list;
    EXPECT_EQ(result.error().where, where) << describe(result.error());
  };
  refused(R"({"sheet":"s2","set_aside":"x","by":["李敏","李敏"]})", "/decisions/0/by");
  refused(std::string(R"({"sheet":"s7","set_aside":"x",)") + kBy + "}", "/decisions/0/sheet");
  refused(mark("s2", R"("candidate":"c9","seen":"tick")"), "/decisions/0");
  refused(mark("s2", R"("candidate":"c1")"), "/decisions/0");
  refused(mark("s2", R"("candidate":"c1","seen":"tick")") + "," +
              mark("s2", R"("candidate":"c1","seen":"cross")"),
          "/decisions/1");
  refused(std::string(R"({"sheet":"s2","set_aside":"",)") + kBy + "}", "/decisions/0/set_aside");
}

}  // namespace
}  // namespace huanjie
