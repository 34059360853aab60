#include "cli/review.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "cli/files.h"
#include "cli/folders.h"
#include "cli/scan_pile.h"
#include "imaging/png.h"
#include "scan/paper.h"

namespace huanjie {
namespace {

constexpr int kScale = 4;           // pixels a millimetre of the page's picture
constexpr int kLongestSide = 1400;  // pixels of a page that could not be placed

struct Ink3 {
  std::uint8_t red, green, blue;
};
constexpr Ink3 kGreen{0, 150, 60};
constexpr Ink3 kOrange{230, 110, 0};
constexpr Ink3 kBlue{30, 90, 220};

ColourImage coloured(const GreyImage& grey) {
  ColourImage image{grey.width, grey.height, {}};
  image.rgb.reserve(grey.pixels.size() * 3);
  for (const std::uint8_t value : grey.pixels) image.rgb.insert(image.rgb.end(), 3, value);
  return image;
}

void dot(ColourImage& image, int x, int y, const Ink3& ink) {
  if (x < 0 || y < 0 || x >= image.width || y >= image.height) return;
  const std::size_t at = (static_cast<std::size_t>(y) * image.width + x) * 3;
  image.rgb[at] = ink.red;
  image.rgb[at + 1] = ink.green;
  image.rgb[at + 2] = ink.blue;
}

void line(ColourImage& image, Spot from, Spot to, const Ink3& ink) {
  const int steps =
      static_cast<int>(std::max(std::abs(to.x - from.x), std::abs(to.y - from.y)) * 2) + 1;
  for (int i = 0; i <= steps; ++i) {
    const double x = from.x + (to.x - from.x) * i / steps;
    const double y = from.y + (to.y - from.y) * i / steps;
    for (int v = 0; v < 2; ++v) {
      for (int u = 0; u < 2; ++u) dot(image, static_cast<int>(x) + u, static_cast<int>(y) + v, ink);
    }
  }
}

void frame(ColourImage& image, const PageRect& rect, const Ink3& ink) {
  const double left = (rect.x - 0.6) * kScale;
  const double top = (rect.y - 0.6) * kScale;
  const double right = (rect.x + rect.width + 0.6) * kScale;
  const double bottom = (rect.y + rect.height + 0.6) * kScale;
  line(image, {left, top}, {right, top}, ink);
  line(image, {right, top}, {right, bottom}, ink);
  line(image, {right, bottom}, {left, bottom}, ink);
  line(image, {left, bottom}, {left, top}, ink);
}

// The sign that was read, small, over the corner of its box.
void sign(ColourImage& image, const PageRect& rect, Seen seen, const Ink3& ink) {
  const double size = 2.4 * kScale;
  const double x = (rect.x + rect.width + 0.8) * kScale - size;
  const double y = (rect.y - 0.8) * kScale - size * 0.6;
  const auto at = [&](double u, double v) { return Spot{x + u * size, y + v * size}; };
  switch (seen) {
    case Seen::circle:
      for (int i = 0; i < 32; ++i) {
        const double a = i * 0.19635;
        const double b = (i + 1) * 0.19635;
        line(image, at(0.5 + 0.5 * std::cos(a), 0.5 + 0.5 * std::sin(a)),
             at(0.5 + 0.5 * std::cos(b), 0.5 + 0.5 * std::sin(b)), ink);
      }
      break;
    case Seen::cross:
      line(image, at(0, 0), at(1, 1), ink);
      line(image, at(1, 0), at(0, 1), ink);
      break;
    case Seen::tick:
      line(image, at(0, 0.5), at(0.35, 1), ink);
      line(image, at(0.35, 1), at(1, 0), ink);
      break;
    case Seen::blank: line(image, at(0.1, 0.6), at(0.9, 0.6), ink); break;
    default:
      line(image, at(0.5, 0), at(0.5, 0.65), ink);
      line(image, at(0.5, 0.9), at(0.5, 1), ink);
      break;
  }
}

std::string as_png(const ColourImage& image) { return write_png(image, 0).value_or(""); }

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '"': out += "&quot;"; break;
      default:  out += c;
    }
  }
  return out;
}

