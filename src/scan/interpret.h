#pragma once

#include <span>
#include <string>
#include <vector>

#include "scan/readings.h"
#include "scan/same_paper.h"
#include "scan/sheet_model.h"

namespace huanjie {

// A page read: what goes into readings.json, and the pictures it was read from.
struct SheetRead {
  SheetReading reading{};
  const SheetModel* model = nullptr;  // whose style the page bears; none where it was refused
  std::vector<GreyImage> cells{};     // straightened, one for each cell of the layout
  InkTrace trace{};
  std::optional<Placed> placed{};
};

// Reads one page against every ballot it may be of; it goes to the one whose style it bears. Id,
// source and page are the caller's to fill in.
SheetRead read_sheet(const ScannedPage& page, std::span<const SheetModel> models);

// The whole sheet upright and straight, at `scale` pixels a millimetre.
GreyImage straight_page(const ScanView& view, const Placed& placed, const PageSize& size,
                        int scale);

// The readings of a sheet whose cells are straightened already, as a verifier has them.
struct CellsRead {
  std::vector<MarkReading> marks{};  // one for each cell; those of names stay blank
  InkTrace trace{};
};
CellsRead read_cells(const std::vector<GreyImage>& cells, const SheetModel& model);

}  // namespace huanjie
