#pragma once

#include <string>
#include <vector>

#include "documents/form.h"

namespace huanjie {

// A piece of the host's paper: a sentence to say, or what to do or wait for (`cue`).
struct ScriptLine {
  std::string text{};
  bool cue = false;
};

struct ScriptedStep {
  std::string title{};    // 清点到会人数
  std::string gate{};     // what must hold before it, empty where nothing must
  std::string speaker{};  // who speaks, other than the host; may be empty
  std::string signs{};    // who signs what; may be empty
  std::vector<ScriptLine> script{};
  bool later_round = false;  // voting again between two items: in the script only, without a number
  bool held_back = false;    // too few have come for it: on the agenda, not in the script
};

struct AgendaInput {
  FormHeading heading{};
  std::string host{};
  bool plenary = false;  // 第一次全体会议, not 大会
  std::vector<ScriptedStep> steps{};
};

// 大会议程: one line a step, to be handed out and voted on.
Document agenda_paper(const AgendaInput& input);
// 主持词: every step with its script in large type.
Document host_script(const AgendaInput& input);

}  // namespace huanjie
