#include "rules/words.h"

#include "base/assert.h"
#include "rules/embedded.h"

namespace huanjie {

const Words& words() {
  static const Words kWords = [] {
    Result<Words> parsed = parse_as<Words>(rules_file("words.json"));
    HJ_ASSERT(parsed.has_value());
    return *parsed;
  }();
  return kWords;
}

}  // namespace huanjie
