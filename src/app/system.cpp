#include "app/system.h"

#include <sys/random.h>

#include <algorithm>
#include <chrono>

#include "base/assert.h"
#include "base/hash.h"

namespace huanjie {

Timestamp SystemClock::now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

std::array<std::uint8_t, 16> RandomIds::next() {
  std::array<std::uint8_t, 16> bytes{};
  // Up to 256 bytes come whole, once the system has started (getrandom(2)).
  const ssize_t got = ::getrandom(bytes.data(), bytes.size(), 0);
  HJ_ASSERT(got == static_cast<ssize_t>(bytes.size()));
  return bytes;
}

std::array<std::uint8_t, 16> SeededIds::next() {
  const Hash hash = digest(Suite::international, seed_ + std::to_string(count_++));
  std::array<std::uint8_t, 16> bytes{};
  std::copy_n(hash.bytes.begin(), bytes.size(), bytes.begin());
  return bytes;
}

}  // namespace huanjie
