#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "base/ratio.h"
#include "rules/source.h"

namespace huanjie {

// What passes: a part of the number that `of` names. Exactly one of the two fractions is given.
struct Share {
  std::string of{};
  std::optional<Ratio> more_than{};
  std::optional<Ratio> at_least{};

  static constexpr auto fields() {
    return std::tuple{field("of", &Share::of), optional_field("more_than", &Share::more_than),
                      optional_field("at_least", &Share::at_least)};
  }
};

// The smallest number, at least 1, that passes of `whole`.
std::int64_t needed(const Share& share, std::int64_t whole);

// Votes by hand (举手表决).
struct MotionRule {
  Share passes{};
  std::string article{};
  Status status = Status::unverified;

  static constexpr auto fields() {
    return std::tuple{field("passes", &MotionRule::passes), field("article", &MotionRule::article),
                      field("status", &MotionRule::status)};
  }
};

// Who watches and counts, and who settles a doubtful mark.
struct OfficerRule {
  int scrutineers_at_least = 0;
  int tellers_at_least = 0;
  std::vector<std::string> adjudicators{};  // roles
  bool staff_may_serve = false;             // staff of the office, where no member is left
  std::string article{};
  Status status = Status::unverified;

  static constexpr auto fields() {
    return std::tuple{field("scrutineers_at_least", &OfficerRule::scrutineers_at_least),
                      field("tellers_at_least", &OfficerRule::tellers_at_least),
                      field("adjudicators", &OfficerRule::adjudicators),
                      field("staff_may_serve", &OfficerRule::staff_may_serve),
                      field("article", &OfficerRule::article),
                      field("status", &OfficerRule::status)};
  }
};

struct EvidenceSlot {
  std::string id{};
  std::string title{};

  static constexpr auto fields() {
    return std::tuple{field("id", &EvidenceSlot::id), field("title", &EvidenceSlot::title)};
  }
};

// One item of the agenda. `acts` are the kinds of events that may be recorded while it is open; a
// motion carries its topic: "motion_decided:agenda". The script is read aloud by the host; {{name}}
// stands for a variable of packs/words.json.
struct AgendaStep {
  std::string id{};
  std::string title{};
  std::vector<std::string> acts{};
  std::string script{};
  std::string screen{};
  std::vector<std::string> signs{};  // roles
  std::vector<EvidenceSlot> evidence{};
  bool skippable = false;
  std::string article{};
  Status status = Status::unverified;

  static constexpr auto fields() {
    return std::tuple{field("id", &AgendaStep::id),
                      field("title", &AgendaStep::title),
                      field("acts", &AgendaStep::acts),
                      field("script", &AgendaStep::script),
                      field("screen", &AgendaStep::screen),
                      field("signs", &AgendaStep::signs),
                      field("evidence", &AgendaStep::evidence),
                      field("skippable", &AgendaStep::skippable),
                      field("article", &AgendaStep::article),
                      field("status", &AgendaStep::status)};
  }
};

struct Agenda {
  std::string article{};
  Status status = Status::unverified;
  MotionRule motions{};
  OfficerRule officers{};
  std::map<std::string, std::vector<std::string>> signs{};  // paper -> roles that sign it
  std::vector<AgendaStep> steps{};

  static constexpr auto fields() {
    return std::tuple{field("article", &Agenda::article), field("status", &Agenda::status),
                      field("motions", &Agenda::motions), field("officers", &Agenda::officers),
                      field("signs", &Agenda::signs),     field("steps", &Agenda::steps)};
  }
};

// The names of the variables a script uses, in order of first use: "...{{entitled}}..." ->
// entitled.
std::vector<std::string> script_variables(std::string_view script);
// The script with its variables replaced. A variable without a value becomes a blank to be filled
// by hand (________); an empty value is known to have nothing to say and leaves nothing.
std::string fill_script(std::string_view script, const std::map<std::string, std::string>& values);

}  // namespace huanjie
