#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/contest.h"
#include "base/fields.h"

namespace huanjie {

// The numbers of the meeting. Nothing where the method does not use the number.
struct Poll {
  static constexpr std::string_view kFormat = "huanjie/poll/1";
  std::string format{kFormat};
  std::optional<int> registered{};  // 登记选民数
  std::optional<int> entitled{};    // 应到会有选举权人数, after the exclusions
  std::optional<int> present{};     // 实到会有选举权人数, the last head count before the vote
  std::optional<int> voters{};      // 投票人数: handed a paper, less papers handed back unused
  std::optional<int> issued{};      // papers handed out, replacements not counted twice
  std::optional<int> returned{};    // papers out of the box; every method needs it
  std::vector<std::array<std::string, 2>> kin{};  // pairs of persons

  friend bool operator==(const Poll&, const Poll&) = default;
  static constexpr auto fields() {
    return std::tuple{field("format", &Poll::format),     field("registered", &Poll::registered),
                      field("entitled", &Poll::entitled), field("present", &Poll::present),
                      field("voters", &Poll::voters),     field("issued", &Poll::issued),
                      field("returned", &Poll::returned), optional_field("kin", &Poll::kin)};
  }
};

// Numbers that the method needs are there; voters <= present <= entitled and voters <= registered
// where both are given. `returned` above anything is no error here: it makes the poll void (section
// 5).
Result<> check(const Poll& poll, const Method& method);

// The text of poll.json. A number left out is read as null.
Result<Poll> parse_poll(std::string_view text);

// The number a base names; nothing for `valid`, which belongs to a contest, and for one not given.
std::optional<int> number_of(const Poll& poll, Base base);

}  // namespace huanjie
