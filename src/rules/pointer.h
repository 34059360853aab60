#pragma once

#include <string_view>

#include "base/json.h"

namespace huanjie {

// Replaces the value that a pointer names, through objects only; false when it names nothing. Keys
// of a method need no escapes.
bool set_at(Json& root, std::string_view pointer, Json value);

}  // namespace huanjie
