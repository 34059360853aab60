#include "roster/import_row.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "roster/identity.h"
#include "roster/written_date.h"

namespace huanjie {
namespace {

constexpr const char* kIdentityArticle = "GB 11643-1999";
constexpr std::size_t kShownCharacters = 40;
constexpr int kJoiningAge = 18;
constexpr const char* kGrounds = "模板下拉列表里的六种情形之一";

// What a cell said, short enough for a message and without an identity number in the clear.
std::string shown(std::string_view text) {
  const std::u32string characters = code_points(text);
  if (characters.size() <= kShownCharacters) return masked_text(text);
  return masked_text(utf8(characters.substr(0, kShownCharacters))) + "…";
}

bool is_private_use(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFD);
}

bool is_blank(char32_t c) { return c == U' ' || c == U'\u3000' || c == U'\u00A0' || c == U'\t'; }

bool is_dot(char32_t c) {
  return std::u32string_view(U".\u2022\uFF0E\u2027\u2219\u30FB\uFF65\u22C5\u2024\u0387").find(c) !=
         std::u32string_view::npos;
}

// The name as it is to stand, and what was put right on the way.
struct PlainName {
  std::string name{};
  bool spaces_removed = false;
  bool dots_made_equal = false;
};

PlainName plain_name(std::string_view text) {
  PlainName plain;
  std::u32string result;
  for (const char32_t c : code_points(trimmed(text))) {
    if (is_blank(c)) {
      plain.spaces_removed = true;
    } else if (is_dot(c)) {
      plain.dots_made_equal = true;
      result += U'·';
    } else {
      result += c;
    }
  }
  plain.name = utf8(result);
  return plain;
}

// The numbers of a cell (13800001111、0371-60001111 转 801) without what people write around them.
std::vector<std::string> phone_numbers(std::string_view text) {
  std::vector<std::string> numbers(1);
  for (const char32_t c : code_points(text)) {
    if (std::u32string_view(U"、/，,；;\n").find(c) != std::u32string_view::npos) {
      numbers.emplace_back();
    } else if (std::u32string_view(U" \u3000\u00A0-\u2014\uFF0D()（）").find(c) ==
               std::u32string_view::npos) {
      numbers.back() += utf8(c);
    }
  }
  std::erase(numbers, std::string{});
  return numbers;
}

// A mobile number, or one of the fixed network with its area code and perhaps an extension.
bool is_phone_number(std::string_view number) {
  if (number.starts_with("+86")) number.remove_prefix(3);
  number = number.substr(0, number.find("转"));
  if (number.find_first_not_of("0123456789") != std::string_view::npos) return false;
  if (number.starts_with('1')) return number.size() == 11 && number[1] >= '3';
  return number.starts_with('0') && number.size() >= 10 && number.size() <= 12;
}

class RowReader {
 public:
  RowReader(const std::string& sheet, const SheetColumns& columns, const SheetRow& row,
            const ImportOptions& options)
      : sheet_(sheet), columns_(columns), row_(row), options_(options) {}

  RowReading read() {
    look_for_formulas();
    read_name();
    read_identity_number();
    read_sex();
    read_birth();
    read_joined();
    read_lists();
    read_standing();
    read_texts();
    read_exclusion();
    return std::move(reading_);
  }

 private:
  const Cell* cell(ColumnKey key) const {
    const int column = columns_[key];
    return column == 0 ? nullptr : cell_at(row_, column);
  }

  std::string text(ColumnKey key) const {
    const Cell* found = cell(key);
    return found == nullptr || found->kind == CellKind::formula ? std::string{}
                                                                : trimmed(found->text);
  }

  bool is_number(ColumnKey key) const {
    const Cell* found = cell(key);
    return found != nullptr && found->kind == CellKind::number;
  }

  void say(ColumnKey key, Finding finding) {
    reading_.findings.push_back(
        cell_finding(sheet_, row_.number, columns_[key], std::move(finding)));
  }

  void wrong(ColumnKey key, std::string check, std::string says, std::string required) {
    say(key, import_finding(Severity::blocks, std::move(check), std::move(says), shown(text(key)),
                            std::move(required)));
  }

  void warn(ColumnKey key, std::string check, std::string says, std::string required = {}) {
    say(key, import_finding(Severity::warns, std::move(check), std::move(says), shown(text(key)),
                            std::move(required)));
  }

  // Where what to do is known better than what the cell should hold.
  void advise(Severity severity, ColumnKey key, std::string check, std::string says,
              std::string advice) {
    Finding finding = import_finding(severity, std::move(check), std::move(says), shown(text(key)));
    finding.unblock = std::move(advice);
    say(key, std::move(finding));
  }

