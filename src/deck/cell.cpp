#include "deck/cell.h"

#include <algorithm>

namespace huanjie {
namespace {

SignKind sign_of(CellKind kind) {
  switch (kind) {
    case CellKind::circle: return SignKind::circle;
    case CellKind::cross:  return SignKind::cross;
    case CellKind::tick:   return SignKind::tick;
    case CellKind::vee:    return SignKind::vee;
    default:               return SignKind::other;
  }
}

std::string_view name_of(SignKind kind) {
  constexpr std::array<std::string_view, 5> kNames{"circle", "cross", "tick", "vee", "other"};
  return kNames[static_cast<std::size_t>(kind)];
}

class Hand {
 public:
  Hand(GreyImage& paper, const Signs& signs, const Area& box, Dice& dice)
      : paper_(paper),
        signs_(signs),
        box_(box),
        dice_(dice),
        pen_(any_pen(dice, dice.chance(0.12))) {}

  DrawnCell& drawn() { return drawn_; }
  Pen& pen() { return pen_; }

  Sign pick(SignKind kind) {
    const std::vector<Sign>& known = signs_.of(kind);
    const bool invented =
        known.empty() || (kind != SignKind::other && dice_.chance(signs_.invented));
    Sign sign = invented
                    ? invent_sign(kind, dice_)
                    : known[static_cast<std::size_t>(dice_.below(static_cast<int>(known.size())))];
    drawn_.writers += (drawn_.writers.empty() ? "" : "+") + sign.writer;
    drawn_.strokes += (drawn_.strokes.empty() ? "" : "+") + std::string(name_of(kind)) + ":" +
                      std::to_string(sign.number) + ":" + sign.label;
    return sign;
  }

  // As a person places a sign in a box: about its middle, now small, now beyond its lines.
  Placing usual() {
    Placing placing;
    placing.middle = {box_.from.x + box_.width / 2 + dice_.normal(box_.width * 0.09),
                      box_.from.y + box_.height / 2 + dice_.normal(box_.height * 0.08)};
    const double side = std::min(box_.width, box_.height);
    placing.size_mm = std::clamp(side * (0.75 + dice_.normal(0.17)), 3.0, side * 1.35);
    placing.degrees = dice_.normal(5);
    placing.slant = dice_.normal(0.08);
    placing.stretch = 1 + dice_.normal(0.08);
    return placing;
  }

  void put(SignKind kind, const Placing& placing) {
    draw(paper_, pick(kind), placing, pen_, dice_);
  }

  void two_signs() {
    constexpr std::array kKinds{SignKind::circle, SignKind::cross, SignKind::tick};
    const int first = dice_.below(3);
    const bool over = dice_.chance(0.5);
    const int second = (first + 1 + dice_.below(2)) % 3;
    Placing one = usual();
    Placing other = usual();
    if (!over) {
      one.size_mm *= 0.6;
      other.size_mm *= 0.6;
      one.middle.x -= box_.width * 0.22;
      other.middle.x += box_.width * 0.22;
    } else if (dice_.chance(0.3)) {
      other.size_mm *= 0.5;
    }
    put(kKinds[static_cast<std::size_t>(first)], one);
    put(kKinds[static_cast<std::size_t>(second)], other);
  }

  // A sign and then lines through it, or a scribble over it.
  void struck() {
    constexpr std::array kKinds{SignKind::circle, SignKind::cross, SignKind::tick};
    const Placing placing = usual();
    put(kKinds[static_cast<std::size_t>(dice_.below(3))], placing);
    const double reach = placing.size_mm * dice_.uniform(0.5, 0.9);
    std::vector<std::vector<Spot>> lines;
    const int count = 1 + dice_.below(3);
    const double slope = dice_.chance(0.6) ? dice_.normal(0.25) : dice_.uniform(-1.2, 1.2);
    for (int i = 0; i < count; ++i) {
      const double y = placing.middle.y + dice_.normal(placing.size_mm * 0.15);
      lines.push_back({{placing.middle.x - reach, y + slope * reach},
                       {placing.middle.x + dice_.normal(0.3), y + dice_.normal(0.3)},
                       {placing.middle.x + reach, y - slope * reach}});
    }
    draw_ways(paper_, lines, pen_, dice_);
  }

  void beside() {
    Placing placing = usual();
    constexpr std::array kKinds{SignKind::circle, SignKind::cross, SignKind::tick};
    placing.size_mm = dice_.uniform(2.5, 5);
    const double off = placing.size_mm / 2 + dice_.uniform(0.2, 2.0);
    const int side = dice_.below(4);
    if (side == 0) placing.middle.x = box_.from.x - off;
    if (side == 1) placing.middle.x = box_.from.x + box_.width + off;
    if (side == 2) placing.middle.y = box_.from.y - off;
    if (side == 3) placing.middle.y = box_.from.y + box_.height + off;
    put(kKinds[static_cast<std::size_t>(dice_.below(3))], placing);
  }

  void fill() {
    std::vector<Spot> way;
    const int turns = 14 + dice_.below(12);
    for (int i = 0; i < turns; ++i) {
      way.push_back({box_.from.x + box_.width * (i % 2 == 0 ? 0.08 : 0.92) + dice_.normal(0.3),
                     box_.from.y + box_.height * (0.06 + 0.88 * i / turns) + dice_.normal(0.15)});
    }
    pen_.width_mm = std::max(pen_.width_mm, 0.7);
    draw_ways(paper_, {way}, pen_, dice_);
  }

 private:
  GreyImage& paper_;
  const Signs& signs_;
  const Area& box_;
  Dice& dice_;
  Pen pen_;
  DrawnCell drawn_{};
};

}  // namespace

const std::vector<Sign>& Signs::of(SignKind kind) const {
  switch (kind) {
    case SignKind::circle: return circles;
    case SignKind::cross:  return crosses;
    case SignKind::tick:   return ticks;
    case SignKind::vee:    return vees;
    case SignKind::other:  break;
  }
  return others;
}

Signs of_share(const Signs& signs, WriterShare share) {
  Signs own = signs;
  for (std::vector<Sign>* list : {&own.circles, &own.crosses, &own.ticks, &own.vees, &own.others}) {
    std::erase_if(*list, [&](const Sign& sign) { return share_of(sign.writer) != share; });
  }
  return own;
}

DrawnCell draw_cell(GreyImage& paper, const Signs& signs, CellKind kind, const Area& box,
                    Dice& dice) {
  Hand hand(paper, signs, box, dice);
  hand.drawn().kind = kind;
  Placing placing = hand.usual();
  switch (kind) {
    case CellKind::blank:     break;
    case CellKind::two_signs: hand.two_signs(); break;
    case CellKind::struck:    hand.struck(); break;
    case CellKind::beside:    hand.beside(); break;
    case CellKind::filled:    hand.fill(); break;
    case CellKind::tiny:
      placing.size_mm = dice.uniform(0.8, 1.9);
      hand.put(sign_of(static_cast<CellKind>(dice.below(3))), placing);
      break;
    case CellKind::faint:
      hand.pen().grey = dice.uniform(180, 222);
      hand.put(sign_of(static_cast<CellKind>(dice.below(3))), placing);
      break;
    default: hand.put(sign_of(kind), placing); break;
  }
  return hand.drawn();
}

}  // namespace huanjie
