#include "ballot/contest.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace huanjie {
namespace {

// How the result names somebody written in; an id of that look would name two people at once.
constexpr std::string_view kReservedPrefix = "write-in:";

// Refuses an id that is empty or stands already.
Result<> check_new_id(std::set<std::string_view>& known, const std::string& id,
                      const std::string& where, std::string_view what) {
  if (id.empty()) return invalid("编号是空的", where, "不为空的编号");
  if (!known.insert(id).second) {
    return invalid(std::string(what) + "编号重复：" + id, where, "每个编号只用一次");
  }
  return {};
}

Result<> check_candidates(const Contest& contest, const std::string& at) {
  std::set<std::string_view> ids;
  std::set<std::string_view> names;
  std::set<std::string_view> persons;
  for (std::size_t i = 0; i < contest.candidates.size(); ++i) {
    const Candidate& candidate = contest.candidates[i];
    const std::string where = pointer_to(at + "/candidates", i);
    HJ_TRY(check_new_id(ids, candidate.id, where + "/id", "候选人"));
    if (candidate.id.starts_with(kReservedPrefix)) {
      return invalid("候选人编号不能以 write-in: 开头", where + "/id", "另取编号，如 c1");
    }
    HJ_TRY(check_name(candidate.name, where + "/name"));
    if (!names.insert(candidate.name).second) {
      return invalid("同一职务有两名候选人都叫" + candidate.name, where + "/name",
                     "同名者印得能够区分，如 王伟（一组）、王伟（三组）");
    }
    if (!candidate.person) continue;
    if (candidate.person->empty()) return invalid("person 是空的", where + "/person", "不写此键");
    if (!persons.insert(*candidate.person).second) {
      return invalid("同一个人在同一职务下出现两次：" + *candidate.person, where + "/person",
                     "一人在一个职务下只列一次");
    }
  }
  return {};
}

}  // namespace

Result<> check_format(std::string_view format, std::string_view expected) {
  if (format == expected) return {};
  return invalid("文件格式是 \"" + std::string(format) + "\"", "/format", std::string(expected));
}

Result<> expect_format(const Json& json, std::string_view expected) {
  const Json* format = json.find("format");
  if (format == nullptr || format->if_text() == nullptr) return {};
  return check_format(*format->if_text(), expected);
}

Result<> check_name(std::string_view name, const std::string& where) {
  if (name.empty()) return invalid("姓名是空的", where, "姓名");
  if (has_outer_space(name)) {
    return invalid("姓名前后有空格：\"" + std::string(name) + "\"", where,
                   "\"" + trimmed(name) + "\"");
  }
  return {};
}

Result<> check(const Ballot& ballot) {
  HJ_TRY(check_format(ballot.format, Ballot::kFormat));
  if (ballot.id.empty()) return invalid("选票编号是空的", "/id", "不为空的编号");
  if (ballot.contests.empty()) return invalid("选票上没有职务", "/contests", "至少一个职务");
  std::set<std::string_view> ids;
  for (std::size_t i = 0; i < ballot.contests.size(); ++i) {
    const Contest& contest = ballot.contests[i];
    const std::string where = pointer_to("/contests", i);
    HJ_TRY(check_new_id(ids, contest.id, where + "/id", "职务"));
    if (contest.seats < 1) {
      return invalid("应选名额是 " + std::to_string(contest.seats), where + "/seats",
                     "至少为 1 的整数");
    }
    HJ_TRY(check_candidates(contest, where));
  }
  return check(ballot.method, "/method");
}

Result<Ballot> parse_ballot(std::string_view text) {
  const Json json = HJ_TRY(parse_json(text));
  HJ_TRY(expect_format(json, Ballot::kFormat));
  Ballot ballot = HJ_TRY(from_json<Ballot>(json));
  HJ_TRY(check(ballot));
  return ballot;
}

const Contest* find_contest(const Ballot& ballot, std::string_view id) {
  const auto found = std::ranges::find(ballot.contests, id, &Contest::id);
  return found == ballot.contests.end() ? nullptr : &*found;
}

const Candidate* find_candidate(const Contest& contest, std::string_view id) {
  const auto found = std::ranges::find(contest.candidates, id, &Candidate::id);
  return found == contest.candidates.end() ? nullptr : &*found;
}

}  // namespace huanjie
