#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/id.h"
#include "base/json.h"
#include "base/ratio.h"
#include "base/result.h"
#include "base/time.h"

// One list of a struct's fields: its codec, schema and docs come from it.
//
//   static constexpr auto fields() {
//     return std::tuple{field("meeting", &VoterCheckedIn::meeting),
//                       optional_field("desk", &VoterCheckedIn::desk)};
//   }
//
// to_json(value) writes it; from_json<T>(json) reads it. Reading refuses unknown keys (but for the
// one key "x", which holds a program's own additions and is passed over), missing keys, and values
// of another kind; the error's `where` is the JSON pointer.
//
//   int             a number of people, papers or votes: 0 to 10,000,000
//   std::int64_t    any whole number within ±(2^53 - 1)
//   Ratio           [numerator, denominator], each 1 to 10,000
//   std::optional   null or the value
//   std::map        an object with free keys; std::vector an array; Json anything
//   an enumeration  text, by its EnumNames
//   Id, Date, Timestamp

namespace huanjie {

template <class T, class M, bool Optional>
struct Field {
  static constexpr bool optional = Optional;
  std::string_view name;
  M T::* member;
};

// Must be there.
template <class T, class M>
constexpr Field<T, M, false> field(std::string_view name, M T::* member) {
  return {name, member};
}

// May be left out; then the member keeps its default, and it is not written when it equals it.
template <class T, class M>
constexpr Field<T, M, true> optional_field(std::string_view name, M T::* member) {
  return {name, member};
}

// Specialise with `static constexpr std::array kNames{std::pair{E::a, std::string_view("a")},
// ...}`.
template <class E>
struct EnumNames;

template <class E>
std::string_view to_text(E value)
  requires std::is_enum_v<E>
{
  for (const auto& [enumerator, name] : EnumNames<E>::kNames) {
    if (enumerator == value) return name;
  }
  return {};
}

template <class E>
std::optional<E> enum_from_text(std::string_view text) {
  for (const auto& [enumerator, name] : EnumNames<E>::kNames) {
    if (name == text) return enumerator;
  }
  return std::nullopt;
}

template <class T>
concept HasFields = requires { T::fields(); };

// Where a value stands, told only when something is wrong: reading fifty thousand records must not
// build a pointer for each of their lines.
struct JsonPath {
  const JsonPath* parent = nullptr;
  std::string_view key{};
  std::size_t index = 0;
  bool is_index = false;

