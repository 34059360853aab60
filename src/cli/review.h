#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "scan/interpret.h"

namespace huanjie {

struct PileSheet;

// The page as a PNG, upright where it could be placed, with a frame around every box: green where
// the mark is sure, orange where a person must look, blue around a name; and beside it the sign
// that was read.
std::string review_picture(const GreyImage& scan, const SheetRead& sheet);

// Writes a folder to look through: a picture of each page and of each doubtful cell, and index.html
// with the worst first.
class Review {
 public:
  explicit Review(std::string folder);

  // Makes the folder; refuses one that holds anything else.
  Result<> open();
  Result<> add(const PileSheet& sheet);
  Result<> finish(const std::string& ballot);

 private:
  struct Page {
    int rank = 0;  // worst first
    std::string id{};
    std::string html{};
  };
  std::string folder_{};
  std::vector<Page> pages_{};
};

// A reason and a doubt as people say it, with what to do.
std::string words_for(SheetReason reason);
std::string words_for(Doubt doubt);
std::string words_for(Seen seen);

}  // namespace huanjie
