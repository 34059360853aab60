#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "imaging/sheets.h"

namespace huanjie {

// The XML parts of a workbook by their names in the ZIP, unpacked within the limits.
struct Package {
  bool is_ods = false;
  std::map<std::string, std::string> parts{};
};

// Walks the ZIP from end to end: sizes, names, passwords and macros are known before any part is
// read.
Result<Package> open_package(std::string_view bytes, const std::string& filename,
                             const SheetLimits& limits);

// What a part may still cost, counted over all parts of a workbook.
class Budget {
 public:
  explicit Budget(const SheetLimits& limits) : limits_(limits) {}

  // False when the bound is passed.
  bool take_cell() { return ++cells_ <= limits_.cells; }
  bool take_text(std::size_t bytes) {
    text_ += bytes;
    return text_ <= limits_.text_bytes;
  }
  const SheetLimits& limits() const { return limits_; }

 private:
  const SheetLimits& limits_;
  std::size_t cells_ = 0;
  std::size_t text_ = 0;
};

struct XmlAttribute {
  std::string_view name{};  // without its prefix
  std::string value{};
};

// Follows one XML part. Names come without their prefixes: no two that matter here differ by prefix
// alone. False from any of them stops the reading: a bound was passed.
class XmlFollower {
 public:
  XmlFollower() = default;
  XmlFollower(const XmlFollower&) = delete;
  XmlFollower& operator=(const XmlFollower&) = delete;
  virtual ~XmlFollower() = default;
  virtual bool start(std::string_view element, const std::vector<XmlAttribute>& attributes) = 0;
  virtual bool end(std::string_view element) = 0;
  virtual bool text(std::string_view value) = 0;
};

// Strict: UTF-8, well-formed, no document type. `part` serves the message.
Result<> follow_xml(std::string_view xml, const std::string& part, XmlFollower& follower);

// The attribute's value; empty where there is none.
std::string_view attribute(const std::vector<XmlAttribute>& attributes, std::string_view name);

// What a spreadsheet stored as a number, as people would write it: 13800001111 for 1.3800001111E10,
// 1985.1 for 1985.0999999999999. More than 15 digits stay as the file has them: they are damaged.
std::string number_text(std::string_view stored);

Result<Workbook> read_xlsx(Package package, const SheetLimits& limits);
Result<Workbook> read_ods(Package package, const SheetLimits& limits);

// Text of any of the encodings above, as UTF-8 without a mark, lines ending in \n.
Result<std::string> decode_text(std::string_view bytes, const std::string& filename);
// Comma, tab or semicolon, whichever the first lines use most.
Result<Workbook> read_csv(std::string_view utf8_text, const std::string& filename,
                          const SheetLimits& limits);

}  // namespace huanjie
