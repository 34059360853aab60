#pragma once

#include <span>

#include "roster/stroke_order.h"

namespace huanjie {

// The tables behind strokes_of, sorted by code point. Their source and licence: data/README.md.
struct StrokeEntry {
  char32_t character = 0;
  const char* strokes = "";
  Structure structure = Structure::unknown;
  bool verified = false;
};

// Stroke counts of `first` and the characters after it, two decimal digits each.
struct StrokeCounts {
  char32_t first = 0;
  const char* digits = "";
};

std::span<const StrokeEntry> stroke_entries();
std::span<const StrokeCounts> stroke_counts();

}  // namespace huanjie
