#include "meeting/rounds.h"

#include <algorithm>

#include "meeting/attendance.h"
#include "meeting/count.h"
#include "meeting/gate.h"
#include "rules/adopt.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

const ContestResult* result_of(const PollState& poll, std::string_view contest) {
  const PollResult* result = standing_result(poll);
  if (result == nullptr) return nullptr;
  const auto& contests = result->contests;
  const auto found = std::ranges::find(contests, contest, &ContestResult::id);
  return found == contests.end() ? nullptr : &*found;
}

bool is_write_in(std::string_view id) { return id.starts_with(kWriteInPrefix); }

const EligibilityConfirmed* eligibility_of(const PollState& poll, std::string_view name) {
  const auto found = std::ranges::find(poll.eligibility, name, &EligibilityConfirmed::name);
  return found == poll.eligibility.end() ? nullptr : &*found;
}

// The person behind an id of a result; nothing for a written-in name that is not eligible.
std::optional<ElectedPerson> person_of(const PollState& poll, const Contest& contest,
                                       std::string_view id) {
  ElectedPerson person{contest.id, contest.title, {}, {}};
  if (is_write_in(id)) {
    const EligibilityConfirmed* known = eligibility_of(poll, id.substr(kWriteInPrefix.size()));
    if (known == nullptr || !known->eligible || !known->voter) return std::nullopt;
    person.name = known->name;
    person.voter = *known->voter;
    return person;
  }
  const Candidate* candidate = find_candidate(contest, id);
  if (candidate == nullptr) return std::nullopt;
  const auto bytes = parse_id(candidate->person.value_or(""));
  if (!bytes) return std::nullopt;
  person.name = candidate->name;
  person.voter = VoterId{*bytes};
  return person;
}

// Of elected kin, the rule keeps one; with equal votes neither may take the seat. A conflict stands
// at the contest whose elected has to yield.
bool yields_to_kin(const ContestResult& contest, std::string_view id) {
  return std::ranges::any_of(contest.kin_conflicts, [&](const KinConflict& conflict) {
    return conflict.drop == id || std::ranges::find(conflict.between, id) != conflict.between.end();
  });
}

const PollState* last_poll_of(const Sitting& sitting, std::string_view contest) {
  for (std::size_t i = sitting.polls.size(); i > 0; --i) {
    const PollState& poll = sitting.polls[i - 1];
    if (find_contest(poll.ballot, contest) != nullptr) return &poll;
  }
  return nullptr;
}

bool is_elected(const Sitting& sitting, const Candidate& candidate) {
  return std::ranges::any_of(sitting.elected, [&](const ElectedPerson& person) {
    return to_text(person.voter) == candidate.person.value_or("");
  });
}

// Where kin may not serve together, whoever is kin of somebody elected can not be elected any more.
bool is_barred_as_kin(const Meeting& meeting, const Candidate& candidate) {
  const Sitting& sitting = current(meeting);
  if (!sitting.method->kin_avoidance) return false;
  const std::string person = candidate.person.value_or("");
  return std::ranges::any_of(meeting.kin, [&](const KinPair& pair) {
    const bool is_one = to_text(pair.one) == person;
    if (!is_one && to_text(pair.other) != person) return false;
    const VoterId& relative = is_one ? pair.other : pair.one;
    return std::ranges::find(sitting.elected, relative, &ElectedPerson::voter) !=
           sitting.elected.end();
  });
}

// A void poll that was repeated counted nothing: what tells who stood best is the first that did.
const PollState& first_counted(const Sitting& sitting) {
  const auto found = std::ranges::find_if(sitting.polls, [](const PollState& poll) {
    const PollResult* result = standing_result(poll);
    return result != nullptr && result->poll.valid;
  });
  return found == sitting.polls.end() ? sitting.polls.front() : *found;
}

