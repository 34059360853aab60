#include "deck/sign.h"

#include <cmath>
#include <cstdint>
#include <numbers>

#include "base/json.h"
#include "base/text.h"

namespace huanjie {
namespace {

std::optional<std::vector<Spot>> way_of(const Json& json) {
  const Json::Array* numbers = json.if_array();
  if (numbers == nullptr || numbers->empty() || numbers->size() % 2 != 0) return std::nullopt;
  std::vector<Spot> way;
  for (std::size_t i = 0; i < numbers->size(); i += 2) {
    const std::int64_t* x = (*numbers)[i].if_number();
    const std::int64_t* y = (*numbers)[i + 1].if_number();
    if (x == nullptr || y == nullptr) return std::nullopt;
    way.push_back({static_cast<double>(*x), static_cast<double>(*y)});
  }
  return way;
}

std::string text_of(const Json& object, std::string_view key) {
  const Json* value = object.find(key);
  const std::string* text = value == nullptr ? nullptr : value->if_text();
  return text == nullptr ? "" : *text;
}

std::vector<Spot> ellipse(Dice& dice) {
  const double start = dice.uniform(-2.4, -0.7);
  const double way = dice.chance(0.5) ? 1 : -1;
  const double turn = 2 * std::numbers::pi * dice.uniform(0.93, 1.16);
  const double wide = dice.uniform(340, 500);
  const double high = dice.uniform(330, 500);
  const double tilt = dice.normal(0.25);
  const double drift = dice.normal(0.05);
  const double wave = dice.normal(0.035);
  const double phase = dice.uniform(0, 6);
  std::vector<Spot> points;
  for (int i = 0; i <= 48; ++i) {
    const double share = i / 48.0;
    const double angle = start + way * turn * share;
    const double radius = 1 + drift * (share - 0.5) + wave * std::sin(3 * angle + phase);
    const double x = wide * radius * std::cos(angle);
    const double y = high * radius * std::sin(angle);
    points.push_back({500 + x * std::cos(tilt) - y * std::sin(tilt),
                      500 + x * std::sin(tilt) + y * std::cos(tilt)});
  }
  return points;
}

// From one place to another, bent sideways in the middle by a share of its length.
std::vector<Spot> bent(Spot from, Spot to, double bend) {
  std::vector<Spot> points;
  for (int i = 0; i <= 12; ++i) {
    const double t = i / 12.0;
    const double side = bend * 4 * t * (1 - t);
    points.push_back({from.x + (to.x - from.x) * t - (to.y - from.y) * side,
                      from.y + (to.y - from.y) * t + (to.x - from.x) * side});
  }
  return points;
}

std::vector<std::vector<Spot>> elbow(Dice& dice, bool is_tick) {
  const Spot foot{dice.uniform(250, 420), 950 + dice.normal(20)};
  const double left_rise = is_tick ? dice.uniform(180, 480) : dice.uniform(800, 1000);
  const Spot left{foot.x - (is_tick ? dice.uniform(100, 300) : dice.uniform(200, 420)),
                  foot.y - left_rise};
  const Spot right{foot.x + dice.uniform(250, 700), foot.y - dice.uniform(750, 950)};
  std::vector<Spot> way = bent(left, foot, dice.normal(0.06));
  for (const Spot& spot : bent(foot, right, dice.uniform(-0.12, 0.06))) way.push_back(spot);
  return {way};
}

std::vector<std::vector<Spot>> crossing(Dice& dice) {
  const double tilt = dice.normal(0.12);
  const double half = dice.uniform(0.5, 1.0);  // of the angle between the lines
  std::vector<std::vector<Spot>> lines;
  for (const double slope : {half, -half}) {
    const double length = dice.uniform(400, 560);
    const Spot middle{500 + dice.normal(60), 500 + dice.normal(60)};
    const double dx = length * std::cos(slope + tilt);
    const double dy = length * std::sin(slope + tilt);
    lines.push_back(
        bent({middle.x - dx, middle.y - dy}, {middle.x + dx, middle.y + dy}, dice.normal(0.06)));
  }
  return lines;
}

std::vector<std::vector<Spot>> scribble(Dice& dice) {
  std::vector<Spot> way;
  const int turns = 3 + dice.below(6);
  for (int i = 0; i < turns; ++i) way.push_back({dice.uniform(0, 1000), dice.uniform(0, 1000)});
  return {way};
}

}  // namespace

Result<std::vector<Sign>> parse_signs(std::string_view lines, SignKind kind) {
  std::vector<Sign> signs;
  int number = 0;
  for (const std::string& line : split(lines, '\n')) {
    ++number;
    if (line.empty()) continue;
    const std::string place = "第" + std::to_string(number) + "行";
    const Json object = HJ_TRY(parse_json(line));
    Sign sign{kind, text_of(object, "label"), text_of(object, "writer"), number, {}};
    const Json* strokes = object.find("strokes");
    if (sign.writer.empty() || strokes == nullptr || strokes->if_array() == nullptr) {
      return invalid("缺少 writer 或 strokes", place, "一行一个笔迹");
    }
    for (const Json& stroke : *strokes->if_array()) {
      std::optional<std::vector<Spot>> way = way_of(stroke);
      if (!way) return invalid("笔画不是成对的整数", place, "[x0,y0,x1,y1,…]");
      sign.strokes.push_back(std::move(*way));
    }
    signs.push_back(std::move(sign));
  }
  return signs;
}

Sign invent_sign(SignKind kind, Dice& dice) {
  Sign sign{kind, "drawn", "", 0, {}};
  switch (kind) {
    case SignKind::circle: sign.strokes = {ellipse(dice)}; break;
    case SignKind::cross:  sign.strokes = crossing(dice); break;
    case SignKind::tick:   sign.strokes = elbow(dice, true); break;
    case SignKind::vee:    sign.strokes = elbow(dice, false); break;
    case SignKind::other:  sign.strokes = scribble(dice); break;
  }
  return sign;
}

WriterShare share_of(const std::string& writer) {
  std::uint32_t hash = 2568;  // FNV-1a from a start that gives each share enough ticks
  for (const char c : writer) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  }
  const std::uint32_t part = (hash >> 8U) % 10;
  if (part < 6) return WriterShare::training;
  return part < 8 ? WriterShare::threshold : WriterShare::report;
}

}  // namespace huanjie
