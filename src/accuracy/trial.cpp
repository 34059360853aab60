#include "accuracy/trial.h"

#include "base/fields.h"

namespace huanjie {
namespace {

constexpr std::array<std::string_view, kCellKinds> kNames{
    "circle",    "cross",  "tick",   "blank", "vee",   "foreign",
    "two_signs", "struck", "beside", "tiny",  "faint", "filled"};

// The table of docs/accuracy.md: what a sure reading may say of each kind.
bool is_right(const DrawnCell& drawn, Seen seen) {
  switch (drawn.kind) {
    case CellKind::circle: return seen == Seen::circle;
    case CellKind::cross:  return seen == Seen::cross;
    case CellKind::tick:
    case CellKind::vee:    return seen == Seen::tick;
    case CellKind::blank:  return seen == Seen::blank;
    case CellKind::tiny:
    case CellKind::faint:  return drawn.strokes.starts_with(to_text(seen));
    default:               return false;
  }
}

}  // namespace

std::string_view name_of(CellKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

void Trial::add(const DrawnCell& drawn, Seen seen, bool sure, std::uint64_t seed) {
  KindCount& count = kinds[static_cast<std::size_t>(drawn.kind)];
  ++count.cells;
  if (!sure) return;
  ++count.sure;
  if (is_right(drawn, seen)) return;
  ++count.silent;
  errors.push_back({drawn.kind, seen, drawn.writers, drawn.strokes, seed});
}

std::string Trial::json() const {
  Json all = Json::object();
  for (std::size_t i = 0; i < kCellKinds; ++i) {
    Json counts = Json::array();
    counts.push(kinds[i].cells);
    counts.push(kinds[i].sure);
    counts.push(kinds[i].silent);
    all.set(kNames[i], std::move(counts));
  }
  Json list = Json::array();
  for (const SilentError& error : errors) {
    Json one = Json::object();
    one.set("kind", kNames[static_cast<std::size_t>(error.kind)]);
    one.set("seen", to_text(error.seen));
    one.set("writers", error.writers);
    one.set("strokes", error.strokes);
    one.set("seed", std::to_string(error.seed));
    list.push(std::move(one));
  }
  all.set("errors", std::move(list));
  all.set("sheets", sheets);
  all.set("refused", refused);
  return write_json(all);
}

}  // namespace huanjie
