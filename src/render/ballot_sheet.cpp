#include "render/ballot_sheet.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.h"
#include "render/sheet_print.h"

namespace huanjie {
namespace {

constexpr double kPoint = 25.4 / 72;  // a point in millimetres

// Corner marks of 6 mm, 14 mm from the edges to their middle: a sheet that lies up to 3° askew on
// the glass still shows them whole, and nothing else on the sheet has their size.
constexpr int kMark = 6;
constexpr int kMarkAt = 11;
constexpr int kMargin = 22;  // of the text, clear of the marks
constexpr int kCodeSquare = 3;
constexpr int kCodePitch = 4;
constexpr int kCodeBits = 24;
constexpr int kBelow = 26;  // for the ruler, the code and the lower marks
constexpr int kSeal = 44;   // a Party committee's seal is 42 mm wide
constexpr int kRing = 3;    // around a mark box: whatever is in there belongs to the box
constexpr int kHeading = 9;
constexpr int kLabel = 6;
constexpr int kGap = 4;
constexpr double kSmallestName = 9;  // points
constexpr double kBoxLine = 0.45;
constexpr double kCellLine = 0.2;

struct Density {
  int box_width;
  int box_height;
  double name_size;  // points
};
// From roomy to tight: 18 points are read without glasses.
constexpr std::array<Density, 5> kDensities{
    {{12, 10, 18}, {11, 9, 16}, {10, 8, 14}, {9, 7, 12}, {8, 7, 10.5}}};

// Writing a name by hand takes this much.
constexpr int kHandWidth = 34;
constexpr int kHandHeight = 38;

PageSize size_of(const SheetStyle& style) {
  PageSize size;
  switch (style.paper) {
    case SheetPaper::a5: size = {148, 210}; break;
    case SheetPaper::b5: size = {182, 257}; break;
    case SheetPaper::a4: size = {210, 297}; break;
    case SheetPaper::a3: size = {297, 420}; break;
  }
  if (style.landscape) std::swap(size.width_mm, size.height_mm);
  return size;
}

// 张三 stands as wide as 张小三.
std::string spread(const std::string& name) {
  const std::u32string points = code_points(name);
  const bool han = std::ranges::all_of(points, [](char32_t c) { return c >= 0x2E80; });
  return han && points.size() == 2 ? utf8(points.substr(0, 1)) + "　" + utf8(points.substr(1))
                                   : name;
}

// In `count` parts of like length; a part ends after the dot of a long name where there is one.
std::vector<std::string> parts_of(const std::string& name, std::size_t count) {
  const std::u32string points = code_points(name);
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t left = count; left > 0 && from < points.size(); --left) {
    std::size_t to = from + (points.size() - from + left - 1) / left;
    if (left == 1) to = points.size();
    for (std::size_t shift = 0; left > 1 && shift <= 3; ++shift) {
      if (to + shift < points.size() && points[to + shift - 1] == U'·') {
        to += shift;
        break;
      }
      if (to > from + shift && points[to - shift - 1] == U'·') {
        to -= shift;
        break;
      }
    }
    parts.push_back(utf8(std::u32string_view(points).substr(from, to - from)));
    from = to;
  }
  return parts;
}

struct SetName {
  std::vector<std::string> parts{};
  double size = 0;  // points
};

// The room for the names and boxes of one candidate.
struct CellShape {
  int name = 0;   // along the way from the name to its box: the name's share
  int width = 0;  // of the whole cell
  int height = 0;
};

class Composer {
 public:
  Composer(const Ballot& ballot, const SheetStyle& style, const SheetWords& words, Canvas canvas)
      : ballot_(ballot),
        style_(style),
        words_(words),
        canvas_(std::move(canvas)),
        page_(size_of(style)) {
    left_ = kMargin;
    width_ = page_.width_mm - 2 * kMargin;
    small_ = page_.width_mm < 180;
  }

  Result<BallotSheet> compose();

 private:
  struct Plan {
    Density density{};
    int columns = 0;  // in a list: cells beside each other
  };

