#include "deck/scanner.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace huanjie {
namespace {

// Three boxes in a row are near enough a bell.
GreyImage blurred(const GreyImage& paper, double radius) {
  GreyImage image = paper;
  const int half = std::max(0, static_cast<int>(std::lround(radius)));
  if (half == 0) return image;
  std::vector<std::uint8_t> line;
  const auto box = [&](std::size_t from, std::size_t step, int length) {
    line.resize(static_cast<std::size_t>(length));
    for (int i = 0; i < length; ++i)
      line[static_cast<std::size_t>(i)] = image.pixels[from + step * i];
    int sum = 0;
    for (int i = -half; i <= half; ++i)
      sum += line[static_cast<std::size_t>(std::clamp(i, 0, length - 1))];
    for (int i = 0; i < length; ++i) {
      image.pixels[from + step * i] = static_cast<std::uint8_t>(sum / (2 * half + 1));
      sum += line[static_cast<std::size_t>(std::min(i + half + 1, length - 1))] -
             line[static_cast<std::size_t>(std::max(i - half, 0))];
    }
  };
  for (int pass = 0; pass < 2; ++pass) {
    for (int y = 0; y < image.height; ++y) box(image.at(0, y), 1, image.width);
    for (int x = 0; x < image.width; ++x) {
      box(static_cast<std::size_t>(x), static_cast<std::size_t>(image.width), image.height);
    }
  }
  return image;
}

double grey_at(const GreyImage& paper, double x, double y) {
  const int left = static_cast<int>(std::floor(x));
  const int top = static_cast<int>(std::floor(y));
  if (left < 0 || top < 0 || left + 1 >= paper.width || top + 1 >= paper.height) return 255;
  const double u = x - left;
  const double v = y - top;
  const std::uint8_t* here = paper.pixels.data() + paper.at(left, top);
  const std::uint8_t* under = here + paper.width;
  return (here[0] * (1 - u) + here[1] * u) * (1 - v) + (under[0] * (1 - u) + under[1] * u) * v;
}

// From the paper's millimetres to the scan's pixels.
struct Lie {
  double across_x = 0, across_y = 0;  // pixels a millimetre of the paper's width
  double down_x = 0, down_y = 0;
  Spot origin{};
};

Lie lie_of(const GreyImage& paper, const ScanFaults& faults, int width, int height) {
  const double unit = faults.dpi / 25.4;
  const double radians = (faults.quarter_turns * 90 + faults.skew) * std::numbers::pi / 180;
  Lie lie;
  lie.across_x = unit * faults.scale_across * std::cos(radians);
  lie.across_y = unit * faults.scale_across * std::sin(radians);
  lie.down_x = -unit * faults.scale_down * std::sin(radians);
  lie.down_y = unit * faults.scale_down * std::cos(radians);
  const double middle_x = paper.width / 2.0 / kPaperScale;
  const double middle_y = paper.height / 2.0 / kPaperScale;
  lie.origin = {
      width / 2.0 + faults.shift.x * unit - lie.across_x * middle_x - lie.down_x * middle_y,
      height / 2.0 + faults.shift.y * unit - lie.across_y * middle_x - lie.down_y * middle_y};
  return lie;
}

PageMap map_of(const Lie& lie) {
  const auto at = [&](double x, double y) {
    return Anchor{{x, y},
                  {lie.origin.x + lie.across_x * x + lie.down_x * y,
                   lie.origin.y + lie.across_y * x + lie.down_y * y}};
  };
  const std::array anchors{at(0, 0), at(100, 0), at(0, 100), at(100, 100)};
  return *PageMap::through(anchors);
}

}  // namespace

ScanFaults any_faults(Dice& dice) {
  constexpr std::array kResolutions{150.0, 200.0, 200.0, 240.0, 300.0, 300.0, 300.0, 400.0};
  ScanFaults faults;
  faults.dpi = kResolutions[static_cast<std::size_t>(dice.below(kResolutions.size()))];
  faults.skew = std::clamp(dice.normal(1.2), -5.0, 5.0);
  faults.scale_across = 1 + std::clamp(dice.normal(0.006), -0.019, 0.019);
  faults.scale_down = faults.scale_across + dice.normal(0.003);
  faults.shift = {dice.normal(0.8), dice.normal(0.8)};
  faults.blur_mm = dice.uniform(0.0, 0.11);
  faults.white = dice.uniform(205, 252);
  faults.black = dice.uniform(5, 60);
  faults.noise = dice.uniform(0.5, 7);
  if (dice.chance(0.3)) faults.shadow = dice.uniform(0.05, 0.35);
  faults.shadow_degrees = dice.uniform(0, 360);
  if (dice.chance(0.15)) {
    // A scanner that delivers black and white evens out the light first.
    faults.shadow *= 0.25;
    faults.blur_mm *= 0.5;
    faults.threshold =
        static_cast<int>(faults.black + (faults.white - faults.black) * dice.uniform(0.72, 0.85));
  }
  return faults;
}

Scanned scan(const GreyImage& paper, const ScanFaults& faults, Dice& dice) {
  const double unit = faults.dpi / 25.4 / kPaperScale;
  int width = static_cast<int>(std::lround(paper.width * unit));
  int height = static_cast<int>(std::lround(paper.height * unit));
  if (faults.quarter_turns % 2 != 0) std::swap(width, height);
  const Lie lie = lie_of(paper, faults, width, height);
  const GreyImage soft = blurred(paper, faults.blur_mm * kPaperScale);
  Scanned scanned{GreyImage(width, height), map_of(lie)};
  const double size = lie.across_x * lie.down_y - lie.across_y * lie.down_x;
  const Spot right{lie.down_y / size * kPaperScale, -lie.across_y / size * kPaperScale};
  const Spot down{-lie.down_x / size * kPaperScale, lie.across_x / size * kPaperScale};
  const double light_x = std::cos(faults.shadow_degrees * std::numbers::pi / 180) / width;
  const double light_y = std::sin(faults.shadow_degrees * std::numbers::pi / 180) / height;
  // Noise is drawn ahead: a pixel costs one look.
  std::vector<float> noise(4096);
  for (float& value : noise) value = static_cast<float>(dice.normal(faults.noise));
  const int taken = unit < 0.75 ? 2 : 1;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      double sum = 0;
      for (int i = 0; i < taken * taken; ++i) {
        const int column = i % taken;
        const int row = i / taken;
        const double u = x + (column + 0.5) / taken - lie.origin.x;
        const double v = y + (row + 0.5) / taken - lie.origin.y;
        sum += grey_at(soft, u * right.x + v * down.x - 0.5, u * right.y + v * down.y - 0.5);
      }
      const double light = 1 - faults.shadow * std::clamp(0.5 + light_x * (x - width / 2.0) +
                                                              light_y * (y - height / 2.0),
                                                          0.0, 1.0);
      const double reflected = sum / (taken * taken) / 255;
      double grey = (faults.black + (faults.white - faults.black) * reflected) * light +
                    noise[dice.next() % noise.size()];
      if (faults.threshold > 0) grey = grey >= faults.threshold ? 255 : 0;
      scanned.image.pixel(x, y) = static_cast<std::uint8_t>(std::clamp(grey + 0.5, 0.0, 255.0));
    }
  }
  return scanned;
}

}  // namespace huanjie