  JsonPath operator/(std::string_view name) const { return {this, name, 0, false}; }
  JsonPath operator/(std::size_t position) const { return {this, {}, position, true}; }
  std::string text() const;
};

std::unexpected<Error> wrong_kind(const JsonPath& path, const Json& got, std::string_view expected);
std::unexpected<Error> unknown_key(const JsonPath& path, std::string_view key,
                                   const std::vector<std::string_view>& known);
std::unexpected<Error> missing_key(const JsonPath& path, std::string_view key);

Json to_json(bool value);
Json to_json(int value);
Json to_json(std::int64_t value);
Json to_json(const std::string& value);
Json to_json(const Json& value);
Json to_json(const Ratio& value);
Json to_json(const Date& value);
Json to_json(const Timestamp& value);
Result<> read(const Json& json, const JsonPath& path, bool& value);
Result<> read(const Json& json, const JsonPath& path, int& value);
Result<> read(const Json& json, const JsonPath& path, std::int64_t& value);
Result<> read(const Json& json, const JsonPath& path, std::string& value);
Result<> read(const Json& json, const JsonPath& path, Json& value);
Result<> read(const Json& json, const JsonPath& path, Ratio& value);
Result<> read(const Json& json, const JsonPath& path, Date& value);
Result<> read(const Json& json, const JsonPath& path, Timestamp& value);
Result<> read_id(const Json& json, const JsonPath& path, std::array<std::uint8_t, 16>& bytes);

template <class Tag>
Json to_json(const Id<Tag>& value) {
  return Json(to_text(value));
}
template <class Tag>
Result<> read(const Json& json, const JsonPath& path, Id<Tag>& value) {
  return read_id(json, path, value.bytes);
}

template <class E>
Json to_json(E value)
  requires std::is_enum_v<E>
{
  return Json(to_text(value));
}
template <class E>
Result<> read(const Json& json, const JsonPath& path, E& value)
  requires std::is_enum_v<E>
{
  const std::string* text = json.if_text();
  if (text != nullptr) {
    if (const std::optional<E> found = enum_from_text<E>(*text)) {
      value = *found;
      return {};
    }
  }
  std::string names;
  for (const auto& [enumerator, name] : EnumNames<E>::kNames) {
    if (!names.empty()) names += " ";
    names += name;
  }
  return wrong_kind(path, json, names);
}

template <class T>
Json to_json(const std::optional<T>& value);
template <class T>
Json to_json(const std::vector<T>& values);
template <class T, std::size_t N>
Json to_json(const std::array<T, N>& values);
template <class T>
Json to_json(const std::map<std::string, T>& values);
template <HasFields T>
Json to_json(const T& value);
template <class T>
Result<> read(const Json& json, const JsonPath& path, std::optional<T>& value);
template <class T>
Result<> read(const Json& json, const JsonPath& path, std::vector<T>& values);
template <class T, std::size_t N>
Result<> read(const Json& json, const JsonPath& path, std::array<T, N>& values);
template <class T>
Result<> read(const Json& json, const JsonPath& path, std::map<std::string, T>& values);
template <HasFields T>
Result<> read(const Json& json, const JsonPath& path, T& value);

template <class T>
Json to_json(const std::optional<T>& value) {
  return value ? to_json(*value) : Json();
}
template <class T>
Result<> read(const Json& json, const JsonPath& path, std::optional<T>& value) {
  if (json.is_null()) {
    value.reset();
    return {};
  }
  return read(json, path, value.emplace());
}

template <class T>
Json to_json(const std::vector<T>& values) {
  Json::Array elements;
  elements.reserve(values.size());
  for (const T& value : values) elements.push_back(to_json(value));
  return Json(std::move(elements));
}
template <class T>
Result<> read(const Json& json, const JsonPath& path, std::vector<T>& values) {
  const Json::Array* elements = json.if_array();
  if (elements == nullptr) return wrong_kind(path, json, "数组 [...]");
  values.clear();
  values.resize(elements->size());
  for (std::size_t i = 0; i < elements->size(); ++i) {
    HJ_TRY(read((*elements)[i], path / i, values[i]));
  }
  return {};
}

template <class T, std::size_t N>
Json to_json(const std::array<T, N>& values) {
  Json json = Json::array();
  for (const T& value : values) json.push(to_json(value));
  return json;
}
template <class T, std::size_t N>
Result<> read(const Json& json, const JsonPath& path, std::array<T, N>& values) {
  const Json::Array* elements = json.if_array();
  if (elements == nullptr || elements->size() != N) {
    return wrong_kind(path, json, std::to_string(N) + " 个元素的数组");
  }
  for (std::size_t i = 0; i < N; ++i) HJ_TRY(read((*elements)[i], path / i, values[i]));
  return {};
}

template <class T>
Json to_json(const std::map<std::string, T>& values) {
  Json json = Json::object();
  for (const auto& [key, value] : values) json.set(key, to_json(value));
  return json;
}
template <class T>
Result<> read(const Json& json, const JsonPath& path, std::map<std::string, T>& values) {
  const Json::Object* members = json.if_object();
  if (members == nullptr) return wrong_kind(path, json, "对象 {...}");
  values.clear();
  for (const JsonMember& member : *members) {
    HJ_TRY(read(member.value, path / member.key, values[member.key]));
  }
  return {};
}

template <HasFields T>
Json to_json(const T& value) {
  Json json = Json::object();
  std::apply(
      [&](const auto&... each) {
        [[maybe_unused]] const auto write = [&](const auto& one) {
          if constexpr (std::remove_cvref_t<decltype(one)>::optional) {
            static const T defaults{};
            if (value.*one.member == defaults.*one.member) return;
          }
          json.set(one.name, to_json(value.*one.member));
        };
        (write(each), ...);
      },
      T::fields());
  return json;
}

// `fields()` of a struct that holds its members by key.
template <HasFields T>
Result<> read(const Json& json, const JsonPath& path, T& value) {
  const Json::Object* members = json.if_object();
  if (members == nullptr) return wrong_kind(path, json, "对象 {...}");
  static constexpr auto kFields = T::fields();
  static constexpr std::size_t kCount = std::tuple_size_v<std::remove_const_t<decltype(kFields)>>;
  std::array<bool, kCount == 0 ? 1 : kCount> seen{};
  for (const JsonMember& member : *members) {
    Result<> outcome{};
    bool known = false;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      [[maybe_unused]] const auto take = [&](const auto& one, bool& was_seen) {
        if (known || one.name != member.key) return;
        known = true;
        was_seen = true;
        outcome = read(member.value, path / member.key, value.*one.member);
      };
      (take(std::get<I>(kFields), seen[I]), ...);
    }(std::make_index_sequence<kCount>{});
    if (!known && member.key != "x") {
      std::vector<std::string_view> names;
      std::apply([&](const auto&... each) { (names.push_back(each.name), ...); }, kFields);
      return unknown_key(path, member.key, names);
    }
    if (!outcome.has_value()) return outcome;
  }
  std::string_view absent;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    [[maybe_unused]] const auto check = [&](const auto& one, bool was_seen) {
      if (!one.optional && !was_seen && absent.empty()) absent = one.name;
    };
    (check(std::get<I>(kFields), seen[I]), ...);
  }(std::make_index_sequence<kCount>{});
  if (!absent.empty()) return missing_key(path, absent);
  return {};
}

template <class T>
Result<T> from_json(const Json& json) {
  T value{};
  const JsonPath root{};
  HJ_TRY(read(json, root, value));
  return value;
}

// The text of one file: parse, then read.
template <class T>
Result<T> parse_as(std::string_view text) {
  const Json json = HJ_TRY(parse_json(text));
  return from_json<T>(json);
}

}  // namespace huanjie
