#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "scan/interpret.h"

namespace huanjie {

// A file to read: where it is, and the name it goes by in readings.json.
struct ScanFile {
  std::string path{};
  std::string source{};
};

// The files that were named, and of folders everything in them, by name; what begins with a dot is
// passed over.
Result<std::vector<ScanFile>> files_of(const std::vector<std::string>& places);

// One page of the pile, as it leaves the reader: id, source and page are filled in.
struct PileSheet {
  SheetRead read{};
  std::string picture{};  // PNG of review_picture, on request
  std::string problem{};  // of a page that could not be opened, in words
  int dpi = 0;
};

struct PileOptions {
  int threads = 1;
  bool pictures = false;
};

// Reads the pages of all files, several files at a time, and hands them on one by one in the order
// of the files and their pages. Memory stays that of a few pages, whatever the pile.
Result<> read_pile(const std::vector<ScanFile>& files, const std::vector<SheetModel>& models,
                   const PileOptions& options, const std::function<Result<>(PileSheet)>& take);

}  // namespace huanjie
