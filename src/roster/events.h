#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/time.h"
#include "roster/roster.h"

// What a unit's log tells: who the unit is, which roster holds, which meetings it called and how
// they ended. It is written where the unit's papers are kept, also while a venue holds the
// meeting's log.

namespace huanjie {

struct UnitDescribed {
  static constexpr std::string_view kName = "unit_described";
  UnitId unit{};
  std::string name{};          // 电新街社区
  std::string organisation{};  // 中共电新街社区委员会
  std::string superior{};      // 中共秦岭路街道工作委员会

  static constexpr auto fields() {
    return std::tuple{field("unit", &UnitDescribed::unit), field("name", &UnitDescribed::name),
                      field("organisation", &UnitDescribed::organisation),
                      field("superior", &UnitDescribed::superior)};
  }
};

// The roster as it was checked: the digest of its canonical JSON (huanjie/roster/1), never its
// words.
struct RosterAdopted {
  static constexpr std::string_view kName = "roster_adopted";
  Hash roster{};
  RosterBody body = RosterBody::party;
  int roll = 0;     // 在册
  int no_vote = 0;  // of them without a vote

  static constexpr auto fields() {
    return std::tuple{field("roster", &RosterAdopted::roster), field("body", &RosterAdopted::body),
                      field("roll", &RosterAdopted::roll),
                      field("no_vote", &RosterAdopted::no_vote)};
  }
};

struct MeetingCalled {
  static constexpr std::string_view kName = "meeting_called";
  MeetingId meeting{};
  LogId log{};
  std::string title{};
  Date date{};

  static constexpr auto fields() {
    return std::tuple{field("meeting", &MeetingCalled::meeting), field("log", &MeetingCalled::log),
                      field("title", &MeetingCalled::title), field("date", &MeetingCalled::date)};
  }
};

// The meeting's log as it stood when the unit took the result in: whoever changes the log
// afterwards has to change this one too.
struct MeetingReported {
  static constexpr std::string_view kName = "meeting_reported";
  MeetingId meeting{};
  std::int64_t seq = 0;
  Hash head{};

  static constexpr auto fields() {
    return std::tuple{field("meeting", &MeetingReported::meeting),
                      field("seq", &MeetingReported::seq), field("head", &MeetingReported::head)};
  }
};

}  // namespace huanjie
