#pragma once

#include <span>
#include <string>

#include "base/result.h"
#include "scan/image.h"

namespace huanjie {

enum class ScanPdfForm { jpeg, fax_g4, flate };

// As a scanner writes it: a page is one picture that fills it. 300 dpi where `dpi` is 0.
Result<std::string> write_scan_pdf(std::span<const GreyImage> pages, ScanPdfForm form, int dpi);

}  // namespace huanjie
