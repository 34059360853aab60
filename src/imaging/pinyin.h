#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace huanjie {

// How a name is typed on a keyboard without tones: `full` is "wangxiaoming", `initials` "wxm".
struct PinyinReading {
  std::string full{};
  std::string initials{};

  friend bool operator==(const PinyinReading&, const PinyinReading&) = default;
};

// The readings to search a name by: the reading as a name first (单 shan, 解 xie, 仇 qiu), then the
// ordinary one where it differs (dan, jie, chou), since who looks for a name may know only that;
// with lu and lv for 吕. A character without a reading (𠮷) stands for itself.
std::vector<PinyinReading> pinyin_of(std::string_view name);

}  // namespace huanjie
