#include "app/wording.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "meeting/attendance.h"
#include "meeting/rounds.h"
#include "roster/stroke_order.h"
#include "rules/words.h"

namespace huanjie {

std::vector<std::string> by_strokes(const std::vector<std::string>& names) {
  std::vector<std::string> ordered;
  for (const std::size_t place : order_by_strokes(names).order) ordered.push_back(names[place]);
  return ordered;
}

std::vector<ElectedTo> by_post(const std::vector<ElectedPerson>& elected) {
  std::vector<ElectedTo> posts;
  for (const ElectedPerson& person : elected) {
    auto post = std::ranges::find(posts, person.title, &ElectedTo::title);
    if (post == posts.end()) post = posts.insert(posts.end(), {person.title, {}});
    post->names.push_back(person.name);
  }
  for (ElectedTo& post : posts) post.names = by_strokes(post.names);
  return posts;
}

std::string order_in_brackets(const std::vector<std::string>& names) {
  return names.size() > 1 ? "（以姓氏笔画为序）" : "";
}

std::string round_name(Round round) {
  switch (round) {
    case Round::first:         return "";
    case Round::tie_break:     return "再次投票";
    case Round::supplementary: return "另行选举";
    case Round::repeat:        return "重新投票";
  }
  return "";
}

std::string poll_title(const Ballot& ballot) {
  static constexpr std::string_view kSheet = "选票";
  static constexpr std::string_view kNumbered = "选票（";  // 选票（第2轮）
  if (const auto at = ballot.title.find(kNumbered); at != std::string::npos) {
    return ballot.title.substr(0, at) + "选举" + ballot.title.substr(at + kSheet.size());
  }
  if (!ballot.title.ends_with(kSheet)) return ballot.title;
  std::string title = ballot.title.substr(0, ballot.title.size() - kSheet.size());
  return title.ends_with("选举") || title.ends_with("投票") ? title : title + "选举";
}

std::string box_name(const std::string& box) {
  if (box.ends_with("票箱")) return box;
  static constexpr std::string_view kBox = "箱";
  std::string number = box;
  if (number.ends_with(kBox)) number.resize(number.size() - kBox.size());
  return number.ends_with("号") ? number + "票箱" : number + "号票箱";
}

std::vector<std::string> names_of(const std::vector<Officer>& officers) {
  std::vector<std::string> names;
  for (const Officer& officer : officers) names.push_back(officer.name);
  return names;
}

namespace {

std::vector<std::string> names_in_role(const Meeting& meeting, const Sitting& sitting,
                                       std::string_view role) {
  if (role == "chair" && !sitting.chair.empty()) return {sitting.chair};
  if (role == "recorder" && !meeting.prepared.recorder.empty()) return {meeting.prepared.recorder};
  if (!sitting.officers) return {};
  if (role == "scrutineer") return names_of(sitting.officers->scrutineers);
  if (role == "teller") return names_of(sitting.officers->tellers);
  return {};
}

// Whoever signs in the rows of the paper has no line below it.
std::vector<std::string> roles_below(const Sitting& sitting, const std::string& paper) {
  const auto found = sitting.pack->agenda.signs.find(paper);
  if (found == sitting.pack->agenda.signs.end()) return {};
  std::vector<std::string> roles = found->second;
  std::erase(roles, "member");
  return roles;
}

std::string role_name(const std::string& role) {
  const auto found = words().roles.find(role);
  return found == words().roles.end() ? role : found->second;
}

}  // namespace

Signers signers_of(const Meeting& meeting, const Sitting& sitting, const std::string& paper) {
  Signers signers;
  for (const std::string& role : roles_below(sitting, paper)) {
    SignatureLine line{.role = role_name(role), .names = names_in_role(meeting, sitting, role)};
    const bool two = role == "scrutineer" || role == "teller";
    if (line.names.empty() && two) line.places = 2;
    signers.push_back(std::move(line));
  }
  return signers;
}

Signers blank_signers_of(const Sitting& sitting, const std::string& paper) {
  Signers signers;
  for (const std::string& role : roles_below(sitting, paper)) {
    signers.push_back({.role = role_name(role)});
  }
  return signers;
}

bool counts_registered(const Sitting& sitting) {
  return method_of(sitting).quorum.of == Base::registered;
}

std::string results_sentence(const Ballot& ballot, const PollResult& result) {
  const auto number = [](std::int64_t value) { return std::to_string(value); };
  std::vector<std::string> lines;
  for (const ContestResult& contest : result.contests) {
    const Contest& post = *find_contest(ballot, contest.id);
    const bool several = ballot.contests.size() > 1;
    for (const LineResult& line : contest.lines) {
      std::string text = several ? post.title + "候选人" : "";
      text += person_name(post, line.candidate) + "赞成" + number(line.approve) + "票、不赞成" +
              number(line.oppose) + "票、弃权" + number(line.abstain) + "票";
      if (line.carried > 0) {
        text += "，并入" + number(line.carried) + "票，得票" + number(line.approve + line.carried) +
                "票";
      }
      lines.push_back(std::move(text));
    }
    for (const WriteInResult& line : contest.write_ins) {
      lines.push_back((several ? post.title : "") + "另选" + line.name + number(line.approve) +
                      "票");
    }
  }
  return join(lines, "；") + "。";
}

namespace {

void add_change(std::vector<std::string>& changes, const char* what, std::int64_t before,
                std::int64_t after) {
  if (before == after) return;
  changes.push_back(what + std::to_string(before) + "票改为" + std::to_string(after) + "票");
}

int write_in_votes(const ContestResult& contest, const std::string& name) {
  const auto found = std::ranges::find(contest.write_ins, name, &WriteInResult::name);
  return found == contest.write_ins.end() ? 0 : found->approve;
}

// Of one contest, which both results have.
void add_changes(std::vector<std::string>& all, const Contest& post, const ContestResult& before,
                 const ContestResult& after) {
  for (const LineResult& line : after.lines) {
    const auto old = std::ranges::find(before.lines, line.candidate, &LineResult::candidate);
    if (old == before.lines.end()) continue;
    std::vector<std::string> changes;
    add_change(changes, "赞成", old->approve, line.approve);
    add_change(changes, "不赞成", old->oppose, line.oppose);
    add_change(changes, "弃权", old->abstain, line.abstain);
    if (!changes.empty()) all.push_back(person_name(post, line.candidate) + join(changes, "、"));
  }
  std::set<std::string> names;
  for (const ContestResult* result : {&before, &after}) {
    for (const WriteInResult& line : result->write_ins) names.insert(line.name);
  }
  for (const std::string& name : names) {
    std::vector<std::string> changes;
    add_change(changes, "", write_in_votes(before, name), write_in_votes(after, name));
    if (!changes.empty()) all.push_back("另选" + name + changes.front());
  }
}

}  // namespace

std::string changed_votes(const Ballot& ballot, const PollResult& before, const PollResult& after) {
  std::vector<std::string> all;
  for (const ContestResult& contest : after.contests) {
    const auto old = std::ranges::find(before.contests, contest.id, &ContestResult::id);
    if (old == before.contests.end()) continue;
    add_changes(all, *find_contest(ballot, contest.id), *old, contest);
  }
  return join(all, "；");
}

std::string sheets_sentence(const Ballot* ballot, const PollResult* result) {
  if (ballot == nullptr || result == nullptr || result->contests.empty()) {
    return "有效票____张，无效票____张。";
  }
  const auto said = [](const SheetCounts& sheets) {
    return "有效票" + std::to_string(sheets.valid) + "张，无效票" + std::to_string(sheets.invalid) +
           "张";
  };
  const std::string first = said(result->contests.front().sheets);
  const bool alike = std::ranges::all_of(
      result->contests, [&](const ContestResult& one) { return said(one.sheets) == first; });
  if (alike) return first + "。";
  std::vector<std::string> posts;
  for (const ContestResult& contest : result->contests) {
    posts.push_back(find_contest(*ballot, contest.id)->title + said(contest.sheets));
  }
  return join(posts, "；") + "。";
}

std::string article_of(const Pack& pack, const std::string& key) {
  // How packs say that a value rests on custom or on the meeting alone.
  static constexpr std::string_view kNoText = "法律没有规定";
  const auto found = pack.method.values.find(key);
  if (found == pack.method.values.end() || found->second.article.starts_with(kNoText)) return "";
  return found->second.article;
}

std::string base_name(const std::string& base) {
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"entitled", "应到会有选举权人数"},
      {"present", "实到会有选举权人数"},
      {"voters", "投票人数"},
      {"registered", "登记选民数"},
      {"valid", "有效票数"}};
  for (const auto& [key, name] : kNames) {
    if (key == base) return std::string(name);
  }
  return base;
}

