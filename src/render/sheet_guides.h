#pragma once

#include "ballot/layout.h"
#include "render/ballot_sheet.h"

namespace huanjie {

// Of the sheet's text, clear of the corner marks; millimetres.
inline constexpr int kMargin = 22;
// At the foot, for the ruler, the code and the lower marks.
inline constexpr int kBelow = 26;

PageSize size_of(const SheetStyle& style);
// A5 upright: smaller text, a shorter ruler.
bool is_small(const PageSize& page);

// The corner marks, the bar, the squares of the code (none filled yet) and the ruler.
void place_guides(BallotSheet& sheet, SheetPurpose purpose);

}  // namespace huanjie
