#include "imaging/tiff.h"

#include <gtest/gtest.h>
#include <tiffio.h>

#include <array>

#include "imaging/decode_parts.h"
#include "imaging/decode_test_pictures.h"
#include "imaging/tiff_memory.h"

namespace huanjie {
namespace {

struct Form {
  int compression = COMPRESSION_NONE;
  int photometric = PHOTOMETRIC_MINISBLACK;
  int bits = 8;
  int samples = 1;
  int tile = 0;  // side of a tile
  int unit = RESUNIT_INCH;
  double resolution = 300;
  int rows_a_strip = 48;
  bool separate = false;
};

// The picture's samples in the form: black and white at one bit, else each sample is the grey.
std::vector<std::uint8_t> packed_row(const GreyImage& image, int y, const Form& form) {
  std::vector<std::uint8_t> row;
  if (form.bits == 1) row.resize((static_cast<std::size_t>(image.width) + 7) / 8);
  for (int x = 0; x < image.width; ++x) {
    const bool flip = form.photometric == PHOTOMETRIC_MINISWHITE;
    const auto grey = static_cast<std::uint8_t>(flip ? 255 - image.pixel(x, y) : image.pixel(x, y));
    const auto at = static_cast<std::size_t>(x);
    if (form.bits == 1) {
      if (grey >= 128) row[at / 8] |= static_cast<std::uint8_t>(0x80 >> at % 8);
    } else {
      row.insert(row.end(), static_cast<std::size_t>(form.samples * form.bits / 8), grey);
    }
  }
  return row;
}

void set_form(TIFF* tiff, const GreyImage& image, const Form& form) {
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, image.width);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, image.height);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, form.bits);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, form.samples);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, form.compression);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, form.photometric);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG,
               form.separate ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
  TIFFSetField(tiff, TIFFTAG_XRESOLUTION, form.resolution);
  TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, form.unit);
  if (form.photometric == PHOTOMETRIC_YCBCR) {
    TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
  }
  if (form.photometric == PHOTOMETRIC_PALETTE) {
    std::array<std::uint16_t, 256> ramp{};
    for (std::size_t i = 0; i < ramp.size(); ++i) ramp[i] = static_cast<std::uint16_t>(i * 257);
    TIFFSetField(tiff, TIFFTAG_COLORMAP, ramp.data(), ramp.data(), ramp.data());
  }
  if (form.tile > 0) {
    TIFFSetField(tiff, TIFFTAG_TILEWIDTH, form.tile);
    TIFFSetField(tiff, TIFFTAG_TILELENGTH, form.tile);
  } else {
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, form.rows_a_strip);
  }
}

void write_tiles(TIFF* tiff, const GreyImage& image, int side) {
  for (int top = 0; top < image.height; top += side) {
    for (int left = 0; left < image.width; left += side) {
      const auto size = static_cast<std::size_t>(side);
      std::vector<std::uint8_t> tile(size * size);
      for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
          if (!image.contains(left + x, top + y)) continue;
          tile[static_cast<std::size_t>(y) * size + static_cast<std::size_t>(x)] =
              image.pixel(left + x, top + y);
        }
      }
      TIFFWriteTile(tiff, tile.data(), static_cast<std::uint32_t>(left),
                    static_cast<std::uint32_t>(top), 0, 0);
    }
  }
}

std::string tiff_of(const GreyImage& image, const Form& form) {
  TiffMemory memory;
  TiffHandle tiff = write_tiff_at(memory);
  set_form(tiff.get(), image, form);
  if (form.tile > 0) {
    write_tiles(tiff.get(), image, form.tile);
  } else {
    Form plane = form;
    if (form.separate) plane.samples = 1;
    for (int plane_at = 0; plane_at < (form.separate ? form.samples : 1); ++plane_at) {
      for (int y = 0; y < image.height; ++y) {
        TIFFWriteScanline(tiff.get(), packed_row(image, y, plane).data(),
                          static_cast<std::uint32_t>(y), static_cast<std::uint16_t>(plane_at));
      }
    }
  }
  tiff.reset();
  return memory.written;
}

