#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "imaging/decode.h"
#include "imaging/decode_parts.h"

class QPDFObjectHandle;  // qpdf's header stays in the .cpp files

namespace huanjie {

// Bounds what streams may unfold to while it lives, in this thread; what they took is taken off
// `left`. qpdf 11 unpacks object streams whole and has no bound of its own, so its filters are
// replaced by bounded ones for the process; LZW and run lengths, which no object stream of today
// uses, it may no longer unpack at all.
class UnfoldBudget {
 public:
  explicit UnfoldBudget(std::int64_t& left);
  UnfoldBudget(const UnfoldBudget&) = delete;
  UnfoldBudget& operator=(const UnfoldBudget&) = delete;
  ~UnfoldBudget();

 private:
  std::int64_t* outer_;
};

using ByteSink = std::function<bool(std::span<const std::uint8_t>)>;
// Inflates into `sink` until that says false. Damaged data ends it early, without a word: the sink
// knows whether it has what it needs.
void inflate_into(std::string_view data, const ByteSink& sink);
std::string deflate(std::string_view data);

// How the rows of a picture were changed before they were packed (/DecodeParms).
struct Prediction {
  int predictor = 1;  // 2 as in TIFF, from 10 as in PNG
  int colours = 1;
  int bits = 8;
  int columns = 1;

  std::size_t row_bytes() const {
    return (static_cast<std::size_t>(columns) * static_cast<std::size_t>(colours * bits) + 7) / 8;
  }
  std::size_t step() const { return static_cast<std::size_t>(std::max(1, colours * bits / 8)); }
};

// Undoes PNG's prediction of one row, of which `kind` is the first byte.
void undo_png(int kind, std::size_t step, std::span<const std::uint8_t> above,
              std::span<std::uint8_t> row);
void undo_tiff(std::size_t step, std::span<std::uint8_t> row);

// Takes unpacked bytes and makes rows of grey of them.
class RowFeed {
 public:
  RowFeed(GreyImage& image, const SampleForm& form, const Prediction& prediction);
  // False when the picture is full.
  bool take(std::span<const std::uint8_t> bytes);
  bool is_full() const { return y_ == image_.height; }

 private:
  void finish_row();

  GreyImage& image_;
  const SampleForm& form_;
  Prediction prediction_;
  std::vector<std::uint8_t> row_;
  std::vector<std::uint8_t> above_;
  std::size_t filled_ = 0;
  int y_ = 0;
};

// The picture of an image XObject, upright as its samples lie.
Result<GreyImage> decode_pdf_image(const QPDFObjectHandle& image, const DecodeLimits& limits,
                                   const std::string& where);

}  // namespace huanjie
