#include "base/result.h"

namespace huanjie {
namespace {

// A long file has more than one slip; this many are told at once.
constexpr std::size_t kMostErrors = 20;

// Where and what, for a line of its own.
std::string line_of(const Error& error) { return "\n  " + describe(error); }

}  // namespace

std::string describe(const Error& error) {
  std::string text = error.where;
  if (!text.empty()) text += "：";
  text += error.message;
  if (!error.expected.empty()) text += "（应为：" + error.expected + "）";
  return text;
}

Result<> all_of(std::vector<Error> errors) {
  if (errors.empty()) return {};
  Error first = std::move(errors.front());
  if (errors.size() == 1) return std::unexpected(std::move(first));
  if (!first.expected.empty()) {
    first.message += "（应为：" + std::exchange(first.expected, {}) + "）";
  }
  first.message += "\n另有 " + std::to_string(errors.size() - 1) + " 处：";
  for (std::size_t i = 1; i < errors.size() && i < kMostErrors; ++i) {
    first.message += line_of(errors[i]);
  }
  return std::unexpected(std::move(first));
}

}  // namespace huanjie
