#pragma once

#include <vector>

#include "base/result.h"
#include "documents/document.h"
#include "render/canvas.h"
#include "render/flow.h"

namespace huanjie {

TextStyle scaled(TextStyle style, double scale);

// A head row (where a column has a title) and a piece a row, each with the head to repeat.
Result<std::vector<Piece>> table_pieces(const Table& table, Canvas& canvas, const PageFrame& frame);

// What the pages leave for a list: the one where it begins, each further one, and what must be kept
// free below its end.
struct ListRoom {
  double first = 0;
  double other = 0;
  double below = 0;
};
// Fewer rows than these do not begin a list at the foot of a page.
inline constexpr double kLeastListHeight = 120;

// A table in panels: a piece a line, as many on each page, with page turns between.
Result<std::vector<Piece>> list_pieces(const Table& table, Canvas& canvas, const PageFrame& frame,
                                       const ListRoom& room);

// The lines to sign on and the date: one piece.
Result<std::vector<Piece>> signature_pieces(const Signatures& signatures, Canvas& canvas,
                                            const PageFrame& frame);

}  // namespace huanjie
