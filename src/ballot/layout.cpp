#include "ballot/layout.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace huanjie {
namespace {

constexpr int kSmallestBox = 5;
constexpr int kMaxPage = 2000;
constexpr std::size_t kCornerMarks = 6;

Result<> must_lie_inside(const PageRect& rect, const PageSize& page, const std::string& where,
                         int smallest) {
  const bool inside = rect.x >= 0 && rect.y >= 0 && rect.width >= smallest &&
                      rect.height >= smallest && rect.x + rect.width <= page.width_mm &&
                      rect.y + rect.height <= page.height_mm;
  if (inside) return {};
  return invalid("格子不在纸面以内，或者太小", where,
                 "在 " + std::to_string(page.width_mm) + "×" + std::to_string(page.height_mm) +
                     " 毫米以内，宽和高至少 " + std::to_string(smallest) + " 毫米");
}

Result<> check_cell(const LayoutCell& cell, const PageSize& page, const std::string& where) {
  HJ_TRY(must_lie_inside(cell.rect_mm, page, where + "/rect_mm", kSmallestBox));
  if (cell.candidate.has_value() == cell.write_in.has_value()) {
    return invalid("一个格子要么是候选人的，要么是另选人的", where,
                   "candidate 和 write_in 中恰好一个");
  }
  const bool name_of_candidate = cell.role == CellRole::name && cell.candidate;
  if (name_of_candidate) return invalid("候选人没有写姓名的格子", where + "/role", "mark");
  if (cell.column && !cell.candidate) return invalid("只有候选人的格子分栏", where + "/column");
  return {};
}

Result<> check_guides(const LayoutGuides& guides, const PageSize& page) {
  if (guides.corner_marks.size() != kCornerMarks) {
    return invalid("定位块的个数不对", "/x/corner_marks", std::to_string(kCornerMarks) + " 个");
  }
  if (guides.code.size() != guides.code_bits.size() || guides.code.empty()) {
    return invalid("样式码的方格和数位对不上", "/x/code_bits");
  }
  for (std::size_t i = 0; i < guides.corner_marks.size(); ++i) {
    HJ_TRY(must_lie_inside(guides.corner_marks[i], page, pointer_to("/x/corner_marks", i), 1));
  }
  for (std::size_t i = 0; i < guides.code.size(); ++i) {
    HJ_TRY(must_lie_inside(guides.code[i], page, pointer_to("/x/code", i), 1));
  }
  HJ_TRY(must_lie_inside(guides.turn_bar, page, "/x/turn_bar", 1));
  if (guides.seal) HJ_TRY(must_lie_inside(*guides.seal, page, "/x/seal", 1));
  return {};
}

}  // namespace

Json to_json(const PageRect& rect) {
  return Json(Json::Array{Json(rect.x), Json(rect.y), Json(rect.width), Json(rect.height)});
}

Result<> read(const Json& json, const JsonPath& path, PageRect& rect) {
  const Json::Array* numbers = json.if_array();
  const std::array<int*, 4> into{&rect.x, &rect.y, &rect.width, &rect.height};
  if (numbers == nullptr || numbers->size() != into.size()) {
    return invalid("不是一个矩形", path.text(), "[左, 上, 宽, 高]，整毫米");
  }
  for (std::size_t i = 0; i < into.size(); ++i) HJ_TRY(read((*numbers)[i], path / i, *into[i]));
  return {};
}

Result<Layout> parse_layout(std::string_view text) {
  const Json json = HJ_TRY(parse_json(text));
  HJ_TRY(expect_format(json, Layout::kFormat));
  Layout layout = HJ_TRY(from_json<Layout>(json));
  for (const int side : {layout.page.width_mm, layout.page.height_mm}) {
    if (side < 1 || side > kMaxPage) return invalid("纸的尺寸不对", "/page", "毫米数");
  }
  const bool hexadecimal = std::ranges::all_of(
      layout.style, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (layout.style.size() != kStyleDigits || !hexadecimal) {
    return invalid("样式码不对", "/style", std::to_string(kStyleDigits) + " 位十六进制数");
  }
  using Key = std::tuple<std::string, std::optional<std::string>, std::optional<int>,
                         std::optional<MarkColumn>, CellRole>;
  std::set<Key> known;
  for (std::size_t i = 0; i < layout.cells.size(); ++i) {
    const LayoutCell& cell = layout.cells[i];
    HJ_TRY(check_cell(cell, layout.page, pointer_to("/cells", i)));
    const Key key{cell.contest, cell.candidate, cell.write_in, cell.column, cell.role};
    if (!known.insert(key).second) return invalid("格子重复", pointer_to("/cells", i));
  }
  if (layout.cells.empty()) return invalid("没有一个格子", "/cells");
  HJ_TRY(check_guides(layout.x, layout.page));
  return layout;
}

}  // namespace huanjie
