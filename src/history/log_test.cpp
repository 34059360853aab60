#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "history/state.h"
#include "meeting/sample_meeting.h"
#include "meeting/sample_walk.h"

// What must hold of the log of any meeting, and the events that were ever written.

namespace huanjie {
namespace {

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(std::string(HUANJIE_SOURCE_DIR) + "/" + path).rdbuf();
  return text.str();
}

Json pack_bundle(const std::string& id) {
  Json bundle = Json::object();
  for (const std::string name : {"pack", "method", "checks", "agenda"}) {
    bundle.set(name, *parse_json(text_of("packs/" + id + "/" + name + ".json")));
  }
  return bundle;
}

// Prepared, with the sizes of a walk.
SampleMeeting prepared_meeting() {
  static const SampleMeeting kPrepared = [] {
    SampleMeeting meeting(pack_bundle("party-committee-2020"), pack_bundle("party-plenary-2020"));
    const SampleWalk sizes(meeting);
    meeting.prepare();
    return meeting;
  }();
  return kPrepared.copy();
}

Envelope envelope(std::int64_t seq, const std::string& kind, const Json& body) {
  Envelope one;
  one.seq = seq;
  one.time.ms = 1'609'300'000'000 + seq;
  one.actor = "吴娟";
  one.kind = kind;
  one.body = body;
  return one;
}

std::vector<Envelope> log_of(const SampleMeeting& meeting) {
  std::vector<Envelope> log;
  for (const TakenEvent& event : meeting.events) {
    log.push_back(envelope(static_cast<std::int64_t>(log.size()) + 1, event.kind, event.body));
  }
  return log;
}

// All of a state that anything is decided by, as text.
template <class T>
void put(std::string& text, const T& value) {
  text += write_json(to_json(value)) + "\n";
}

void put(std::string& text, const PollState& poll) {
  put(text, std::string(to_text(poll.round)));
  put(text, poll.ballot);
  put(text, poll.box);
  put(text, poll.papers);
  put(text, poll.present);
  put(text, poll.counts);
  put(text, poll.outcome);
  put(text, poll.outcome_seq);
  put(text, poll.reported_seq);
  put(text, poll.certified_by);
  put(text, poll.eligibility);
  put(text, poll.announced);
  put(text, poll.settled);
  put(text, poll.corrections);
}

void put(std::string& text, const Sitting& sitting) {
  put(text, sitting.title);
  put(text, sitting.chair);
  put(text, pack_hash(*sitting.pack, Suite::international));
  put(text, sitting.members);
  put(text, static_cast<std::int64_t>(sitting.step));
  put(text, sitting.skipped);
  put(text, sitting.acts);
  put(text, sitting.heads);
  put(text, sitting.heads_stale);
  for (const Motion& motion : sitting.motions) {
    put(text, motion.decided);
    put(text, motion.whole);
    put(text, motion.passed);
    put(text, static_cast<std::int64_t>(motion.polls));
  }
  put(text, sitting.report);
  put(text, sitting.groups);
  put(text, sitting.speeches);
  put(text, sitting.method_json);
  put(text, sitting.method);
  put(text, sitting.officers);
  put(text, sitting.elected);
  for (const PollState& poll : sitting.polls) put(text, poll);
}

std::string shown(const Meeting& meeting) {
  std::string text;
  put(text, meeting.seq);
  put(text, static_cast<int>(meeting.status));
  put(text, meeting.prepared);
  for (const auto& [id, attendee] : meeting.roster) {
    put(text, attendee.listed);
    put(text, static_cast<int>(attendee.presence));
    put(text, attendee.exclusion);
    put(text, attendee.excluded);
  }
  put(text, meeting.kin);
  for (const Sitting& sitting : meeting.sittings) put(text, sitting);
  put(text, meeting.statements);
  put(text, meeting.documents);
  return text;
}
std::string shown(const LogState& state) { return shown(std::get<Meeting>(state)); }

// The events `from` to `to` of a log on top of a state, each of which has to be admitted.
LogState taken(LogState state, const std::vector<Envelope>& log, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    const Result<> done = take(state, log[i]);
    if (!done) RC_FAIL(log[i].kind + ": " + describe(done.error()));
  }
  return state;
}

// The state after the preparation, with which every walk begins; to read the packs takes its time.
constexpr std::size_t kPreparation = 2;
const LogState& prepared_state() {
  static const SampleMeeting kMeeting = prepared_meeting();
  static const LogState kState =
      replay(log_of(kMeeting), Suite::international, *kMeeting.evidence).value();
  return kState;
}

