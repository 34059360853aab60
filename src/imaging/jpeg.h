#pragma once

#include <string>

#include "base/result.h"
#include "scan/image.h"

namespace huanjie {

// As a scanner writes it: baseline, grey, the resolution in its JFIF head where `dpi` is not 0.
Result<std::string> write_jpeg(const GreyImage& image, int quality, int dpi);

}  // namespace huanjie
