#include "scan/net.h"

#include <algorithm>
#include <span>
#include <string>

#include "base/assert.h"
#include "base/base64.h"
#include "base/embedded.h"

namespace huanjie {

// data/nets/*.txt, put in by the build.
std::span<const EmbeddedFile> net_files();

namespace {

// Three layers of 3 by 3 windows, each followed by a halving, then two full ones.
constexpr std::array<int, 4> kMaps{1, 10, 20, 40};
constexpr int kWindow = 9;
constexpr int kFlat = 4 * 4 * kMaps[3];
constexpr int kHidden = 48;
constexpr int kMost = 255;

struct Size {
  int inputs = 0;  // a unit
  int units = 0;
};
constexpr std::array<Size, 5> kLayers{{{kMaps[0] * kWindow, kMaps[1]},
                                       {kMaps[1] * kWindow, kMaps[2]},
                                       {kMaps[2] * kWindow, kMaps[3]},
                                       {kFlat, kHidden},
                                       {kHidden, static_cast<int>(kNetClasses)}}};

// Planes of side by side values, each with a margin of one nought around it.
struct Planes {
  int side = 0;
  std::vector<std::int16_t> values{};

  explicit Planes(int count, int length)
      : side(length), values(static_cast<std::size_t>(count) * (length + 2) * (length + 2), 0) {}
  std::int16_t* row(int plane, int y) {  // y from -1
    return values.data() + (static_cast<std::ptrdiff_t>(plane) * (side + 2) + y + 1) * (side + 2);
  }
  const std::int16_t* row(int plane, int y) const {
    return values.data() + (static_cast<std::ptrdiff_t>(plane) * (side + 2) + y + 1) * (side + 2);
  }
};

std::int16_t squeezed(std::int32_t sum, int shift) {
  return static_cast<std::int16_t>(std::clamp(sum >> shift, 0, kMost));
}

// One row of one unit: its windows over all planes of the input.
void add_windows(const Planes& in, const std::int16_t* weights, int planes, int y,
                 std::int32_t* sums) {
  for (int plane = 0; plane < planes; ++plane) {
    for (int v = 0; v < 3; ++v) {
      const std::int16_t* row = in.row(plane, y + v - 1);
      const std::int32_t left = weights[plane * kWindow + v * 3];
      const std::int32_t middle = weights[plane * kWindow + v * 3 + 1];
      const std::int32_t right = weights[plane * kWindow + v * 3 + 2];
      for (int x = 0; x < in.side; ++x) {
        sums[x] += left * row[x] + middle * row[x + 1] + right * row[x + 2];
      }
    }
  }
}

// The windows of a layer, each value the largest of two by two.
template <class L>
Planes halved(const Planes& in, const L& layer, const Size& size) {
  Planes out(size.units, in.side / 2);
  std::array<std::int32_t, kNetSide> even{};
  std::array<std::int32_t, kNetSide> odd{};
  for (int unit = 0; unit < size.units; ++unit) {
    const std::int16_t* weights =
        layer.weights.data() + static_cast<std::ptrdiff_t>(unit) * size.inputs;
    for (int y = 0; y < out.side; ++y) {
      even.fill(layer.biases[static_cast<std::size_t>(unit)]);
      odd = even;
      add_windows(in, weights, size.inputs / kWindow, y * 2, even.data());
      add_windows(in, weights, size.inputs / kWindow, y * 2 + 1, odd.data());
      std::int16_t* row = out.row(unit, y) + 1;
      for (int x = 0; x < out.side; ++x) {
        const auto at = static_cast<std::size_t>(x) * 2;
        const std::int32_t most =
            std::max(std::max(even[at], even[at + 1]), std::max(odd[at], odd[at + 1]));
        row[x] = squeezed(most, layer.shift);
      }
    }
  }
  return out;
}

std::int32_t read_number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  }
  return size == 2 ? static_cast<std::int16_t>(value) : static_cast<std::int32_t>(value);
}

}  // namespace

