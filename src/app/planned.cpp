#include "app/planned.h"

#include <algorithm>

#include "meeting/attendance.h"

namespace huanjie {
namespace {

struct Noting {
  const Sitting& sitting;
  Planned& planned;

  void operator()(const CandidatesAct& act) const {
    if (planned.ballot) return;
    Ballot ballot;
    ballot.id = act.ballot;
    ballot.title = act.title;
    ballot.method = method_of(sitting);
    for (const CourseContest& contest : act.contests) {
      Contest post{contest.id, contest.title, contest.seats, contest.write_in_rows, contest.form,
                   {}};
      for (const std::string& name : contest.candidates) {
        post.candidates.push_back({"c" + std::to_string(post.candidates.size() + 1), name, {}, {}});
      }
      ballot.contests.push_back(std::move(post));
    }
    planned.ballot = std::move(ballot);
    planned.order_reason = act.order_reason;
  }
  void operator()(const OfficersAct& act) const {
    planned.scrutineers = act.scrutineers;
    planned.tellers = act.tellers;
  }
  void operator()(const ReportAct& act) const { planned.reporter = act.by; }
  void operator()(const BoxAct& act) const {
    if (planned.box.empty()) planned.box = act.box;
  }
  void operator()(const SpeechAct& act) const {
    if (std::ranges::find(planned.speakers, act.by) == planned.speakers.end()) {
      planned.speakers.push_back(act.by);
    }
  }
  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

Planned planned_for(const Sitting& sitting, const std::vector<Act>& ahead) {
  const auto opens = [](const Act& act) { return std::holds_alternative<PlenaryAct>(act.body); };
  const auto opening = std::ranges::find_if(ahead, opens);
  Planned planned;
  // In the plenary the acts ahead are its own, unless its opening is among them.
  const bool whole = opening == ahead.end();
  const auto from = sitting.plenary && !whole ? opening : ahead.begin();
  const auto to = sitting.plenary || whole ? ahead.end() : opening;
  for (auto act = from; act != to; ++act) std::visit(Noting{sitting, planned}, act->body);
  return planned;
}

}  // namespace huanjie
