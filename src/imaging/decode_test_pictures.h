#pragma once

#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "imaging/decode.h"

// Pictures that the tests of the decoders write and read again.

namespace huanjie {

// Black and white, no two sides alike, and no whole number of bytes wide.
inline GreyImage small_sheet() {
  GreyImage image(203, 151);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const bool corner = x < 30 && y < 20;
      const bool bar = y > 100 && y < 110 && x > 20;
      const bool dots = x > 120 && y < 60 && (x / 5 + y / 7) % 3 == 0;
      if (corner || bar || dots) image.pixel(x, y) = 0;
    }
  }
  return image;
}

inline GreyImage shaded_sheet() {
  GreyImage image = small_sheet();
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      if (image.pixel(x, y) == 255) image.pixel(x, y) = static_cast<std::uint8_t>(255 - x / 2);
    }
  }
  return image;
}

// The largest difference of two pixels; 1000 where the sizes differ.
inline int difference(const GreyImage& one, const GreyImage& other) {
  if (one.width != other.width || one.height != other.height) return 1000;
  int most = 0;
  for (std::size_t i = 0; i < one.pixels.size(); ++i) {
    most = std::max(most, std::abs(int{one.pixels[i]} - int{other.pixels[i]}));
  }
  return most;
}

struct ReadScan {
  std::vector<ScannedPage> pages{};
  std::vector<Error> errors{};
};

// Every page to the end; an error that repeats for ever would hang, so there is a bound.
inline ReadScan read_all(std::string_view bytes, const DecodeLimits& limits = {}) {
  ReadScan all;
  auto source = open_scan(bytes, "a.scan", limits);
  if (!source.has_value()) {
    all.errors.push_back(source.error());
    return all;
  }
  for (int i = 0; i < 1'000; ++i) {
    auto page = (*source)->next();
    if (!page.has_value()) {
      all.errors.push_back(page.error());
    } else if (page->has_value()) {
      all.pages.push_back(std::move(**page));
    } else {
      return all;
    }
  }
  all.errors.push_back({ErrorCode::unavailable, "no end"});
  return all;
}

inline std::string message_of(std::string_view bytes, const DecodeLimits& limits = {}) {
  const ReadScan all = read_all(bytes, limits);
  return all.errors.empty() ? "read" : all.errors.front().message;
}

// Cut anywhere, a file of one page gives that page or an error, and nothing between.
inline bool never_half(std::string_view bytes, const GreyImage& whole, int tolerance) {
  const std::size_t step = bytes.size() / 200 + 1;
  for (std::size_t size = 0; size < bytes.size(); size += step) {
    const std::string cut(bytes.substr(0, size));
    for (const ScannedPage& page : read_all(cut).pages) {
      if (difference(page.image, whole) > tolerance) return false;
    }
  }
  return true;
}

// Each byte of some of them changed: whatever comes out, it comes out in order.
inline void survive_changes(std::string_view bytes) {
  DecodeLimits limits;
  limits.pixels = 4'000'000;
  limits.work_bytes = std::int64_t{16} << 20;
  const std::size_t step = bytes.size() / 300 + 1;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    std::string changed(bytes);
    for (const char value : {'\0', '\x01', '\x7F', '\xFF'}) {
      changed[at] = value;
      static_cast<void>(read_all(changed, limits));
    }
  }
}

}  // namespace huanjie
