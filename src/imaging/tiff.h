#pragma once

#include <span>
#include <string>

#include "base/result.h"
#include "scan/image.h"

namespace huanjie {

enum class TiffForm { bilevel_g4, grey_lzw, grey_deflate };

// One page a picture. Bilevel: darker than half is black.
Result<std::string> write_tiff(std::span<const GreyImage> pages, TiffForm form, int dpi);

}  // namespace huanjie
