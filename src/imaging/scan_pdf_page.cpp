class JSON;  // qpdf's, left out by the build (cmake/libraries.cmake)

#include "imaging/scan_pdf_page.h"

#include <algorithm>
#include <cmath>
#include <qpdf/QPDFObjectHandle.hh>
#include <utility>

#include "imaging/scan_pdf_parts.h"

namespace huanjie {
namespace {

constexpr std::size_t kMostOperands = 16;
constexpr std::size_t kMostSaved = 256;
constexpr std::size_t kMostDrawn = 2'000;  // strips of eight rows, A3 at 600 dpi, take 1,240
constexpr int kMostForms = 8;
constexpr double kPointsPerInch = 72;

struct Drawn {
  std::string name;
  Placement placement;
};

struct Placed {
  QPDFObjectHandle image;
  Placement placement;
};

// Follows a content stream for what it draws. Text and lines are passed over: what a scanner adds
// to its picture is text that nobody sees.
class Painter : public QPDFObjectHandle::ParserCallbacks {
 public:
  explicit Painter(const Placement& start) : now_(start) {}

  void handleObject(QPDFObjectHandle object) override {
    if (object.isInlineImage()) {
      inline_images = true;
    } else if (object.isOperator()) {
      act(object.getOperatorValue());
      operands_.clear();
    } else if (operands_.size() < kMostOperands) {
      operands_.push_back(object);
    }
  }
  void handleEOF() override {}

  std::vector<Drawn> drawn{};
  bool inline_images = false;

 private:
  void act(const std::string& operation) {
    if (operation == "q" && saved_.size() < kMostSaved) saved_.push_back(now_);
    if (operation == "Q" && !saved_.empty()) {
      now_ = saved_.back();
      saved_.pop_back();
    }
    if (operation == "cm" && operands_.size() == 6) {
      std::array<double, 6> m{};
      for (std::size_t i = 0; i < m.size(); ++i) {
        if (!operands_[i].isNumber()) return;
        m[i] = operands_[i].getNumericValue();
      }
      now_ = now_ * Placement{m[0], m[1], m[2], m[3], m[4], m[5]};
    }
    if (operation == "Do" && operands_.size() == 1 && operands_[0].isName()) {
      if (drawn.size() <= kMostDrawn) drawn.push_back({operands_[0].getName(), now_});
    }
  }

