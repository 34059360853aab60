#include "ballot/cast_vote_record.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ballot/cvrs_reader.h"

namespace huanjie {
namespace {

Ballot two_contests() {
  Ballot ballot;
  ballot.id = "b";
  Contest& chair = ballot.contests.emplace_back();
  chair.id = "chair";
  chair.write_in_rows = 2;
  chair.candidates = {{"c1", "甲一", {}, {}}, {"c2", "乙二", {}, {}}};
  Contest& member = ballot.contests.emplace_back();
  member.id = "member";
  member.form = Form::columns;
  member.candidates = {{"m1", "丙三", {}, {}}};
  return ballot;
}

std::string file_of(const std::string& records) {
  return R"({"format": "huanjie/cvrs/1", "ballot": "b", "cvrs": [)" + records + "]}";
}

std::string record_of(const std::string& contests) {
  return R"({"id": "s1", "invalid": null, "contests": )" + contests + "}";
}

// Where the first thing wrong stands; "" when all is right.
std::string wrong_at(const std::string& text) {
  const Result<Cvrs> cvrs = parse_cvrs(text);
  if (!cvrs.has_value()) return cvrs.error().where;
  const Result<> checked = check(two_contests(), *cvrs);
  return checked.has_value() ? "" : checked.error().where;
}

TEST(CastVoteRecord, SaysWhereItIsWrong) {
  struct Case {
    const char* contests;
    const char* where;
  };
  const Case cases[] = {
      {R"({})", ""},
      {R"({"member": {}, "chair": {"lines": {"c2": "circle", "c1": "blank"}}})", ""},
      {R"({"chair": {"write_ins": [{"row": 2, "name": "丁四", "seen": "circle"},
                                   {"row": 1, "name": null, "seen": "tick"}]}})",
       ""},
      {R"({"chair": {"write_ins": [{"row": 1, "name": "", "seen": "blank"}]}})", ""},
      {R"({"member": {"lines": {"m1": {"approve": "tick", "abstain": "struck"}}}})", ""},
      {R"({"mayor": {}})", "/cvrs/0/contests/mayor"},
      {R"({"chair": {"lines": {"c9": "circle"}}})", "/cvrs/0/contests/chair/lines/c9"},
      {R"({"chair": {"lines": {"c1": "oval"}}})", "/cvrs/0/contests/chair/lines/c1"},
      {R"({"chair": {"lines": {"c1": {"approve": "tick"}}}})", "/cvrs/0/contests/chair/lines/c1"},
      {R"({"member": {"lines": {"m1": "tick"}}})", "/cvrs/0/contests/member/lines/m1"},
      {R"({"member": {"lines": {"m1": {"against": "tick"}}}})",
       "/cvrs/0/contests/member/lines/m1/against"},
      {R"({"member": {"lines": {"m1": {"approve": "oval"}}}})",
       "/cvrs/0/contests/member/lines/m1/approve"},
      {R"({"chair": {"colour": 1}})", "/cvrs/0/contests/chair/colour"},
      {R"({"chair": {"write_ins": [{"row": 3, "name": "丁四", "seen": "circle"}]}})",
       "/cvrs/0/contests/chair/write_ins/0/row"},
      {R"({"chair": {"write_ins": [{"row": 0, "name": "丁四", "seen": "circle"}]}})",
       "/cvrs/0/contests/chair/write_ins/0/row"},
      {R"({"member": {"write_ins": [{"row": 1, "name": "丁四", "seen": "circle"}]}})",
       "/cvrs/0/contests/member/write_ins/0/row"},
      {R"({"chair": {"write_ins": [{"row": 1, "name": "丁四", "seen": "circle"},
                                   {"row": 1, "name": "戊五", "seen": "circle"}]}})",
       "/cvrs/0/contests/chair/write_ins/1/row"},
      {R"({"chair": {"write_ins": [{"row": 1, "name": "丁四\u3000", "seen": "circle"}]}})",
       "/cvrs/0/contests/chair/write_ins/0/name"},
      {R"({"chair": {"write_ins": [{"row": 1, "seen": "circle"}]}})",
       "/cvrs/0/contests/chair/write_ins/0"},
      {R"({"chair": {"lines": {"c1": "circle", "c1": "cross"}}})",
       "/cvrs/0/contests/chair/lines/c1"},
      {R"({"chair": {}, "chair": {}})", "/cvrs/0/contests/chair"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(wrong_at(file_of(record_of(one.contests))), one.where) << one.contests;
  }
}

TEST(CastVoteRecord, OfAnInvalidSheetMustBeWellFormedToo) {
  EXPECT_EQ(wrong_at(file_of(R"({"id": "s1", "invalid": "defaced",
                                 "contests": {"chair": {"lines": {"c9": "circle"}}}})")),
            "/cvrs/0/contests/chair/lines/c9");
  EXPECT_EQ(wrong_at(file_of(R"({"id": "s1", "invalid": "torn", "contests": {}})")),
            "/cvrs/0/invalid");
}

