#include "render/pdf.h"

#include <exception>

#include "render/canvas.h"
#include "render/flow.h"

namespace huanjie {

namespace {

const TextStyle kFooterText{.size = 9, .pitch = 12, .gray = 0.3};

void draw_footer(Canvas& canvas, const PageFrame& frame, const std::string& footer,
                 const std::string& number) {
  const double top = frame.top + frame.height + 12;
  canvas.draw_line(footer, kFooterText, {frame.left, top, frame.width}, Align::left);
  canvas.draw_line(number, kFooterText, {frame.left, top, frame.width}, Align::right);
}

std::string page_number(std::size_t page, std::size_t pages) {
  return "第 " + std::to_string(page) + " 页　共 " + std::to_string(pages) + " 页";
}

struct LaidOut {
  std::vector<Piece> pieces{};
  std::vector<Page> pages{};  // they point into `pieces`
};

Result<LaidOut> lay_out(const Document& document, Canvas& canvas, double height, double scale) {
  LaidOut laid;
  laid.pieces = HJ_TRY(pieces_of(document, canvas, scale));
  laid.pages = HJ_TRY(paginate(laid.pieces, height));
  return laid;
}

// A compact paper of few pages that runs over by little is set in smaller letters, if that saves a
// page.
constexpr std::size_t kFewPages = 4;

Result<LaidOut> fitted(const Document& document, Canvas& canvas, double height) {
  LaidOut laid = HJ_TRY(lay_out(document, canvas, height, 1));
  if (!document.compact || laid.pages.size() == 1 || laid.pages.size() > kFewPages) return laid;
  for (const double scale : {0.95, 0.9, 0.85}) {
    LaidOut smaller = HJ_TRY(lay_out(document, canvas, height, scale));
    if (smaller.pages.size() < laid.pages.size()) return smaller;
  }
  return laid;
}

Result<std::string> render(const Document& document, Timestamp created) {
  const PageFrame frame = page_frame(document);
  Canvas canvas = HJ_TRY(Canvas::open({.title = document.title,
                                       .width = frame.page_width,
                                       .height = frame.page_height,
                                       .created = created}));
  HJ_TRY(canvas.break_lines(document.footer, kFooterText, frame.width));
  HJ_TRY(canvas.break_lines(document.watermark, kFooterText, frame.width));
  const LaidOut laid = HJ_TRY(fitted(document, canvas, frame.height));
  const std::vector<Page>& pages = laid.pages;
  if (pages.size() > kMaxPdfPages) {
    return fail(ErrorCode::exhausted, "共有 " + std::to_string(pages.size()) + " 页",
                document.title, "不超过 " + std::to_string(kMaxPdfPages) + " 页");
  }
  for (std::size_t at = 0; at < pages.size(); ++at) {
    if (at > 0) canvas.next_page();
    if (!document.watermark.empty()) canvas.draw_watermark(document.watermark);
    for (const PlacedPiece& placed : pages[at]) placed.piece->draw(canvas, frame.top + placed.top);
    draw_footer(canvas, frame, document.footer, page_number(at + 1, pages.size()));
  }
  return canvas.finish();
}

}  // namespace

// The standard library is the only one here that throws: when memory runs out.
Result<std::string> render_pdf(const Document& document, Timestamp created) {
  try {
    return render(document, created);
  } catch (const std::exception&) {
    return fail(ErrorCode::exhausted, "内存不足，不能生成 PDF", document.title);
  }
}

}  // namespace huanjie
