#include "imaging/decode.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "imaging/decode_parts.h"

namespace huanjie {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t kPdfHead = 1024;  // where readers look for %PDF-
constexpr int kLowestDpi = 50;
constexpr int kHighestDpi = 1300;

// A file that is one page.
class OnePage : public PageSource {
 public:
  explicit OnePage(Result<ScannedPage> page) : page_(std::move(page)) {}

  Result<std::optional<ScannedPage>> next() override {
    if (std::exchange(told_, true)) return std::nullopt;
    ScannedPage page = HJ_TRY(std::exchange(page_, ScannedPage{}));
    return std::optional(std::move(page));
  }

 private:
  Result<ScannedPage> page_;
  bool told_ = false;
};

struct Foreign {
  std::string_view head;
  std::string_view name;
};
constexpr std::array kForeign{
    Foreign{"BM"sv, "BMP 图像"},
    Foreign{"GIF8"sv, "GIF 图像"},
    Foreign{"\0\0\0\x0CjP  "sv, "JPEG 2000 图像"},
    Foreign{"AT&TFORM"sv, "DjVu 文件"},
    Foreign{"PK\x03\x04"sv, "压缩包或 Office 文件"},
    Foreign{"\xD0\xCF\x11\xE0"sv, "旧的 Office 文件"},
};

std::string_view foreign_name(std::string_view bytes) {
  for (const Foreign& row : kForeign) {
    if (bytes.starts_with(row.head)) return row.name;
  }
  if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) return "WebP 图像";
  if (bytes.substr(0, 8).ends_with("ftyp")) return "HEIC 图像或视频";
  return "";
}

bool is_tiff(std::string_view bytes) {
  return bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv) ||
         bytes.starts_with("II+\0"sv) || bytes.starts_with("MM\0+"sv);
}

Result<std::unique_ptr<PageSource>> one_page(Result<ScannedPage> page) {
  return std::make_unique<OnePage>(std::move(page));
}

}  // namespace

Result<> check_size(std::int64_t width, std::int64_t height, const DecodeLimits& limits,
                    const std::string& where) {
  if (width < 1 || height < 1) return damaged_scan(where);
  if (width <= limits.side && height <= limits.side && width * height <= limits.pixels) return {};
  return fail(
      ErrorCode::exhausted,
      "图像有 " + std::to_string(width) + "×" + std::to_string(height) + " 像素，太大，没有读",
      where, "扫描分辨率设为 300 dpi，再扫一次");
}

std::unexpected<Error> too_costly(const std::string& where) {
  return fail(ErrorCode::exhausted, "图像的存法太占内存，没有读", where,
              "把扫描仪设成普通（非渐进式）JPEG、300 dpi，再扫一次");
}

std::unexpected<Error> damaged_scan(const std::string& where) {
  return invalid("图像不完整或已经损坏，没有读", where, "重新复制文件，或把这一页再扫一次");
}

std::unexpected<Error> switch_scanner(std::string message, const std::string& where) {
  return invalid(std::move(message), where, "把扫描仪的文件格式设成 JPEG 或 TIFF，再扫一次");
}

std::string page_name(const std::string& filename, int page) {
  return filename + " 第 " + std::to_string(page) + " 页";
}

int plausible_dpi(double dpi) {
  if (!(dpi >= kLowestDpi && dpi <= kHighestDpi)) return 0;
  return static_cast<int>(std::lround(dpi));
}

Result<std::unique_ptr<PageSource>> open_scan(std::string_view bytes, const std::string& filename,
                                              const DecodeLimits& limits) {
  if (bytes.empty()) return invalid("文件是空的", filename, "重新复制文件，或再扫一次");
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) {
    return one_page(decode_png(bytes, limits, filename));
  }
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return one_page(decode_jpeg(bytes, limits, filename));
  if (is_tiff(bytes)) return open_tiff(bytes, filename, limits);
  if (bytes.substr(0, kPdfHead).find("%PDF-") != std::string_view::npos) {
    return open_scan_pdf(bytes, filename, limits);
  }
  const std::string_view foreign = foreign_name(bytes);
  if (foreign.empty()) return switch_scanner("不是扫描出来的图像，读不了", filename);
  return switch_scanner("是" + std::string(foreign) + "，读不了", filename);
}

}  // namespace huanjie
