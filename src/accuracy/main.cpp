// huanjie-accuracy: draws cells and sheets, reads them and counts what came out (docs/accuracy.md).
// Its own program, since it is no part of an election.

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "deck/straight_cell.h"
#include "scan/net.h"

namespace huanjie {
namespace {

Result<std::vector<Sign>> read_signs(const std::string& folder, SignKind kind, const char* name) {
  std::ifstream file(folder + "/" + name + ".jsonl", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return parse_signs(text.str(), kind);
}

Result<Signs> read_all_signs(const std::string& folder) {
  Signs signs;
  signs.circles = HJ_TRY(read_signs(folder, SignKind::circle, "circle"));
  signs.crosses = HJ_TRY(read_signs(folder, SignKind::cross, "cross"));
  signs.ticks = HJ_TRY(read_signs(folder, SignKind::tick, "tick"));
  signs.vees = HJ_TRY(read_signs(folder, SignKind::vee, "vee"));
  signs.others = HJ_TRY(read_signs(folder, SignKind::other, "other"));
  return signs;
}

// What the nets are taught of each kind.
NetClass taught(CellKind kind) {
  switch (kind) {
    case CellKind::circle: return NetClass::circle;
    case CellKind::cross:  return NetClass::cross;
    case CellKind::tick:   return NetClass::tick;
    case CellKind::vee:    return NetClass::vee;
    default:               return NetClass::foreign;
  }
}

// One byte of class, then the view: what script/train learns from.
int write_views(const Signs& signs, int count, std::uint64_t seed, const std::string& path) {
  constexpr std::array kKinds{CellKind::circle,    CellKind::circle,  CellKind::cross,
                              CellKind::cross,     CellKind::tick,    CellKind::vee,
                              CellKind::foreign,   CellKind::foreign, CellKind::foreign,
                              CellKind::two_signs, CellKind::struck};
  std::ofstream out(path, std::ios::binary);
  for (int i = 0; i < count; ++i) {
    Dice dice(seed + static_cast<std::uint64_t>(i) * 7919);
    const CellKind kind = kKinds[static_cast<std::size_t>(dice.below(kKinds.size()))];
    const StraightCell cell = straight_cell(signs, kind, dice);
    const Ink ink = measure_ink(ink_of(cell.picture.seen, cell.picture.print));
    if (ink.blots.empty()) continue;
    const NetView view = net_view(ink);
    out.put(static_cast<char>(taught(kind)));
    out.write(reinterpret_cast<const char*>(view.data()), view.size());
  }
  return out.good() ? 0 : 1;
}

int run(const std::vector<std::string>& words) {
  if (words.size() != 6 || words[0] != "views") {
    std::cerr << "huanjie-accuracy views SIGNS SHARE COUNT SEED OUT\n";
    return 2;
  }
  const Result<Signs> all = read_all_signs(words[1]);
  if (!all) {
    std::cerr << describe(all.error()) << "\n";
    return 1;
  }
  Signs signs = of_share(*all, words[2] == "training"    ? WriterShare::training
                               : words[2] == "threshold" ? WriterShare::threshold
                                                         : WriterShare::report);
  signs.invented = words[2] == "training" ? 0.3 : 0;
  std::cerr << signs.circles.size() << " " << signs.crosses.size() << " " << signs.ticks.size()
            << " " << signs.vees.size() << " " << signs.others.size() << "\n";
  return write_views(signs, std::atoi(words[3].c_str()), std::strtoull(words[4].c_str(), nullptr, 10),
                     words[5]);
}

}  // namespace
}  // namespace huanjie

int main(int count, char** words) {
  return huanjie::run(std::vector<std::string>(words + 1, words + count));
}
