#pragma once

#include "deck/cell.h"
#include "scan/mark.h"

namespace huanjie {

// One cell as the reader cuts it out of a scanned page, without the page: its box is printed, drawn
// in, scanned with all faults, straightened with the error that a placed page has left.
struct StraightCell {
  CellPicture picture{};
  DrawnCell drawn{};
};
StraightCell straight_cell(const Signs& signs, CellKind kind, Dice& dice);

// The kinds in fixed shares: 70 of 100 clear, 30 hard (docs/accuracy.md).
CellKind any_kind(Dice& dice);

}  // namespace huanjie
