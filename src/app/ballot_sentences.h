#pragma once

#include <string>
#include <vector>

#include "meeting/meeting.h"

// What is said aloud of a ballot: who stands, how it is filled in, who is elected. A ballot without
// contests is one of which only the method is known.

namespace huanjie {

inline constexpr const char* kBlankName = "________";

// "委员应选5名，候选人6名，差额1名。"
std::string seats_sentence(const Ballot& ballot);
// The candidates of a sheet in its order, each once.
std::vector<std::string> candidate_names(const Ballot& ballot);
// By post where there are several; the order is named only where it is that of surname strokes.
std::string candidates_sentence(const Ballot& ballot);

// Whether some contest has several names and all stand in the order of surname strokes.
bool stands_by_strokes(const Ballot& ballot);

std::string symbols_sentence(const Symbols& symbols);
// On the sheet: how to mark its boxes, one a name, or one of the three columns.
std::string marking_sentence(const Ballot& ballot);
std::string limit_sentence(const Ballot& ballot);
std::string write_in_sentence(const Ballot& ballot);

// What the method asks for, with the number where the base is known; once where every contest of
// the sheet has the same.
std::string passing_sentence(const Sitting& sitting, const PollState* poll);
// As soon as the outcome stands: it is read aloud before anybody notes that it was. Whoever was
// written in and is examined still is named by nobody yet.
std::string announcement(const Ballot& ballot, const PollState* poll);

}  // namespace huanjie
