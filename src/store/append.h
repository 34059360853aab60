#pragma once

#include <string>
#include <vector>

#include "app/ports.h"

namespace huanjie {

// The head after each event of an append to `key`; refuses events that do not follow from
// `expected`.
Result<std::vector<Head>> heads_after(const LogKey& key, Suite suite, const Head& expected,
                                      const std::vector<std::string>& events);

// Whether the events that stand after `expected` are these: then an append of them was done before.
bool are_there(Suite suite, const Head& expected, const std::vector<std::string>& events,
               const std::vector<std::string>& found);

// The one answer to an append that came too late.
std::unexpected<Error> head_moved(const Head& expected, const Head& found);

// What every store asks of a signed head: it is the log's own, and its signature holds.
Result<> check_own_head(Store& store, const LogInfo& log, const SignedHead& head);
std::unexpected<Error> already_signed(const SignedHead& head);

std::unexpected<Error> wrong_seal(const SealedWords& words);

}  // namespace huanjie
