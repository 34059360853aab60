#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "imaging/decode.h"
#include "scan/image.h"

namespace huanjie {

// `where` names the file and, where there are several, the page.
Result<> check_size(std::int64_t width, std::int64_t height, const DecodeLimits& limits,
                    const std::string& where);
// A library would have to hold more than `work_bytes` to read the page.
std::unexpected<Error> too_costly(const std::string& where);
std::unexpected<Error> damaged_scan(const std::string& where);
// The first for a format that cannot be read, the second for a way of writing it.
std::unexpected<Error> switch_scanner(std::string message, const std::string& where);
std::string page_name(const std::string& filename, int page);

// Rounded; 0 for what no scanner delivers.
int plausible_dpi(double dpi);

// Luma as JPEG has it, so that a page is the same grey in every format.
constexpr std::uint8_t luma(int red, int green, int blue) {
  return static_cast<std::uint8_t>((77 * red + 150 * green + 29 * blue + 128) >> 8);
}

// How the samples of a row lie and what they mean. With one component the grey of each value stands
// in `grey`, by its upper eight bits where it has sixteen.
struct SampleForm {
  int bits = 8;        // 1, 2, 4, 8 or 16
  int components = 1;  // 1 or 3
  std::array<std::uint8_t, 256> grey{};

  std::size_t row_bytes(int width) const {
    return (static_cast<std::size_t>(width) * static_cast<std::size_t>(bits * components) + 7) / 8;
  }
};

// `grey` of evenly spaced values from black to white, or the other way round.
SampleForm evenly_grey(int bits, bool white_first);
void grey_row(const SampleForm& form, std::span<const std::uint8_t> packed,
              std::span<std::uint8_t> grey);

Result<ScannedPage> decode_png(std::string_view bytes, const DecodeLimits& limits,
                               const std::string& where);
Result<ScannedPage> decode_jpeg(std::string_view bytes, const DecodeLimits& limits,
                                const std::string& where);
Result<std::unique_ptr<PageSource>> open_tiff(std::string_view bytes, const std::string& filename,
                                              const DecodeLimits& limits);
Result<std::unique_ptr<PageSource>> open_scan_pdf(std::string_view bytes,
                                                  const std::string& filename,
                                                  const DecodeLimits& limits);

// One strip of a TIFF without the TIFF around it: how a PDF holds fax and LZW data.
struct BareStrip {
  std::string_view data{};
  int width = 0;
  int height = 0;
  int bits = 1;
  int compression = 1;       // the tag's value
  int fax_options = 0;       // of group 3
  bool white_first = false;  // 0 is white
};
Result<GreyImage> decode_strip(const BareStrip& strip, const DecodeLimits& limits,
                               const std::string& where);

}  // namespace huanjie
