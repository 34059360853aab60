#include "render/sheet_print.h"

#include <png.h>

#include <array>

#include "base/base64.h"
#include "base/hash.h"
#include "base/text.h"
#include "render/sheet_name.h"

namespace huanjie {
namespace {

constexpr int kInked = 200;          // darker than this is print; the pale watermark is not
constexpr int kBareAround = 3;       // millimetres around a box without watermark
constexpr double kBoldHair = 0.016;  // of the size of the text

Rect in_points(const Rect& box) {
  return {box.left / kPoint, box.top / kPoint, box.width / kPoint, box.height / kPoint};
}

Rect in_points(const PageRect& box) { return in_points(Rect(box.x, box.y, box.width, box.height)); }

Colour colour_of(SheetTint tint) {
  switch (tint) {
    case SheetTint::white:  return {1, 1, 1};
    case SheetTint::pink:   return {1, 0.89, 0.91};
    case SheetTint::yellow: return {1, 0.97, 0.82};
    case SheetTint::green:  return {0.89, 0.97, 0.88};
    case SheetTint::blue:   return {0.88, 0.94, 1};
  }
  return {1, 1, 1};
}

// A line around the inside of a box.
void draw_frame(Canvas& canvas, const SheetFrame& frame) {
  const double half = frame.thickness / 2;
  const Rect& in = frame.inside;
  canvas.frame(in_points(Rect{in.left - half, in.top - half, in.width + frame.thickness,
                              in.height + frame.thickness}),
               frame.thickness / kPoint, 0);
}

// One face keeps the file small, so that bold is the line struck three times, a hair apart.
void draw_text(Canvas& canvas, const SheetText& text) {
  const TextStyle style{
      .face = Face::song, .size = text.size, .pitch = text.box.height / kPoint, .gray = text.grey};
  const double hair = text.bold ? text.size * kBoldHair : 0;
  Rect box = in_points(text.box);
  box.left -= hair;
  for (int i = 0; i < (text.bold ? 3 : 1); ++i, box.left += hair) {
    canvas.draw_line(text.text, style, box, text.align);
  }
}

void draw_sheet(Canvas& canvas, const BallotSheet& sheet) {
  const LayoutGuides& guides = sheet.layout.x;
  const PageSize& page = sheet.layout.page;
  const Colour paper = colour_of(sheet.tint);
  if (sheet.tint != SheetTint::white) {
    canvas.fill(in_points(PageRect{0, 0, page.width_mm, page.height_mm}), paper);
  }
  if (!sheet.watermark.empty()) {
    canvas.draw_watermark(sheet.watermark, Face::song);
    // Not under what people write and the reader reads, nor in the ring that it looks at.
    for (const LayoutCell& cell : sheet.layout.cells) {
      const PageRect& rect = cell.rect_mm;
      canvas.fill(in_points(PageRect{rect.x - kBareAround, rect.y - kBareAround,
                                     rect.width + 2 * kBareAround, rect.height + 2 * kBareAround}),
                  paper);
    }
  }
  if (sheet.ink == SheetInk::red) canvas.use_ink({0.75, 0, 0.05});
  for (const SheetText& text : sheet.texts) draw_text(canvas, text);
  for (const SheetFrame& frame : sheet.frames) draw_frame(canvas, frame);
  canvas.use_ink({});  // the marks are black on every paper
  for (const SheetFill& fill : sheet.fills) canvas.fill(in_points(fill.box), 0);
  for (std::size_t i = 0; i < guides.code_bits.size(); ++i) {
    if (guides.code_bits[i] == '1') canvas.fill(in_points(guides.code[i]), 0);
  }
}

Result<Canvas> open_canvas(const BallotSheet& sheet, double pixels) {
  const PageSize& page = sheet.layout.page;
  return Canvas::open({.title = sheet.title,
                       .width = page.width_mm / kPoint,
                       .height = page.height_mm / kPoint,
                       .pixels = pixels,
                       .exact = true});
}

Result<GreyPicture> picture_of(const BallotSheet& sheet) {
  Canvas canvas = HJ_TRY(open_canvas(sheet, kPixelsPerMillimetre * kPoint));
  draw_sheet(canvas, sheet);
  return canvas.picture();
}

// Print and paper alone, so that it packs well.
Result<std::string> png_of(GreyPicture picture) {
  for (char& pixel : picture.pixels) {
    pixel = static_cast<char>(static_cast<unsigned char>(pixel) < kInked ? 0 : 255);
  }
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(picture.width);
  image.height = static_cast<png_uint_32>(picture.height);
  image.format = PNG_FORMAT_GRAY;
  std::string bytes(PNG_IMAGE_PNG_SIZE_MAX(image), '\0');
  png_alloc_size_t size = bytes.size();
  const int written =
      png_image_write_to_memory(&image, bytes.data(), &size, 0, picture.pixels.data(), 0, nullptr);
  if (written == 0) {
    return fail(ErrorCode::unavailable, std::string("不能生成票面图：") + image.message);
  }
  bytes.resize(size);
  return bytes;
}

// The style's first digits, a bit a square.
std::string bits_of(const std::string& style, std::size_t count) {
  std::string bits;
  for (const char digit : style) {
    const int value = digit <= '9' ? digit - '0' : digit - 'a' + 10;
    for (int bit = 8; bit > 0 && bits.size() < count; bit /= 2) {
      bits.push_back((value & bit) != 0 ? '1' : '0');
    }
  }
  return bits;
}

}  // namespace

Result<BallotSheet> finish_sheet(BallotSheet sheet) {
  LayoutGuides& guides = sheet.layout.x;
  GreyPicture bare = HJ_TRY(picture_of(sheet));
  // Where the cells are is part of the style: two layouts that print alike are not read alike.
  guides.print.clear();
  bare.pixels += write_json(to_json(sheet.layout));
  sheet.layout.style = to_text(digest(Suite::international, bare.pixels)).substr(0, kStyleDigits);
  guides.code_bits = bits_of(sheet.layout.style, guides.code.size());
  GreyPicture printed = HJ_TRY(picture_of(sheet));
  const std::string png = HJ_TRY(png_of(std::move(printed)));
  guides.print = to_base64(png);
  return sheet;
}

Result<std::string> ballot_pdf(const BallotSheet& sheet, int copies) {
  if (copies < 1 || copies > kMaxCopies) {
    return invalid("份数不对：" + std::to_string(copies), "--copies",
                   "1 到 " + std::to_string(kMaxCopies));
  }
  Canvas canvas = HJ_TRY(open_canvas(sheet, 0));
  for (int i = 0; i < copies; ++i) {
    if (i > 0) canvas.next_page();
    draw_sheet(canvas, sheet);
  }
  return canvas.finish();
}

}  // namespace huanjie
