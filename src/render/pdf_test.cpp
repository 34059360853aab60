#include "render/pdf.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "render/canvas.h"
#include "render/sample_forms_test.h"

namespace huanjie {
namespace {

constexpr Timestamp kCreated{1'609'290'000'000};  // 2020-12-30 09:00 in Beijing

std::filesystem::path folder() {
  const std::filesystem::path path = std::filesystem::path(HUANJIE_BINARY_DIR) / "forms";
  std::filesystem::create_directories(path);
  return path;
}

std::filesystem::path written(const std::string& name, const std::string& bytes) {
  const std::filesystem::path path = folder() / (name + ".pdf");
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

// What a program prints; poppler's tools read our PDFs as anybody's reader would.
std::string output_of(const std::string& command) {
  std::string output;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return output;
  std::array<char, 4096> buffer{};
  for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    output.append(buffer.data(), got);
  }
  pclose(pipe);
  return output;
}

std::string text_of(const std::filesystem::path& path) {
  return output_of("pdftotext -layout '" + path.string() + "' -");
}

int pages_of(const std::filesystem::path& path) {
  const std::string info = output_of("pdfinfo '" + path.string() + "'");
  const std::size_t at = info.find("Pages:");
  return at == std::string::npos ? 0 : std::atoi(info.c_str() + at + 6);
}

int occurrences(const std::string& text, const std::string& word) {
  int count = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
    ++count;
  return count;
}

std::string rendered(const Document& document) {
  const Result<std::string> bytes = render_pdf(document, kCreated);
  EXPECT_TRUE(bytes.has_value()) << describe(bytes.error());
  return bytes.value_or("");
}

Document with_text(const std::string& text) {
  return {.title = "公告", .blocks = {Paragraph{.text = text}}};
}

Document with_names(const std::vector<std::string>& names) {
  Table table{.columns = {{.title = "姓名", .width = 1}, {.title = "备注", .width = 5}}};
  for (const std::string& name : names) table.rows.push_back({.cells = {{.text = name}, {}}});
  return {.title = "名单", .blocks = {table}};
}

TEST(Pdf, TheSameFormGivesTheSameBytes) {
  for (const SampleForm& form : sample_forms()) {
    EXPECT_EQ(rendered(form.document), rendered(form.document)) << form.name;
  }
}

TEST(Pdf, AnotherTimeOrAnotherNumberGivesOtherBytes) {
  const std::string bytes = rendered(with_text("应到会64人"));
  EXPECT_NE(bytes, rendered(with_text("应到会65人")));
  EXPECT_NE(bytes, render_pdf(with_text("应到会64人"), Timestamp{kCreated.ms + 1000}).value_or(""));
}

TEST(Pdf, EveryFormHasEmbeddedFontsAndItsTitleAsText) {
  for (const SampleForm& form : sample_forms()) {
    const auto path = written(form.name, rendered(form.document));
    EXPECT_NE(text_of(path).find(form.document.title), std::string::npos) << form.name;
    const std::vector<std::string> fonts =
        split(output_of("pdffonts '" + path.string() + "'"), '\n');
    ASSERT_GT(fonts.size(), 2U) << form.name;  // two lines of head
    for (std::size_t at = 2; at < fonts.size() && !fonts[at].empty(); ++at) {
      // Name, type and encoding hold spaces; then stand: embedded, subset, unicode map.
      EXPECT_NE(fonts[at].find("yes yes yes"), std::string::npos) << form.name << fonts[at];
      EXPECT_TRUE(fonts[at].find("NotoS") != std::string::npos ||
                  fonts[at].find("HanaMin") != std::string::npos)
          << fonts[at];
    }
  }
}

TEST(Pdf, RareNamesComeBackAsTheyWereWritten) {
  const std::vector<std::string> names{"尹𠮷祥", "石㛃", "陈㙍",     "张𣎴",
                                       "李𫖯",   "王𬭎", "阿·买买提"};
  const std::string text = text_of(written("rare", rendered(with_names(names))));
  for (const std::string& name : names) EXPECT_NE(text.find(name), std::string::npos) << name;
}

TEST(Pdf, ACharacterThatNoFontHasIsRefusedByName) {
  const Result<std::string> bytes = render_pdf(with_names({"张\U00031350", "李明"}), kCreated);
  ASSERT_FALSE(bytes.has_value());
  EXPECT_EQ(bytes.error().code, ErrorCode::invalid_input);
  EXPECT_NE(bytes.error().message.find("U+31350"), std::string::npos) << bytes.error().message;
  EXPECT_NE(bytes.error().message.find("张"), std::string::npos) << bytes.error().message;
  EXPECT_EQ(bytes.error().message.find("李明"), std::string::npos) << bytes.error().message;
}

TEST(Pdf, EveryMissingCharacterOfADocumentIsNamedAtOnce) {
  const Result<std::string> bytes =
      render_pdf(with_names({"张\U00031350", "李\U00031351"}), kCreated);
  ASSERT_FALSE(bytes.has_value());
  EXPECT_NE(bytes.error().message.find("U+31350"), std::string::npos);
  EXPECT_NE(bytes.error().message.find("U+31351"), std::string::npos);
}

TEST(Pdf, ControlCharactersAndBrokenTextAreRefused) {
  EXPECT_FALSE(render_pdf(with_text("李\x01明"), kCreated).has_value());
  EXPECT_FALSE(render_pdf(with_text("李\xff明"), kCreated).has_value());
  EXPECT_FALSE(render_pdf(with_text("李\u202E明"), kCreated).has_value());
  EXPECT_TRUE(render_pdf(with_text("李明\n张强"), kCreated).has_value());
}

TEST(Pdf, AThousandMembersSignUnderTheHeadOfEachPage) {
  const auto path = written("thousand", rendered(sample_sign_in_sheet(1000)));
  const int pages = pages_of(path);
  EXPECT_EQ(pages, 17);
  const std::string text = text_of(path);
  EXPECT_EQ(occurrences(text, "程"), 1000);
  EXPECT_EQ(occurrences(text, "序号"), 2 * pages - 1);  // two columns, but for those without vote
  EXPECT_NE(text.find("第 " + std::to_string(pages) + " 页"), std::string::npos);
  EXPECT_EQ(occurrences(text, "共 " + std::to_string(pages) + " 页"), pages);
}

TEST(Pdf, TheSheetsOfAListAreEquallyFull) {
  for (const auto& [members, sheets] :
       {std::pair{5, 1}, {28, 1}, {30, 1}, {64, 2}, {300, 5}, {999, 16}}) {
    const auto path = written("list", rendered(sample_voters_sheet(members)));
    const std::vector<std::string> pages = split(text_of(path), '\f');
    ASSERT_EQ(pages_of(path), sheets) << members;
    for (int at = 0; at < sheets; ++at) {
      const int names = occurrences(pages[static_cast<std::size_t>(at)], "程");
      EXPECT_GE(names, members / sheets) << members;
      EXPECT_LE(names, members / sheets + 1) << members;
    }
    EXPECT_EQ(occurrences(pages[static_cast<std::size_t>(sheets - 1)], "签到员"), 1) << members;
  }
}

TEST(Pdf, AListIsReadDownOneColumnAndThenTheOther) {
  const std::string text = text_of(written("columns", rendered(sample_voters_sheet(30))));
  for (const std::string& line : split(text, '\n')) {
    if (line.find("程0001") == std::string::npos) continue;
    EXPECT_NE(line.find("程0016"), std::string::npos) << line;
  }
}

TEST(Pdf, TheResultOfAVillageFitsOnOneSheet) {
  EXPECT_EQ(pages_of(written("village", rendered(sample_village_result(8)))), 1);
  EXPECT_EQ(pages_of(written("village", rendered(sample_village_result(15)))), 1);
}

TEST(Pdf, TheTallySheetOfAVillageIsOneSheetAndOfALargeOneTwo) {
  EXPECT_EQ(pages_of(written("village-tally", rendered(sample_village_tally(60)))), 1);
  EXPECT_EQ(pages_of(written("village-tally", rendered(sample_village_tally(281)))), 2);
}

TEST(Pdf, SignaturesNeverStandAloneOnAPage) {
  for (int rows = 28; rows < 50; ++rows) {  // around the end of the first page
    Document document =
        with_names(std::vector<std::string>(static_cast<std::size_t>(rows), "程某"));
    document.blocks.push_back(Signatures{.lines = {{.role = "监票人", .places = 2}}});
    const auto path = written("signatures", rendered(document));
    const std::vector<std::string> pages = split(text_of(path), '\f');
    for (const std::string& page : pages) {
      if (page.find("监票人") == std::string::npos) continue;
      EXPECT_NE(page.find("程某"), std::string::npos) << rows << " rows";
    }
  }
}

TEST(Pdf, ALongNameWrapsAndIsNeverCut) {
  std::string name;
  for (int at = 0; at < 10; ++at) name += "阿卜·";
  const std::string text = text_of(written("long-name", rendered(with_names({name}))));
  EXPECT_EQ(occurrences(text, "卜"), 10);
}

TEST(Pdf, ANameIsBrokenAfterItsDotAndNeverBeforeIt) {
  Table table{.columns = {{.title = "姓名", .width = 1}, {.title = "备注", .width = 1}}};
  for (int length = 1; length < 30; ++length) {
    std::string han;
    for (int at = 0; at < length; ++at) han += "阿";
    table.rows.push_back({.cells = {{.text = han + "·买买提"}, {}}});
  }
  const auto path = written("dots", rendered({.title = "名单", .blocks = {table}}));
  const std::string text = text_of(path);
  EXPECT_EQ(occurrences(text, "·"), 29);
  for (const std::string& line : split(text, '\n'))
    EXPECT_NE(trimmed(line).substr(0, 2), "·") << line;
}

TEST(Pdf, ANameInAListStaysInOneLine) {
  Result<Canvas> canvas = Canvas::open({.title = "名单", .width = 400, .height = 400});
  ASSERT_TRUE(canvas.has_value());
  const std::vector<std::string> names{"周建军", "王芳", "欧阳修文", "李秀兰", "徐明", "张伟"};
  const std::string text = "当选为委员的是：" + join(names, "、") + "。本次大会到此结束。";
  for (int width = 60; width < 320; width += 7) {
    const Result<std::vector<std::string>> lines =
        canvas->break_lines(text, {.size = 12}, static_cast<double>(width));
    ASSERT_TRUE(lines.has_value());
    EXPECT_EQ(join(*lines, ""), text);
    for (const std::string& name : names) {
      EXPECT_TRUE(std::ranges::any_of(
          *lines, [&](const std::string& line) { return line.find(name) != std::string::npos; }))
          << name << " at " << width;
    }
  }
}

TEST(Pdf, TheResultOfAnUsualElectionFitsOnOneSheet) {
  EXPECT_EQ(pages_of(written("result-report", rendered(sample_result_report()))), 1);
}

TEST(Pdf, TheResultOfFifteenCandidatesFitsOnOneSheetAndNobodySignsWithoutTheElected) {
  EXPECT_EQ(pages_of(written("fifteen", rendered(sample_result_of(15)))), 1);
  for (int candidates = 16; candidates < 40; ++candidates) {
    const auto path = written("many", rendered(sample_result_of(candidates)));
    const std::string text = text_of(path);
    for (const std::string& page : split(text, '\f')) {
      if (page.find("签名") == std::string::npos) continue;
      EXPECT_NE(page.find("当选人（"), std::string::npos) << candidates << " candidates";
    }
  }
}

TEST(Pdf, ATallySheetIsOneSheet) {
  EXPECT_EQ(pages_of(written("tally", rendered(sample_tally_sheet()))), 1);
}

TEST(Pdf, TwentyEightPeopleSignOnOneSheet) {
  // The one without the vote has a page of its own.
  EXPECT_EQ(pages_of(written("twenty-eight", rendered(sample_sign_in_sheet(29)))), 2);
}

TEST(Pdf, ACellHigherThanAPageIsRefusedAndNamed) {
  std::string text;
  for (int at = 0; at < 3000; ++at) text += "长";
  const Result<std::string> bytes = render_pdf(with_names({text}), kCreated);
  ASSERT_FALSE(bytes.has_value());
  EXPECT_EQ(bytes.error().code, ErrorCode::exhausted);
  EXPECT_NE(bytes.error().where.find("第1行"), std::string::npos);
}

TEST(Pdf, ARehearsalBearsItsWordOnEveryPage) {
  Document document = sample_sign_in_sheet(100);
  EXPECT_EQ(occurrences(text_of(written("held", rendered(document))), "演"), 0);
  document.watermark = "演练";
  const auto path = written("rehearsed", rendered(document));
  // The slanted word comes back letter by letter.
  EXPECT_EQ(occurrences(output_of("pdftotext '" + path.string() + "' -"), "演"), pages_of(path));
}

TEST(Pdf, AnEmptyDocumentIsOnePage) {
  EXPECT_EQ(pages_of(written("empty", rendered(Document{}))), 1);
}

TEST(Pdf, LandscapeAndA3AreThePageTheySay) {
  Document document{.title = "表", .paper = Paper::a3, .landscape = true};
  const auto path = written("a3", rendered(document));
  EXPECT_NE(output_of("pdfinfo '" + path.string() + "'").find("1190.55 x 841.89"),
            std::string::npos);
}

}  // namespace
}  // namespace huanjie
