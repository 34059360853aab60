#include "render/table.h"

#include <algorithm>

#include "base/text.h"

namespace huanjie {

namespace {

constexpr double kMillimetre = 72 / 25.4;
constexpr double kCellSide = 4;
constexpr double kCellTop = 2;
constexpr double kCompactCellTop = 1;
constexpr double kLine = 0.6;
// 7 mm: room for a 正 by a quick hand; 6 mm, and a little narrower, where a sheet must hold more.
constexpr double kBox = 7 * kMillimetre;
constexpr double kCompactBox = 6 * kMillimetre;
constexpr double kNarrowestBox = 5 * kMillimetre;
constexpr double kWidestBox = 12 * kMillimetre;
constexpr double kBoxGray = 0.55;
constexpr double kHeadGray = 0.94;
constexpr std::size_t kShortTable = 6;
constexpr std::size_t kLastRows = 3;

const TextStyle kCellText{.size = 11, .pitch = 16.5};
const TextStyle kStrongText{.face = Face::song_bold, .size = 11, .pitch = 16.5};
constexpr double kCompactPitch = 15;
const TextStyle kHeadText{.face = Face::hei, .size = 10.5, .pitch = 16};

struct LaidCell {
  std::vector<std::string> lines{};
  TextStyle style{};
  Align align = Align::left;
  double left = 0;
  double width = 0;
  int boxes = 0;
  int boxes_a_row = 1;
  double box_width = kBox;
  double box_height = kBox;
  double above = kCellTop;  // of the text, and below it
};

// Spreads the boxes evenly: as few lines as the least width of a box allows, all of one length,
// across the cell.
void place_boxes(LaidCell& cell, int boxes) {
  cell.boxes = boxes;
  if (boxes == 0) return;
  const double inside = cell.width - 2 * kCellSide;
  const int most = std::max(1, static_cast<int>(inside / cell.box_width));
  const int lines = (boxes + most - 1) / most;
  cell.boxes_a_row = (boxes + lines - 1) / lines;
  cell.box_width = std::min(kWidestBox, inside / cell.boxes_a_row);
}

double text_height(const LaidCell& cell) {
  return static_cast<double>(cell.lines.size()) * cell.style.pitch;
}

double boxes_height(const LaidCell& cell) {
  const int rows = (cell.boxes + cell.boxes_a_row - 1) / cell.boxes_a_row;
  return rows * cell.box_height;
}

void draw_boxes(Canvas& canvas, const LaidCell& cell, double top) {
  for (int box = 0; box < cell.boxes; ++box) {
    const int row = box / cell.boxes_a_row;
    const int column = box % cell.boxes_a_row;
    canvas.frame({cell.left + kCellSide + column * cell.box_width, top + row * cell.box_height,
                  cell.box_width, cell.box_height},
                 kLine, kBoxGray);
  }
}

void draw_cell(Canvas& canvas, const LaidCell& cell, double top, double height) {
  canvas.frame({cell.left, top, cell.width, height}, kLine, 0);
  double line_top = top + (height - text_height(cell) - boxes_height(cell)) / 2;
  for (const std::string& line : cell.lines) {
    canvas.draw_line(line, cell.style,
                     {cell.left + kCellSide, line_top, cell.width - 2 * kCellSide}, cell.align);
    line_top += cell.style.pitch;
  }
  draw_boxes(canvas, cell, line_top);
}

double row_height(const std::vector<LaidCell>& cells, double least) {
  double height = least;
  for (const LaidCell& cell : cells) {
    height = std::max(height, text_height(cell) + boxes_height(cell) + 2 * cell.above);
  }
  return height;
}

Piece row_piece(std::vector<LaidCell> cells, double least_height, bool head) {
  const double height = row_height(cells, least_height);
  return {.height = height,
          .draw = [cells = std::move(cells), height, head](Canvas& canvas, double top) {
            for (const LaidCell& cell : cells) {
              if (head) canvas.fill({cell.left, top, cell.width, height}, kHeadGray);
              draw_cell(canvas, cell, top, height);
            }
          }};
}

// The left edge of each column, and the right edge of the last.
std::vector<double> column_edges(const Table& table, double left, double width) {
  double shares = 0;
  for (const Column& column : table.columns) shares += std::max(1, column.width);
  std::vector<double> edges{left};
  for (const Column& column : table.columns) {
    edges.push_back(edges.back() + width * std::max(1, column.width) / shares);
  }
  return edges;
}

Result<LaidCell> laid(const std::string& text, const TextStyle& style, Canvas& canvas, double left,
                      double width) {
  LaidCell cell{.style = style, .left = left, .width = width};
  const double inside = width - 2 * kCellSide;
  if (!text.empty()) cell.lines = HJ_TRY(canvas.break_lines(text, style, inside));
  return cell;
}

using Cells = std::vector<LaidCell>;

Result<Cells> head_cells(const Table& table, Canvas& canvas, const std::vector<double>& edges,
                         const PageFrame& frame) {
  Cells cells;
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    cells.push_back(HJ_TRY(laid(table.columns[at].title, scaled(kHeadText, frame.scale), canvas,
                                edges[at], edges[at + 1] - edges[at])));
    cells.back().align = Align::center;
  }
  return cells;
}

void set_closer(LaidCell& cell, double scale) {
  cell.style.pitch = kCompactPitch * scale;
  cell.above = kCompactCellTop;
  cell.box_width = kNarrowestBox;
  cell.box_height = kCompactBox;
}

Result<Cells> body_cells(const Table& table, const TableRow& row, Canvas& canvas,
                         const std::vector<double>& edges, const PageFrame& frame) {
  Cells cells;
  std::size_t column = 0;
  for (const TableCell& cell : row.cells) {
    if (column >= table.columns.size()) break;
    const std::size_t end =
        std::min(table.columns.size(), column + static_cast<std::size_t>(std::max(1, cell.span)));
    const TextStyle style = scaled(cell.strong ? kStrongText : kCellText, frame.scale);
    cells.push_back(
        HJ_TRY(laid(cell.text, style, canvas, edges[column], edges[end] - edges[column])));
    cells.back().align = cell.align.value_or(table.columns[column].align);
    if (frame.compact) set_closer(cells.back(), frame.scale);
    place_boxes(cells.back(), cell.boxes);
    column = end;
  }
  return cells;
}

// Between the panels of a list.
constexpr double kPanelGap = 3 * kMillimetre;
// Room for a large hand; more is waste.
constexpr double kTallestListRow = 10 * kMillimetre;
// Lengths are added up in another order where the pages are made.
constexpr double kRounding = 0.1;

// The rows of a list that one page holds: `count` from `begin`, in `lines` lines.
struct ListPage {
  std::size_t begin = 0;
  std::size_t count = 0;
  std::size_t lines = 0;
};

struct ListRow {
  Cells cells{};  // as they stand in the first panel
  double height = 0;
};

std::vector<ListPage> list_pages(std::size_t rows, std::size_t pages, std::size_t panels) {
  std::vector<ListPage> all;
  for (std::size_t at = 0; at < pages; ++at) {
    const std::size_t begin = rows * at / pages;
    const std::size_t count = rows * (at + 1) / pages - begin;
    all.push_back({begin, count, (count + panels - 1) / panels});
  }
  return all;
}

double line_height(const std::vector<ListRow>& rows, const ListPage& page, std::size_t line) {
  double height = 0;
  for (std::size_t at = line; at < page.count; at += page.lines) {
    height = std::max(height, rows[page.begin + at].height);
  }
  return height;
}

// What each line may still grow so that every page is filled; negative where one does not fit.
double spare_a_line(const std::vector<ListRow>& rows, const std::vector<ListPage>& pages,
                    double head, const ListRoom& room) {
  double spare = kTallestListRow;
  for (std::size_t at = 0; at < pages.size(); ++at) {
    double left = (at == 0 ? room.first : room.other) - head - kRounding;
    if (at + 1 == pages.size()) left -= room.below;
    for (std::size_t line = 0; line < pages[at].lines; ++line) {
      left -= line_height(rows, pages[at], line);
    }
    spare = std::min(spare, left / static_cast<double>(std::max<std::size_t>(1, pages[at].lines)));
  }
  return spare;
}

// The cells of a line: the rows of all panels that stand beside each other.
Cells line_cells(const std::vector<ListRow>& rows, const ListPage& page, std::size_t line,
                 double shift) {
  Cells cells;
  double right = 0;
  for (std::size_t at = line; at < page.count; at += page.lines, right += shift) {
    for (LaidCell cell : rows[page.begin + at].cells) {
      cell.left += right;
      cells.push_back(std::move(cell));
    }
  }
  return cells;
}

// Three places stand side by side on an upright A4 form.
constexpr double kPlaceWidth = 38 * kMillimetre;
constexpr double kPlaceGap = 6 * kMillimetre;
constexpr double kRoleWidth = 38 * kMillimetre;
constexpr double kRoleGap = 6;  // between a role and its first line
constexpr double kSignHeight = 10 * kMillimetre;
constexpr double kDateWidth = 48 * kMillimetre;
const TextStyle kRoleText{.size = 12, .pitch = 18};
const TextStyle kNameText{.size = 9, .pitch = 12, .gray = 0.3};

// One place to sign: a line, the name below it in small print.
struct Place {
  double left = 0;
  double top = 0;
  std::vector<std::string> name{};
};

struct RoleLabel {
  double left = 0;
  double top = 0;
  std::string text{};
};

struct SignatureLayout {
  std::vector<Place> places{};
  std::vector<RoleLabel> roles{};
  double role_width = kRoleWidth;
  double place_width = kPlaceWidth;
  double sign_height = kSignHeight;
  double used = 0;     // of the width of the last row
  double deepest = 0;  // names below the last row
  double height = 0;   // above the last row
};

void next_row(SignatureLayout& layout) {
  layout.height += layout.sign_height + layout.deepest;
  layout.used = 0;
  layout.deepest = 0;
}

// Lays one role's places out, as many in a row as fit; a role that fits beside the one before it
// stands there.
Result<> lay_role(const SignatureLine& line, Canvas& canvas, const PageFrame& frame,
                  SignatureLayout& layout) {
  HJ_TRY(canvas.break_lines(line.role, kRoleText, frame.width));
  const std::size_t count =
      std::max(line.names.size(), static_cast<std::size_t>(std::max(1, line.places)));
  const double whole =
      layout.role_width + static_cast<double>(count) * (layout.place_width + kPlaceGap);
  if (layout.used > 0 && layout.used + whole - kPlaceGap > frame.width) next_row(layout);
  layout.roles.push_back({frame.left + layout.used, layout.height, line.role + "（签名）："});
  layout.used += layout.role_width;
  for (std::size_t at = 0; at < count; ++at) {
    if (at > 0 && layout.used + layout.place_width > frame.width) {
      next_row(layout);
      layout.used = layout.role_width;
    }
    Place place{.left = frame.left + layout.used, .top = layout.height};
    if (at < line.names.size() && !line.names[at].empty()) {
      place.name = HJ_TRY(canvas.break_lines(line.names[at], kNameText, layout.place_width));
    }
    layout.deepest =
        std::max(layout.deepest, static_cast<double>(place.name.size()) * kNameText.pitch);
    layout.places.push_back(std::move(place));
    layout.used += layout.place_width + kPlaceGap;
  }
  return {};
}

void draw_places(Canvas& canvas, const SignatureLayout& layout, double top) {
  for (const Place& place : layout.places) {
    const double line = top + place.top + layout.sign_height;
    canvas.stroke(place.left, line, place.left + layout.place_width, line, kLine);
    double name_top = line + 1;
    for (const std::string& name : place.name) {
      canvas.draw_line(name, kNameText, {place.left, name_top, layout.place_width}, Align::center);
      name_top += kNameText.pitch;
    }
  }
}

// 选举委员会（签名）： is longer than 监票人（签名）：, and all lines begin below each other.
double role_width_of(const Signatures& signatures) {
  double width = kRoleWidth;
  for (const SignatureLine& line : signatures.lines) {
    const auto characters = static_cast<double>(character_count(line.role + "（签名）："));
    width = std::max(width, characters * kRoleText.size + kRoleGap);
  }
  return width;
}

}  // namespace

