#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "ballot/contest.h"
#include "base/fields.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/reference.h"
#include "base/time.h"
#include "tally/outcome.h"
#include "tally/poll.h"
#include "tally/totals.h"

// What can happen in one assembly, from its preparation to the sealed result, with its rounds and
// the first plenary. A log is one meeting, so no event names the meeting but the first.
//
// Names of people who act in public (candidates, officers, the elected) stand in the log. The names
// of ordinary members are sealed, and so is what is told about a person (why there is no vote, why
// somebody cannot come, who is whose kin): the log holds a salted hash and the words lie in a store
// beside it. A sealed field that is absent says that there are no such words.

namespace huanjie {

// The superior's reply (批复) to the request to hold the election.
struct SuperiorReply {
  std::string number{};
  Date date{};

  friend bool operator==(const SuperiorReply&, const SuperiorReply&) = default;
  static constexpr auto fields() {
    return std::tuple{field("number", &SuperiorReply::number), field("date", &SuperiorReply::date)};
  }
};

// What the meeting stands on: unit, day, packs, the draft method's changes, the roster's hash.
struct MeetingPrepared {
  static constexpr std::string_view kName = "meeting_prepared";
  MeetingId meeting{};
  Suite suite = Suite::international;
  UnitId unit{};
  std::string unit_name{};     // 电新街社区
  std::string organisation{};  // 中共电新街社区委员会
  std::string superior{};      // 中共秦岭路街道工作委员会
  std::string title{};
  Date date{};
  std::string place{};
  std::string chair{};     // 主持人
  std::string recorder{};  // 记录人
  bool rehearsal = false;
  PackRef pack{};
  std::optional<PackRef> plenary_pack{};
  Json changes = Json::object();          // of the assembly's method, by pointer
  Json plenary_changes = Json::object();  // of the plenary's method
  std::optional<Date> notice_date{};      // the notice, in a village the voters' list
  std::optional<Date> candidates_date{};  // the candidates' names
  std::optional<SuperiorReply> reply{};
  Hash roster{};

  static constexpr auto fields() {
    return std::tuple{field("meeting", &MeetingPrepared::meeting),
                      field("suite", &MeetingPrepared::suite),
                      field("unit", &MeetingPrepared::unit),
                      field("unit_name", &MeetingPrepared::unit_name),
                      field("organisation", &MeetingPrepared::organisation),
                      field("superior", &MeetingPrepared::superior),
                      field("title", &MeetingPrepared::title),
                      field("date", &MeetingPrepared::date),
                      field("place", &MeetingPrepared::place),
                      field("chair", &MeetingPrepared::chair),
                      field("recorder", &MeetingPrepared::recorder),
                      field("rehearsal", &MeetingPrepared::rehearsal),
                      field("pack", &MeetingPrepared::pack),
                      field("plenary_pack", &MeetingPrepared::plenary_pack),
                      field("changes", &MeetingPrepared::changes),
                      field("plenary_changes", &MeetingPrepared::plenary_changes),
                      field("notice_date", &MeetingPrepared::notice_date),
                      field("candidates_date", &MeetingPrepared::candidates_date),
                      field("reply", &MeetingPrepared::reply),
                      field("roster", &MeetingPrepared::roster)};
  }
};

// A person of the frozen roster. `no_vote` says why there is no vote (预备党员, 留党察看 …) and is
// absent for whoever has one.
struct ListedVoter {
  VoterId voter{};
  SealedHash name{};
  std::optional<SealedHash> no_vote{};

  friend bool operator==(const ListedVoter&, const ListedVoter&) = default;
  static constexpr auto fields() {
    return std::tuple{field("voter", &ListedVoter::voter), field("name", &ListedVoter::name),
                      optional_field("no_vote", &ListedVoter::no_vote)};
  }
};

struct KinPair {
  VoterId one{};
  VoterId other{};
  std::optional<SealedHash> relation{};

  friend bool operator==(const KinPair&, const KinPair&) = default;
  static constexpr auto fields() {
    return std::tuple{field("one", &KinPair::one), field("other", &KinPair::other),
                      optional_field("relation", &KinPair::relation)};
  }
};

// The roster is frozen: who may come, and who of them votes.
struct VotersListed {
  static constexpr std::string_view kName = "voters_listed";
  std::vector<ListedVoter> voters{};
  std::vector<KinPair> kin{};

