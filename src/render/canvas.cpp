#include "render/canvas.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <numbers>

#include "base/limits.h"
#include "base/text.h"

#ifdef __SANITIZE_ADDRESS__
// cairo 1.16 keeps 768 bytes of every font it cuts down, fontconfig what it read at its start:
// theirs, bounded, and not ours to free. Everything else that leaks is still reported.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\nleak:libcairo\n";
}
#endif

namespace huanjie {

namespace {

constexpr double kWatermarkSize = 150;
constexpr double kWatermarkGray = 0.9;
// Enough to see what is wrong with a roster; a wrong encoding would fill pages.
constexpr std::size_t kMissingNamed = 20;
// Joins the parts of a name (阿卜杜拉·买买提): a line may end after it and never begin with it.
constexpr char32_t kMiddleDot = 0xB7;

template <auto release>
struct Releaser {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};
using SurfacePtr = std::unique_ptr<cairo_surface_t, Releaser<cairo_surface_destroy>>;
using CairoPtr = std::unique_ptr<cairo_t, Releaser<cairo_destroy>>;
using DescriptionPtr = std::unique_ptr<PangoFontDescription, Releaser<pango_font_description_free>>;
using AttributesPtr = std::unique_ptr<PangoAttrList, Releaser<pango_attr_list_unref>>;
template <class T>
using ObjectPtr = std::unique_ptr<T, Releaser<g_object_unref>>;

struct FaceName {
  const char* family;
  bool bold;
};

constexpr std::array<FaceName, 4> kFaces{{{"Noto Serif CJK SC", false},
                                          {"Noto Serif CJK SC", true},
                                          {"Noto Sans CJK SC", false},
                                          {"Noto Sans CJK SC", true}}};
// For characters that Noto lacks: A has the older blocks, B extension B and what came with it.
constexpr std::array<const char*, 2> kRareFamilies{"HanaMinA", "HanaMinB"};

cairo_status_t append_bytes(void* sink, const unsigned char* bytes, unsigned int length) {
  try {
    static_cast<std::string*>(sink)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
  } catch (...) {
    return CAIRO_STATUS_NO_MEMORY;  // no exception may pass through a C library
  }
}

DescriptionPtr describe_face(const char* family, bool bold, double size) {
  DescriptionPtr description(pango_font_description_new());
  pango_font_description_set_family_static(description.get(), family);
  pango_font_description_set_weight(description.get(),
                                    bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(description.get(), size * PANGO_SCALE);
  return description;
}

bool is_variation_selector(char32_t character) {
  return (character >= 0xFE00 && character <= 0xFE0F) ||
         (character >= 0xE0100 && character <= 0xE01EF);
}

std::string code_point_name(char32_t character) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string digits;
  for (char32_t rest = character; rest > 0 || digits.size() < 4; rest /= 16) {
    digits.insert(digits.begin(), kDigits[rest % 16]);
  }
  return "U+" + digits;
}

std::string excerpt(std::string_view text) {
  const std::u32string characters = code_points(text);
  return characters.size() <= kMaxNameCharacters
             ? std::string(text)
             : utf8(std::u32string_view(characters).substr(0, kMaxNameCharacters)) + "……";
}

}  // namespace

struct Canvas::State {
  CanvasInput input{};
  std::string bytes{};
  SurfacePtr surface{};
  CairoPtr cairo{};
  ObjectPtr<PangoFontMap> fonts{};
  ObjectPtr<PangoContext> context{};
  ObjectPtr<PangoLayout> layout{};
  std::array<ObjectPtr<PangoCoverage>, kFaces.size()> faces{};
  std::array<ObjectPtr<PangoCoverage>, kRareFamilies.size()> rare{};
  std::map<char32_t, std::string> missing{};  // character, text
  Colour ink{};

  Result<ObjectPtr<PangoCoverage>> coverage(const char* family, bool bold) {
    const DescriptionPtr wanted = describe_face(family, bold, 12);
    const ObjectPtr<PangoFont> font(pango_context_load_font(context.get(), wanted.get()));
    std::string found = "无";
    if (font) {
      const DescriptionPtr described(pango_font_describe(font.get()));
      found = pango_font_description_get_family(described.get());
    }
    if (found != family) {
      return fail(ErrorCode::unavailable,
                  "没有安装字体“" + std::string(family) + "”，系统给出的是“" + found + "”", "",
                  "安装软件包 fonts-noto-cjk 和 fonts-hanazono");
    }
    return ObjectPtr<PangoCoverage>(
        pango_font_get_coverage(font.get(), pango_context_get_language(context.get())));
  }

