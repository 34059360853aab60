#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "scan/image.h"

namespace huanjie {

// What a scan may cost. Checked before anything is allocated, so that a bomb costs no more than a
// large page.
struct DecodeLimits {
  std::int64_t pixels = 100'000'000;  // A3 at 600 dpi is 70 million; a page being turned is two
  int side = 65'500;                  // what JPEG allows; A3 at 1200 dpi is 20,000
  int pages = 10'000;                 // a pile of the largest meeting with room (TRUST S2)
  // What a library may hold beside the page: a progressive A4 at 600 dpi takes 105 MB.
  std::int64_t work_bytes = std::int64_t{160} << 20;
  int passes = 100;  // over one JPEG: a progressive one has about ten, one a component otherwise
  // What the objects of a PDF, its images apart, may unfold to: 10,000 pages take 5 MB.
  std::int64_t object_bytes = std::int64_t{16} << 20;
};

// The pages of one scan, one at a time, so that a pile costs the memory of one page.
class PageSource {
 public:
  PageSource() = default;
  PageSource(const PageSource&) = delete;
  PageSource& operator=(const PageSource&) = delete;
  virtual ~PageSource() = default;

  // Nothing at the end. An Error is about one page: the call after it goes on with the page behind,
  // or says the end where the file is broken beyond that.
  virtual Result<std::optional<ScannedPage>> next() = 0;
};

// PNG, JPEG, TIFF or PDF, by what the bytes are, whatever the name says; `filename` only serves the
// messages. `bytes` must outlive the source. A page is whole or an Error: half a page is never read
// as a page. What EXIF says of the orientation is ignored, for the corner marks tell it.
Result<std::unique_ptr<PageSource>> open_scan(std::string_view bytes, const std::string& filename,
                                              const DecodeLimits& limits = {});

}  // namespace huanjie
