#include "imaging/decode.h"

#include <gtest/gtest.h>
#include <png.h>
#include <turbojpeg.h>

#include <array>
#include <csetjmp>

#include "imaging/decode_parts.h"
#include "imaging/decode_test_pictures.h"
#include "imaging/jpeg.h"
#include "imaging/png.h"

namespace huanjie {
namespace {

using std::string_view_literals::operator""sv;

struct PngForm {
  int depth = 8;
  int colour = PNG_COLOR_TYPE_GRAY;
  bool interlaced = false;
  bool gamma = false;
};

void append(png_structp png, png_bytep data, std::size_t size) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<char*>(data), size);
}

// Rows as they lie in the file, in any form that PNG has.
std::string png_of(int width, int height, const PngForm& form, std::vector<std::uint8_t> rows) {
  std::string bytes;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(png, &bytes, append, nullptr);
  png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height),
               form.depth, form.colour, form.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  const std::array<png_color, 4> palette{{{0, 0, 0}, {255, 255, 255}, {255, 0, 0}, {0, 0, 255}}};
  if (form.colour == PNG_COLOR_TYPE_PALETTE) png_set_PLTE(png, info, palette.data(), 4);
  if (form.gamma) png_set_gAMA_fixed(png, info, PNG_FP_1);
  png_write_info(png, info);
  const std::size_t row_bytes = png_get_rowbytes(png, info);
  std::vector<png_bytep> pointers;
  for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y) {
    pointers.push_back(rows.data() + y * row_bytes);
  }
  png_write_image(png, pointers.data());
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return bytes;
}

std::vector<std::uint8_t> first_row(const std::string& bytes) {
  const ReadScan all = read_all(bytes);
  return all.pages.size() == 1 ? all.pages[0].image.pixels : std::vector<std::uint8_t>{};
}

// A JPEG of `subsampling` from grey or, with three bytes a pixel, colour.
std::string jpeg_of(const GreyImage& image, TJSAMP subsampling, int flags) {
  std::vector<std::uint8_t> rgb;
  for (const std::uint8_t pixel : image.pixels) rgb.insert(rgb.end(), 3, pixel);
  tjhandle handle = tjInitCompress();
  unsigned char* data = nullptr;
  unsigned long size = 0;
  tjCompress2(handle, rgb.data(), image.width, 0, image.height, TJPF_RGB, &data, &size, subsampling,
              90, flags);
  std::string bytes(reinterpret_cast<char*>(data), size);
  tjFree(data);
  tjDestroy(handle);
  return bytes;
}

TEST(Png, ComesBackAsItWasWritten) {
  const GreyImage sheet = shaded_sheet();
  const auto png = write_png(sheet, 300);
  ASSERT_TRUE(png.has_value());
  const ReadScan all = read_all(*png);
  ASSERT_EQ(all.pages.size(), 1u);
  EXPECT_EQ(all.pages[0].image, sheet);
  EXPECT_EQ(all.pages[0].dpi, 300);
  EXPECT_EQ(read_png_grey(*png).value(), sheet);
  EXPECT_EQ(*write_png(sheet, 300), *png);
  EXPECT_EQ(read_all(*write_png(sheet, 0)).pages.at(0).dpi, 0);
}

TEST(Png, AnEmptyPictureIsNoPng) { EXPECT_FALSE(write_png(GreyImage(0, 0), 300).has_value()); }

TEST(Png, ColourIsReadByItsLuma) {
  const ColourImage image{4, 1, {255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255}};
  const std::vector<std::uint8_t> grey = first_row(*write_png(image, 0));
  ASSERT_EQ(grey.size(), 4u);
  EXPECT_NEAR(grey[0], 76, 1);
  EXPECT_NEAR(grey[1], 150, 1);
  EXPECT_NEAR(grey[2], 29, 1);
  EXPECT_EQ(grey[3], 255);
}

TEST(Png, EveryDepthIsRead) {
  using Grey = std::vector<std::uint8_t>;
  EXPECT_EQ(first_row(png_of(8, 1, {1}, {0xA5})), (Grey{255, 0, 255, 0, 0, 255, 0, 255}));
  EXPECT_EQ(first_row(png_of(4, 1, {2}, {0x1B})), (Grey{0, 85, 170, 255}));
  EXPECT_EQ(first_row(png_of(2, 1, {4}, {0x0F})), (Grey{0, 255}));
  EXPECT_EQ(first_row(png_of(2, 1, {16}, {0x80, 0x80, 0xFF, 0xFF})), (Grey{128, 255}));
  EXPECT_EQ(first_row(png_of(4, 1, {2, PNG_COLOR_TYPE_PALETTE}, {0x1B})), (Grey{0, 255, 76, 29}));
}

