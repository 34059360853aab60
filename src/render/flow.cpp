#include "render/flow.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "render/qr.h"
#include "render/table.h"

namespace huanjie {

namespace {

constexpr double kMillimetre = 72 / 25.4;
// GB/T 9704-2012: 三号, 28 characters fill the 156 mm of a line.
constexpr double kSizeThree = 15.75;
constexpr double kQrMillimetres = 27;
constexpr double kCompactQr = 24;
constexpr double kGapBelowTitle = 16;
constexpr double kQuietModules = 4;  // ISO/IEC 18004 asks for four light modules around a symbol

struct Look {
  TextStyle text{};
  double gap = 0;
  double padding = 0;  // inside a frame; 0: no frame
};

Look official_look(ParagraphStyle style) {
  const double two_characters = 2 * kSizeThree;
  const TextStyle body{.size = kSizeThree, .pitch = 28, .indent = two_characters};
  const TextStyle plain{.size = kSizeThree, .pitch = 28};
  switch (style) {
    case ParagraphStyle::heading:
      return {{.face = Face::hei, .size = kSizeThree, .pitch = 28, .indent = two_characters}, 6, 0};
    case ParagraphStyle::subheading:
      return {{.face = Face::song_bold, .size = kSizeThree, .pitch = 28, .indent = two_characters},
              0,
              0};
    case ParagraphStyle::body:  return {body, 0, 0};
    case ParagraphStyle::plain: return {plain, 0, 0};
    case ParagraphStyle::strong:
      return {{.face = Face::song_bold, .size = kSizeThree, .pitch = 28}, 0, 0};
    case ParagraphStyle::note:    return {{.size = 12, .pitch = 20}, 4, 0};
    case ParagraphStyle::warning: return {{.face = Face::hei, .size = 14, .pitch = 24}, 8, 6};
    case ParagraphStyle::step:    return {{.face = Face::hei_bold, .size = 18, .pitch = 30}, 16, 0};
    case ParagraphStyle::script:  return {{.size = 22, .pitch = 40, .indent = 44}, 0, 0};
    case ParagraphStyle::cue:
      return {{.face = Face::hei, .size = 14, .pitch = 24, .gray = 0.35}, 4, 0};
  }
  return {body, 0, 0};
}

Look form_look(ParagraphStyle style) {
  switch (style) {
    case ParagraphStyle::heading: return {{.face = Face::hei_bold, .size = 13, .pitch = 22}, 8, 0};
    case ParagraphStyle::subheading:
      return {{.face = Face::song_bold, .size = 12, .pitch = 20}, 6, 0};
    case ParagraphStyle::body:    return {{.size = 12.5, .pitch = 22, .indent = 25}, 8, 0};
    case ParagraphStyle::plain:   return {{.size = 12, .pitch = 20}, 4, 0};
    case ParagraphStyle::strong:  return {{.face = Face::song_bold, .size = 13, .pitch = 22}, 4, 0};
    case ParagraphStyle::note:    return {{.size = 10.5, .pitch = 16}, 4, 0};
    case ParagraphStyle::warning: return {{.face = Face::hei, .size = 12, .pitch = 19}, 8, 6};
    case ParagraphStyle::step:    return {{.face = Face::hei_bold, .size = 18, .pitch = 30}, 16, 0};
    case ParagraphStyle::script:  return {{.size = 22, .pitch = 40, .indent = 44}, 0, 0};
    case ParagraphStyle::cue:
      return {{.face = Face::hei, .size = 12, .pitch = 20, .gray = 0.35}, 4, 0};
  }
  return {};
}

Look compact_look(ParagraphStyle style) {
  switch (style) {
    case ParagraphStyle::heading: return {{.face = Face::hei_bold, .size = 12, .pitch = 18}, 5, 0};
    case ParagraphStyle::body:    return {{.size = 11.5, .pitch = 17, .indent = 23}, 4, 0};
    case ParagraphStyle::plain:   return {{.size = 11, .pitch = 16}, 3, 0};
    case ParagraphStyle::strong:  return {{.face = Face::song_bold, .size = 12, .pitch = 17}, 3, 0};
    case ParagraphStyle::note:    return {{.size = 10, .pitch = 14}, 3, 0};
    case ParagraphStyle::warning: return {{.face = Face::hei, .size = 11, .pitch = 16}, 5, 4};
    default:                      return form_look(style);
  }
}

Look look_of(const Document& document, ParagraphStyle style) {
  if (document.style == PageStyle::official) return official_look(style);
  return document.compact ? compact_look(style) : form_look(style);
}

// Turns the blocks of a document into pieces, one kind of block a function.
class Composer {
 public:
  Composer(const Document& document, Canvas& canvas, double scale)
      : document_(document), canvas_(canvas), frame_(page_frame(document)) {
    frame_.scale = scale;
  }

