#include "imaging/sheets.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace huanjie {
namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

// A ZIP as Office writes it.
std::string zip_of(const Parts& parts) {
  std::size_t size = 4096;
  for (const auto& [name, bytes] : parts) size += bytes.size() + 4096;
  std::string buffer(size, '\0');
  std::size_t used = 0;
  archive* writer = archive_write_new();
  archive_write_set_format_zip(writer);
  archive_write_open_memory(writer, buffer.data(), buffer.size(), &used);
  for (const auto& [name, bytes] : parts) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_write_header(writer, entry);
    archive_write_data(writer, bytes.data(), bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  buffer.resize(used);
  return buffer;
}

const std::string kRelations =
    R"(<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>)"
    R"(<Relationship Id="r2" Type="x/styles" Target="styles.xml"/>)"
    R"(<Relationship Id="r3" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/>)"
    R"(</Relationships>)";
const std::string kStyles =
    R"(<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>)"
    R"(<numFmt numFmtId="177" formatCode="[Red]0.00&quot;d&quot;"/></numFmts>)"
    R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>)"
    R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/>)"
    R"(<xf numFmtId="17"/></cellXfs></styleSheet>)";
const std::string kStrings =
    R"(<sst><si><t>姓名</t></si><si><r><t>王</t></r><r><t>小明</t></r><rPh><t>wang</t></rPh></si>)"
    R"(<si><t xml:space="preserve"> 李 敏 </t></si></sst>)";

Parts xlsx_parts(const std::string& rows, const std::string& after = {}) {
  return {{"[Content_Types].xml", "<Types/>"},
          {"xl/workbook.xml", R"(<workbook xmlns:r="r"><sheets>)"
                              R"(<sheet name="名册" sheetId="7" r:id="r1"/></sheets></workbook>)"},
          {"xl/_rels/workbook.xml.rels", kRelations},
          {"xl/styles.xml", kStyles},
          {"xl/sharedStrings.xml", kStrings},
          {"xl/worksheets/sheet1.xml",
           "<worksheet><sheetData>" + rows + "</sheetData>" + after + "</worksheet>"}};
}

std::string xlsx(const std::string& rows, const std::string& after = {}) {
  return zip_of(xlsx_parts(rows, after));
}

std::string ods(const std::string& rows) {
  return zip_of(
      {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
       {"content.xml", R"(<o:doc xmlns:o="o" xmlns:t="t" xmlns:x="x"><t:table t:name="名册">)" +
                           rows + "</t:table></o:doc>"},
       {"META-INF/manifest.xml", "<manifest/>"}});
}

// "A1=姓名 B1#5": = text, # number, @ date, ! formula.
std::string told(const Result<Workbook>& workbook) {
  if (!workbook.has_value()) return describe(workbook.error());
  std::string text;
  for (const Sheet& sheet : workbook->sheets) {
    for (const SheetRow& row : sheet.rows) {
      for (const Cell& cell : row.cells) {
        const char sign = " =#@!"[static_cast<int>(cell.kind)];
        text += (text.empty() ? "" : " ") + cell_name(row.number, cell.column) + sign + cell.text;
      }
    }
  }
  return text;
}

std::string read(const std::string& bytes) { return told(read_workbook(bytes, "名册.xlsx")); }

TEST(Xlsx, GivesTextsOfEveryKind) {
  EXPECT_EQ(
      read(xlsx(R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>)"
                R"(<c r="C1" t="s"><v>2</v></c><c r="D1" t="inlineStr"><is><t>内联</t></is></c>)"
                R"(<c r="E1" t="inlineStr"><is><r><t>富</t></r><r><t>文本</t></r></is></c>)"
                R"(<c r="F1" t="str"><f>A1</f><v>姓名</v></c><c r="G1" t="e"><v>#N/A</v></c>)"
                R"(<c r="H1" t="b"><v>1</v></c><c r="I1" t="s"><v>99</v></c></row>)")),
      "A1=姓名 B1=王小明 C1= 李 敏  D1=内联 E1=富文本 F1=姓名 G1=#N/A H1=TRUE");
}

TEST(Xlsx, GivesNumbersAsTheFileHasThem) {
  EXPECT_EQ(
      read(
          xlsx(R"(<row r="1"><c r="A1"><v>410102196001011234</v></c>)"
               R"(<c r="B1"><v>4.10102196001011E+17</v></c><c r="C1"><v>1.3800001111E10</v></c>)"
               R"(<c r="D1"><v>1985.0999999999999</v></c><c r="E1" s="3"><v>31107</v></c></row>)")),
      "A1#410102196001011234 B1#4.10102196001011E+17 C1#13800001111 D1#1985.1 E1#31107");
}

