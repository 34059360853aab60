#pragma once

#include <string>
#include <vector>

#include "ballot/contest.h"
#include "ballot/layout.h"
#include "base/result.h"
#include "render/canvas.h"

namespace huanjie {

enum class SheetPaper { a5, b5, a4, a3 };
template <>
struct EnumNames<SheetPaper> {
  static constexpr std::array kNames{std::pair{SheetPaper::a5, std::string_view("A5")},
                                     std::pair{SheetPaper::b5, std::string_view("B5")},
                                     std::pair{SheetPaper::a4, std::string_view("A4")},
                                     std::pair{SheetPaper::a3, std::string_view("A3")}};
};

// Where the mark box stands beside the name (domain 2.1).
enum class BoxSide { above, below, left, right };
template <>
struct EnumNames<BoxSide> {
  static constexpr std::array kNames{std::pair{BoxSide::above, std::string_view("above")},
                                     std::pair{BoxSide::below, std::string_view("below")},
                                     std::pair{BoxSide::left, std::string_view("left")},
                                     std::pair{BoxSide::right, std::string_view("right")}};
};

// What the print is in, so that two bodies in one box are told apart.
enum class SheetInk { black, red };
template <>
struct EnumNames<SheetInk> {
  static constexpr std::array kNames{std::pair{SheetInk::black, std::string_view("black")},
                                     std::pair{SheetInk::red, std::string_view("red")}};
};

// The colour of the paper, printed pale over the whole page where coloured paper is not at hand.
enum class SheetTint { white, pink, yellow, green, blue };
template <>
struct EnumNames<SheetTint> {
  static constexpr std::array kNames{std::pair{SheetTint::white, std::string_view("white")},
                                     std::pair{SheetTint::pink, std::string_view("pink")},
                                     std::pair{SheetTint::yellow, std::string_view("yellow")},
                                     std::pair{SheetTint::green, std::string_view("green")},
                                     std::pair{SheetTint::blue, std::string_view("blue")}};
};

struct SheetStyle {
  SheetPaper paper = SheetPaper::a4;
  bool landscape = false;
  BoxSide side = BoxSide::right;
  bool downward = false;  // names written from top to bottom (竖排)
  SheetPurpose purpose = SheetPurpose::official;
  SheetInk ink = SheetInk::black;
  SheetTint tint = SheetTint::white;
  bool seal = true;  // room for it
};

// The sentences of a sheet, as printed.
struct SheetWords {
  std::string under_title{};                // the date, the order of the names
  std::string seats{};                      // 应选5名，候选人6名……
  std::vector<std::string> instructions{};  // the paragraphs of 说明
};

// All lengths in millimetres from the top left of the upright page.
struct SheetText {
  std::string text{};
  double size = 0;  // points
  Rect box{};
  Align align = Align::center;
  bool bold = false;
  double grey = 0;  // 0 black, 1 white
};
struct SheetFill {
  Rect box{};
};
struct SheetFrame {
  Rect inside{};  // the line lies outside
  double thickness = 0;
};

// A ballot ready to print: what is on it, and where.
struct BallotSheet {
  std::string title{};
  Layout layout{};
  SheetInk ink = SheetInk::black;
  SheetTint tint = SheetTint::white;
  std::string watermark{};
  std::vector<SheetText> texts{};
  std::vector<SheetFill> fills{};
  std::vector<SheetFrame> frames{};
};

// Sets the sheet. Refused: a ballot that does not fit on one side of the paper, with the number of
// candidates that would, and characters that no font has.
Result<BallotSheet> compose_ballot(const Ballot& ballot, const SheetStyle& style,
                                   const SheetWords& words);

// As PDF, `copies` pages that are all the same (1 to kMaxCopies).
Result<std::string> ballot_pdf(const BallotSheet& sheet, int copies);
inline constexpr int kMaxCopies = 10'000;

}  // namespace huanjie
