#include <tiffio.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "imaging/decode_parts.h"
#include "imaging/tiff_memory.h"

namespace huanjie {
namespace {

constexpr double kCentimetresPerInch = 2.54;
constexpr std::uint32_t kPreview = FILETYPE_REDUCEDIMAGE | FILETYPE_MASK;

// The tags that decide how a page is read.
struct Tags {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint16_t bits = 1;
  std::uint16_t samples = 1;
  std::uint16_t photometric = PHOTOMETRIC_MINISBLACK;
  std::uint16_t planar = PLANARCONFIG_CONTIG;
  std::uint16_t compression = COMPRESSION_NONE;
  std::uint16_t format = SAMPLEFORMAT_UINT;
};

Tags read_tags(TIFF* tiff) {
  Tags tags;
  TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &tags.width);
  TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &tags.height);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &tags.bits);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &tags.samples);
  TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &tags.photometric);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &tags.planar);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_COMPRESSION, &tags.compression);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLEFORMAT, &tags.format);
  return tags;
}

int dpi_of(TIFF* tiff) {
  float across = 0;
  std::uint16_t unit = RESUNIT_INCH;
  if (TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &across) != 1) return 0;
  TIFFGetFieldDefaulted(tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
  if (unit == RESUNIT_INCH) return plausible_dpi(across);
  return unit == RESUNIT_CENTIMETER ? plausible_dpi(across * kCentimetresPerInch) : 0;
}

std::optional<SampleForm> palette_form(TIFF* tiff, int bits) {
  std::uint16_t* red = nullptr;
  std::uint16_t* green = nullptr;
  std::uint16_t* blue = nullptr;
  if (TIFFGetField(tiff, TIFFTAG_COLORMAP, &red, &green, &blue) != 1) return std::nullopt;
  SampleForm form{bits, 1, {}};
  for (std::size_t i = 0; i < std::size_t{1} << bits; ++i) {
    form.grey[i] = luma(red[i] >> 8, green[i] >> 8, blue[i] >> 8);
  }
  return form;
}

// How rows of the page become grey one by one; nothing where that takes libtiff's help.
std::optional<SampleForm> row_form(TIFF* tiff, const Tags& tags) {
  if (TIFFIsTiled(tiff) != 0 || tags.format != SAMPLEFORMAT_UINT) return std::nullopt;
  const int bits = tags.bits;
  const bool narrow = bits == 1 || bits == 2 || bits == 4 || bits == 8;
  if (tags.samples == 1) {
    if (tags.photometric == PHOTOMETRIC_PALETTE && narrow) return palette_form(tiff, bits);
    const bool grey =
        tags.photometric == PHOTOMETRIC_MINISBLACK || tags.photometric == PHOTOMETRIC_MINISWHITE;
    // Sixteen bits are in the order of this machine, which differs; libtiff's own way knows.
    if (!grey || !narrow) return std::nullopt;
    return evenly_grey(bits, tags.photometric == PHOTOMETRIC_MINISWHITE);
  }
  if (tags.samples != 3 || bits != 8 || tags.planar != PLANARCONFIG_CONTIG) return std::nullopt;
  if (tags.photometric == PHOTOMETRIC_RGB) return SampleForm{8, 3, {}};
  if (tags.photometric == PHOTOMETRIC_YCBCR && tags.compression == COMPRESSION_JPEG) {
    TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    return SampleForm{8, 3, {}};
  }
  return std::nullopt;
}

bool read_by_rows(TIFF* tiff, const SampleForm& form, GreyImage& image) {
  std::vector<std::uint8_t> row(static_cast<std::size_t>(std::max<tmsize_t>(
      TIFFScanlineSize(tiff), static_cast<tmsize_t>(form.row_bytes(image.width)))));
  for (int y = 0; y < image.height; ++y) {
    if (TIFFReadScanline(tiff, row.data(), static_cast<std::uint32_t>(y), 0) != 1) return false;
    grey_row(
        form, row,
        std::span(image.pixels).subspan(image.at(0, y), static_cast<std::size_t>(image.width)));
  }
  return true;
}

