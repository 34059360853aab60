#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "meeting/attendance.h"
#include "meeting/count.h"
#include "meeting/course.h"
#include "meeting/gate.h"
#include "meeting/motions.h"
#include "meeting/papers.h"
#include "meeting/rounds.h"
#include "rules/adopt.h"

// A meeting for tests, held event by event through admit and evolve. It stands in this header alone
// since two test programs use it and neither is linked to the other; it opens no file: a test reads
// the packs and hands them over.

namespace huanjie {

// An event as it went into the state, for whoever wants the log of it.
struct TakenEvent {
  std::string kind{};
  Json body{};
};

// What an event keeps of words that are sealed elsewhere; no test opens them.
inline SealedHash sealed_as(std::string_view words) {
  return {digest(Suite::international, words)};
}

// Sizes of the sample: 57 members with the vote, 50 of whom come, one more without a vote;
// candidates are members 1 to 6, scrutineers 7 and 8, tellers 9 and 10.
class SampleMeeting {
 public:
  SampleMeeting(const Json& assembly, const Json& plenary) {
    state.evidence = evidence.get();
    prepared.unit_name = "示例社区";
    prepared.organisation = "中共示例社区委员会";
    prepared.superior = "中共示例街道工作委员会";
    prepared.title = "示例社区党员大会";
    prepared.date = *parse_date("2020-12-30");
    prepared.place = "社区会议室";
    prepared.chair = "孙伟";
    prepared.recorder = "吴娟";
    prepared.pack = keep_pack(assembly);
    if (!plenary.is_null()) prepared.plenary_pack = keep_pack(plenary);
    prepared.reply = SuperiorReply{"示工委〔2020〕18号", *parse_date("2020-12-20")};
    prepared.roster = digest(Suite::international, "roster");
  }

  // A meeting of its own: what is done to its files is not done to the first's.
  SampleMeeting copy() const {
    SampleMeeting other = *this;
    other.evidence = std::make_shared<Evidence>(*evidence);
    other.state.evidence = other.evidence.get();
    return other;
  }

  static VoterId voter(int number) {
    VoterId id;
    id.bytes.fill(static_cast<std::uint8_t>(number));
    return id;
  }
  static std::string name(int number) {
    static const std::vector<std::string> kNames{"丁建国", "王秀英", "李敏", "张强", "陈静",
                                                 "赵磊",   "周平",   "何芳", "罗勇", "梁丽"};
    const auto index = static_cast<std::size_t>(number - 1);
    return index < kNames.size() ? kNames[index] : "党员" + std::to_string(number);
  }
  static Officer officer(int number) { return {name(number), voter(number)}; }

  template <class E>
  Result<> take(const E& event) {
    HJ_TRY(admit(std::as_const(state), event));
    ++state.seq;
    evolve(state, event);
    events.push_back({std::string(E::kName), to_json(event)});
    if (after_each) after_each();
    return {};
  }
  // The same for what the test needs and does not doubt.
  template <class E>
  void must(const E& event) {
    const Result<> taken = take(event);
    if (taken.has_value() || lenient) return;
    std::fputs((std::string(E::kName) + ": " + describe(taken.error()) + "\n").c_str(), stderr);
    HJ_ASSERT(taken.has_value());
  }

  const Sitting& sitting() const { return current(state); }
  const PollState& poll() const { return *open_poll(sitting()); }
  std::string open_step() const {
    const std::vector<AgendaStep>& steps = sitting().pack->agenda.steps;
    return sitting().step < steps.size() ? steps[sitting().step].id : "";
  }

  void prepare() {
    must(prepared);
    VotersListed listed;
    for (int i = 1; i <= voters + 1; ++i) {
      const Hash sealed = digest(Suite::international, name(i));
      listed.voters.push_back({voter(i), {sealed}, {}});
      if (i > voters) listed.voters.back().no_vote = sealed_as("预备党员");
    }
    listed.kin = kin;
    must(listed);
  }

  // Does everything that comes before that step of the sitting in session, in the usual way.
  void reach(std::string_view step) {
    if (state.sittings.empty()) prepare();
    while (open_step() != step) {
      HJ_ASSERT(!open_step().empty());
      do_step();
      close_step();
    }
  }
  void close_step() { must(StepDone{open_step()}); }

