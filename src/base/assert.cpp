#include "base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace huanjie {

void assertion_failed(const char* expression, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: huanjie is wrong here: %s\n", file, line, expression);
  std::abort();
}

}  // namespace huanjie