TEST(Png, WhatIsTransparentLiesOnWhite) {
  using Grey = std::vector<std::uint8_t>;
  EXPECT_EQ(first_row(png_of(3, 1, {8, PNG_COLOR_TYPE_GRAY_ALPHA}, {0, 255, 0, 0, 100, 255})),
            (Grey{0, 255, 100}));
  EXPECT_EQ(first_row(png_of(2, 1, {8, PNG_COLOR_TYPE_RGB_ALPHA}, {9, 9, 9, 255, 0, 0, 0, 0})),
            (Grey{9, 255}));
  const Grey deep =
      first_row(png_of(2, 1, {16, PNG_COLOR_TYPE_GRAY_ALPHA}, {0, 0, 0, 0, 64, 64, 255, 255}));
  ASSERT_EQ(deep.size(), 2u);
  EXPECT_GE(deep[0], 254);  // libpng rounds down
  EXPECT_EQ(deep[1], 64);
}

TEST(Png, InterlacedAndWithAGammaItIsTheSame) {
  const GreyImage sheet = shaded_sheet();
  const std::string png =
      png_of(sheet.width, sheet.height, {8, PNG_COLOR_TYPE_GRAY, true, true}, sheet.pixels);
  ASSERT_EQ(read_all(png).pages.size(), 1u);
  EXPECT_EQ(read_all(png).pages[0].image, sheet);
  const std::vector<std::uint8_t> red{255, 0, 0};
  EXPECT_EQ(first_row(png_of(1, 1, {8, PNG_COLOR_TYPE_RGB, false, true}, red)),
            first_row(png_of(1, 1, {8, PNG_COLOR_TYPE_RGB, false, false}, red)));
}

TEST(Png, ATruncatedOneIsRefused) {
  const std::string png = *write_png(shaded_sheet(), 300);
  EXPECT_TRUE(never_half(png, shaded_sheet(), 0));
  EXPECT_EQ(message_of(png.substr(0, png.size() / 2)), "图像不完整或已经损坏，没有读");
  survive_changes(png);
}

TEST(Png, ABombIsRefusedByItsSize) {
  std::string png = *write_png(GreyImage(4, 4), 0);
  png.replace(16, 8, "\x00\x01\x00\x00\x00\x01\x00\x00"sv);
  // The checksum no longer fits, which libpng sees first; a true one costs a header only.
  EXPECT_NE(message_of(png), "read");
  DecodeLimits limits;
  limits.pixels = 203 * 151 - 1;
  EXPECT_EQ(message_of(*write_png(small_sheet(), 0), limits), "图像有 203×151 像素，太大，没有读");
  limits.pixels += 1;
  EXPECT_EQ(message_of(*write_png(small_sheet(), 0), limits), "read");
  limits.side = 202;
  EXPECT_NE(message_of(*write_png(small_sheet(), 0), limits), "read");
}

TEST(Jpeg, ComesBackNearlyAsItWasWritten) {
  const auto jpeg = write_jpeg(shaded_sheet(), 95, 300);
  ASSERT_TRUE(jpeg.has_value());
  const ReadScan all = read_all(*jpeg);
  ASSERT_EQ(all.pages.size(), 1u);
  EXPECT_LT(difference(all.pages[0].image, shaded_sheet()), 30);
  EXPECT_EQ(all.pages[0].dpi, 300);
  EXPECT_EQ(read_all(*write_jpeg(shaded_sheet(), 95, 0)).pages.at(0).dpi, 0);
  EXPECT_FALSE(write_jpeg(GreyImage(0, 0), 95, 300).has_value());
}

TEST(Jpeg, DensityInCentimetresIsConverted) {
  std::string jpeg = *write_jpeg(small_sheet(), 80, 118);
  jpeg[13] = 2;
  EXPECT_EQ(read_all(jpeg).pages.at(0).dpi, 300);
  jpeg[13] = 0;
  EXPECT_EQ(read_all(jpeg).pages.at(0).dpi, 0);
}

