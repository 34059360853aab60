#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <orcus/sax_parser.hpp>

#include "base/text.h"
#include "imaging/sheets_parts.h"

namespace huanjie {
namespace {

// No sheet nests deeper; the parser keeps a stack.
constexpr std::size_t kMaxDepth = 64;

struct Stopped {
  bool malformed = false;
};

class Handler : public orcus::sax_handler {
 public:
  explicit Handler(XmlFollower& follower) : follower_(follower) {}

  void attribute(const orcus::sax::parser_attribute& attribute) {
    if (in_declaration_) return;
    attributes_.push_back({attribute.name, std::string(attribute.value)});
  }
  void start_declaration(std::string_view) { in_declaration_ = true; }
  void end_declaration(std::string_view) { in_declaration_ = false; }
  void start_element(const orcus::sax::parser_element& element) {
    if (open_.size() >= kMaxDepth) throw Stopped{true};
    any_ = true;
    open_.push_back(element.name);
    if (!follower_.start(element.name, attributes_)) throw Stopped{};
    attributes_.clear();
  }
  void end_element(const orcus::sax::parser_element& element) {
    // The parser does not compare the name of an end with that of its start.
    if (open_.empty() || open_.back() != element.name) throw Stopped{true};
    open_.pop_back();
    if (!follower_.end(element.name)) throw Stopped{};
  }
  void characters(std::string_view value, bool) {
    if (!follower_.text(value)) throw Stopped{};
  }
  bool is_whole() const { return any_ && open_.empty(); }

 private:
  XmlFollower& follower_;
  std::vector<XmlAttribute> attributes_{};
  std::vector<std::string_view> open_{};
  bool any_ = false;
  bool in_declaration_ = false;
};

std::unexpected<Error> damaged(const std::string& part) {
  return invalid("文件的内容坏了（" + part + "）", {}, "用 WPS 或 Excel 打开后另存为 .xlsx");
}

}  // namespace

Result<> follow_xml(std::string_view xml, const std::string& part, XmlFollower& follower) {
  if (xml.starts_with("\xEF\xBB\xBF")) xml.remove_prefix(3);
  if (!is_utf8(xml)) return damaged(part);
  try {
    Handler handler(follower);
    orcus::sax_parser<Handler> parser(xml.data(), xml.size(), handler);
    parser.parse();
    if (!handler.is_whole()) return damaged(part);
  } catch (const Stopped& stopped) {
    if (stopped.malformed) return damaged(part);
    return fail(ErrorCode::exhausted, "内容太多，不像一份名册（" + part + "）", {},
                "每个文件不超过 10 万人");
  } catch (const std::exception&) {
    return damaged(part);
  }
  return {};
}

std::string_view attribute(const std::vector<XmlAttribute>& attributes, std::string_view name) {
  for (const XmlAttribute& one : attributes) {
    if (one.name == name) return one.value;
  }
  return {};
}

std::string number_text(std::string_view stored) {
  double value = 0;
  const auto read = std::from_chars(stored.data(), stored.data() + stored.size(), value);
  const bool whole_text = read.ec == std::errc{} && read.ptr == stored.data() + stored.size();
  if (!whole_text || !std::isfinite(value) || std::fabs(value) >= 1e15) return std::string(stored);
  if (value == std::floor(value)) return std::to_string(static_cast<std::int64_t>(value));
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.15g", value);
  return text.data();
}

}  // namespace huanjie
