#pragma once

#include <string_view>
#include <vector>

#include "base/finding.h"
#include "base/json.h"
#include "base/result.h"
#include "rules/pack.h"

namespace huanjie {

// The method as the pack gives it: all keys of the contract, "pack" the pack's id.
Json default_method(const Pack& pack);

// The method a meeting adopts: the defaults with its changes, {"/elected/of": "present", …}. A
// change of what the pack does not open, or to a value it does not allow, is refused with the
// article and the values allowed.
Result<Json> adopt(const Pack& pack, const Json& changes);

// The adopted method as it holds in a later round ("tie_break", "supplementary"); the method itself
// where the pack says nothing of that round.
Json method_of_round(const Pack& pack, const Json& adopted, std::string_view round);

// One finding (severity warns, unverified) for each value of the method whose article is not
// confirmed, as the pack gives it or as the meeting adopted it; and one for the pack's banner.
std::vector<Finding> warnings(const Pack& pack);
std::vector<Finding> warnings(const Pack& pack, const Json& adopted);

}  // namespace huanjie