struct Doubtful {
  std::size_t cell = 0;
  std::string name{};
  Seen seen = Seen::blank;
  Doubt doubt = Doubt::clear;
};

std::vector<Doubtful> doubtful_cells(const SheetRead& sheet) {
  std::vector<Doubtful> cells;
  if (sheet.model == nullptr) return cells;
  std::size_t line = 0;
  std::size_t row = 0;
  for (std::size_t i = 0; i < sheet.model->layout.cells.size(); ++i) {
    const LayoutCell& cell = sheet.model->layout.cells[i];
    if (cell.role == CellRole::name) continue;
    if (cell.candidate) {
      const LineReading& read = sheet.reading.lines[line++];
      if (!read.sure) cells.push_back({i, read.candidate, read.seen, read.x->doubt});
      continue;
    }
    const WriteInReading& read = sheet.reading.write_ins[row++];
    if (!read.sure)
      cells.push_back({i, "另选第" + std::to_string(read.row) + "行", read.seen, read.x->doubt});
  }
  return cells;
}

// Pages that only hold a name are looked at last, rejected ones first.
int rank_of(const SheetRead& sheet, std::size_t doubts) {
  if (sheet.reading.status == SheetStatus::rejected) return 0;
  if (sheet.reading.status == SheetStatus::read) return 10000;
  const int reason = static_cast<int>(sheet.reading.reason.value_or(SheetReason::name_written));
  return 1000 + reason * 1000 - static_cast<int>(std::min<std::size_t>(doubts, 900));
}

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>读票复核</title><style>
body{font:16px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:1.5rem;color:#222}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin:0}section{border-top:1px solid #bbb;padding:1rem 0;
display:flex;gap:1.5rem;flex-wrap:wrap}figure{margin:0}figure img{border:1px solid #999}
.page img{width:min(26rem,90vw)}.cells{display:flex;gap:1rem;flex-wrap:wrap;
align-content:flex-start;
flex:1 1 20rem}.cells img{height:7rem;image-rendering:pixelated}figcaption{font-size:.95rem}
.rejected h2{color:#b00020}</style></head><body>
)";

}  // namespace

std::string words_for(SheetReason reason) {
  switch (reason) {
    case SheetReason::corner_missing: return "角上缺纸或缺了定位块：看看是不是剪了角的票";
    case SheetReason::stray_ink:      return "方格以外有字迹：由监票人看这张票是否有效";
    case SheetReason::doubtful_marks: return "有标记没有把握：请人看";
    case SheetReason::name_written:   return "填写了另选人：请录入姓名";
    case SheetReason::undecodable:    return "文件打不开：重新扫描";
    case SheetReason::blank_page:     return "空白页：是不是扫了背面";
    case SheetReason::unplaced:       return "找不到选票的定位块：不是选票，或者扫得不全，重新扫描";
    case SheetReason::cut_off:        return "票面没有扫全：放正了重新扫描";
    case SheetReason::wrong_scale:    return "大小不对：打印和扫描都要按实际大小（100%）";
    case SheetReason::other_ballot:   return "是另一种选票（样票、演练票或别的会的票）：拿出来";
    case SheetReason::style_unclear:  return "票底的小方块看不清：重新扫描";
    case SheetReason::print_missing:  return "票面被遮住了，可能两张叠在一起：分开重新扫描";
  }
  return {};
}

std::string words_for(Doubt doubt) {
  switch (doubt) {
    case Doubt::clear:     return "清楚";
    case Doubt::murky:     return "底色太暗或太花";
    case Doubt::faint:     return "太淡";
    case Doubt::beside:    return "在方格外边";
    case Doubt::tiny:      return "太小";
    case Doubt::filled:    return "涂黑了";
    case Doubt::several:   return "不止一笔迹";
    case Doubt::unusual:   return "不是规定的符号";
    case Doubt::disagreed: return "写得不规整";
  }
  return {};
}

std::string words_for(Seen seen) {
  switch (seen) {
    case Seen::circle:        return "○";
    case Seen::cross:         return "×";
    case Seen::tick:          return "√";
    case Seen::blank:         return "空白";
    case Seen::filled:        return "涂黑";
    case Seen::struck:        return "划掉";
    case Seen::contradictory: return "两个符号";
    case Seen::illegible:     return "认不出";
  }
  return {};
}