  // The acts of the open step.
  void do_step() {
    static const std::map<std::string, void (SampleMeeting::*)()> kSteps{
        {"heads", &SampleMeeting::do_heads},
        {"agenda", &SampleMeeting::do_agenda},
        {"report", &SampleMeeting::do_report},
        {"groups", &SampleMeeting::do_groups},
        {"resolution", &SampleMeeting::do_resolution},
        {"method", &SampleMeeting::do_method},
        {"officers", &SampleMeeting::do_officers},
        {"candidates", &SampleMeeting::do_candidates},
        {"box", &SampleMeeting::do_box},
        {"papers", &SampleMeeting::do_papers},
        {"vote", &SampleMeeting::do_vote},
        {"returns", &SampleMeeting::do_returns},
        {"count", &SampleMeeting::do_count},
        {"close", &SampleMeeting::do_close}};
    (this->*kSteps.at(open_step()))();
  }

  void check_in(int count) {
    for (int i = 1; i <= count; ++i) must(VoterCheckedIn{voter(i)});
  }
  void count_heads() { must(HeadsCounted{present(state), by_door}); }
  Result<> count_heads(int heads) { return take(HeadsCounted{heads, by_door}); }
  void raise_hands(Topic topic) { must(MotionDecided{topic, present(state), 0, 0}); }

  Ballot ballot() const {
    Ballot result;
    result.id = "committee";
    result.title = "委员选票";
    result.unit = prepared.unit_name;
    result.method = *sitting().method;
    Contest committee{"committee", "委员", seats, write_in_rows, Form::box, {}};
    for (const int number : candidates) committee.candidates.push_back(candidate(number));
    result.contests.push_back(committee);
    return result;
  }
  static Candidate candidate(int number) {
    Candidate result;
    result.id = "c" + std::to_string(number);
    result.name = name(number);
    result.person = to_text(voter(number));
    return result;
  }
  // The ballot of the plenary: a secretary and a deputy out of the committee's first two.
  Ballot plenary_ballot() const {
    Ballot result;
    result.id = "secretary";
    result.title = "书记、副书记选票";
    result.method = *sitting().method;
    result.contests = {{"secretary", "书记", 1, 1, Form::box, {candidate(1)}},
                       {"deputy", "副书记", 1, 1, Form::box, {candidate(2)}}};
    return result;
  }

  // A hand count of the open poll: the approvals of each contest's candidates, all else opposes.
  Totals totals(const std::vector<int>& votes,
                const std::vector<WriteInTotals>& write_ins = {}) const {
    Totals result;
    result.ballot = poll().ballot.id;
    const int returned = poll().papers.returned.value_or(0);
    std::size_t next = 0;
    for (const Contest& contest : poll().ballot.contests) {
      ContestTotals& into = result.contests[contest.id];
      for (const Candidate& one : contest.candidates) {
        // No more than there are papers: a number below nothing can not be written down.
        const int approve = std::min(next < votes.size() ? votes[next] : 0, returned);
        into.lines[one.id] = {approve, returned - approve, 0, 0};
        ++next;
      }
      if (&contest == &poll().ballot.contests.front()) into.write_ins = write_ins;
    }
    return result;
  }
  void count(const std::vector<int>& votes, const std::vector<WriteInTotals>& write_ins = {}) {
    const std::vector<std::string> watch = watchers();
    const std::vector<std::string> first = sitting().plenary
                                               ? std::vector<std::string>{watch[0], "孙伟"}
                                               : std::vector<std::string>{"周平", "罗勇"};
    const std::vector<std::string> second = sitting().plenary
                                                ? std::vector<std::string>{watch[1], "吴娟"}
                                                : std::vector<std::string>{"何芳", "梁丽"};
    must(CountEntered{std::nullopt, totals(votes, write_ins), first});
    must(CountEntered{std::nullopt, totals(votes, write_ins), second});
  }
  OutcomeDeclared outcome() const { return {poll_numbers(state), *compute_result(state)}; }
  void certify() {
    must(outcome());
    must(OutcomeCertified{watchers()});
  }
  ResultAnnounced announcement() const { return {winners(poll(), poll().outcome->result)}; }
  // The next round as the rule proposes it, up to its count.
  RoundOpened round(Round round, const std::string& id) const {
    RoundOpened event{round, round_ballot(state, round)};
    event.ballot.id = id;
    return event;
  }
  // A scrutineer and a teller; before there are any, two at the door.
  std::vector<std::string> watchers() const {
    if (!sitting().officers) return by_door;
    const OfficersPassed& officers = *sitting().officers;
    return {officers.scrutineers.front().name, officers.tellers.front().name};
  }
  PlenaryOpened plenary() const {
    return {"第一次全体会议", name(1), committee_of(state.sittings.front())};
  }

