#include "app/slips.h"

#include <algorithm>
#include <set>

#include "app/performer.h"
#include "base/text.h"
#include "meeting/gate.h"

namespace huanjie {
namespace {

Result<> signed_by_two(const Names& by, const char* key) {
  Result<> two = must_be_two(by);
  if (two) return {};
  Error error = std::move(two).error();
  error.where = std::string("/") + key;
  return std::unexpected(std::move(error));
}

Result<> folder_name(const std::string& ballot) {
  if (is_file_name(ballot)) return {};
  return invalid("选票编号不能用作文件夹名：" + ballot, "/ballot", "字母、数字、-、_");
}

template <class A>
Result<> one_count(const A& act) {
  const int given =
      (act.records.empty() ? 0 : 1) + (act.totals.empty() ? 0 : 1) + (act.hand.empty() ? 0 : 1);
  if (given == 1) return {};
  return invalid("计票须写 hand（手工计票）、records（单票记录文件）、totals（合计文件）中的一项");
}

struct FormOfAct {
  Result<> operator()(const CheckInAct& act) const {
    if (act.except.has_value() != act.people.empty()) {
      return invalid("签到写 people（到会的人）或 except（除谁以外都到），只写一项",
                     act.except ? "/except" : "/people",
                     "两项都要的，把 people 另写成一件签到（check_in）");
    }
    return {};
  }
  Result<> operator()(const HeadsAct& act) const { return signed_by_two(act.by, "by"); }
  Result<> operator()(const BoxAct& act) const { return signed_by_two(act.by, "by"); }
  Result<> operator()(const PapersAct& act) const { return signed_by_two(act.by, "by"); }
  Result<> operator()(const LeftOverAct& act) const { return signed_by_two(act.by, "by"); }
  Result<> operator()(const CertifyAct& act) const { return signed_by_two(act.by, "by"); }
  Result<> operator()(const EligibilityAct& act) const { return signed_by_two(act.by, "by"); }
  Result<> operator()(const CountAct& act) const {
    HJ_TRY(one_count(act));
    return signed_by_two(act.by, "by");
  }
  Result<> operator()(const CorrectAct& act) const {
    HJ_TRY(one_count(act));
    return signed_by_two(act.agreed_by, "agreed_by");
  }
  Result<> operator()(const CandidatesAct& act) const { return folder_name(act.ballot); }
  Result<> operator()(const RoundAct& act) const { return folder_name(act.ballot); }
  Result<> operator()(const auto&) const { return {}; }
};

using Slips = std::vector<std::string>;

std::vector<std::string> shown_names(const People& people) {
  std::vector<std::string> names;
  for (const auto& [voter, member] : people.all()) names.push_back(shown_name(*member));
  return names;
}

Slips misspelt(const char* what, const std::string& name, const People& people) {
  const Result<std::optional<VoterId>> found = people.find_or_staff(name);
  if (!found || *found) return {};
  const std::string near = nearest(name, shown_names(people));
  if (near.empty()) return {};
  return {std::string(what) + name + "不在名册上，是不是“" + near + "”？"};
}

// A written-in name says who is meant only where one person has it.
Slips shared_names(const PollState& poll, const CountEntered& count, const People& people) {
  std::set<std::string> names;
  for (const auto& [id, contest] : count.totals.contests) {
    for (const WriteInTotals& one : contest.write_ins) names.insert(one.name);
  }
  Slips slips;
  for (const std::string& name : names) {
    std::vector<std::string> same;
    for (const auto& [voter, member] : people.all()) {
      if (member->name == name) same.push_back(shown_name(*member));
    }
    if (same.size() > 1) {
      slips.push_back("另选的“" + name + "”名册上不止一人：" + join(same, "、") +
                      "。唱票时须认清写的是哪一位，分不清的由监票人认定");
    }
    for (const Contest& contest : poll.ballot.contests) {
      for (const Candidate& candidate : contest.candidates) {
        const bool qualified = candidate.name != name && (candidate.name.starts_with(name + "（") ||
                                                          candidate.name.starts_with(name + "("));
        if (!qualified) continue;
        slips.push_back("另选的“" + name + "”与候选人“" + candidate.name +
                        "”同名：请核对写的是不是候选人本人，是的计入候选人的赞成票");
      }
    }
  }
  return slips;
}

// A name that nobody has is written like that of a member, or is a candidate for another post whose
// votes the count does not carry to it: the count knows written-in people by name alone.
Slips written_in_names(const PollState& poll, const CountEntered& count, const People& people) {
  Slips slips;
  for (const auto& [id, contest] : count.totals.contests) {
    for (const WriteInTotals& one : contest.write_ins) {
      for (std::string& slip : misspelt("另选的", one.name, people)) {
        slips.push_back(std::move(slip));
      }
      for (const Contest& other : poll.ballot.contests) {
        const bool stands = other.id != id &&
                            std::ranges::any_of(other.candidates, [&](const Candidate& candidate) {
                              return is_same_name(candidate.name, one.name);
                            });
        if (!stands || !poll.ballot.method.carry_down) continue;
        slips.push_back("另选的“" + one.name + "”也是" + other.title +
                        "的候选人：另选得的票不与别的职务得的票并在一起计算，"
                        "要不要合并计算，请选举委员会认定");
      }
    }
  }
  return slips;
}

struct SlipsOfAct {
  const Meeting& meeting;
  const People& people;

