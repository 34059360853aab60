#pragma once

#include "base/result.h"
#include "render/ballot_sheet.h"

namespace huanjie {

// Places everything on the sheet, without the style and the reader's picture. `exhausted` where it
// does not fit.
Result<BallotSheet> set_sheet(const Ballot& ballot, const SheetStyle& style,
                              const SheetWords& words);

}  // namespace huanjie
