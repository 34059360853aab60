#include "render/ballot_sheet.h"

#include <gtest/gtest.h>

#include <set>

#include "base/base64.h"
#include "base/text.h"

namespace huanjie {
namespace {

Contest contest(const std::string& id, int seats, int rows, int count, Form form = Form::box) {
  static const std::vector<std::string> kNames{"丁建国", "王小明", "张三", "欧阳修文",
                                               "阿卜杜拉·买买提·艾山江"};
  Contest one;
  one.id = id;
  one.title = "委员";
  one.seats = seats;
  one.write_in_rows = rows;
  one.form = form;
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(i + 1);
    const std::size_t at = static_cast<std::size_t>(i);
    one.candidates.push_back(
        {id + number, kNames[at % kNames.size()] + (at < kNames.size() ? "" : number), {}, {}});
  }
  return one;
}

Ballot ballot(std::vector<Contest> contests) {
  Ballot one;
  one.id = "first";
  one.title = "中共电新街社区委员会委员选票";
  one.contests = std::move(contests);
  return one;
}

const SheetWords kWords{"2020年12月30日",
                        "委员应选5名，候选人6名，差额1名。",
                        {"在方格内画“○”表示赞成，画“×”表示不赞成。", "所选人数多于5名的无效。"}};

Result<BallotSheet> set(const Ballot& given, const SheetStyle& style = {}) {
  return compose_ballot(given, style, kWords);
}

bool apart(const PageRect& a, const PageRect& b, int gap) {
  return a.x + a.width + gap <= b.x || b.x + b.width + gap <= a.x || a.y + a.height + gap <= b.y ||
         b.y + b.height + gap <= a.y;
}

// What the reader stands on, whatever the sheet looks like.
void expect_readable(const BallotSheet& sheet, const Ballot& given) {
  std::size_t boxes = 0;
  for (const Contest& one : given.contests) {
    boxes += one.candidates.size() * (one.form == Form::columns ? 3 : 1);
    boxes += 2 * static_cast<std::size_t>(one.write_in_rows);
  }
  EXPECT_EQ(sheet.layout.cells.size(), boxes);
  const Result<Layout> read = parse_layout(write_json(to_json(sheet.layout)));
  ASSERT_TRUE(read.has_value()) << describe(read.error());
  const LayoutGuides& guides = sheet.layout.x;
  for (std::size_t i = 0; i < sheet.layout.cells.size(); ++i) {
    const LayoutCell& one = sheet.layout.cells[i];
    for (std::size_t j = 0; j < i; ++j) {
      const LayoutCell& other = sheet.layout.cells[j];
      const bool marks = one.role == CellRole::mark && other.role == CellRole::mark;
      EXPECT_TRUE(apart(one.rect_mm, other.rect_mm, marks ? 5 : 3)) << i << " " << j;
    }
    for (const PageRect& mark : guides.corner_marks) EXPECT_TRUE(apart(one.rect_mm, mark, 3)) << i;
    if (guides.seal) {
      EXPECT_TRUE(apart(one.rect_mm, *guides.seal, 2)) << i;
    }
    for (const SheetText& text : sheet.texts) {
      if (one.role == CellRole::name || text.text.empty()) continue;
      // Within 2.5 mm around a box there is no print but lines; a text box is wider than its text.
      const double middle = text.box.top + text.box.height / 2;
      const bool beside = middle > one.rect_mm.y - 2.5 &&
                          middle < one.rect_mm.y + one.rect_mm.height + 2.5 &&
                          text.box.left < one.rect_mm.x + one.rect_mm.width + 2.5 &&
                          text.box.left + text.box.width > one.rect_mm.x - 2.5;
      EXPECT_FALSE(beside && text.align == Align::left) << text.text;
    }
  }
}

TEST(BallotSheet, EveryVariantHasItsCellsApart) {
  const std::vector<Ballot> ballots{
      ballot({contest("c", 5, 5, 6)}), ballot({contest("c", 5, 2, 6, Form::columns)}),
      ballot({contest("h", 1, 1, 2), contest("d", 1, 1, 2), contest("m", 3, 2, 4)}),
      ballot({contest("c", 1, 0, 1)}), ballot({contest("r", 3, 3, 0)})};
  int set_sheets = 0;
  for (const Ballot& given : ballots) {
    for (const BoxSide side : {BoxSide::above, BoxSide::below, BoxSide::left, BoxSide::right}) {
      for (const bool downward : {false, true}) {
        for (const bool landscape : {false, true}) {
          if (landscape && &given != &ballots.front()) continue;
          SheetStyle style;
          style.paper = SheetPaper::a3;
          style.side = side;
          style.downward = downward;
          style.landscape = landscape;
          const Result<BallotSheet> sheet = set(given, style);
          ASSERT_TRUE(sheet.has_value()) << describe(sheet.error());
          expect_readable(*sheet, given);
          ++set_sheets;
        }
      }
    }
  }
  EXPECT_EQ(set_sheets, 48);
}

TEST(BallotSheet, AHundredNamesFitOnA3AndNotOnA5) {
  const Ballot given = ballot({contest("c", 60, 0, 100)});
  SheetStyle style;
  style.paper = SheetPaper::a3;
  const Result<BallotSheet> sheet = set(given, style);
  ASSERT_TRUE(sheet.has_value()) << describe(sheet.error());
  expect_readable(*sheet, given);
  style.paper = SheetPaper::a5;
  const Result<BallotSheet> small = set(given, style);
  ASSERT_FALSE(small.has_value());
  const std::string told = describe(small.error());
  EXPECT_NE(told.find("用 A3"), std::string::npos) << told;
  const std::size_t at = told.find("不超过 ");
  ASSERT_NE(at, std::string::npos) << told;
  // The number it names fits, and one more does not.
  const int most = std::stoi(told.substr(at + std::string("不超过 ").size()));
  EXPECT_TRUE(set(ballot({contest("c", 60, 0, most)}), style).has_value()) << most;
  EXPECT_FALSE(set(ballot({contest("c", 60, 0, most + 1)}), style).has_value()) << most;
}

TEST(BallotSheet, TheSameSheetHasTheSameBytesAndAnotherAnotherStyle) {
  const Ballot given = ballot({contest("c", 5, 5, 6)});
  const Result<BallotSheet> one = set(given);
  const Result<BallotSheet> two = set(given);
  ASSERT_TRUE(one && two);
  EXPECT_EQ(one->layout, two->layout);
  EXPECT_EQ(ballot_pdf(*one, 2).value(), ballot_pdf(*two, 2).value());
  std::set<std::string> styles{one->layout.style};
  SheetStyle sample;
  sample.purpose = SheetPurpose::sample;
  SheetStyle red;
  red.ink = SheetInk::red;
  Ballot renamed = given;
  renamed.contests[0].candidates[0].name = "丁建军";
  for (const Result<BallotSheet>& other : {set(given, sample), set(given, red), set(renamed)}) {
    ASSERT_TRUE(other.has_value());
    EXPECT_TRUE(styles.insert(other->layout.style).second);
  }
}

TEST(BallotSheet, TheReaderKnowsThePrint) {
  const Result<BallotSheet> sheet = set(ballot({contest("c", 5, 5, 6)}));
  ASSERT_TRUE(sheet.has_value());
  const Result<std::string> png = from_base64(sheet->layout.x.print);
  ASSERT_TRUE(png.has_value());
  EXPECT_TRUE(png->starts_with("\x89PNG"));
  EXPECT_LT(png->size(), 200'000u);
  EXPECT_EQ(sheet->layout.x.code_bits.size(), sheet->layout.x.code.size());
}

TEST(BallotSheet, APdfOfOneFaceIsSmall) {
  const Result<BallotSheet> sheet = set(ballot({contest("c", 5, 5, 6)}));
  ASSERT_TRUE(sheet.has_value());
  const Result<std::string> one = ballot_pdf(*sheet, 1);
  ASSERT_TRUE(one.has_value());
  EXPECT_LT(one->size(), 100'000u);
  EXPECT_FALSE(ballot_pdf(*sheet, 0).has_value());
  EXPECT_FALSE(ballot_pdf(*sheet, kMaxCopies + 1).has_value());
}

TEST(BallotSheet, ACharacterWithoutAFontIsNamed) {
  Ballot given = ballot({contest("c", 5, 5, 6)});
  given.contests[0].candidates[0].name = "丁\U000F0000";
  const Result<BallotSheet> sheet = set(given);
  ASSERT_FALSE(sheet.has_value());
  EXPECT_NE(describe(sheet.error()).find("U+F0000"), std::string::npos) << describe(sheet.error());
}

}  // namespace
}  // namespace huanjie
