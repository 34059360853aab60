#include "roster/import.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "roster/export.h"
#include "roster/identity.h"

namespace huanjie {
namespace {

using Row = std::vector<std::string>;

Sheet sheet_of(const std::vector<Row>& rows, const std::string& name = "名册") {
  Sheet sheet;
  sheet.name = name;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    SheetRow row{static_cast<int>(i + 1), {}};
    for (std::size_t j = 0; j < rows[i].size(); ++j) {
      if (rows[i][j].empty()) continue;
      row.cells.push_back({static_cast<int>(j + 1), CellKind::text, rows[i][j]});
    }
    sheet.rows.push_back(row);
  }
  return sheet;
}

Workbook book_of(const std::vector<Row>& rows) { return Workbook{{sheet_of(rows)}}; }

std::string id(int serial, bool male, const std::string& birth = "19850301") {
  std::string digits = "410102" + birth + std::to_string(100 + serial * 2 + (male ? 1 : 0));
  return digits + check_character(digits);
}

const Row kHeader{"序号", "姓名", "性别", "身份证号", "出生日期", "党员类别", "备注", "权利状态"};

// The findings of one row below kHeader, as "C2 check".
std::multiset<std::string> said(const Row& row, const ImportOptions& options = {}) {
  const Result<RosterImport> read = import_roster(book_of({kHeader, row}), options);
  std::multiset<std::string> result;
  if (!read.has_value()) return {"error " + read.error().message};
  for (const CellFinding& found : read->findings) {
    result.insert(cell_name(found.row, found.column) + " " + found.finding.check +
                  (blocks(found.finding) ? "!" : ""));
  }
  return result;
}

using Said = std::multiset<std::string>;

TEST(Import, TakesARightRowWithoutAWord) {
  const Result<RosterImport> read = import_roster(
      book_of({kHeader, {"1", "王强", "男", id(1, true), "1985年3月", "正式党员", ""}}), {});
  ASSERT_TRUE(read.has_value());
  EXPECT_TRUE(read->findings.empty());
  ASSERT_EQ(read->roster.members.size(), 1u);
  const Member& member = read->roster.members[0];
  EXPECT_EQ(member.id, "m001");
  EXPECT_EQ(member.sex, Sex::male);
  EXPECT_EQ(member.birth, (PartialDate{1985, 3, 1}));
  EXPECT_EQ(member.birth_source, BirthSource::identity);
}

TEST(Import, FindsTheHeaderBelowTitlesInAnyOrderAndByAnyName) {
  const Result<RosterImport> read =
      import_roster(book_of({{"电新街社区党员花名册"},
                             {},
                             {"填报单位:电新街社区"},
                             {"手机号码", "公民身份号码", "党 员\n姓 名", "政治生日",
                              "党员类型(必填)", "性别:", "党纪处分"},
                             {"13800001111", id(1, false), "李敏", "七一", "预备", "女"}}),
                    {});
  ASSERT_TRUE(read.has_value()) << describe(read.error());
  EXPECT_EQ(read->header_row, 4);
  ASSERT_EQ(read->roster.members.size(), 1u);
  EXPECT_EQ(read->roster.members[0].name, "李敏");
  EXPECT_EQ(read->roster.members[0].status, MemberStatus::probationary);
  ASSERT_EQ(read->findings.size(), 1u);
  EXPECT_EQ(place_of(read->findings[0]), "名册!D4");
}

TEST(Import, ReadsAHeaderOfTwoRows) {
  const Result<RosterImport> read = import_roster(book_of({{"姓名", "性别", "学历", "", "党员类别"},
                                                           {"", "", "全日制", "在职", ""},
                                                           {"王强", "男", "大专", "本科", "正式"}}),
                                                  {});
  ASSERT_TRUE(read.has_value()) << describe(read.error());
  EXPECT_EQ(read->roster.members.at(0).full_time, Education::college);
  EXPECT_EQ(read->roster.members.at(0).in_service, Education::bachelor);
}

TEST(Import, RefusesASheetWithoutAHeaderAndAColumnThatStandsTwice) {
  EXPECT_FALSE(import_roster(book_of({{"王强", "男"}}), {}).has_value());
  EXPECT_FALSE(import_roster(book_of({kHeader}), {}).has_value());
  const auto twice =
      import_roster(book_of({{"姓名", "身份证号", "身份证号码"}, {"王强", id(1, true), ""}}), {});
  ASSERT_FALSE(twice.has_value());
  EXPECT_EQ(twice.error().where, "名册!B1 和 名册!C1");
}

// 党员类型别 for 党员类别 made every probationary member a voter without a word.
TEST(Import, RefusesARosterWithoutAColumnThatTheVoteHangsOn) {
  const auto refusal = [](const Row& header, RosterBody body) {
    ImportOptions options;
    options.body = body;
    const auto read = import_roster(book_of({header, {"王强", "男", "男", "男"}}), options);
    return read.has_value() ? std::string{} : describe(read.error());
  };
  const auto party = [&](const Row& header) { return refusal(header, RosterBody::party); };
  const std::string mistyped = party({"姓名", "性别", "党员类型别", "籍贯"});
  EXPECT_NE(mistyped.find("没有“党员类别”一列"), std::string::npos) << mistyped;
  EXPECT_NE(mistyped.find("“党员类型别”（是不是“党员类别”？）、“籍贯”"), std::string::npos);
  EXPECT_NE(party({"姓名", "性别"}), "");
  EXPECT_EQ(party({"姓名", "性别", "党员类型"}), "");
  // Whoever is on 留党察看 must not get the vote by a wrong character either.
  EXPECT_NE(party({"姓名", "党员类别", "权力状态"}).find("是不是“权利状态”？"), std::string::npos);
  EXPECT_EQ(party({"姓名", "党员类别", "权力状态", "权利状态"}), "");
  for (const RosterBody voters : {RosterBody::village, RosterBody::resident}) {
    EXPECT_NE(refusal({"姓名", "性别", "出生曰期"}, voters).find("是不是“出生日期”？"),
              std::string::npos);
    EXPECT_EQ(refusal({"姓名", "性别", "出生年月"}, voters), "");
    EXPECT_EQ(refusal({"姓名", "性别", "身份证号"}, voters), "");
  }
  EXPECT_EQ(refusal({"姓名", "性别"}, RosterBody::association), "");
}

TEST(Import, SaysWhereAHeaderLacksTheNameAlone) {
  const auto read = import_roster(book_of({{"性名", "性别", "党员类别"}, {"王强"}}), {});
  ASSERT_FALSE(read.has_value());
  EXPECT_NE(read.error().message.find("第 1 行像是表头，但没有“姓名”一列；“性名”是不是“姓名”？"),
            std::string::npos)
      << read.error().message;
}

TEST(Import, GuessesWhatAnUnknownColumnMayBe) {
  const auto read =
      import_roster(book_of({{"姓名", "党员类别", "处分情况", "身份证号", "入党曰期", "工作单位"},
                             {"王强", "正式党员", "无", id(1, true), "2010-01", "社区"}}),
                    {});
  ASSERT_TRUE(read.has_value());
  ASSERT_EQ(read->findings.size(), 2u);
  EXPECT_EQ(describe(read->findings[0].finding),
            "认不出“入党曰期”一列，没有读入；是不是“入党时间”？");
  EXPECT_EQ(read->findings[0].finding.severity, Severity::warns);
  EXPECT_EQ(describe(read->findings[1].finding), "“工作单位”一列没有用到");
  EXPECT_EQ(read->findings[1].finding.severity, Severity::informs);
}

// 无 below 表决权情况 is no vote, below 处分情况 no sanction.
TEST(Import, NeverTakesANoForAYes) {
  const auto wrong = [](const std::string& header, const std::string& text) {
    const auto read =
        import_roster(book_of({{"姓名", "党员类别", header}, {"王强", "正式党员", text}}), {});
    return !read.has_value() || !read->wrong_rows.empty();
  };
  EXPECT_FALSE(wrong("处分情况", "无"));
  EXPECT_TRUE(wrong("处分情况", "有"));
  for (const char* header : {"表决权情况", "权利状态", "党员权利"}) {
    EXPECT_TRUE(wrong(header, "无")) << header;
    EXPECT_TRUE(wrong(header, "没有")) << header;
    EXPECT_FALSE(wrong(header, "有")) << header;
    EXPECT_FALSE(wrong(header, "正常")) << header;
  }
}

TEST(Import, PutsOneFindingAtEachWrongCell) {
  const std::string good = id(1, true);
  struct Case {
    Row row;
    Said said;
  };
  std::string wrong_digit = good;
  wrong_digit[17] = wrong_digit[17] == '1' ? '2' : '1';
  for (const Case& each : {
           Case{{"1", "王强", "男", good, "", "正式党员"}, {}},
           Case{{"1", "王强", "男", wrong_digit, "", "正式党员"}, {"D2 identity_check_digit!"}},
           Case{{"1", "王强", "男", "4.10102E+17", "", "正式党员"}, {"D2 identity_damaged!"}},
           Case{{"1", "王强", "男", "41010219", "", "正式党员"}, {"D2 identity_length!"}},
           Case{{"1", "王强", "女", good, "", "正式党员"}, {"C2 sex_against_identity!"}},
           Case{{"1", "王强", "未知", good, "", "正式党员"}, {"C2 sex!"}},
           Case{{"1", "王强", "男", good, "1985-03-02", "正式党员"},
                {"E2 birth_against_identity!"}},
           Case{{"1", "王强", "男", good, "85年3月", "正式党员"}, {"E2 birth!"}},
           Case{{"1", "王强", "男", good, "", "党员"}, {"F2 list!"}},
           Case{{"1", "王强", "男", good, "", ""}, {"F2 status!"}},
           Case{{"1", "", "男", good, "", "正式党员"}, {"B2 name!"}},
           Case{{"1", "王强2", "男", good, "", "正式党员"}, {"B2 name!"}},
           Case{{"1", "王 强", "男", good, "", "正式党员"}, {"B2 name_space"}},
           Case{{"1", "王\u3000强", "男", good, "", "正式党员"}, {"B2 name_space"}},
           Case{{"1", "买买提•艾力", "男", good, "", "正式党员"}, {"B2 name_dot"}},
           Case{{"1", "\uE863强", "男", good, "", "正式党员"}, {"B2 private_use"}},
           Case{{"1", "王强", "男", "", "", "正式党员"}, {"D2 identity_missing"}},
           Case{{"1", "王强", "男", "410102850301101", "", "正式党员"}, {"D2 identity_old"}},
           Case{{"1", "王强", "男", good, "", "正式党员", "留党察看一年"},
                {"G2 standing_in_notes"}},
           Case{{"1", "王强", "男", good, "", "正式党员", "预备党员"}, {"G2 status_in_notes"}},
           Case{{"1", "王强", "男", good, "", "正式党员", "长期卧床，本人申请不参加选举"},
                {"G2 exclusion_in_notes"}},
           Case{{"1", "#N/A", "男", good, "", "正式党员"}, {"B2 formula!", "B2 name!"}},
       }) {
    EXPECT_EQ(said(each.row), each.said) << join(each.row, ",");
  }
}

TEST(Import, NeverShowsAnIdentityNumber) {
  const std::string good = id(1, true);
  const Result<RosterImport> read =
      import_roster(book_of({kHeader,
                             {"1", good, "男", good, good, good, good},
                             {"2", "王强", good, good + "1", "", "正式党员"},
                             {"3", "王强", "男", id(2, true), "", "正式党员"},
                             {"4", "李强", "男", id(2, true), "", "正式党员"}}),
                    {});
  ASSERT_TRUE(read.has_value());
  EXPECT_GE(read->findings.size(), 6u);
  for (const CellFinding& found : read->findings) {
    EXPECT_EQ(describe(found.finding).find("19850301"), std::string::npos)
        << describe(found.finding);
  }
}

TEST(Import, TakesADifferentBirthFromTheArchiveColumn) {
  const Result<RosterImport> read =
      import_roster(book_of({{"姓名", "身份证号", "出生日期(档案)", "党员类别"},
                             {"王强", id(1, true), "1984年3月", "正式"}}),
                    {});
  ASSERT_TRUE(read.has_value());
  EXPECT_TRUE(read->wrong_rows.empty());
  EXPECT_EQ(read->roster.members[0].birth, (PartialDate{1984, 3, 0}));
  EXPECT_EQ(read->roster.members[0].birth_source, BirthSource::column);
}

TEST(Import, FindsOneNumberWrittenTwiceAlsoInItsOldForm) {
  const std::string old = "410102850301101";
  const Result<RosterImport> read =
      import_roster(book_of({kHeader,
                             {"1", "王强", "男", identity_of_old(old), "", "正式党员"},
                             {"2", "王强", "男", old, "", "正式党员"},
                             {"3", "李敏", "女", id(5, false), "", "正式党员"}}),
                    {});
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->wrong_rows, std::vector<int>{3});
  EXPECT_EQ(read->roster.members.size(), 2u);
}