TEST(Xlsx, GivesDatesAsPreciselyAsTheyAreShown) {
  EXPECT_EQ(
      read(xlsx(R"(<row r="1"><c r="A1" s="1"><v>31107</v></c><c r="B1" s="2"><v>31107</v></c>)"
                R"(<c r="C1" s="4"><v>31107</v></c><c r="D1" t="d"><v>1985-03-01T00:00:00</v></c>)"
                R"(<c r="E1" s="1"><f>DATE(1985,3,1)</f><v>31107</v></c></row>)")),
      "A1@1985-03-01 B1@1985-03 C1@1985-03 D1@1985-03-01 E1@1985-03-01");
}

TEST(Xlsx, CountsDaysFrom1904WhereTheWorkbookSaysSo) {
  Parts parts = xlsx_parts(R"(<row r="1"><c r="A1" s="1"><v>1</v></c></row>)");
  parts[1].second = R"(<workbook xmlns:r="r"><workbookPr date1904="1"/>)"
                    R"(<sheets><sheet name="a" r:id="r1"/></sheets></workbook>)";
  EXPECT_EQ(read(zip_of(parts)), "A1@1904-01-02");
}

TEST(Xlsx, TellsAFormulaThatHasNoValue) {
  EXPECT_EQ(
      read(xlsx(R"(<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v>2</v></c></row>)")),
      "A1!=1+1 B1#2");
}

TEST(Xlsx, PlacesCellsWithoutReferencesAndInAnyOrder) {
  EXPECT_EQ(read(xlsx(R"(<row><c><v>5</v></c><c><v>6</v></c></row><row><c><v>7</v></c></row>)")),
            "A1#5 B1#6 A2#7");
  EXPECT_EQ(read(xlsx(R"(<row r="3"><c r="B3"><v>2</v></c><c r="A3"><v>1</v></c></row>)"
                      R"(<row r="2"><c r="A2"><v>3</v></c></row>)")),
            "A2#3 A3#1 B3#2");
}

TEST(Xlsx, TellsMergedCells) {
  const auto workbook = read_workbook(xlsx(R"(<row r="2"><c r="A2"><v>1</v></c></row>)",
                                           R"(<mergeCells><mergeCell ref="A2:B3"/></mergeCells>)"),
                                      "x");
  ASSERT_TRUE(workbook.has_value());
  EXPECT_EQ(workbook->sheets[0].merged, (std::vector<MergedCells>{{2, 1, 3, 2}}));
}

TEST(Ods, GivesEveryKindOfCell) {
  EXPECT_EQ(
      read(ods(R"(<t:table-row><t:table-cell o:value-type="string">)"
               R"(<x:p>王<x:span>小</x:span>明</x:p></t:table-cell>)"
               R"(<t:table-cell o:value-type="float" o:value="410102196001011234">)"
               R"(<x:p>4E17</x:p></t:table-cell>)"
               R"(<t:table-cell o:value-type="date" o:date-value="1985-03-01">)"
               R"(<x:p>1985年3月1日</x:p></t:table-cell>)"
               R"(<t:table-cell o:value-type="date" o:date-value="1985-03-01">)"
               R"(<x:p>1985年3月</x:p></t:table-cell>)"
               R"(<t:table-cell t:formula="of:=1"/>)"
               R"(<t:table-cell t:formula="of:=A1" o:value-type="string">)"
               R"(<x:p>张<x:s x:c="2"/>三</x:p></t:table-cell>)"
               R"(<t:table-cell o:value-type="string"><o:annotation><x:p>批注</x:p></o:annotation>)"
               R"(<x:p>一</x:p><x:p>二</x:p></t:table-cell>)"
               R"(</t:table-row>)")),
      "A1=王小明 B1#410102196001011234 C1@1985-03-01 D1@1985-03 E1!of:=1 F1=张  三 G1=一\n二");
}

TEST(Ods, CountsRepeatedAndCoveredCells) {
  const std::string text = R"( o:value-type="string"><x:p>甲</x:p></t:table-cell>)";
  const auto workbook = read_workbook(
      ods(R"(<t:table-row t:number-rows-repeated="2"><t:table-cell t:number-columns-repeated="2")" +
          text +
          R"(</t:table-row><t:table-row t:number-rows-repeated="3"><t:table-cell/></t:table-row>)" +
          R"(<t:table-row><t:table-cell t:number-columns-spanned="2" t:number-rows-spanned="1")" +
          text + R"(<t:covered-table-cell/><t:table-cell)" + text + "</t:table-row>"),
      "x");
  EXPECT_EQ(told(workbook), "A1=甲 B1=甲 A2=甲 B2=甲 A6=甲 C6=甲");
  EXPECT_EQ(workbook->sheets[0].merged, (std::vector<MergedCells>{{6, 1, 6, 2}}));
}

