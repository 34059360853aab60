#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "scan/ink.h"

namespace huanjie {

// The mark as the nets see it: its own ink, centred and made equally large, 32 by 32 pixels, the
// strongest 255.
inline constexpr int kNetSide = 32;
using NetView = std::array<std::uint8_t, static_cast<std::size_t>(kNetSide) * kNetSide>;
NetView net_view(const Ink& ink);

// What a net tells apart; `vee` is a V, whose arms are alike, and `foreign` everything else: other
// signs and letters, two signs in one box, a sign struck out.
enum class NetClass { circle, cross, tick, vee, foreign };
inline constexpr std::size_t kNetClasses = 5;
using NetScores = std::array<int, kNetClasses>;  // log odds, 256 a unit

// A small convolutional net in whole numbers: the same scores on every machine.
class Net {
 public:
  // `bytes` as script/train writes them: for each layer its shift and weights, 16 bits each, and
  // its biases, 32 bits each, little end first.
  static Result<Net> load(std::string_view bytes);

  NetScores scores(const NetView& view) const;

 private:
  struct Layer {
    int shift = 0;
    std::vector<std::int16_t> weights{};
    std::vector<std::int32_t> biases{};
  };
  std::vector<Layer> layers_{};
};

// The two nets of this version, trained apart; the more doubtful of the two counts.
const std::vector<Net>& nets();

}  // namespace huanjie
