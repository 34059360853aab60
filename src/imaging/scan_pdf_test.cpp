#include "imaging/scan_pdf.h"

#include <gtest/gtest.h>

#include <array>

#include "imaging/decode_test_pictures.h"
#include "imaging/jpeg.h"
#include "imaging/scan_pdf_page.h"
#include "imaging/scan_pdf_parts.h"

namespace huanjie {
namespace {

// A PDF without a table of references, which every reader must be able to do without.
std::string pdf_of(const std::vector<std::string>& objects) {
  std::string text = "%PDF-1.4\n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    text += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  return text + "trailer\n<< /Root 1 0 R /Size " + std::to_string(objects.size() + 1) + " >>\n";
}

std::string stream_of(const std::string& entries, const std::string& data) {
  return "<< " + entries + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data +
         "\nendstream";
}

std::string image_of(const std::string& entries, const std::string& data) {
  return stream_of("/Type /XObject /Subtype /Image " + entries, data);
}

// One page that draws 5 0 R as /Im; what stands behind are objects 6 and on.
std::string page_of(const std::string& image, const std::string& contents,
                    const std::string& page = "", const std::vector<std::string>& more = {}) {
  const std::string resources = "/Resources << /XObject << /Im 5 0 R /B 6 0 R >> >>";
  std::vector<std::string> objects{
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 " + resources + " >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 72 72 ] /Contents 4 0 R " + page + " >>",
      stream_of("", contents), image};
  objects.insert(objects.end(), more.begin(), more.end());
  return pdf_of(objects);
}

const std::string kFill = "q 72 0 0 72 0 0 cm /Im Do Q";
using Grey = std::vector<std::uint8_t>;

Grey grey_of(const std::string& pdf) {
  const ReadScan all = read_all(pdf);
  return all.pages.size() == 1 ? all.pages[0].image.pixels : Grey{};
}

// 2 × 2: black, dark; light, white.
const std::string kFour = image_of("/Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray",
                                   std::string("\0\x40\x80\xFF", 4));

TEST(ScanPdf, PagesComeBackAsTheyWereWritten) {
  const std::vector<GreyImage> pages{small_sheet(), GreyImage(64, 32, 0), small_sheet()};
  for (const ScanPdfForm form : {ScanPdfForm::jpeg, ScanPdfForm::fax_g4, ScanPdfForm::flate}) {
    const auto pdf = write_scan_pdf(pages, form, 200);
    ASSERT_TRUE(pdf.has_value());
    const ReadScan all = read_all(*pdf);
    EXPECT_TRUE(all.errors.empty());
    ASSERT_EQ(all.pages.size(), 3u);
    for (std::size_t i = 0; i < pages.size(); ++i) {
      EXPECT_LT(difference(all.pages[i].image, pages[i]), form == ScanPdfForm::jpeg ? 90 : 1);
      EXPECT_EQ(all.pages[i].dpi, 200);
    }
  }
  EXPECT_FALSE(write_scan_pdf({}, ScanPdfForm::jpeg, 300).has_value());
}

TEST(ScanPdf, SamplesOfEveryKindAreRead) {
  const auto read = [](const std::string& entries, const std::string& data) {
    return grey_of(page_of(image_of("/Width 2 /Height 1 " + entries, data), kFill));
  };
  const std::string grey8 = "/BitsPerComponent 8 /ColorSpace /DeviceGray ";
  EXPECT_EQ(read("/BitsPerComponent 1 /ColorSpace /DeviceGray", "\x40"), (Grey{0, 255}));
  EXPECT_EQ(read("/BitsPerComponent 1 /ColorSpace /DeviceGray /Decode [ 1 0 ]", "\x40"),
            (Grey{255, 0}));
  EXPECT_EQ(read("/ImageMask true", "\x40"), (Grey{0, 255}));
  EXPECT_EQ(
      read("/BitsPerComponent 16 /ColorSpace [ /CalGray << >> ]", std::string("\0\0\x80\0", 4)),
      (Grey{0, 128}));
  EXPECT_EQ(read("/BitsPerComponent 8 /ColorSpace /DeviceRGB", "\xFF\xFF\xFF\xFF\x01\x01"),
            (Grey{255, luma(255, 1, 1)}));
  EXPECT_EQ(read("/BitsPerComponent 8 /ColorSpace [ /Indexed /DeviceRGB 1 <0000FFFFFFFF> ]",
                 std::string("\x01\0", 2)),
            (Grey{255, 29}));
  EXPECT_EQ(read(grey8 + "/Filter /RunLengthDecode", "\xFF\x07\x80"), (Grey{7, 7}));
  EXPECT_EQ(read(grey8 + "/Filter [ /FlateDecode ]", deflate("ab")), (Grey{'a', 'b'}));
  EXPECT_EQ(read(grey8 + "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2 >>",
                 deflate("\x01\x05\x01")),
            (Grey{5, 6}));
  EXPECT_EQ(read(grey8 + "/Filter /FlateDecode /DecodeParms << /Predictor 2 /Columns 2 >>",
                 deflate("\x05\x01")),
            (Grey{5, 6}));
  EXPECT_EQ(read(grey8 + "/Filter /LZWDecode", std::string("\x80\x18\x4C\x50\x10", 5)),
            (Grey{'a', 'b'}));
}

TEST(ScanPdf, JpegInsideFlateIsRead) {
  const std::string jpeg = *write_jpeg(shaded_sheet(), 90, 0);
  const std::string pdf =
      page_of(image_of("/Width 203 /Height 151 /BitsPerComponent 8 /ColorSpace /DeviceGray "
                       "/Filter [ /FlateDecode /DCTDecode ]",
                       deflate(jpeg)),
              kFill);
  ASSERT_EQ(read_all(pdf).pages.size(), 1u) << message_of(pdf);
  EXPECT_EQ(read_all(pdf).pages[0].image, read_all(jpeg).pages[0].image);
}

TEST(ScanPdf, APageIsReadAsItIsShown) {
  const Grey upright{0, 64, 128, 255};
  const Grey clockwise{128, 0, 255, 64};
  const Grey upside_down{255, 128, 64, 0};
  const Grey anticlockwise{64, 255, 0, 128};
  EXPECT_EQ(grey_of(page_of(kFour, kFill)), upright);
  EXPECT_EQ(grey_of(page_of(kFour, kFill, "/Rotate 90")), clockwise);
  EXPECT_EQ(grey_of(page_of(kFour, kFill, "/Rotate 180")), upside_down);
  EXPECT_EQ(grey_of(page_of(kFour, kFill, "/Rotate 270")), anticlockwise);
  EXPECT_EQ(grey_of(page_of(kFour, kFill, "/Rotate -90")), anticlockwise);
  EXPECT_EQ(grey_of(page_of(kFour, "q -72 0 0 -72 72 72 cm /Im Do Q")), upside_down);
  EXPECT_EQ(grey_of(page_of(kFour, "q 72 0 0 -72 0 72 cm /Im Do Q")), (Grey{128, 255, 0, 64}));
  // The unit square's right side goes up: anticlockwise; and back again by the page.
  EXPECT_EQ(grey_of(page_of(kFour, "q 0 72 -72 0 72 0 cm /Im Do Q")), anticlockwise);
  EXPECT_EQ(grey_of(page_of(kFour, "q 0 72 -72 0 72 0 cm /Im Do Q", "/Rotate 90")), upright);
  // Straightened by a scanner.
  EXPECT_EQ(grey_of(page_of(kFour, "q 71.9 2 -2 71.9 0 0 cm /Im Do Q")), upright);
}

TEST(ScanPdf, TheResolutionIsThatOfThePlacedPicture) {
  const std::string sheet = image_of(
      "/Width 203 /Height 151 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode",
      deflate({reinterpret_cast<const char*>(small_sheet().pixels.data()), 203 * 151}));
  const auto dpi = [&](const std::string& contents, const std::string& page = "") {
    return read_all(page_of(sheet, contents, page)).pages.at(0).dpi;
  };
  EXPECT_EQ(dpi("q 146.16 0 0 72 0 0 cm /Im Do Q"), 100);
  EXPECT_EQ(dpi("q 2 0 0 2 0 0 cm q 73.08 0 0 36 0 0 cm /Im Do Q Q"), 100);
  EXPECT_EQ(dpi("q 146.16 0 0 54.36 0 0 cm /Im Do Q", "/Rotate 90"), 200);
  EXPECT_EQ(dpi("/Im Do"), 0);
}

TEST(ScanPdf, AFormMayHoldThePicture) {
  const std::string form = stream_of(
      "/Type /XObject /Subtype /Form /BBox [ 0 0 9 9 ] /Matrix [ 0 1 -1 0 72 0 ] "
      "/Resources << /XObject << /Im 5 0 R >> >>",
      kFill);
  EXPECT_EQ(grey_of(page_of(kFour, "/B Do", "", {form})), (Grey{64, 255, 0, 128}));
  const std::string endless = stream_of(
      "/Type /XObject /Subtype /Form /BBox [ 0 0 9 9 ] /Resources << /XObject << /B 6 0 R >> >>",
      "/B Do /B Do");
  EXPECT_EQ(message_of(page_of(kFour, "/B Do", "", {endless})),
            "PDF 的这一页不是扫描出来的图像，读不了");
}

TEST(ScanPdf, StripsThatTileThePageAreJoined) {
  const std::string contents =
      "q 72 0 0 24 0 0 cm /B Do Q q 72 0 0 48 0 24 cm /Im Do Q BT 3 Tr (unseen) Tj ET";
  const std::string lower =
      image_of("/Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "\x11\x22");
  EXPECT_EQ(grey_of(page_of(kFour, contents, "", {lower})), (Grey{0, 64, 128, 255, 0x11, 0x22}));
  const std::string apart = "q 72 0 0 24 0 0 cm /B Do Q q 72 0 0 40 0 32 cm /Im Do Q";
  EXPECT_EQ(grey_of(page_of(kFour, apart, "", {lower})), (Grey{0, 64, 128, 255, 0x11, 0x22}));
  const std::string layers = "q 72 0 0 72 0 0 cm /B Do Q q 72 0 0 72 0 0 cm /Im Do Q";
  EXPECT_EQ(message_of(page_of(kFour, layers, "", {lower})), "PDF 的这一页由几张图像叠成，读不了");
}

TEST(ScanPdf, WhatCannotBeReadIsRefusedWithAdvice) {
  const auto refusal = [](const std::string& entries) {
    const std::string form = "/Width 2 /Height 2 /BitsPerComponent 8 ";
    return message_of(page_of(image_of(form + entries, "1234567890"), kFill));
  };
  EXPECT_EQ(refusal("/ColorSpace /DeviceGray /Filter /JBIG2Decode"),
            "PDF 里的图像是 JBIG2 压缩的，读不了");
  EXPECT_EQ(refusal("/Filter /JPXDecode"), "PDF 里的图像是 JPEG 2000 压缩的，读不了");
  EXPECT_EQ(refusal("/ColorSpace /DeviceCMYK"), "PDF 里的图像颜色方式少见，读不了");
  EXPECT_EQ(refusal("/ColorSpace /DeviceGray /SMask 4 0 R"), "PDF 的一页由几层图像叠成，读不了");
  EXPECT_EQ(refusal("/ColorSpace /DeviceGray /Filter /Whatever"),
            "PDF 里的图像压缩方式少见，读不了");
  EXPECT_EQ(refusal("/ColorSpace /DeviceGray /Filter [ /ASCIIHexDecode /FlateDecode ]"),
            "PDF 里的图像压缩方式少见，读不了");
  EXPECT_EQ(refusal("/ColorSpace /DeviceRGB"), "图像不完整或已经损坏，没有读");
  EXPECT_EQ(message_of(page_of(kFour, "BT (text) Tj ET")),
            "PDF 的这一页不是扫描出来的图像，读不了");
  EXPECT_EQ(message_of("%PDF-1.4\n nothing"), "图像不完整或已经损坏，没有读");
}

TEST(ScanPdf, AnEncryptedOneIsRefused) {
  // Only that there is an /Encrypt which cannot be opened: no password is asked for.
  std::string pdf = page_of(kFour, kFill);
  pdf.replace(pdf.find("/Root"), 5,
              "/ID [ <00> <00> ] /Encrypt << /Filter /Standard /V 1 /R 2 /P 4 /O "
              "<0000000000000000000000000000000000000000000000000000000000000000> /U "
              "<0000000000000000000000000000000000000000000000000000000000000000> >> /Root");
  EXPECT_EQ(message_of(pdf), "PDF 加了密码，读不了");
}

TEST(ScanPdf, ATreeThatBitesItsTailEnds) {
  const std::string catalogue = "<< /Type /Catalog /Pages 2 0 R >>";
  const ReadScan none = read_all(pdf_of({catalogue, "<< /Type /Pages /Kids [ 2 0 R 2 0 R ] >>"}));
  EXPECT_TRUE(none.pages.empty());
  EXPECT_EQ(none.errors.size(), 2u);
  std::vector<std::string> deep{catalogue};
  for (int i = 0; i < 300; ++i) {
    deep.push_back("<< /Type /Pages /Kids [ " + std::to_string(i + 3) + " 0 R ] >>");
  }
  EXPECT_EQ(message_of(pdf_of(deep)), "图像不完整或已经损坏，没有读");
}

// A pile that lost sheets must not pass for a smaller pile.
TEST(ScanPdf, APageThatIsNotThereIsAnError) {
  std::string pdf = page_of(kFour, kFill);
  pdf.replace(pdf.find("[ 3 0 R ]"), 9, "[ 9 0 R 3 0 R null ]");
  const ReadScan all = read_all(pdf);
  EXPECT_EQ(all.pages.size(), 1u);
  ASSERT_EQ(all.errors.size(), 2u);
  EXPECT_EQ(all.errors[1].where, "a.scan 第 3 页");
  pdf = page_of(kFour, kFill);
  pdf.replace(pdf.find("[ 3 0 R ]"), 9, "[ ]");
  EXPECT_EQ(message_of(pdf), "PDF 里没有一页");
}

TEST(ScanPdf, PagesAreBounded) {
  const std::vector<GreyImage> pages(4, small_sheet());
  DecodeLimits limits;
  limits.pages = 3;
  const std::string pdf = *write_scan_pdf(pages, ScanPdfForm::fax_g4, 0);
  EXPECT_EQ(read_all(pdf, limits).pages.size(), 3u);
  EXPECT_EQ(message_of(pdf, limits), "页数太多，后面的没有读");
  limits.pixels = 203 * 151 - 1;
  EXPECT_EQ(message_of(pdf, limits), "图像有 203×151 像素，太大，没有读");
}

TEST(ScanPdf, WhatUnfoldsWithoutEndIsRefused) {
  const std::string bomb = deflate(std::string(std::size_t{40} << 20, ' ') + kFill);
  std::vector<std::string> objects{
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 /Resources << /XObject << /Im 5 0 R >> >> >>",
      "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", stream_of("/Filter /FlateDecode", bomb),
      kFour};
  EXPECT_NE(message_of(pdf_of(objects)), "read");
  objects[3] = stream_of("/Filter [ /FlateDecode /FlateDecode ]", deflate(bomb));
  EXPECT_NE(message_of(pdf_of(objects)), "read");
  objects[3] = stream_of("/Filter /FlateDecode", deflate(std::string(1 << 20, ' ') + kFill));
  EXPECT_EQ(message_of(pdf_of(objects)), "read");
  objects[2] = "<< /Type /Page /Parent 2 0 R /Contents [ 4 0 R 4 0 R 4 0 R 4 0 R ] >>";
  objects[3] = stream_of("", std::string(std::size_t{5} << 20, ' '));
  EXPECT_EQ(message_of(pdf_of(objects)), "图像的存法太占内存，没有读");
}

TEST(ScanPdf, ATruncatedOneIsRefused) {
  for (const ScanPdfForm form : {ScanPdfForm::jpeg, ScanPdfForm::fax_g4, ScanPdfForm::flate}) {
    const std::string pdf = *write_scan_pdf({{small_sheet()}}, form, 200);
    EXPECT_TRUE(never_half(pdf, small_sheet(), 90));
    survive_changes(pdf);
  }
}

}  // namespace
}  // namespace huanjie
