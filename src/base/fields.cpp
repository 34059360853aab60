#include "base/fields.h"

#include <utility>

namespace huanjie {

std::string JsonPath::text() const {
  if (parent == nullptr) return {};
  const std::string before = parent->text();
  return is_index ? pointer_to(before, index) : pointer_to(before, key);
}

namespace {

// The whole document's pointer is empty, which reads as no place at all.
std::string place(const JsonPath& path) {
  std::string text = path.text();
  return text.empty() ? "/" : text;
}

}  // namespace

std::unexpected<Error> wrong_kind(const JsonPath& path, const Json& got,
                                  std::string_view expected) {
  return invalid("这里是" + kind_of(got), place(path), std::string(expected));
}

std::unexpected<Error> unknown_key(const JsonPath& path, std::string_view key,
                                   const std::vector<std::string_view>& known) {
  std::string names;
  for (const std::string_view name : known) {
    if (!names.empty()) names += " ";
    names += name;
  }
  return invalid("不认识的键：" + std::string(key), (path / key).text(), names);
}

std::unexpected<Error> missing_key(const JsonPath& path, std::string_view key) {
  return invalid("缺少键：" + std::string(key), place(path));
}

Json to_json(bool value) { return Json(value); }
Json to_json(int value) { return Json(value); }
Json to_json(std::int64_t value) { return Json(value); }
Json to_json(const std::string& value) { return Json(value); }
Json to_json(const Json& value) { return value; }
Json to_json(const Ratio& value) { return Json(Json::Array{Json(value.over), Json(value.under)}); }
Json to_json(const Date& value) { return Json(to_text(value)); }
Json to_json(const Timestamp& value) { return Json(value.ms); }

Result<> read(const Json& json, const JsonPath& path, bool& value) {
  const bool* truth = json.if_bool();
  if (truth == nullptr) return wrong_kind(path, json, "true 或 false");
  value = *truth;
  return {};
}

Result<> read(const Json& json, const JsonPath& path, int& value) {
  const std::int64_t* number = json.if_number();
  if (number == nullptr || *number < 0 || *number > kMaxCount) {
    return wrong_kind(path, json, "0 到 10000000 的整数");
  }
  value = static_cast<int>(*number);
  return {};
}

Result<> read(const Json& json, const JsonPath& path, std::int64_t& value) {
  const std::int64_t* number = json.if_number();
  if (number == nullptr) return wrong_kind(path, json, "整数");
  value = *number;
  return {};
}

Result<> read(const Json& json, const JsonPath& path, std::string& value) {
  const std::string* text = json.if_text();
  if (text == nullptr) return wrong_kind(path, json, "文字");
  value = *text;
  return {};
}

Result<> read(const Json& json, const JsonPath&, Json& value) {
  value = json;
  return {};
}

Result<> read(const Json& json, const JsonPath& path, Ratio& value) {
  const Json::Array* terms = json.if_array();
  const auto term = [&](std::size_t i) -> std::int64_t {
    const std::int64_t* number = (*terms)[i].if_number();
    return number == nullptr || *number > kMaxRatioTerm ? 0 : *number;
  };
  if (terms == nullptr || terms->size() != 2 || term(0) < 1 || term(1) < 1) {
    return wrong_kind(path, json, "[分子， 分母]，各为 1 到 10000 的整数");
  }
  value = {term(0), term(1)};
  return {};
}

Result<> read(const Json& json, const JsonPath& path, Date& value) {
  const std::string* text = json.if_text();
  if (text == nullptr) return wrong_kind(path, json, "日期，如 \"2020-12-30\"");
  Result<Date> date = parse_date(*text);
  if (!date) return invalid(date.error().message, place(path), date.error().expected);
  value = *date;
  return {};
}

Result<> read(const Json& json, const JsonPath& path, Timestamp& value) {
  return read(json, path, value.ms);
}

Result<> read_id(const Json& json, const JsonPath& path, std::array<std::uint8_t, 16>& bytes) {
  const std::string* text = json.if_text();
  if (text == nullptr) return wrong_kind(path, json, "32 位小写十六进制编号");
  auto parsed = parse_id(*text);
  if (!parsed) return invalid(parsed.error().message, place(path), parsed.error().expected);
  bytes = *parsed;
  return {};
}

}  // namespace huanjie
