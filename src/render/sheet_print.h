#pragma once

#include "base/result.h"
#include "render/ballot_sheet.h"

namespace huanjie {

// The reader's picture of the print.
inline constexpr double kPixelsPerMillimetre = 8;

// Gives the sheet its style, the squares that bear it, and the print as the reader knows it.
Result<BallotSheet> finish_sheet(BallotSheet sheet);

}  // namespace huanjie
