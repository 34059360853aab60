#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace huanjie {

// Rows of grey pixels from the top left, one byte each: 0 black, 255 white.
struct GreyImage {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels{};

  GreyImage() = default;
  GreyImage(int columns, int rows, std::uint8_t fill = 255)
      : width(columns),
        height(rows),
        pixels(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), fill) {}

  std::size_t at(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
           static_cast<std::size_t>(x);
  }
  std::uint8_t pixel(int x, int y) const { return pixels[at(x, y)]; }
  std::uint8_t& pixel(int x, int y) { return pixels[at(x, y)]; }
  bool contains(int x, int y) const { return x >= 0 && y >= 0 && x < width && y < height; }

  friend bool operator==(const GreyImage&, const GreyImage&) = default;
};

// A page as a scanner delivers it. `dpi` is what the file says of the resolution across, 0 where it
// says nothing.
struct ScannedPage {
  GreyImage image{};
  int dpi = 0;
};

}  // namespace huanjie
