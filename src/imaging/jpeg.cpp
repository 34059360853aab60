#include "imaging/jpeg.h"

#include <turbojpeg.h>

#include <algorithm>
#include <array>
#include <memory>

#include "imaging/decode_parts.h"

namespace huanjie {
namespace {

constexpr double kCentimetresPerInch = 2.54;
// Where libjpeg puts the unit and the densities of the JFIF head, which it writes first.
constexpr std::size_t kUnit = 13;

struct Destroy {
  void operator()(void* handle) const { tjDestroy(handle); }
};
using Handle = std::unique_ptr<void, Destroy>;

// What the markers tell before anything is decoded.
struct Markers {
  bool progressive = false;
  int passes = 0;            // SOS markers
  std::int64_t samples = 0;  // of all components, in 1/256 of the picture's pixels
  int dpi = 0;
};

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

unsigned word_at(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1);
}

bool is_frame(unsigned marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

void read_frame(std::string_view segment, Markers& markers) {
  const unsigned components = byte_at(segment, 7);
  unsigned across = 1;
  unsigned down = 1;
  for (unsigned i = 0; i < components; ++i) {
    across = std::max(across, byte_at(segment, 9 + 3 * i) >> 4);
    down = std::max(down, byte_at(segment, 9 + 3 * i) & 15);
  }
  markers.samples = 0;
  for (unsigned i = 0; i < components; ++i) {
    const unsigned factors = byte_at(segment, 9 + 3 * i);
    markers.samples += 256 * (factors >> 4) * (factors & 15) / (across * down);
  }
}

void read_jfif(std::string_view segment, Markers& markers) {
  if (segment.substr(2, 5) != std::string_view("JFIF\0", 5)) return;
  const unsigned unit = byte_at(segment, 9);
  const unsigned density = word_at(segment, 10);
  if (unit == 1) markers.dpi = plausible_dpi(density);
  if (unit == 2) markers.dpi = plausible_dpi(density * kCentimetresPerInch);
}

// From marker to marker; entropy-coded data is passed over, for in it FF is followed by 00 or RST.
Markers read_markers(std::string_view bytes) {
  Markers markers;
  std::size_t at = 2;
  while ((at = bytes.find('\xFF', at)) != std::string_view::npos) {
    const unsigned marker = byte_at(bytes, ++at);
    if (marker == 0xD9) break;
    if (marker <= 0x01 || marker == 0xFF || (marker >= 0xD0 && marker <= 0xD8)) continue;
    const std::string_view segment = bytes.substr(std::min(at + 1, bytes.size()));
    if (is_frame(marker)) {
      markers.progressive = markers.progressive || (marker & 3) == 2;
      read_frame(segment, markers);
    }
    if (marker == 0xE0) read_jfif(segment, markers);
    if (marker == 0xDA) ++markers.passes;
    at += 1 + word_at(bytes, at + 1);
  }
  return markers;
}

// All else that libjpeg warns of may have cost a part of the picture.
bool is_harmless(std::string_view warning) {
  return warning.find("extraneous bytes before marker 0xd9") != std::string_view::npos;
}

// Progressive or in several scans, a picture is held as coefficients of two bytes until its end.
bool costs_too_much(const Markers& markers, std::int64_t pixels, const DecodeLimits& limits) {
  if (markers.passes > limits.passes) return true;
  if (!markers.progressive && markers.passes <= 1) return false;
  return pixels * markers.samples / 128 > limits.work_bytes;
}

}  // namespace

Result<ScannedPage> decode_jpeg(std::string_view bytes, const DecodeLimits& limits,
                                const std::string& where) {
  const Handle handle(tjInitDecompress());
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  int width = 0;
  int height = 0;
  int sampling = 0;
  int colours = 0;
  if (tjDecompressHeader3(handle.get(), data, bytes.size(), &width, &height, &sampling, &colours) !=
      0) {
    return damaged_scan(where);
  }
  HJ_TRY(check_size(width, height, limits, where));
  if (colours == TJCS_CMYK || colours == TJCS_YCCK) {
    return switch_scanner("是印刷用的 CMYK 图像，读不了", where);
  }
  const Markers markers = read_markers(bytes);
  if (costs_too_much(markers, std::int64_t{width} * height, limits)) return too_costly(where);
  ScannedPage page{GreyImage(width, height), markers.dpi};
  if (tjDecompress2(handle.get(), data, bytes.size(), page.image.pixels.data(), width, width,
                    height, TJPF_GRAY, TJFLAG_LIMITSCANS) != 0) {
    const bool warned = tjGetErrorCode(handle.get()) == TJERR_WARNING;
    if (!warned || !is_harmless(tjGetErrorStr2(handle.get()))) return damaged_scan(where);
  }
  return page;
}

Result<std::string> write_jpeg(const GreyImage& image, int quality, int dpi) {
  const Handle handle(tjInitCompress());
  unsigned char* data = nullptr;
  unsigned long size = 0;
  const int failed = tjCompress2(handle.get(), image.pixels.data(), image.width, image.width,
                                 image.height, TJPF_GRAY, &data, &size, TJSAMP_GRAY, quality, 0);
  std::string bytes(reinterpret_cast<const char*>(data), failed == 0 ? size : 0);
  tjFree(data);
  if (bytes.empty()) return invalid("图像写不成 JPEG", {}, "宽和高都不为零的图像，质量 1 到 100");
  if (dpi > 0) {
    const std::array<char, 5> density{1, static_cast<char>(dpi >> 8), static_cast<char>(dpi),
                                      static_cast<char>(dpi >> 8), static_cast<char>(dpi)};
    std::ranges::copy(density, bytes.begin() + kUnit);
  }
  return bytes;
}

}  // namespace huanjie
