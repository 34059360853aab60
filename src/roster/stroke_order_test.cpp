#include "roster/stroke_order.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "base/text.h"
#include "roster/stroke_table.h"

namespace huanjie {
namespace {

std::vector<std::string> ordered(const std::vector<std::string>& names,
                                 SingleName single = SingleName::first) {
  std::vector<std::string> result;
  for (const std::size_t at : order_by_strokes(names, single).order) result.push_back(names[at]);
  return result;
}

std::string strokes(std::string_view character) {
  return std::string(strokes_of(code_points(character)[0]).strokes);
}

TEST(StrokeOrder, PutsFewerStrokesFirst) {
  EXPECT_EQ(ordered({"欧阳修", "陈平", "丁一", "王安石"}),
            (std::vector<std::string>{"丁一", "王安石", "陈平", "欧阳修"}));
}

TEST(StrokeOrder, ComparesStrokeTypesOneByOneWhereTheCountIsEqual) {
  EXPECT_EQ(ordered({"仇英", "王蒙"}), (std::vector<std::string>{"王蒙", "仇英"}));
  EXPECT_EQ(ordered({"张三", "李四"}), (std::vector<std::string>{"李四", "张三"}));
  EXPECT_EQ(strokes("李").size(), 7u);
  EXPECT_EQ(strokes("张").size(), 7u);
  EXPECT_EQ(strokes("陈").size(), 7u);
  EXPECT_EQ(strokes("欧").size(), 8u);
}

TEST(StrokeOrder, CountsRisingAsHorizontalAndTheHookedVerticalAsVertical) {
  EXPECT_EQ(strokes("丁"), "12");
  EXPECT_EQ(strokes("王"), "1121");
  EXPECT_EQ(strokes("子"), "521");
  EXPECT_EQ(strokes("江"), "441121");
  EXPECT_EQ(strokes("德"), "332122522114544");
}

TEST(StrokeOrder, LeavesTheMiddleOfATwoCharacterNameBlankOrComparesIt) {
  EXPECT_EQ(ordered({"田大利", "田富"}), (std::vector<std::string>{"田富", "田大利"}));
  EXPECT_EQ(ordered({"田富", "田大利"}, SingleName::compare),
            (std::vector<std::string>{"田大利", "田富"}));
}

TEST(StrokeOrder, ComparesTheSecondAndThirdCharacterOfOneSurname) {
  EXPECT_EQ(ordered({"李国强", "李大伟", "李国庆"}),
            (std::vector<std::string>{"李大伟", "李国庆", "李国强"}));
}

TEST(StrokeOrder, UsesTheFirstCharacterOfACompoundSurname) {
  EXPECT_EQ(ordered({"欧阳丽", "司马光", "孙权"}),
            (std::vector<std::string>{"司马光", "孙权", "欧阳丽"}));
}

TEST(StrokeOrder, SaysNothingWhereBothSourcesAgree) {
  EXPECT_TRUE(order_by_strokes({"丁建国", "王小明", "陈平", "李敏"}).findings.empty());
}

TEST(StrokeOrder, PlacesARareCharacterByItsCountAndSaysSo) {
  const std::vector<std::string> names{"𠮷田", "王平", "纪平", "丁平"};
  const StrokeOrder result = order_by_strokes(names);
  EXPECT_EQ(result.order, (std::vector<std::size_t>{3, 1, 2, 0}));
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_NE(result.findings[0].observed.find("𠮷"), std::string::npos);
  EXPECT_TRUE(result.findings[0].unverified);
}

TEST(StrokeOrder, PutsAnUnknownCharacterLastAndReportsIt) {
  const StrokeOrder result = order_by_strokes({"\U000F0000平", "龑平", "王平"});
  EXPECT_EQ(result.order.back(), 0u);
  EXPECT_FALSE(result.findings.empty());
}

TEST(StrokeOrder, ReportsACharacterWhoseSourcesDiffer) {
  EXPECT_FALSE(strokes_of(U'皙').verified);
  EXPECT_EQ(order_by_strokes({"皙平", "程平"}).findings.size(), 1u);
}

TEST(StrokeOrder, ReportsTwoNamesThatAreEqual) {
  EXPECT_EQ(order_by_strokes({"王强", "王强"}).findings.size(), 1u);
}

TEST(StrokeOrder, KnowsTheCommonSurnamesFromTwoSources) {
  for (const char32_t surname :
       code_points("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁"
                   "蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯"
                   "江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文樊葛仇欧")) {
    EXPECT_TRUE(strokes_of(surname).verified) << utf8(surname);
  }
}

TEST(StrokeTable, IsSortedAndEqualToItsData) {
  std::map<std::string, std::string> data;
  std::ifstream file(std::string(HUANJIE_SOURCE_DIR) + "/data/strokes.tsv");
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with('#')) data[split(line, '\t')[0]] = split(line, '\t')[1];
  }
  EXPECT_EQ(data.size(), stroke_entries().size());
  EXPECT_TRUE(std::ranges::is_sorted(stroke_entries(), {}, &StrokeEntry::character));
  EXPECT_TRUE(std::ranges::is_sorted(stroke_counts(), {}, &StrokeCounts::first));
  for (const StrokeEntry& entry : stroke_entries()) {
    ASSERT_EQ(data[utf8(entry.character)], entry.strokes);
  }
}

RC_GTEST_PROP(StrokeOrder, DoesNotDependOnTheOrderGiven, ()) {
  const std::u32string pool = code_points("王李张刘陈欧仇田富大利国强建𠮷皙㛃德字");
  auto names = *rc::gen::container<std::vector<std::string>>(rc::gen::map(
      rc::gen::container<std::vector<int>>(rc::gen::inRange(0, static_cast<int>(pool.size()))),
      [&](const std::vector<int>& picks) {
        std::string name;
        for (const int pick : picks) name += utf8(pool[pick]);
        return name;
      }));
  std::vector<std::string> backwards(names.rbegin(), names.rend());
  RC_ASSERT(ordered(names) == ordered(backwards));
}

}  // namespace
}  // namespace huanjie
