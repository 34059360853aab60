#pragma once

#include "scan/image.h"

namespace huanjie {

// A straightened cell moved by whole pixels, up to `reach` each way, to where its printed lines
// cover those of the unmarked sheet best; what is moved in from outside is paper.
GreyImage register_to_print(const GreyImage& seen, const GreyImage& print, int reach);

}  // namespace huanjie