  void note(ColumnKey key, std::string check, std::string says) {
    say(key,
        import_finding(Severity::informs, std::move(check), std::move(says), shown(text(key))));
  }

  void look_for_formulas() {
    for (std::size_t i = 0; i < kColumnKeys; ++i) {
      const auto key = static_cast<ColumnKey>(i);
      const Cell* found = cell(key);
      if (found == nullptr || key == ColumnKey::serial) continue;
      if (found->kind == CellKind::formula) {
        advise(Severity::blocks, key, "formula", "单元格是公式，没有存下结果",
               "直接填写内容，或用表格软件打开后重新保存");
      } else if (is_spreadsheet_error(found->text)) {
        advise(Severity::blocks, key, "formula", "单元格的公式出错", "直接填写内容");
      }
    }
  }

  static bool is_spreadsheet_error(std::string_view text) {
    static constexpr std::string_view kErrors[] = {"#N/A",  "#REF!",  "#VALUE!", "#DIV/0!",
                                                   "#NUM!", "#NAME?", "#NULL!"};
    return std::ranges::find(kErrors, text) != std::ranges::end(kErrors);
  }

  void read_name() {
    const PlainName plain = plain_name(text(ColumnKey::name));
    if (plain.name.empty()) {
      advise(Severity::blocks, ColumnKey::name, "name", "这一行填了内容，没有写姓名",
             "照身份证填写姓名，或删去这一行");
      return;
    }
    if (!is_name(plain.name)) {
      const bool bracketed = plain.name.find('(') != std::string::npos ||
                             plain.name.find("\uFF08") != std::string::npos;
      wrong(ColumnKey::name, "name", "姓名写法不对",
            bracketed ? "只写姓名，不加括号；同名的人由系统用支部、性别区分"
                      : "2 至 30 个汉字，间隔号用“·”，不带数字和符号");
      return;
    }
    reading_.member.name = plain.name;
    if (plain.spaces_removed) note(ColumnKey::name, "name_space", "已去掉姓名中间的空格");
    if (plain.dots_made_equal) note(ColumnKey::name, "name_dot", "间隔号已统一为“·”");
    if (std::ranges::any_of(code_points(plain.name), is_private_use)) {
      advise(Severity::warns, ColumnKey::name, "private_use",
             "姓名里有自造的字，换一台电脑可能显示不出来", "用新版输入法重打这个字");
    }
  }

  void read_identity_number() {
    const std::string written = text(ColumnKey::identity);
    if (written.empty()) {
      if (columns_[ColumnKey::identity] != 0) {
        warn(ColumnKey::identity, "identity_missing", "没有身份证号，查重只能靠姓名和出生日期");
      }
      return;
    }
    identity_ = read_identity(written, is_number(ColumnKey::identity));
    has_identity_ = identity_.fault == IdentityFault::none;
    if (has_identity_) {
      reading_.member.identity = identity_.number;
      reading_.member.sex = identity_.sex;
      reading_.member.birth =
          PartialDate{identity_.birth.year, identity_.birth.month, identity_.birth.day};
      reading_.member.birth_source = BirthSource::identity;
      if (identity_.old_form) {
        Finding finding = import_finding(Severity::warns, "identity_old", "是 15 位旧号码",
                                         masked_identity(identity_.number));
        finding.unblock = "核对后改填 18 位号码";
        say(ColumnKey::identity, std::move(finding));
      } else if (!identity_.note.empty()) {
        note(ColumnKey::identity, "identity_form", identity_.note);
      }
      if (identity_.birth > options_.on) {
        advise(Severity::blocks, ColumnKey::identity, "identity_birth",
               "身份证号里的出生日期在将来", "照身份证核对");
      }
      return;
    }
    say_identity_fault();
  }

  void say_identity_fault() {
    const auto fault = [&](const char* check, std::string says, std::string advice) {
      Finding finding = import_finding(Severity::blocks, check, std::move(says),
                                       masked_identity(identity_.number));
      finding.article = kIdentityArticle;
      finding.unblock = std::move(advice);
      say(ColumnKey::identity, std::move(finding));
    };
    const std::size_t count = character_count(identity_.number);
    switch (identity_.fault) {
      case IdentityFault::none: return;
      case IdentityFault::damaged:
        return fault("identity_damaged", "身份证号被表格软件当成数字存过，后几位已经丢失",
                     "把单元格设为文本格式，照身份证重新输入");
      case IdentityFault::length:
        return fault("identity_length", "身份证号是 " + std::to_string(count) + " 位，应为 18 位",
                     "照身份证重新输入；没有身份证号的留空");
      case IdentityFault::characters:
        return fault("identity_characters",
                     "身份证号里有不该有的字符，应为 17 位数字加一位数字或 X", "照身份证重新输入");
      case IdentityFault::birth:
        return fault("identity_birth", "身份证号第 7 至 14 位不是一个日期", "照身份证核对这八位");
      case IdentityFault::check_digit:
        return fault("identity_check_digit", "身份证号校验码不对，至少有一位写错",
                     "照身份证逐位核对");
    }
  }

