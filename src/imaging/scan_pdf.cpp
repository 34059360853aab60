#include "imaging/scan_pdf.h"

#include <tiffio.h>

#include <array>
#include <cstdio>
#include <vector>

#include "imaging/jpeg.h"
#include "imaging/scan_pdf_parts.h"
#include "imaging/tiff.h"
#include "imaging/tiff_memory.h"

namespace huanjie {
namespace {

constexpr int kUsualDpi = 300;
constexpr int kQuality = 80;
constexpr int kPointsPerInch = 72;

// Packed samples, and the entries of the dictionary that say how.
struct Packed {
  std::string entries{};
  std::string data{};
};

Result<Packed> pack_fax(const GreyImage& image) {
  TiffMemory memory;
  const std::string file = HJ_TRY(write_tiff({&image, 1}, TiffForm::bilevel_g4, 0));
  memory.bytes = file;
  const TiffHandle tiff = read_tiff_at(memory, std::int64_t{1} << 30);
  if (tiff == nullptr) return damaged_scan("PDF");
  std::string strip(static_cast<std::size_t>(TIFFRawStripSize(tiff.get(), 0)), '\0');
  TIFFReadRawStrip(tiff.get(), 0, strip.data(), static_cast<tmsize_t>(strip.size()));
  return Packed{"/BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns " +
                    std::to_string(image.width) + " /Rows " + std::to_string(image.height) + " >>",
                std::move(strip)};
}

Result<Packed> pack(const GreyImage& image, ScanPdfForm form, int dpi) {
  if (form == ScanPdfForm::fax_g4) return pack_fax(image);
  if (form == ScanPdfForm::jpeg) {
    return Packed{"/BitsPerComponent 8 /Filter /DCTDecode",
                  HJ_TRY(write_jpeg(image, kQuality, dpi))};
  }
  return Packed{"/BitsPerComponent 8 /Filter /FlateDecode",
                deflate({reinterpret_cast<const char*>(image.pixels.data()), image.pixels.size()})};
}

class Objects {
 public:
  void add(const std::string& body) {
    places_.push_back(text_.size());
    text_ += std::to_string(places_.size()) + " 0 obj\n" + body + "\nendobj\n";
  }
  void add_stream(const std::string& entries, const std::string& data) {
    add("<< " + entries + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data +
        "\nendstream");
  }
  std::string finish() {
    const std::string start = std::to_string(text_.size());
    const std::string count = std::to_string(places_.size() + 1);
    text_ += "xref\n0 " + count + "\n0000000000 65535 f \n";
    for (const std::size_t place : places_) {
      const std::string digits = std::to_string(place);
      text_ += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    text_ += "trailer\n<< /Size " + count + " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
    return std::move(text_);
  }

 private:
  std::string text_ = "%PDF-1.4\n";
  std::vector<std::size_t> places_{};
};

// Hundredths of a point: whole points would tell another resolution.
std::string points(int pixels, int dpi) {
  const std::int64_t hundredths = (std::int64_t{pixels} * kPointsPerInch * 100 + dpi / 2) / dpi;
  const std::string fraction = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + (fraction.size() < 2 ? ".0" : ".") + fraction;
}

}  // namespace

// Objects: the catalogue, the page tree, and page, contents and picture of each page.
Result<std::string> write_scan_pdf(std::span<const GreyImage> pages, ScanPdfForm form, int dpi) {
  if (pages.empty()) return invalid("没有图像，写不成 PDF");
  const int resolution = dpi > 0 ? dpi : kUsualDpi;
  Objects objects;
  std::string kids;
  for (std::size_t i = 0; i < pages.size(); ++i) kids += std::to_string(3 + 3 * i) + " 0 R ";
  objects.add("<< /Type /Catalog /Pages 2 0 R >>");
  objects.add("<< /Type /Pages /Count " + std::to_string(pages.size()) + " /Kids [ " + kids +
              "] >>");
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const GreyImage& image = pages[i];
    const Packed packed = HJ_TRY(pack(image, form, resolution));
    const std::string width = points(image.width, resolution);
    const std::string height = points(image.height, resolution);
    objects.add("<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 " + width + " " + height +
                " ] /Contents " + std::to_string(4 + 3 * i) +
                " 0 R /Resources << /XObject << /Im " + std::to_string(5 + 3 * i) +
                " 0 R >> >> >>");
    objects.add_stream("", "q " + width + " 0 0 " + height + " 0 0 cm /Im Do Q");
    objects.add_stream("/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /Width " +
                           std::to_string(image.width) + " /Height " +
                           std::to_string(image.height) + " " + packed.entries,
                       packed.data);
  }
  return objects.finish();
}

}  // namespace huanjie
