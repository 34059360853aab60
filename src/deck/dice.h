#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace huanjie {

// Chance from a seed, the same on every machine (SplitMix64).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next();
  double uniform(double low, double high);
  double normal(double spread);  // around nought, never beyond four spreads
  int below(int count);          // 0 to count - 1
  // From low to high, both included.
  int between(int low, int high) { return low + below(high - low + 1); }
  bool chance(double share) { return uniform(0, 1) < share; }
  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) {
      std::swap(items[i - 1], items[static_cast<std::size_t>(below(static_cast<int>(i)))]);
    }
  }

 private:
  std::uint64_t state_;
};

}  // namespace huanjie
