#pragma once

#include <cstdint>

namespace huanjie {

// Chance from a seed, the same on every machine (SplitMix64).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next();
  double uniform(double low, double high);
  double normal(double spread);  // around nought, never beyond four spreads
  int below(int count);          // 0 to count - 1
  bool chance(double share) { return uniform(0, 1) < share; }

 private:
  std::uint64_t state_;
};

}  // namespace huanjie