NetView net_view(const Ink& ink) {
  NetView view{};
  const int side = std::max({ink.box.width(), ink.box.height(), 1});
  // A margin of an eighth all around; a place on the view in 256ths of a pixel of the cell.
  const int step = side * 256 * 5 / 4 / kNetSide;
  const int left = (ink.box.left + ink.box.right) * 128 - step * kNetSide / 2;
  const int top = (ink.box.top + ink.box.bottom) * 128 - step * kNetSide / 2;
  const int taken = std::clamp(step / 128, 1, 6);  // samples a side of each pixel
  const int strength = std::max(1, ink.strength);
  const auto depth = [&](int x, int y) {
    const int column = x / 256;
    const int row = y / 256;
    if (x < 0 || y < 0 || column + 1 >= ink.depth.width || row + 1 >= ink.depth.height) return 0;
    const int u = x % 256;
    const int v = y % 256;
    const int upper =
        ink.depth.pixel(column, row) * (256 - u) + ink.depth.pixel(column + 1, row) * u;
    const int lower =
        ink.depth.pixel(column, row + 1) * (256 - u) + ink.depth.pixel(column + 1, row + 1) * u;
    return (upper * (256 - v) + lower * v) / 65536;
  };
  for (int y = 0; y < kNetSide; ++y) {
    for (int x = 0; x < kNetSide; ++x) {
      int sum = 0;
      for (int j = 0; j < taken; ++j) {
        for (int i = 0; i < taken; ++i) {
          sum += depth(left + x * step + step * (2 * i + 1) / (2 * taken) - 128,
                       top + y * step + step * (2 * j + 1) / (2 * taken) - 128);
        }
      }
      const int mean = sum / (taken * taken);
      view[static_cast<std::size_t>(y) * kNetSide + static_cast<std::size_t>(x)] =
          static_cast<std::uint8_t>(std::min(255, mean * 255 / strength));
    }
  }
  return view;
}

Result<Net> Net::load(std::string_view bytes) {
  Net net;
  std::size_t at = 0;
  std::size_t expected = 0;
  for (const Size& size : kLayers) {
    expected += 2 + static_cast<std::size_t>(size.units) * (size.inputs * 2U + 4U);
  }
  if (bytes.size() != expected) {
    return invalid("识别参数的长度不对", std::to_string(bytes.size()), std::to_string(expected));
  }
  for (const Size& size : kLayers) {
    Layer layer;
    layer.shift = read_number(bytes, at, 2);
    at += 2;
    for (int i = 0; i < size.units * size.inputs; ++i, at += 2) {
      layer.weights.push_back(static_cast<std::int16_t>(read_number(bytes, at, 2)));
    }
    for (int i = 0; i < size.units; ++i, at += 4) {
      layer.biases.push_back(read_number(bytes, at, 4));
    }
    net.layers_.push_back(std::move(layer));
  }
  return net;
}

NetScores Net::scores(const NetView& view) const {
  Planes planes(1, kNetSide);
  for (int y = 0; y < kNetSide; ++y) {
    std::copy_n(view.begin() + static_cast<std::ptrdiff_t>(y) * kNetSide, kNetSide,
                planes.row(0, y) + 1);
  }
  for (std::size_t i = 0; i < 3; ++i) planes = halved(planes, layers_[i], kLayers[i]);
  std::vector<std::int16_t> flat;
  for (int plane = 0; plane < kMaps[3]; ++plane) {
    for (int y = 0; y < planes.side; ++y) {
      const std::int16_t* row = planes.row(plane, y) + 1;
      flat.insert(flat.end(), row, row + planes.side);
    }
  }
  const auto sum_of = [](const Layer& layer, const std::vector<std::int16_t>& in, int unit) {
    std::int32_t sum = layer.biases[static_cast<std::size_t>(unit)];
    const std::int16_t* weights =
        layer.weights.data() + static_cast<std::ptrdiff_t>(unit) * std::ssize(in);
    for (std::size_t i = 0; i < in.size(); ++i) sum += weights[i] * in[i];
    return sum;
  };
  std::vector<std::int16_t> hidden;
  for (int unit = 0; unit < kHidden; ++unit) {
    hidden.push_back(squeezed(sum_of(layers_[3], flat, unit), layers_[3].shift));
  }
  NetScores scores{};
  for (std::size_t i = 0; i < kNetClasses; ++i) {
    scores[i] = sum_of(layers_[4], hidden, static_cast<int>(i)) >> layers_[4].shift;
  }
  return scores;
}

const std::vector<Net>& nets() {
  static const std::vector<Net> loaded = [] {
    std::vector<Net> all;
    for (const EmbeddedFile& file : net_files()) {
      const Result<std::string> bytes = from_base64(file.text);
      HJ_ASSERT(bytes.has_value());
      Result<Net> net = Net::load(*bytes);
      HJ_ASSERT(net.has_value());
      all.push_back(std::move(*net));
    }
    return all;
  }();
  return loaded;
}

}  // namespace huanjie
