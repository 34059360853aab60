#include "imaging/tiff.h"

#include <tiffio.h>

#include <algorithm>
#include <vector>

#include "imaging/tiff_memory.h"

namespace huanjie {
namespace {

constexpr std::uint8_t kHalf = 128;

void set_tags(TIFF* tiff, const GreyImage& page, TiffForm form, int dpi) {
  const bool bilevel = form == TiffForm::bilevel_g4;
  const int packing = form == TiffForm::grey_lzw ? COMPRESSION_LZW : COMPRESSION_ADOBE_DEFLATE;
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, page.width);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, page.height);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, bilevel ? 1 : 8);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, page.height);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, bilevel ? COMPRESSION_CCITTFAX4 : packing);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC,
               bilevel ? PHOTOMETRIC_MINISWHITE : PHOTOMETRIC_MINISBLACK);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  if (dpi > 0) {
    TIFFSetField(tiff, TIFFTAG_XRESOLUTION, static_cast<double>(dpi));
    TIFFSetField(tiff, TIFFTAG_YRESOLUTION, static_cast<double>(dpi));
    TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  }
}

bool write_page(TIFF* tiff, const GreyImage& page, TiffForm form, int dpi) {
  set_tags(tiff, page, form, dpi);
  std::vector<std::uint8_t> row(static_cast<std::size_t>(page.width));
  for (int y = 0; y < page.height; ++y) {
    const std::uint8_t* grey = page.pixels.data() + page.at(0, y);
    if (form == TiffForm::bilevel_g4) {
      std::ranges::fill(row, std::uint8_t{0});
      for (std::size_t x = 0; x < row.size(); ++x) {
        if (grey[x] < kHalf) row[x / 8] = static_cast<std::uint8_t>(row[x / 8] | 0x80U >> x % 8);
      }
    } else {
      std::copy_n(grey, row.size(), row.begin());
    }
    if (TIFFWriteScanline(tiff, row.data(), static_cast<std::uint32_t>(y), 0) != 1) return false;
  }
  return TIFFWriteDirectory(tiff) == 1;
}

}  // namespace

Result<std::string> write_tiff(std::span<const GreyImage> pages, TiffForm form, int dpi) {
  TiffMemory memory;
  TiffHandle tiff = write_tiff_at(memory);
  bool good = tiff != nullptr && !pages.empty();
  for (const GreyImage& page : pages) {
    good = good && page.width > 0 && page.height > 0 && write_page(tiff.get(), page, form, dpi);
  }
  tiff.reset();
  if (!good) return invalid("图像写不成 TIFF", {}, "宽和高都不为零的图像");
  return std::move(memory.written);
}

}  // namespace huanjie