  Result<> load_fonts() {
    for (std::size_t at = 0; at < kFaces.size(); ++at) {
      faces[at] = HJ_TRY(coverage(kFaces[at].family, kFaces[at].bold));
    }
    for (std::size_t at = 0; at < kRareFamilies.size(); ++at) {
      rare[at] = HJ_TRY(coverage(kRareFamilies[at], false));
    }
    return {};
  }

  static bool has(const ObjectPtr<PangoCoverage>& font, char32_t character) {
    return pango_coverage_get(font.get(), static_cast<int>(character)) == PANGO_COVERAGE_EXACT;
  }

  // The family for a character that the face lacks; null where the face has it or nobody does.
  const char* rare_family(Face face, char32_t character, std::string_view text) {
    if (has(faces[static_cast<std::size_t>(face)], character)) return nullptr;
    for (std::size_t at = 0; at < kRareFamilies.size(); ++at) {
      if (has(rare[at], character)) return kRareFamilies[at];
    }
    if (missing.size() < kMissingNamed) missing.try_emplace(character, excerpt(text));
    return nullptr;
  }

  static void insert(PangoAttrList* list, PangoAttribute* attribute, guint begin, guint end) {
    attribute->start_index = begin;
    attribute->end_index = end;
    pango_attr_list_insert(list, attribute);
  }

  // A name in a list (、王芳、) stays in one line.
  static void keep_names_whole(PangoAttrList* list, std::string_view text) {
    static constexpr std::u32string_view kEnds = U"、：；，。（）";
    constexpr std::size_t kLongest = 12;  // longer runs are sentences
    const std::u32string characters = code_points(text);
    std::size_t from = 0;
    guint from_byte = 0;
    guint byte = 0;
    bool after_comma = false;
    for (std::size_t at = 0; at <= characters.size(); ++at) {
      const char32_t character = at < characters.size() ? characters[at] : U'。';
      const bool ends = kEnds.find(character) != std::u32string_view::npos;
      const auto length = static_cast<guint>(utf8(character).size());
      if (ends) {
        const bool listed = after_comma || character == U'、';
        if (listed && at - from > 1 && at - from <= kLongest) {
          insert(list, pango_attr_allow_breaks_new(FALSE), from_byte, byte);
        }
        from = at + 1;
        from_byte = byte + length;
        after_comma = character == U'、';
      }
      byte += length;
    }
  }

  // Pango is not left to look for fonts by itself: it would take whatever the machine has.
  AttributesPtr attributes(std::string_view text, Face face) {
    AttributesPtr list(pango_attr_list_new());
    pango_attr_list_insert(list.get(), pango_attr_fallback_new(FALSE));
    keep_names_whole(list.get(), text);
    guint before = 0;  // where the character before this one begins
    guint at = 0;
    const char* family = nullptr;
    for (const char32_t character : code_points(text)) {
      const auto length = static_cast<guint>(utf8(character).size());
      if (character == kMiddleDot)
        insert(list.get(), pango_attr_allow_breaks_new(FALSE), before, at + length);
      if (!is_variation_selector(character)) family = rare_family(face, character, text);
      if (family != nullptr) {
        insert(list.get(), pango_attr_family_new(family), at, at + length);
      }
      before = at;
      at += length;
    }
    return list;
  }

  void set_text(std::string_view text, const TextStyle& style) {
    const FaceName& face = kFaces[static_cast<std::size_t>(style.face)];
    const DescriptionPtr description = describe_face(face.family, face.bold, style.size);
    pango_layout_set_font_description(layout.get(), description.get());
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    pango_layout_set_attributes(layout.get(), attributes(text, style.face).get());
    pango_layout_set_indent(layout.get(), 0);
    pango_layout_set_width(layout.get(), -1);
  }

  void set_gray(double gray) {
    const auto mixed = [&](double share) { return share + (1 - share) * gray; };
    cairo_set_source_rgb(cairo.get(), mixed(ink.red), mixed(ink.green), mixed(ink.blue));
  }

  // With the baseline at the same height whatever fonts the line has, so that columns stay level.
  void show_line(double left, double baseline) {
    cairo_move_to(cairo.get(), left, baseline);
    pango_cairo_show_layout_line(cairo.get(), pango_layout_get_line_readonly(layout.get(), 0));
  }