  Placement now_;
  std::vector<Placement> saved_{};
  std::vector<QPDFObjectHandle> operands_{};
};

struct Drawing {
  std::vector<Placed> images{};
  int forms = 0;
  bool too_much = false;
  bool inline_images = false;
};

// Raw sizes of what is unpacked already: one stream may be named many times in /Contents.
std::int64_t raw_size(QPDFObjectHandle contents) {
  std::int64_t size = 0;
  const int count = contents.isArray() ? contents.getArrayNItems() : 1;
  for (int i = 0; i < count; ++i) {
    QPDFObjectHandle stream = contents.isArray() ? contents.getArrayItem(i) : contents;
    if (!stream.isStream()) continue;
    QPDFObjectHandle length = stream.getDict().getKey("/Length");
    if (length.isInteger()) size += std::clamp(length.getIntValue(), 0LL, 1LL << 40);
  }
  return size;
}

void collect(const QPDFObjectHandle& contents, QPDFObjectHandle resources,
             std::pair<const Placement&, int> start, std::int64_t most, Drawing& drawing) {
  const auto& [placement, depth] = start;
  if (raw_size(contents) > most) {
    drawing.too_much = true;
    return;
  }
  Painter painter(placement);
  {
    std::int64_t left = most;
    const UnfoldBudget bound(left);
    QPDFObjectHandle::parseContentStream(contents, &painter);
    drawing.too_much = drawing.too_much || left < 0;
  }
  drawing.inline_images = drawing.inline_images || painter.inline_images;
  drawing.too_much = drawing.too_much || painter.drawn.size() > kMostDrawn;
  if (!resources.isDictionary()) return;
  QPDFObjectHandle objects = resources.getKey("/XObject");
  if (!objects.isDictionary()) return;
  for (const Drawn& drawn : painter.drawn) {
    QPDFObjectHandle object = objects.getKey(drawn.name);
    if (!object.isStream()) continue;
    QPDFObjectHandle dictionary = object.getDict();
    if (dictionary.getKey("/Subtype").isNameAndEquals("/Image")) {
      if (drawing.images.size() < kMostDrawn) drawing.images.push_back({object, drawn.placement});
    } else if (dictionary.getKey("/Subtype").isNameAndEquals("/Form") && depth < 2) {
      if (++drawing.forms > kMostForms) {
        drawing.too_much = true;
        return;
      }
      Placement inside = drawn.placement;
      QPDFObjectHandle matrix = dictionary.getKey("/Matrix");
      if (matrix.isMatrix()) {
        const auto m = matrix.getArrayAsMatrix();
        inside = inside * Placement{m.a, m.b, m.c, m.d, m.e, m.f};
      }
      QPDFObjectHandle own = dictionary.getKey("/Resources");
      collect(object, own.isDictionary() ? own : resources, {inside, depth + 1}, most, drawing);
    }
  }
}

int pixels_of(QPDFObjectHandle image, const char* key) {
  QPDFObjectHandle value = image.getDict().getKey(key);
  return value.isInteger() ? value.getIntValueAsInt() : 0;
}

// Strips of one width under each other, from the top, that leave no gap.
bool are_strips(std::vector<Placed>& images) {
  std::ranges::sort(images, [](const Placed& one, const Placed& other) {
    return one.placement.f + one.placement.d > other.placement.f + other.placement.d;
  });
  const Placement& first = images.front().placement;
  const int width = pixels_of(images.front().image, "/Width");
  if (first.a <= 0 || width < 1) return false;
  const double pixel = first.a / width;
  double bottom = first.f + first.d;
  for (const Placed& strip : images) {
    const Placement& p = strip.placement;
    if (p.b != 0 || p.c != 0 || p.d <= 0 || pixels_of(strip.image, "/Width") != width) return false;
    if (std::abs(p.a - first.a) > pixel || std::abs(p.e - first.e) > pixel) return false;
    if (std::abs(p.f + p.d - bottom) > pixel) return false;
    bottom = p.f;
  }
  return true;
}

Result<GreyImage> join_strips(const std::vector<Placed>& strips, const DecodeLimits& limits,
                              const std::string& where) {
  const int width = pixels_of(strips.front().image, "/Width");
  std::int64_t height = 0;
  for (const Placed& strip : strips) height += std::max(0, pixels_of(strip.image, "/Height"));
  HJ_TRY(check_size(width, height, limits, where));
  GreyImage whole(width, static_cast<int>(height));
  auto out = whole.pixels.begin();
  for (const Placed& strip : strips) {
    const GreyImage part = HJ_TRY(decode_pdf_image(strip.image, limits, where));
    if (part.width != width || whole.pixels.end() - out < std::ssize(part.pixels)) {
      return damaged_scan(where);
    }
    out = std::ranges::copy(part.pixels, out).out;
  }
  if (out != whole.pixels.end()) return damaged_scan(where);
  return whole;
}

// Of the page as it is shown.
double dpi_across(const GreyImage& image, const Placement& p, double strips_height,
                  const Turn& turn) {
  const double across = std::hypot(p.a, p.b);
  const double down = strips_height > 0 ? strips_height : std::hypot(p.c, p.d);
  if (turn.xx != 0) return across > 0 ? image.width * kPointsPerInch / across : 0;
  return down > 0 ? image.height * kPointsPerInch / down : 0;
}

int sign(double value) { return value < 0 ? -1 : 1; }

}  // namespace

Placement operator*(const Placement& outer, const Placement& inner) {
  return {outer.a * inner.a + outer.c * inner.b,
          outer.b * inner.a + outer.d * inner.b,
          outer.a * inner.c + outer.c * inner.d,
          outer.b * inner.c + outer.d * inner.d,
          outer.a * inner.e + outer.c * inner.f + outer.e,
          outer.b * inner.e + outer.d * inner.f + outer.f};
}

Turn turn_of(const Placement& p, int rotate) {
  const bool straight = std::abs(p.a) + std::abs(p.d) >= std::abs(p.b) + std::abs(p.c);
  Turn turn = straight ? Turn{sign(p.a), 0, 0, sign(p.d)} : Turn{0, -sign(p.c), -sign(p.b), 0};
  const int quarters = ((rotate % 360 + 360) % 360) / 90;
  for (int i = 0; i < quarters; ++i) turn = {-turn.yx, -turn.yy, turn.xx, turn.xy};
  return turn;
}

GreyImage turned(GreyImage image, const Turn& turn) {
  if (turn.xx < 0) {
    for (int y = 0; y < image.height; ++y) {
      const auto row = image.pixels.begin() + static_cast<std::ptrdiff_t>(image.at(0, y));
      std::reverse(row, row + image.width);
    }
  }
  if (turn.yy < 0) {
    for (int y = 0; y < image.height / 2; ++y) {
      const auto row = image.pixels.begin() + static_cast<std::ptrdiff_t>(image.at(0, y));
      const int other = image.height - 1 - y;
      std::swap_ranges(row, row + image.width,
                       image.pixels.begin() + static_cast<std::ptrdiff_t>(image.at(0, other)));
    }
  }
  if (turn.xx != 0) return image;
  GreyImage out(image.height, image.width);
  for (int y = 0; y < out.height; ++y) {
    const int from_x = turn.yx > 0 ? y : image.width - 1 - y;
    for (int x = 0; x < out.width; ++x) {
      out.pixel(x, y) = image.pixel(from_x, turn.xy > 0 ? x : image.height - 1 - x);
    }
  }
  return out;
}

Result<ScannedPage> read_pdf_page(const PdfPage& page, const DecodeLimits& limits,
                                  std::int64_t& object_bytes, const std::string& where) {
  const UnfoldBudget bound(object_bytes);
  Drawing drawing;
  const Placement start;
  QPDFObjectHandle contents = page.page.getKey("/Contents");
  if (contents.isStream() || contents.isArray()) {
    collect(contents, page.resources, {start, 0}, limits.object_bytes, drawing);
  }
  if (drawing.too_much) return too_costly(where);
  if (drawing.images.empty() || drawing.inline_images) {
    return switch_scanner("PDF 的这一页不是扫描出来的图像，读不了", where);
  }
  const bool strips = drawing.images.size() > 1;
  if (strips && !are_strips(drawing.images)) {
    return invalid("PDF 的这一页由几张图像叠成，读不了", where,
                   "关掉扫描仪的“高压缩 PDF”，或把文件格式设成 JPEG 或 TIFF，再扫一次");
  }
  const Placement& first = drawing.images.front().placement;
  GreyImage image = HJ_TRY(strips ? join_strips(drawing.images, limits, where)
                                  : decode_pdf_image(drawing.images[0].image, limits, where));
  const Turn turn = turn_of(first, page.rotate);
  const double height = strips ? first.f + first.d - drawing.images.back().placement.f : 0;
  const int dpi = plausible_dpi(dpi_across(image, first, height, turn));
  return ScannedPage{turned(std::move(image), turn), dpi};
}

}  // namespace huanjie
