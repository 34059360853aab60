#pragma once

#include <array>
#include <cstdint>

#include "app/ports.h"

namespace huanjie {

// The clock of this machine.
class SystemClock final : public Clock {
 public:
  Timestamp now() override;
};

// The operating system's random numbers.
class RandomIds final : public Ids {
 public:
  std::array<std::uint8_t, 16> next() override;
};

// The same ids for the same seed, for rehearsals and tests: never for a real meeting.
class SeededIds final : public Ids {
 public:
  explicit SeededIds(std::uint64_t seed) : seed_(seed) {}
  std::array<std::uint8_t, 16> next() override;

 private:
  std::uint64_t seed_;
  std::uint64_t count_ = 0;
};

}  // namespace huanjie
