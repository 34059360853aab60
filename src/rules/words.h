#pragma once

#include <map>
#include <string>

#include "base/fields.h"

namespace huanjie {

// A fact's name in Chinese and its unit ("人"); kind: count, yes_no, date or list.
struct FactWord {
  std::string label{};
  std::string unit{};
  std::string kind{};

  static constexpr auto fields() {
    return std::tuple{field("label", &FactWord::label), optional_field("unit", &FactWord::unit),
                      field("kind", &FactWord::kind)};
  }
};

// packs/words.json: the names that packs may use, each with what it is called in Chinese.
struct Words {
  std::map<std::string, FactWord> facts{};
  std::map<std::string, std::string> moments{};
  std::map<std::string, std::string> acts{};
  std::map<std::string, std::string> records{};  // what else a log holds
  std::map<std::string, std::string> topics{};
  std::map<std::string, std::string> roles{};
  std::map<std::string, std::string> papers{};
  std::map<std::string, std::string> screens{};
  std::map<std::string, std::string> variables{};
  std::map<std::string, std::string> method{};  // keys of the method
  std::map<std::string, std::string> values{};  // and its values

  static constexpr auto fields() {
    return std::tuple{field("facts", &Words::facts),         field("moments", &Words::moments),
                      field("acts", &Words::acts),           field("records", &Words::records),
                      field("topics", &Words::topics),       field("roles", &Words::roles),
                      field("papers", &Words::papers),       field("screens", &Words::screens),
                      field("variables", &Words::variables), field("method", &Words::method),
                      field("values", &Words::values)};
  }
};

const Words& words();

}  // namespace huanjie
