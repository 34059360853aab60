#include "rules/schema.h"

#include <boost/json.hpp>
#include <functional>
#include <map>
#include <memory>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#include <vector>

#include "base/assert.h"
#include "base/text.h"
#include "rules/embedded.h"

namespace huanjie {

namespace {

struct Compiled {
  Json rules{};
  valijson::Schema schema{};
};

std::unique_ptr<Compiled> compile(std::string_view name) {
  auto compiled = std::make_unique<Compiled>();
  Result<Json> rules = parse_json(rules_file("schema/" + std::string(name) + ".schema.json"));
  HJ_ASSERT(rules.has_value());
  compiled->rules = *rules;
  const boost::json::value value = boost::json::parse(write_json(*rules));
  const valijson::adapters::BoostJsonAdapter adapter(value);
  valijson::SchemaParser().populateSchema(adapter, compiled->schema);
  return compiled;
}

// Our own schemas, which the build put here.
const Compiled& compiled_schema(std::string_view name) {
  static const auto kSchemas = [] {
    std::map<std::string, std::unique_ptr<Compiled>, std::less<>> schemas;
    for (const std::string_view each : {"pack", "method", "checks", "agenda", "cases"}) {
      schemas.emplace(each, compile(each));
    }
    return schemas;
  }();
  const auto found = kSchemas.find(name);
  HJ_ASSERT(found != kSchemas.end());
  return *found->second;
}

// valijson's path: "<root>", "[key]", "[0]" …
std::string pointer_of(const std::vector<std::string>& context, const std::string& where) {
  std::string pointer = where;
  for (std::size_t i = 1; i < context.size(); ++i) {
    pointer = pointer_to(pointer, std::string_view(context[i]).substr(1, context[i].size() - 2));
  }
  return pointer;
}

// The deepest error is the cause; the others say that what contains it fails too.
const valijson::ValidationResults::Error& cause(const valijson::ValidationResults& results) {
  const valijson::ValidationResults::Error* deepest = nullptr;
  for (const auto& error : results) {
    if (deepest != nullptr && error.context.size() <= deepest->context.size()) continue;
    deepest = &error;
  }
  HJ_ASSERT(deepest != nullptr);
  return *deepest;
}

const Json* follow_reference(const Json& schema, const Json* part) {
  while (part != nullptr) {
    const Json* reference = part->find("$ref");
    if (reference == nullptr || reference->if_text() == nullptr) break;
    part = resolve(schema, reference->if_text()->substr(1));
  }
  return part;
}

// The part of the schema that governs the value at this path; nullptr where none is named.
const Json* part_for(const Json& schema, const std::vector<std::string>& context) {
  const Json* part = &schema;
  for (std::size_t i = 1; i < context.size() && part != nullptr; ++i) {
    const std::string key = context[i].substr(1, context[i].size() - 2);
    const Json* properties = part->find("properties");
    const Json* next = properties == nullptr ? nullptr : properties->find(key);
    if (next == nullptr) next = part->find("additionalProperties");
    if (next == nullptr || next->if_bool() != nullptr) next = part->find("items");
    // Below a choice between shapes, the choice itself says what would be right.
    if (next == nullptr && part->find("oneOf") != nullptr) return part;
    part = follow_reference(schema, next);
  }
  return part;
}

std::string keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const JsonMember& member : *object.if_object()) keys.push_back(member.key);
  return join(keys, "、");
}

std::string expected_by(const Json* part, bool about_keys) {
  if (part == nullptr) return {};
  const Json* properties = part->find("properties");
  if (about_keys && properties != nullptr) return "只能有 " + keys_of(*properties);
  if (const Json* description = part->find("description")) return *description->if_text();
  if (const Json* values = part->find("enum")) {
    std::vector<std::string> texts;
    for (const Json& value : *values->if_array()) texts.push_back(write_json(value));
    return join(texts, "、") + " 之一";
  }
  const Json* type = part->find("type");
  if (type == nullptr || type->if_text() == nullptr) return {};
  if (*type->if_text() == "boolean") return "true 或 false";
  if (*type->if_text() == "array") return "数组 [...]";
  if (*type->if_text() == "object") return "对象 {...}";
  return *type->if_text() == "string" ? "文字" : "整数";
}

std::string quoted_part(const std::string& text) {
  const std::size_t last = text.rfind('\'');
  const std::size_t first = text.rfind('\'', last - 1);
  return text.substr(first + 1, last - first - 1);
}

Error as_error(const valijson::ValidationResults::Error& error, const Json& schema,
               const std::string& where) {
  Error result;
  result.where = pointer_of(error.context, where);
  const Json* part = part_for(schema, error.context);
  if (error.description.starts_with("Object contains a property")) {
    const std::string key = quoted_part(error.description);
    result.where = pointer_to(result.where, key);
    result.message = "不认识的键 \"" + key + "\"";
    result.expected = expected_by(part, true);
  } else if (error.description.starts_with("Missing required property")) {
    result.message = "缺少键 \"" + quoted_part(error.description) + "\"";
    result.expected = expected_by(part, true);
  } else {
    result.message = "值不符合规定的格式";
    result.expected = expected_by(part, false);
  }
  return result;
}

}  // namespace

Result<> conforms(const Json& value, std::string_view schema, const std::string& where) {
  const Compiled& rules = compiled_schema(schema);
  try {
    const boost::json::value target_value = boost::json::parse(write_json(value));
    const valijson::adapters::BoostJsonAdapter target(target_value);
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(rules.schema, target, &results)) return {};
    return std::unexpected(as_error(cause(results), rules.rules, where));
  } catch (const std::exception& error) {
    return invalid(std::string("无法按格式核对：") + error.what(), where);
  }
}

}  // namespace huanjie