  void read_sex() {
    const std::string written = text(ColumnKey::sex);
    if (written.empty()) return;
    const std::optional<Sex> sex = sex_of(written);
    if (!sex) return wrong(ColumnKey::sex, "sex", "性别写法不对", "男或女");
    if (has_identity_ && *sex != identity_.sex) {
      return wrong(ColumnKey::sex, "sex_against_identity", "性别与身份证号不符",
                   "身份证号为" + std::string(chinese(identity_.sex)) + "，两处有一处写错");
    }
    reading_.member.sex = sex;
  }

  std::optional<PartialDate> read_date(ColumnKey key, const char* check) {
    const std::string written = text(key);
    if (written.empty()) return std::nullopt;
    const WrittenDate read = read_written_date(written, is_number(key));
    const std::string title(title_of(key));
    if (!read.fault.empty()) {
      wrong(key, check, title + "：" + read.fault, read.expected);
      return std::nullopt;
    }
    const PartialDate& date = read.date;
    const PartialDate limit{options_.on.year, date.month == 0 ? 0 : options_.on.month,
                            date.day == 0 ? 0 : options_.on.day};
    if (date > limit) {
      wrong(key, check, title + "在将来", "不晚于 " + chinese_date(options_.on));
      return std::nullopt;
    }
    return date;
  }

  void read_birth() {
    const std::optional<PartialDate> birth = read_date(ColumnKey::birth, "birth");
    if (birth && has_identity_ && !agree(*birth, *reading_.member.birth)) {
      wrong(ColumnKey::birth, "birth_against_identity", "出生日期与身份证号不符",
            "身份证号为 " + chinese_date(identity_.birth) +
                "，两处有一处写错；按档案认定的，列名写成“档案出生日期”");
    } else if (birth && !has_identity_) {
      reading_.member.birth = birth;
      reading_.member.birth_source = BirthSource::column;
    }
    const std::optional<PartialDate> archive = read_date(ColumnKey::archive_birth, "birth");
    if (!archive) return;
    if (has_identity_ && !agree(*archive, *reading_.member.birth)) {
      note(ColumnKey::archive_birth, "birth_by_archive", "与身份证号不同，以档案认定的为准");
    }
    reading_.member.birth = archive;
    reading_.member.birth_source = BirthSource::column;
  }

  void read_joined() {
    reading_.member.joined = read_date(ColumnKey::joined, "joined");
    const auto& joined = reading_.member.joined;
    const auto& birth = reading_.member.birth;
    if (joined && birth && joined->year - birth->year < kJoiningAge) {
      advise(Severity::warns, ColumnKey::joined, "joined_age", "入党时不满十八岁",
             "核对入党时间和出生日期（" + chinese_date(*birth) + "）");
    }
  }

  // A closed list: `value` where the cell is one of its words, a finding where it is not.
  template <class E, class Reader>
  void read_choice(ColumnKey key, E& value, Reader reader, const std::string& allowed) {
    const std::string written = text(key);
    if (written.empty()) return;
    if (const auto chosen = reader(written)) {
      value = *chosen;
    } else {
      wrong(key, "list", std::string(title_of(key)) + "不在可填的范围内", allowed);
    }
  }

  void read_lists() {
    Member& member = reading_.member;
    const std::string education = "研究生、大学本科、大专、中专、高中、初中、小学及以下";
    read_choice(ColumnKey::full_time, member.full_time, education_of, education);
    read_choice(ColumnKey::in_service, member.in_service, education_of, education + "，没有的不填");
    read_choice(ColumnKey::registration, member.registration, registration_of,
                "户籍在本村并居住、户籍在本村外出并表示参加、户籍不在本村居住一年以上");
    const std::string people = text(ColumnKey::people);
    if (!people.empty()) {
      const std::optional<std::string> known = people_of(people);
      member.people = known.value_or(people);
      if (!known) warn(ColumnKey::people, "people", "不是 56 个民族的名称", "如 汉族");
    }
    if (options_.body != RosterBody::party) return;
    read_choice(ColumnKey::status, member.status, status_of, "正式党员、预备党员");
    if (columns_[ColumnKey::status] != 0 && text(ColumnKey::status).empty()) {
      wrong(ColumnKey::status, "status", "没有填党员类别", "正式党员或预备党员");
    }
  }

