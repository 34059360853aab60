#pragma once

#include <string_view>

#include "base/result.h"

namespace huanjie {

// Looks for damage in SQLite's write-ahead log before SQLite reads it. SQLite takes the frames up
// to the first whose checksum fails and leaves the rest, as it must after a power cut; a damaged
// byte would so drop acts that were acknowledged, without a word. With synchronous=FULL a
// transaction is synced before the next begins, so a bad frame that has a whole transaction and the
// start of another after it was not torn by a power cut: it was damaged since. Damage to the last
// two transactions cannot always be told from a torn one; signed heads and printed codes tell that.
Result<> check_write_ahead_log(std::string_view bytes);

}  // namespace huanjie
