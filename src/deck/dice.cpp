#include "deck/dice.h"

#include <algorithm>

namespace huanjie {

std::uint64_t Dice::next() {
  state_ += 0x9e3779b97f4a7c15U;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
  return mixed ^ (mixed >> 31U);
}

double Dice::uniform(double low, double high) {
  return low + (high - low) * (static_cast<double>(next() >> 11U) / 9007199254740992.0);
}

double Dice::normal(double spread) {
  // The sum of twelve even chances: normal enough, and no library function that may differ.
  std::uint64_t sum = 0;
  for (int i = 0; i < 6; ++i) {
    const std::uint64_t drawn = next();
    sum += (drawn & 0xffffffffU) + (drawn >> 32U);
  }
  const double value = static_cast<double>(sum) / 4294967296.0 - 6;
  return spread * std::clamp(value, -4.0, 4.0);
}

int Dice::below(int count) {
  return static_cast<int>(next() % static_cast<std::uint64_t>(std::max(1, count)));
}

}  // namespace huanjie