  double line_width() {
    PangoRectangle logical{};
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout.get(), 0), nullptr,
                                  &logical);
    return static_cast<double>(logical.width) / PANGO_SCALE;
  }
};

Canvas::Canvas(std::unique_ptr<State> state) : state_(std::move(state)) {}
Canvas::Canvas(Canvas&&) noexcept = default;
Canvas& Canvas::operator=(Canvas&&) noexcept = default;

// The surface writes its end into `bytes` when it goes, so it goes first.
Canvas::~Canvas() {
  if (!state_) return;
  state_->cairo.reset();
  state_->surface.reset();
}

Result<Canvas> Canvas::open(const CanvasInput& input) {
  auto state = std::make_unique<State>();
  state->input = input;
  if (input.pixels > 0) {
    state->surface.reset(cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, static_cast<int>(std::lround(input.width * input.pixels)),
        static_cast<int>(std::lround(input.height * input.pixels))));
  } else {
    state->surface.reset(cairo_pdf_surface_create_for_stream(append_bytes, &state->bytes,
                                                             input.width, input.height));
  }
  state->cairo.reset(cairo_create(state->surface.get()));
  if (cairo_status(state->cairo.get()) != CAIRO_STATUS_SUCCESS) {
    return fail(ErrorCode::unavailable, "不能生成 PDF");
  }
  if (input.pixels > 0) {
    cairo_scale(state->cairo.get(), input.pixels, input.pixels);
    cairo_set_source_rgb(state->cairo.get(), 1, 1, 1);
    cairo_paint(state->cairo.get());
  } else {
    // Without a date of ours cairo takes the clock, and two runs would differ.
    cairo_pdf_surface_set_metadata(state->surface.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                   utc_text(input.created).c_str());
    cairo_pdf_surface_set_metadata(state->surface.get(), CAIRO_PDF_METADATA_TITLE,
                                   input.title.c_str());
  }
  state->fonts.reset(pango_cairo_font_map_new());
  state->context.reset(pango_font_map_create_context(state->fonts.get()));
  // Otherwise Han characters take their Japanese shapes.
  pango_context_set_language(state->context.get(), pango_language_from_string("zh-cn"));
  if (input.exact) {
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(state->context.get(), options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(state->context.get(), FALSE);
  }
  pango_cairo_update_context(state->cairo.get(), state->context.get());
  state->layout.reset(pango_layout_new(state->context.get()));
  pango_layout_set_wrap(state->layout.get(), PANGO_WRAP_WORD_CHAR);
  HJ_TRY(state->load_fonts());
  return Canvas(std::move(state));
}

Result<std::vector<std::string>> Canvas::break_lines(std::string_view text, const TextStyle& style,
                                                     double width) {
  if (!is_utf8(text)) return invalid("文字不是 UTF-8 编码", state_->input.title);
  std::vector<std::string> lines;
  for (const std::string& part : split(text, '\n')) {
    state_->set_text(part, style);
    pango_layout_set_indent(state_->layout.get(), static_cast<int>(style.indent * PANGO_SCALE));
    pango_layout_set_width(state_->layout.get(), static_cast<int>(width * PANGO_SCALE));
    const int count = pango_layout_get_line_count(state_->layout.get());
    for (int at = 0; at < count; ++at) {
      const PangoLayoutLine* line = pango_layout_get_line_readonly(state_->layout.get(), at);
      lines.push_back(part.substr(static_cast<std::size_t>(line->start_index),
                                  static_cast<std::size_t>(line->length)));
    }
    // What the coverage promised but the shaper could not do (a lone surrogate, a broken sequence).
    if (state_->missing.empty() &&
        pango_layout_get_unknown_glyphs_count(state_->layout.get()) != 0) {
      return invalid("“" + excerpt(part) + "”中有无法印出的字", state_->input.title);
    }
  }
  return lines;
}

Result<> Canvas::check_characters() const {
  if (state_->missing.empty()) return {};
  std::vector<std::string> named;
  for (const auto& [character, text] : state_->missing) {
    named.push_back("“" + text + "”中的 " + code_point_name(character));
  }
  return invalid("没有字体含有这些字：" + join(named, "，"), state_->input.title,
                 "装有该字的字体；或改用通行的写法，由监票人确认后打印");
}

