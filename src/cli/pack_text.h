#pragma once

#include <string>

#include "rules/pack.h"

namespace huanjie {

// One or two lines for a list: id, title, in force, status, banner.
std::string pack_line(const Pack& pack);

// The whole pack for a reader: method with articles, what may be changed, checks, agenda.
std::string pack_text(const Pack& pack);

}  // namespace huanjie
