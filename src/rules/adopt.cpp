#include "rules/adopt.h"

#include <array>
#include <string>

#include "base/assert.h"
#include "base/text.h"
#include "rules/pointer.h"
#include "rules/words.h"

namespace huanjie {

namespace {

// In the order of the contract.
constexpr std::array<std::string_view, 12> kKeys{"quorum",     "poll_valid",    "sheet_scope",
                                                 "symbols",    "elected",       "tie",
                                                 "shortfall",  "write_in",      "same_person_twice",
                                                 "carry_down", "kin_avoidance", "requires_woman"};

std::string label_of(const std::string& key) {
  const auto found = words().method.find(key);
  return found == words().method.end() ? key : found->second;
}

// "/elected/of" -> "elected".
std::string first_key(std::string_view pointer) {
  if (pointer.empty()) return {};
  return std::string(pointer.substr(1, pointer.find('/', 1) - 1));
}

std::string listed(const std::vector<Json>& values) {
  std::vector<std::string> texts;
  for (const Json& value : values) texts.push_back(write_json(value));
  return join(texts, " 或 ");
}

std::string open_keys(const Pack& pack) {
  std::vector<std::string> keys;
  for (const auto& [pointer, open] : pack.method.open) keys.push_back(pointer);
  return keys.empty() ? "不得改变任何一项" : "可以改变的只有 " + join(keys, "、");
}

Result<> may_change(const Pack& pack, const Json& method, const std::string& pointer,
                    const Json& value) {
  const Json* current = resolve(method, pointer);
  const std::string key = first_key(pointer);
  const auto rule = pack.method.values.find(key);
  if (current == nullptr || rule == pack.method.values.end()) {
    return invalid("选举办法中没有 \"" + pointer + "\"", pointer_to("", pointer), open_keys(pack));
  }
  if (*current == value) return {};
  const auto open = pack.method.open.find(pointer);
  if (open == pack.method.open.end()) {
    return fail(
        ErrorCode::refused,
        "\"" + label_of(key) + "\"（" + pointer + "）不能由大会改变，依据：" + rule->second.article,
        pointer_to("", pointer), open_keys(pack));
  }
  for (const Json& allowed : open->second.allowed) {
    if (allowed == value) return {};
  }
  return fail(ErrorCode::refused,
              "\"" + label_of(key) + "\"（" + pointer + "）不能改为 " + write_json(value) +
                  "，依据：" + open->second.article,
              pointer_to("", pointer), listed(open->second.allowed));
}

Finding warning(std::string check, std::string article, std::string observed, std::string says) {
  Finding finding;
  finding.check = std::move(check);
  finding.article = std::move(article);
  finding.verdict = Verdict::undetermined;
  finding.severity = Severity::warns;
  finding.observed = std::move(observed);
  finding.says = std::move(says);
  finding.unblock = "对照现行文本核实，以经批准的选举办法为准";
  finding.unverified = true;
  return finding;
}

}  // namespace

Json default_method(const Pack& pack) {
  Json method = Json::object();
  method.set("pack", pack.manifest.id);
  for (const std::string_view key : kKeys) {
    const auto found = pack.method.values.find(std::string(key));
    HJ_ASSERT(found != pack.method.values.end());
    method.set(key, found->second.value);
  }
  return method;
}

Result<Json> adopt(const Pack& pack, const Json& changes) {
  Json method = default_method(pack);
  if (changes.is_null()) return method;
  const Json::Object* members = changes.if_object();
  if (members == nullptr) {
    return invalid("不是对象", "", "{\"/elected/of\": \"present\"}，没有改变则为 {}");
  }
  const Json defaults = method;
  for (const JsonMember& change : *members) {
    HJ_TRY(may_change(pack, defaults, change.key, change.value));
    if (!set_at(method, change.key, change.value)) {
      return invalid("与另一项改变相抵触", pointer_to("", change.key));
    }
  }
  return method;
}

Json method_of_round(const Pack& pack, const Json& adopted, std::string_view round) {
  Json method = adopted;
  const auto found = pack.method.rounds.find(std::string(round));
  if (found == pack.method.rounds.end()) return method;
  for (const auto& [pointer, value] : found->second.set) {
    method.set(pointer.substr(1), value);
  }
  return method;
}

std::vector<Finding> warnings(const Pack& pack) { return warnings(pack, default_method(pack)); }

std::vector<Finding> warnings(const Pack& pack, const Json& adopted) {
  std::vector<Finding> findings;
  if (!pack.manifest.banner.empty()) {
    findings.push_back(warning("banner", pack.manifest.title, {}, pack.manifest.banner));
  }
  const Json defaults = default_method(pack);
  for (const std::string_view key : kKeys) {
    const MethodValue& rule = pack.method.values.at(std::string(key));
    const Json* value = adopted.find(key);
    if (rule.status == Status::confirmed || value == nullptr) continue;
    findings.push_back(warning("method:" + std::string(key), rule.article, write_json(*value),
                               "\"" + label_of(std::string(key)) + "\"的规定尚未核实" +
                                   (rule.note.empty() ? "" : "：" + rule.note)));
  }
  for (const auto& [pointer, open] : pack.method.open) {
    const Json* value = resolve(adopted, pointer);
    const Json* standard = resolve(defaults, pointer);
    if (open.status == Status::confirmed || value == nullptr || *value == *standard) continue;
    findings.push_back(warning("change:" + pointer, open.article, write_json(*value),
                               "\"" + label_of(first_key(pointer)) + "\"能否由大会改变尚未核实" +
                                   (open.note.empty() ? "" : "：" + open.note)));
  }
  return findings;
}

}  // namespace huanjie
