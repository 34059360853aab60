#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "documents/document.h"

namespace huanjie {

// The faces of our papers. Song stands for 仿宋 and 小标宋, whose usual fonts are not free.
enum class Face { song, song_bold, hei, hei_bold };

struct TextStyle {
  Face face = Face::song;
  double size = 12;   // points, like every length here
  double pitch = 18;  // from line to line
  double indent = 0;  // of the first line
  double gray = 0;    // 0 black, 1 white
};

struct Rect {
  double left = 0;
  double top = 0;
  double width = 0;
  double height = 0;
};

// Shares of red, green and blue from 0 to 1.
struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
};

struct CanvasInput {
  std::string title{};
  double width = 0;
  double height = 0;
  Timestamp created{};
  double pixels = 0;   // a point, of a picture instead of a PDF; 0 for a PDF
  bool exact = false;  // no width is rounded, so that a picture and a PDF set text alike
};

// Grey values row by row from the top left, 0 black to 255 white.
struct GreyPicture {
  int width = 0;
  int height = 0;
  std::string pixels{};
};

// Pages of a PDF (or one picture), origin top left. Text goes through two steps: `break_lines`
// before the pages are made, which also remembers every character that no font has, and
// `draw_line`.
class Canvas {
 public:
  // Refuses a font that is not installed under its own name: another would change every page.
  static Result<Canvas> open(const CanvasInput& input);
  Canvas(Canvas&&) noexcept;
  Canvas& operator=(Canvas&&) noexcept;
  ~Canvas();

  // Never cuts: a word longer than the width is broken between characters.
  Result<std::vector<std::string>> break_lines(std::string_view text, const TextStyle& style,
                                               double width);
  // The characters that no font has, with the text where each was met first.
  [[nodiscard]] Result<> check_characters() const;

  // One line in the middle of the style's pitch from the top of `box`; no wrapping.
  void draw_line(const std::string& text, const TextStyle& style, const Rect& box, Align align);
  // Large, pale and slanted across the page.
  void draw_watermark(const std::string& text, Face face = Face::hei);
  void stroke(double x1, double y1, double x2, double y2, double thickness);
  void frame(const Rect& box, double thickness, double gray);
  void fill(const Rect& box, double gray);
  // What `gray` 0 is from here on; black at first.
  void use_ink(Colour ink);
  void fill(const Rect& box, Colour colour);
  double width_of(const std::string& text, const TextStyle& style);
  void next_page();
  // Of the page so far, of a canvas opened for a picture.
  Result<GreyPicture> picture() const;

  // The whole file. The canvas is of no use afterwards.
  Result<std::string> finish();

 private:
  struct State;
  explicit Canvas(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace huanjie
