#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "deck/dice.h"
#include "scan/page_map.h"

namespace huanjie {

// What a hand drew: pen strokes, each a way through places of 0 to 1000, x right and y down.
enum class SignKind { circle, cross, tick, vee, other };
struct Sign {
  SignKind kind = SignKind::other;
  std::string label{};   // what the writer was asked for: "o", "check", "D"
  std::string writer{};  // hashed
  int number = 0;        // in its file, from 1
  std::vector<std::vector<Spot>> strokes{};
};

// Signs of one kind as data/signs has them, a JSON object a line. The error names the line.
Result<std::vector<Sign>> parse_signs(std::string_view lines, SignKind kind);

// A sign as nobody in particular draws it: an ellipse with a gap or an overlap, two lines, an
// elbow.
Sign invent_sign(SignKind kind, Dice& dice);

// Writers are split three ways once and for all, so that nothing is tuned on what it is judged by.
enum class WriterShare { training, threshold, report };
WriterShare share_of(const std::string& writer);

}  // namespace huanjie
