#include "app/acts.h"

#include <utility>

#include "app/performer.h"

namespace huanjie {
namespace {

using NamedIn = std::vector<std::string>;

// The people of the roster whom an act names.
struct NamesOfAct {
  NamedIn operator()(const ExcuseAct& act) const { return act.people; }
  NamedIn operator()(const CheckInAct& act) const {
    NamedIn names = act.people;
    if (act.except) names.insert(names.end(), act.except->begin(), act.except->end());
    return names;
  }
  NamedIn operator()(const UndoCheckInAct& act) const { return {act.name}; }
  NamedIn operator()(const LeaveAct& act) const { return act.people; }
  NamedIn operator()(const ReturnAct& act) const { return act.people; }
  NamedIn operator()(const CandidatesAct& act) const {
    NamedIn names;
    for (const CourseContest& contest : act.contests) {
      names.insert(names.end(), contest.candidates.begin(), contest.candidates.end());
    }
    return names;
  }
  NamedIn operator()(const EligibilityAct& act) const {
    return act.person.empty() ? NamedIn{} : NamedIn{act.person};
  }
  NamedIn operator()(const RoundAct& act) const {
    NamedIn names;
    for (const auto& [contest, people] : act.candidates) {
      names.insert(names.end(), people.begin(), people.end());
    }
    return names;
  }
  NamedIn operator()(const auto&) const { return {}; }
};

std::unexpected<Error> in_act(Error error, std::size_t index, const ActBody& body) {
  error.where = pointer_to("/acts", index) + error.where;
  error.message = act_label(index, body) + "：" + error.message;
  return std::unexpected(std::move(error));
}

// Names that the roster does not have are told all at once, before anything is recorded.
Result<> check_names(const Course& course, const People& people) {
  std::vector<Error> errors;
  for (std::size_t i = 0; i < course.acts.size(); ++i) {
    for (const std::string& name : std::visit(NamesOfAct{}, course.acts[i].body)) {
      Result<VoterId> found = people.find(name);
      if (!found) errors.push_back(in_act(found.error(), i, course.acts[i].body).error());
    }
  }
  return all_of(std::move(errors));
}

}  // namespace

Result<std::vector<std::string>> perform_acts(const AssemblyInput& input, const People& people,
                                              const Means& means,
                                              std::pair<Evidence*, Recorder*> into) {
  HJ_TRY(check_names(input.course, people));
  Performer performer(input, people, means, into);
  const std::vector<Act>& acts = input.course.acts;
  for (std::size_t i = 0; i < acts.size(); ++i) {
    Result<> done = performer.perform_one(acts[i]);
    if (!done) return in_act(std::move(done).error(), i, acts[i].body);
  }
  HJ_TRY(performer.end());
  return performer.notices();
}

}  // namespace huanjie
