#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "meeting/sample_meeting_test.h"
#include "meeting/sample_walk.h"

// What must hold after every event, whatever was tried.

namespace huanjie {
namespace {

// Those present are among those due, and nobody is both present and left out.
void expect_attendance(const Meeting& meeting) {
  RC_ASSERT(present(meeting) >= 0);
  RC_ASSERT(present(meeting) <= entitled(meeting));
  RC_ASSERT(entitled(meeting) <= entitled_before_exclusions(meeting));
  for (const auto& [id, attendee] : meeting.roster) {
    RC_ASSERT(!(attendee.excluded && attendee.presence != Presence::absent));
    RC_ASSERT(!(attendee.excluded && attendee.listed.no_vote));
  }
}

// No more papers than heads; every paper printed was issued, spoiled, or is left.
void expect_papers(const PollState& poll) {
  const PaperLedger& papers = poll.papers;
  const int printed = papers.printed.value_or(0);
  const int gone = papers.issued.value_or(0) + papers.spoiled.value_or(0);
  RC_ASSERT(papers.issued.value_or(0) <= poll.present);
  RC_ASSERT(gone <= printed);
  if (papers.left_over) RC_ASSERT(gone + *papers.left_over == printed);
  RC_ASSERT(papers.handed_back.value_or(0) <= papers.issued.value_or(0));
}

// More papers than voters elect nobody and are never counted; what is announced is signed by two
// and follows from the count.
void expect_result(const PollState& poll) {
  const int voters = poll.papers.issued.value_or(0) - poll.papers.handed_back.value_or(0);
  if (poll.papers.returned.value_or(0) > voters) {
    RC_ASSERT(poll.counts.empty());
    RC_ASSERT(!poll.announced || poll.announced->empty());
    RC_ASSERT(!poll.outcome || !poll.outcome->result.poll.valid);
  }
  if (poll.announced) RC_ASSERT(poll.outcome && poll.certified_by.size() >= 2);
  if (!poll.outcome || !poll.outcome->result.poll.valid) return;
  RC_ASSERT(standing_count(poll).has_value());
  for (const ContestResult& contest : poll.outcome->result.contests) {
    RC_ASSERT(contest.sheets.valid + contest.sheets.invalid == *poll.papers.returned);
    RC_ASSERT(static_cast<int>(contest.elected.size()) <= contest.seats);
    for (const LineResult& line : contest.lines) {
      RC_ASSERT(line.approve + line.oppose + line.abstain + line.invalid == contest.sheets.valid);
    }
  }
}

// Nobody holds a seat twice, and no post has more people than seats.
void expect_seats(const Sitting& sitting) {
  if (sitting.polls.empty()) return;
  for (const Contest& contest : sitting.polls.front().ballot.contests) {
    std::vector<VoterId> seated;
    for (const ElectedPerson& person : sitting.elected) {
      if (person.contest == contest.id) seated.push_back(person.voter);
    }
    RC_ASSERT(static_cast<int>(seated.size()) <= contest.seats);
    std::ranges::sort(seated);
    RC_ASSERT(std::ranges::adjacent_find(seated) == seated.end());
  }
}

void expect_sound(const Meeting& meeting) {
  if (meeting.sittings.empty()) return;
  expect_attendance(meeting);
  for (const Sitting& sitting : meeting.sittings) {
    expect_seats(sitting);
    for (const PollState& poll : sitting.polls) {
      expect_papers(poll);
      expect_result(poll);
    }
  }
}

RC_GTEST_PROP(Invariants, HoldAfterEveryEvent, ()) {
  const auto turns = *rc::gen::container<std::vector<int>>(100, rc::gen::inRange(0, 100'000));
  static const SampleMeeting kPrepared = [] {
    SampleMeeting meeting = sample_meeting();
    const SampleWalk sizes(meeting);
    meeting.prepare();
    return meeting;
  }();
  SampleMeeting meeting = kPrepared.copy();
  meeting.after_each = [&] { expect_sound(meeting.state); };
  SampleWalk(meeting).go(turns);
  RC_CLASSIFY(meeting.state.status == MeetingStatus::closed, "closed");
  RC_CLASSIFY(meeting.sitting().plenary, "plenary");
  RC_CLASSIFY(meeting.state.sittings.front().polls.size() > 1, "more rounds");
}

// The walks are worth something only if they get somewhere: without a turn they reach the close.
TEST(Invariants, TheWalkWithoutTurnsCloses) {
  SampleMeeting meeting = sample_meeting();
  meeting.after_each = [&] { expect_sound(meeting.state); };
  SampleWalk(meeting).go(std::vector<int>(200, 7));
  EXPECT_EQ(meeting.state.status, MeetingStatus::closed);
}

}  // namespace
}  // namespace huanjie
