#include "scan/skeleton.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace huanjie {
namespace {

constexpr std::array<Pixel, 8> kAround{
    {{0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}}};

std::array<bool, 8> around(const GreyImage& line, int x, int y) {
  std::array<bool, 8> is{};
  for (std::size_t i = 0; i < 8; ++i) {
    const int u = x + kAround[i].x;
    const int v = y + kAround[i].y;
    is[i] = line.contains(u, v) && line.pixel(u, v) != 0;
  }
  return is;
}

// How often the neighbours, gone around once, change from paper to ink: the ways that leave here.
int ways(const std::array<bool, 8>& is) {
  int count = 0;
  for (std::size_t i = 0; i < 8; ++i) count += !is[i] && is[(i + 1) % 8] ? 1 : 0;
  return count;
}

bool may_go(const std::array<bool, 8>& is, bool second) {
  const auto neighbours = std::ranges::count(is, true);
  if (neighbours < 2 || neighbours > 6 || ways(is) != 1) return false;
  const bool north = is[0];
  const bool east = is[2];
  const bool south = is[4];
  const bool west = is[6];
  return second ? !(north && east && west) && !(north && south && west)
                : !(north && east && south) && !(east && south && west);
}

void thin(GreyImage& line) {
  std::vector<std::size_t> gone;
  for (bool changed = true; changed;) {
    changed = false;
    for (const bool second : {false, true}) {
      gone.clear();
      for (int y = 0; y < line.height; ++y) {
        for (int x = 0; x < line.width; ++x) {
          if (line.pixel(x, y) != 0 && may_go(around(line, x, y), second))
            gone.push_back(line.at(x, y));
        }
      }
      for (const std::size_t at : gone) line.pixels[at] = 0;
      changed = changed || !gone.empty();
    }
  }
}

std::vector<Pixel> pixels_of(const GreyImage& line) {
  std::vector<Pixel> pixels;
  for (int y = 0; y < line.height; ++y) {
    for (int x = 0; x < line.width; ++x) {
      if (line.pixel(x, y) != 0) pixels.push_back({x, y});
    }
  }
  return pixels;
}

// Where more than two ways meet.
bool is_fork(const GreyImage& line, int x, int y) {
  const std::array<bool, 8> is = around(line, x, y);
  return ways(is) >= 3 || std::ranges::count(is, true) >= 4;
}

// From an end along the line up to where it forks; the fork is not part of it. An elbow may look
// like a fork: `through` goes on where only one way does.
std::vector<Pixel> branch_from(const GreyImage& line, Pixel end, std::size_t longest,
                               bool through) {
  std::vector<Pixel> branch{end};
  while (branch.size() <= longest) {
    const Pixel here = branch.back();
    std::vector<Pixel> next;
    for (const Pixel& step : kAround) {
      const Pixel there{here.x + step.x, here.y + step.y};
      if (!line.contains(there.x, there.y) || line.pixel(there.x, there.y) == 0) continue;
      if (std::ranges::find(branch, there) == branch.end()) next.push_back(there);
    }
    if (next.empty()) return branch;
    // Beside a step down a corner may touch a step sideways: the straight one goes on.
    if (next.size() > 2 || (!through && is_fork(line, here.x, here.y))) {
      branch.pop_back();
      return branch;
    }
    std::ranges::sort(
        next, {}, [&](const Pixel& p) { return std::abs(p.x - here.x) + std::abs(p.y - here.y); });
    branch.push_back(next.front());
  }
  return branch;
}

bool is_end(const GreyImage& line, Pixel at) {
  const std::array<bool, 8> is = around(line, at.x, at.y);
  return ways(is) == 1 && std::ranges::count(is, true) <= 2;
}

void drop_spurs(GreyImage& line, int shortest) {
  const auto limit = static_cast<std::size_t>(shortest);
  for (const Pixel& at : pixels_of(line)) {
    if (line.pixel(at.x, at.y) == 0 || !is_end(line, at)) continue;
    const std::vector<Pixel> branch = branch_from(line, at, limit, false);
    if (branch.size() > limit) continue;
    // A line with two ends and no fork is no spur.
    const Pixel last = branch.back();
    if (branch.size() > 1 && is_end(line, last)) continue;
    for (const Pixel& pixel : branch) line.pixel(pixel.x, pixel.y) = 0;
  }
  thin(line);
}

}  // namespace

Skeleton skeleton_of(const GreyImage& mark) {
  Skeleton skeleton;
  skeleton.line = mark;
  thin(skeleton.line);
  const auto area = static_cast<int>(std::ranges::count(mark.pixels, 255));
  const auto length = static_cast<int>(std::ranges::count(skeleton.line.pixels, 255));
  skeleton.thickness = length > 0 ? area * 10 / length : 0;
  drop_spurs(skeleton.line, std::max(2, skeleton.thickness * 7 / 100 + 1));
  skeleton.pixels = pixels_of(skeleton.line);
  for (const Pixel& at : skeleton.pixels) {
    if (is_end(skeleton.line, at)) skeleton.ends.push_back(at);
    skeleton.forks += is_fork(skeleton.line, at.x, at.y) ? 1 : 0;
  }
  return skeleton;
}

std::vector<Pixel> way_between_ends(const Skeleton& skeleton) {
  if (skeleton.ends.size() != 2) return {};
  std::vector<Pixel> way =
      branch_from(skeleton.line, skeleton.ends.front(), skeleton.pixels.size() + 1, true);
  // All of the line is on the way, but for corners that were cut.
  const bool is_all = way.size() * 10 >= skeleton.pixels.size() * 9;
  return is_all && way.back() == skeleton.ends.back() ? way : std::vector<Pixel>{};
}

std::vector<int> holes_of(const GreyImage& mark) {
  // Paper, gone through without diagonals, since ink is joined by them; the edge's is outside.
  GreyImage paper(mark.width + 2, mark.height + 2, 255);
  for (int y = 0; y < mark.height; ++y) {
    for (int x = 0; x < mark.width; ++x) {
      if (mark.pixel(x, y) != 0) paper.pixel(x + 1, y + 1) = 0;
    }
  }
  std::vector<int> areas;
  std::vector<Pixel> pixels;
  for (int y = 0; y < paper.height; ++y) {
    for (int x = 0; x < paper.width; ++x) {
      if (paper.pixel(x, y) == 0) continue;
      pixels.assign(1, {x, y});
      paper.pixel(x, y) = 0;
      for (std::size_t i = 0; i < pixels.size(); ++i) {
        const Pixel here = pixels[i];
        for (std::size_t step = 0; step < 8; step += 2) {
          const Pixel there{here.x + kAround[step].x, here.y + kAround[step].y};
          if (!paper.contains(there.x, there.y) || paper.pixel(there.x, there.y) == 0) continue;
          paper.pixel(there.x, there.y) = 0;
          pixels.push_back(there);
        }
      }
      areas.push_back(static_cast<int>(pixels.size()));
    }
  }
  if (!areas.empty()) areas.erase(areas.begin());  // the first met is the outside
  std::ranges::sort(areas, std::ranges::greater{});
  return areas;
}

}  // namespace huanjie
