#include "roster/columns.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "roster/import.h"

namespace huanjie {
namespace {

struct Header {
  ColumnKey key;
  std::string_view title;
  std::string_view synonyms;  // divided by spaces
};

constexpr Header kHeaders[] = {
    {ColumnKey::serial, "序号", "序号 编号 序 号码"},
    {ColumnKey::name, "姓名", "姓名 名字 党员姓名 选民姓名 居民姓名 村民姓名 会员姓名 代表姓名"},
    {ColumnKey::sex, "性别", "性别"},
    {ColumnKey::identity, "身份证号",
     "身份证号 身份证号码 公民身份号码 身份证 证件号码 公民身份证号 公民身份证号码 居民身份证号 "
     "居民身份证号码 身份号码 证件号"},
    {ColumnKey::archive_birth, "档案出生日期",
     "档案出生日期 出生日期(档案) 出生年月(档案) 档案认定出生日期 认定出生日期"},
    {ColumnKey::birth, "出生日期",
     "出生日期 出生年月 出生年月日 生日 出生时间 出生 出生年份 生年月"},
    {ColumnKey::people, "民族", "民族 族别"},
    {ColumnKey::full_time, "全日制学历",
     "全日制学历 全日制教育 全日制教育学历 学历 文化程度 学历(全日制) 文化程度(全日制) 最高学历 全日制"},
    {ColumnKey::in_service, "在职学历", "在职学历 在职教育 在职教育学历 学历(在职) 在职"},
    {ColumnKey::joined, "入党时间",
     "入党时间 入党日期 入党年月 加入党组织日期 加入党组织时间 加入中共时间 入党"},
    {ColumnKey::status, "党员类别",
     "党员类别 人员类别 党员类型 人员类型 党员身份 正式/预备 是否正式党员"},
    {ColumnKey::standing, "权利状态",
     "权利状态 党员权利 党员权利状态 表决权情况 处分情况 党纪处分 受处分情况 政治权利"},
    {ColumnKey::registration, "登记类别", "登记类别 选民登记类别 登记情形 户籍情况"},
    {ColumnKey::branch, "所在支部（小组）",
     "所在支部(小组) 所在党支部 所在支部 党支部 支部 支部名称 所属支部 所属党支部 党组织名称 "
     "所在党组织 村民小组 所在小组 居民小组 小组 组别"},
    {ColumnKey::phone, "联系电话", "联系电话 电话 手机 手机号 手机号码 联系方式 电话号码 移动电话"},
    {ColumnKey::post, "职务", "职务 现任职务 党内职务 工作单位及职务 单位及职务 现职务 工作岗位"},
    {ColumnKey::address, "住址", "住址 家庭住址 现居住地 地址 户籍地址 居住地址 家庭地址 现住址"},
    {ColumnKey::ground, "不计入应到会理由", "不计入应到会理由 不计入理由 不计入应到会人数理由"},
    {ColumnKey::consent, "本人意见", "本人意见 征求本人意见 本人是否同意"},
    {ColumnKey::evidence, "证明材料", "证明材料 证明"},
    {ColumnKey::since, "理由起始时间", "理由起始时间 起始时间"},
    {ColumnKey::reply, "上级批复文号", "上级批复文号 批复文号 上级批复 批复"},
    {ColumnKey::notes, "备注", "备注 说明 备考"},
};

// Full-width brackets made plain, spaces, line breaks, asterisks and colons left out.
std::string bare(std::string_view header) {
  std::u32string result;
  for (const char32_t c : code_points(header)) {
    if (c == U'\uFF08') {
      result += U'(';
    } else if (c == U'\uFF09') {
      result += U')';
    } else if (std::u32string_view(U" \t\r\n\u3000\u00A0*\uFE61:\uFF1A\uFEFF").find(c) ==
               std::u32string_view::npos) {
      result += c;
    }
  }
  return utf8(result);
}

std::string without_brackets(std::string_view text) {
  std::string result;
  int depth = 0;
  for (const char c : text) {
    if (c == '(') ++depth;
    if (depth == 0) result += c;
    if (c == ')' && depth > 0) --depth;
  }
  return result;
}

bool is_one_of(std::string_view word, std::string_view list) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    if (list.substr(0, end) == word) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

std::optional<ColumnKey> find_header(std::string_view bare_header) {
  for (const Header& header : kHeaders) {
    if (is_one_of(bare_header, header.synonyms)) return header.key;
  }
  return std::nullopt;
}

// Headers that rosters often have and that only look like one of ours.
constexpr std::string_view kOthers = "工作单位 人员编号 党员编号 转正时间 转正日期 参加工作时间";
// Shorter words are too much alike: 职称 is not 职务, 出生地 not 出生.
constexpr std::size_t kShortestGuess = 3;

template <class E>
struct Choice {
  E value;
  std::string_view words;
};

template <class E, std::size_t N>
std::optional<E> chosen(std::string_view text, const Choice<E> (&choices)[N]) {
  const std::string word = bare(text);
  for (const Choice<E>& choice : choices) {
    if (is_one_of(word, choice.words)) return choice.value;
  }
  return std::nullopt;
}

constexpr std::string_view kPeoples =
    "汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 "
    "哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 "
    "柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 "
    "塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 "
    "鄂伦春族 赫哲族 门巴族 珞巴族 基诺族";

}  // namespace

std::optional<ColumnKey> column_of_header(std::string_view header) {
  if (header.size() > 120) return std::nullopt;
  const std::string whole = bare(header);
  if (whole.empty()) return std::nullopt;
  if (const auto key = find_header(whole)) return key;
  return find_header(without_brackets(whole));
}

std::optional<ColumnKey> nearest_column(std::string_view header,
                                        const std::vector<ColumnKey>& taken) {
  if (header.size() > 120) return std::nullopt;
  const std::string plain = without_brackets(bare(header));
  const std::u32string wanted = code_points(plain);
  if (wanted.size() < kShortestGuess || is_one_of(plain, kOthers)) return std::nullopt;
  std::optional<ColumnKey> nearest;
  std::size_t least = wanted.size();
  for (const Header& known : kHeaders) {
    if (std::ranges::find(taken, known.key) != taken.end()) continue;
    for (const std::string& synonym : split(known.synonyms, ' ')) {
      const std::u32string word = code_points(synonym);
      const std::size_t slips = slips_between(wanted, word);
      const bool near =
          word.size() >= kShortestGuess && slips * 3 <= std::max(wanted.size(), word.size());
      if (!near || slips >= least) continue;
      least = slips;
      nearest = known.key;
    }
  }
  return nearest;
}

std::string_view title_of(ColumnKey key) {
  for (const Header& header : kHeaders) {
    if (header.key == key) return header.title;
  }
  return {};
}

std::optional<Sex> sex_of(std::string_view text) {
  static constexpr Choice<Sex> kChoices[] = {{Sex::male, "男 男性"}, {Sex::female, "女 女性"}};
  return chosen(text, kChoices);
}

std::optional<MemberStatus> status_of(std::string_view text) {
  static constexpr Choice<MemberStatus> kChoices[] = {
      {MemberStatus::full, "正式党员 正式 中共党员(正式) 党员(正式) 是"},
      {MemberStatus::probationary,
       "预备党员 预备 中共预备党员 预备期 中共党员(预备) 党员(预备) 否"}};
  return chosen(text, kChoices);
}

std::optional<Registration> registration_of(std::string_view text) {
  static constexpr Choice<Registration> kChoices[] = {
      {Registration::resident,
       "户籍在本村并居住 本村户籍 户籍在本村 本地户籍 户籍在本社区 在册在住"},
      {Registration::away, "户籍在本村、外出并表示参加 外出参加 外出 户在人不在 在册外出"},
      {Registration::incomer,
       "户籍不在本村、居住一年以上 外来居住 外来 外来人员 人在户不在 户籍不在本村"}};
  return chosen(text, kChoices);
}

std::string_view short_words(ExclusionGround ground) {
  switch (ground) {
    case ExclusionGround::illness:     return "因病不能表达意志";
    case ExclusionGround::abroad:      return "自费出国半年以上";
    case ExclusionGround::sentence:    return "正在服刑";
    case ExclusionGround::bedridden:   return "卧床不起或久病不能自理";
    case ExclusionGround::transferred: return "应转未转组织关系";
    case ExclusionGround::resettled:   return "离退休后长期回原籍";
  }
  return "";
}

std::optional<ExclusionGround> ground_of(std::string_view text) {
  const std::string word = bare(text);
  for (const auto& [ground, code] : EnumNames<ExclusionGround>::kNames) {
    if (word == code || word == short_words(ground) || word.starts_with(std::string(code) + "、") ||
        word.starts_with(std::string(code) + ".") ||
        word.find(chinese(ground)) != std::string::npos) {
      return ground;
    }
  }
  return std::nullopt;
}

std::optional<std::string> consent_of(std::string_view text) {
  static constexpr Choice<std::string_view> kChoices[] = {
      {"同意", "同意 本人同意 已同意 是"},
      {"不同意", "不同意 本人不同意 否"},
      {"无法表达",
       "无法表达 不能表达 无法表达意见 不能表达意见 无法表达本人意志 不能表达本人意志"}};
  const auto consent = chosen(text, kChoices);
  if (!consent) return std::nullopt;
  return std::string(*consent);
}

std::optional<Education> education_of(std::string_view text) {
  static constexpr Choice<Education> kChoices[] = {
      {Education::postgraduate,
       "研究生 硕士 博士 硕士研究生 博士研究生 研究生学历 在职研究生 党校研究生 省委党校研究生 "
       "中央党校研究生 研究生毕业"},
      {Education::bachelor,
       "大学本科 本科 大学 学士 大学学历 本科学历 大学毕业 党校本科 省委党校本科 中央党校本科 "
       "省委党校大学 中央党校大学 大本 本科毕业"},
      {Education::college,
       "大专 专科 大学专科 高职 大专学历 专科学历 大普 大专毕业 高等专科 党校大专 省委党校大专 "
       "专科毕业"},
      {Education::vocational, "中专 职高 技校 中技 中职 职业高中 中等专科 中专学历 技工学校 中师"},
      {Education::senior, "高中 普通高中 高中学历 高中毕业"},
      {Education::junior, "初中 初中学历 初中毕业 初级中学"},
      {Education::primary, "小学及以下 小学 文盲 半文盲 小学学历 小学毕业 不识字 扫盲"},
      {Education::unknown, "无 / — - -- 不详 没有"}};
  return chosen(text, kChoices);
}

StandingAsks asked_by(std::string_view header) {
  return header.find("处分") == std::string_view::npos ? StandingAsks::right
                                                       : StandingAsks::sanction;
}

std::optional<Standing> standing_of(std::string_view text, StandingAsks asks) {
  static constexpr Choice<Standing> kChoices[] = {
      {Standing::in_order,
       "正常 享有 有表决权 有选举权 无处分 没有处分 警告 党内警告 严重警告 党内严重警告 "
       "撤销党内职务 享有政治权利"},
      {Standing::party_probation, "留党察看 留党察看一年 留党察看二年 留党察看两年 留党察看期间"},
      {Standing::detained, "留置 被留置 监委留置"},
      {Standing::arrested, "逮捕 被逮捕 依法逮捕 被依法逮捕"},
      {Standing::deprived, "剥夺政治权利 被剥夺政治权利 剥权 依法被剥夺政治权利"}};
  static constexpr Choice<Standing> kNoSanction[] = {{Standing::in_order, "无 / — - 没有"}};
  static constexpr Choice<Standing> kHasRight[] = {{Standing::in_order, "有"}};
  if (const auto standing = chosen(text, kChoices)) return standing;
  return asks == StandingAsks::sanction ? chosen(text, kNoSanction) : chosen(text, kHasRight);
}

std::optional<std::string> people_of(std::string_view text) {
  std::string word = bare(text);
  if (is_one_of(word, kPeoples)) return word;
  if (is_one_of(word + "族", kPeoples)) return word + "族";
  if (word == "穿青人" || word == "其他") return word;
  return std::nullopt;
}

namespace {

RosterColumn column(ColumnKey key, std::string help, std::vector<std::string> choices = {}) {
  RosterColumn result;
  result.title = title_of(key);
  result.choices = std::move(choices);
  result.as_text = key == ColumnKey::identity || key == ColumnKey::phone;
  result.required = key == ColumnKey::name || key == ColumnKey::status;
  result.help = std::move(help);
  return result;
}

std::vector<std::string> grounds() {
  std::vector<std::string> result;
  for (const auto& [ground, code] : EnumNames<ExclusionGround>::kNames) {
    result.emplace_back(short_words(ground));
  }
  return result;
}

std::string grounds_help() {
  std::string text =
      "有选举权而确实不能到会、拟报批不计入应到会人数的党员才填；上级批复并经党员大会表决通过后才"
      "不计入。六种情形：";
  for (const auto& [ground, code] : EnumNames<ExclusionGround>::kNames) {
    if (text.ends_with("）")) text += "；";
    text += std::string(short_words(ground)) + "（" + std::string(chinese(ground)) + "）";
  }
  return text;
}

void add_party_columns(std::vector<RosterColumn>& columns) {
  columns.push_back(column(ColumnKey::joined, "写到年月或年月日，如 2010年6月"));
  columns.push_back(column(ColumnKey::status, "只填“正式党员”或“预备党员”；预备党员没有选举权",
                           {"正式党员", "预备党员"}));
  columns.push_back(column(ColumnKey::standing,
                           "没有特殊情况填“正常”或不填；留党察看期间、被留置、被逮捕的没有选举权",
                           {"正常", "留党察看", "留置", "逮捕"}));
}

void add_exclusion_columns(std::vector<RosterColumn>& columns) {
  columns.push_back(column(ColumnKey::ground, grounds_help(), grounds()));
  columns.push_back(column(ColumnKey::consent, "本人是否同意不计入；因病不能表达的选“无法表达”",
                           {"同意", "不同意", "无法表达"}));
  columns.push_back(column(ColumnKey::evidence, "医院证明、出入境记录、判决书等材料的名称"));
  columns.push_back(column(ColumnKey::since, "理由从何时起成立"));
  columns.push_back(column(ColumnKey::reply, "上级党组织同意的批复文号"));
}

}  // namespace

std::vector<RosterColumn> roster_columns(RosterBody body) {
  const std::vector<std::string> education{"研究生", "大学本科", "大专",      "中专",
                                           "高中",   "初中",     "小学及以下"};
  const bool voters = body == RosterBody::village || body == RosterBody::resident;
  std::vector<RosterColumn> columns{
      column(ColumnKey::name, "与户口簿、身份证一致；少数民族姓名的间隔号用“·”"),
      column(ColumnKey::sex, "男或女，须与身份证号相符", {"男", "女"}),
      column(ColumnKey::identity, "18 位；本列已设为文本，请勿改成数字，否则后几位会丢失"),
      column(ColumnKey::birth, "可写到年、年月或年月日，须与身份证号相符；有身份证号的可不填"),
      column(ColumnKey::people, "如 汉族"),
      column(ColumnKey::full_time, "全日制教育的最高学历", education),
      column(ColumnKey::in_service, "在职教育的最高学历，没有的不填", education)};
  if (body == RosterBody::party) add_party_columns(columns);
  if (voters) {
    columns.push_back(
        column(ColumnKey::standing, "依法被剥夺政治权利的才填", {"正常", "剥夺政治权利"}));
    columns.push_back(
        column(ColumnKey::registration, "按村民委员会组织法第十三条的三种情形",
               {"户籍在本村并居住", "户籍在本村、外出并表示参加", "户籍不在本村、居住一年以上"}));
    columns.push_back(column(ColumnKey::address, "现住址"));
  }
  columns.push_back(column(ColumnKey::branch, "所在党支部或小组；同名的人靠它区分"));
  columns.push_back(column(ColumnKey::phone, "手机号或带区号的座机号"));
  columns.push_back(column(ColumnKey::post, "现任职务，没有的不填"));
  if (body == RosterBody::party) add_exclusion_columns(columns);
  columns.push_back(column(ColumnKey::notes, ""));
  return columns;
}

}  // namespace huanjie