// The tied of a contest as candidates of the next ballot.
std::vector<Candidate> tied_candidates(const PollState& poll, const Contest& contest,
                                       const Tie& tie) {
  std::vector<Candidate> candidates;
  for (const std::string& id : tie.among) {
    if (const Candidate* listed = find_candidate(contest, id)) {
      candidates.push_back(*listed);
    } else if (const auto person = person_of(poll, contest, id)) {
      Candidate candidate;
      candidate.id = "w" + std::to_string(candidates.size() + 1);
      candidate.name = person->name;
      candidate.person = to_text(person->voter);
      candidates.push_back(std::move(candidate));
    }
  }
  return candidates;
}

// How many more candidates than seats the pack asks for (the differential), at least one.
std::int64_t differential(const Pack& pack, int seats) {
  std::int64_t extra = 1;
  for (const Check& check : pack.checks) {
    const bool asks =
        check.kind == CheckKind::share_at_least && check.part == "extra" && check.whole == "seats";
    if (!asks) continue;
    Share share;
    share.at_least = check.share;
    extra = std::max(extra, needed(share, seats));
  }
  return extra;
}

// Those of the first list who are not elected, most votes first, as many as the differential asks.
std::vector<Candidate> best_of_the_unelected(const Meeting& meeting, const PollState& poll,
                                             const Contest& contest, int seats) {
  const Sitting& sitting = current(meeting);
  std::vector<std::pair<std::int64_t, Candidate>> standing;
  const ContestResult* result = result_of(poll, contest.id);
  for (const Candidate& candidate : contest.candidates) {
    if (is_elected(sitting, candidate) || is_barred_as_kin(meeting, candidate)) continue;
    std::int64_t votes = 0;
    if (result != nullptr) {
      for (const LineResult& line : result->lines) {
        if (line.candidate == candidate.id) votes = line.approve + line.carried;
      }
    }
    standing.emplace_back(votes, candidate);
  }
  std::stable_sort(standing.begin(), standing.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  const auto wanted = static_cast<std::size_t>(seats + differential(*sitting.pack, seats));
  if (standing.size() > wanted) standing.resize(wanted);
  std::vector<Candidate> candidates;
  for (const Candidate& listed : contest.candidates) {
    const bool stands = std::ranges::any_of(
        standing, [&](const auto& entry) { return entry.second.id == listed.id; });
    if (stands) candidates.push_back(listed);
  }
  return candidates;
}

bool waits_for_tie(const Sitting& sitting, const Contest& contest) {
  const PollState* poll = last_poll_of(sitting, contest.id);
  const ContestResult* result = poll == nullptr ? nullptr : result_of(*poll, contest.id);
  return result != nullptr && result->tie.has_value() && open_seats(sitting, contest.id) > 0;
}

}  // namespace

const CorrectionMade* standing_correction(const PollState& poll) {
  const CorrectionMade* standing = nullptr;
  for (const CorrectionMade& correction : poll.corrections) {
    if (correction.correction_class != CorrectionClass::after_close) standing = &correction;
  }
  return standing;
}

const PollResult* standing_result(const PollState& poll) {
  if (!poll.outcome) return nullptr;
  const CorrectionMade* correction = standing_correction(poll);
  return correction == nullptr ? &poll.outcome->result : &correction->result;
}

std::vector<ElectedPerson> winners(const PollState& poll, const PollResult& result) {
  std::vector<ElectedPerson> elected;
  const auto is_seated = [&](const ElectedPerson& person) {
    return std::ranges::find(elected, person.voter, &ElectedPerson::voter) != elected.end();
  };
  for (const ContestResult& contest_result : result.contests) {
    const Contest* contest = find_contest(poll.ballot, contest_result.id);
    if (contest == nullptr) continue;
    for (const std::string& id : contest_result.elected) {
      if (poll.ballot.method.kin_avoidance && yields_to_kin(contest_result, id)) continue;
      const auto person = person_of(poll, *contest, id);
      if (person && !is_seated(*person)) elected.push_back(*person);
    }
  }
  return elected;
}

const PollState* poll_waiting_for(const Sitting& sitting, std::string_view name) {
  for (std::size_t i = sitting.polls.size(); i > 0; --i) {
    const std::vector<std::string> waiting = unconfirmed_write_ins(sitting.polls[i - 1]);
    if (std::ranges::find(waiting, name) != waiting.end()) return &sitting.polls[i - 1];
  }
  return nullptr;
}

