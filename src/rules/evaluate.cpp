#include "rules/evaluate.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "rules/words.h"

namespace huanjie {

namespace {

FactWord word(const std::string& name) {
  const auto found = words().facts.find(name);
  return found == words().facts.end() ? FactWord{name, {}, {}} : found->second;
}

template <class T>
const T* known(const Facts& facts, const std::string& name) {
  const auto found = facts.find(name);
  return found == facts.end() ? nullptr : std::get_if<T>(&found->second);
}

// A number, or how many a list has.
std::optional<std::int64_t> count_of(const Facts& facts, const std::string& name) {
  if (const auto* number = known<std::int64_t>(facts, name)) return *number;
  if (const auto* list = known<std::vector<std::string>>(facts, name)) {
    return static_cast<std::int64_t>(list->size());
  }
  return std::nullopt;
}

std::string counted(const std::string& name, std::int64_t count) {
  const FactWord is = word(name);
  return is.label + " " + std::to_string(count) + (is.unit.empty() ? "" : " " + is.unit);
}

std::string counted(const Facts& facts, const std::string& name) {
  std::string text = counted(name, *count_of(facts, name));
  const auto* list = known<std::vector<std::string>>(facts, name);
  if (list != nullptr && !list->empty()) text += "（" + join(*list, "、") + "）";
  return text;
}

Verdict verdict(bool satisfied) { return satisfied ? Verdict::satisfied : Verdict::violated; }

// What a check needs and the facts lack: the finding stays undetermined and names it.
bool lacks(Finding& finding, const std::vector<std::string>& missing) {
  if (missing.empty()) return false;
  std::vector<std::string> labels;
  for (const std::string& name : missing) labels.push_back(word(name).label);
  finding.observed = "尚不知道：" + join(labels, "、");
  return true;
}

std::vector<std::string> missing_counts(const Facts& facts, const std::vector<std::string>& names) {
  std::vector<std::string> missing;
  std::ranges::copy_if(names, std::back_inserter(missing), [&](const std::string& name) {
    return !name.empty() && !count_of(facts, name);
  });
  return missing;
}

template <class T>
std::vector<std::string> missing_of(const Facts& facts, const std::vector<std::string>& names) {
  std::vector<std::string> missing;
  std::ranges::copy_if(names, std::back_inserter(missing),
                       [&](const std::string& name) { return known<T>(facts, name) == nullptr; });
  return missing;
}

void judge_share(const Check& check, const Facts& facts, Finding& finding) {
  const bool strict = check.kind == CheckKind::share_more_than;
  const std::string demand =
      (strict ? "超过" : "不少于") + word(check.whole).label + "的" + chinese_fraction(check.share);
  finding.required = word(check.part).label + demand;
  if (lacks(finding, missing_counts(facts, {check.part, check.whole}))) return;
  const std::int64_t part = *count_of(facts, check.part);
  const std::int64_t whole = *count_of(facts, check.whole);
  const std::int64_t needed =
      strict ? needed_more_than(whole, check.share) : needed_at_least(whole, check.share);
  finding.observed = counted(facts, check.part) + "，" + counted(facts, check.whole);
  finding.required += "，即 " + std::to_string(needed) + " " + word(check.part).unit;
  finding.verdict = verdict(part >= needed);
}

void judge_count(const Check& check, const Facts& facts, Finding& finding) {
  const bool at_most = check.kind == CheckKind::count_at_most;
  const std::string demand = word(check.fact).label + (at_most ? "不多于" : "不少于");
  finding.required =
      demand + (check.number ? " " + std::to_string(*check.number) + " " + word(check.fact).unit
                             : word(check.number_of).label);
  if (lacks(finding, missing_counts(facts, {check.fact, check.number_of}))) return;
  const std::int64_t count = *count_of(facts, check.fact);
  const std::int64_t limit = check.number ? *check.number : *count_of(facts, check.number_of);
  finding.observed = counted(facts, check.fact);
  if (!check.number) finding.observed += "，" + counted(facts, check.number_of);
  finding.verdict = verdict(at_most ? count <= limit : count >= limit);
}

void judge_disjoint(const Check& check, const Facts& facts, Finding& finding) {
  finding.required = word(check.list).label + "中没有" + word(check.other).label;
  using List = std::vector<std::string>;
  if (lacks(finding, missing_of<List>(facts, {check.list, check.other}))) return;
  const List& other = *known<List>(facts, check.other);
  List both;
  for (const std::string& name : *known<List>(facts, check.list)) {
    if (std::ranges::find(other, name) != other.end()) both.push_back(name);
  }
  finding.observed = both.empty() ? "没有" : join(both, "、");
  finding.verdict = verdict(both.empty());
}

void judge_days(const Check& check, const Facts& facts, Finding& finding) {
  finding.required = "从" + word(check.from).label + "到" + word(check.to).label;
  if (check.at_least) finding.required += "不少于 " + std::to_string(*check.at_least) + " 天";
  if (check.at_least && check.at_most) finding.required += "，";
  if (check.at_most) finding.required += "不多于 " + std::to_string(*check.at_most) + " 天";
  if (lacks(finding, missing_of<Date>(facts, {check.from, check.to}))) return;
  const Date& from = *known<Date>(facts, check.from);
  const Date& to = *known<Date>(facts, check.to);
  const std::int64_t days = days_between(from, to);
  finding.observed = word(check.from).label + " " + chinese_date(from) + "，" +
                     word(check.to).label + " " + chinese_date(to) + "，共 " +
                     std::to_string(days) + " 天";
  finding.verdict = verdict((!check.at_least || days >= *check.at_least) &&
                            (!check.at_most || days <= *check.at_most));
}

void judge_holds(const Check& check, const Facts& facts, Finding& finding) {
  finding.required = word(check.fact).label;
  if (lacks(finding, missing_of<bool>(facts, {check.fact}))) return;
  const bool holds = *known<bool>(facts, check.fact);
  finding.observed = word(check.fact).label + (holds ? "（是）" : "（否）");
  finding.verdict = verdict(holds);
}

// "motion_decided:agenda" is also the moment "motion_decided".
bool is_at(const Check& check, std::string_view moment) {
  return check.at == moment || check.at == moment.substr(0, moment.find(':'));
}

}  // namespace

Finding evaluate(const Check& check, const Facts& facts) {
  Finding finding;
  finding.check = check.id;
  finding.article = check.article;
  finding.severity = check.severity;
  finding.says = check.says;
  finding.unblock = check.unblock;
  finding.unverified = check.status == Status::unverified;
  switch (check.kind) {
    case CheckKind::share_at_least:
    case CheckKind::share_more_than: judge_share(check, facts, finding); break;
    case CheckKind::count_at_least:
    case CheckKind::count_at_most:   judge_count(check, facts, finding); break;
    case CheckKind::disjoint:        judge_disjoint(check, facts, finding); break;
    case CheckKind::days_between:    judge_days(check, facts, finding); break;
    case CheckKind::holds:           judge_holds(check, facts, finding); break;
  }
  return finding;
}

std::vector<Finding> evaluate(const std::vector<Check>& checks, std::string_view at,
                              const Facts& facts) {
  std::vector<Finding> findings;
  for (const Check& check : checks) {
    if (!is_at(check, at)) continue;
    Finding finding = evaluate(check, facts);
    if (!check.when.empty()) {
      const bool* applies = known<bool>(facts, check.when);
      if (applies != nullptr && !*applies) continue;
      // Without the condition it cannot be told whether the demand applies at all.
      if (applies == nullptr) {
        finding.verdict = Verdict::undetermined;
        finding.observed = "尚不知道：" + word(check.when).label;
      }
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace huanjie
