#include <expat.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <type_traits>

#include "base/text.h"
#include "imaging/sheets_parts.h"

namespace huanjie {
namespace {

// No sheet nests deeper.
constexpr int kMaxDepth = 64;

struct Release {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, Release>;

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// Behind the callbacks of Expat, which knows only a pointer.
struct Following {
  XML_Parser parser = nullptr;
  XmlFollower* follower = nullptr;
  std::vector<XmlAttribute> attributes{};
  int depth = 0;
  bool over_limit = false;

  void go_on_if(bool within_limits) {
    if (within_limits) return;
    over_limit = true;
    XML_StopParser(parser, XML_FALSE);
  }
};

void XMLCALL start_element(void* data, const XML_Char* name, const XML_Char** attributes) {
  auto& following = *static_cast<Following*>(data);
  if (++following.depth > kMaxDepth) {
    XML_StopParser(following.parser, XML_FALSE);
    return;
  }
  following.attributes.clear();
  for (; *attributes != nullptr; attributes += 2) {
    following.attributes.push_back({without_prefix(attributes[0]), attributes[1]});
  }
  following.go_on_if(following.follower->start(without_prefix(name), following.attributes));
}

void XMLCALL end_element(void* data, const XML_Char* name) {
  auto& following = *static_cast<Following*>(data);
  --following.depth;
  following.go_on_if(following.follower->end(without_prefix(name)));
}

void XMLCALL characters(void* data, const XML_Char* text, int length) {
  auto& following = *static_cast<Following*>(data);
  following.go_on_if(following.follower->text({text, static_cast<std::size_t>(length)}));
}

// No spreadsheet writes one; whoever does means to have entities expanded.
void XMLCALL start_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  XML_StopParser(static_cast<Following*>(data)->parser, XML_FALSE);
}

std::unexpected<Error> damaged(const std::string& part) {
  return invalid("文件的内容坏了（" + part + "）", {}, "用 WPS 或 Excel 打开后另存为 .xlsx");
}

// Expat counts bytes in an int, and copies what it is given.
XML_Status parse_in_pieces(XML_Parser parser, std::string_view xml) {
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  for (;;) {
    const std::string_view piece = xml.substr(0, kPiece);
    xml.remove_prefix(piece.size());
    const XML_Status status = XML_Parse(parser, piece.data(), static_cast<int>(piece.size()),
                                        xml.empty() ? XML_TRUE : XML_FALSE);
    if (status != XML_STATUS_OK || xml.empty()) return status;
  }
}

}  // namespace

Result<> follow_xml(std::string_view xml, const std::string& part, XmlFollower& follower) {
  if (xml.starts_with("\xEF\xBB\xBF")) xml.remove_prefix(3);
  if (!is_utf8(xml)) return damaged(part);
  const Parser parser(XML_ParserCreate("UTF-8"));
  if (parser == nullptr) return fail(ErrorCode::unavailable, "内存不足");
  Following following;
  following.parser = parser.get();
  following.follower = &follower;
  XML_SetUserData(parser.get(), &following);
  XML_SetElementHandler(parser.get(), start_element, end_element);
  XML_SetCharacterDataHandler(parser.get(), characters);
  XML_SetStartDoctypeDeclHandler(parser.get(), start_doctype);
  const auto status = parse_in_pieces(parser.get(), xml);
  if (following.over_limit) {
    return fail(ErrorCode::exhausted, "内容太多，不像一份名册（" + part + "）", {},
                "每个文件不超过 10 万人");
  }
  if (status != XML_STATUS_OK) return damaged(part);
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