TEST(Import, AllowsNamesakesAndTellsThemApart) {
  const Result<RosterImport> read =
      import_roster(book_of({kHeader,
                             {"1", "王强", "男", id(1, true), "", "正式党员"},
                             {"2", "王强", "女", id(2, false), "", "正式党员"}}),
                    {});
  ASSERT_TRUE(read.has_value());
  EXPECT_TRUE(read->wrong_rows.empty());
  EXPECT_EQ(shown_name(read->roster.members[0]), "王强（男）");
  EXPECT_EQ(shown_name(read->roster.members[1]), "王强（女）");
}

TEST(Import, SaysWhereNamesakesCannotBeToldApart) {
  const Row header{"姓名", "身份证号", "党员类别", "所在支部", "权利状态"};
  const auto warned = [&](const Row& first, const Row& second) {
    const auto read = import_roster(book_of({header, first, second}), {});
    std::string text;
    for (const CellFinding& found : read->findings) {
      if (found.finding.check == "namesake") text += place_of(found) + describe(found.finding);
    }
    return text;
  };
  const std::string alike = warned({"王强", "", "正式党员"}, {"王强", "", "正式党员"});
  EXPECT_EQ(alike,
            "名册!A3与 名册!A2 同名，所在支部、性别、出生日期都区分不开；现为：王强（名册第2人）"
            "。办法：核对是不是同一个人；不是的，补填所在支部或出生日期");
  EXPECT_NE(warned({"王强", "", "正式党员", "一支部"}, {"王强", "", "正式党员", "二支部"})
                .find("同名，都没有出生日期"),
            std::string::npos);
  EXPECT_EQ(warned({"王强", id(1, true), "正式党员"}, {"王强", id(2, false), "正式党员"}), "");
}

