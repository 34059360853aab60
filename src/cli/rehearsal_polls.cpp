#include <algorithm>
#include <numeric>

#include "cli/rehearsal.h"
#include "tally/tally.h"

namespace huanjie {

int Rehearsal::share(int percent) const { return (field_.sheets * percent + 50) / 100; }

// The votes that elect, whatever the base of the pack: the largest base is everybody with the vote.
int Rehearsal::threshold() const { return plan_.members / 2 + 1; }

namespace {

// What is left for the others when the best have theirs.
void fill_rest(std::vector<int>& votes, std::size_t from, int sheets, int seats) {
  const int used = std::accumulate(votes.begin(), votes.begin() + static_cast<long>(from), 0);
  for (std::size_t i = from; i < votes.size(); ++i) {
    const int room = (seats * sheets - used) / static_cast<int>(votes.size() - from);
    votes[i] = std::max(0, std::min(sheets / 5, room) - static_cast<int>(i - from));
  }
}

}  // namespace

// By rank; put into ballot order when a pile is made.
Rehearsal::Approvals Rehearsal::plain_approvals() const {
  Approvals approvals;
  for (const auto& [id, people] : field_.standing) {
    std::vector<int> votes(people.size());
    const auto seats = static_cast<std::size_t>(field_.seats.at(id));
    for (std::size_t i = 0; i < seats && i < votes.size(); ++i) {
      votes[i] = std::max(threshold(), share(90 - static_cast<int>(i)));
    }
    fill_rest(votes, std::min(seats, votes.size()), field_.sheets, field_.seats.at(id));
    approvals[id] = std::move(votes);
  }
  return approvals;
}

Rehearsal::Approvals Rehearsal::turned_approvals() const {
  Approvals approvals = plain_approvals();
  std::vector<int>& last = approvals[field_.standing.back().first];
  const int seats = field_.seats.at(field_.standing.back().first);
  const auto edge = static_cast<std::size_t>(seats - 1);
  switch (plan_.turn) {
    case Turn::tie:
      for (std::size_t i = 0; i < edge; ++i) last[i] = std::max(threshold(), share(80));
      last[edge] = last[edge + 1] = std::max(threshold(), share(58));
      std::fill(last.begin() + static_cast<long>(edge) + 2, last.end(), 0);
      break;
    case Turn::supplementary:
    case Turn::reduced:
      last[edge] = share(30);
      fill_rest(last, edge + 1, field_.sheets, seats);
      break;
    case Turn::write_in:
      last[edge] = share(10);
      std::fill(last.begin() + static_cast<long>(edge) + 1, last.end(), share(3));
      break;
    case Turn::correction_changed:  // the first count took the one for the other
      last[edge] = share(12);
      last[edge + 1] = std::max(threshold(), share(70));
      std::fill(last.begin() + static_cast<long>(edge) + 2, last.end(), 0);
      break;
    case Turn::carried:
      approvals["chair"] = {share(47), share(45)};
      approvals["deputy"] = {share(35), share(30)};
      break;
    default: break;
  }
  return approvals;
}

Ballot Rehearsal::ballot() const {
  Ballot ballot;
  ballot.id = ballot_id_;
  ballot.title = ballot_id_;
  ballot.contests = on_ballot_;
  ballot.method = method_;
  return ballot;
}

namespace {

// A rank's votes on the line where the ballot has that name.
std::vector<int> in_ballot_order(const Contest& contest, const Names& ranked,
                                 const std::vector<int>& votes) {
  std::vector<int> ordered;
  for (const Candidate& candidate : contest.candidates) {
    const auto rank = std::ranges::find(ranked, candidate.name) - ranked.begin();
    ordered.push_back(votes.at(static_cast<std::size_t>(rank)));
  }
  return ordered;
}

}  // namespace

std::string Rehearsal::write_records(const std::string& name, const Approvals& approvals) {
  std::vector<PileContest> piles;
  for (const Contest& one : on_ballot_) {
    const auto ranked =
        std::ranges::find(field_.standing, one.id, &std::pair<std::string, Names>::first);
    PileContest pile;
    pile.contest = &one;
    pile.approvals = in_ballot_order(one, ranked->second, approvals.at(one.id));
    const bool writes = is(Turn::write_in) && rounds_ == 0 && &one == &on_ballot_.back();
    if (writes) pile.write_ins.emplace_back(write_in_, std::max(threshold(), share(65)));
    piles.push_back(std::move(pile));
  }
  const Cvrs pile = invented_pile(dice_, ballot_id_, field_.sheets, piles);
  const std::string path = "polls/" + name + ".json";
  files_[path] = write_pretty_json(to_json(pile));
  return path;
}

// Hand-out to return. Three papers are kept for the file; one in forty is spoiled and replaced.
void Rehearsal::paper_acts(int returned) {
  const int spoiled = field_.sheets / 40;
  const int printed = field_.sheets + spoiled + 5;
  act(PapersAct{PaperAct::print, printed, two()});
  act(PapersAct{PaperAct::issue, field_.sheets, two()});
  if (spoiled > 0) act(PapersAct{PaperAct::spoil, spoiled, two()});
  act(LeftOverAct{3, 2, two()});
  act(CloseVotingAct{0});
  act(PapersAct{PaperAct::returned, returned, two()});
}

void Rehearsal::hand_counts(const Cvrs& pile) {
  const Ballot paper = ballot();
  const Result<Totals> totals = totals_of(paper, pile);
  if (!totals) return;
  std::map<std::string, HandContest> hand;
  for (const Contest& one : on_ballot_) {
    const ContestTotals& counted = totals->contests.at(one.id);
    HandContest& into = hand[one.id];
    into.invalid_by = counted.invalid_by;
    into.write_ins = counted.write_ins;
    into.ignored_write_ins = counted.ignored_write_ins;
    for (const Candidate& candidate : one.candidates) {
      into.lines[candidate.name] = counted.lines.at(candidate.id);
    }
  }
  act(CountAct{"", "", hand, first_pair()});
  if (is(Turn::hand_difference)) {
    // A stroke written against the wrong column, found because two counts must agree.
    std::map<std::string, HandContest> wrong = hand;
    LineTotals& line = wrong.begin()->second.lines.begin()->second;
    const bool has_oppose = line.oppose > 0;
    (has_oppose ? line.oppose : line.abstain) -= 1;
    (has_oppose ? line.abstain : line.oppose) += 1;
    act(CountAct{"", "", wrong, second_pair()});
  }
  act(CountAct{"", "", hand, second_pair()});
}

void Rehearsal::count(const Approvals& approvals) {
  const std::string path = write_records(ballot_id_, approvals);
  if (is(Turn::hand_count) || is(Turn::hand_difference)) {
    const Result<Cvrs> pile = parse_cvrs(files_.at(path));
    files_.erase(path);
    if (pile) hand_counts(*pile);
    return;
  }
  act(CountAct{path, "", {}, two()});
}

void Rehearsal::certify_and_announce() {
  act(CertifyAct{two()});
  if (is(Turn::write_in) && rounds_ == 0) {
    act(EligibilityAct{write_in_, write_in_, true, "", two()});
  }
  act(AnnounceAct{});
}

void Rehearsal::hold_poll(const Approvals& approvals) {
  paper_acts(field_.sheets);
  count(approvals);
  certify_and_announce();
}

// One paper too many came out of the box: void, and the whole poll again.
void Rehearsal::void_poll() {
  paper_acts(field_.sheets + 1);
  act(CertifyAct{two()});
  act(AnnounceAct{});
  another_round(Round::repeat, on_ballot_, plain_approvals());
}

void Rehearsal::another_round(Round round, const std::vector<Contest>& contests,
                              const Approvals& approvals) {
  ++rounds_;
  ballot_id_ = "round-" + std::to_string(rounds_ + 1);
  on_ballot_ = contests;
  RoundAct event;
  event.round = round;
  event.ballot = ballot_id_;
  event.title = course_.organisation + "选票（第" + std::to_string(rounds_ + 1) + "轮）";
  act(event);
  const bool again = std::ranges::any_of(pack_.agenda.steps, [](const AgendaStep& step) {
    const auto has = [&](const char* name) {
      return std::ranges::find(step.acts, name) != step.acts.end();
    };
    return has("heads_counted") && has("box_sealed");
  });
  if (again) act(HeadsAct{field_.present, two()});
  act(BoxAct{"1", two()});
  hold_poll(approvals);
}

// What the turn left open.
void Rehearsal::after_first_poll() {
  const auto& [id, people] = field_.standing.back();
  const auto edge = static_cast<std::size_t>(field_.seats.at(id) - 1);
  Contest again = on_ballot_.back();
  again.seats = 1;
  const auto keep = [&](Contest& one, const Names& names) {
    std::erase_if(one.candidates, [&](const Candidate& candidate) {
      return std::ranges::find(names, candidate.name) == names.end();
    });
  };
  Approvals votes{{id, std::vector<int>(people.size(), 0)}};
  if (is(Turn::tie)) {
    keep(again, {people[edge], people[edge + 1]});
    votes[id][edge] = share(55);
    votes[id][edge + 1] = share(35);
    again.write_in_rows = 0;
    another_round(Round::tie_break, {again}, votes);
  } else if (is(Turn::supplementary)) {
    keep(again, {people[edge], people[edge + 1]});
    votes[id][edge] = std::max(threshold(), share(85));
    votes[id][edge + 1] = std::min(share(10), field_.sheets - votes[id][edge]);
    another_round(Round::supplementary, {again}, votes);
  } else if (is(Turn::kin)) {
    keep(again, {people[static_cast<std::size_t>(field_.seats.at(id))]});
    votes[id][static_cast<std::size_t>(field_.seats.at(id))] = share(80);
    another_round(Round::supplementary, {again}, votes);
  } else if (is(Turn::carried)) {
    Contest chair = on_ballot_.front();
    const Names& chairs = field_.standing.front().second;
    keep(chair, {chairs[1]});
    another_round(Round::supplementary, {chair}, {{"chair", {0, share(80)}}});
  } else if (is(Turn::reduced)) {
    settle_seats();
  } else if (is(Turn::correction_unchanged)) {
    correct(-1);
  } else if (is(Turn::correction_changed)) {
    correct(0);
  }
}

void Rehearsal::settle_seats() {
  act(HandsAct{Topic::seats, field_.present, 0, 0});
  act(SettleSeatsAct{field_.standing.back().first, "reduce", 1});
}

// A second look at the pile of the first poll. shift: the first-ranked has that many approvals
// more; none: the pile says what it should have said at once.
void Rehearsal::correct(int shift) {
  std::swap(field_, first_);
  Approvals right = plain_approvals();
  if (shift != 0) right[field_.standing.back().first][0] += shift;
  const int rounds = std::exchange(rounds_, 0);
  ballot_id_ = "first";
  on_ballot_ = contests();
  CorrectAct event;
  event.ballot = ballot_id_;
  event.reason = "复核选票时发现唱票有误";
  event.agreed_by = two();
  event.records = write_records("first-corrected", right);
  act(event);
  rounds_ = rounds;
  std::swap(field_, first_);
}

// The secretary from the first of the elected, deputies after; in a team of three everybody stands
// and staff of the office watch and count.
void Rehearsal::plenary() {
  ++rounds_;
  const auto& [id, ranked] = field_.standing.front();
  Names team(ranked.begin(), ranked.begin() + field_.seats.at(id));
  if (is(Turn::write_in)) team.back() = write_in_;
  if (is(Turn::reduced)) team.pop_back();
  const auto size = static_cast<int>(team.size());
  const int deputies = is(Turn::plenary_of_three) ? 2 : size >= 3 ? 1 : 0;
  field_.sheets = field_.present = size;
  act(PlenaryAct{course_.organisation + "第一次全体会议", team.front()});
  field_.scrutineers = {size >= 4 ? team[static_cast<std::size_t>(size) - 1] : "街办周明"};
  field_.tellers = {size >= 5 ? team[static_cast<std::size_t>(size) - 2] : "街办郑芳"};
  field_.titles = {{"secretary", "书记"}, {"deputy", "副书记"}};
  field_.seats = {{"secretary", 1}, {"deputy", deputies}};
  field_.standing = {{"secretary", {team[0]}}};
  if (deputies > 0)
    field_.standing.push_back({"deputy", Names(team.begin() + 1, team.begin() + 1 + deputies)});
  for (const AgendaStep& step : plenary_pack_->agenda.steps) {
    for (const std::string& name : step.acts) {
      if (name == "candidates_announced") {
        announce_candidates();
        auto& announced = std::get<CandidatesAct>(course_.acts.back().body);
        announced.ballot = ballot_id_ = "plenary";
        announced.title = "书记、副书记选票";
        announced.order_reason = "按上级党组织批准的顺序";
      } else if (name == "papers_issued") {
        Approvals all;
        for (const auto& [post, people] : field_.standing)
          all[post] = std::vector<int>(people.size(), size);
        paper_acts(field_.sheets);
        act(CountAct{write_records(ballot_id_, all), "", {}, two()});
        act(CertifyAct{two()});
        act(AnnounceAct{});
      } else if (name != "motion_decided:exclusions" && name != "voter_checked_in") {
        static_cast<void>(opening(name) || candidates_and_box(name));
      }
    }
  }
  act(StatementAct{StatementKind::statement, team.front(),
                   "感谢全体党员的信任，一定把开门一件事办好。"});
  act(StatementAct{StatementKind::pledge, team.front(), "三个月内完成小区路灯改造。"});
}

}  // namespace huanjie
