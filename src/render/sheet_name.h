#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "render/ballot_sheet.h"
#include "render/canvas.h"

namespace huanjie {

inline constexpr double kPoint = 25.4 / 72;  // a point in millimetres

// Where a candidate's name goes on a ballot; millimetres.
struct NameRoom {
  double along = 0;
  double across = 0;
  double largest = 0;     // points
  bool downward = false;  // from top to bottom
};

struct SetName {
  std::vector<std::string> parts{};  // each a line, or a column of its own
  double size = 0;                   // points
};

// As large as it goes: in one line, or a long one in two or three. Refused: what no font has.
Result<SetName> set_name(Canvas& canvas, const std::string& name, const NameRoom& room);

struct NameBlock {
  Rect room{};         // millimetres
  double largest = 0;  // points
  bool downward = false;
};

// In the middle of its room; the first part of a downward name stands on the right.
Result<> draw_name(BallotSheet& sheet, Canvas& canvas, const std::string& name,
                   const NameBlock& block);

}  // namespace huanjie
