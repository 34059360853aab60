#pragma once

#include "app/forms.h"
#include "documents/ballot_forms.h"
#include "documents/result_report.h"
#include "documents/tally_sheet.h"

// The papers of one poll: its ballot papers, its count, its result.

namespace huanjie {

// What the record does not tell yet stays blank.
IssueInput issue_of(const MeetingView& view, const Sitting& sitting, const PollState& poll);
// Printed as soon as the papers are counted, before anybody counts the votes.
ReturnInput return_of(const MeetingView& view, const Sitting& sitting, const PollState& poll);
// Of a poll with an outcome. Whoever was written in is elected once the post is open to them, and
// not a moment before.
ResultInput result_of(const MeetingView& view, const Sitting& sitting, const PollState& poll);
// One of two copies: the count is made by two pairs.
TallySheetInput tally_of(const MeetingView& view, const Sitting& sitting, const PollState& poll,
                         int copy);

}  // namespace huanjie