  static constexpr auto fields() {
    return std::tuple{field("voters", &VotersListed::voters), field("kin", &VotersListed::kin)};
  }
};

// One who has the vote and cannot come is left out of 应到会, on a listed ground, with the
// superior's agreement, once the assembly has voted it (motion `exclusions`). Illness and age are
// nobody's business outside: the log tells that there is a ground, proof and reply, never which.
struct ExclusionProposed {
  static constexpr std::string_view kName = "exclusion_proposed";
  VoterId voter{};
  std::optional<SealedHash> ground{};
  std::string article{};  // the rule that lists the grounds, the same for all of them
  std::optional<SealedHash> evidence{};
  std::optional<SealedHash> consent{};  // the person's own, where it can be given
  std::optional<SealedHash> reply{};    // number of the superior's agreement

  static constexpr auto fields() {
    return std::tuple{field("voter", &ExclusionProposed::voter),
                      field("ground", &ExclusionProposed::ground),
                      field("article", &ExclusionProposed::article),
                      field("evidence", &ExclusionProposed::evidence),
                      field("consent", &ExclusionProposed::consent),
                      field("reply", &ExclusionProposed::reply)};
  }
};

// What is written down from here on happened at this time of the day, "09:20" as on the wall: the
// envelope's time is that of the entry, which may be hours later (补录).
struct TimeStated {
  static constexpr std::string_view kName = "time_stated";
  std::string clock{};

  static constexpr auto fields() { return std::tuple{field("clock", &TimeStated::clock)}; }
};

// A voter's attendance was recorded at the door (签到). Says who came and never what they were
// handed: no event may link a voter to a sheet of paper.
struct VoterCheckedIn {
  static constexpr std::string_view kName = "voter_checked_in";
  VoterId voter{};

  static constexpr auto fields() { return std::tuple{field("voter", &VoterCheckedIn::voter)}; }
};

// A voter asked for leave and will not come (请假). Why is nobody's business but the unit's: it
// does not stand in the log.
struct VoterExcused {
  static constexpr std::string_view kName = "voter_excused";
  VoterId voter{};

  static constexpr auto fields() { return std::tuple{field("voter", &VoterExcused::voter)}; }
};

struct CheckInUndone {
  static constexpr std::string_view kName = "check_in_undone";
  VoterId voter{};
  std::optional<SealedHash> reason{};

  static constexpr auto fields() {
    return std::tuple{field("voter", &CheckInUndone::voter),
                      field("reason", &CheckInUndone::reason)};
  }
};

struct VoterLeft {
  static constexpr std::string_view kName = "voter_left";
  VoterId voter{};

  static constexpr auto fields() { return std::tuple{field("voter", &VoterLeft::voter)}; }
};

struct VoterReturned {
  static constexpr std::string_view kName = "voter_returned";
  VoterId voter{};

  static constexpr auto fields() { return std::tuple{field("voter", &VoterReturned::voter)}; }
};

// Heads with the vote were counted in the room (清点人数) by two people.
struct HeadsCounted {
  static constexpr std::string_view kName = "heads_counted";
  int present = 0;
  std::vector<std::string> by{};

  static constexpr auto fields() {
    return std::tuple{field("present", &HeadsCounted::present), field("by", &HeadsCounted::by)};
  }
};

// What the floor votes on by show of hands.
enum class Topic { exclusions, agenda, report, method, officers, seats };
template <>
struct EnumNames<Topic> {
  static constexpr std::array kNames{std::pair{Topic::exclusions, std::string_view("exclusions")},
                                     std::pair{Topic::agenda, std::string_view("agenda")},
                                     std::pair{Topic::report, std::string_view("report")},
                                     std::pair{Topic::method, std::string_view("method")},
                                     std::pair{Topic::officers, std::string_view("officers")},
                                     std::pair{Topic::seats, std::string_view("seats")}};
};

struct MotionDecided {
  static constexpr std::string_view kName = "motion_decided";
  Topic topic = Topic::agenda;
  int for_ = 0;
  int against = 0;
  int abstain = 0;

  static constexpr auto fields() {
    return std::tuple{field("topic", &MotionDecided::topic), field("for", &MotionDecided::for_),
                      field("against", &MotionDecided::against),
                      field("abstain", &MotionDecided::abstain)};
  }
};

struct ReportPresented {
  static constexpr std::string_view kName = "report_presented";
  std::string title{};
  std::string by{};

