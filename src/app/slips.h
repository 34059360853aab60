#pragma once

#include <string>
#include <vector>

#include "app/conduct.h"
#include "meeting/meeting.h"

namespace huanjie {

// What is wrong with an act whatever happened before it: one signature where two are needed, a
// count given twice, a name that can be no folder's.
Result<> check_form(const ActBody& body);

// What may be right and is more often a slip: an empty title, no row for another name where others
// may be written in, a speech by nobody who stands, a written-in name that several people share.
// `meeting` is as the act left it.
std::vector<std::string> slips_of(const ActBody& body, const Meeting& meeting,
                                  const People& people);
// The same of the head of the file: a chair or recorder spelt almost like somebody of the roster.
std::vector<std::string> slips_of(const Course& course, const People& people);

}  // namespace huanjie
