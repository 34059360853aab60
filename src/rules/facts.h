#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/time.h"

namespace huanjie {

// What is known about one matter: a whole number, yes or no, a date, or a list of names or ids.
using Fact = std::variant<std::int64_t, bool, Date, std::vector<std::string>>;

// Facts by name ("present", "box_sealed"). A name that is absent is not known, and every check that
// needs it is undetermined. The names that packs may use stand in packs/words.json.
using Facts = std::map<std::string, Fact, std::less<>>;

// An object of facts: a whole number, true or false, "YYYY-MM-DD", or an array of texts.
Result<Facts> facts_from_json(const Json& json, std::string_view where = {});

}  // namespace huanjie
