#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "roster/roster.h"

namespace huanjie {

// The places in the roster (from 0) of those whom every word fits, best first: the whole name, then
// its beginning, then any part of it. A word is part of a name, its pinyin or initials as typed
// without tones (wangxiaoming, wxm, xiaoming; ü as v or u), part of a branch, or the last four or
// more characters of a phone or identity number. No words find nobody.
std::vector<std::size_t> find_people(const Roster& roster, const std::vector<std::string>& words);

}  // namespace huanjie