  static constexpr auto fields() {
    return std::tuple{field("title", &ReportPresented::title), field("by", &ReportPresented::by)};
  }
};

struct GroupNoted {
  static constexpr std::string_view kName = "group_noted";
  std::string group{};
  std::string leader{};
  int people = 0;
  std::string note{};

  static constexpr auto fields() {
    return std::tuple{field("group", &GroupNoted::group), field("leader", &GroupNoted::leader),
                      field("people", &GroupNoted::people), field("note", &GroupNoted::note)};
  }
};

// The election method (选举办法) as adopted: the pack with the changes of the preparation,
// resolved.
struct MethodAdopted {
  static constexpr std::string_view kName = "method_adopted";
  Json method{};

  static constexpr auto fields() { return std::tuple{field("method", &MethodAdopted::method)}; }
};

// `voter` is empty for staff of the office who serve where the pack allows it.
struct Officer {
  std::string name{};
  std::optional<VoterId> voter{};

  friend bool operator==(const Officer&, const Officer&) = default;
  static constexpr auto fields() {
    return std::tuple{field("name", &Officer::name), field("voter", &Officer::voter)};
  }
};

// Scrutineers were passed, tellers announced. The first scrutineer is the chief (总监票人).
struct OfficersPassed {
  static constexpr std::string_view kName = "officers_passed";
  std::vector<Officer> scrutineers{};
  std::vector<Officer> tellers{};

  static constexpr auto fields() {
    return std::tuple{field("scrutineers", &OfficersPassed::scrutineers),
                      field("tellers", &OfficersPassed::tellers)};
  }
};

// Seats and candidates were announced. Opens the first poll; a candidate's `person` is the voter
// id.
struct CandidatesAnnounced {
  static constexpr std::string_view kName = "candidates_announced";
  Ballot ballot{};
  std::string order_reason{};  // why the order is not that of surname strokes

  static constexpr auto fields() {
    return std::tuple{field("ballot", &CandidatesAnnounced::ballot),
                      optional_field("order_reason", &CandidatesAnnounced::order_reason)};
  }
};

struct SpeechGiven {
  static constexpr std::string_view kName = "speech_given";
  std::string by{};
  std::string about{};

  static constexpr auto fields() {
    return std::tuple{field("by", &SpeechGiven::by), field("about", &SpeechGiven::about)};
  }
};

// The empty box was shown and sealed.
struct BoxSealed {
  static constexpr std::string_view kName = "box_sealed";
  std::string box{};
  std::vector<std::string> by{};

  static constexpr auto fields() {
    return std::tuple{field("box", &BoxSealed::box), field("by", &BoxSealed::by)};
  }
};

// The life of the ballot papers of the open poll. Each line is signed by two people.
struct PapersPrinted {
  static constexpr std::string_view kName = "papers_printed";
  int count = 0;
  std::vector<std::string> by{};

  static constexpr auto fields() {
    return std::tuple{field("count", &PapersPrinted::count), field("by", &PapersPrinted::by)};
  }
};

struct PapersIssued {
  static constexpr std::string_view kName = "papers_issued";
  int count = 0;
  std::vector<std::string> by{};

  static constexpr auto fields() {
    return std::tuple{field("count", &PapersIssued::count), field("by", &PapersIssued::by)};
  }
};

// A paper came back before it was cast; the voter got another (作废重领).
struct PaperSpoiled {
  static constexpr std::string_view kName = "paper_spoiled";
  int count = 0;
  std::vector<std::string> by{};

  static constexpr auto fields() {
    return std::tuple{field("count", &PaperSpoiled::count), field("by", &PaperSpoiled::by)};
  }
};

// Papers that nobody was handed: kept for the file, and a corner cut off the rest.
struct PapersLeftOver {
  static constexpr std::string_view kName = "papers_left_over";
  int kept = 0;
  int cut = 0;
  std::vector<std::string> by{};

  static constexpr auto fields() {
    return std::tuple{field("kept", &PapersLeftOver::kept), field("cut", &PapersLeftOver::cut),
                      field("by", &PapersLeftOver::by)};
  }
};

// `handed_back`: papers given back unused by people who then did not vote.
struct VotingClosed {
  static constexpr std::string_view kName = "voting_closed";
  int handed_back = 0;