TEST(Tiff, PagesComeBackAsTheyWereWritten) {
  const std::vector<GreyImage> pages{small_sheet(), GreyImage(64, 32, 0), small_sheet()};
  for (const TiffForm form : {TiffForm::bilevel_g4, TiffForm::grey_lzw, TiffForm::grey_deflate}) {
    const auto tiff = write_tiff(pages, form, 300);
    ASSERT_TRUE(tiff.has_value());
    const ReadScan all = read_all(*tiff);
    EXPECT_TRUE(all.errors.empty());
    ASSERT_EQ(all.pages.size(), 3u);
    for (std::size_t i = 0; i < pages.size(); ++i) {
      EXPECT_EQ(all.pages[i].image, pages[i]);
      EXPECT_EQ(all.pages[i].dpi, 300);
    }
  }
  EXPECT_FALSE(write_tiff({}, TiffForm::grey_lzw, 300).has_value());
  EXPECT_FALSE(write_tiff({{GreyImage(0, 0)}}, TiffForm::grey_lzw, 300).has_value());
}

TEST(Tiff, BilevelIsReadInEveryPacking) {
  for (const int compression : {COMPRESSION_NONE, COMPRESSION_CCITTRLE, COMPRESSION_CCITTFAX3,
                                COMPRESSION_CCITTFAX4, COMPRESSION_PACKBITS, COMPRESSION_LZW}) {
    for (const int photometric : {PHOTOMETRIC_MINISBLACK, PHOTOMETRIC_MINISWHITE}) {
      const ReadScan all = read_all(tiff_of(small_sheet(), {compression, photometric, 1}));
      ASSERT_EQ(all.pages.size(), 1u) << compression;
      EXPECT_EQ(all.pages[0].image, small_sheet()) << compression << " " << photometric;
    }
  }
}

TEST(Tiff, GreyAndColourAreReadInEveryForm) {
  const std::array forms{
      Form{COMPRESSION_ADOBE_DEFLATE},
      Form{COMPRESSION_LZW, PHOTOMETRIC_MINISWHITE},
      Form{COMPRESSION_LZW, PHOTOMETRIC_MINISBLACK, 16},
      Form{COMPRESSION_NONE, PHOTOMETRIC_RGB, 8, 3},
      Form{COMPRESSION_ADOBE_DEFLATE, PHOTOMETRIC_RGB, 16, 3},
      Form{COMPRESSION_LZW, PHOTOMETRIC_RGB, 8, 3, 0, RESUNIT_INCH, 300, 48, true},
      Form{COMPRESSION_PACKBITS, PHOTOMETRIC_PALETTE},
      Form{COMPRESSION_LZW, PHOTOMETRIC_MINISBLACK, 8, 1, 64},
  };
  for (const Form& form : forms) {
    const ReadScan all = read_all(tiff_of(shaded_sheet(), form));
    ASSERT_EQ(all.pages.size(), 1u) << form.compression << " " << form.bits;
    EXPECT_LE(difference(all.pages[0].image, shaded_sheet()), 1)
        << form.compression << " " << form.bits << " " << form.tile;
  }
}

TEST(Tiff, JpegInsideIsRead) {
  for (const Form& form :
       {Form{COMPRESSION_JPEG}, Form{COMPRESSION_JPEG, PHOTOMETRIC_YCBCR, 8, 3}}) {
    const ReadScan all = read_all(tiff_of(shaded_sheet(), form));
    ASSERT_EQ(all.pages.size(), 1u);
    EXPECT_LT(difference(all.pages[0].image, shaded_sheet()), 90);
  }
}

