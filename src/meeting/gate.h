#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "base/result.h"
#include "meeting/meeting.h"

// What the gates of the meeting's events share.

namespace huanjie {

Sitting& current(Meeting& meeting);
PollState* open_poll(Sitting& sitting);

// Refused with the first blocking finding, and how many more there are.
Result<> refuse_blocking(const std::vector<Finding>& findings);

// The meeting is open and not suspended.
Result<> must_be_open(const Meeting& meeting);

// The act belongs to the open step of the agenda, heads have been counted since a resumption, the
// quorum of the last head count holds, and no check of the pack at this moment forbids it. `act` is
// the event's name, for a motion "motion_decided:agenda".
Result<> may_act(const Meeting& meeting, std::string_view act);

// A poll is open.
Result<> must_have_poll(const Meeting& meeting);

// Two different people sign a line.
Result<> must_be_two(const std::vector<std::string>& by);
// Two of the scrutineers and tellers sign what concerns the papers and the box.
Result<> must_be_two_officers(const Sitting& sitting, const std::vector<std::string>& by);
Result<> must_be_named(const std::string& name, const std::string& what);

// The last vote by hand on that; nullptr when there was none.
const Motion* last_motion(const Sitting& sitting, Topic topic);

void note_act(Sitting& sitting, std::string_view act);

// What an act is called in the room: "清点人数", "举手表决（选举办法）".
std::string act_title(std::string_view act);

// The step that holds an act, from `from` on; the number of steps when there is none.
std::size_t step_of(const Agenda& agenda, std::string_view act, std::size_t from = 0);

// What the open step still lacks, in the words of the agenda; empty when it may be closed.
std::vector<std::string> missing_acts(const Meeting& meeting);

}  // namespace huanjie
