#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/course.h"
#include "documents/document.h"
#include "documents/result_report.h"
#include "history/state.h"
#include "ledger/envelope.h"
#include "roster/roster.h"

namespace huanjie {

// A paper of the meeting, the file it goes into ("125-first-result.pdf", ASCII), and in words who
// signs it.
struct MeetingPaper {
  std::string file{};
  std::string title{};
  Document document{};
  std::string signed_by{};
};

// Everything the papers draw on: the state, the members behind the voters, and the log itself for
// the minutes and the heads that the result reports carry.
struct MeetingView {
  const Meeting* meeting = nullptr;
  const Roster* roster = nullptr;
  const std::map<VoterId, std::string>* members = nullptr;  // voter -> roster id
  const std::vector<Envelope>* events = nullptr;
  std::map<Hash, std::string> words{};  // those sealed words of the roster that papers count by
  // What the meeting's folder says already of items that are still to come: the script names them.
  std::vector<Act> ahead{};
  std::string time{};  // the hour that the meeting was called for, "09:00"; empty: not written down
};

// The head of a paper of the sitting; `poll` where it is about one. The hour is the assembly's.
FormHeading heading_of(const MeetingView& view, const Sitting& sitting, const std::string& poll);

// Where the log stood when that poll's result was computed, or last corrected: what a signed result
// report and its archive have in common.
LogHead head_at(const std::vector<Envelope>& events, Suite suite, const PollState& poll);

// The papers in the order of the meeting, as far as it has come: agenda, script, sign-in sheet and
// its backup, and of each poll the head counts, tally sheet, issue, return and result reports with
// the explanation; the minutes last.
std::vector<MeetingPaper> meeting_papers(const MeetingView& view);

}  // namespace huanjie
