#include "rules/facts.h"

namespace huanjie {

namespace {

Result<Fact> fact_from_json(const Json& json, const std::string& where) {
  if (const bool* yes = json.if_bool()) return Fact(*yes);
  if (const std::int64_t* number = json.if_number()) return Fact(*number);
  if (const std::string* text = json.if_text()) {
    Result<Date> date = parse_date(*text);
    if (!date) return invalid("\"" + *text + "\" 不是日期", where, "\"2020-12-30\"");
    return Fact(*date);
  }
  const Json::Array* elements = json.if_array();
  if (elements == nullptr) {
    return invalid("不是一项事实", where, "整数、true、false、日期或姓名的数组");
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < elements->size(); ++i) {
    const std::string* name = (*elements)[i].if_text();
    if (name == nullptr) return invalid("不是文字", pointer_to(where, i), "姓名或编号");
    names.push_back(*name);
  }
  return Fact(std::move(names));
}

}  // namespace

Result<Facts> facts_from_json(const Json& json, std::string_view where) {
  const Json::Object* members = json.if_object();
  if (members == nullptr) return invalid("不是对象", std::string(where), "{\"present\": 46}");
  Facts facts;
  for (const JsonMember& member : *members) {
    Fact fact = HJ_TRY(fact_from_json(member.value, pointer_to(where, member.key)));
    facts.insert_or_assign(member.key, std::move(fact));
  }
  return facts;
}

}  // namespace huanjie
