#include "base/json.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <cstring>
#include <optional>

#include "base/assert.h"
#include "base/text.h"

namespace huanjie {

Json::Json(Array value) : value_(std::move(value)) {}
Json::Json(Object value) : value_(std::move(value)) {}
Json Json::object() { return Json(Object{}); }

const Json* Json::find(std::string_view key) const {
  const Object* members = if_object();
  if (members == nullptr) return nullptr;
  const auto found = std::ranges::find(*members, key, &JsonMember::key);
  return found == members->end() ? nullptr : &found->value;
}

Json* Json::find(std::string_view key) {
  return const_cast<Json*>(static_cast<const Json*>(this)->find(key));
}

Json& Json::set(std::string_view key, Json value) {
  Object* members = if_object();
  HJ_ASSERT(members != nullptr);
  if (Json* present = find(key)) {
    *present = std::move(value);
    return *present;
  }
  members->push_back({std::string(key), std::move(value)});
  return members->back().value;
}

Json& Json::push(Json value) {
  Array* elements = if_array();
  HJ_ASSERT(elements != nullptr);
  elements->push_back(std::move(value));
  return elements->back();
}

bool operator==(const Json& a, const Json& b) {
  const Json::Object* left = a.if_object();
  const Json::Object* right = b.if_object();
  if (left == nullptr || right == nullptr) return a.value_ == b.value_;
  return left->size() == right->size() && std::ranges::all_of(*left, [&](const JsonMember& member) {
           const Json* other = b.find(member.key);
           return other != nullptr && *other == member.value;
         });
}

namespace {

// Builds a Json from Boost's parser events; refuses what our files may not hold. `problem` is what
// is wrong in our words, set before a handler answers false.
struct Builder {
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);

  Json root{};
  std::vector<Json> open{};                        // arrays and objects not closed yet
  std::vector<std::string> keys{};                 // the key each open object waits for a value for
  std::vector<std::vector<std::uint64_t>> seen{};  // hashes of the keys of large open objects
  std::string text{};
  std::string problem{};

  std::string pointer() const {
    std::string path;
    std::size_t next_key = 0;
    for (const Json& container : open) {
      if (container.if_object() != nullptr) {
        path = pointer_to(path, keys[next_key++]);
      } else {
        path = pointer_to(path, container.if_array()->size());
      }
    }
    return path;
  }

  bool refuse(boost::json::error_code& ec, std::string why) {
    problem = std::move(why);
    ec = boost::json::error::syntax;
    return false;
  }

  bool add(Json value, boost::json::error_code&) {
    if (open.empty()) {
      root = std::move(value);
    } else if (Json::Array* elements = open.back().if_array()) {
      elements->push_back(std::move(value));
    } else {
      open.back().if_object()->push_back({keys.back(), std::move(value)});
    }
    return true;
  }

  bool close(boost::json::error_code& ec) {
    Json value = std::move(open.back());
    open.pop_back();
    return add(std::move(value), ec);
  }

  bool key_is_new(const std::string& key) {
    const Json::Object& members = *open.back().if_object();
    // Small objects are searched; in a large one the search would be quadratic, so hashes are kept.
    constexpr std::size_t kSmall = 32;
    if (members.size() < kSmall) return open.back().find(key) == nullptr;
    std::vector<std::uint64_t>& hashes = seen.back();
    const auto hash_of = [](const std::string& k) { return std::hash<std::string>{}(k); };
    if (hashes.empty()) {
      for (const JsonMember& member : members) hashes.push_back(hash_of(member.key));
      std::ranges::sort(hashes);
    }
    const auto hash = hash_of(key);
    const auto at = std::ranges::lower_bound(hashes, hash);
    if (at != hashes.end() && *at == hash && open.back().find(key) != nullptr) return false;
    hashes.insert(at, hash);
    return true;
  }

