#pragma once

#include <vector>

#include "base/result.h"
#include "documents/document.h"
#include "render/canvas.h"
#include "render/flow.h"

namespace huanjie {

// A head row (where a column has a title) and a piece a row, each with the head to repeat.
Result<std::vector<Piece>> table_pieces(const Table& table, Canvas& canvas, const PageFrame& frame);

// The lines to sign on and the date: one piece.
Result<std::vector<Piece>> signature_pieces(const Signatures& signatures, Canvas& canvas,
                                            const PageFrame& frame);

}  // namespace huanjie
