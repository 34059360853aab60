#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "meeting/sample_meeting.h"

// Meetings that go astray, for tests of what must hold whatever is tried: the usual way, and
// between its steps acts of every kind, most of them out of place and refused.

namespace huanjie {

class SampleWalk {
 public:
  // 20 members with the vote, 17 of whom come.
  explicit SampleWalk(SampleMeeting& meeting) : meeting_(meeting) {
    meeting_.voters = 20;
    meeting_.coming = 17;
    meeting_.papers = 20;
    meeting_.approvals = {15, 14, 13, 12, 11, 3};
    meeting_.lenient = true;
  }

  // `turns` says what is tried, three a step, until they are used up.
  void go(const std::vector<int>& turns) {
    if (meeting_.state.sittings.empty()) meeting_.prepare();
    std::size_t next = 0;
    while (next < turns.size() && !over()) {
      for (int i = 0; i < 3 && next < turns.size(); ++i) attempt(turns[next++]);
      go_on();
    }
  }

 private:
  bool over() const {
    return meeting_.state.status == MeetingStatus::closed ||
           meeting_.state.status == MeetingStatus::abandoned;
  }

  template <class E>
  void attempt_event(const E& event) {
    static_cast<void>(meeting_.take(event));
  }

  // The next thing of the usual way.
  void go_on() {
    if (over()) return;
    if (meeting_.state.status == MeetingStatus::suspended) {
      attempt_event(MeetingResumed{meeting_.prepared.date});
      meeting_.count_heads();
    }
    const std::string step = meeting_.open_step();
    if (step.empty()) return;
    meeting_.do_step();
    if (step == "count" && next_round(meeting_.sitting())) open_round();
    const bool last =
        step == "close" && (meeting_.sitting().plenary || !meeting_.prepared.plenary_pack);
    if (last) attempt_event(MeetingClosed{});
    if (meeting_.open_step() == step && step != "close") meeting_.close_step();
  }

  void open_round() {
    const auto round = next_round(meeting_.sitting());
    if (!round) return;
    const std::string id = "round-" + std::to_string(meeting_.state.seq);
    attempt_event(meeting_.round(*round, id));
  }

  void attempt(int turn) {
    const int number = turn / 8;
    switch (turn % 8) {
      case 0:
      case 1:  attempt_attendance(number); break;
      case 2:
      case 3:  attempt_paper(number); break;
      case 4:  attempt_result(number); break;
      case 5:  attempt_course(number); break;
      case 6:  choose_votes(number); break;
      default: break;
    }
  }

  void attempt_attendance(int number) {
    const VoterId voter = SampleMeeting::voter(1 + number / 8 % 22);
    const int heads = present(meeting_.state);
    switch (number % 8) {
      case 0: attempt_event(VoterCheckedIn{voter}); break;
      case 1: attempt_event(VoterLeft{voter}); break;
      case 2: attempt_event(VoterReturned{voter}); break;
      case 3: attempt_event(CheckInUndone{voter, sealed_as("记错")}); break;
      case 4:
        attempt_event(ExclusionProposed{voter, sealed_as("E4"), "解释", {}, {}, sealed_as("19号")});
        break;
      case 5:  attempt_event(MotionDecided{Topic::exclusions, heads, 0, 0}); break;
      case 6:  attempt_event(HeadsCounted{heads, meeting_.by_door}); break;
      default: attempt_event(HeadsCounted{heads + 1, meeting_.by_door}); break;
    }
  }

  void attempt_paper(int number) {
    const int count = number / 8 % 6;
    const std::vector<std::string> by = meeting_.watchers();
    switch (number % 8) {
      case 0:  attempt_event(PapersPrinted{count, by}); break;
      case 1:  attempt_event(PapersIssued{count, by}); break;
      case 2:  attempt_event(PaperSpoiled{count, by}); break;
      case 3:  attempt_event(PapersLeftOver{count, 0, by}); break;
      case 4:  attempt_event(VotingClosed{count}); break;
      case 5:  attempt_event(PapersReturned{count * 4, by}); break;
      case 6:  attempt_event(BoxSealed{"2号箱", by}); break;
      default: meeting_.extra_papers = number / 8 % 2; break;
    }
  }

  void attempt_result(int number) {
    const bool counted = open_poll(meeting_.sitting()) != nullptr;
    if (!counted) return;
    switch (number % 6) {
      case 0:
        attempt_event(CountEntered{std::nullopt, meeting_.totals({number}), {"周平", "乙"}});
        break;
      case 1:
        if (compute_result(meeting_.state)) attempt_event(meeting_.outcome());
        break;
      case 2: attempt_event(OutcomeCertified{{"周平", "罗勇"}}); break;
      case 3:
        if (meeting_.poll().outcome) attempt_event(meeting_.announcement());
        break;
      case 4:  attempt_event(SeatsSettled{"committee", "reduce", 1 + number / 6 % 3}); break;
      default: open_round(); break;
    }
  }

  void attempt_course(int number) {
    switch (number % 8) {
      case 0: attempt_event(MeetingSuspended{"停电"}); break;
      case 1: attempt_event(MeetingResumed{meeting_.prepared.date}); break;
      case 2: attempt_event(StepDone{meeting_.open_step()}); break;
      case 3: attempt_event(StepSkipped{meeting_.open_step(), "时间不够"}); break;
      case 4: attempt_event(MotionDecided{Topic::seats, number / 8 % 18, 0, 0}); break;
      case 5: attempt_event(MeetingClosed{}); break;
      case 6: attempt_event(MotionDecided{Topic::agenda, number / 8 % 18, 0, 0}); break;
      default:
        if (number % 64 == 63) attempt_event(MeetingAbandoned{"改期"});
        break;
    }
  }

  // What the next poll will come to: all seats filled, a tie, one or two left empty.
  void choose_votes(int number) {
    static const std::vector<std::vector<int>> kVotes{{15, 14, 13, 12, 11, 3},
                                                      {15, 14, 13, 12, 11, 11},
                                                      {15, 14, 13, 12, 9, 3},
                                                      {15, 14, 13, 9, 9, 3}};
    meeting_.approvals = kVotes[static_cast<std::size_t>(number) % kVotes.size()];
  }

  SampleMeeting& meeting_;
};

}  // namespace huanjie