// libtiff's own colours, a strip or tile at a time, lie bottom up and times their opacity.
void take_block(std::span<const std::uint32_t> block, std::uint32_t block_width, int left, int top,
                GreyImage& image) {
  const int rows = static_cast<int>(block.size() / block_width);
  for (int y = 0; y < rows && top + y < image.height; ++y) {
    const std::uint32_t* from = &block[static_cast<std::size_t>(rows - 1 - y) * block_width];
    for (int x = 0; x < static_cast<int>(block_width) && left + x < image.width; ++x) {
      const std::uint32_t pixel = from[x];
      const int grey = luma(static_cast<int>(TIFFGetR(pixel)), static_cast<int>(TIFFGetG(pixel)),
                            static_cast<int>(TIFFGetB(pixel)));
      const int clear = 255 - static_cast<int>(TIFFGetA(pixel));
      image.pixel(left + x, top + y) = static_cast<std::uint8_t>(std::min(255, grey + clear));
    }
  }
}

struct Block {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  bool tile = false;
};

Block block_of(TIFF* tiff, const GreyImage& image) {
  Block block{static_cast<std::uint32_t>(image.width), 0, TIFFIsTiled(tiff) != 0};
  if (block.tile) {
    TIFFGetField(tiff, TIFFTAG_TILEWIDTH, &block.width);
    TIFFGetField(tiff, TIFFTAG_TILELENGTH, &block.height);
  } else {
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ROWSPERSTRIP, &block.height);
    block.height = std::min(block.height, static_cast<std::uint32_t>(image.height));
  }
  return block;
}

bool read_by_blocks(TIFF* tiff, const Block& block, GreyImage& image) {
  std::vector<std::uint32_t> pixels(std::size_t{block.width} * block.height);
  for (int top = 0; top < image.height; top += static_cast<int>(block.height)) {
    const int left_rows = image.height - top;
    for (int left = 0; left < image.width; left += static_cast<int>(block.width)) {
      const auto x = static_cast<std::uint32_t>(left);
      const auto y = static_cast<std::uint32_t>(top);
      const int good = block.tile ? TIFFReadRGBATileExt(tiff, x, y, pixels.data(), 1)
                                  : TIFFReadRGBAStripExt(tiff, y, pixels.data(), 1);
      if (good != 1) return false;
      // A last strip is as high as what is left of the page; a last tile is whole.
      const std::size_t rows =
          block.tile ? block.height : std::min(block.height, static_cast<std::uint32_t>(left_rows));
      take_block(std::span(pixels).first(rows * block.width), block.width, left, top, image);
    }
  }
  return true;
}

Result<GreyImage> read_pixels(TIFF* tiff, const Tags& tags, const DecodeLimits& limits,
                              const std::string& where) {
  GreyImage image(static_cast<int>(tags.width), static_cast<int>(tags.height));
  const std::optional<SampleForm> form = row_form(tiff, tags);
  if (form.has_value()) {
    if (!read_by_rows(tiff, *form, image)) return damaged_scan(where);
    return image;
  }
  char why[1024] = {};
  if (TIFFRGBAImageOK(tiff, why) != 1) return switch_scanner("是少见的 TIFF，读不了", where);
  const Block block = block_of(tiff, image);
  const std::int64_t bytes = std::int64_t{block.width} * block.height * 4;
  if (block.width == 0 || block.height == 0) return damaged_scan(where);
  if (block.width > static_cast<std::uint32_t>(limits.side) ||
      block.height > static_cast<std::uint32_t>(limits.side) || bytes > limits.work_bytes) {
    return too_costly(where);
  }
  TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
  if (!read_by_blocks(tiff, block, image)) return damaged_scan(where);
  return image;
}

Result<ScannedPage> read_page(TIFF* tiff, TiffMemory& memory, const DecodeLimits& limits,
                              const std::string& where) {
  const Tags tags = read_tags(tiff);
  HJ_TRY(check_size(tags.width, tags.height, limits, where));
  if (TIFFIsCODECConfigured(tags.compression) == 0) {
    return switch_scanner("TIFF 的压缩方式少见，读不了", where);
  }
  memory.damaged = false;
  ScannedPage page{HJ_TRY(read_pixels(tiff, tags, limits, where)), dpi_of(tiff)};
  if (memory.damaged) return damaged_scan(where);
  return page;
}

class TiffPages : public PageSource {
 public:
  TiffPages(std::string_view bytes, std::string filename, const DecodeLimits& limits)
      : filename_(std::move(filename)), limits_(limits) {
    memory_.bytes = bytes;
    tiff_ = read_tiff_at(memory_, limits.work_bytes);
  }

  bool is_open() const { return tiff_ != nullptr; }