std::vector<std::string> unconfirmed_write_ins(const PollState& poll) {
  std::vector<std::string> names;
  const PollResult* result = standing_result(poll);
  if (result == nullptr) return names;
  const auto take = [&](const std::string& id) {
    if (!is_write_in(id)) return;
    const std::string name = id.substr(kWriteInPrefix.size());
    const bool waits =
        eligibility_of(poll, name) == nullptr && std::ranges::find(names, name) == names.end();
    if (waits) names.push_back(name);
  };
  for (const ContestResult& contest : result->contests) {
    std::ranges::for_each(contest.elected, take);
    if (contest.tie) std::ranges::for_each(contest.tie->among, take);
  }
  return names;
}

int open_seats(const Sitting& sitting, std::string_view contest) {
  int seats = 0;
  for (const PollState& poll : sitting.polls) {
    if (const Contest* found = find_contest(poll.ballot, contest)) {
      seats = found->seats;
      break;
    }
  }
  seats -= static_cast<int>(std::ranges::count(sitting.elected, contest, &ElectedPerson::contest));
  for (const PollState& poll : sitting.polls) {
    for (const SeatsSettled& settled : poll.settled) {
      if (settled.contest == contest) seats -= settled.seats;
    }
  }
  return std::max(seats, 0);
}

std::optional<Round> next_round(const Sitting& sitting) {
  if (sitting.polls.empty() || !sitting.polls.back().announced) return std::nullopt;
  if (!sitting.polls.back().outcome->result.poll.valid) return Round::repeat;
  const std::vector<Contest>& contests = sitting.polls.front().ballot.contests;
  const auto ties = [&](const Contest& contest) { return waits_for_tie(sitting, contest); };
  if (std::ranges::any_of(contests, ties)) return Round::tie_break;
  const auto open = [&](const Contest& contest) { return open_seats(sitting, contest.id) > 0; };
  if (std::ranges::any_of(contests, open)) return Round::supplementary;
  return std::nullopt;
}

Ballot round_ballot(const Meeting& meeting, Round round) {
  const Sitting& sitting = current(meeting);
  const PollState& last = sitting.polls.back();
  Ballot ballot = last.ballot;
  if (round == Round::repeat) return ballot;
  ballot.contests.clear();
  for (const Contest& contest : sitting.polls.front().ballot.contests) {
    const PollState& poll = *last_poll_of(sitting, contest.id);
    Contest again = *find_contest(poll.ballot, contest.id);
    if (round == Round::tie_break && waits_for_tie(sitting, contest)) {
      const Tie& tie = *result_of(poll, contest.id)->tie;
      again.candidates = tied_candidates(poll, again, tie);
      again.seats = std::min(tie.seats, open_seats(sitting, contest.id));
      again.write_in_rows = 0;
      ballot.contests.push_back(std::move(again));
    } else if (round == Round::supplementary && open_seats(sitting, contest.id) > 0) {
      again.seats = open_seats(sitting, contest.id);
      again.candidates =
          best_of_the_unelected(meeting, first_counted(sitting), contest, again.seats);
      ballot.contests.push_back(std::move(again));
    }
  }
  const Json method = method_of_round(*sitting.pack, sitting.method_json, to_text(round));
  if (auto resolved = from_json<Method>(method)) ballot.method = *resolved;
  return ballot;
}

