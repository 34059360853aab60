#include "roster/eligibility.h"

#include <optional>

#include "base/ratio.h"

namespace huanjie {
namespace {

constexpr const char* kPartyArticle = "《中国共产党基层组织选举工作条例》第五条";
constexpr const char* kExclusionArticle = "中央组织部关于不计入应到会人数的解释";
constexpr const char* kVillageArticle = "《中华人民共和国村民委员会组织法》第十三条";
constexpr const char* kResidentArticle = "《中华人民共和国城市居民委员会组织法》";
constexpr int kVotingAge = 18;
// 支部工作条例: a decision needs more than half of those due who have the vote. Which base the vote
// on an exclusion has is not settled, so findings that rest on it are unverified.
constexpr Ratio kHalf{1, 2};

Finding finding_of(const Member& member, std::string check, std::string article) {
  Finding finding;
  finding.check = std::move(check);
  finding.article = std::move(article);
  finding.verdict = Verdict::satisfied;
  finding.severity = Severity::informs;
  finding.says = shown_name(member);
  return finding;
}

// Why this Party member has no vote; nothing for who has it.
std::optional<std::string> no_vote_reason(const Member& member) {
  if (member.status == MemberStatus::probationary) return "预备党员，没有表决权、选举权、被选举权";
  if (member.standing == Standing::party_probation) {
    return "受留党察看处分期间，没有表决权、选举权、被选举权";
  }
  if (member.standing == Standing::detained) return "被依法留置，党员权利中止";
  if (member.standing == Standing::arrested) return "被依法逮捕，党员权利中止";
  if (member.standing == Standing::deprived) return "依法被剥夺政治权利";
  return std::nullopt;
}

// What an exclusion still lacks; empty when it holds.
std::string missing_of(const Exclusion& exclusion, int entitled_before) {
  std::string missing;
  const auto add = [&](const std::string& text) {
    missing += (missing.empty() ? "" : "、") + text;
  };
  if (exclusion.reply.empty()) add("上级党组织批复");
  if (!exclusion.vote) {
    add("党员大会表决");
  } else {
    const HandVote& vote = *exclusion.vote;
    if (std::int64_t{vote.approve} + vote.oppose + vote.abstain > entitled_before) {
      add("相符的表决票数（合计超过有表决权人数 " + std::to_string(entitled_before) + "）");
    } else if (!more_than(vote.approve, entitled_before, kHalf)) {
      add("大会表决通过（赞成 " + std::to_string(vote.approve) + "，需 " +
          std::to_string(needed_more_than(entitled_before, kHalf)) + "）");
    }
  }
  return missing;
}

std::string described(const Exclusion& exclusion) {
  std::string text(chinese(exclusion.ground));
  text += "；本人意见：" + (exclusion.consent.empty() ? "未记录" : exclusion.consent);
  text += "；证明材料：" + (exclusion.evidence.empty() ? "未记录" : exclusion.evidence);
  if (!exclusion.reply.empty()) text += "；批复：" + exclusion.reply;
  return text;
}

void judge_exclusion(const Member& member, MemberEntitlement& place, Eligibility& result) {
  const Exclusion& exclusion = *member.exclusion;
  Finding finding = finding_of(member, "exclusion", kExclusionArticle);
  // The list was made for the 1990 text; whether it was issued again under that of 2020 is not
  // known.
  finding.unverified = true;
  finding.observed = described(exclusion);
  finding.required = "理由在规定之列，上级党组织同意，党员大会表决通过";
  const std::string missing = missing_of(exclusion, result.entitled_before);
  if (missing.empty()) {
    place.entitlement = Entitlement::excluded;
    place.reason = std::string(chinese(exclusion.ground));
    place.article = kExclusionArticle;
    finding.says += " 不计入应到会人数";
    const bool recorded = !exclusion.consent.empty() && !exclusion.evidence.empty();
    if (!recorded) {
      finding.verdict = Verdict::undetermined;
      finding.severity = Severity::warns;
      finding.unblock = "补记本人意见和证明材料";
    }
  } else {
    finding.says += " 仍计入应到会人数";
    finding.verdict = Verdict::violated;
    finding.severity = Severity::warns;
    finding.unblock = "补齐：" + missing;
  }
  result.findings.push_back(std::move(finding));
}

void judge_party(const Roster& roster, Eligibility& result) {
  for (const Member& member : roster.members) {
    MemberEntitlement place{member.id, Entitlement::entitled, {}, {}};
    if (const auto reason = no_vote_reason(member)) {
      place = {member.id, Entitlement::no_vote, *reason, kPartyArticle};
      Finding finding = finding_of(member, "no_vote", kPartyArticle);
      finding.says += " 不计入应到会有选举权人数";
      finding.observed = *reason;
      result.findings.push_back(std::move(finding));
      ++result.no_vote;
    }
    result.members.push_back(std::move(place));
  }
  result.entitled_before = result.roll - result.no_vote;
  for (std::size_t i = 0; i < roster.members.size(); ++i) {
    const Member& member = roster.members[i];
    if (!member.exclusion) continue;
    if (result.members[i].entitlement == Entitlement::no_vote) {
      Finding finding = finding_of(member, "exclusion", kPartyArticle);
      finding.says += " 本来就不计入应到会人数，不必办理不计入手续";
      finding.severity = Severity::warns;
      finding.verdict = Verdict::violated;
      result.findings.push_back(std::move(finding));
      continue;
    }
    judge_exclusion(member, result.members[i], result);
    if (result.members[i].entitlement == Entitlement::excluded) ++result.excluded;
  }
}

enum class Age { reached, not_reached, unknown };

// Eighteen on election day, as far as the birth date is known.
Age voting_age(const std::optional<PartialDate>& birth, const Date& day) {
  if (!birth) return Age::unknown;
  const Date earliest{birth->year, birth->month == 0 ? 1 : birth->month,
                      birth->day == 0 ? 1 : birth->day};
  const Date latest{birth->year, birth->month == 0 ? 12 : birth->month,
                    birth->day == 0 ? 31 : birth->day};
  if (full_years(latest, day) >= kVotingAge) return Age::reached;
  return full_years(earliest, day) >= kVotingAge ? Age::unknown : Age::not_reached;
}

void judge_voter(const Member& member, const Date& day, const char* article, Eligibility& result) {
  MemberEntitlement place{member.id, Entitlement::entitled, {}, {}};
  Finding finding = finding_of(member, "registered_voter", article);
  const Age age = voting_age(member.birth, day);
  const std::string born = member.birth ? chinese_date(*member.birth) + "生" : "没有出生日期";
  if (member.standing == Standing::deprived) {
    place.reason = "依法被剥夺政治权利";
  } else if (age != Age::reached) {
    place.reason = age == Age::unknown ? "选举日是否年满十八周岁不能确定" : "选举日未满十八周岁";
    finding.observed = born + "，选举日 " + chinese_date(day);
  }
  if (!place.reason.empty()) {
    place.entitlement = Entitlement::no_vote;
    place.article = article;
    finding.says += " 不列入登记选民：" + place.reason;
    if (age == Age::unknown && member.standing != Standing::deprived) {
      finding.verdict = Verdict::undetermined;
      finding.severity = Severity::blocks;
      finding.required = "选举日年满十八周岁";
      finding.unblock = "按身份证或户口簿补全出生日期";
    }
    result.findings.push_back(std::move(finding));
    ++result.no_vote;
  }
  result.members.push_back(std::move(place));
}

}  // namespace

Eligibility judge_eligibility(const Roster& roster, const Date& election_day) {
  Eligibility result;
  result.roll = static_cast<int>(roster.members.size());
  switch (roster.body) {
    case RosterBody::party: judge_party(roster, result); break;
    case RosterBody::village:
    case RosterBody::resident:
      for (const Member& member : roster.members) {
        judge_voter(member, election_day,
                    roster.body == RosterBody::village ? kVillageArticle : kResidentArticle,
                    result);
      }
      break;
    case RosterBody::association:
      for (const Member& member : roster.members) {
        result.members.push_back({member.id, Entitlement::entitled, {}, {}});
      }
      break;
  }
  result.entitled_before = result.roll - result.no_vote;
  result.entitled = result.entitled_before - result.excluded;
  return result;
}

}  // namespace huanjie
