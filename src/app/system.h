#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>

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

// The same ids for the same seed: digests of it and a counter. Who knows the seed knows them all,
// so that of a real meeting is 32 random bytes and secret.
class SeededIds final : public Ids {
 public:
  explicit SeededIds(std::string seed) : seed_(std::move(seed)) {}
  std::array<std::uint8_t, 16> next() override;

 private:
  std::string seed_;
  std::uint64_t count_ = 0;
};

}  // namespace huanjie
