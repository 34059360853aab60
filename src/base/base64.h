#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace huanjie {

// RFC 4648, with padding and without line breaks.
std::string to_base64(std::string_view bytes);
Result<std::string> from_base64(std::string_view text);

}  // namespace huanjie