  Result<std::optional<ScannedPage>> next() override {
    while (!ended_) {
      if (std::exchange(begun_, true)) {
        if (TIFFLastDirectory(tiff_.get()) != 0) break;
        if (TIFFReadDirectory(tiff_.get()) != 1) {
          ended_ = true;
          return damaged_scan(page_name(filename_, page_ + 1));
        }
      }
      std::uint32_t kind = 0;
      TIFFGetField(tiff_.get(), TIFFTAG_SUBFILETYPE, &kind);
      if ((kind & kPreview) != 0 && ++previews_ <= limits_.pages) continue;
      const std::string where = page_name(filename_, ++page_);
      if (page_ > limits_.pages) {
        ended_ = true;
        return fail(ErrorCode::exhausted, "页数太多，后面的没有读", where, "分成几个文件扫描");
      }
      return std::optional(HJ_TRY(read_page(tiff_.get(), memory_, limits_, where)));
    }
    if (!std::exchange(ended_, true) && page_ == 0) return damaged_scan(filename_);
    return std::nullopt;
  }

 private:
  std::string filename_;
  DecodeLimits limits_;
  TiffMemory memory_{};
  TiffHandle tiff_{};
  int page_ = 0;
  int previews_ = 0;
  bool begun_ = false;
  bool ended_ = false;
};

// The directory of one strip, the least a reader of TIFF asks for.
std::string strip_head(const BareStrip& strip, std::size_t& data_at) {
  constexpr std::uint32_t kShort = 3;
  constexpr std::uint32_t kLong = 4;
  const std::array<std::array<std::uint32_t, 3>, 10> rows{{
      {TIFFTAG_IMAGEWIDTH, kLong, static_cast<std::uint32_t>(strip.width)},
      {TIFFTAG_IMAGELENGTH, kLong, static_cast<std::uint32_t>(strip.height)},
      {TIFFTAG_BITSPERSAMPLE, kShort, static_cast<std::uint32_t>(strip.bits)},
      {TIFFTAG_COMPRESSION, kShort, static_cast<std::uint32_t>(strip.compression)},
      {TIFFTAG_PHOTOMETRIC, kShort, strip.white_first ? 0U : 1U},
      {TIFFTAG_STRIPOFFSETS, kLong, 0},
      {TIFFTAG_SAMPLESPERPIXEL, kShort, 1},
      {TIFFTAG_ROWSPERSTRIP, kLong, static_cast<std::uint32_t>(strip.height)},
      {TIFFTAG_STRIPBYTECOUNTS, kLong, static_cast<std::uint32_t>(strip.data.size())},
      {TIFFTAG_GROUP3OPTIONS, kLong, static_cast<std::uint32_t>(strip.fax_options)},
  }};
  // Group 3 alone has the last of them.
  const std::size_t count = rows.size() - (strip.compression == COMPRESSION_CCITTFAX3 ? 0 : 1);
  data_at = 8 + 2 + count * 12 + 4;
  std::string head("II*\0\x08\0\0\0", 8);
  const auto put = [&head](std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) head += static_cast<char>(value >> (8 * i) & 0xFF);
  };
  put(count, 2);
  for (std::size_t i = 0; i < count; ++i) {
    put(rows[i][0], 2);
    put(rows[i][1], 2);
    put(1, 4);
    put(rows[i][0] == TIFFTAG_STRIPOFFSETS ? data_at : rows[i][2], 4);
  }
  put(0, 4);
  return head;
}

}  // namespace

Result<std::unique_ptr<PageSource>> open_tiff(std::string_view bytes, const std::string& filename,
                                              const DecodeLimits& limits) {
  auto pages = std::make_unique<TiffPages>(bytes, filename, limits);
  if (!pages->is_open()) return damaged_scan(filename);
  return pages;
}

Result<GreyImage> decode_strip(const BareStrip& strip, const DecodeLimits& limits,
                               const std::string& where) {
  std::size_t data_at = 0;
  std::string file = strip_head(strip, data_at);
  file += strip.data;
  TiffMemory memory;
  memory.bytes = file;
  const TiffHandle tiff = read_tiff_at(memory, limits.work_bytes);
  if (tiff == nullptr) return damaged_scan(where);
  ScannedPage page = HJ_TRY(read_page(tiff.get(), memory, limits, where));
  return std::move(page.image);
}

}  // namespace huanjie