  static constexpr auto fields() {
    return std::tuple{field("handed_back", &VotingClosed::handed_back)};
  }
};

// The box was opened and its papers counted. More papers than voters must be recordable: it is a
// condition of validity, not of entry (TRUST I3).
struct PapersReturned {
  static constexpr std::string_view kName = "papers_returned";
  int count = 0;
  std::vector<std::string> by{};

  static constexpr auto fields() {
    return std::tuple{field("count", &PapersReturned::count), field("by", &PapersReturned::by)};
  }
};

// One count of the pile. With `records`, the cast vote records (a file of the log, shuffled, with
// random ids) and their totals; without, a hand count's totals, which need a second entry by other
// people that agrees.
struct CountEntered {
  static constexpr std::string_view kName = "count_entered";
  std::optional<BlobRef> records{};
  Totals totals{};
  std::vector<std::string> by{};

  static constexpr auto fields() {
    return std::tuple{field("records", &CountEntered::records),
                      field("totals", &CountEntered::totals), field("by", &CountEntered::by)};
  }
};

// Computed: its gate computes it again.
struct OutcomeDeclared {
  static constexpr std::string_view kName = "outcome_declared";
  Poll poll{};
  PollResult result{};

  static constexpr auto fields() {
    return std::tuple{field("poll", &OutcomeDeclared::poll),
                      field("result", &OutcomeDeclared::result)};
  }
};

struct OutcomeCertified {
  static constexpr std::string_view kName = "outcome_certified";
  std::vector<std::string> by{};

  static constexpr auto fields() { return std::tuple{field("by", &OutcomeCertified::by)}; }
};

// Whether somebody whose name was written in may be elected at all.
struct EligibilityConfirmed {
  static constexpr std::string_view kName = "eligibility_confirmed";
  std::string name{};
  std::optional<VoterId> voter{};  // empty: nobody of the roster
  bool eligible = false;
  std::optional<SealedHash> ground{};  // why not
  std::vector<std::string> by{};

  static constexpr auto fields() {
    return std::tuple{field("name", &EligibilityConfirmed::name),
                      field("voter", &EligibilityConfirmed::voter),
                      field("eligible", &EligibilityConfirmed::eligible),
                      optional_field("ground", &EligibilityConfirmed::ground),
                      field("by", &EligibilityConfirmed::by)};
  }
};

struct ElectedPerson {
  std::string contest{};
  std::string title{};
  std::string name{};
  VoterId voter{};

  friend bool operator==(const ElectedPerson&, const ElectedPerson&) = default;
  static constexpr auto fields() {
    return std::tuple{field("contest", &ElectedPerson::contest),
                      field("title", &ElectedPerson::title), field("name", &ElectedPerson::name),
                      field("voter", &ElectedPerson::voter)};
  }
};

// Computed: those whom this poll elected.
struct ResultAnnounced {
  static constexpr std::string_view kName = "result_announced";
  std::vector<ElectedPerson> elected{};

  static constexpr auto fields() { return std::tuple{field("elected", &ResultAnnounced::elected)}; }
};

// tie_break: the tied vote again for the seats open among them. supplementary: for the seats not
// filled. repeat: the whole poll again, since it was void.
enum class Round { first, tie_break, supplementary, repeat };
template <>
struct EnumNames<Round> {
  static constexpr std::array kNames{
      std::pair{Round::first, std::string_view("first")},
      std::pair{Round::tie_break, std::string_view("tie_break")},
      std::pair{Round::supplementary, std::string_view("supplementary")},
      std::pair{Round::repeat, std::string_view("repeat")}};
};

struct RoundOpened {
  static constexpr std::string_view kName = "round_opened";
  Round round = Round::tie_break;
  Ballot ballot{};

  static constexpr auto fields() {
    return std::tuple{field("round", &RoundOpened::round), field("ballot", &RoundOpened::ballot)};
  }
};

// The floor reduced the seats of a contest to those filled (motion `seats`), or left them vacant.
struct SeatsSettled {
  static constexpr std::string_view kName = "seats_settled";
  std::string contest{};
  std::string how{};  // reduce or vacancy
  int seats = 0;      // seats that stay unfilled

