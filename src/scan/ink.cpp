#include "scan/ink.h"

#include <algorithm>
#include <array>

#include "scan/paper.h"

namespace huanjie {
namespace {

constexpr int kPrinted = 200;      // lighter is paper, on the unmarked sheet
constexpr int kAcrossPrint = 7;    // pixels: a line with its margin on both sides
constexpr int kStrongest = 24;     // pixels, a square millimetre and a half
constexpr int kFaintest = 18;      // of 245: less is no ink, whatever the noise
constexpr int kDarkestPaper = 40;  // of 245 below bare paper: a shadow that hides ink
constexpr int kMostNoise = 35;
constexpr int kVeil = 9;       // of 245, of the mean of three by three pixels
constexpr int kVeilArea = 16;  // pixels
constexpr int kVeilReach = 8;  // pixels, two millimetres
constexpr int kSpeck = 5;      // pixels, 0.3 square millimetres

// Where print is, and a pixel around it, since a page is placed to a quarter of a millimetre.
GreyImage printed(const GreyImage& print) {
  GreyImage mask(print.width, print.height, 0);
  for (int y = 0; y < print.height; ++y) {
    for (int x = 0; x < print.width; ++x) {
      if (print.pixel(x, y) >= kPrinted) continue;
      for (int v = y - 1; v <= y + 1; ++v) {
        for (int u = x - 1; u <= x + 1; ++u) {
          if (mask.contains(u, v)) mask.pixel(u, v) = 255;
        }
      }
    }
  }
  return mask;
}

// The ink on the first bare pixel in a direction; -1 where none is near.
int beyond(const GreyImage& ink, const GreyImage& mask, int x, int y, std::array<int, 2> step) {
  for (int i = 0; i < kAcrossPrint; ++i) {
    x += step[0];
    y += step[1];
    if (!mask.contains(x, y)) return -1;
    if (mask.pixel(x, y) == 0) return ink.pixel(x, y);
  }
  return -1;
}

void go_on_under_print(GreyImage& ink, const GreyImage& mask) {
  constexpr std::array<std::array<int, 2>, 4> kDirections{{{1, 0}, {0, 1}, {1, 1}, {1, -1}}};
  for (int y = 0; y < ink.height; ++y) {
    for (int x = 0; x < ink.width; ++x) {
      if (mask.pixel(x, y) == 0) continue;
      int most = 0;
      for (const auto& [dx, dy] : kDirections) {
        const int one = beyond(ink, mask, x, y, {dx, dy});
        const int other = beyond(ink, mask, x, y, {-dx, -dy});
        most = std::max(most, std::min(one, other));
      }
      ink.pixel(x, y) = static_cast<std::uint8_t>(most);
    }
  }
}

// The value that `share` thousandths of all pixels do not exceed.
int quantile(const std::array<int, 256>& counts, int total, int share) {
  int left = static_cast<int>(static_cast<std::int64_t>(total) * share / 1000);
  for (int value = 0; value < 256; ++value) {
    left -= counts[static_cast<std::size_t>(value)];
    if (left < 0) return value;
  }
  return 255;
}

int strongest(const std::array<int, 256>& counts) {
  int left = kStrongest;
  int sum = 0;
  for (int value = 255; value > 0 && left > 0; --value) {
    const int taken = std::min(left, counts[static_cast<std::size_t>(value)]);
    sum += taken * value;
    left -= taken;
  }
  return sum / kStrongest;
}

std::array<int, 256> count_values(const GreyImage& image) {
  std::array<int, 256> counts{};
  for (const std::uint8_t value : image.pixels) ++counts[value];
  return counts;
}

// 255 where a pixel or a neighbour is (`grow`), or where it and all its neighbours are.
GreyImage spread(const GreyImage& mark, bool grow) {
  GreyImage out(mark.width, mark.height, 0);
  for (int y = 0; y < mark.height; ++y) {
    for (int x = 0; x < mark.width; ++x) {
      bool any = false;
      bool all = true;
      for (int v = y - 1; v <= y + 1; ++v) {
        for (int u = x - 1; u <= x + 1; ++u) {
          // Beyond the edge ink goes on as it is at the edge, so that closing eats nothing there.
          const bool is =
              mark.pixel(std::clamp(u, 0, mark.width - 1), std::clamp(v, 0, mark.height - 1)) != 0;
          any = any || is;
          all = all && is;
        }
      }
      out.pixel(x, y) = (grow ? any : all) ? 255 : 0;
    }
  }
  return out;
}

}  // namespace

GreyImage soft(const GreyImage& image) {
  GreyImage out(image.width, image.height, 0);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      int sum = 0;
      for (int v = y - 1; v <= y + 1; ++v) {
        for (int u = x - 1; u <= x + 1; ++u) sum += image.contains(u, v) ? image.pixel(u, v) : 0;
      }
      out.pixel(x, y) = static_cast<std::uint8_t>(sum / 9);
    }
  }
  return out;
}

