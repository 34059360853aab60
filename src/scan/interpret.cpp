#include "scan/interpret.h"

#include <algorithm>

#include "scan/register.h"

namespace huanjie {
namespace {

constexpr int kMissingPrint = 120;  // thousandths: more is no fold
constexpr int kReach = 3;           // pixels a cell is moved at most
constexpr int kTile = 24;           // millimetres over which the map is straight

GreyImage cell_of(const ScanView& view, const Placed& placed, const LayoutCell& cell,
                  const GreyImage& print) {
  const Cut cut{
      {static_cast<double>(cell.rect_mm.x - kRing), static_cast<double>(cell.rect_mm.y - kRing)},
      print.width,
      print.height,
      kCellScale};
  return register_to_print(straighten(*view.image, placed.map, {&view.level, placed.black, 1}, cut),
                           print, kReach);
}

void fill_in(SheetRead& sheet, const PageCheck& check, const std::vector<MarkReading>& marks) {
  const Layout& layout = sheet.model->layout;
  bool doubtful = false;
  bool named = false;
  for (std::size_t i = 0; i < layout.cells.size(); ++i) {
    const LayoutCell& cell = layout.cells[i];
    if (cell.role == CellRole::name) continue;
    const MarkReading& mark = marks[i];
    doubtful = doubtful || !mark.sure;
    if (cell.candidate) {
      sheet.reading.lines.push_back(
          {cell.contest, *cell.candidate, cell.column, mark.seen, mark.sure, detail_of(mark)});
      continue;
    }
    bool inked = false;
    for (std::size_t k = 0; k < layout.cells.size(); ++k) {
      const LayoutCell& name = layout.cells[k];
      if (name.role == CellRole::name && name.contest == cell.contest &&
          name.write_in == cell.write_in)
        inked = check.inked[k];
    }
    named = named || inked;
    sheet.reading.write_ins.push_back(
        {cell.contest, cell.write_in.value_or(1), mark.seen, mark.sure, inked, detail_of(mark)});
  }
  std::optional<SheetReason>& reason = sheet.reading.reason;
  if (named) reason = SheetReason::name_written;
  if (doubtful) reason = SheetReason::doubtful_marks;
  if (check.stray_ink) reason = SheetReason::stray_ink;
  if (sheet.placed->corner_missing) reason = SheetReason::corner_missing;
  sheet.reading.status = reason ? SheetStatus::review : SheetStatus::read;
}

SheetRead refused(Refusal refusal) {
  SheetRead sheet;
  sheet.reading.status = SheetStatus::rejected;
  sheet.reading.reason = reason_of(refusal);
  return sheet;
}

}  // namespace

GreyImage straight_page(const ScanView& view, const Placed& placed, const PageSize& size,
                        int scale) {
  GreyImage page(size.width_mm * scale, size.height_mm * scale);
  // The small scan has enough of it for a coarse page.
  const bool coarse = placed.map.across() >= scale * view.factor;
  const GreyImage& scan = coarse ? view.small : *view.image;
  const int factor = coarse ? view.factor : 1;
  const PageMap map = placed.map.shrunk(factor);
  const Light light{&view.level, placed.black, factor};
  for (int top = 0; top < size.height_mm; top += kTile) {
    for (int left = 0; left < size.width_mm; left += kTile) {
      const Cut cut{{static_cast<double>(left), static_cast<double>(top)},
                    std::min(kTile, size.width_mm - left) * scale,
                    std::min(kTile, size.height_mm - top) * scale,
                    scale};
      const GreyImage tile = straighten(scan, map, light, cut);
      for (int y = 0; y < tile.height; ++y) {
        std::copy_n(tile.pixels.begin() + static_cast<std::ptrdiff_t>(tile.at(0, y)), tile.width,
                    page.pixels.begin() +
                        static_cast<std::ptrdiff_t>(page.at(left * scale, top * scale + y)));
      }
    }
  }
  return page;
}

CellsRead read_cells(const std::vector<GreyImage>& cells, const SheetModel& model) {
  CellsRead read;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const CellPicture& cell = model.cells[i];
    if (model.layout.cells[i].role == CellRole::name) {
      read.marks.emplace_back();
      continue;
    }
    const Ink ink = ink_in({cells[i], cell.print, cell.box});
    read.marks.push_back(read_mark(ink, cell.box, model.blackened));
    add_trace(read.trace, static_cast<int>(i), ink);
  }
  return read;
}

SheetRead read_sheet(const ScannedPage& page, std::span<const SheetModel> models) {
  const ScanView view(page.image);
  Refusal worst = Refusal::blank_page;
  for (const SheetModel& model : models) {
    const PlaceResult place = place_sheet(view, model.layout, page.dpi);
    if (!place.placed) {
      // Of several ballots' refusals the one that came furthest says most.
      worst = std::max(worst, place.refusal);
      continue;
    }
    const PageCheck check =
        check_page(straight_page(view, *place.placed, model.layout.page, kPageScale), model);
    if (check.missing > kMissingPrint) {
      worst = std::max(worst, Refusal::print_missing);
      continue;
    }
    SheetRead sheet;
    sheet.model = &model;
    sheet.placed = place.placed;
    sheet.reading.rotation = place.placed->rotation;
    for (std::size_t i = 0; i < model.layout.cells.size(); ++i) {
      sheet.cells.push_back(
          cell_of(view, *place.placed, model.layout.cells[i], model.cells[i].print));
    }
    CellsRead cells = read_cells(sheet.cells, model);
    fill_in(sheet, check, cells.marks);
    sheet.trace = std::move(cells.trace);
    return sheet;
  }
  return refused(worst);
}

}  // namespace huanjie
