#pragma once

namespace huanjie {

[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);

}  // namespace huanjie

// Our own mistake: the process stops. Bad input never gets this far; it is a Result.
#define HJ_ASSERT(expression)          \
  ((expression) ? static_cast<void>(0) \
                : ::huanjie::assertion_failed(#expression, __FILE__, __LINE__))