GreyImage ink_of(const GreyImage& seen, const GreyImage& print) {
  GreyImage ink(seen.width, seen.height, 0);
  for (std::size_t i = 0; i < ink.pixels.size(); ++i) {
    ink.pixels[i] = static_cast<std::uint8_t>(std::max(0, kPaper - seen.pixels[i]));
  }
  go_on_under_print(ink, printed(print));
  return ink;
}

std::vector<Blot> find_blots(GreyImage& mark, const GreyImage& depth, int least, int& dropped) {
  std::vector<Blot> blots;
  std::vector<std::uint8_t> visited(mark.pixels.size(), 0);
  std::vector<std::array<int, 2>> pixels;
  for (int y = 0; y < mark.height; ++y) {
    for (int x = 0; x < mark.width; ++x) {
      if (mark.pixel(x, y) == 0 || visited[mark.at(x, y)] != 0) continue;
      Blot blot{0, {x, y, x + 1, y + 1}, 0};
      pixels.assign(1, {x, y});
      visited[mark.at(x, y)] = 1;
      for (std::size_t i = 0; i < pixels.size(); ++i) {
        const auto [px, py] = pixels[i];
        blot.darkest = std::max<int>(blot.darkest, depth.pixel(px, py));
        blot.box = {std::min(blot.box.left, px), std::min(blot.box.top, py),
                    std::max(blot.box.right, px + 1), std::max(blot.box.bottom, py + 1)};
        for (int v = py - 1; v <= py + 1; ++v) {
          for (int u = px - 1; u <= px + 1; ++u) {
            if (!mark.contains(u, v) || mark.pixel(u, v) == 0 || visited[mark.at(u, v)] != 0)
              continue;
            visited[mark.at(u, v)] = 1;
            pixels.push_back({u, v});
          }
        }
      }
      blot.area = static_cast<int>(pixels.size());
      if (blot.area >= least) {
        blots.push_back(blot);
        continue;
      }
      dropped += blot.area;
      for (const auto& [px, py] : pixels) mark.pixel(px, py) = 0;
    }
  }
  std::ranges::stable_sort(blots, std::ranges::greater{}, &Blot::area);
  return blots;
}

Ink measure_ink(GreyImage depth) {
  Ink ink;
  const int total = static_cast<int>(depth.pixels.size());
  const std::array<int, 256> counts = count_values(depth);
  const int paper = quantile(counts, total, 500);
  // Below the median, where a filled box does not reach.
  ink.noise = std::max(1, quantile(counts, total, 550) - quantile(counts, total, 150));
  ink.murky = paper > kDarkestPaper || ink.noise > kMostNoise;
  for (std::uint8_t& value : depth.pixels) {
    value = static_cast<std::uint8_t>(std::max(0, value - paper));
  }
  ink.depth = std::move(depth);
  ink.strength = strongest(count_values(ink.depth));
  const int weakest = std::min(60, std::max(kFaintest, 3 * ink.noise));
  const int threshold = std::max(weakest, ink.strength * 2 / 5);
  GreyImage mark(ink.depth.width, ink.depth.height, 0);
  for (std::size_t i = 0; i < mark.pixels.size(); ++i) {
    mark.pixels[i] = ink.depth.pixels[i] >= threshold ? 255 : 0;
  }
  mark = spread(spread(mark, true), false);
  const GreyImage wide = spread(mark, true);
  const GreyImage near = spread(spread(wide, true), true);
  GreyImage faint(mark.width, mark.height, 0);
  for (std::size_t i = 0; i < faint.pixels.size(); ++i) {
    faint.pixels[i] = ink.depth.pixels[i] >= weakest && near.pixels[i] == 0 ? 255 : 0;
  }
  // A pencil that hardly shows is seen by its length alone.
  const GreyImage even = soft(ink.depth);
  const int veil = std::max(kVeil, 2 * ink.noise);
  GreyImage veiled(mark.width, mark.height, 0);
  for (std::size_t i = 0; i < veiled.pixels.size(); ++i) {
    veiled.pixels[i] = even.pixels[i] >= veil && near.pixels[i] == 0 ? 255 : 0;
  }
  int specks = 0;
  for (const Blot& blot : find_blots(veiled, even, kVeilArea, specks)) {
    if (std::max(blot.box.width(), blot.box.height()) >= kVeilReach) ink.faint += blot.area;
  }
  for (const Blot& blot : find_blots(faint, ink.depth, kSpeck, specks)) ink.faint += blot.area;
  ink.blots = find_blots(mark, ink.depth, kSpeck, ink.dust);
  GreyImage joined = spread(mark, true);
  int none = 0;
  ink.parts = static_cast<int>(find_blots(joined, ink.depth, 1, none).size());
  ink.mark = std::move(mark);
  for (const Blot& blot : ink.blots) {
    if (ink.box.width() == 0) ink.box = blot.box;
    ink.box = {std::min(ink.box.left, blot.box.left), std::min(ink.box.top, blot.box.top),
               std::max(ink.box.right, blot.box.right), std::max(ink.box.bottom, blot.box.bottom)};
  }
  return ink;
}

}  // namespace huanjie