std::string person_name(const Contest& contest, const std::string& id) {
  if (id.starts_with(kWriteInPrefix)) return id.substr(kWriteInPrefix.size());
  const Candidate* candidate = find_candidate(contest, id);
  return candidate == nullptr ? id : candidate->name;
}

bool exclusions_decided(const Sitting& sitting) {
  return std::ranges::any_of(sitting.motions, [](const Motion& motion) {
    return motion.decided.topic == Topic::exclusions;
  });
}

Threshold quorum_of(const Sitting& sitting, std::int64_t base) {
  const Method method = method_of(sitting);
  Threshold threshold;
  threshold.base_name = base_name(std::string(to_text(method.quorum.of)));
  threshold.base = base;
  threshold.strict = method.quorum.more_than.has_value();
  threshold.share =
      threshold.strict ? *method.quorum.more_than : method.quorum.at_least.value_or(Ratio{});
  threshold.needed = needed(method.quorum, base);
  threshold.article = article_of(*sitting.pack, "quorum");
  return threshold;
}

Threshold elected_rule(const Sitting& sitting, const Method& method, const BaseResult& base) {
  Threshold threshold;
  threshold.plurality = method.elected.plurality;
  threshold.base_name = base_name(base.of);
  threshold.base = base.value.value_or(0);
  threshold.strict = method.elected.more_than.has_value();
  threshold.share =
      threshold.strict ? *method.elected.more_than : method.elected.at_least.value_or(Ratio{});
  threshold.needed = base.needed;
  // The article on how many votes elect does not say that none need be reached.
  if (!threshold.plurality) threshold.article = article_of(*sitting.pack, "elected");
  return threshold;
}

}  // namespace huanjie
