#include "base/result.h"

namespace huanjie {

std::string describe(const Error& error) {
  std::string text = error.where;
  if (!text.empty()) text += ": ";
  text += error.message;
  if (!error.expected.empty()) text += " （应为： " + error.expected + "）";
  return text;
}

}  // namespace huanjie
