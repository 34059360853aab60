#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"

namespace huanjie {

// Holds a value against one of our JSON Schemas (draft 7), "pack", "method", "checks", "agenda" or
// "cases". The error's place is a JSON pointer below `where`, and it says what would be right
// there.
Result<> conforms(const Json& value, std::string_view schema, const std::string& where);

}  // namespace huanjie
