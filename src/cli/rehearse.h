#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/fields.h"
#include "base/result.h"

namespace huanjie {

// What happens in a rehearsed meeting beside its plain course.
enum class Turn {
  plain,
  tie,
  supplementary,
  reduced,
  void_poll,
  no_quorum,
  suspended,
  write_in,
  carried,
  kin,
  correction_unchanged,
  correction_changed,
  correction_after,
  plenary_of_three,
  hand_count,
  hand_difference,
};

template <>
struct EnumNames<Turn> {
  static constexpr std::array kNames{
      std::pair{Turn::plain, std::string_view("plain")},
      std::pair{Turn::tie, std::string_view("tie")},
      std::pair{Turn::supplementary, std::string_view("supplementary")},
      std::pair{Turn::reduced, std::string_view("reduced")},
      std::pair{Turn::void_poll, std::string_view("void_poll")},
      std::pair{Turn::no_quorum, std::string_view("no_quorum")},
      std::pair{Turn::suspended, std::string_view("suspended")},
      std::pair{Turn::write_in, std::string_view("write_in")},
      std::pair{Turn::carried, std::string_view("carried")},
      std::pair{Turn::kin, std::string_view("kin")},
      std::pair{Turn::correction_unchanged, std::string_view("correction_unchanged")},
      std::pair{Turn::correction_changed, std::string_view("correction_changed")},
      std::pair{Turn::correction_after, std::string_view("correction_after")},
      std::pair{Turn::plenary_of_three, std::string_view("plenary_of_three")},
      std::pair{Turn::hand_count, std::string_view("hand_count")},
      std::pair{Turn::hand_difference, std::string_view("hand_difference")}};
};

// 得票相等, 手工计票 …
std::string_view chinese(Turn turn);

// What is not given is drawn from the seed.
struct RehearsalOptions {
  std::string out{};
  std::int64_t seed = 1;
  std::optional<int> members{};     // with the vote
  std::optional<int> candidates{};  // of the first contest
  std::string pack{};
  std::optional<Turn> turn{};
};

// What a seed drew.
struct RehearsalPlan {
  std::string pack{};
  Turn turn = Turn::plain;
  int members = 0;
  int seats = 0;       // of the last contest: the committee, or the members
  int candidates = 0;  // for them
};

// Seeds 1 to 20 cover every current pack and every turn.
Result<RehearsalPlan> plan_rehearsal(const RehearsalOptions& options);

// Writes a whole meeting as a folder of files (docs/assembly-folder.md) with invented people: the
// same options, the same bytes. Refused: a folder that is not empty, a turn that the pack does not
// know.
Result<RehearsalPlan> write_rehearsal(const RehearsalOptions& options);

}  // namespace huanjie
