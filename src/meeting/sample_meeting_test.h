#pragma once

#include <string>

#include "base/result.h"
#include "meeting/sample_meeting.h"

namespace huanjie {

// The sample with the packs party-committee-2020 and party-plenary-2020 as they stand in packs/.
SampleMeeting sample_meeting();
// With another pack of packs/ and no plenary.
SampleMeeting sample_meeting_by(const std::string& pack);
// The reason of a refusal with its place and what would be right; "(admitted)" when there was none.
std::string refusal(const Result<>& taken);

}  // namespace huanjie
