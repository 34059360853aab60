#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "scan/image.h"

namespace huanjie {

// Rows of red, green and blue from the top left, three bytes a pixel.
struct ColourImage {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgb{};
};

// One fixed form: eight bits, no row filter, one level of zlib, so that the same picture is the
// same bytes and zlib is all a reader needs. A resolution is written where `dpi` is not 0.
Result<std::string> write_png(const GreyImage& image, int dpi);
Result<std::string> write_png(const ColourImage& image, int dpi);

// Any PNG, as grey, within the usual limits of a scan.
Result<GreyImage> read_png_grey(std::string_view bytes);

}  // namespace huanjie