  Slips operator()(const ReportAct& act) const {
    Slips slips = misspelt("报告人", act.by, people);
    if (trimmed(act.title).empty()) slips.push_back("报告的标题（title）空着");
    return slips;
  }
  Slips operator()(const GroupAct& act) const {
    const Result<std::optional<VoterId>> found = people.find_or_staff(act.leader);
    if (!found) return {};
    if (!*found) return misspelt("召集人", act.leader, people);
    if (meeting.roster.at(**found).presence == Presence::present) return {};
    return {"召集人" + act.leader + "不在会场，没有签到或已经离会"};
  }
  Slips operator()(const CandidatesAct& act) const {
    Slips slips;
    if (trimmed(act.title).empty()) slips.push_back("选票的标题（title）空着，票面上就没有标题");
    const Sitting& sitting = current(meeting);
    const bool may_write = sitting.method && sitting.method->write_in.allowed;
    for (const CourseContest& contest : act.contests) {
      if (!may_write || contest.write_in_rows > 0) continue;
      slips.push_back(contest.title +
                      "：选举办法许可另选他人，write_in_rows（另选他人的栏数）"
                      "却是 0，票上没有写另选人姓名的地方");
    }
    return slips;
  }
  Slips operator()(const RoundAct& act) const {
    if (!trimmed(act.title).empty()) return {};
    return {"选票的标题（title）空着，票面上就没有标题"};
  }
  Slips operator()(const SpeechAct& act) const {
    const PollState* poll = open_poll(current(meeting));
    if (poll == nullptr) return {};
    for (const Contest& contest : poll->ballot.contests) {
      for (const Candidate& candidate : contest.candidates) {
        if (candidate.name == act.by || candidate.name.starts_with(act.by + "（")) return {};
      }
    }
    return {act.by + "不是候选人，请核对发言人"};
  }
  Slips operator()(const CountAct&) const {
    const PollState* poll = open_poll(current(meeting));
    if (poll == nullptr || poll->counts.empty()) return {};
    Slips slips = shared_names(*poll, poll->counts.back(), people);
    for (std::string& slip : written_in_names(*poll, poll->counts.back(), people)) {
      slips.push_back(std::move(slip));
    }
    return slips;
  }
  Slips operator()(const EligibilityAct& act) const {
    const bool own = std::ranges::find(act.by, act.name) != act.by.end() ||
                     (!act.person.empty() && std::ranges::find(act.by, act.person) != act.by.end());
    if (!own) return {};
    return {act.name + "为自己的资格签了字，应由别人签"};
  }
  Slips operator()(const auto&) const { return {}; }
};

}  // namespace

Result<> check_form(const ActBody& body) { return std::visit(FormOfAct{}, body); }

std::vector<std::string> slips_of(const ActBody& body, const Meeting& meeting,
                                  const People& people) {
  return std::visit(SlipsOfAct{meeting, people}, body);
}

std::vector<std::string> slips_of(const Course& course, const People& people) {
  Slips slips = misspelt("主持人", course.chair, people);
  for (std::string& slip : misspelt("记录人", course.recorder, people)) {
    slips.push_back(std::move(slip));
  }
  return slips;
}

}  // namespace huanjie
