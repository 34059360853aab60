#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/course.h"
#include "meeting/meeting.h"

namespace huanjie {

// What a meeting's folder says of a sitting before it has happened; the host's script names it.
struct Planned {
  std::optional<Ballot> ballot{};
  std::string order_reason{};
  std::vector<std::string> scrutineers{};
  std::vector<std::string> tellers{};
  std::string reporter{};
  std::string box{};
  std::vector<std::string> speakers{};
};

// From the acts that are still to come; those after the opening of the plenary are its own.
Planned planned_for(const Sitting& sitting, const std::vector<Act>& ahead);

}  // namespace huanjie
