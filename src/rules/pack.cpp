#include "rules/pack.h"

#include <algorithm>
#include <initializer_list>
#include <set>

#include "base/text.h"
#include "rules/pointer.h"
#include "rules/schema.h"
#include "rules/words.h"

namespace huanjie {

namespace {

template <class Map>
Result<> known_name(const Map& known, const std::string& name, const std::string& where,
                    std::string_view what) {
  if (known.contains(name)) return {};
  std::vector<std::string> names;
  for (const auto& [each, label] : known) names.push_back(each);
  return invalid("不认识的" + std::string(what) + " \"" + name + "\"", where,
                 join(names, "、") + " 之一");
}

// "motion_decided" or "motion_decided:agenda".
Result<> known_act(const std::map<std::string, std::string>& known, const std::string& name,
                   const std::string& where, std::string_view what) {
  const std::size_t colon = name.find(':');
  HJ_TRY(known_name(known, name.substr(0, colon), where, what));
  if (colon == std::string::npos) return {};
  return known_name(words().topics, name.substr(colon + 1), where, "表决事项");
}

Result<> fact_named(const std::string& name, std::string_view kind, const std::string& where) {
  HJ_TRY(known_name(words().facts, name, where, "事实"));
  const std::string& is = words().facts.at(name).kind;
  const bool fits = is == kind || (kind == "count" && is == "list");
  if (fits) return {};
  return invalid("事实 \"" + name + "\" 不能这样用，它的种类是 " + is, where, std::string(kind));
}

struct NamedFact {
  std::string_view key;
  const std::string& name;
  std::string_view kind;
};

// The facts a check of its kind uses, and no other.
Result<> check_facts(const Check& check, const std::string& where,
                     std::initializer_list<NamedFact> used) {
  const std::initializer_list<NamedFact> all = {
      {"part", check.part, ""},           {"whole", check.whole, ""}, {"fact", check.fact, ""},
      {"number_of", check.number_of, ""}, {"list", check.list, ""},   {"other", check.other, ""},
      {"from", check.from, ""},           {"to", check.to, ""}};
  for (const NamedFact& each : all) {
    if (each.name.empty()) continue;
    const auto is_used = [&](const NamedFact& one) { return one.key == each.key; };
    if (std::ranges::any_of(used, is_used)) continue;
    return invalid("种类 " + std::string(to_text(check.kind)) + " 不用这个键",
                   pointer_to(where, each.key));
  }
  for (const NamedFact& each : used) {
    if (each.name.empty()) continue;
    HJ_TRY(fact_named(each.name, each.kind, pointer_to(where, each.key)));
  }
  return {};
}

Result<> check_limits(const Check& check, const std::string& where) {
  const bool counts =
      check.kind == CheckKind::count_at_least || check.kind == CheckKind::count_at_most;
  if (counts && check.number.has_value() != check.number_of.empty()) {
    return invalid("要么写 number，要么写 number_of", where,
                   "\"number\": 0 或 \"number_of\": 事实名");
  }
  if (!counts && check.number) {
    return invalid("种类 " + std::string(to_text(check.kind)) + " 不用这个键", where + "/number");
  }
  const bool days = check.kind == CheckKind::days_between;
  if (days == (!check.at_least && !check.at_most)) {
    return invalid(days ? "缺少天数" : "只有 days_between 用天数", where,
                   "\"at_least\" 或 \"at_most\"");
  }
  return {};
}

Result<> check_check(const Check& check, const std::string& where) {
  HJ_TRY(known_act(words().moments, check.at, where + "/at", "时刻"));
  if (!check.when.empty()) HJ_TRY(fact_named(check.when, "yes_no", where + "/when"));
  HJ_TRY(check_limits(check, where));
  switch (check.kind) {
    case CheckKind::share_at_least:
    case CheckKind::share_more_than:
      return check_facts(check, where,
                         {{"part", check.part, "count"}, {"whole", check.whole, "count"}});
    case CheckKind::count_at_least:
    case CheckKind::count_at_most:
      return check_facts(check, where,
                         {{"fact", check.fact, "count"}, {"number_of", check.number_of, "count"}});
    case CheckKind::disjoint:
      return check_facts(check, where,
                         {{"list", check.list, "list"}, {"other", check.other, "list"}});
    case CheckKind::days_between:
      return check_facts(check, where, {{"from", check.from, "date"}, {"to", check.to, "date"}});
    case CheckKind::holds: return check_facts(check, where, {{"fact", check.fact, "yes_no"}});
  }
  return {};
}

Result<> check_checks(const std::vector<Check>& checks) {
  std::set<std::string> ids;
  for (std::size_t i = 0; i < checks.size(); ++i) {
    const std::string where = pointer_to("/checks", i);
    HJ_TRY(check_check(checks[i], where));
    if (!ids.insert(checks[i].id).second) {
      return invalid("检查 \"" + checks[i].id + "\" 出现两次", where + "/id", "不同的 id");
    }
  }
  return {};
}

Result<> check_roles(const std::vector<std::string>& roles, const std::string& where) {
  for (std::size_t i = 0; i < roles.size(); ++i) {
    HJ_TRY(known_name(words().roles, roles[i], pointer_to(where, i), "角色"));
  }
  return {};
}

Result<> check_step(const AgendaStep& step, const std::string& where) {
  for (std::size_t i = 0; i < step.acts.size(); ++i) {
    HJ_TRY(known_act(words().acts, step.acts[i], pointer_to(where + "/acts", i), "事件"));
  }
  for (const std::string& name : script_variables(step.script)) {
    HJ_TRY(known_name(words().variables, name, where + "/script", "主持词变量"));
  }
  HJ_TRY(known_name(words().screens, step.screen, where + "/screen", "大屏画面"));
  return check_roles(step.signs, where + "/signs");
}

Result<> check_agenda(const Agenda& agenda) {
  HJ_TRY(check_roles(agenda.officers.adjudicators, "/agenda/officers/adjudicators"));
  for (const auto& [paper, roles] : agenda.signs) {
    const std::string where = pointer_to("/agenda/signs", paper);
    HJ_TRY(known_name(words().papers, paper, where, "文书"));
    HJ_TRY(check_roles(roles, where));
  }
  std::set<std::string> ids;
  for (std::size_t i = 0; i < agenda.steps.size(); ++i) {
    const std::string where = pointer_to("/agenda/steps", i);
    HJ_TRY(check_step(agenda.steps[i], where));
    if (!ids.insert(agenda.steps[i].id).second) {
      return invalid("议程 \"" + agenda.steps[i].id + "\" 出现两次", where + "/id", "不同的 id");
    }
  }
  return {};
}

// The method file with one value put at a place of the method: "/elected/of" stands in
// "/values/elected/value/of".
Result<> fits_method(const Json& method, const std::string& pointer, const Json& value,
                     const std::string& where) {
  const std::size_t slash = pointer.find('/', 1);
  const std::string key = pointer.substr(1, slash == std::string::npos ? slash : slash - 1);
  const std::string rest = slash == std::string::npos ? "" : pointer.substr(slash);
  Json changed = method;
  if (!set_at(changed, "/values/" + key + "/value" + rest, value)) {
    return invalid("选举办法中没有 \"" + pointer + "\"", where, "如 \"/elected/of\"");
  }
  if (Result<> outcome = conforms(changed, "method", ""); !outcome) {
    return invalid("选举办法的这一项不能取这个值：" + write_json(value), where,
                   outcome.error().expected);
  }
  return {};
}

Result<> check_method(const MethodRules& method, const Json& file) {
  for (const auto& [pointer, open] : method.open) {
    const std::string where = pointer_to("/method/open", pointer);
    for (std::size_t i = 0; i < open.allowed.size(); ++i) {
      HJ_TRY(fits_method(file, pointer, open.allowed[i], pointer_to(where + "/allowed", i)));
    }
  }
  for (const auto& [round, rule] : method.rounds) {
    for (const auto& [pointer, value] : rule.set) {
      const std::string where = pointer_to(pointer_to("/method/rounds", round) + "/set", pointer);
      HJ_TRY(fits_method(file, pointer, value, where));
    }
  }
  return {};
}

// Where a source is named, the manifest has it.
Result<> check_sources(const Pack& pack) {
  std::set<std::string> ids{""};
  for (const PackSource& source : pack.manifest.sources) ids.insert(source.id);
  const auto named = [&](const std::string& source, const std::string& where) -> Result<> {
    for (const std::string& id : split(source, ' ')) {
      if (!ids.contains(id)) return invalid("pack.json 中没有来源 \"" + id + "\"", where);
    }
    return {};
  };
  for (const auto& [key, value] : pack.method.values) {
    HJ_TRY(named(value.source, "/method/values/" + key + "/source"));
  }
  for (const auto& [pointer, open] : pack.method.open) {
    HJ_TRY(named(open.source, pointer_to("/method/open", pointer) + "/source"));
  }
  for (const auto& [round, rule] : pack.method.rounds) {
    HJ_TRY(named(rule.source, "/method/rounds/" + round + "/source"));
  }
  for (std::size_t i = 0; i < pack.checks.size(); ++i) {
    HJ_TRY(named(pack.checks[i].source, pointer_to("/checks", i) + "/source"));
  }
  return {};
}

// One file of the bundle: there, and as its schema says.
Result<const Json*> part_of(const Json& bundle, std::string_view name) {
  const Json* part = bundle.find(name);
  if (part == nullptr) {
    return invalid("缺少 " + std::string(name) + ".json", "", "五个文件各成一项");
  }
  HJ_TRY(conforms(*part, name, "/" + std::string(name)));
  return part;
}

// The typed form of a part; its place is told from the root of the bundle.
template <class T>
Result<T> typed_part(const Json& bundle, std::string_view name) {
  const Json* part = HJ_TRY(part_of(bundle, name));
  Result<T> value = from_json<T>(*part);
  if (!value) {
    Error error = value.error();
    error.where = "/" + std::string(name) + error.where;
    return std::unexpected(error);
  }
  return value;
}

Json without_cases(const Json& bundle) {
  Json law = Json::object();
  for (const JsonMember& member : *bundle.if_object()) {
    if (member.key != "cases") law.set(member.key, member.value);
  }
  return law;
}

// "《…条例》（支部委员会换届）" is a pack's title; what it cites is 《…条例》.
std::string statute_of(const Manifest& manifest) {
  const std::size_t end = manifest.title.rfind("》");
  if (end == std::string::npos) return "《" + manifest.title + "》";
  return manifest.title.substr(0, end + std::string_view("》").size());
}

void cite(std::string& article, const std::string& statute) {
  // What begins otherwise names another text, or says that the law is silent.
  static constexpr std::array<std::string_view, 3> kOwn{"第", "选举部分", "委员会组成"};
  const bool own = std::ranges::any_of(
      kOwn, [&](std::string_view beginning) { return article.starts_with(beginning); });
  if (own) article = statute + article;
}

// A pack's files say "第四章"; a message stands alone and says whose.
void cite_all(Pack& pack) {
  const std::string statute = statute_of(pack.manifest);
  for (auto& [key, value] : pack.method.values) cite(value.article, statute);
  for (auto& [pointer, open] : pack.method.open) cite(open.article, statute);
  for (auto& [round, rule] : pack.method.rounds) cite(rule.article, statute);
  for (Check& check : pack.checks) cite(check.article, statute);
  cite(pack.agenda.article, statute);
  cite(pack.agenda.motions.article, statute);
  cite(pack.agenda.officers.article, statute);
}

}  // namespace

Result<Pack> parse_pack(const Json& bundle) {
  if (bundle.if_object() == nullptr)
    return invalid("不是对象", "", "{\"pack\": …， \"method\": …}");
  for (const JsonMember& member : *bundle.if_object()) {
    static constexpr std::array<std::string_view, 5> kNames{"pack", "method", "checks", "agenda",
                                                            "cases"};
    if (std::ranges::find(kNames, member.key) != kNames.end()) continue;
    return invalid("不认识的键 \"" + member.key + "\"", pointer_to("", member.key),
                   "pack、method、checks、agenda、cases");
  }
  Pack pack;
  pack.manifest = HJ_TRY(typed_part<Manifest>(bundle, "pack"));
  pack.method = HJ_TRY(typed_part<MethodRules>(bundle, "method"));
  pack.checks = HJ_TRY(typed_part<std::vector<Check>>(bundle, "checks"));
  pack.agenda = HJ_TRY(typed_part<Agenda>(bundle, "agenda"));
  if (bundle.find("cases") != nullptr) pack.cases = HJ_TRY(typed_part<Json>(bundle, "cases"));
  pack.bundle = bundle;
  HJ_TRY(check_method(pack.method, *bundle.find("method")));
  HJ_TRY(check_checks(pack.checks));
  HJ_TRY(check_agenda(pack.agenda));
  HJ_TRY(check_sources(pack));
  cite_all(pack);
  return pack;
}

Hash pack_hash(const Json& bundle, Suite suite) {
  return digest(suite, write_json(without_cases(bundle)));
}

Hash pack_hash(const Pack& pack, Suite suite) { return pack_hash(pack.bundle, suite); }

}  // namespace huanjie