TEST(Jpeg, ColourAndProgressiveAreRead) {
  for (const TJSAMP sampling : {TJSAMP_444, TJSAMP_420, TJSAMP_422}) {
    for (const int flags : {0, TJFLAG_PROGRESSIVE}) {
      const ReadScan all = read_all(jpeg_of(shaded_sheet(), sampling, flags));
      ASSERT_EQ(all.pages.size(), 1u);
      EXPECT_LT(difference(all.pages[0].image, shaded_sheet()), 60);
    }
  }
}

TEST(Jpeg, AProgressiveOneMayNotTakeTooMuch) {
  const std::string jpeg = jpeg_of(shaded_sheet(), TJSAMP_444, TJFLAG_PROGRESSIVE);
  DecodeLimits limits;
  limits.work_bytes = 203 * 151 * 6 - 1;
  EXPECT_EQ(message_of(jpeg, limits), "图像的存法太占内存，没有读");
  limits.work_bytes += 1;
  EXPECT_EQ(message_of(jpeg, limits), "read");
  limits.passes = 3;
  EXPECT_EQ(message_of(jpeg, limits), "图像的存法太占内存，没有读");
  EXPECT_EQ(message_of(*write_jpeg(shaded_sheet(), 80, 0), limits), "read");
}

TEST(Jpeg, APrintersColoursAreRefused) {
  const std::vector<std::uint8_t> cmyk(64 * 4, 90);
  tjhandle handle = tjInitCompress();
  unsigned char* data = nullptr;
  unsigned long size = 0;
  tjCompress2(handle, cmyk.data(), 8, 0, 8, TJPF_CMYK, &data, &size, TJSAMP_444, 90, 0);
  const std::string jpeg(reinterpret_cast<char*>(data), size);
  tjFree(data);
  tjDestroy(handle);
  EXPECT_EQ(message_of(jpeg), "是印刷用的 CMYK 图像，读不了");
}

TEST(Jpeg, ATruncatedOneIsRefused) {
  for (const std::string& jpeg : {*write_jpeg(shaded_sheet(), 95, 300),
                                  jpeg_of(shaded_sheet(), TJSAMP_420, TJFLAG_PROGRESSIVE)}) {
    EXPECT_TRUE(never_half(jpeg, shaded_sheet(), 60));
    EXPECT_EQ(message_of(jpeg.substr(0, jpeg.size() / 2)), "图像不完整或已经损坏，没有读");
    EXPECT_EQ(message_of(jpeg + "behind the end"), "read");
    survive_changes(jpeg);
  }
}

TEST(Scan, IsKnownByItsBytesAndNotByItsName) {
  EXPECT_EQ(message_of(""), "文件是空的");
  EXPECT_EQ(message_of("姓名,票数"), "不是扫描出来的图像，读不了");
  EXPECT_EQ(message_of("BM and so on"), "是BMP 图像，读不了");
  EXPECT_EQ(message_of("RIFF1234WEBPVP8 "), "是WebP 图像，读不了");
  EXPECT_EQ(message_of("\0\0\0\x18"
                       "ftypheic"sv),
            "是HEIC 图像或视频，读不了");
  const ReadScan all = read_all("GIF89a");
  EXPECT_EQ(all.errors.at(0).where, "a.scan");
  EXPECT_EQ(all.errors.at(0).expected, "把扫描仪的文件格式设成 JPEG 或 TIFF，再扫一次");
}

TEST(Scan, TellsItsEndForEver) {
  const std::string png = *write_png(small_sheet(), 0);
  auto source = open_scan(png, "a.png");
  ASSERT_TRUE(source.has_value());
  EXPECT_TRUE((*source)->next()->has_value());
  EXPECT_FALSE((*source)->next()->has_value());
  EXPECT_FALSE((*source)->next()->has_value());
}

TEST(Scan, OnlyAResolutionOfScannersCounts) {
  EXPECT_EQ(plausible_dpi(300.2), 300);
  EXPECT_EQ(plausible_dpi(50), 50);
  EXPECT_EQ(plausible_dpi(49.9), 0);
  EXPECT_EQ(plausible_dpi(1300), 1300);
  EXPECT_EQ(plausible_dpi(1301), 0);
  EXPECT_EQ(plausible_dpi(0.0 / 1.0), 0);
}

}  // namespace
}  // namespace huanjie