  Result<std::vector<Piece>> compose() {
    HJ_TRY(add_title());
    for (const Block& block : document_.blocks) {
      next_ =
          &block + 1 == document_.blocks.data() + document_.blocks.size() ? nullptr : &block + 1;
      HJ_TRY(std::visit([this](const auto& content) { return add(content); }, block));
    }
    if (!pieces_.empty()) pieces_.back().with_next = false;
    HJ_TRY(canvas_.check_characters());
    return std::move(pieces_);
  }

 private:
  // `shift` is the first line's indent; the other lines begin at the left.
  Piece line_piece(std::string text, const TextStyle& style, double shift, Align align) const {
    const double left = frame_.left + shift;
    const double width = frame_.width - shift;
    return {
        .height = style.pitch,
        .draw = [text = std::move(text), style, left, width, align](Canvas& canvas, double top) {
          canvas.draw_line(text, style, {left, top, width}, align);
        }};
  }

  Result<> add_centered(const std::string& text, TextStyle style, double gap) {
    if (text.empty()) return {};
    style = scaled(style, frame_.scale);
    for (std::string& line : HJ_TRY(canvas_.break_lines(text, style, frame_.width))) {
      Piece piece = line_piece(std::move(line), style, 0, Align::center);
      piece.gap = gap;
      piece.with_next = true;
      pieces_.push_back(std::move(piece));
      gap = 0;
    }
    return {};
  }

  Result<> add_title() {
    const bool official = document_.style == PageStyle::official;
    HJ_TRY(add_centered(document_.title,
                        {.face = Face::song_bold,
                         .size = document_.compact ? 20.0 : 22.0,
                         .pitch = official            ? 36.0
                                  : document_.compact ? 27.0
                                                      : 32.0},
                        0));
    HJ_TRY(add_centered(document_.subtitle,
                        {.size = official ? kSizeThree : 13.0,
                         .pitch = official            ? 28.0
                                  : document_.compact ? 18.0
                                                      : 22.0},
                        0));
    title_ends_ = official;
    return {};
  }

  Result<> add(const Paragraph& paragraph) {
    Look look = look_of(document_, paragraph.style);
    look.text = scaled(look.text, frame_.scale);
    const double width = frame_.width - 2 * look.padding;
    std::vector<std::string> lines = HJ_TRY(canvas_.break_lines(paragraph.text, look.text, width));
    if (look.padding > 0) {
      add_framed(std::move(lines), look);
      pieces_.back().with_next = paragraph.with_next;
      return {};
    }
    const bool leads = paragraph.with_next || paragraph.style == ParagraphStyle::heading ||
                       paragraph.style == ParagraphStyle::subheading ||
                       paragraph.style == ParagraphStyle::step;
    for (std::size_t at = 0; at < lines.size(); ++at) {
      Piece piece =
          line_piece(std::move(lines[at]), look.text, at == 0 ? look.text.indent : 0, Align::left);
      piece.gap = at == 0 ? look.gap : 0;
      if (at == 0 && std::exchange(title_ends_, false)) piece.gap += kGapBelowTitle;
      // Neither the first nor the last line of a paragraph stands alone on a page.
      piece.with_next = leads || (at + 1 < lines.size() && (at == 0 || at + 2 == lines.size()));
      pieces_.push_back(std::move(piece));
    }
    return {};
  }

  void add_framed(std::vector<std::string> lines, const Look& look) {
    const double height = static_cast<double>(lines.size()) * look.text.pitch + 2 * look.padding;
    pieces_.push_back(
        {.name = document_.title,
         .gap = look.gap,
         .height = height,
         .draw = [lines = std::move(lines), look, height, frame = frame_](Canvas& canvas,
                                                                          double top) {
           canvas.frame({frame.left, top, frame.width, height}, 1, 0);
           double line_top = top + look.padding;
           for (const std::string& line : lines) {
             canvas.draw_line(line, look.text,
                              {frame.left + look.padding, line_top, frame.width - 2 * look.padding},
                              Align::left);
             line_top += look.text.pitch;
           }
         }});
  }