TextStyle scaled(TextStyle style, double scale) {
  style.size *= scale;
  style.pitch *= scale;
  style.indent *= scale;
  return style;
}

Result<std::vector<Piece>> list_pieces(const Table& table, Canvas& canvas, const PageFrame& frame,
                                       const ListRoom& room) {
  std::vector<Piece> pieces;
  if (table.columns.empty() || table.rows.empty()) return pieces;
  const auto panels = static_cast<std::size_t>(std::max(1, table.panels));
  const double count = static_cast<double>(panels);
  const double width = (frame.width - (count - 1) * kPanelGap) / count;
  const double shift = width + kPanelGap;
  const std::vector<double> edges = column_edges(table, frame.left, width);
  std::vector<ListRow> rows;
  for (const TableRow& row : table.rows) {
    ListRow laid_row{.cells = HJ_TRY(body_cells(table, row, canvas, edges, frame))};
    laid_row.height = row_height(laid_row.cells, row.height_mm * kMillimetre);
    rows.push_back(std::move(laid_row));
  }
  const std::vector<ListRow> titles(panels, {HJ_TRY(head_cells(table, canvas, edges, frame)), 0});
  const std::size_t titled = std::min(panels, rows.size());
  Piece head = row_piece(line_cells(titles, {0, titled, 1}, 0, shift), 0, true);
  std::vector<ListPage> pages = list_pages(rows.size(), 1, panels);
  while (pages.size() < rows.size() && spare_a_line(rows, pages, head.height, room) < 0) {
    pages = list_pages(rows.size(), pages.size() + 1, panels);
  }
  const double spare = std::max(0.0, spare_a_line(rows, pages, head.height, room));
  const auto repeated = std::make_shared<const Piece>(head);
  head.with_next = true;
  pieces.push_back(std::move(head));
  for (const ListPage& page : pages) {
    if (page.begin > 0) pieces.push_back({.new_page = true});
    for (std::size_t line = 0; line < page.lines; ++line) {
      const double least = line_height(rows, page, line);
      const double height = std::max(least, std::min(kTallestListRow, least + spare));
      Piece piece = row_piece(line_cells(rows, page, line, shift), height, false);
      piece.name = table.caption + "第" + std::to_string(page.begin + line + 1) + "行";
      piece.head = repeated;
      pieces.push_back(std::move(piece));
    }
  }
  return pieces;
}