TEST(Import, TakesPhoneNumbersThatCanBeCalled) {
  const auto warned = [](const std::string& phone) {
    const auto read = import_roster(book_of({{"姓名", "性别", "联系电话"}, {"王强", "男", phone}}),
                                    {RosterBody::association, {}, Date{2100, 1, 1}, {}});
    return std::ranges::any_of(
        read->findings, [](const CellFinding& found) { return found.finding.check == "phone"; });
  };
  for (const char* phone :
       {"13800001111", "138 0000 1111", "0371-60001111", "（0371）60001111转801", "+8613800001111",
        "13800001111、0371-60001111", "02160001111"}) {
    EXPECT_FALSE(warned(phone)) << phone;
  }
  for (const char* phone :
       {"1380000111", "138000011112", "60001111", "12345678901", "同上", "13800001111、138"}) {
    EXPECT_TRUE(warned(phone)) << phone;
  }
}

TEST(Import, TakesTheGroundInWordsAndTheOpinionFromItsList) {
  const auto read_with = [](const std::string& ground, const std::string& consent) {
    return import_roster(book_of({{"姓名", "党员类别", "不计入应到会理由", "本人意见"},
                                  {"王强", "正式党员", ground, consent}}),
                         {});
  };
  for (const char* ground :
       {"E4", "卧床不起或久病不能自理", "年老体弱卧床不起或长期生病生活不能自理", "E4 卧床"}) {
    const auto read = read_with(ground, "本人同意");
    if (std::string_view(ground) == "E4 卧床") {
      EXPECT_FALSE(read->wrong_rows.empty());
      continue;
    }
    ASSERT_TRUE(read->wrong_rows.empty()) << ground;
    EXPECT_EQ(read->roster.members[0].exclusion->ground, ExclusionGround::bedridden);
    EXPECT_EQ(read->roster.members[0].exclusion->consent, "同意");
  }
  EXPECT_FALSE(read_with("E4", "家里说行").value().wrong_rows.empty());
  EXPECT_FALSE(read_with("", "家里说行").value().wrong_rows.empty());
}

