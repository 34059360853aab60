#include "render/sheet_setter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.h"
#include "render/sheet_guides.h"
#include "render/sheet_name.h"
#include "render/sheet_print.h"

namespace huanjie {
namespace {

constexpr int kSeal = 44;  // a Party committee's seal is 42 mm wide
constexpr int kRing = 3;   // around a mark box: whatever is in there belongs to the box
constexpr int kHeading = 9;
constexpr int kLabel = 6;
constexpr int kGap = 4;
constexpr std::array<const char*, 3> kColumnLabels{"赞成", "不赞成", "弃权"};
constexpr double kLabelSize = 10.5;  // points
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

// The room for the names and boxes of one candidate.
struct CellShape {
  int width = 0;
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
    small_ = is_small(page_);
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
  // The boxes of one candidate, each with its ring.
  struct Boxes {
    int width = 0;   // of one
    int height = 0;  // of one
    int across = 0;  // of all
    int down = 0;    // of all
  };
  Boxes boxes_of(const Contest& contest, const Density& density) const {
    const int width = density.box_width + 2 * kRing;
    const int height = density.box_height + 2 * kRing;
    return {width, height, stacked() ? width : width * boxes(contest),
            stacked() ? height * boxes(contest) : height};
  }
  // Where the boxes and the name of a cell go; labels over the boxes taken off.
  struct Rooms {
    PageRect boxes{};
    PageRect name{};
  };
  bool labelled(const Contest& contest) const {
    return boxes(contest) > 1 && !stacked() && !beside();
  }
  Rooms rooms_of(const Contest& contest, const Boxes& all, const PageRect& cell) const;
  int label_column(const Contest& contest) const {
    return boxes(contest) > 1 && stacked() ? 16 : 0;
  }

  Result<CellShape> shape_of(const Contest& contest, const Plan& plan);
  Result<int> place_body(const Plan& plan, int top, bool draws);
  Result<int> place_contest(const Contest& contest, const Plan& plan, int top, bool draws);
  Result<int> place_list(const Contest& contest, const Plan& plan, int top, bool draws);
  Result<int> place_bands(const Contest& contest, const Plan& plan, int top, bool draws);
  Result<> place_cell(const Contest& contest, std::size_t at, const Plan& plan,
                      const PageRect& cell);
  void place_box(const Contest& contest, std::size_t at, int number, const PageRect& box);
  void column_labels(const PageRect& room, const Density& density);

  Result<> place_head();
  Result<int> foot_lines();
  void place_foot(int top);
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
  int left_ = 0;
  int width_ = 0;
  int head_bottom_ = 0;
  int foot_height_ = 0;
  bool small_ = false;
};

Result<CellShape> Composer::shape_of(const Contest& contest, const Plan& plan) {
  const Density& density = plan.density;
  const Boxes all = boxes_of(contest, density);
  const int across = all.across;
  const int down = all.down;
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
          HJ_TRY(set_name(canvas_, candidate.name,
                          {run - 1, run_across - 2.0, density.name_size, style_.downward}));
      const double wanted = std::min(density.name_size, kSmallestName + 1);
      if (set.size >= wanted || run > 150) break;
    }
  }
  const int name = static_cast<int>(std::ceil(run)) + 2;
  CellShape shape;
  if (style_.downward) {
    shape.width = beside() ? run_across + across : std::max(run_across, across);
    shape.height = beside() ? std::max(name, down) : name + down;
  } else {
    shape.width = beside() ? name + across : std::max(name, across);
    shape.height = beside() ? down : run_across + down + (boxes(contest) > 1 ? kLabel : 0);
  }
  return shape;
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

Composer::Rooms Composer::rooms_of(const Contest& contest, const Boxes& all,
                                   const PageRect& cell) const {
  Rooms rooms{cell, cell};
  if (beside()) {
    rooms.boxes.width = all.across;
    rooms.name.width -= all.across;
    (box_first() ? rooms.name.x : rooms.boxes.x) += box_first() ? all.across : rooms.name.width;
    return rooms;
  }
  const int label = labelled(contest) ? kLabel : 0;
  rooms.boxes.height = all.down;
  rooms.name.height -= all.down + label;
  if (box_first()) {
    rooms.name.y += all.down + label;
  } else {
    rooms.boxes.y += rooms.name.height;
  }
  rooms.boxes.y += label;
  return rooms;
}

Result<> Composer::place_cell(const Contest& contest, std::size_t at, const Plan& plan,
                              const PageRect& cell) {
  const Density& density = plan.density;
  const bool listed = at < contest.candidates.size();
  const Boxes all = boxes_of(contest, density);
  const auto [boxes_room, name_room] = rooms_of(contest, all, cell);
  const int left = boxes_room.x + (boxes_room.width - all.across) / 2;
  const int top = boxes_room.y + (boxes_room.height - all.down) / 2;
  for (int i = 0; i < (listed ? boxes(contest) : 1); ++i) {
    place_box(
        contest, at, i,
        {left + kRing + (stacked() ? 0 : i * all.width),
         top + kRing + (stacked() ? i * all.height : 0), density.box_width, density.box_height});
  }
  if (labelled(contest) && listed) {
    column_labels({left, boxes_room.y - kLabel + 1, all.across, kLabel}, density);
  }
  // On the line that two cells share.
  sheet_.frames.push_back({{cell.x + kCellLine / 2, cell.y + kCellLine / 2, cell.width - kCellLine,
                            cell.height - kCellLine},
                           kCellLine});
  if (listed) {
    return draw_name(
        sheet_, canvas_, contest.candidates[at].name,
        {Rect(name_room.x + 1, name_room.y + 1, name_room.width - 2, name_room.height - 2),
         density.name_size, style_.downward});
  }
  LayoutCell name;
  name.contest = contest.id;
  name.write_in = static_cast<int>(at - contest.candidates.size()) + 1;
  name.role = CellRole::name;
  name.rect_mm = {name_room.x + 2, name_room.y + 2, name_room.width - 4, name_room.height - 4};
  sheet_.layout.cells.push_back(name);
  return {};
}

// Over the three boxes of a cell.
void Composer::column_labels(const PageRect& room, const Density& density) {
  const int step = density.box_width + 2 * kRing;
  for (int i = 0; i < 3; ++i) {
    text(kColumnLabels.at(static_cast<std::size_t>(i)), kLabelSize,
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
  const int across = boxes_of(contest, plan.density).across;
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
        column_labels({boxes_left, y, across, kLabel}, plan.density);
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
    const int step = plan.density.box_height + 2 * kRing;
    const int first = beside()      ? row.y + (row.height - 3 * step) / 2
                      : box_first() ? row.y
                                    : row.y + row.height - 3 * step;
    for (int i = 0; i < 3; ++i) {
      text(kColumnLabels.at(static_cast<std::size_t>(i)), kLabelSize,
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
  place_guides(sheet_, style_.purpose);
  sheet_.layout.x.blackened = asks_for_blackening(ballot_.method.symbols);
  return std::move(sheet_);
}

}  // namespace

Result<BallotSheet> set_sheet(const Ballot& ballot, const SheetStyle& style,
                              const SheetWords& words) {
  const PageSize page = size_of(style);
  Canvas canvas = HJ_TRY(Canvas::open({.title = ballot.title,
                                       .width = page.width_mm / kPoint,
                                       .height = page.height_mm / kPoint,
                                       .exact = true}));
  return Composer(ballot, style, words, std::move(canvas)).compose();
}

}  // namespace huanjie