  Result<> add(const Table& table) {
    const std::size_t begin = pieces_.size();
    if (!table.caption.empty()) {
      HJ_TRY(add(Paragraph{.style = ParagraphStyle::subheading, .text = table.caption}));
    }
    const double gap = !table.caption.empty() ? 3 : document_.compact ? 5 : 8;
    std::vector<Piece> rows = HJ_TRY(table.panels > 0 ? add_list(table, begin, gap)
                                                      : table_pieces(table, canvas_, frame_));
    // The sentence that leads to a table stays with its head; two tables may part.
    if (table.caption.empty() && begin > 0 && table_ends_ != begin && !pieces_.back().new_page) {
      pieces_.back().with_next = true;
    }
    if (!rows.empty()) rows.front().gap = gap;
    std::move(rows.begin(), rows.end(), std::back_inserter(pieces_));
    table_ends_ = pieces_.size();
    return {};
  }

  // The rows of a list, with what stands before it since `begin` on the page where it starts.
  Result<std::vector<Piece>> add_list(const Table& table, std::size_t begin, double gap) {
    ListRoom room{.first = 0, .other = frame_.height, .below = HJ_TRY(height_of_signatures())};
    room.first = HJ_TRY(height_left()) - gap;
    if (room.first < kLeastListHeight + room.below) {
      pieces_.insert(pieces_.begin() + static_cast<std::ptrdiff_t>(begin), {.new_page = true});
      room.first = HJ_TRY(height_left()) - gap;
    }
    return list_pieces(table, canvas_, frame_, room);
  }

  // Of the page that has been reached.
  [[nodiscard]] Result<double> height_left() const {
    const std::vector<Page> pages = HJ_TRY(paginate(pieces_, frame_.height));
    if (pages.back().empty() || pieces_.back().new_page) return frame_.height;
    const PlacedPiece& last = pages.back().back();
    return frame_.height - last.top - last.piece->height;
  }

  [[nodiscard]] Result<double> height_of_signatures() const {
    const Signatures* signatures = next_ == nullptr ? nullptr : std::get_if<Signatures>(next_);
    if (signatures == nullptr) return 0;
    double height = 0;
    for (const Piece& piece : HJ_TRY(signature_pieces(*signatures, canvas_, frame_))) {
      height += piece.gap + piece.height;
    }
    return height;
  }

  Result<> add(const Signatures& signatures) {
    if (!pieces_.empty()) pieces_.back().with_next = true;
    std::vector<Piece> block = HJ_TRY(signature_pieces(signatures, canvas_, frame_));
    std::move(block.begin(), block.end(), std::back_inserter(pieces_));
    return {};
  }

  // Stands with what is before it: the code of a report on a page of its own proves nothing.
  Result<> add(const QrNote& note) {
    if (!pieces_.empty()) pieces_.back().with_next = true;
    const QrSymbol symbol = HJ_TRY(qr_symbol(note.payload));
    const double side =
        (document_.compact ? kCompactQr : kQrMillimetres) * kMillimetre * frame_.scale;
    const TextStyle style =
        scaled({.size = 9.5, .pitch = document_.compact ? 13.0 : 15.0}, frame_.scale);
    const double text_left = frame_.left + side;
    const double text_width = frame_.width - side;
    std::vector<std::string> lines;
    for (const std::string& text : note.lines) {
      for (std::string& line : HJ_TRY(canvas_.break_lines(text, style, text_width))) {
        lines.push_back(std::move(line));
      }
    }
    const double text_height = static_cast<double>(lines.size()) * style.pitch;
    const double height = std::max(side, text_height);
    pieces_.push_back({.name = document_.title,
                       .gap = 6,
                       .height = height,
                       .draw = [=, left = frame_.left](Canvas& canvas, double top) {
                         draw_symbol(canvas, symbol, left, top, side);
                         double line_top = top + (height - text_height) / 2;
                         for (const std::string& line : lines) {
                           canvas.draw_line(line, style, {text_left, line_top, text_width},
                                            Align::left);
                           line_top += style.pitch;
                         }
                       }});
    return {};
  }

  Result<> add(const PageBreak&) {
    pieces_.push_back({.new_page = true});
    return {};
  }