TEST(Import, PassesOverBlankRowsNumbersAloneRepeatedHeadersAndFooters) {
  const Result<RosterImport> read =
      import_roster(book_of({kHeader,
                             {"1", "王强", "男", id(1, true), "", "正式党员"},
                             {},
                             {"2"},
                             kHeader,
                             {"3", "李敏", "女", id(2, false), "", "正式党员"},
                             {"合计", "2 人"},
                             {"填表人:张三", "", "", "审核人:李四"}}),
                    {});
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->rows, 2);
  EXPECT_TRUE(read->wrong_rows.empty());
  EXPECT_EQ(read->member_rows, (std::vector<int>{2, 6}));
}

TEST(Import, CallsRowsWithMergedCellsWrongAndTitlesNot) {
  Workbook workbook = book_of({{"名册"},
                               kHeader,
                               {"1", "王强", "男", id(1, true), "", "正式党员"},
                               {"2", "李敏", "女", id(2, false), "", "正式党员"},
                               {"3", "张三", "男", id(3, true), "", "正式党员"}});
  workbook.sheets[0].merged = {{1, 1, 1, 7}, {3, 7, 4, 7}};
  const Result<RosterImport> read = import_roster(workbook, {});
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->wrong_rows, (std::vector<int>{3, 4}));
  workbook.sheets[0].merged.pop_back();
  EXPECT_TRUE(import_roster(workbook, {})->wrong_rows.empty());
}

