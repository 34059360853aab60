#include <algorithm>
#include <cstdlib>

#include "imaging/scan_pdf_parts.h"

namespace huanjie {
namespace {

std::uint8_t paeth(int left, int up, int corner) {
  const int guess = left + up - corner;
  const int to_left = std::abs(guess - left);
  const int to_up = std::abs(guess - up);
  const int to_corner = std::abs(guess - corner);
  if (to_left <= to_up && to_left <= to_corner) return static_cast<std::uint8_t>(left);
  return static_cast<std::uint8_t>(to_up <= to_corner ? up : corner);
}

}  // namespace

void undo_png(int kind, std::size_t step, std::span<const std::uint8_t> above,
              std::span<std::uint8_t> row) {
  if (kind == 0) return;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const int left = i >= step ? row[i - step] : 0;
    const int up = above[i];
    const int corner = i >= step ? above[i - step] : 0;
    int guess = 0;
    switch (kind) {
      case 1:  guess = left; break;
      case 2:  guess = up; break;
      case 3:  guess = (left + up) / 2; break;
      case 4:  guess = paeth(left, up, corner); break;
      default: break;
    }
    row[i] = static_cast<std::uint8_t>(row[i] + guess);
  }
}

void undo_tiff(std::size_t step, std::span<std::uint8_t> row) {
  for (std::size_t i = step; i < row.size(); ++i) {
    row[i] = static_cast<std::uint8_t>(row[i] + row[i - step]);
  }
}

RowFeed::RowFeed(GreyImage& image, const SampleForm& form, const Prediction& prediction)
    : image_(image),
      form_(form),
      prediction_(prediction),
      row_(form.row_bytes(image.width) + (prediction.predictor >= 10 ? 1 : 0)),
      above_(form.row_bytes(image.width)) {}

bool RowFeed::take(std::span<const std::uint8_t> bytes) {
  while (!bytes.empty() && !is_full()) {
    const std::size_t count = std::min(bytes.size(), row_.size() - filled_);
    std::copy_n(bytes.begin(), count, row_.begin() + static_cast<std::ptrdiff_t>(filled_));
    bytes = bytes.subspan(count);
    filled_ += count;
    if (filled_ == row_.size()) finish_row();
  }
  return !is_full();
}

void RowFeed::finish_row() {
  const std::span<std::uint8_t> row = std::span(row_).last(above_.size());
  if (prediction_.predictor >= 10) {
    undo_png(row_[0], prediction_.step(), above_, row);
    std::ranges::copy(row, above_.begin());
  } else if (prediction_.predictor == 2) {
    undo_tiff(prediction_.step(), row);
  }
  grey_row(
      form_, row,
      std::span(image_.pixels).subspan(image_.at(0, y_), static_cast<std::size_t>(image_.width)));
  ++y_;
  filled_ = 0;
}

}  // namespace huanjie