  bool banded() const {
    return style_.downward || style_.side == BoxSide::above || style_.side == BoxSide::below;
  }
  bool box_first() const { return style_.side == BoxSide::left || style_.side == BoxSide::above; }
  bool beside() const { return style_.side == BoxSide::left || style_.side == BoxSide::right; }
  static int boxes(const Contest& contest) { return contest.form == Form::columns ? 3 : 1; }
  // Names from top to bottom have their three boxes below each other, the rest beside each other.
  bool stacked() const { return style_.downward; }
  int label_column(const Contest& contest) const {
    return boxes(contest) > 1 && stacked() ? 16 : 0;
  }

  Result<SetName> set_name(const std::string& name, double along, double across, double largest);
  double run_of(const std::string& text, double size);
  Result<CellShape> shape_of(const Contest& contest, const Plan& plan);
  Result<int> body_height(const Plan& plan);
  Result<int> place_body(const Plan& plan, int top, bool draws);
  Result<int> place_contest(const Contest& contest, const Plan& plan, int top, bool draws);
  Result<int> place_list(const Contest& contest, const Plan& plan, int top, bool draws);
  Result<int> place_bands(const Contest& contest, const Plan& plan, int top, bool draws);
  Result<> place_cell(const Contest& contest, std::size_t at, const Plan& plan,
                      const PageRect& cell);
  Result<> draw_name(const std::string& name, const Rect& room, double largest);
  void place_box(const Contest& contest, std::size_t at, int number, const PageRect& box);
  void column_labels(const PageRect& boxes_of_row, const Density& density, int first);

  Result<> place_head();
  Result<int> foot_lines();
  void place_foot(int top);
  void place_guides();
  Result<> no_room();
  Result<bool> fits(const Plan& plan);
  Result<std::optional<Plan>> find_plan();
  void text(const std::string& words, double size, const Rect& box, Align align = Align::center) {
    sheet_.texts.push_back({words, size, box, align});
  }
  void bold(const std::string& words, double size, const Rect& box) {
    sheet_.texts.push_back({words, size, box, Align::center, true});
  }