namespace {

// A tie is voted on among the tied and nobody else; the floor may name others for empty seats, but
// nobody who is elected already.
Result<> check_round_contest(const Meeting& meeting, const RoundOpened& event,
                             const Ballot& proposed, std::size_t place) {
  const Sitting& sitting = current(meeting);
  const Contest& contest = event.ballot.contests[place];
  const std::string where = pointer_to("/ballot/contests", place);
  const Contest* right = find_contest(proposed, contest.id);
  if (right == nullptr) return invalid("这一轮不选此职务：" + contest.title, where);
  if (contest.seats != right->seats) {
    return invalid("应选名额不对", where + "/seats", std::to_string(right->seats));
  }
  if (event.round == Round::supplementary) {
    for (const Candidate& candidate : contest.candidates) {
      if (is_elected(sitting, candidate)) {
        return fail(ErrorCode::refused, candidate.name + "已经当选，不再列为候选人", where);
      }
      if (is_barred_as_kin(meeting, candidate)) {
        return fail(ErrorCode::refused, candidate.name + "是当选人的近亲属，应当回避", where);
      }
    }
    return {};
  }
  if (contest.write_in_rows != right->write_in_rows) {
    return invalid("另选他人的栏数不对", where + "/write_in_rows",
                   std::to_string(right->write_in_rows));
  }
  if (!(contest.candidates == right->candidates)) {
    return fail(ErrorCode::refused,
                event.round == Round::tie_break ? "再次投票只在得票相等的人中进行"
                                                : "重新投票的候选人须与原选票相同",
                where);
  }
  return {};
}

}  // namespace

Result<> admit(const Meeting& meeting, const RoundOpened& event) {
  HJ_TRY(may_act(meeting, RoundOpened::kName));
  const Sitting& sitting = current(meeting);
  const std::optional<Round> wanted = next_round(sitting);
  if (!wanted) return fail(ErrorCode::refused, "没有需要再次投票的事项");
  if (*wanted != event.round) {
    return fail(ErrorCode::refused, "现在须进行的不是这一种投票", "/round",
                std::string(to_text(*wanted)));
  }
  HJ_TRY(check(event.ballot));
  for (const PollState& poll : sitting.polls) {
    if (poll.ballot.id == event.ballot.id) return invalid("选票编号已经用过", "/ballot/id");
  }
  const Ballot proposed = round_ballot(meeting, event.round);
  if (!(event.ballot.method == proposed.method)) {
    return invalid("选票上的选举办法与本轮应适用的不一致", "/ballot/method",
                   write_json(to_json(proposed.method)));
  }
  if (event.round == Round::repeat && event.ballot.contests.size() != proposed.contests.size()) {
    return invalid("重新投票须选原选票上的全部职务", "/ballot/contests");
  }
  for (std::size_t i = 0; i < event.ballot.contests.size(); ++i) {
    HJ_TRY(check_round_contest(meeting, event, proposed, i));
  }
  for (const Contest& contest : event.ballot.contests) {
    for (const Candidate& candidate : contest.candidates) {
      const auto bytes = parse_id(candidate.person.value_or(""));
      if (!bytes || !has_vote(meeting, VoterId{*bytes})) {
        return fail(ErrorCode::refused, candidate.name + "不在有被选举权的名册上");
      }
    }
  }
  return {};
}

// The papers of the new round begin at the box: heads are counted again, the box is shown again.
void evolve(Meeting& meeting, const RoundOpened& event) {
  Sitting& sitting = current(meeting);
  PollState poll;
  poll.round = event.round;
  poll.ballot = event.ballot;
  sitting.polls.push_back(std::move(poll));
  sitting.step = step_of(sitting.pack->agenda, BoxSealed::kName);
  sitting.acts.clear();
}

namespace {

// A vote by hand on these vacancies: one before the open poll spoke of others. How many must agree
// is a check of the pack.
Result<> must_have_agreed_to_reduce(const Sitting& sitting) {
  const Motion* motion = last_motion(sitting, Topic::seats);
  if (motion == nullptr || motion->polls != sitting.polls.size()) {
    return fail(ErrorCode::refused, "减少名额须经会议举手表决");
  }
  return {};
}

}  // namespace