TEST(Csv, IsReadInEveryUsualEncoding) {
  const std::string utf8 = "姓名,性别\r\n王强,男\r\n";
  const std::string gb("\xD0\xD5\xC3\xFB,\xD0\xD4\xB1\xF0\r\n\xCD\xF5\xC7\xBF,\xC4\xD0\r\n");
  const std::string expected = "A1=姓名 B1=性别 A2=王强 B2=男";
  EXPECT_EQ(read(utf8), expected);
  EXPECT_EQ(read("\xEF\xBB\xBF" + utf8), expected);
  EXPECT_EQ(read(gb), expected);
  std::string wide("\xFF\xFE", 2);
  for (const char16_t unit : std::u16string(u"姓名\t性别\r\n王强\t男\r\n")) {
    wide += static_cast<char>(unit & 0xFF);
    wide += static_cast<char>(unit >> 8);
  }
  EXPECT_EQ(read(wide), expected);
}

TEST(Csv, KeepsRareCharactersOfGb18030) {
  // 𠮷 U+20BB7 and 㛃 U+36C3 in four bytes each.
  EXPECT_EQ(read(std::string("\xD0\xD5\xC3\xFB\n\x95\x34\xB2\x35\x82\x30\xB7\x31\n")),
            "A1=姓名 A2=𠮷㛃");
}

TEST(Csv, KnowsQuotesTabsSemicolonsAndBlankLines) {
  EXPECT_EQ(read("姓名,备注\n王强,\"甲,\"\"乙\"\"\"\n\n李敏,丙"),
            "A1=姓名 B1=备注 A2=王强 B2=甲,\"乙\" A4=李敏 B4=丙");
  EXPECT_EQ(read("姓名;备注\n王强;甲"), "A1=姓名 B1=备注 A2=王强 B2=甲");
  EXPECT_EQ(read("姓名\t备注\n王强\t甲"), "A1=姓名 B1=备注 A2=王强 B2=甲");
}

TEST(Csv, IsRefusedWhereAQuoteWouldSwallowPeople) {
  for (const char* text :
       {"姓名,备注\n王强,\"甲\n李敏,乙\n", "姓名,备注\n王强,\"甲\n李敏,\"乙\n"}) {
    const auto workbook = read_workbook(text, "名册.csv");
    ASSERT_FALSE(workbook.has_value());
    EXPECT_NE(describe(workbook.error()).find("引号"), std::string::npos);
  }
  EXPECT_EQ(read("姓名,备注\n王强,\"甲\"\n李敏,乙\n"),
            "A1=姓名 B1=备注 A2=王强 B2=甲 A3=李敏 B3=乙");
}

