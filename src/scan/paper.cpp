#include "scan/paper.h"

#include <algorithm>
#include <cmath>

namespace huanjie {
namespace {

constexpr double kBlockMillimetres = 4;
// Darker than this is no paper, but the lid of a scanner.
constexpr float kDarkestPaper = 60;

std::size_t place(int x, int y, int columns) {
  return static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) +
         static_cast<std::size_t>(x);
}

// The largest of each three by three.
std::vector<float> widen(const std::vector<float>& levels, int columns, int rows) {
  std::vector<float> wide(levels.size());
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      float most = 0;
      for (int v = std::max(0, y - 1); v <= std::min(rows - 1, y + 1); ++v) {
        for (int u = std::max(0, x - 1); u <= std::min(columns - 1, x + 1); ++u) {
          most = std::max(most, levels[place(u, v, columns)]);
        }
      }
      wide[place(x, y, columns)] = most;
    }
  }
  return wide;
}

std::vector<float> smooth(const std::vector<float>& levels, int columns, int rows) {
  std::vector<float> mean(levels.size());
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      float sum = 0;
      int count = 0;
      for (int v = std::max(0, y - 1); v <= std::min(rows - 1, y + 1); ++v) {
        for (int u = std::max(0, x - 1); u <= std::min(columns - 1, x + 1); ++u) {
          sum += levels[place(u, v, columns)];
          ++count;
        }
      }
      mean[place(x, y, columns)] = sum / static_cast<float>(count);
    }
  }
  return mean;
}

}  // namespace

GreyImage shrink(const GreyImage& image, int factor) {
  if (factor <= 1) return image;
  GreyImage small(image.width / factor, image.height / factor);
  const std::uint32_t area = static_cast<std::uint32_t>(factor) * factor;
  std::vector<std::uint32_t> sums(static_cast<std::size_t>(small.width));
  for (int y = 0; y < small.height; ++y) {
    std::ranges::fill(sums, area / 2);
    for (int v = 0; v < factor; ++v) {
      const std::uint8_t* row = image.pixels.data() + image.at(0, y * factor + v);
      for (std::uint32_t& sum : sums) {
        for (int u = 0; u < factor; ++u) sum += *row++;
      }
    }
    for (int x = 0; x < small.width; ++x) {
      small.pixel(x, y) = static_cast<std::uint8_t>(sums[static_cast<std::size_t>(x)] / area);
    }
  }
  return small;
}

PaperLevel::PaperLevel(const GreyImage& small, int factor, double pixels_per_mm) {
  const int step = std::max(4, static_cast<int>(kBlockMillimetres * pixels_per_mm / factor));
  block_ = static_cast<double>(step) * factor;
  columns_ = std::max(1, (small.width + step - 1) / step);
  rows_ = std::max(1, (small.height + step - 1) / step);
  levels_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), 0);
  for (int y = 0; y < small.height; ++y) {
    for (int x = 0; x < small.width; ++x) {
      float& level = levels_[place(x / step, y / step, columns_)];
      level = std::max(level, static_cast<float>(small.pixel(x, y)));
    }
  }
  levels_ = smooth(widen(levels_, columns_, rows_), columns_, rows_);
  for (float& level : levels_) level = std::max(level, kDarkestPaper);
}

double PaperLevel::at(double x, double y) const {
  const double column = std::clamp(x / block_ - 0.5, 0.0, static_cast<double>(columns_ - 1));
  const double row = std::clamp(y / block_ - 0.5, 0.0, static_cast<double>(rows_ - 1));
  const int left = static_cast<int>(column);
  const int top = static_cast<int>(row);
  const int right = std::min(left + 1, columns_ - 1);
  const int below = std::min(top + 1, rows_ - 1);
  const double u = column - left;
  const double v = row - top;
  const auto level = [&](int c, int r) {
    return static_cast<double>(levels_[place(c, r, columns_)]);
  };
  return (level(left, top) * (1 - u) + level(right, top) * u) * (1 - v) +
         (level(left, below) * (1 - u) + level(right, below) * u) * v;
}

namespace {

// The scan's grey around a place that lies between its pixels.
double between(const GreyImage& scan, double x, double y) {
  const int left = static_cast<int>(std::floor(x));
  const int top = static_cast<int>(std::floor(y));
  if (left < 0 || top < 0 || left + 1 >= scan.width || top + 1 >= scan.height) return -1;
  const double u = x - left;
  const double v = y - top;
  const std::uint8_t* here = scan.pixels.data() + scan.at(left, top);
  const std::uint8_t* under = here + scan.width;
  return (here[0] * (1 - u) + here[1] * u) * (1 - v) + (under[0] * (1 - u) + under[1] * u) * v;
}

// The samples of one straightened pixel, on the scan, as steps from its middle.
std::vector<Spot> samples(Spot right, Spot down) {
  const double length = std::max(std::hypot(right.x, right.y), std::hypot(down.x, down.y));
  const int count = std::clamp(static_cast<int>(std::lround(length)), 1, 6);
  std::vector<Spot> steps;
  for (int j = 0; j < count; ++j) {
    for (int i = 0; i < count; ++i) {
      const double a = (i + 0.5) / count - 0.5;
      const double b = (j + 0.5) / count - 0.5;
      steps.push_back({right.x * a + down.x * b, right.y * a + down.y * b});
    }
  }
  return steps;
}

}  // namespace

GreyImage straighten(const GreyImage& scan, const PageMap& map, const Light& light,
                     const Cut& cut) {
  GreyImage out(cut.width, cut.height, static_cast<std::uint8_t>(kPaper));
  const double pixel = 1.0 / cut.scale;
  // Over a few centimetres the map is straight: its three corners give the rest.
  const Spot origin = map({cut.from.x + pixel / 2, cut.from.y + pixel / 2});
  const Spot far_right = map({cut.from.x + cut.width * pixel, cut.from.y + pixel / 2});
  const Spot far_down = map({cut.from.x + pixel / 2, cut.from.y + cut.height * pixel});
  const double columns = cut.width - 0.5;
  const double rows = cut.height - 0.5;
  const Spot right{(far_right.x - origin.x) / columns, (far_right.y - origin.y) / columns};
  const Spot down{(far_down.x - origin.x) / rows, (far_down.y - origin.y) / rows};
  const std::vector<Spot> steps = samples(right, down);
  for (int y = 0; y < cut.height; ++y) {
    for (int x = 0; x < cut.width; ++x) {
      // The middle of a scan's pixel is half a pixel from its corner.
      const Spot at{origin.x + right.x * x + down.x * y - 0.5,
                    origin.y + right.y * x + down.y * y - 0.5};
      double sum = 0;
      int count = 0;
      for (const Spot& step : steps) {
        const double grey = between(scan, at.x + step.x, at.y + step.y);
        if (grey < 0) continue;
        sum += grey;
        ++count;
      }
      if (count == 0) continue;
      const double paper = light.paper->at(at.x * light.factor, at.y * light.factor);
      const double reach = std::max(20.0, paper - light.black);
      const double value = kPaper - kPaper * (paper - sum / count) / reach;
      out.pixel(x, y) = static_cast<std::uint8_t>(std::clamp(value + 0.5, 0.0, 255.0));
    }
  }
  return out;
}

}  // namespace huanjie