Result<> admit(const Meeting& meeting, const SeatsSettled& event) {
  HJ_TRY(must_be_open(meeting));
  const Sitting& sitting = current(meeting);
  const PollState* poll = open_poll(sitting);
  if (poll == nullptr || !poll->announced) {
    return fail(ErrorCode::refused, "选举结果尚未宣布，不能减少名额");
  }
  if (next_round(sitting) == Round::tie_break) {
    return fail(ErrorCode::refused, "得票相等的须先再次投票，不能用减少名额来代替");
  }
  const int open = open_seats(sitting, event.contest);
  if (event.seats < 1 || event.seats > open) {
    return invalid("空缺名额不对", "/seats", "1 到 " + std::to_string(open));
  }
  const auto how = enum_from_text<Shortfall>(event.how);
  const std::vector<Shortfall>& allowed = sitting.method->shortfall;
  if (!how || *how == Shortfall::rerun || std::ranges::find(allowed, *how) == allowed.end()) {
    return fail(ErrorCode::refused, "选举办法不许这样处理缺额：" + event.how, "/how");
  }
  if (*how == Shortfall::reduce) HJ_TRY(must_have_agreed_to_reduce(sitting));
  return refuse_blocking(findings_at(meeting, SeatsSettled::kName));
}

void evolve(Meeting& meeting, const SeatsSettled& event) {
  Sitting& sitting = current(meeting);
  open_poll(sitting)->settled.push_back(event);
  note_act(sitting, SeatsSettled::kName);
}

const PollState* find_poll(const Meeting& meeting, std::int64_t outcome_seq) {
  for (const Sitting& sitting : meeting.sittings) {
    for (const PollState& poll : sitting.polls) {
      if (poll.outcome && poll.outcome_seq == outcome_seq) return &poll;
    }
  }
  return nullptr;
}

// A plenary that has opened stands on the winners as they were announced: for the assembly the
// meeting is then over.
CorrectionClass correction_class(const Meeting& meeting, const PollState& poll,
                                 const std::vector<ElectedPerson>& corrected) {
  const Sitting& last = meeting.sittings.back();
  const bool in_session = std::ranges::any_of(
      last.polls, [&](const PollState& each) { return each.outcome_seq == poll.outcome_seq; });
  if (meeting.status == MeetingStatus::closed || !in_session) return CorrectionClass::after_close;
  // The elected stand in order of votes; another order changes nobody.
  const bool same = poll.announced && std::ranges::is_permutation(corrected, *poll.announced);
  return same ? CorrectionClass::unchanged : CorrectionClass::changed;
}

Result<> admit(const Meeting& meeting, const CorrectionMade& event) {
  if (meeting.status != MeetingStatus::closed) HJ_TRY(must_be_open(meeting));
  HJ_TRY(must_be_two(event.agreed_by));
  if (event.reason.empty()) return invalid("更正须写明原因", "/reason");
  const PollState* poll = find_poll(meeting, event.corrects);
  if (poll == nullptr || !poll->announced) {
    return invalid("没有这样一个已宣布的结果", "/corrects");
  }
  CountEntered count;
  count.records = event.records;
  count.totals = event.totals;
  HJ_TRY(check_count(meeting, *poll, count));
  const PollResult result = HJ_TRY(compute_result(meeting, *poll, poll->outcome->poll, count));
  if (!(result == event.result)) return invalid("更正后的结果与重新计算的不一致", "/result");
  const std::vector<ElectedPerson> elected = winners(*poll, result);
  if (!(elected == event.elected)) return invalid("更正后的当选人与结果不一致", "/elected");
  const CorrectionClass right = correction_class(meeting, *poll, elected);
  if (right != event.correction_class) {
    return invalid("更正的类别不对", "/class", std::string(to_text(right)));
  }
  return {};
}

void evolve(Meeting& meeting, const CorrectionMade& event) {
  for (Sitting& sitting : meeting.sittings) {
    for (PollState& poll : sitting.polls) {
      if (!poll.outcome || poll.outcome_seq != event.corrects) continue;
      poll.corrections.push_back(event);
      poll.reported_seq = meeting.seq;
      if (event.correction_class != CorrectionClass::changed) continue;
      std::erase_if(sitting.elected, [&](const ElectedPerson& person) {
        return std::ranges::find(*poll.announced, person) != poll.announced->end();
      });
      poll.announced = event.elected;
      sitting.elected.insert(sitting.elected.end(), event.elected.begin(), event.elected.end());
    }
  }
}

}  // namespace huanjie
