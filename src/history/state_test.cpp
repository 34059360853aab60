#include "history/state.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace huanjie {
namespace {

Envelope envelope(std::int64_t seq, std::string kind, Json body) {
  Envelope one;
  one.seq = seq;
  one.actor = "记录人";
  one.kind = std::move(kind);
  one.body = std::move(body);
  return one;
}

Envelope described() {
  const UnitDescribed event{UnitId{{1}}, "电新街社区", "中共电新街社区委员会", ""};
  return envelope(1, "unit_described", to_json(event));
}

TEST(History, ALogHoldsNoEventOfAnother) {
  const Evidence evidence;
  LogState state = empty_state(described(), Suite::international, evidence);
  ASSERT_TRUE(take(state, described()).has_value());
  const Result<> refused =
      take(state, envelope(2, "voter_checked_in", to_json(VoterCheckedIn{VoterId{{9}}})));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().where, "/kind");
}

TEST(History, ABodyHasOneForm) {
  const Evidence evidence;
  LogState state = empty_state(described(), Suite::international, evidence);
  Envelope more = described();
  more.body.set("x", Json(1));
  EXPECT_FALSE(take(state, more).has_value());
  Envelope less = described();
  std::erase_if(*less.body.if_object(),
                [](const JsonMember& member) { return member.key == "superior"; });
  EXPECT_FALSE(take(state, less).has_value());
  EXPECT_TRUE(take(state, described()).has_value());
}

TEST(History, ARefusedEventLeavesTheStateAsItWas) {
  const Evidence evidence;
  LogState state = empty_state(described(), Suite::international, evidence);
  ASSERT_TRUE(take(state, described()).has_value());
  const RosterAdopted wrong{{}, RosterBody::party, 1, 2};
  EXPECT_FALSE(take(state, envelope(2, "roster_adopted", to_json(wrong))).has_value());
  EXPECT_FALSE(std::get<Unit>(state).roster.has_value());
}

TEST(History, ReplaySaysWhichEventIsWrong) {
  const Evidence evidence;
  const RosterAdopted wrong{{}, RosterBody::party, 1, 2};
  const Result<LogState> state = replay(
      {described(), envelope(2, "roster_adopted", to_json(wrong))}, Suite::international, evidence);
  ASSERT_FALSE(state.has_value());
  EXPECT_NE(state.error().where.find('2'), std::string::npos);
  EXPECT_NE(state.error().where.find("roster_adopted"), std::string::npos);
}

std::string events_page() {
  std::string page =
      "# Events\n\nEvery event and its fields, by the log it stands in. Written by the test of "
      "`src/history/state_test.cpp`\n(`HUANJIE_UPDATE=1 build/dev/history_test`), which keeps it "
      "equal to the code; what each means stands in the\n`events.h` of its module.\n";
  std::string log;
  for (const EventForm& form : event_forms()) {
    if (form.log != log) page += "\n## Log: " + form.log + "\n";
    log = form.log;
    page += "\n### `" + form.kind + "`\n\n";
    if (form.fields.empty()) page += "No fields.\n";
    for (const auto& [name, type] : form.fields) page += "- `" + name + "`: " + type + "\n";
  }
  return page;
}

TEST(History, ThePageOfEventsIsThatOfTheCode) {
  const std::string path = std::string(HUANJIE_SOURCE_DIR) + "/docs/events.md";
  if (std::getenv("HUANJIE_UPDATE") != nullptr) std::ofstream(path) << events_page();
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  EXPECT_EQ(text.str(), events_page());
}

}  // namespace
}  // namespace huanjie
