#include "rules/agenda.h"

#include <algorithm>
#include <functional>

#include "base/assert.h"

namespace huanjie {

namespace {

constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";
constexpr std::string_view kBlank = "________";

// Calls `plain` and `variable` with the pieces of a script, in order. An opening bracket that is
// never closed is plain text.
void for_each_piece(std::string_view script, const std::function<void(std::string_view)>& plain,
                    const std::function<void(std::string_view)>& variable) {
  while (true) {
    const std::size_t open = script.find(kOpen);
    const std::size_t close = open == std::string_view::npos ? open : script.find(kClose, open);
    if (close == std::string_view::npos) return plain(script);
    plain(script.substr(0, open));
    variable(script.substr(open + kOpen.size(), close - open - kOpen.size()));
    script.remove_prefix(close + kClose.size());
  }
}

}  // namespace

std::int64_t needed(const Share& share, std::int64_t whole) {
  if (share.at_least) return needed_at_least(whole, *share.at_least);
  HJ_ASSERT(share.more_than.has_value());
  return needed_more_than(whole, *share.more_than);
}

std::vector<std::string> script_variables(std::string_view script) {
  std::vector<std::string> names;
  for_each_piece(
      script, [](std::string_view) {},
      [&](std::string_view name) {
        if (std::ranges::find(names, name) == names.end()) names.emplace_back(name);
      });
  return names;
}

std::string fill_script(std::string_view script, const std::map<std::string, std::string>& values) {
  std::string text;
  for_each_piece(
      script, [&](std::string_view plain) { text += plain; },
      [&](std::string_view name) {
        const auto found = values.find(std::string(name));
        if (found == values.end()) {
          text += kBlank;
        } else {
          text += found->second;
        }
      });
  return text;
}

}  // namespace huanjie
