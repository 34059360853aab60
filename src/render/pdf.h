#pragma once

#include <string>

#include "base/result.h"
#include "base/time.h"
#include "documents/document.h"

namespace huanjie {

// The document as a vector PDF with embedded, subset fonts. The same document and time give the
// same bytes on one release of the system. Refused: a font of ours that is not installed
// (`unavailable`), characters that none of them has, named with their code points
// (`invalid_input`), a line of a table that is higher than a page, and more than kMaxPdfPages pages
// (`exhausted`).
Result<std::string> render_pdf(const Document& document, Timestamp created);

inline constexpr int kMaxPdfPages = 5000;

}  // namespace huanjie
