#include "render/sheet_name.h"

#include <algorithm>

#include "base/text.h"

namespace huanjie {
namespace {

// 张三 stands as wide as 张小三.
std::string spread(const std::string& name) {
  const std::u32string points = code_points(name);
  const bool han = std::ranges::all_of(points, [](char32_t c) { return c >= 0x2E80; });
  return han && points.size() == 2 ? utf8(points.substr(0, 1)) + "　" + utf8(points.substr(1))
                                   : name;
}

// In `count` parts of like length; a part ends after the dot of a long name where there is one.
std::vector<std::string> parts_of(const std::string& name, std::size_t count) {
  const std::u32string points = code_points(name);
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t left = count; left > 0 && from < points.size(); --left) {
    std::size_t to = from + (points.size() - from + left - 1) / left;
    if (left == 1) to = points.size();
    for (std::size_t shift = 0; left > 1 && shift <= 3; ++shift) {
      if (to + shift < points.size() && points[to + shift - 1] == U'·') {
        to += shift;
        break;
      }
      if (to > from + shift && points[to - shift - 1] == U'·') {
        to -= shift;
        break;
      }
    }
    parts.push_back(utf8(std::u32string_view(points).substr(from, to - from)));
    from = to;
  }
  return parts;
}

// From one character of a downward name to the next, in sizes of the text.
constexpr double kDownwardStep = 1.08;

double run_of(Canvas& canvas, const std::string& text, bool downward) {
  constexpr double kSize = 100;  // so that rounding does not matter
  if (downward) return static_cast<double>(character_count(text)) * kDownwardStep * kPoint;
  return canvas.width_of(text, {.size = kSize}) * kPoint / kSize;
}

}  // namespace

Result<SetName> set_name(Canvas& canvas, const std::string& name, const NameRoom& room) {
  HJ_TRY(canvas.break_lines(name, {.size = room.largest}, 1e6));
  SetName best;
  for (const std::size_t count : {1U, 2U, 3U}) {
    const std::vector<std::string> parts =
        count == 1 ? std::vector<std::string>{spread(name)} : parts_of(name, count);
    double longest = 0;
    for (const std::string& part : parts) {
      longest = std::max(longest, run_of(canvas, part, room.downward));
    }
    const double size =
        std::min({room.largest, room.along / longest,
                  room.across / (static_cast<double>(parts.size()) * 1.2 * kPoint)});
    if (size > best.size + 1) best = {parts, size};
  }
  return best;
}

Result<> draw_name(BallotSheet& sheet, Canvas& canvas, const std::string& name,
                   const NameBlock& block) {
  const Rect& room = block.room;
  const double along = (block.downward ? room.height : room.width) - 1;
  const double across = (block.downward ? room.width : room.height) - 1;
  const SetName set =
      HJ_TRY(set_name(canvas, name, {along, across, block.largest, block.downward}));
  const double pitch = set.size * 1.2 * kPoint;
  const double depth = pitch * static_cast<double>(set.parts.size());
  const auto put = [&](const std::string& text, const Rect& box) {
    sheet.texts.push_back({text, set.size, box, Align::center, true});
  };
  for (std::size_t i = 0; i < set.parts.size(); ++i) {
    if (!block.downward) {
      const double top = room.top + (room.height - depth) / 2 + pitch * static_cast<double>(i);
      put(set.parts[i], {room.left, top, room.width, pitch});
      continue;
    }
    const double left = room.left + (room.width + depth) / 2 - pitch * static_cast<double>(i + 1);
    const std::u32string points = code_points(set.parts[i]);
    const double step = set.size * kDownwardStep * kPoint;
    double top = room.top + (room.height - step * static_cast<double>(points.size())) / 2;
    for (const char32_t point : points) {
      put(utf8(point), {left, top, pitch, step});
      top += step;
    }
  }
  return {};
}

}  // namespace huanjie
