#include "render/xlsx.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <array>
#include <map>

namespace huanjie {
namespace {

// The parts of a workbook, by name.
std::map<std::string, std::string> parts_of(const std::string& bytes) {
  std::map<std::string, std::string> parts;
  archive* reader = archive_read_new();
  archive_read_support_format_zip(reader);
  archive_read_open_memory(reader, bytes.data(), bytes.size());
  archive_entry* entry = nullptr;
  while (archive_read_next_header(reader, &entry) == ARCHIVE_OK) {
    std::string& part = parts[archive_entry_pathname(entry)];
    std::array<char, 4096> block{};
    for (la_ssize_t got = 0; (got = archive_read_data(reader, block.data(), block.size())) > 0;) {
      part.append(block.data(), static_cast<std::size_t>(got));
    }
  }
  archive_read_free(reader);
  return parts;
}

XlsxForm form() {
  XlsxForm made;
  made.sheet = "名册";
  made.guide_sheet = "填写说明";
  made.guide = {"一人一行"};
  made.columns = {{"姓名", {}, false, true, "与身份证一致"},
                  {"性别", {"男", "女"}, false, false, ""},
                  {"身份证号", {}, true, false, "18 位"}};
  made.rows = {{"𠮷㛃", "女", "11010519491231002X"}};
  return made;
}

TEST(XlsxForm, HasAFrozenHeaderDropDownsAndTextColumns) {
  const Result<std::string> bytes = write_form(form());
  ASSERT_TRUE(bytes.has_value());
  const auto parts = parts_of(*bytes);
  const std::string& sheet = parts.at("xl/worksheets/sheet1.xml");
  EXPECT_NE(sheet.find(R"(state="frozen")"), std::string::npos);
  EXPECT_NE(sheet.find("男,女"), std::string::npos);
  EXPECT_NE(parts.at("xl/styles.xml").find(R"(numFmtId="49")"), std::string::npos);
  const std::string& strings = parts.at("xl/sharedStrings.xml");
  for (const char* text : {"姓名", "𠮷㛃", "11010519491231002X", "一人一行", "18 位"}) {
    EXPECT_NE(strings.find(text), std::string::npos) << text;
  }
  EXPECT_NE(parts.at("xl/workbook.xml").find("填写说明"), std::string::npos);
}

TEST(XlsxForm, LeavesOutADropDownThatItsLibraryHasNoRoomFor) {
  XlsxForm long_form = form();
  long_form.columns[1].choices.assign(6, "应转未转组织关系应转未转组织关系");
  EXPECT_TRUE(write_form(long_form).has_value());
}

TEST(XlsxForm, IsTheSameBytesEachTime) { EXPECT_EQ(*write_form(form()), *write_form(form())); }

TEST(MarkedWorkbook, ColoursTheWrongCellsAndListsThem) {
  Workbook workbook;
  workbook.sheets.push_back(
      {"名册", {{1, {{1, CellKind::text, "姓名"}}}, {2, {{1, CellKind::text, "王"}}}}, {}});
  const std::vector<CellMark> marks{{"名册", 2, 1, true, "姓名写法不对"},
                                    {"名册", 2, 1, false, "看看"},
                                    {"名册", 9, 3, false, "没有填"}};
  const Result<std::string> bytes = write_marked(workbook, marks);
  ASSERT_TRUE(bytes.has_value());
  const auto parts = parts_of(*bytes);
  EXPECT_NE(parts.at("xl/comments1.xml").find("错误：姓名写法不对\n请核对：看看"),
            std::string::npos);
  EXPECT_NE(parts.at("xl/comments1.xml").find(R"(<sz val="11"/>)"), std::string::npos);
  EXPECT_NE(parts.at("xl/comments1.xml").find(R"(ref="C9")"), std::string::npos);
  EXPECT_NE(parts.at("xl/styles.xml").find("FFC7CE"), std::string::npos);
  EXPECT_NE(parts.at("xl/sharedStrings.xml").find("名册!A2"), std::string::npos);
  EXPECT_NE(parts.at("xl/workbook.xml").find("问题清单"), std::string::npos);
  EXPECT_EQ(*write_marked(workbook, marks), *bytes);
}

// It is filled in again: what the template does against damaged numbers must hold here, too.
TEST(MarkedWorkbook, CanBeMendedInPlace) {
  Workbook workbook;
  const std::string damaged = "410102196001011000";
  workbook.sheets.push_back({"名册",
                             {{1, {{1, CellKind::text, "党员名册"}}},
                              {2, {{1, CellKind::text, "性别"}, {2, CellKind::text, "身份证号"}}},
                              {3,
                               {{1, CellKind::text, "男"},
                                {2, CellKind::number, damaged},
                                {3, CellKind::number, "1985.1"}}}},
                             {}});
  MarkedForm marked_form;
  marked_form.sheet = "名册";
  marked_form.header_row = 2;
  marked_form.columns = {{1, form().columns[1]}, {2, form().columns[2]}};
  const Result<std::string> bytes = write_marked(workbook, {}, marked_form);
  ASSERT_TRUE(bytes.has_value());
  const auto parts = parts_of(*bytes);
  const std::string& sheet = parts.at("xl/worksheets/sheet1.xml");
  EXPECT_NE(sheet.find(R"(ySplit="2")"), std::string::npos);
  EXPECT_NE(sheet.find("男,女"), std::string::npos);
  EXPECT_NE(sheet.find(R"(sqref="A3:A10002")"), std::string::npos) << sheet;
  EXPECT_NE(sheet.find("<v>1985.1</v>"), std::string::npos);
  EXPECT_EQ(sheet.find("41010219600101"), std::string::npos);
  EXPECT_NE(parts.at("xl/sharedStrings.xml").find(damaged), std::string::npos);
  EXPECT_NE(parts.at("xl/styles.xml").find(R"(numFmtId="49")"), std::string::npos);
  EXPECT_NE(sheet.find(R"(<col min="2" max="2" width="20)"), std::string::npos) << sheet;
}

TEST(MarkedWorkbook, SurvivesOddNamesLongTextsAndPlacesOutsideASheet) {
  Workbook workbook;
  const std::string name = "a[]:*?/\\'一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十";
  for (int i = 0; i < 2; ++i) {
    workbook.sheets.push_back({name, {{1, {{1, CellKind::text, std::string(100'000, 'x')}}}}, {}});
  }
  workbook.sheets.push_back({"",
                             {{1,
                               {{1, CellKind::text,
                                 std::string("a\x01\x02"
                                             "b")}}}},
                             {}});
  const std::vector<CellMark> marks{{name, 2'000'000, 1, true, "x"},
                                    {name, 1, 20'000, true, "x"},
                                    {name, 1, 0, true, std::string(100'000, 'y')}};
  EXPECT_TRUE(write_marked(workbook, marks).has_value());
}

}  // namespace
}  // namespace huanjie
