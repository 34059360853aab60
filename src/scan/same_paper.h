#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scan/ink.h"

namespace huanjie {

// The ink of one cell, as far as its mark reaches; places are those of the straightened cell.
struct CellTrace {
  int cell = 0;  // of the layout
  Box box{};
  GreyImage depth{};
};
// Of all marks on a sheet, in the order of the cells: by it the same paper is known again.
using InkTrace = std::vector<CellTrace>;

// Adds a cell's ink, if there is any.
void add_trace(InkTrace& trace, int cell, const Ink& ink);

// Whether two scans show the same piece of paper: the same cells have ink, at least three of them,
// and every mark has the same form in the same place. Nobody draws three signs twice alike.
bool same_paper(const InkTrace& one, const InkTrace& other);

// The sheets seen so far.
class PaperMemory {
 public:
  // The first sheet that is this paper, if there is one; then this one is kept as well.
  std::optional<std::string> find_and_keep(const std::string& id, InkTrace trace);

 private:
  struct Kept {
    std::string id{};
    InkTrace trace{};
  };
  std::vector<Kept> sheets_{};
};

}  // namespace huanjie
