#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ballot/contest.h"
#include "base/fields.h"

namespace huanjie {

// On the upright page, whole millimetres from its top left; written [x, y, width, height].
struct PageRect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;

  friend bool operator==(const PageRect&, const PageRect&) = default;
};
Json to_json(const PageRect& rect);
Result<> read(const Json& json, const JsonPath& path, PageRect& rect);

struct PageSize {
  int width_mm = 0;
  int height_mm = 0;

  friend bool operator==(const PageSize&, const PageSize&) = default;
  static constexpr auto fields() {
    return std::tuple{field("width_mm", &PageSize::width_mm),
                      field("height_mm", &PageSize::height_mm)};
  }
};

enum class CellRole { mark, name };
template <>
struct EnumNames<CellRole> {
  static constexpr std::array kNames{std::pair{CellRole::mark, std::string_view("mark")},
                                     std::pair{CellRole::name, std::string_view("name")}};
};

// The three columns of a contest of form `columns`.
enum class MarkColumn { approve, oppose, abstain };
template <>
struct EnumNames<MarkColumn> {
  static constexpr std::array kNames{std::pair{MarkColumn::approve, std::string_view("approve")},
                                     std::pair{MarkColumn::oppose, std::string_view("oppose")},
                                     std::pair{MarkColumn::abstain, std::string_view("abstain")}};
};

// The inside of a printed box: one candidate's mark (in `columns` one of three), or a write-in
// row's mark or name.
struct LayoutCell {
  std::string contest{};
  std::optional<std::string> candidate{};
  std::optional<int> write_in{};  // row, from 1
  std::optional<MarkColumn> column{};
  CellRole role = CellRole::mark;
  PageRect rect_mm{};

  friend bool operator==(const LayoutCell&, const LayoutCell&) = default;
  static constexpr auto fields() {
    return std::tuple{field("contest", &LayoutCell::contest),
                      optional_field("candidate", &LayoutCell::candidate),
                      optional_field("write_in", &LayoutCell::write_in),
                      optional_field("column", &LayoutCell::column),
                      field("role", &LayoutCell::role),
                      field("rect_mm", &LayoutCell::rect_mm)};
  }
};

// What the sheet is for; a 样票 or a 演练 sheet is told from the real one by its style.
enum class SheetPurpose { official, sample, rehearsal };
template <>
struct EnumNames<SheetPurpose> {
  static constexpr std::array kNames{
      std::pair{SheetPurpose::official, std::string_view("official")},
      std::pair{SheetPurpose::sample, std::string_view("sample")},
      std::pair{SheetPurpose::rehearsal, std::string_view("rehearsal")}};
};

// What the reader needs beside the cells.
struct LayoutGuides {
  SheetPurpose purpose = SheetPurpose::official;
  bool blackened = false;                // boxes are filled (涂黑) to approve
  std::vector<PageRect> corner_marks{};  // filled: top, middle and bottom left, then the right ones
  PageRect turn_bar{};                   // filled, beside the top left mark: says which way is up
  std::vector<PageRect> code{};          // the squares of the style, filled ones and empty ones
  std::string code_bits{};               // '1' filled, one a square
  std::optional<PageRect> seal{};        // ink in there is the seal's
  PageRect ruler{};
  std::string print{};  // the unmarked page, 8 pixels a millimetre, PNG in base64

  friend bool operator==(const LayoutGuides&, const LayoutGuides&) = default;
  static constexpr auto fields() {
    return std::tuple{field("purpose", &LayoutGuides::purpose),
                      optional_field("blackened", &LayoutGuides::blackened),
                      field("corner_marks", &LayoutGuides::corner_marks),
                      field("turn_bar", &LayoutGuides::turn_bar),
                      field("code", &LayoutGuides::code),
                      field("code_bits", &LayoutGuides::code_bits),
                      optional_field("seal", &LayoutGuides::seal),
                      field("ruler", &LayoutGuides::ruler),
                      field("print", &LayoutGuides::print)};
  }
};

inline constexpr std::size_t kStyleDigits = 16;

// Where everything is on a printed ballot (contract 6, layout.json). `style` is 16 hexadecimal
// digits of a digest of everything printed: two sheets of one style are the same print.
struct Layout {
  static constexpr std::string_view kFormat = "huanjie/layout/1";
  std::string format{kFormat};
  std::string ballot{};
  std::string style{};
  PageSize page{};
  std::vector<LayoutCell> cells{};
  LayoutGuides x{};

  friend bool operator==(const Layout&, const Layout&) = default;
  static constexpr auto fields() {
    return std::tuple{field("format", &Layout::format), field("ballot", &Layout::ballot),
                      field("style", &Layout::style),   field("page", &Layout::page),
                      field("cells", &Layout::cells),   field("x", &Layout::x)};
  }
};

// The text of layout.json, read and checked: cells inside the page and at least 5 mm each way,
// every cell of a candidate or a write-in row, none twice, six corner marks, a style.
Result<Layout> parse_layout(std::string_view text);

}  // namespace huanjie