TEST(Import, CallsAFormulaWithoutAValueWrong) {
  Workbook workbook = book_of({kHeader, {"1", "王强", "男", id(1, true), "", "正式党员"}});
  workbook.sheets[0].rows[1].cells[1] = {2, CellKind::formula, "=A1"};
  const Result<RosterImport> read = import_roster(workbook, {});
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->wrong_rows, std::vector<int>{2});
}

TEST(Import, TakesAnIdentityNumberStoredAsANumberForDamaged) {
  Workbook workbook = book_of({kHeader, {"1", "王强", "男", id(1, true), "", "正式党员"}});
  EXPECT_TRUE(import_roster(workbook, {})->wrong_rows.empty());
  workbook.sheets[0].rows[1].cells[3].kind = CellKind::number;
  EXPECT_EQ(import_roster(workbook, {})->wrong_rows.size(), 1u);
}

TEST(Import, RefusesABirthAfterTheDay) {
  ImportOptions options;
  options.on = Date{2020, 12, 30};
  options.body = RosterBody::village;
  EXPECT_EQ(said({"1", "王强", "男", "", "2020-12-31", ""}, options),
            (Said{"D2 identity_missing", "E2 birth!"}));
  EXPECT_EQ(said({"1", "王强", "男", "", "2020-12-30", ""}, options), Said{"D2 identity_missing"});
  EXPECT_EQ(said({"1", "王强", "男", "", "2020-12", ""}, options), Said{"D2 identity_missing"});
  EXPECT_EQ(said({"1", "王强", "男", "", "2021", ""}, options),
            (Said{"D2 identity_missing", "E2 birth!"}));
}

