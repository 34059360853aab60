#include "app/acts.h"

#include <utility>

#include "app/course_words.h"
#include "app/performer.h"
#include "app/slips.h"

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
    names = act.candidates.names;
    for (const auto& [contest, people] : act.candidates.by_contest) {
      names.insert(names.end(), people.begin(), people.end());
    }
    return names;
  }
  NamedIn operator()(const auto&) const { return {}; }
};

// Who signs for an act; on a list of names they are told apart like anybody else.
Names signers_of(const ActBody& body) {
  return std::visit(
      [](const auto& act) -> Names {
        if constexpr (requires { Names(act.by); }) {
          return act.by;
        } else if constexpr (requires { Names(act.agreed_by); }) {
          return act.agreed_by;
        } else {
          return {};
        }
      },
      body);
}

// A gate speaks of its event; only what is a place of the act, too, is one in the file.
std::unexpected<Error> in_act(Error error, std::size_t index, const Act& act) {
  const Json json = to_json(act);
  const bool known = error.where.starts_with("/") && resolve(json, error.where) != nullptr;
  error.where =
      place_in_words(pointer_to("/acts", index) + (known ? error.where : ""), act_kind(act.body));
  return std::unexpected(std::move(error));
}

// What can be told of each act by itself, and names that the roster does not have, are told all at
// once, before anything is recorded.
Result<> check_each(const Course& course, const People& people) {
  std::vector<Error> errors;
  for (std::size_t i = 0; i < course.acts.size(); ++i) {
    const Act& act = course.acts[i];
    Result<> formed = check_form(act.body);
    if (!formed) errors.push_back(in_act(std::move(formed).error(), i, act).error());
    for (const std::string& name : std::visit(NamesOfAct{}, act.body)) {
      Result<VoterId> found = people.find(name);
      if (!found) errors.push_back(in_act(found.error(), i, act).error());
    }
    for (const std::string& name : signers_of(act.body)) {
      const Result<std::optional<VoterId>> found = people.find_or_staff(name);
      if (!found) errors.push_back(in_act(found.error(), i, act).error());
    }
  }
  return all_of(std::move(errors));
}

// After the first act that is refused nothing can be judged: what follows stands on it.
std::unexpected<Error> last_checked(Error error, std::size_t index, std::size_t acts) {
  const std::size_t rest = acts - index - 1;
  if (rest == 0) return std::unexpected(std::move(error));
  if (!error.expected.empty())
    error.message += "（应为：" + std::exchange(error.expected, {}) + "）";
  error.message += "\n它后面的 " + std::to_string(rest) +
                   " 件要等这一件改好才能核对：改好再运行一次。这次什么都没有记下";
  return std::unexpected(std::move(error));
}

}  // namespace

Result<std::vector<std::string>> perform_acts(const AssemblyInput& input, const People& people,
                                              const Means& means,
                                              std::pair<Evidence*, Recorder*> into) {
  HJ_TRY(check_each(input.course, people));
  Performer performer(input, people, means, into);
  for (const std::string& slip : slips_of(input.course, people)) performer.note(slip);
  const std::vector<Act>& acts = input.course.acts;
  for (std::size_t i = 0; i < acts.size(); ++i) {
    Result<> done = performer.perform_one(acts[i]);
    // A full disk is no slip of the act that met it.
    if (!done && done.error().code == ErrorCode::unavailable) return std::unexpected(done.error());
    if (!done) {
      return last_checked(in_act(std::move(done).error(), i, acts[i]).error(), i, acts.size());
    }
    for (const std::string& slip : slips_of(acts[i].body, performer.state(), people)) {
      performer.note(act_label(i, acts[i].body) + "：" + slip);
    }
  }
  HJ_TRY(performer.end());
  return performer.notices();
}

}  // namespace huanjie