  void read_standing() {
    const bool party = options_.body == RosterBody::party;
    const std::string allowed = party ? "正常、留党察看、留置、逮捕" : "正常、剥夺政治权利";
    const auto reader = [&](std::string_view written) {
      return standing_of(written, columns_.standing_asks);
    };
    const std::string written = text(ColumnKey::standing);
    const bool unclear = written == "无" || written == "没有" || written == "有";
    if (unclear && !reader(written)) {
      wrong(ColumnKey::standing, "list", "只写“" + written + "”，分不清说的是处分还是选举权",
            "写明" + allowed);
    } else {
      read_choice(ColumnKey::standing, reading_.member.standing, reader, allowed);
    }
    // A remark that takes the vote away must not be overlooked because it stands in the wrong
    // column.
    if (!party || reading_.member.standing != Standing::in_order) return;
    for (const char* word : {"留党察看", "留置", "逮捕", "服刑", "开除党籍"}) {
      if (text(ColumnKey::notes).find(word) == std::string::npos) continue;
      advise(Severity::warns, ColumnKey::notes, "standing_in_notes",
             std::string("备注里写有“") + word + "”", "核对选举权，并填在“权利状态”一列");
      return;
    }
    for (const char* word : {"卧床", "长期患病", "长期生病", "不计算在", "不计入", "不参加选举"}) {
      if (text(ColumnKey::notes).find(word) == std::string::npos) continue;
      advise(Severity::informs, ColumnKey::notes, "exclusion_in_notes",
             std::string("备注里写有“") + word + "”，仍计入应到会",
             "要申请不计入的，填“不计入应到会理由”等几列，并报上级批复");
      return;
    }
    if (reading_.member.status == MemberStatus::full &&
        text(ColumnKey::notes).find("预备党员") != std::string::npos) {
      advise(Severity::warns, ColumnKey::notes, "status_in_notes", "备注里写有“预备党员”",
             "核对党员类别");
    }
  }

  void read_texts() {
    Member& member = reading_.member;
    member.branch = text(ColumnKey::branch);
    member.post = text(ColumnKey::post);
    member.address = text(ColumnKey::address);
    member.notes = text(ColumnKey::notes);
    for (const char c : text(ColumnKey::phone)) {
      if (c != ' ' && c != '-') member.phone += c;
    }
    for (const std::string& number : phone_numbers(text(ColumnKey::phone))) {
      if (is_phone_number(number)) continue;
      warn(ColumnKey::phone, "phone", "联系电话不对", "11 位手机号，或带区号的座机号");
      return;
    }
  }

  void read_exclusion() {
    if (options_.body != RosterBody::party) return;
    Exclusion exclusion;
    const auto consent_words = [](std::string_view written) { return consent_of(written); };
    read_choice(ColumnKey::consent, exclusion.consent, consent_words, "同意、不同意、无法表达");
    const std::string ground = text(ColumnKey::ground);
    if (ground.empty()) {
      if (!text(ColumnKey::reply).empty()) {
        wrong(ColumnKey::ground, "exclusion", "填了上级批复文号，没有填不计入应到会理由", kGrounds);
      }
      return;
    }
    const std::optional<ExclusionGround> known = ground_of(ground);
    if (!known) {
      return wrong(ColumnKey::ground, "exclusion", "不计入应到会的理由不在规定之列",
                   std::string(kGrounds) + "；其他原因不能到会的仍计入应到会，不填这一栏");
    }
    exclusion.ground = *known;
    exclusion.evidence = text(ColumnKey::evidence);
    exclusion.since = text(ColumnKey::since);
    exclusion.reply = text(ColumnKey::reply);
    reading_.member.exclusion = std::move(exclusion);
  }

  const std::string& sheet_;
  const SheetColumns& columns_;
  const SheetRow& row_;
  const ImportOptions& options_;
  RowReading reading_{};
  IdentityReading identity_{};
  bool has_identity_ = false;
};

}  // namespace

CellFinding cell_finding(const std::string& sheet, int row, int column, Finding finding) {
  return {sheet, row, column, std::move(finding)};
}

Finding import_finding(Severity severity, std::string check, std::string says, std::string observed,
                       std::string required) {
  Finding finding;
  finding.check = std::move(check);
  finding.severity = severity;
  finding.verdict = severity == Severity::informs ? Verdict::satisfied : Verdict::violated;
  finding.says = std::move(says);
  finding.observed = std::move(observed);
  finding.required = std::move(required);
  return finding;
}

RowReading read_member_row(const std::string& sheet, const SheetColumns& columns,
                           const SheetRow& row, const ImportOptions& options) {
  return RowReader(sheet, columns, row, options).read();
}

}  // namespace huanjie