TEST(Import, ReadsWhatTheTemplateWrites) {
  Roster roster;
  Member member;
  member.id = "m001";
  member.name = "买买提·艾力";
  member.sex = Sex::male;
  member.identity = id(1, true);
  member.birth = PartialDate{1985, 3, 1};
  member.birth_source = BirthSource::identity;
  member.people = "维吾尔族";
  member.full_time = Education::vocational;
  member.in_service = Education::bachelor;
  member.joined = PartialDate{2005, 6, 0};
  member.standing = Standing::detained;
  member.branch = "第一支部";
  member.phone = "13800001111";
  member.post = "委员";
  member.notes = "无";
  member.exclusion = Exclusion{ExclusionGround::resettled, "同意", "证明", "2019", "批1号", {}};
  roster.members = {member, member};
  roster.members[1].id = "m002";
  roster.members[1].name = "𠮷㛃";
  roster.members[1].identity.clear();
  roster.members[1].birth_source = BirthSource::column;
  roster.members[1].exclusion.reset();
  for (const RosterBody body : {RosterBody::party, RosterBody::association}) {
    roster.body = body;
    if (body == RosterBody::association) {
      for (Member& each : roster.members) {
        each.joined.reset();
        each.standing = Standing::in_order;
        each.exclusion.reset();
      }
    }
    std::vector<Row> rows{{}};
    for (const RosterColumn& column : roster_columns(body)) rows[0].push_back(column.title);
    for (const Row& row : roster_rows(roster)) rows.push_back(row);
    ImportOptions options;
    options.body = body;
    const Result<RosterImport> read = import_roster(book_of(rows), options);
    ASSERT_TRUE(read.has_value()) << describe(read.error());
    EXPECT_EQ(read->roster, roster);
  }
}

TEST(Import, KnowsEveryColumnOfEveryTemplate) {
  for (const auto& [body, name] : EnumNames<RosterBody>::kNames) {
    Roster empty;
    empty.body = body;
    empty.members.emplace_back();
    EXPECT_EQ(roster_rows(empty)[0].size(), roster_columns(body).size()) << name;
  }
}

RC_GTEST_PROP(Import, DoesNotDependOnTheOrderOfColumns, ()) {
  const Row row{"1", "王强", "男", id(1, true), "1985年3月", "正式党员", "备注"};
  auto order = *rc::gen::container<std::vector<int>>(7, rc::gen::inRange(0, 1000));
  std::vector<std::size_t> places{0, 1, 2, 3, 4, 5, 6};
  std::ranges::stable_sort(places, {}, [&](std::size_t at) { return order[at]; });
  Row header;
  Row moved;
  for (const std::size_t at : places) {
    header.push_back(kHeader[at]);
    moved.push_back(row[at]);
  }
  const auto plain = import_roster(book_of({kHeader, row}), {});
  const auto shuffled = import_roster(book_of({header, moved}), {});
  RC_ASSERT(shuffled.has_value());
  RC_ASSERT(plain->roster == shuffled->roster);
}

RC_GTEST_PROP(Import, GivesOnlyMembersThatTheRosterAccepts, ()) {
  const std::vector<std::string> words{"王强",       "",       "男",      "女",       id(1, true),
                                       id(2, false), "1985.3", "正式",    "预备党员", "大专",
                                       "合计",       "王 强",  "4.1E+17", "无"};
  std::vector<Row> rows{kHeader};
  const auto picks = *rc::gen::container<std::vector<int>>(
      70, rc::gen::inRange(0, static_cast<int>(words.size())));
  for (std::size_t i = 0; i < picks.size(); i += 7) {
    Row row;
    for (std::size_t j = 0; j < 7; ++j) row.push_back(words[picks[i + j]]);
    rows.push_back(row);
  }
  const auto read = import_roster(book_of(rows), {});
  if (!read.has_value()) return;
  RC_ASSERT(check_roster(read->roster).has_value());
  RC_ASSERT(read->rows == static_cast<int>(read->roster.members.size() + read->wrong_rows.size()));
}

}  // namespace
}  // namespace huanjie
