// huanjie-accuracy: draws cells and sheets, reads them and counts what came out (docs/accuracy.md).
// Its own program, since it is no part of an election.

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "accuracy/trial.h"
#include "base/base64.h"
#include "deck/sheet.h"
#include "deck/straight_cell.h"
#include "imaging/jpeg.h"
#include "imaging/png.h"
#include "scan/interpret.h"
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

// Straightened cells, in the shares of any_kind.
int try_cells(const Signs& signs, int count, std::uint64_t seed) {
  Trial trial;
  for (int i = 0; i < count; ++i) {
    const std::uint64_t own = seed + static_cast<std::uint64_t>(i) * 7919;
    Dice dice(own);
    const StraightCell cell = straight_cell(signs, any_kind(dice), dice);
    const MarkReading mark = read_mark(ink_in(cell.picture), cell.picture.box, false);
    trial.add(cell.drawn, mark.seen, mark.sure, own);
  }
  std::cout << trial.json() << "\n";
  return 0;
}

struct Printed {
  Layout layout{};
  SheetModel model{};
  GreyImage paper{};
};

Result<Printed> load_layout(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  Printed printed;
  printed.layout = HJ_TRY(parse_layout(text.str()));
  const std::string png = HJ_TRY(from_base64(printed.layout.x.print));
  const GreyImage print = HJ_TRY(read_png_grey(png));
  printed.model = HJ_TRY(model_of(printed.layout, print));
  printed.paper = printed_paper(print);
  return printed;
}

struct ScannedSheet {
  MarkedSheet marked{};
  Scanned scanned{};
  ScanFaults faults{};
};

ScannedSheet scanned_sheet(const Printed& printed, const Signs& signs, Dice& dice) {
  std::vector<CellKind> kinds;
  for (const LayoutCell& cell : printed.layout.cells) {
    kinds.push_back(cell.role == CellRole::name ? CellKind::blank : any_kind(dice));
  }
  ScannedSheet sheet;
  sheet.marked = mark_sheet(printed.paper, printed.layout, signs, kinds, dice);
  wear(sheet.marked.paper, dice);
  sheet.faults = any_faults(dice);
  sheet.faults.quarter_turns = dice.below(4);
  if (std::ranges::find(kinds, CellKind::faint) != kinds.end()) sheet.faults.threshold = 0;
  sheet.scanned = scan(sheet.marked.paper, sheet.faults, dice);
  return sheet;
}

// Whole pages, read as a scanner's would be.
int try_sheets(const Printed& printed, const Signs& signs, int count, std::uint64_t seed) {
  Trial trial;
  for (int i = 0; i < count; ++i) {
    const std::uint64_t own = seed + static_cast<std::uint64_t>(i) * 7919;
    Dice dice(own);
    ScannedSheet sheet = scanned_sheet(printed, signs, dice);
    ScannedPage page{std::move(sheet.scanned.image),
                     dice.chance(0.8) ? static_cast<int>(sheet.faults.dpi) : 0};
    const SheetRead read = read_sheet(page, std::span(&printed.model, 1));
    ++trial.sheets;
    if (read.model == nullptr) {
      ++trial.refused;
      std::cerr << "refused " << own << " " << to_text(*read.reading.reason) << "\n";
      continue;
    }
    std::size_t line = 0;
    std::size_t row = 0;
    for (std::size_t k = 0; k < printed.layout.cells.size(); ++k) {
      const LayoutCell& cell = printed.layout.cells[k];
      if (cell.role == CellRole::name) continue;
      if (cell.candidate) {
        const LineReading& mark = read.reading.lines[line++];
        trial.add(sheet.marked.cells[k], mark.seen, mark.sure, own);
      } else {
        const WriteInReading& mark = read.reading.write_ins[row++];
        trial.add(sheet.marked.cells[k], mark.seen, mark.sure, own);
      }
    }
  }
  std::cout << trial.json() << "\n";
  return 0;
}

// Scans as files, to look at and to read by the command.
int write_scans(const Printed& printed, const Signs& signs, int count, std::uint64_t seed,
                const std::string& folder) {
  for (int i = 0; i < count; ++i) {
    Dice dice(seed + static_cast<std::uint64_t>(i) * 7919);
    const ScannedSheet sheet = scanned_sheet(printed, signs, dice);
    const Result<std::string> jpeg =
        write_jpeg(sheet.scanned.image, 80, static_cast<int>(sheet.faults.dpi));
    if (!jpeg) return 1;
    std::ofstream out(folder + "/" + std::to_string(1000 + i) + ".jpg", std::ios::binary);
    out << *jpeg;
  }
  return 0;
}

constexpr const char* kUsage =
    "huanjie-accuracy views  SIGNS SHARE COUNT SEED OUT\n"
    "huanjie-accuracy cells  SIGNS SHARE COUNT SEED\n"
    "huanjie-accuracy sheets SIGNS SHARE COUNT SEED LAYOUT\n"
    "huanjie-accuracy scans  SIGNS SHARE COUNT SEED LAYOUT FOLDER\n";

int run(const std::vector<std::string>& words) {
  if (words.size() < 5) {
    std::cerr << kUsage;
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
  if (words[2] == "training") signs.invented = 0.3;
  const int count = std::atoi(words[3].c_str());
  const std::uint64_t seed = std::strtoull(words[4].c_str(), nullptr, 10);
  if (words[0] == "cells") return try_cells(signs, count, seed);
  if (words[0] == "views" && words.size() == 6) return write_views(signs, count, seed, words[5]);
  if (words.size() < 6) {
    std::cerr << kUsage;
    return 2;
  }
  const Result<Printed> printed = load_layout(words[5]);
  if (!printed) {
    std::cerr << describe(printed.error()) << "\n";
    return 1;
  }
  if (words[0] == "scans" && words.size() == 7)
    return write_scans(*printed, signs, count, seed, words[6]);
  return try_sheets(*printed, signs, count, seed);
}

}  // namespace
}  // namespace huanjie

int main(int count, char** words) {
  return huanjie::run(std::vector<std::string>(words + 1, words + count));
}
