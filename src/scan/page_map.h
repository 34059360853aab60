#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace huanjie {

// Millimetres on the upright page, or pixels of a scan; which, the name beside it says.
struct Spot {
  double x = 0;
  double y = 0;
};

// A place on the page and where the scan shows it.
struct Anchor {
  Spot page{};
  Spot scan{};
};

// From the page, in millimetres, to a scan, in pixels: a straight map, and what the corner marks
// found off it, spread between them, since a feeder pulls paper unevenly.
class PageMap {
 public:
  // An exact map without corrections.
  static PageMap turned(double pixels_per_mm, double radians, Spot origin);
  // Least squares through three anchors or more that do not stand in one line; nothing otherwise.
  static std::optional<PageMap> through(std::span<const Anchor> anchors);

  Spot operator()(Spot page) const;
  // Pixels a millimetre, along the page's width and along its height.
  double across() const;
  double down() const;
  // Of the page's width on the scan, anticlockwise negative, -180 to 180.
  double degrees() const;
  // How far the anchor lies off the straight map, in millimetres.
  double off(const Anchor& anchor) const;
  // The same page on the scan shrunk so many times.
  PageMap shrunk(int factor) const;
  // Corrects between the anchors by what each is off the straight map.
  void follow(std::span<const Anchor> anchors);

 private:
  Spot straight(Spot page) const;

  std::array<double, 6> map_{};        // x = m0 + m1 px + m2 py, y = m3 + m4 px + m5 py
  std::vector<Anchor> corrections_{};  // page place, and the pixels to add there
};

}  // namespace huanjie
