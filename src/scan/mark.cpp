#include "scan/mark.h"

#include <algorithm>
#include <array>
#include <optional>

#include "scan/paper.h"

namespace huanjie {
namespace {

constexpr int kTiny = 9;        // pixels, 2.25 mm
constexpr int kSure = 256 * 5;  // log odds, 256 a unit
constexpr int kFilled = 600;    // thousandths of the box
constexpr int kMostDust = 16;   // pixels
constexpr int kFaint = 45;      // of kPaper

int share(const GreyImage& mark, const Box& box, const Box& without) {
  int inked = 0;
  int all = 0;
  for (int y = std::max(0, box.top); y < std::min(mark.height, box.bottom); ++y) {
    for (int x = std::max(0, box.left); x < std::min(mark.width, box.right); ++x) {
      if (without.contains(x, y)) continue;
      ++all;
      inked += mark.pixel(x, y) != 0 ? 1 : 0;
    }
  }
  return all > 0 ? inked * 1000 / all : 0;
}

bool overlaps(const Box& one, const Box& other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom &&
         other.top < one.bottom;
}

struct Opinion {
  NetClass best = NetClass::foreign;
  int odds = 0;        // of the best against the next, in the more doubtful net
  bool agreed = true;  // on the same sign
};

// A V is a tick of equal arms (contract 7), so that the two do not speak against each other.
bool speaks_against(std::size_t other, std::size_t best) {
  const auto is_tick = [](std::size_t kind) {
    return kind == static_cast<std::size_t>(NetClass::tick) ||
           kind == static_cast<std::size_t>(NetClass::vee);
  };
  return other != best && !(is_tick(other) && is_tick(best));
}

Opinion opinion_of(const Ink& ink) {
  const NetView view = net_view(ink);
  Opinion opinion;
  opinion.odds = 1 << 20;
  std::optional<NetClass> first;
  for (const Net& net : nets()) {
    const NetScores scores = net.scores(view);
    const auto best = static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin());
    int next = -(1 << 20);
    for (std::size_t i = 0; i < scores.size(); ++i) {
      if (speaks_against(i, best)) next = std::max(next, scores[i]);
    }
    const auto kind = static_cast<NetClass>(best);
    if (!first) first = kind;
    opinion.agreed = opinion.agreed && !speaks_against(best, static_cast<std::size_t>(*first));
    if (scores[best] - next < opinion.odds) opinion = {kind, scores[best] - next, opinion.agreed};
  }
  return opinion;
}

Seen likeliest(const Opinion& opinion) {
  switch (opinion.best) {
    case NetClass::circle:  return Seen::circle;
    case NetClass::cross:   return Seen::cross;
    case NetClass::tick:
    case NetClass::vee:     return Seen::tick;
    case NetClass::foreign: return Seen::illegible;
  }
  return Seen::illegible;
}

bool allows(const Shape& shape, NetClass kind) {
  return (kind == NetClass::circle && shape.may_be_circle) ||
         (kind == NetClass::cross && shape.may_be_cross) ||
         ((kind == NetClass::tick || kind == NetClass::vee) && shape.may_be_tick);
}

// What is not plain before anything is compared with a sign.
std::optional<Doubt> plain_doubt(const Ink& ink, const Box& box) {
  const Box around{box.left - kCellScale, box.top - kCellScale, box.right + kCellScale,
                   box.bottom + kCellScale};
  if (ink.murky) return Doubt::murky;
  if (!overlaps(ink.blots.front().box, box)) return Doubt::beside;
  if (ink.parts > 1) return Doubt::several;
  if (ink.faint > 0 || ink.strength < kFaint) return Doubt::faint;
  if (ink.dust > kMostDust) return Doubt::several;
  // The mark's middle lies in the box or just outside.
  const int x = (ink.box.left + ink.box.right) / 2;
  const int y = (ink.box.top + ink.box.bottom) / 2;
  if (!around.contains(x, y)) return Doubt::beside;
  if (std::max(ink.box.width(), ink.box.height()) < kTiny) return Doubt::tiny;
  const bool cut = ink.box.left <= 0 || ink.box.top <= 0 || ink.box.right >= ink.depth.width ||
                   ink.box.bottom >= ink.depth.height;
  if (cut) return Doubt::beside;
  return std::nullopt;
}

}  // namespace

Ink ink_in(const CellPicture& cell) { return measure_ink(ink_of(cell.seen, cell.print)); }

MarkReading read_mark(const Ink& ink, const Box& box, bool blackened) {
  MarkReading reading;
  const Box all{0, 0, ink.depth.width, ink.depth.height};
  reading.measures.ink = share(ink.mark, box, {});
  reading.measures.ring = share(ink.mark, all, box);
  reading.measures.strength = ink.strength * 1000 / kPaper;
  reading.measures.size = std::max(ink.box.width(), ink.box.height()) * 100 / kCellScale;
  if (ink.blots.empty()) {
    reading.sure = !ink.murky && ink.faint == 0 && ink.dust <= kMostDust;
    reading.doubt = reading.sure ? Doubt::clear : ink.murky ? Doubt::murky : Doubt::faint;
    return reading;
  }
  if (reading.measures.ink >= kFilled) {
    reading.seen = Seen::filled;
    reading.sure = blackened && !plain_doubt(ink, box);
    reading.doubt = reading.sure ? Doubt::clear : Doubt::filled;
    return reading;
  }
  const Opinion opinion = opinion_of(ink);
  reading.seen = likeliest(opinion);
  reading.measures.certainty = opinion.odds * 100 / 256;
  const std::optional<Doubt> doubt = plain_doubt(ink, box);
  if (doubt) {
    if (*doubt == Doubt::beside && !overlaps(ink.blots.front().box, box))
      reading.seen = Seen::blank;
    reading.doubt = *doubt;
  } else if (opinion.best == NetClass::foreign) {
    reading.doubt = Doubt::unusual;
  } else if (!opinion.agreed || opinion.odds < kSure || !allows(shape_of(ink), opinion.best)) {
    reading.doubt = Doubt::disagreed;
  } else {
    reading.sure = true;
  }
  return reading;
}

}  // namespace huanjie
