#include "cli/invented.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "base/assert.h"
#include "base/text.h"
#include "roster/identity.h"

namespace huanjie {

namespace {

const std::u32string kSurnames =
    U"王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余"
    U"杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙"
    U"史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
const std::u32string kGiven =
    U"建国志强春梅秀英玉兰小明丽华海燕俊杰晓东文静桂芳永刚红霞振宇雪松立新淑珍国庆卫东"
    U"美玲长江金凤伟民春生喜庆瑞芝明远思源佳怡梓涵一鸣德厚家和万兴";

std::string name_of(Dice& dice) {
  std::u32string name(
      1, kSurnames[static_cast<std::size_t>(dice.below(static_cast<int>(kSurnames.size())))]);
  const int given = dice.below(5) == 0 ? 1 : 2;
  for (int i = 0; i < given; ++i) {
    name += kGiven[static_cast<std::size_t>(dice.below(static_cast<int>(kGiven.size())))];
  }
  return utf8(name);
}

// Names that trip programs: minority names with ·, characters of extensions A and B.
const char* const kHardNames[] = {"买买提·阿卜杜拉", "㛃宁", "𠮷明华", "欧阳春晓"};

std::string identity_of(Dice& dice, const PartialDate& birth, Sex sex, int serial) {
  // 999999 is no district: nobody's number is hit by chance.
  std::string digits = "999999";
  const int date = birth.year * 10000 + birth.month * 100 + birth.day;
  digits += std::to_string(date);
  const int sequence = (serial % 480) * 2 + (sex == Sex::male ? 1 : 0) + 2 * dice.below(10);
  const std::string tail = std::to_string(1000 + sequence % 1000).substr(1);
  digits += tail;
  return digits + check_character(digits);
}

}  // namespace

std::vector<Member> invented_members(Dice& dice, RosterBody body, int voters, int others) {
  std::vector<Member> members;
  std::set<std::string> names;
  std::set<std::string> identities;
  for (int i = 0; i < voters + others; ++i) {
    Member member;
    const bool hard = i > 0 && i % 97 == 0 && i / 97 <= 4;
    do {
      member.name = hard ? kHardNames[i / 97 - 1] : name_of(dice);
    } while (!names.insert(member.name).second);
    member.sex = dice.below(3) == 0 ? Sex::female : Sex::male;
    const int year = dice.between(1945, i < voters ? 1998 : 1999);
    member.birth = PartialDate{year, dice.between(1, 12), dice.between(1, 28)};
    member.birth_source = BirthSource::identity;
    do {
      member.identity = identity_of(dice, *member.birth, *member.sex, i + dice.below(400));
    } while (!identities.insert(member.identity).second);
    member.people = "汉族";
    member.full_time = static_cast<Education>(dice.between(2, 6));
    member.status = i < voters ? MemberStatus::full : MemberStatus::probationary;
    if (body == RosterBody::party) {
      // Probation lasts a year, and the earliest assembly that is rehearsed is that of June 2020.
      const int joined = std::min(year + dice.between(20, 30), 2018);
      member.joined = i < voters ? PartialDate{joined, 6, 0} : PartialDate{2020, 3, 0};
      member.branch = "第" + std::to_string(1 + i % 3) + "党支部";
    } else {
      member.branch = std::to_string(1 + i % 6) + "组";
      member.registration = Registration::resident;
    }
    members.push_back(std::move(member));
  }
  return members;
}

namespace {

// Whom each sheet approves, by place among candidates and then written-in names: every one gets as
// many sheets as asked for, no sheet more than `seats`. The fullest quotas first, so that all come
// out.
std::vector<std::vector<std::size_t>> deal(Dice& dice, int sheets, int seats,
                                           std::vector<int> quotas) {
  std::vector<std::vector<std::size_t>> piles;
  for (int sheet = 0; sheet < sheets; ++sheet) {
    std::vector<std::size_t> order(quotas.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    dice.shuffle(order);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return quotas[a] > quotas[b]; });
    std::vector<std::size_t> chosen;
    const int left = sheets - sheet;
    const int total = std::accumulate(quotas.begin(), quotas.end(), 0);
    // As many as an even spread asks for, and whoever would not come out otherwise.
    const auto spread = static_cast<std::size_t>(std::min(seats, (total + left - 1) / left));
    for (const std::size_t who : order) {
      if (chosen.size() >= spread || quotas[who] == 0) break;
      chosen.push_back(who);
      --quotas[who];
    }
    piles.push_back(std::move(chosen));
  }
  dice.shuffle(piles);
  return piles;
}

ContestSeen marked(Dice& dice, const PileContest& pile, const std::vector<std::size_t>& chosen) {
  const std::vector<Candidate>& candidates = pile.contest->candidates;
  ContestSeen seen;
  seen.contest = pile.contest->id;
  const bool writes =
      std::ranges::any_of(chosen, [&](std::size_t who) { return who >= candidates.size(); });
  bool opposed = false;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    LineSeen line;
    line.candidate = candidates[i].id;
    const bool approved = std::ranges::find(chosen, i) != chosen.end();
    const bool opposes = !approved && ((writes && !opposed) || dice.below(3) != 0);
    line.box = approved ? Seen::circle : opposes ? Seen::cross : Seen::blank;
    opposed = opposed || opposes;
    if (line.box != Seen::blank) seen.lines.push_back(std::move(line));
  }
  int row = 0;
  for (const std::size_t who : chosen) {
    if (who < candidates.size()) continue;
    seen.write_ins.push_back({++row, pile.write_ins[who - candidates.size()].first, Seen::circle});
  }
  return seen;
}

}  // namespace

Cvrs invented_pile(Dice& dice, const std::string& ballot, int sheets,
                   const std::vector<PileContest>& contests) {
  Cvrs cvrs;
  cvrs.ballot = ballot;
  std::vector<std::vector<std::vector<std::size_t>>> dealt;
  for (const PileContest& pile : contests) {
    std::vector<int> quotas = pile.approvals;
    for (const auto& [name, votes] : pile.write_ins) quotas.push_back(votes);
    dealt.push_back(deal(dice, sheets, pile.contest->seats, std::move(quotas)));
  }
  for (int sheet = 0; sheet < sheets; ++sheet) {
    CastVoteRecord record;
    record.id = "s" + std::to_string(sheet + 1);
    for (std::size_t i = 0; i < contests.size(); ++i) {
      record.contests.push_back(
          marked(dice, contests[i], dealt[i][static_cast<std::size_t>(sheet)]));
    }
    cvrs.cvrs.push_back(std::move(record));
  }
  return cvrs;
}

}  // namespace huanjie