  using Ec = boost::json::error_code;
  using Text = boost::json::string_view;
  bool on_document_begin(Ec&) { return true; }
  bool on_document_end(Ec&) { return true; }
  bool on_object_begin(Ec&) {
    open.push_back(Json::object());
    keys.emplace_back();
    seen.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t, Ec& ec) {
    keys.pop_back();
    seen.pop_back();
    return close(ec);
  }
  bool on_array_begin(Ec&) {
    open.push_back(Json::array());
    return true;
  }
  bool on_array_end(std::size_t, Ec& ec) { return close(ec); }
  bool on_key_part(Text part, std::size_t, Ec&) {
    text.append(part.data(), part.size());
    return true;
  }
  bool on_key(Text part, std::size_t, Ec& ec) {
    text.append(part.data(), part.size());
    keys.back() = std::exchange(text, {});
    if (!key_is_new(keys.back())) return refuse(ec, "键重复：" + keys.back());
    return true;
  }
  bool on_string_part(Text part, std::size_t, Ec&) {
    text.append(part.data(), part.size());
    return true;
  }
  bool on_string(Text part, std::size_t, Ec& ec) {
    text.append(part.data(), part.size());
    return add(Json(std::exchange(text, {})), ec);
  }
  bool on_number_part(Text, Ec&) { return true; }
  bool on_int64(std::int64_t value, Text, Ec& ec) {
    if (value > kMaxWhole || value < -kMaxWhole) return refuse(ec, "数字超出 ±(2^53-1)");
    return add(Json(value), ec);
  }
  bool on_uint64(std::uint64_t, Text, Ec& ec) { return refuse(ec, "数字超出 ±(2^53-1)"); }
  bool on_double(double, Text, Ec& ec) { return refuse(ec, "数字须为整数，不带小数点和指数"); }
  bool on_bool(bool value, Ec& ec) { return add(Json(value), ec); }
  bool on_null(Ec& ec) { return add(Json(), ec); }
  bool on_comment_part(Text, Ec&) { return true; }
  bool on_comment(Text, Ec&) { return true; }
};

std::string line_and_column(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::string_view before = text.substr(0, offset);
  const auto line = std::ranges::count(before, '\n') + 1;
  const std::size_t start =
      before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const std::size_t column = character_count(before.substr(start)) + 1;
  return "第 " + std::to_string(line) + " 行第 " + std::to_string(column) + " 列";
}

// A quotation mark in quotation marks would be unreadable.
std::string shown_slip(std::string_view slip) {
  if (slip == "\n") return "换行";
  if (slip == "“" || slip == "”" || slip == "‘" || slip == "’") return "中文引号";
  return "“" + std::string(slip) + "”";
}

// What stands where it may not, with the slip of the keyboard that usually puts it there.
std::string unexpected_at(std::string_view rest) {
  static constexpr std::pair<std::string_view, std::string_view> kSlips[] = {
      {"，", "逗号要用半角的 ,"},
      {"：", "冒号要用半角的 :"},
      {"“", "引号要用半角的 \""},
      {"”", "引号要用半角的 \""},
      {"‘", "引号要用半角的 \""},
      {"’", "引号要用半角的 \""},
      {"'", "引号要用双引号 \""},
      {"｛", "括号要用半角的 {"},
      {"【", "括号要用半角的 ["},
      {"/", "这里不能写注释"},
      {"}", "前面多了一个逗号，或者缺了内容"},
      {"]", "前面多了一个逗号，或者缺了内容"},
      {",", "逗号前缺了内容"},
      {"\"", "前面可能少了一个逗号"},
      {"{", "前面可能少了一个逗号"},
      {"\n", "文字里不能换行，或者缺了收尾的引号"}};
  for (const auto& [start, hint] : kSlips) {
    if (!rest.starts_with(start)) continue;
    return "这里不应是" + shown_slip(start) + "：" + std::string(hint);
  }
  const std::u32string points = code_points(rest.substr(0, 4));
  if (points.empty()) return "内容到这里就断了：括号或引号没有配对";
  return "这里不应是“" + utf8(points.front()) + "”：文字要用半角双引号 \" 括起来，数字不带引号";
}

std::string chinese_reason(const boost::json::error_code& ec, std::string_view rest) {
  using boost::json::error;
  if (ec == error::incomplete) return "内容到这里就断了：括号或引号没有配对";
  if (ec == error::extra_data) return "末尾有多余的内容";
  if (ec == error::too_deep) {
    return "括号嵌套过深（最多 " + std::to_string(kMaxJsonDepth) + " 层）";
  }
  if (ec == error::illegal_leading_surrogate || ec == error::illegal_trailing_surrogate ||
      ec == error::expected_utf16_escape) {
    return "\\u 转义不成对";
  }
  return unexpected_at(rest);
}

}  // namespace

Result<Json> parse_json(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) {
    return invalid("文件开头有 BOM 标记", "第 1 行第 1 列",
                   "另存一次，编码选 UTF-8（不是“带 BOM 的 UTF-8”）");
  }
  boost::json::parse_options options;
  options.max_depth = static_cast<unsigned char>(kMaxJsonDepth);
  boost::json::basic_parser<Builder> parser(options);
  boost::json::error_code ec;
  std::size_t consumed = parser.write_some(false, text.data(), text.size(), ec);
  // An error leaves the count at the start of what was being read.
  if (!ec && consumed < text.size()) {
    const std::size_t rest = text.find_first_not_of(" \t\r\n", consumed);
    if (rest != std::string_view::npos) {
      consumed = rest;
      ec = boost::json::error::extra_data;
    }
  }
  if (!ec) return std::move(parser.handler().root);
  Builder& builder = parser.handler();
  std::string where = line_and_column(text, consumed);
  if (builder.problem.empty()) {
    if (!is_utf8(text)) {
      return invalid("不是 UTF-8 编码，可能是记事本按 ANSI（GBK）存的", std::move(where),
                     "另存一次，编码选 UTF-8");
    }
    return invalid(chinese_reason(ec, text.substr(consumed)), std::move(where));
  }
  const std::string pointer = builder.pointer();
  return invalid(builder.problem, pointer.empty() ? where : pointer);
}

