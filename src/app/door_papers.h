#pragma once

#include "app/forms.h"
#include "documents/attendance_forms.h"

// The papers of the door: who is to come, who came, and each count of heads.

namespace huanjie {

SignInInput sign_in_of(const MeetingView& view, const Sitting& sitting);
// That count as it was made: a reprint says the same whatever happened since.
HeadCountInput head_count_of(const MeetingView& view, const Sitting& sitting, std::size_t count);

// nullptr for whoever is not on the roster at hand.
const Member* member_on_roster(const MeetingView& view, const VoterId& voter);
// "丁建国" or "王强(第二支部)"; empty where there is none.
std::string name_on_roster(const MeetingView& view, const VoterId& voter);

}  // namespace huanjie
