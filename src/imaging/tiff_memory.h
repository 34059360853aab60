#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct tiff;  // libtiff's TIFF, whose header stays in the .cpp files

namespace huanjie {

struct CloseTiff {
  void operator()(::tiff* handle) const;
};
using TiffHandle = std::unique_ptr<::tiff, CloseTiff>;

// A TIFF in memory, and whether libtiff said that what it unpacked is not whole: it goes on after
// damage in fax and JPEG data and leaves the rest white. Must outlive its handle and stay in place.
struct TiffMemory {
  std::string_view bytes{};  // read
  std::string written{};
  std::uint64_t at = 0;
  bool damaged = false;
};

TiffHandle read_tiff_at(TiffMemory& memory, std::int64_t most_bytes);
TiffHandle write_tiff_at(TiffMemory& memory);

}  // namespace huanjie