Result<std::vector<Piece>> table_pieces(const Table& table, Canvas& canvas,
                                        const PageFrame& frame) {
  std::vector<Piece> pieces;
  if (table.columns.empty()) return pieces;
  const std::vector<double> edges = column_edges(table, frame.left, frame.width);
  std::shared_ptr<const Piece> head;
  const bool titled = std::any_of(table.columns.begin(), table.columns.end(),
                                  [](const Column& column) { return !column.title.empty(); });
  if (titled) {
    Piece piece = row_piece(HJ_TRY(head_cells(table, canvas, edges, frame)), 0, true);
    head = std::make_shared<const Piece>(piece);
    piece.with_next = true;
    pieces.push_back(std::move(piece));
  }
  for (std::size_t at = 0; at < table.rows.size(); ++at) {
    const TableRow& row = table.rows[at];
    Piece piece = row_piece(HJ_TRY(body_cells(table, row, canvas, edges, frame)),
                            row.height_mm * kMillimetre, false);
    piece.name =
        (table.caption.empty() ? "表格" : table.caption) + "第" + std::to_string(at + 1) + "行";
    piece.head = head;
    // A short table is not torn; of a long one the first and the last rows keep together.
    const bool short_one = table.rows.size() <= kShortTable;
    piece.with_next = at + 1 < table.rows.size() &&
                      (short_one || at == 0 || row.leads || at + kLastRows >= table.rows.size());
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

Result<std::vector<Piece>> signature_pieces(const Signatures& signatures, Canvas& canvas,
                                            const PageFrame& frame) {
  SignatureLayout layout;
  layout.role_width = role_width_of(signatures);
  layout.place_width =
      std::min(kPlaceWidth, (frame.width - layout.role_width - 2 * kPlaceGap) / 3 - kRounding);
  layout.sign_height = kSignHeight * frame.scale;
  for (const SignatureLine& line : signatures.lines) HJ_TRY(lay_role(line, canvas, frame, layout));
  const std::string date = signatures.date.empty() ? "　　　　年　　月　　日" : signatures.date;
  HJ_TRY(canvas.break_lines(date, kRoleText, frame.width));
  const bool beside = layout.used + kDateWidth <= frame.width;
  const double date_top = layout.height + (beside ? layout.sign_height - kRoleText.pitch
                                                  : layout.sign_height + layout.deepest + 6);
  next_row(layout);
  if (!beside) layout.height += 6 + kRoleText.pitch;
  Piece piece{.name = "签名栏", .gap = 6, .height = layout.height};
  piece.draw = [layout, date, date_top, frame](Canvas& canvas_drawn, double top) {
    for (const RoleLabel& role : layout.roles) {
      canvas_drawn.draw_line(
          role.text, kRoleText,
          {role.left, top + role.top + layout.sign_height - kRoleText.pitch, layout.role_width},
          Align::left);
    }
    draw_places(canvas_drawn, layout, top);
    canvas_drawn.draw_line(date, kRoleText, {frame.left, top + date_top, frame.width},
                           Align::right);
  };
  std::vector<Piece> pieces;
  pieces.push_back(std::move(piece));
  return pieces;
}

}  // namespace huanjie