void Canvas::draw_line(const std::string& text, const TextStyle& style, const Rect& box,
                       Align align) {
  if (text.empty()) return;
  state_->set_text(text, style);
  const double free = box.width - state_->line_width();
  const double shift = align == Align::left ? 0 : align == Align::right ? free : free / 2;
  state_->set_gray(style.gray);
  // A Han character fills its square from 0.88 above the baseline to 0.12 below.
  state_->show_line(box.left + shift, box.top + style.pitch / 2 + style.size * 0.38);
}

void Canvas::draw_watermark(const std::string& text, Face face) {
  const TextStyle style{
      .face = face, .size = kWatermarkSize, .pitch = kWatermarkSize, .gray = kWatermarkGray};
  state_->set_text(text, style);
  cairo_save(state_->cairo.get());
  cairo_translate(state_->cairo.get(), state_->input.width / 2, state_->input.height / 2);
  cairo_rotate(state_->cairo.get(), -std::numbers::pi / 6);
  state_->set_gray(style.gray);
  state_->show_line(-state_->line_width() / 2, style.size * 0.38);
  cairo_restore(state_->cairo.get());
}

void Canvas::stroke(double x1, double y1, double x2, double y2, double thickness) {
  state_->set_gray(0);
  cairo_set_line_width(state_->cairo.get(), thickness);
  cairo_move_to(state_->cairo.get(), x1, y1);
  cairo_line_to(state_->cairo.get(), x2, y2);
  cairo_stroke(state_->cairo.get());
}

void Canvas::frame(const Rect& box, double thickness, double gray) {
  state_->set_gray(gray);
  cairo_set_line_width(state_->cairo.get(), thickness);
  cairo_rectangle(state_->cairo.get(), box.left, box.top, box.width, box.height);
  cairo_stroke(state_->cairo.get());
}

void Canvas::fill(const Rect& box, double gray) {
  state_->set_gray(gray);
  cairo_rectangle(state_->cairo.get(), box.left, box.top, box.width, box.height);
  cairo_fill(state_->cairo.get());
}

void Canvas::use_ink(Colour ink) { state_->ink = ink; }

void Canvas::fill(const Rect& box, Colour colour) {
  cairo_set_source_rgb(state_->cairo.get(), colour.red, colour.green, colour.blue);
  cairo_rectangle(state_->cairo.get(), box.left, box.top, box.width, box.height);
  cairo_fill(state_->cairo.get());
}

double Canvas::width_of(const std::string& text, const TextStyle& style) {
  state_->set_text(text, style);
  return state_->line_width();
}

Result<GreyPicture> Canvas::picture() const {
  cairo_surface_t* surface = state_->surface.get();
  cairo_surface_flush(surface);
  const unsigned char* data = cairo_image_surface_get_data(surface);
  if (data == nullptr) return fail(ErrorCode::unavailable, "不能画出票面", state_->input.title);
  GreyPicture picture{
      cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface), {}};
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
  picture.pixels.reserve(static_cast<std::size_t>(picture.width) *
                         static_cast<std::size_t>(picture.height));
  for (int y = 0; y < picture.height; ++y) {
    const unsigned char* row = data + static_cast<std::size_t>(y) * stride;
    for (int x = 0; x < picture.width; ++x) {
      std::uint32_t pixel = 0;
      std::memcpy(&pixel, row + static_cast<std::size_t>(x) * sizeof pixel, sizeof pixel);
      // The luma of ITU-R BT.601 in 256ths, as a JPEG of the scan would have it.
      const std::uint32_t luma =
          77 * (pixel >> 16 & 255) + 150 * (pixel >> 8 & 255) + 29 * (pixel & 255);
      picture.pixels.push_back(static_cast<char>(luma >> 8));
    }
  }
  return picture;
}

void Canvas::next_page() { cairo_show_page(state_->cairo.get()); }

Result<std::string> Canvas::finish() {
  const cairo_status_t drawn = cairo_status(state_->cairo.get());
  state_->cairo.reset();
  cairo_surface_finish(state_->surface.get());
  const cairo_status_t written = cairo_surface_status(state_->surface.get());
  for (const cairo_status_t status : {drawn, written}) {
    if (status != CAIRO_STATUS_SUCCESS) {
      return fail(ErrorCode::unavailable,
                  std::string("不能生成 PDF：") + cairo_status_to_string(status),
                  state_->input.title);
    }
  }
  return std::move(state_->bytes);
}

}  // namespace huanjie
