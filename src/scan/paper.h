#pragma once

#include <cstdint>
#include <vector>

#include "scan/image.h"
#include "scan/page_map.h"

namespace huanjie {

// In a straightened picture: what bare paper is, whatever its colour and the light.
inline constexpr int kPaper = 245;

// Mean of square blocks of `factor` pixels; what is left over at the right and below is dropped.
GreyImage shrink(const GreyImage& image, int factor);

// How bright bare paper is at each place of a scan: the brightest of each neighbourhood, so that
// shadows and coloured paper are seen and ink is not.
class PaperLevel {
 public:
  // `small` is the scan shrunk by `factor`; one block is about 4 mm.
  PaperLevel(const GreyImage& small, int factor, double pixels_per_mm);

  // At a place of the scan in its own pixels.
  double at(double x, double y) const;

 private:
  int columns_ = 0;
  int rows_ = 0;
  double block_ = 1;  // pixels of the scan
  std::vector<float> levels_{};
};

// What a straightened picture needs beside the scan.
struct Light {
  const PaperLevel* paper = nullptr;
  double black = 0;  // of print, in the scan's grey
  int factor = 1;    // how many times the picture was shrunk; `paper` speaks of the whole scan
};

// The part of the page right and below of `from`, straightened at `scale` pixels a millimetre,
// every pixel the mean of the scan's pixels in its place; print is near 0 and bare paper kPaper.
// Outside the scan everything is paper.
struct Cut {
  Spot from{};  // millimetres
  int width = 0;
  int height = 0;  // pixels
  int scale = 4;
};
GreyImage straighten(const GreyImage& scan, const PageMap& map, const Light& light, const Cut& cut);

}  // namespace huanjie