  const Ballot& ballot_;
  const SheetStyle& style_;
  const SheetWords& words_;
  Canvas canvas_;
  PageSize page_;
  BallotSheet sheet_{};
  std::vector<std::string> foot_{};
  std::vector<std::string> seats_{};
  int left_ = 0;
  int width_ = 0;
  int head_bottom_ = 0;
  int foot_height_ = 0;
  bool small_ = false;
};

double Composer::run_of(const std::string& text, double size) {
  if (style_.downward) return static_cast<double>(code_points(text).size()) * size * 1.08 * kPoint;
  return canvas_.width_of(text, {.size = size}) * kPoint;
}

// As large as it goes: in one line, or a long one in two or three.
Result<SetName> Composer::set_name(const std::string& name, double along, double across,
                                   double largest) {
  HJ_TRY(canvas_.break_lines(name, {.size = largest}, 1e6));
  SetName best;
  for (const std::size_t count : {1U, 2U, 3U}) {
    const std::vector<std::string> parts =
        count == 1 ? std::vector<std::string>{spread(name)} : parts_of(name, count);
    double longest = 0;
    for (const std::string& part : parts) longest = std::max(longest, run_of(part, 100));
    const double size = std::min({largest, along / longest * 100,
                                  across / (static_cast<double>(parts.size()) * 1.2 * kPoint)});
    if (size > best.size + 1) best = {parts, size};
  }
  return best;
}

Result<CellShape> Composer::shape_of(const Contest& contest, const Plan& plan) {
  const Density& density = plan.density;
  const int box_width = density.box_width + 2 * kRing;
  const int box_height = density.box_height + 2 * kRing;
  const int across = stacked() ? box_width : box_width * boxes(contest);
  const int down = stacked() ? box_height * boxes(contest) : box_height;
  // Across the run of a name: the box's side, or two lines of the largest.
  const double line = density.name_size * 1.3 * kPoint;
  const int run_across = static_cast<int>(
      style_.downward ? std::max<double>(std::ceil(line) + 2, beside() ? 0 : across)
      : beside()      ? down
                      : std::ceil(line) + 4);
  double run = 3.4 * density.name_size * kPoint;
  if (contest.write_in_rows > 0)
    run = std::max<double>(run, style_.downward ? kHandHeight - 2 : kHandWidth - 2);
  for (const Candidate& candidate : contest.candidates) {
    for (;; run += 3) {
      const SetName set =
          HJ_TRY(set_name(candidate.name, run - 1, run_across - 2, density.name_size));
      const double wanted = std::min(density.name_size, kSmallestName + 1);
      if (set.size >= wanted || run > 150) break;
    }
  }
  const int name = static_cast<int>(std::ceil(run)) + 2;
  CellShape shape;
  shape.name = name;
  if (style_.downward) {
    shape.width = beside() ? run_across + across : std::max(run_across, across);
    shape.height = beside() ? std::max(name, down) : name + down;
  } else {
    shape.width = beside() ? name + across : std::max(name, across);
    shape.height = beside() ? down : run_across + down + (boxes(contest) > 1 ? kLabel : 0);
  }
  return shape;
}

Result<> Composer::draw_name(const std::string& name, const Rect& room, double largest) {
  const double along = (style_.downward ? room.height : room.width) - 1;
  const double across = (style_.downward ? room.width : room.height) - 1;
  const SetName set = HJ_TRY(set_name(name, along, across, largest));
  const double pitch = set.size * 1.2 * kPoint;
  const double block = pitch * static_cast<double>(set.parts.size());
  for (std::size_t i = 0; i < set.parts.size(); ++i) {
    if (!style_.downward) {
      const double top = room.top + (room.height - block) / 2 + pitch * static_cast<double>(i);
      bold(set.parts[i], set.size, {room.left, top, room.width, pitch});
      continue;
    }
    // The first part stands on the right, as columns are read.
    const double left = room.left + (room.width + block) / 2 - pitch * static_cast<double>(i + 1);
    const std::u32string points = code_points(set.parts[i]);
    const double step = set.size * 1.08 * kPoint;
    double top = room.top + (room.height - step * static_cast<double>(points.size())) / 2;
    for (const char32_t point : points) {
      bold(utf8(point), set.size, {left, top, pitch, step});
      top += step;
    }
  }
  return {};
}

// number: of the three columns, from 0.
void Composer::place_box(const Contest& contest, std::size_t at, int number, const PageRect& box) {
  LayoutCell cell;
  cell.contest = contest.id;
  if (at < contest.candidates.size()) {
    cell.candidate = contest.candidates[at].id;
    if (boxes(contest) > 1) cell.column = static_cast<MarkColumn>(number);
  } else {
    cell.write_in = static_cast<int>(at - contest.candidates.size()) + 1;
  }
  cell.rect_mm = box;
  sheet_.layout.cells.push_back(cell);
  sheet_.frames.push_back({Rect(box.x, box.y, box.width, box.height), kBoxLine});
}

Result<> Composer::place_cell(const Contest& contest, std::size_t at, const Plan& plan,
                              const PageRect& cell) {
  const Density& density = plan.density;
  const bool listed = at < contest.candidates.size();
  const int count = listed ? boxes(contest) : 1;
  const int box_width = density.box_width + 2 * kRing;
  const int box_height = density.box_height + 2 * kRing;
  const int across = stacked() ? box_width : box_width * boxes(contest);
  const int down = stacked() ? box_height * boxes(contest) : box_height;
  const bool labelled = boxes(contest) > 1 && !stacked() && !beside();
  PageRect boxes_room = cell;
  PageRect name_room = cell;
  if (beside()) {
    boxes_room.width = across;
    name_room.width = cell.width - across;
    if (box_first()) {
      name_room.x += across;
    } else {
      boxes_room.x += name_room.width;
    }
  } else {
    boxes_room.height = down + (labelled ? kLabel : 0);
    name_room.height = cell.height - boxes_room.height;
    if (box_first()) {
      name_room.y += boxes_room.height;
    } else {
      boxes_room.y += name_room.height;
    }
    if (labelled) {
      boxes_room.y += kLabel;
      boxes_room.height -= kLabel;
    }
  }
  const int first_x = boxes_room.x + (boxes_room.width - across) / 2;
  const int first_y = boxes_room.y + (boxes_room.height - down) / 2;
  for (int i = 0; i < count; ++i) {
    const PageRect box{first_x + kRing + (stacked() ? 0 : i * box_width),
                       first_y + kRing + (stacked() ? i * box_height : 0), density.box_width,
                       density.box_height};
    place_box(contest, at, i, box);
  }
  if (labelled && listed)
    column_labels({first_x, boxes_room.y - kLabel + 1, across, kLabel}, density, 0);
  // On the line that two cells share.
  sheet_.frames.push_back({{cell.x + kCellLine / 2, cell.y + kCellLine / 2, cell.width - kCellLine,
                            cell.height - kCellLine},
                           kCellLine});
  if (listed) {
    return draw_name(
        contest.candidates[at].name,
        Rect(name_room.x + 1, name_room.y + 1, name_room.width - 2, name_room.height - 2),
        density.name_size);
  }
  LayoutCell name;
  name.contest = contest.id;
  name.write_in = static_cast<int>(at - contest.candidates.size()) + 1;
  name.role = CellRole::name;
  name.rect_mm = {name_room.x + 2, name_room.y + 2, name_room.width - 4, name_room.height - 4};
  sheet_.layout.cells.push_back(name);
  return {};
}

// 赞成, 不赞成, 弃权 over the three boxes of a cell.
void Composer::column_labels(const PageRect& room, const Density& density, int first) {
  static constexpr std::array<const char*, 3> kLabels{"赞成", "不赞成", "弃权"};
  for (int i = first; i < 3; ++i) {
    const int step = density.box_width + 2 * kRing;
    text(kLabels[static_cast<std::size_t>(i)], 10.5,
         Rect(room.x + i * step, room.y, step, room.height));
  }
}

// Names one below the other, in as many columns as the plan says.
Result<int> Composer::place_list(const Contest& contest, const Plan& plan, int top, bool draws) {
  const CellShape shape = HJ_TRY(shape_of(contest, plan));
  const int columns = plan.columns;
  const int widest = columns == 1 ? std::max(100, shape.width) : width_ / columns;
  const int cell_width = std::min(width_ / columns, widest);
  if (cell_width < shape.width) return page_.height_mm;  // does not fit
  const int left = left_ + (width_ - columns * cell_width) / 2;
  const int listed = static_cast<int>(contest.candidates.size());
  const int across = (plan.density.box_width + 2 * kRing) * boxes(contest);
  int y = top;
  const auto rows = [&](int from, int count) -> Result<> {
    for (int i = 0; i < count && draws; ++i) {
      const PageRect cell{left + i % columns * cell_width, y + i / columns * shape.height,
                          cell_width, shape.height};
      HJ_TRY(place_cell(contest, static_cast<std::size_t>(from + i), plan, cell));
    }
    y += (count + columns - 1) / columns * shape.height;
    return {};
  };
  if (listed > 0) {
    if (boxes(contest) > 1) {
      for (int i = 0; i < std::min(columns, listed) && draws; ++i) {
        const int cell_left = left + i * cell_width;
        const int boxes_left = box_first() ? cell_left : cell_left + cell_width - across;
        column_labels({boxes_left, y, across, kLabel}, plan.density, 0);
      }
      y += kLabel;
    }
    HJ_TRY(rows(0, listed));
  }
  if (contest.write_in_rows > 0) {
    if (draws) {
      text(listed > 0 ? "另选他人" : "推荐人选", 11,
           Rect(left, y + 1, columns * cell_width, kLabel), Align::left);
    }
    y += kLabel + 1;
    HJ_TRY(rows(listed, contest.write_in_rows));
  }
  return y;
}

// Names beside each other, in as many bands as it takes.
Result<int> Composer::place_bands(const Contest& contest, const Plan& plan, int top, bool draws) {
  const CellShape shape = HJ_TRY(shape_of(contest, plan));
  const int label = label_column(contest);
  const int most = (width_ - label) / shape.width;
  if (most < 1) return page_.height_mm;
  const int listed = static_cast<int>(contest.candidates.size());
  const int total = listed + contest.write_in_rows;
  const int bands = (total + most - 1) / most;
  const int columns = (total + bands - 1) / bands;
  const int cell_width =
      std::min((width_ - label) / columns, std::max(shape.width, style_.downward ? 26 : 50));
  const int left = left_ + (width_ - label - columns * cell_width) / 2 + label;
  int y = top;
  for (int from = 0; from < total; from += columns, y += shape.height + kLabel) {
    const int until = std::min(from + columns, total);
    if (!draws) continue;
    const auto heading = [&](const char* words, int first, int last) {
      if (first >= last) return;
      text(words, 11,
           Rect(left + (first - from) * cell_width, y, (last - first) * cell_width, kLabel));
    };
    heading("候选人", from, std::min(until, listed));
    heading(listed > 0 ? "另选他人" : "推荐人选", std::max(from, listed), until);
    const PageRect row{left, y + kLabel, cell_width, shape.height};
    for (int at = from; at < until; ++at) {
      PageRect cell = row;
      cell.x += (at - from) * cell_width;
      HJ_TRY(place_cell(contest, static_cast<std::size_t>(at), plan, cell));
    }
    if (label == 0 || from >= listed) continue;
    static constexpr std::array<const char*, 3> kLabels{"赞成", "不赞成", "弃权"};
    const int step = plan.density.box_height + 2 * kRing;
    const int first = beside()      ? row.y + (row.height - 3 * step) / 2
                      : box_first() ? row.y
                                    : row.y + row.height - 3 * step;
    for (int i = 0; i < 3; ++i) {
      text(kLabels[static_cast<std::size_t>(i)], 10.5,
           Rect(left - label, first + i * step, label - 1, step), Align::right);
    }
  }
  return y;
}

Result<int> Composer::place_contest(const Contest& contest, const Plan& plan, int top, bool draws) {
  int y = top;
  if (ballot_.contests.size() > 1) {
    if (draws) {
      bold(contest.title + "（应选" + std::to_string(contest.seats) + "名）", 14,
           Rect(left_, y, width_, kHeading - 1));
    }
    y += kHeading;
  }
  return banded() ? place_bands(contest, plan, y, draws) : place_list(contest, plan, y, draws);
}

Result<int> Composer::place_body(const Plan& plan, int top, bool draws) {
  int y = top;
  for (const Contest& contest : ballot_.contests) {
    y = HJ_TRY(place_contest(contest, plan, y, draws));
    y += kGap;
  }
  return y;
}

Result<bool> Composer::fits(const Plan& plan) {
  const int bottom = HJ_TRY(place_body(plan, head_bottom_, false));
  return bottom + foot_height_ <= page_.height_mm - kBelow;
}

// The roomiest that fits: large names before few columns.
Result<std::optional<Composer::Plan>> Composer::find_plan() {
  for (const Density& density : kDensities) {
    const int most = banded() ? 1 : 8;
    for (int columns = 1; columns <= most; ++columns) {
      const Plan plan{density, columns};
      const bool fit = HJ_TRY(fits(plan));
      if (fit) return std::optional(plan);
    }
  }
  return std::optional<Plan>();
}

Result<> Composer::place_head() {
  static constexpr std::array<const char*, 3> kPurpose{"", "（样票）", "（演练用）"};
  const std::string title = ballot_.title + kPurpose[static_cast<std::size_t>(style_.purpose)];
  const double room = width_ - 28;
  double size = small_ ? 17 : 22;
  const TextStyle large{.size = size};
  HJ_TRY(canvas_.break_lines(title, large, 1e6));
  const double run = canvas_.width_of(title, large) * kPoint;
  if (run > room) size = std::max(small_ ? 13.0 : 16.0, size * room / run);
  const std::vector<std::string> broken =
      HJ_TRY(canvas_.break_lines(title, {.size = size}, room / kPoint));
  double y = 12;
  const double pitch = size * 1.35 * kPoint;
  for (const std::string& line : broken) {
    bold(line, size, {left_ + 14.0, y, room, pitch});
    y += pitch;
  }
  y = std::max(y + 1, 21.0);
  if (!words_.under_title.empty()) {
    HJ_TRY(canvas_.break_lines(words_.under_title, {.size = 12}, 1e6));
    text(words_.under_title, 12, {double(left_), y, double(width_), 6});
    y += 6;
  }
  const double seats_size = small_ ? 11 : 12.5;
  const std::vector<std::string> seats =
      HJ_TRY(canvas_.break_lines(words_.seats, {.size = seats_size}, width_ / kPoint));
  for (const std::string& line : seats) {
    if (line.empty()) continue;
    text(line, seats_size, {double(left_), y + 1, double(width_), 6});
    y += 6;
  }
  head_bottom_ = static_cast<int>(std::ceil(y)) + 3;
  return {};
}

// 说明 in lines, left of the seal.
Result<int> Composer::foot_lines() {
  const double size = small_ ? 10 : 11.5;
  const double room = width_ - (style_.seal ? kSeal + 4 : 0);
  int number = 0;
  for (const std::string& paragraph : words_.instructions) {
    ++number;
    const std::string numbered =
        words_.instructions.size() > 1 ? std::to_string(number) + ". " + paragraph : paragraph;
    const std::vector<std::string> lines =
        HJ_TRY(canvas_.break_lines(numbered, {.size = size}, room / kPoint));
    foot_.insert(foot_.end(), lines.begin(), lines.end());
  }
  const int lines =
      foot_.empty() ? 0
                    : static_cast<int>(
                          std::ceil(static_cast<double>(foot_.size() + 1) * size * 1.45 * kPoint));
  return std::max(lines, style_.seal ? kSeal : 0);
}

void Composer::place_foot(int top) {
  const double size = small_ ? 10 : 11.5;
  const double pitch = size * 1.45 * kPoint;
  const double room = width_ - (style_.seal ? kSeal + 4 : 0);
  double y = top;
  if (!foot_.empty()) {
    sheet_.texts.push_back({"说明", size, {double(left_), y, room, pitch}, Align::left, true});
    y += pitch;
    for (const std::string& line : foot_) {
      text(line, size, {double(left_), y, room, pitch}, Align::left);
      y += pitch;
    }
  }
  if (!style_.seal) return;
  const PageRect seal{left_ + width_ - kSeal, top, kSeal, kSeal};
  sheet_.layout.x.seal = seal;
  sheet_.texts.push_back(
      {"（盖章处）", 12, Rect(seal.x, seal.y, seal.width, seal.height), Align::center, false, 0.6});
}

void Composer::place_guides() {
  LayoutGuides& guides = sheet_.layout.x;
  guides.purpose = style_.purpose;
  const int right = page_.width_mm - kMarkAt - kMark;
  const int bottom = page_.height_mm - kMarkAt - kMark;
  for (const int x : {kMarkAt, right}) {
    for (const int y : {kMarkAt, page_.height_mm / 2 - kMark / 2, bottom}) {
      guides.corner_marks.push_back({x, y, kMark, kMark});
    }
  }
  guides.turn_bar = {kMarkAt + kMark + 3, kMarkAt + 1, 12, 4};
  const int code_left = (page_.width_mm - (kCodeBits - 1) * kCodePitch - kCodeSquare) / 2;
  for (int i = 0; i < kCodeBits; ++i) {
    guides.code.push_back({code_left + i * kCodePitch, bottom + 1, kCodeSquare, kCodeSquare});
  }
  const int length = small_ ? 50 : 100;
  const int left = (page_.width_mm - length) / 2;
  const int y = page_.height_mm - kBelow + 3;
  guides.ruler = {left, y - 1, length, 3};
  for (const Rect& line : {Rect(left, y, length, 0.3), Rect(left, y - 1, 0.3, 2.3),
                           Rect(left + length - 0.3, y - 1, 0.3, 2.3)}) {
    sheet_.fills.push_back({line});
  }
  text(std::to_string(length) + "毫米", 7, Rect(left + length + 2, y - 2, 16, 4), Align::left);
  for (const PageRect& mark : guides.corner_marks) {
    sheet_.fills.push_back({Rect(mark.x, mark.y, mark.width, mark.height)});
  }
  const PageRect& bar = guides.turn_bar;
  sheet_.fills.push_back({Rect(bar.x, bar.y, bar.width, bar.height)});
}

Result<BallotSheet> Composer::compose() {
  sheet_.title = ballot_.title;
  sheet_.layout.ballot = ballot_.id;
  sheet_.layout.page = page_;
  sheet_.ink = style_.ink;
  sheet_.tint = style_.tint;
  static constexpr std::array<const char*, 3> kWatermarks{"", "样票", "演练"};
  sheet_.watermark = kWatermarks[static_cast<std::size_t>(style_.purpose)];
  HJ_TRY(place_head());
  foot_height_ = HJ_TRY(foot_lines());
  const std::optional<Plan> plan = HJ_TRY(find_plan());
  HJ_TRY(canvas_.check_characters());
  if (!plan) return fail(ErrorCode::exhausted, "印不下", ballot_.title);
  const int bottom = HJ_TRY(place_body(*plan, head_bottom_, true));
  // What is left over goes half above the foot, so that a short ballot is no torn-off head.
  const int spare = page_.height_mm - kBelow - foot_height_ - bottom;
  place_foot(bottom + std::max(0, spare / 2));
  place_guides();
  return std::move(sheet_);
}

Result<BallotSheet> composed(const Ballot& ballot, const SheetStyle& style,
                             const SheetWords& words) {
  const PageSize page = size_of(style);
  Canvas canvas = HJ_TRY(Canvas::open(
      {.title = ballot.title, .width = page.width_mm / kPoint, .height = page.height_mm / kPoint}));
  return Composer(ballot, style, words, std::move(canvas)).compose();
}

// With `count` lines in its largest contest: as many candidates as it has, then copies of the last.
Ballot with_candidates(const Ballot& ballot, std::size_t count) {
  Ballot other = ballot;
  const auto largest = std::ranges::max_element(
      other.contests, {}, [](const Contest& contest) { return contest.candidates.size(); });
  largest->candidates.resize(std::min(count, largest->candidates.size()));
  return other;
}

bool is_too_much(const Result<BallotSheet>& sheet) {
  return !sheet && sheet.error().code == ErrorCode::exhausted;
}

// The most candidates of the largest contest that fit on this paper; 0 where none does.
std::size_t most_that_fit(const Ballot& ballot, const SheetStyle& style, const SheetWords& words) {
  std::size_t fits = 0;
  std::size_t too_many = 0;
  for (const Contest& contest : ballot.contests) {
    too_many = std::max(too_many, contest.candidates.size());
  }
  while (too_many > fits + 1) {
    const std::size_t middle = (fits + too_many) / 2;
    const bool fit = !is_too_much(composed(with_candidates(ballot, middle), style, words));
    (fit ? fits : too_many) = middle;
  }
  return fits;
}

// The smallest larger paper, or the same lying, that takes it all.
std::string paper_that_fits(const Ballot& ballot, const SheetStyle& style,
                            const SheetWords& words) {
  for (const SheetPaper paper : {SheetPaper::a5, SheetPaper::b5, SheetPaper::a4, SheetPaper::a3}) {
    for (const bool landscape : {false, true}) {
      SheetStyle other = style;
      other.paper = paper;
      other.landscape = landscape;
      if (!is_too_much(composed(ballot, other, words))) {
        const bool turned = landscape || style.landscape;
        return std::string(to_text(paper)) + (landscape ? " 横放" : turned ? " 竖放" : "");
      }
    }
  }
  return {};
}

}  // namespace

Result<BallotSheet> compose_ballot(const Ballot& ballot, const SheetStyle& style,
                                   const SheetWords& words) {
  Result<BallotSheet> sheet = composed(ballot, style, words);
  if (is_too_much(sheet)) {
    const std::size_t most = most_that_fit(ballot, style, words);
    const std::string paper = paper_that_fits(ballot, style, words);
    std::vector<std::string> ways;
    if (!paper.empty()) ways.push_back("用 " + paper);
    if (most > 0) ways.push_back("候选人最多的职务不超过 " + std::to_string(most) + " 名");
    if (style.seal) ways.emplace_back("不留盖章处");
    return invalid("一面 " + std::string(to_text(style.paper)) + " 纸印不下这张选票", "/contests",
                   join(ways, "，或者"));
  }
  if (!sheet) return sheet;
  return finish_sheet(*std::move(sheet));
}

}  // namespace huanjie
