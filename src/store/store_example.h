#pragma once

#include <string>
#include <vector>

#include "app/ports.h"
#include "store/keys.h"

namespace huanjie {

// For tests: ids, events and keys that are the same each time.
template <class T>
T example_id(int number) {
  T id;
  id.bytes.fill(static_cast<std::uint8_t>(number));
  return id;
}
inline LogKey example_log(int number = 1) {
  return {example_id<UnitId>(number), example_id<LogId>(100 + number)};
}

// The next events of a chain, `count` of them.
std::vector<std::string> example_events(Chain& chain, int count, std::size_t size = 40);
NodeKeys example_keys(Suite suite);
Vault example_vault(Suite suite = Suite::international);

}  // namespace huanjie