namespace {

// RFC 8785 sorts keys by UTF-16 code units. That is code point order but for the planes above the
// first, whose surrogates (D800 to DFFF) come before U+E000 to U+FFFF.
bool utf16_less(std::string_view a, std::string_view b) {
  const auto at = std::ranges::mismatch(a, b);
  if (at.in1 == a.end() || at.in2 == b.end()) return a.size() < b.size();
  const auto left = static_cast<unsigned char>(*at.in1);
  const auto right = static_cast<unsigned char>(*at.in2);
  const bool left_plane = left >= 0xF0;
  const bool right_plane = right >= 0xF0;
  if (left_plane == right_plane) return left < right;
  if (left_plane) return right >= 0xEE;  // U+E000 starts with EE
  return left < 0xEE;
}

void write_text(std::string_view text, std::string& out) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"':  out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\t': out += "\\t"; break;
      case '\n': out += "\\n"; break;
      case '\f': out += "\\f"; break;
      case '\r': out += "\\r"; break;
      default:
        if (byte < 0x20) {
          out += "\\u00";
          out += kDigits[byte >> 4];
          out += kDigits[byte & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

// indent < 0: canonical. Otherwise the depth of pretty printing.
void write_value(const Json& value, int indent, std::string& out);

void new_line(int indent, std::string& out) {
  if (indent < 0) return;
  out += '\n';
  out.append(static_cast<std::size_t>(indent) * 2, ' ');
}

void write_array(const Json::Array& elements, int indent, std::string& out) {
  const int inner = indent < 0 ? indent : indent + 1;
  const bool flat = std::ranges::all_of(elements, [](const Json& element) {
    return element.if_array() == nullptr && element.if_object() == nullptr;
  });
  out += '[';
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (i > 0) out += indent >= 0 && flat ? ", " : ",";
    if (!flat) new_line(inner, out);
    write_value(elements[i], inner, out);
  }
  if (!flat) new_line(indent, out);
  out += ']';
}

void write_object(const Json::Object& members, int indent, std::string& out) {
  const int inner = indent < 0 ? indent : indent + 1;
  std::vector<const JsonMember*> order;
  order.reserve(members.size());
  for (const JsonMember& member : members) order.push_back(&member);
  if (indent < 0) {
    std::ranges::sort(
        order, [](const JsonMember* a, const JsonMember* b) { return utf16_less(a->key, b->key); });
  }
  out += '{';
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0) out += ',';
    new_line(inner, out);
    write_text(order[i]->key, out);
    out += indent < 0 ? ":" : ": ";
    write_value(order[i]->value, inner, out);
  }
  if (!order.empty()) new_line(indent, out);
  out += '}';
}

void write_value(const Json& value, int indent, std::string& out) {
  if (const bool* truth = value.if_bool()) {
    out += *truth ? "true" : "false";
  } else if (const std::int64_t* number = value.if_number()) {
    out += std::to_string(*number);
  } else if (const std::string* text = value.if_text()) {
    write_text(*text, out);
  } else if (const Json::Array* elements = value.if_array()) {
    write_array(*elements, indent, out);
  } else if (const Json::Object* members = value.if_object()) {
    write_object(*members, indent, out);
  } else {
    out += "null";
  }
}

}  // namespace

std::string write_json(const Json& value) {
  std::string out;
  write_value(value, -1, out);
  return out;
}

std::string write_pretty_json(const Json& value) {
  std::string out;
  write_value(value, 0, out);
  out += '\n';
  return out;
}

std::string pointer_to(std::string_view parent, std::string_view key) {
  std::string pointer(parent);
  pointer += '/';
  for (const char c : key) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
  return pointer;
}

std::string pointer_to(std::string_view parent, std::size_t index) {
  return std::string(parent) + "/" + std::to_string(index);
}

std::string unescaped_token(std::string_view token) {
  std::string key;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] == '~' && i + 1 < token.size()) {
      key += token[++i] == '1' ? '/' : '~';
    } else {
      key += token[i];
    }
  }
  return key;
}

const Json* resolve(const Json& root, std::string_view pointer) {
  const Json* value = &root;
  while (!pointer.empty() && value != nullptr) {
    if (pointer.front() != '/') return nullptr;
    pointer.remove_prefix(1);
    const std::string_view token = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(token.size());
    if (const Json::Array* elements = value->if_array()) {
      const std::optional<std::int64_t> index = whole_number(token);
      const bool inside = index && *index < static_cast<std::int64_t>(elements->size());
      value = inside ? &(*elements)[static_cast<std::size_t>(*index)] : nullptr;
    } else {
      value = value->find(unescaped_token(token));
    }
  }
  return value;
}

std::string kind_of(const Json& value) {
  if (value.is_null()) return "null";
  if (const bool* truth = value.if_bool()) return *truth ? "true" : "false";
  if (const std::int64_t* number = value.if_number()) return "数字 " + std::to_string(*number);
  if (const std::string* text = value.if_text()) return "文字 \"" + *text + "\"";
  return value.if_array() != nullptr ? "数组" : "对象";
}

}  // namespace huanjie
