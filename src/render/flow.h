#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "documents/document.h"
#include "render/canvas.h"

namespace huanjie {

// Where text stands on a page; points.
struct PageFrame {
  double page_width = 0;
  double page_height = 0;
  double left = 0;
  double top = 0;
  double width = 0;
  double height = 0;
  bool compact = false;
  double scale = 1;  // of letters and of the distance of lines
};
PageFrame page_frame(const Document& document);

// A part of the document that is never torn: a line, a row, a block of signatures.
struct Piece {
  std::string name{};  // for an error: which row
  double gap = 0;      // above it, except at the head of a page
  double height = 0;
  bool with_next = false;               // on the page of the piece after it
  bool new_page = false;                // begins a page
  std::shared_ptr<const Piece> head{};  // repeated above it where it begins a page
  std::function<void(Canvas&, double top)> draw{};
};

// `scale`: how large the letters are set, 1 as a rule.
Result<std::vector<Piece>> pieces_of(const Document& document, Canvas& canvas, double scale = 1);

struct PlacedPiece {
  const Piece* piece = nullptr;
  double top = 0;  // from the top of the text block
};
using Page = std::vector<PlacedPiece>;

// Refuses a piece that is higher than a page. Of pieces that belong together and are higher than a
// page the last does not stand alone. The pages point into `pieces`.
Result<std::vector<Page>> paginate(const std::vector<Piece>& pieces, double height);

}  // namespace huanjie