  static constexpr auto fields() {
    return std::tuple{field("contest", &SeatsSettled::contest), field("how", &SeatsSettled::how),
                      field("seats", &SeatsSettled::seats)};
  }
};

// The first plenary of those elected opens, in the same log.
struct PlenaryOpened {
  static constexpr std::string_view kName = "plenary_opened";
  std::string title{};
  std::string chair{};
  std::vector<VoterId> members{};

  static constexpr auto fields() {
    return std::tuple{field("title", &PlenaryOpened::title), field("chair", &PlenaryOpened::chair),
                      field("members", &PlenaryOpened::members)};
  }
};

// The new secretary's statement (表态发言), the team's pledge (开门一件事) and the like.
struct StatementMade {
  static constexpr std::string_view kName = "statement_made";
  std::string kind{};
  std::string by{};
  std::string text{};

  static constexpr auto fields() {
    return std::tuple{field("kind", &StatementMade::kind), field("by", &StatementMade::by),
                      field("text", &StatementMade::text)};
  }
};

struct StepDone {
  static constexpr std::string_view kName = "step_done";
  std::string step{};

  static constexpr auto fields() { return std::tuple{field("step", &StepDone::step)}; }
};

struct StepSkipped {
  static constexpr std::string_view kName = "step_skipped";
  std::string step{};
  std::string reason{};

  static constexpr auto fields() {
    return std::tuple{field("step", &StepSkipped::step), field("reason", &StepSkipped::reason)};
  }
};

struct MeetingSuspended {
  static constexpr std::string_view kName = "meeting_suspended";
  std::string reason{};

  static constexpr auto fields() { return std::tuple{field("reason", &MeetingSuspended::reason)}; }
};

// Heads are counted again before anything else.
struct MeetingResumed {
  static constexpr std::string_view kName = "meeting_resumed";
  Date date{};

  static constexpr auto fields() { return std::tuple{field("date", &MeetingResumed::date)}; }
};

struct MeetingAbandoned {
  static constexpr std::string_view kName = "meeting_abandoned";
  std::string reason{};

  static constexpr auto fields() { return std::tuple{field("reason", &MeetingAbandoned::reason)}; }
};

// A paper made from the record, or signed and scanned back: a file of the log.
struct DocumentFiled {
  static constexpr std::string_view kName = "document_filed";
  std::string title{};
  std::string name{};  // file name, ASCII
  BlobRef file{};

  static constexpr auto fields() {
    return std::tuple{field("title", &DocumentFiled::title), field("name", &DocumentFiled::name),
                      field("file", &DocumentFiled::file)};
  }
};

struct MeetingClosed {
  static constexpr std::string_view kName = "meeting_closed";

  static constexpr auto fields() { return std::tuple{}; }
};

// An error found after the announcement. The classes are those of a printed procedure: unchanged
// (no winner changes: explain and announce again), changed (a winner changes: correct, and vote
// again for the vacancy or leave it), after_close (the meeting is over: inform the members, or ask
// the superior).
enum class CorrectionClass { unchanged, changed, after_close };
template <>
struct EnumNames<CorrectionClass> {
  static constexpr std::array kNames{
      std::pair{CorrectionClass::unchanged, std::string_view("unchanged")},
      std::pair{CorrectionClass::changed, std::string_view("changed")},
      std::pair{CorrectionClass::after_close, std::string_view("after_close")}};
};

// Nothing is edited: the correction stands beside the outcome that it corrects (the sequence number
// of its outcome_declared). Class, result and winners are computed, and its gate computes them
// again.
struct CorrectionMade {
  static constexpr std::string_view kName = "correction_made";
  std::int64_t corrects = 0;
  CorrectionClass correction_class = CorrectionClass::unchanged;
  std::string reason{};
  std::vector<std::string> agreed_by{};
  std::optional<BlobRef> records{};
  Totals totals{};
  PollResult result{};
  std::vector<ElectedPerson> elected{};

  static constexpr auto fields() {
    return std::tuple{field("corrects", &CorrectionMade::corrects),
                      field("class", &CorrectionMade::correction_class),
                      field("reason", &CorrectionMade::reason),
                      field("agreed_by", &CorrectionMade::agreed_by),
                      field("records", &CorrectionMade::records),
                      field("totals", &CorrectionMade::totals),
                      field("result", &CorrectionMade::result),
                      field("elected", &CorrectionMade::elected)};
  }
};

}  // namespace huanjie