  // Runs of dark modules are drawn as one bar: no hairlines between them on a printer.
  static void draw_symbol(Canvas& canvas, const QrSymbol& symbol, double left, double top,
                          double side) {
    const double module = side / (symbol.size + 2 * kQuietModules);
    const auto dark = [&](int row, int column) {
      return symbol.modules[static_cast<std::size_t>(row) * static_cast<std::size_t>(symbol.size) +
                            static_cast<std::size_t>(column)];
    };
    for (int row = 0; row < symbol.size; ++row) {
      for (int column = 0; column < symbol.size; ++column) {
        if (!dark(row, column)) continue;
        const int first = column;
        while (column + 1 < symbol.size && dark(row, column + 1)) ++column;
        canvas.fill({left + (first + kQuietModules) * module, top + (row + kQuietModules) * module,
                     (column + 1 - first) * module, module},
                    0);
      }
    }
  }

  const Document& document_;
  Canvas& canvas_;
  PageFrame frame_;
  std::vector<Piece> pieces_{};
  bool title_ends_ = false;      // what comes next stands right below the title
  std::size_t table_ends_ = 0;   // the pieces up to the end of the last table; 0: none
  const Block* next_ = nullptr;  // after the one that is being added
};

// The end (exclusive) of the pieces that belong on one page with the one at `begin`.
std::size_t group_end(const std::vector<Piece>& pieces, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < pieces.size() && pieces[end - 1].with_next && !pieces[end].new_page) ++end;
  return end;
}

class Paginator {
 public:
  explicit Paginator(double height) : height_(height) {}

  Result<> add_group(const std::vector<Piece>& pieces, std::size_t begin, std::size_t end) {
    double needed = 0;
    for (std::size_t at = begin; at < end; ++at) needed += pieces[at].gap + pieces[at].height;
    if (used_ + needed > height_) turn_page();
    for (std::size_t at = begin; at < end; ++at) {
      const bool last_but_one = at + 2 == end;
      if (last_but_one && !fits(pieces[at], pieces[at + 1])) turn_page();
      HJ_TRY(add_piece(pieces[at]));
    }
    return {};
  }

  void turn_page() {
    if (pages_.back().empty()) return;
    pages_.emplace_back();
    used_ = 0;
  }

  std::vector<Page> pages() && { return std::move(pages_); }

 private:
  bool fits(const Piece& piece, const Piece& next) const {
    return used_ + piece.gap + piece.height + next.gap + next.height <= height_;
  }

  Result<> add_piece(const Piece& piece) {
    if (used_ + piece.gap + piece.height > height_) turn_page();
    if (pages_.back().empty()) {
      if (piece.head) place(*piece.head);
    } else {
      used_ += piece.gap;
    }
    if (used_ + piece.height > height_) {
      return fail(ErrorCode::exhausted, "内容高过一页，印不下", piece.name,
                  "把这一格的文字分成几段");
    }
    place(piece);
    return {};
  }

  void place(const Piece& piece) {
    pages_.back().push_back({.piece = &piece, .top = used_});
    used_ += piece.height;
  }

  double height_ = 0;
  double used_ = 0;
  std::vector<Page> pages_{1};
};

}  // namespace

PageFrame page_frame(const Document& document) {
  double width = document.paper == Paper::a3 ? 297 : 210;
  double height = document.paper == Paper::a3 ? 420 : 297;
  if (document.landscape) std::swap(width, height);
  PageFrame frame{.page_width = width, .page_height = height};
  if (document.style == PageStyle::official && !document.landscape) {
    frame.left = 28;  // GB/T 9704-2012, 5.2: 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm
    frame.top = 37;
    frame.width = width - 28 - 26;
    frame.height = height - 37 - 35;
  } else {
    frame.left = 20;
    frame.top = 14;
    frame.width = width - 40;
    frame.height = height - 14 - 18;
    if (document.compact) {
      frame.top = 11;
      frame.height = height - 11 - 15;
    }
  }
  for (double* length : {&frame.page_width, &frame.page_height, &frame.left, &frame.top,
                         &frame.width, &frame.height}) {
    *length *= kMillimetre;
  }
  frame.compact = document.compact;
  return frame;
}

Result<std::vector<Piece>> pieces_of(const Document& document, Canvas& canvas, double scale) {
  return Composer(document, canvas, scale).compose();
}

Result<std::vector<Page>> paginate(const std::vector<Piece>& pieces, double height) {
  Paginator paginator(height);
  for (std::size_t begin = 0; begin < pieces.size();) {
    if (pieces[begin].new_page) {
      paginator.turn_page();
      ++begin;
      continue;
    }
    const std::size_t end = group_end(pieces, begin);
    HJ_TRY(paginator.add_group(pieces, begin, end));
    begin = end;
  }
  return std::move(paginator).pages();
}

}  // namespace huanjie
