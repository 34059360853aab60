#include "imaging/png.h"

#include <png.h>

#include <cmath>
#include <csetjmp>
#include <cstring>

#include "imaging/decode_parts.h"

namespace huanjie {
namespace {

constexpr int kLevel = 6;
constexpr double kMetresPerInch = 0.0254;
constexpr png_fixed_point kRed = 29'900;
constexpr png_fixed_point kGreen = 58'700;

// libpng leaves by longjmp, so no function between its call and its setjmp may own anything: what
// is owned stands in these, which outlive the jump.
struct Reader {
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::string_view bytes{};
  std::size_t at = 0;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  int dpi = 0;
  int passes = 1;

  Reader() = default;
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() { png_destroy_read_struct(&png, &info, nullptr); }
};

struct Writer {
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::string bytes{};

  Writer() = default;
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() { png_destroy_write_struct(&png, &info); }
};

struct Rows {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  int colour = PNG_COLOR_TYPE_GRAY;
  const std::uint8_t* pixels = nullptr;
  std::size_t row_bytes = 0;
  int dpi = 0;
};

[[noreturn]] void jump(png_structp png, png_const_charp /*message*/) { png_longjmp(png, 1); }

void say_nothing(png_structp /*png*/, png_const_charp /*message*/) {}

void take_bytes(png_structp png, png_bytep out, std::size_t size) {
  auto* reader = static_cast<Reader*>(png_get_io_ptr(png));
  if (size > reader->bytes.size() - reader->at) png_error(png, "ends early");
  std::memcpy(out, reader->bytes.data() + reader->at, size);
  reader->at += size;
}

void give_bytes(png_structp png, png_bytep data, std::size_t size) {
  auto* writer = static_cast<Writer*>(png_get_io_ptr(png));
  writer->bytes.append(reinterpret_cast<const char*>(data), size);
}

void keep_all(png_structp /*png*/) {}

// Chunks about colour would make grey depend on them; text may be a bomb.
void ignore_chunks(png_structp png) {
  static constexpr png_byte kIgnored[] =
      "gAMA\0cHRM\0sRGB\0iCCP\0bKGD\0hIST\0sPLT\0sBIT\0"
      "iTXt\0tEXt\0zTXt\0tIME\0pCAL\0sCAL\0oFFs\0eXIf";
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, kIgnored, sizeof(kIgnored) / 5);
}

bool read_head(Reader& reader, const DecodeLimits& limits) {
  if (setjmp(png_jmpbuf(reader.png)) != 0) return false;
  png_set_read_fn(reader.png, &reader, take_bytes);
  png_set_user_limits(reader.png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_chunk_malloc_max(reader.png, static_cast<png_alloc_size_t>(limits.work_bytes));
  ignore_chunks(reader.png);
  png_read_info(reader.png, reader.info);
  reader.width = png_get_image_width(reader.png, reader.info);
  reader.height = png_get_image_height(reader.png, reader.info);
  reader.dpi = plausible_dpi(png_get_x_pixels_per_meter(reader.png, reader.info) * kMetresPerInch);
  return true;
}

// Grey of eight bits, whatever the file holds; what is transparent lies on white.
void ask_for_grey(png_structp png, png_infop info) {
  const int colour = png_get_color_type(png, info);
  const bool transparent =
      (colour & PNG_COLOR_MASK_ALPHA) != 0 || png_get_valid(png, info, PNG_INFO_tRNS) != 0;
  const bool deep = png_get_bit_depth(png, info) == 16;
  png_set_expand(png);
  if (deep) png_set_scale_16(png);
  if ((colour & PNG_COLOR_MASK_COLOR) != 0) {
    png_set_rgb_to_gray_fixed(png, PNG_ERROR_ACTION_NONE, kRed, kGreen);
  }
  if (transparent) {
    const png_uint_16 white = deep ? 65'535 : 255;
    const png_color_16 background{0, white, white, white, white};
    png_set_background_fixed(png, &background, PNG_BACKGROUND_GAMMA_SCREEN, 0, PNG_FP_1);
  }
}

bool read_rows(Reader& reader, GreyImage& image) {
  if (setjmp(png_jmpbuf(reader.png)) != 0) return false;
  ask_for_grey(reader.png, reader.info);
  reader.passes = png_set_interlace_handling(reader.png);
  png_read_update_info(reader.png, reader.info);
  if (png_get_rowbytes(reader.png, reader.info) != reader.width) return false;
  for (int pass = 0; pass < reader.passes; ++pass) {
    for (std::uint32_t y = 0; y < reader.height; ++y) {
      png_read_row(reader.png, image.pixels.data() + std::size_t{y} * reader.width, nullptr);
    }
  }
  png_read_end(reader.png, nullptr);
  return true;
}

bool write_rows(Writer& writer, const Rows& rows) {
  if (setjmp(png_jmpbuf(writer.png)) != 0) return false;
  png_set_write_fn(writer.png, &writer, give_bytes, keep_all);
  png_set_compression_level(writer.png, kLevel);
  png_set_filter(writer.png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_set_IHDR(writer.png, writer.info, rows.width, rows.height, 8, rows.colour, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (rows.dpi > 0) {
    const auto metre = static_cast<png_uint_32>(std::lround(rows.dpi / kMetresPerInch));
    png_set_pHYs(writer.png, writer.info, metre, metre, PNG_RESOLUTION_METER);
  }
  png_write_info(writer.png, writer.info);
  for (std::uint32_t y = 0; y < rows.height; ++y) {
    png_write_row(writer.png, rows.pixels + y * rows.row_bytes);
  }
  png_write_end(writer.png, writer.info);
  return true;
}

Result<std::string> write(const Rows& rows) {
  Writer writer;
  writer.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, jump, say_nothing);
  if (writer.png != nullptr) writer.info = png_create_info_struct(writer.png);
  if (writer.info == nullptr || !write_rows(writer, rows)) {
    return invalid("图像写不成 PNG", {}, "宽和高都不为零的图像");
  }
  return std::move(writer.bytes);
}

}  // namespace

Result<ScannedPage> decode_png(std::string_view bytes, const DecodeLimits& limits,
                               const std::string& where) {
  Reader reader;
  reader.bytes = bytes;
  reader.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, jump, say_nothing);
  if (reader.png != nullptr) reader.info = png_create_info_struct(reader.png);
  if (reader.info == nullptr || !read_head(reader, limits)) return damaged_scan(where);
  HJ_TRY(check_size(reader.width, reader.height, limits, where));
  ScannedPage page{GreyImage(static_cast<int>(reader.width), static_cast<int>(reader.height)),
                   reader.dpi};
  if (!read_rows(reader, page.image)) return damaged_scan(where);
  return page;
}

Result<std::string> write_png(const GreyImage& image, int dpi) {
  return write({static_cast<std::uint32_t>(image.width), static_cast<std::uint32_t>(image.height),
                PNG_COLOR_TYPE_GRAY, image.pixels.data(), static_cast<std::size_t>(image.width),
                dpi});
}

Result<std::string> write_png(const ColourImage& image, int dpi) {
  return write({static_cast<std::uint32_t>(image.width), static_cast<std::uint32_t>(image.height),
                PNG_COLOR_TYPE_RGB, image.rgb.data(), static_cast<std::size_t>(image.width) * 3,
                dpi});
}

Result<GreyImage> read_png_grey(std::string_view bytes) {
  ScannedPage page = HJ_TRY(decode_png(bytes, {}, "PNG"));
  return std::move(page.image);
}

}  // namespace huanjie