TEST(Cvrs, RefuseARecordTwiceAndAnotherBallot) {
  const std::string record = record_of("{}");
  EXPECT_EQ(wrong_at(file_of(record + "," + record)), "/cvrs/1/id");
  EXPECT_EQ(wrong_at(R"({"format": "huanjie/cvrs/1", "ballot": "c", "cvrs": []})"), "/ballot");
  EXPECT_EQ(wrong_at(R"({"format": "huanjie/cvrs/2", "ballot": "b", "cvrs": []})"), "/format");
}

TEST(Cvrs, AreWrittenAsTheyWereRead) {
  const std::string text = file_of(record_of(
      R"({"chair": {"lines": {"c2": "circle", "c1": "cross"},
                    "write_ins": [{"row": 1, "name": null, "seen": "blank"}]},
          "member": {"lines": {"m1": {"approve": "tick"}}, "write_ins": []}})"));
  const Result<Cvrs> cvrs = parse_cvrs(text);
  ASSERT_TRUE(cvrs.has_value()) << describe(cvrs.error());
  EXPECT_EQ(to_json(*cvrs), *parse_json(text));
}

// The quick reader takes the plain case and gives what the careful one gives; all else it leaves
// alone.
TEST(CvrsReader, AgreesWithTheCarefulReader) {
  const std::vector<std::string> plain{
      file_of(""),
      file_of(record_of("{}")),
      file_of(record_of(R"({"chair": {"lines": {"c1": "circle"}, "write_ins": []}})")),
      file_of(record_of(R"({ "member" : { "lines" : { "m1" : { "oppose" : "filled" } } } })")),
      file_of(
          record_of(R"({"chair": {"write_ins": [{"seen": "tick", "name": "丁四", "row": 1}]}})")),
      "\n" + file_of(R"({"contests": {}, "invalid": "foreign", "id": "张"})") + "\n",
  };
  for (const std::string& text : plain) {
    const std::optional<Cvrs> quick = read_plain_cvrs(text);
    ASSERT_TRUE(quick.has_value()) << text;
    EXPECT_EQ(*quick, *from_json<Cvrs>(*parse_json(text))) << text;
  }
}

TEST(CvrsReader, LeavesWhatIsNotPlainToTheCarefulReader) {
  const std::string row = R"({"chair": {"write_ins": [{"name": "丁四", "seen": "tick", "row": )";
  const std::vector<std::string> other{
      "",
      file_of("") + "{}",
      file_of(record_of("{},")),
      file_of(R"({"id": "s1", "invalid": null, "contests": {}, "x": 1})"),
      file_of(R"({"id": "\u0073", "invalid": null, "contests": {}})"),
      file_of("{\"id\": \"\xC0\x80\", \"invalid\": null, \"contests\": {}}"),
      file_of(R"({"id": "s1", "invalid": null})"),
      file_of(R"({"id": "s1", "id": "s1", "invalid": null, "contests": {}})"),
      file_of(record_of(row + "1.0}]}}")),
      file_of(record_of(row + "01}]}}")),
      file_of(record_of(row + "100}]}}")),
      file_of(record_of(row + "-1}]}}")),
      file_of(record_of(R"({"chair": {"lines": {"c1": "oval"}}})")),
  };
  for (const std::string& text : other) EXPECT_FALSE(read_plain_cvrs(text).has_value()) << text;
  EXPECT_TRUE(parse_cvrs(other[3]).has_value());  // "x" is passed over
  EXPECT_TRUE(parse_cvrs(other[4]).has_value());
  EXPECT_EQ(parse_cvrs(other[10]).has_value(), true);
  EXPECT_FALSE(parse_cvrs(other[5]).has_value());
}

TEST(Line, OfColumnsMeansItsOneMarkedColumn) {
  const Symbols symbols{};  // blank abstains
  const auto says = [&](Seen approve, Seen oppose, Seen abstain) {
    return meaning(symbols, LineSeen{"m1", Seen::blank, Columns{approve, oppose, abstain}});
  };
  EXPECT_EQ(says(Seen::tick, Seen::blank, Seen::blank), Choice::approve);
  // A column's meaning is its own, whatever sign stands in it.
  EXPECT_EQ(says(Seen::cross, Seen::blank, Seen::blank), Choice::approve);
  EXPECT_EQ(says(Seen::blank, Seen::circle, Seen::blank), Choice::oppose);
  EXPECT_EQ(says(Seen::blank, Seen::struck, Seen::filled), Choice::abstain);
  EXPECT_EQ(says(Seen::struck, Seen::struck, Seen::blank), Choice::abstain);  // symbols.blank
  EXPECT_EQ(says(Seen::tick, Seen::tick, Seen::blank), Choice::invalid);
  EXPECT_EQ(says(Seen::tick, Seen::illegible, Seen::blank), Choice::invalid);
  EXPECT_EQ(says(Seen::blank, Seen::blank, Seen::contradictory), Choice::invalid);
}

}  // namespace
}  // namespace huanjie
