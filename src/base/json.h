#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/limits.h"
#include "base/result.h"

namespace huanjie {

struct JsonMember;

// A JSON value without fractions: whole numbers within ±(2^53 - 1) only. An object keeps the order
// in which its keys were read or added, and never holds a key twice.
class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<JsonMember>;

  // Defined below: a clang that meets the definitions here asks for the whole of JsonMember.
  Json();
  Json(std::nullptr_t);
  Json(bool value);
  Json(int value);
  Json(std::int64_t value);
  Json(std::string value);
  Json(std::string_view value);
  Json(const char* value);
  Json(Array value);
  Json(Object value);
  static Json array();
  static Json object();

  bool is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }
  const bool* if_bool() const { return std::get_if<bool>(&value_); }
  const std::int64_t* if_number() const { return std::get_if<std::int64_t>(&value_); }
  const std::string* if_text() const { return std::get_if<std::string>(&value_); }
  const Array* if_array() const { return std::get_if<Array>(&value_); }
  Array* if_array() { return std::get_if<Array>(&value_); }
  const Object* if_object() const { return std::get_if<Object>(&value_); }
  Object* if_object() { return std::get_if<Object>(&value_); }

  // The member of an object; nullptr when there is none, or when this is no object.
  const Json* find(std::string_view key) const;
  Json* find(std::string_view key);
  // Sets a member of an object (this must be one), replacing what was there.
  Json& set(std::string_view key, Json value);
  // Appends to an array (this must be one).
  Json& push(Json value);

  // Objects compare without regard to the order of their keys.
  friend bool operator==(const Json& a, const Json& b);

 private:
  std::variant<std::nullptr_t, bool, std::int64_t, std::string, Array, Object> value_;
};

struct JsonMember {
  std::string key{};
  Json value{};

  friend bool operator==(const JsonMember&, const JsonMember&) = default;
};

inline Json::Json() = default;
inline Json::Json(std::nullptr_t) {}
inline Json::Json(bool value) : value_(value) {}
inline Json::Json(int value) : value_(std::int64_t{value}) {}
inline Json::Json(std::int64_t value) : value_(value) {}
inline Json::Json(std::string value) : value_(std::move(value)) {}
inline Json::Json(std::string_view value) : value_(std::string(value)) {}
inline Json::Json(const char* value) : value_(std::string(value)) {}
inline Json Json::array() { return Json(Array{}); }

// Strict: valid UTF-8, no fraction or exponent, no key twice, at most kMaxJsonDepth deep, nothing
// after the value. The error's `where` is "line L, column C" or, for a key twice, the JSON pointer.
Result<Json> parse_json(std::string_view text);

// Canonical bytes: RFC 8785 for values without fractions. Keys sorted by UTF-16 code units, no
// space.
std::string write_json(const Json& value);
// Two spaces an indent, keys in their own order, for people and files of the contracts.
std::string write_pretty_json(const Json& value);

// "/contests/0/seats" with ~ and / escaped (RFC 6901).
std::string pointer_to(std::string_view parent, std::string_view key);
std::string pointer_to(std::string_view parent, std::size_t index);
// One token of a pointer as the key that it stands for: ~1 is /, ~0 is ~.
std::string unescaped_token(std::string_view token);
// The value a pointer names; nullptr when it names nothing.
const Json* resolve(const Json& root, std::string_view pointer);
// "null", "true", "a number" …: what a value is, in Chinese, for error messages.
std::string kind_of(const Json& value);

}  // namespace huanjie