SampleMeeting walked() {
  const auto turns = *rc::gen::container<std::vector<int>>(60, rc::gen::inRange(0, 100'000));
  SampleMeeting meeting = prepared_meeting();
  SampleWalk(meeting).go(turns);
  return meeting;
}

// The state is the log's and nobody else's (I7): as it was when the events happened, and as they
// make it again, at the end and at any point before; whatever the times that stand in the log
// (I11).
RC_GTEST_PROP(Replay, GivesTheStateThatTheEventsMade, ()) {
  const SampleMeeting meeting = walked();
  std::vector<Envelope> log = log_of(meeting);
  const auto cut = *rc::gen::inRange<std::size_t>(kPreparation, log.size() + 1);
  const LogState before = taken(prepared_state(), log, kPreparation, cut);
  RC_ASSERT(shown(taken(before, log, cut, log.size())) == shown(meeting.state));
  for (Envelope& one : log) one.time.ms = *rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000);
  const LogState other_clock = taken(prepared_state(), log, kPreparation, log.size());
  RC_ASSERT(shown(other_clock) == shown(meeting.state));
}

// An event out of its place is either admitted or changes nothing, whatever its time says (I9,
// I11).
RC_GTEST_PROP(Replay, ARefusedEventChangesNothing, ()) {
  const SampleMeeting meeting = walked();
  const std::vector<Envelope> log = log_of(meeting);
  const auto cut = *rc::gen::inRange<std::size_t>(kPreparation, log.size() + 1);
  LogState state = taken(prepared_state(), log, kPreparation, cut);
  Envelope out_of_place = log[*rc::gen::inRange<std::size_t>(0, log.size())];
  const std::string before = shown(state);
  const Result<> judged = may_take(state, out_of_place);
  out_of_place.time.ms = *rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000);
  const Result<> again = take(state, out_of_place);
  RC_ASSERT(again.has_value() == judged.has_value());
  RC_CLASSIFY(again.has_value(), "it fits there");
  if (again) return;
  RC_ASSERT(again.error().message == judged.error().message);
  RC_ASSERT(shown(state) == before);
}

// Everything that may happen in a meeting without a turn, up to its close.
SampleMeeting closed_meeting() {
  SampleMeeting meeting = prepared_meeting();
  SampleWalk(meeting).go(std::vector<int>(200, 7));
  return meeting;
}

TEST(Replay, OfAWholeLogAndOfEveryBeginning) {
  const SampleMeeting meeting = closed_meeting();
  const std::vector<Envelope> log = log_of(meeting);
  const LogState all = replay(log, Suite::international, *meeting.evidence).value();
  EXPECT_EQ(shown(all), shown(meeting.state));
  for (std::size_t length = 1; length < log.size(); length += 9) {
    const std::vector<Envelope> some(log.begin(), log.begin() + static_cast<int>(length));
    EXPECT_TRUE(replay(some, Suite::international, *meeting.evidence).has_value()) << length;
  }
}

TEST(Replay, AClosedMeetingTakesPapersAndCorrectionsAndNothingElse) {
  const SampleMeeting meeting = closed_meeting();
  ASSERT_EQ(meeting.state.status, MeetingStatus::closed);
  LogState state = replay(log_of(meeting), Suite::international, *meeting.evidence).value();
  for (const Envelope& event : log_of(meeting)) {
    EXPECT_FALSE(may_take(state, event).has_value()) << event.kind;
  }
  const DocumentFiled paper{"选举结果报告单", "report.pdf", {}};
  EXPECT_TRUE(may_take(state, envelope(1, "document_filed", to_json(paper))).has_value());
  const PollState& poll = meeting.state.sittings.front().polls.front();
  CorrectionMade correction;
  correction.corrects = poll.outcome_seq;
  correction.correction_class = CorrectionClass::after_close;
  correction.reason = "一张选票读错";
  correction.agreed_by = {"周平", "罗勇"};
  correction.totals = poll.counts.back().totals;
  correction.result = poll.outcome->result;
  correction.elected = *poll.announced;
  EXPECT_TRUE(may_take(state, envelope(1, "correction_made", to_json(correction))).has_value());
}

TEST(Replay, ADefaultWrittenOutIsNotTheOneForm) {
  const SampleMeeting meeting = prepared_meeting();
  LogState state = replay(log_of(meeting), Suite::international, *meeting.evidence).value();
  Envelope filed = envelope(3, "document_filed", to_json(DocumentFiled{"批复", "reply.pdf", {}}));
  EXPECT_TRUE(may_take(state, filed).has_value());
  filed.body.find("file")->set("full_only", Json(false));
  const Result<> refused = may_take(state, filed);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().where, "/body");
}

// The events that a meeting without a turn does not have, and those of the other logs.
template <class E>
void add(std::vector<TakenEvent>& events, const E& event) {
  events.push_back({std::string(E::kName), to_json(event)});
}

void add_other_logs(std::vector<TakenEvent>& events) {
  const Hash hash = digest(Suite::international, "file");
  LogId log;
  log.bytes.fill(1);
  add(events, CustodyGranted{log, NodeId{}, std::string(64, 'a'), 1, 1});
  add(events, CustodyRevoked{log, 1, 40, "电脑遗失"});
  add(events, UnitDescribed{UnitId{}, "示例社区", "中共示例社区委员会", "中共示例街道工作委员会"});
  add(events, RosterAdopted{hash, RosterBody::party, 58, 1});
  add(events, MeetingCalled{MeetingId{}, log, "示例社区党员大会", *parse_date("2020-12-30")});
  add(events, MeetingReported{MeetingId{}, 97, hash});
  add(events, Erased{hash, "本人要求"});
}

