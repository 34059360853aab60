#pragma once

#include <vector>

#include "scan/image.h"

namespace huanjie {

// Cells are straightened and judged at this scale, with this much of the page around the box.
inline constexpr int kCellScale = 4;  // pixels a millimetre
inline constexpr int kRing = 3;       // millimetres

// Pixels of a picture, right and below exclusive.
struct Box {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;

  int width() const { return right - left; }
  int height() const { return bottom - top; }
  bool contains(int x, int y) const { return x >= left && x < right && y >= top && y < bottom; }
  friend bool operator==(const Box&, const Box&) = default;
};

// What is darker on the straightened cell than bare paper, 0 none to 245, where the print of the
// unmarked sheet does not explain it. Under a printed line ink is taken to go on where it stands on
// both sides.
GreyImage ink_of(const GreyImage& seen, const GreyImage& print);

// Connected ink, diagonals included.
struct Blot {
  int area = 0;  // pixels
  Box box{};
  int darkest = 0;
};

// The ink of a cell, apart from the noise of paper and scanner.
struct Ink {
  GreyImage depth{};          // ink_of, less the noise
  GreyImage mark{};           // 255 where the mark is, thin gaps closed, dust left out
  std::vector<Blot> blots{};  // of the mark, largest first
  int parts = 0;              // of the mark, where gaps of half a millimetre are none
  Box box{};                  // around the mark
  int strength = 0;           // of the darkest square millimetre and a half
  bool murky = false;         // paper cannot be told from ink
  int noise = 0;              // what paper varies by
  int dust = 0;               // pixels of specks left out
  int faint = 0;              // pixels of ink too faint to be of the mark
};
Ink measure_ink(GreyImage depth);

// The mean of each three by three pixels; beyond the edge is nought.
GreyImage soft(const GreyImage& image);

// The blots of a picture of 0 and 255, largest first; every pixel of blots smaller than `least` is
// set to 0 and counted in `dropped`.
std::vector<Blot> find_blots(GreyImage& mark, const GreyImage& depth, int least, int& dropped);

}  // namespace huanjie
