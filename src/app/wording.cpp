#include "app/wording.h"

#include <algorithm>

#include "meeting/rounds.h"
#include "roster/stroke_order.h"
#include "rules/adopt.h"

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
  if (!ballot.title.ends_with(kSheet)) return ballot.title;
  std::string title = ballot.title.substr(0, ballot.title.size() - kSheet.size());
  return title.ends_with("选举") || title.ends_with("投票") ? title : title + "选举";
}

std::string article_of(const Pack& pack, const std::string& key) {
  const auto found = pack.method.values.find(key);
  return found == pack.method.values.end() ? "" : found->second.article;
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

Method method_of(const Sitting& sitting) {
  if (sitting.method) return *sitting.method;
  auto resolved = from_json<Method>(default_method(*sitting.pack));
  return resolved ? *resolved : Method{};
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
  threshold.article = article_of(*sitting.pack, "elected");
  return threshold;
}

}  // namespace huanjie