std::vector<TakenEvent> examples() {
  const SampleMeeting closed = closed_meeting();
  std::vector<TakenEvent> events = closed.events;
  const PollState& poll = closed.state.sittings.front().polls.front();
  const VoterId voter = SampleMeeting::voter(20);
  const Hash hash = digest(Suite::international, "file");
  add(events, ExclusionProposed{voter, sealed_as("E4"), "解释", sealed_as("病历"),
                                sealed_as("同意"), sealed_as("示工委〔2020〕19号")});
  add(events, CheckInUndone{voter, sealed_as("记错")});
  add(events, VoterExcused{voter});
  add(events, TimeStated{"09:20"});
  add(events, VoterLeft{voter});
  add(events, VoterReturned{voter});
  add(events, SpeechGiven{"丁建国", "服务居民"});
  add(events, PaperSpoiled{1, {"周平", "罗勇"}});
  add(events, EligibilityConfirmed{"王小明", voter, true, {}, {"周平", "罗勇"}});
  add(events, RoundOpened{Round::repeat, poll.ballot});
  add(events, SeatsSettled{"committee", "reduce", 1});
  add(events, StepSkipped{"groups", "人少"});
  add(events, MeetingSuspended{"停电"});
  add(events, MeetingResumed{*parse_date("2020-12-31")});
  add(events, MeetingAbandoned{"改期"});
  add(events, DocumentFiled{"批复", "reply.pdf", {hash, 4, "application/pdf", true}});
  CorrectionMade correction;
  correction.corrects = poll.outcome_seq;
  correction.reason = "一张选票读错";
  correction.agreed_by = {"周平", "罗勇"};
  correction.records = BlobRef{hash, 4, "application/json"};
  correction.totals = poll.counts.back().totals;
  correction.result = poll.outcome->result;
  correction.elected = *poll.announced;
  add(events, correction);
  add_other_logs(events);
  return events;
}

// A log may begin with anything: it is refused with its reason, whatever it is.
TEST(Log, AnyEventMayComeFirstAndIsAnswered) {
  const Evidence evidence;
  for (const TakenEvent& event : examples()) {
    const Envelope first = envelope(1, event.kind, event.body);
    LogState state = empty_state(first, Suite::international, evidence);
    const Result<> taken = take(state, first);
    const bool opens =
        event.kind == "custody_granted" || event.kind == "unit_described" || event.kind == "erased";
    EXPECT_EQ(taken.has_value(), opens) << event.kind;
  }
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// A line is kept for ever: an update adds what is missing and touches nothing else.
void add_missing_lines(const std::string& path) {
  std::set<std::string> kept;
  std::int64_t seq = 0;
  for (const std::string& line : lines_of(text_of(path))) {
    const Result<Envelope> one = parse_envelope(line);
    if (one) kept.insert(one->kind);
    ++seq;
  }
  std::ofstream out(std::string(HUANJIE_SOURCE_DIR) + "/" + path, std::ios::app);
  for (const TakenEvent& event : examples()) {
    if (!kept.insert(event.kind).second) continue;
    out << envelope_bytes(envelope(++seq, event.kind, event.body)) << "\n";
  }
}

template <class E>
bool is_written_again(const Envelope& one) {
  if (one.kind != E::kName) return false;
  const Result<E> event = from_json<E>(one.body);
  return event.has_value() && write_json(to_json(*event)) == write_json(one.body);
}
template <class... E>
bool is_one_of(const Envelope& one, const std::variant<E...>*) {
  return (is_written_again<E>(one) || ...);
}

// What an event means never changes: a line of every event ever written is still read, and written
// again byte for byte.
TEST(GoldenEvents, AreStillReadAndWrittenAsTheyWere) {
  const std::string path = "tests/golden/events.jsonl";
  if (std::getenv("HUANJIE_UPDATE") != nullptr) add_missing_lines(path);
  std::set<std::string> kinds;
  for (const std::string& line : lines_of(text_of(path))) {
    const Result<Envelope> one = parse_envelope(line);
    ASSERT_TRUE(one.has_value()) << line;
    EXPECT_EQ(envelope_bytes(*one), line);
    EXPECT_TRUE(is_one_of(*one, static_cast<const OfficeEvent*>(nullptr)) ||
                is_one_of(*one, static_cast<const UnitEvent*>(nullptr)) ||
                is_one_of(*one, static_cast<const MeetingEvent*>(nullptr)) ||
                is_written_again<Erased>(*one))
        << line;
    kinds.insert(one->kind);
  }
  for (const EventForm& form : event_forms()) {
    EXPECT_TRUE(kinds.contains(form.kind)) << form.kind << ": HUANJIE_UPDATE=1 adds its line";
  }
}

}  // namespace
}  // namespace huanjie