TEST(Tiff, AResolutionNeedsItsUnit) {
  Form form;
  form.unit = RESUNIT_CENTIMETER;
  form.resolution = 118.11;
  EXPECT_EQ(read_all(tiff_of(small_sheet(), form)).pages.at(0).dpi, 300);
  form.unit = RESUNIT_NONE;
  EXPECT_EQ(read_all(tiff_of(small_sheet(), form)).pages.at(0).dpi, 0);
}

TEST(Tiff, ATruncatedPageIsRefused) {
  const std::array forms{Form{COMPRESSION_CCITTFAX4, PHOTOMETRIC_MINISWHITE, 1},
                         Form{COMPRESSION_CCITTFAX3, PHOTOMETRIC_MINISWHITE, 1},
                         Form{COMPRESSION_LZW}, Form{COMPRESSION_ADOBE_DEFLATE},
                         Form{COMPRESSION_JPEG}};
  for (Form form : forms) {
    form.rows_a_strip = 200;
    const std::string tiff = tiff_of(small_sheet(), form);
    EXPECT_TRUE(never_half(tiff, small_sheet(), 90));
    survive_changes(tiff);
  }
}

// The directory is whole and the data are not: a strip that is cut short anywhere.
TEST(Tiff, FaxDataThatEndEarlyAreNoPage) {
  TiffMemory memory;
  const std::string file = *write_tiff({{small_sheet()}}, TiffForm::bilevel_g4, 300);
  memory.bytes = file;
  const TiffHandle tiff = read_tiff_at(memory, 1 << 20);
  std::string strip(static_cast<std::size_t>(TIFFRawStripSize(tiff.get(), 0)), '\0');
  TIFFReadRawStrip(tiff.get(), 0, strip.data(), static_cast<tmsize_t>(strip.size()));
  for (std::size_t size = 1; size <= strip.size(); ++size) {
    const BareStrip cut{
        std::string_view(strip).substr(0, size), 203, 151, 1, COMPRESSION_CCITTFAX4, 0, true};
    const auto image = decode_strip(cut, {}, "a");
    EXPECT_TRUE(!image.has_value() || *image == small_sheet()) << size << " of " << strip.size();
    EXPECT_EQ(image.has_value(), size > strip.size() - 4) << size << " of " << strip.size();
  }
}

TEST(Tiff, OneBadPageDoesNotCostTheOthers) {
  const std::vector<GreyImage> pages{small_sheet(), shaded_sheet(), small_sheet()};
  std::string tiff = *write_tiff(pages, TiffForm::grey_deflate, 300);
  const std::size_t second = tiff.find("x\x9C", tiff.find("x\x9C") + 2);
  ASSERT_NE(second, std::string::npos);
  tiff.replace(second, 2, "\0\0", 2);
  const ReadScan all = read_all(tiff);
  EXPECT_EQ(all.pages.size(), 2u);
  ASSERT_EQ(all.errors.size(), 1u);
  EXPECT_EQ(all.errors[0].where, "a.scan 第 2 页");
}

TEST(Tiff, SizeAndPagesAreBounded) {
  const std::vector<GreyImage> pages(4, small_sheet());
  const std::string tiff = *write_tiff(pages, TiffForm::bilevel_g4, 300);
  DecodeLimits limits;
  limits.pages = 3;
  const ReadScan all = read_all(tiff, limits);
  EXPECT_EQ(all.pages.size(), 3u);
  ASSERT_EQ(all.errors.size(), 1u);
  EXPECT_EQ(all.errors[0].message, "页数太多，后面的没有读");
  limits.pixels = 203 * 151 - 1;
  EXPECT_EQ(message_of(tiff, limits), "图像有 203×151 像素，太大，没有读");
  Form tiled{COMPRESSION_LZW, PHOTOMETRIC_MINISBLACK, 8, 1, 64};
  DecodeLimits narrow;
  narrow.work_bytes = 64 * 64 * 4 - 1;
  EXPECT_EQ(message_of(tiff_of(small_sheet(), tiled), narrow), "图像的存法太占内存，没有读");
}

}  // namespace
}  // namespace huanjie