  // What a test may set before the step that uses it.
  int voters = 57;
  int coming = 50;
  std::vector<KinPair> kin{};
  int seats = 5;
  int write_in_rows = 5;
  std::vector<int> candidates{1, 2, 3, 4, 5, 6};
  int papers = 60;
  int extra_papers = 0;  // out of the box beyond those handed out
  std::vector<int> approvals{49, 48, 47, 46, 45, 10};
  std::vector<std::string> by_door{"周平", "罗勇"};
  MeetingPrepared prepared{};
  bool lenient = false;  // an act of the usual way that is refused is left out
  std::function<void()> after_each{};

  std::shared_ptr<Evidence> evidence = std::make_shared<Evidence>();
  Meeting state{};
  std::vector<TakenEvent> events{};

 private:
  PackRef keep_pack(const Json& bundle) {
    const std::string bytes = write_json(bundle);
    const Pack pack = *parse_pack(bundle);
    PackRef ref{pack.manifest.id, pack_hash(pack, Suite::international)};
    evidence->insert_or_assign(ref.pack_hash, bytes);
    return ref;
  }

  void do_heads() {
    if (!sitting().plenary) check_in(coming);
    count_heads();
  }
  void do_agenda() { raise_hands(Topic::agenda); }
  void do_report() { must(ReportPresented{"工作报告", "孙伟"}); }
  void do_groups() { must(GroupNoted{"第一组", "王秀英", 10, "同意报告"}); }
  void do_resolution() { raise_hands(Topic::report); }
  void do_method() {
    raise_hands(Topic::method);
    must(MethodAdopted{adopt(*sitting().pack, sitting().draft_changes).value()});
  }
  void do_officers() {
    raise_hands(Topic::officers);
    if (sitting().plenary) {
      must(OfficersPassed{{officer(3)}, {officer(4)}});
    } else {
      must(OfficersPassed{{officer(7), officer(8)}, {officer(9), officer(10)}});
    }
  }
  void do_candidates() {
    if (!sitting().method) return;
    must(CandidatesAnnounced{sitting().plenary ? plenary_ballot() : ballot(), ""});
  }
  void do_box() {
    count_heads();
    must(BoxSealed{"1号箱", watchers()});
    must(PapersPrinted{papers, by_door});
  }
  void do_papers() { must(PapersIssued{present(state), watchers()}); }
  void do_vote() {
    if (open_poll(sitting()) == nullptr) return;
    const PaperLedger& ledger = poll().papers;
    const int left =
        ledger.printed.value_or(0) - ledger.issued.value_or(0) - ledger.spoiled.value_or(0);
    must(PapersLeftOver{left, 0, watchers()});
    must(VotingClosed{0});
  }
  void do_returns() {
    if (open_poll(sitting()) == nullptr) return;
    must(PapersReturned{poll().papers.issued.value_or(0) + extra_papers, watchers()});
  }
  void do_count() {
    if (open_poll(sitting()) == nullptr) return;
    const bool stands = poll_standing(poll().ballot, poll_numbers(state)).poll.valid;
    if (stands) count(sitting().plenary ? std::vector<int>{5, 4} : approvals);
    if (compute_result(state)) certify();
    if (poll().outcome) must(announcement());
  }
  void do_close() {
    if (sitting().plenary || !prepared.plenary_pack) {
      must(StatementMade{"statement", name(1), "感谢大家的信任"});
    } else {
      must(plenary());
    }
  }
};

}  // namespace huanjie
