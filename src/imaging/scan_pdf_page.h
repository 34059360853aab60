#pragma once

#include <array>
#include <string>
#include <vector>

#include "imaging/decode.h"

class QPDFObjectHandle;

namespace huanjie {

// From the unit square, in which every image of a PDF lies, to the page: x' = a x + c y + e,
// y' = b x + d y + f, upwards.
struct Placement {
  double a = 1;
  double b = 0;
  double c = 0;
  double d = 1;
  double e = 0;
  double f = 0;
};

// `inner` is done first.
Placement operator*(const Placement& outer, const Placement& inner);

// How the rows of an image lie on the page as it is shown: x' = xx x + xy y, y' = yx x + yy y, both
// downwards, each of them 1, 0 or -1.
struct Turn {
  int xx = 1;
  int xy = 0;
  int yx = 0;
  int yy = 1;

  bool operator==(const Turn&) const = default;
};

// A slightly crooked page (scanners straighten so) is taken as straight. `rotate` is the page's
// own, clockwise, in degrees.
Turn turn_of(const Placement& placement, int rotate);
GreyImage turned(GreyImage image, const Turn& turn);

struct PdfPage {
  QPDFObjectHandle& page;
  QPDFObjectHandle& resources;
  int rotate = 0;
};

// The picture that is the page.
Result<ScannedPage> read_pdf_page(const PdfPage& page, const DecodeLimits& limits,
                                  std::int64_t& object_bytes, const std::string& where);

}  // namespace huanjie