TEST(Sheets, SayInPlainWordsWhatTheyDoNotRead) {
  std::string encrypted("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  for (const char c : std::string("EncryptedPackage")) (encrypted += c) += '\0';
  Parts macros = xlsx_parts("");
  macros.emplace_back("xl/vbaProject.bin", "x");
  const std::string manifest = R"(<m><encryption-data/></m>)";
  struct Case {
    std::string bytes;
    const char* says;
  };
  for (const Case& each :
       {Case{"", "空的"},
        Case{std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", 12), "另存为 .xlsx"},
        Case{encrypted, "密码"}, Case{zip_of(macros), "宏"},
        Case{zip_of({{"content.xml", "<a/>"}, {"META-INF/manifest.xml", manifest}}), "密码"},
        Case{zip_of({{"xl/workbook.bin", "x"}}), ".xlsb"},
        Case{zip_of({{"a.txt", "x"}}), "不是表格"},
        Case{"<html><table><tr><td>姓名</td></tr></table>", "网页"},
        Case{std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16), "不是表格"},
        Case{std::string("姓名\xFF\xFF\xFF"), "不是表格"}}) {
    const auto workbook = read_workbook(each.bytes, "名册.xls");
    ASSERT_FALSE(workbook.has_value()) << each.says;
    EXPECT_NE(describe(workbook.error()).find(each.says), std::string::npos)
        << describe(workbook.error());
    EXPECT_NE(describe(workbook.error()).find("名册.xls"), std::string::npos);
  }
}

TEST(Sheets, RefuseBombsWithinBounds) {
  SheetLimits limits;
  limits.unpacked_bytes = std::size_t{1} << 20;
  limits.cells = 1000;
  limits.text_bytes = 100'000;
  limits.parts = 20;
  const auto refused = [&](const std::string& bytes) {
    const auto workbook = read_workbook(bytes, "x", limits);
    return !workbook.has_value() && workbook.error().code == ErrorCode::exhausted;
  };
  EXPECT_TRUE(refused(xlsx("<row><c><v>" + std::string(2'000'000, '1') + "</v></c></row>")));
  EXPECT_TRUE(
      refused(ods(R"(<t:table-row t:number-rows-repeated="1048576"><t:table-cell)"
                  R"( t:number-columns-repeated="16384" o:value-type="string"><x:p>甲</x:p>)"
                  R"(</t:table-cell></t:table-row>)")));
  std::string many;
  for (int i = 0; i < 1001; ++i) many += "<row><c><v>1</v></c></row>";
  EXPECT_TRUE(refused(xlsx(many)));
  EXPECT_TRUE(refused(xlsx("<row><c><v>" + std::string(200'000, '1') + "</v></c></row>")));
  Parts parts = xlsx_parts("");
  for (int i = 0; i < 30; ++i) parts.emplace_back("xl/" + std::to_string(i) + ".xml", "<a/>");
  EXPECT_TRUE(refused(zip_of(parts)));
  EXPECT_FALSE(refused(xlsx("<row><c><v>1</v></c></row>")));
}

TEST(Sheets, TakeAMillionEmptyRowsForNothing) {
  std::string rows;
  for (int i = 1; i <= 100'000; ++i) rows += R"(<row><c s="1"/></row>)";
  EXPECT_EQ(read(xlsx(rows + R"(<row r="1048576"><c><v>1</v></c></row>)")), "A1048576#1");
  EXPECT_EQ(read(ods(R"(<t:table-row t:number-rows-repeated="1048575"><t:table-cell )"
                     R"(t:number-columns-repeated="16384"/></t:table-row>)")),
            "");
}

TEST(Sheets, RefuseEntitiesOfTheirOwn) {
  const std::string bomb =
      R"(<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>)";
  Parts parts = xlsx_parts("");
  parts.back().second =
      bomb + R"(<worksheet><row><c t="inlineStr"><is><t>&b;</t></is></c></row></worksheet>)";
  EXPECT_FALSE(read_workbook(zip_of(parts), "x").has_value());
  parts.back().second.erase(0, bomb.size());
  EXPECT_FALSE(read_workbook(zip_of(parts), "x").has_value());
}

TEST(Sheets, RefuseXmlThatIsBrokenOrTooDeep) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  for (const std::string& content :
       {deep, std::string("<worksheet><row>"), std::string("<a \xFF/>"), std::string("worksheet"),
        std::string("<a></b>")}) {
    Parts parts = xlsx_parts("");
    parts.back().second = content;
    EXPECT_FALSE(read_workbook(zip_of(parts), "x").has_value());
  }
}

// Damaged bytes may still be a workbook; where they are none, the asker is told why.
void expect_an_answer(const Result<Workbook>& read) {
  if (read.has_value()) return;
  EXPECT_FALSE(read.error().message.empty());
}

TEST(Sheets, SurviveEveryCutAndEveryChangedByte) {
  const std::string good =
      xlsx(R"(<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1"><v>5</v></c></row>)");
  for (std::size_t i = 0; i < good.size(); i += 3) {
    expect_an_answer(read_workbook(std::string_view(good).substr(0, i), "x"));
    for (const char change : {'\x00', '\xFF', '\x41'}) {
      std::string changed = good;
      changed[i] = change;
      expect_an_answer(read_workbook(changed, "x"));
    }
  }
}

RC_GTEST_PROP(Sheets, SurviveAnyBytes, ()) {
  const auto bytes = *rc::gen::arbitrary<std::string>();
  const std::string start = *rc::gen::element<std::string>("", "PK\x03\x04", "姓名,", "<?xml");
  expect_an_answer(read_workbook(start + bytes, "x"));
}

RC_GTEST_PROP(Csv, GivesBackTheTextsOfItsCells, ()) {
  const auto texts = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("王强", "甲,乙", "a\"b", "一\n二", "", "𠮷"));
  std::string csv = "x";
  std::string expected = "A1=x";
  for (std::size_t i = 0; i < texts.size(); ++i) {
    csv += ",\"";
    for (const char c : texts[i]) csv += c == '"' ? std::string("\"\"") : std::string(1, c);
    csv += '"';
    if (!texts[i].empty()) expected += " " + cell_name(1, static_cast<int>(i) + 2) + "=" + texts[i];
  }
  RC_ASSERT(read(csv) == expected);
}

}  // namespace
}  // namespace huanjie