std::string review_picture(const GreyImage& scan, const SheetRead& sheet) {
  if (sheet.model == nullptr || !sheet.placed) {
    const int side = std::max(scan.width, scan.height);
    return write_png(shrink(scan, std::max(1, (side + kLongestSide - 1) / kLongestSide)), 0)
        .value_or("");
  }
  const Layout& layout = sheet.model->layout;
  ColourImage image = coloured(straight_page(ScanView(scan), *sheet.placed, layout.page, kScale));
  std::size_t line = 0;
  std::size_t row = 0;
  for (const LayoutCell& cell : layout.cells) {
    if (cell.role == CellRole::name) {
      frame(image, cell.rect_mm, kBlue);
      continue;
    }
    const bool sure =
        cell.candidate ? sheet.reading.lines[line].sure : sheet.reading.write_ins[row].sure;
    const Seen seen =
        cell.candidate ? sheet.reading.lines[line++].seen : sheet.reading.write_ins[row++].seen;
    frame(image, cell.rect_mm, sure ? kGreen : kOrange);
    sign(image, cell.rect_mm, seen, sure ? kGreen : kOrange);
  }
  return as_png(image);
}

Review::Review(std::string folder) : folder_(std::move(folder)) {}

Result<> Review::open() {
  HJ_TRY(must_be_free(folder_));
  HJ_TRY(make_folder(inside(folder_, "pages")));
  return make_folder(inside(folder_, "cells"));
}

Result<> Review::add(const PileSheet& sheet) {
  const SheetReading& reading = sheet.read.reading;
  const std::vector<Doubtful> doubts = doubtful_cells(sheet.read);
  std::string html = "<section class=\"" + std::string(to_text(reading.status)) + "\"><div><h2>" +
                     reading.id + "　" + escaped(reading.source) + " 第" +
                     std::to_string(reading.page) + "页</h2>";
  if (reading.reason) html += "<p>" + words_for(*reading.reason) + "</p>";
  if (!sheet.problem.empty()) html += "<p>" + escaped(sheet.problem) + "</p>";
  if (reading.same_paper_as)
    html += "<p>与 " + *reading.same_paper_as + " 像是同一张纸扫了两次</p>";
  if (!sheet.picture.empty()) {
    const std::string name = "pages/" + reading.id + ".png";
    HJ_TRY(write_file(inside(folder_, name), sheet.picture));
    html += "<figure class=\"page\"><a href=\"" + name + "\"><img loading=\"lazy\" alt=\"" +
            reading.id + "\" src=\"" + name + "\"></a></figure>";
  }
  html += "</div><div class=\"cells\">";
  for (const Doubtful& doubt : doubts) {
    const std::string name = "cells/" + reading.id + "-" + std::to_string(doubt.cell + 1) + ".png";
    const std::string png = HJ_TRY(write_png(sheet.read.cells[doubt.cell], 0));
    HJ_TRY(write_file(inside(folder_, name), png));
    html += "<figure><img loading=\"lazy\" alt=\"\" src=\"" + name + "\"><figcaption>" +
            escaped(doubt.name) + "<br>像是" + words_for(doubt.seen) + "，" +
            words_for(doubt.doubt) + "</figcaption></figure>";
  }
  html += "</div></section>\n";
  pages_.push_back({rank_of(sheet.read, doubts.size()), reading.id, std::move(html)});
  return {};
}

Result<> Review::finish(const std::string& ballot) {
  std::ranges::stable_sort(pages_, {}, &Page::rank);
  std::string html(kHead);
  html += "<h1>读票复核：" + escaped(ballot) + "</h1><p>共 " + std::to_string(pages_.size()) +
          " 页，要看的在前。绿框有把握，橙框请人看，蓝框是填姓名处。</p>\n";
  for (const Page& page : pages_) html += page.html;
  html += "</body></html>\n";
  return write_file(inside(folder_, "index.html"), html);
}

}  // namespace huanjie
