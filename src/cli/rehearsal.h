#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/course.h"
#include "cli/invented.h"
#include "cli/rehearse.h"
#include "roster/roster.h"
#include "rules/pack.h"

namespace huanjie {

// Builds the course of one rehearsed meeting by walking its pack's agenda, people and piles with
// it.
class Rehearsal {
 public:
  Rehearsal(const RehearsalPlan& plan, const Pack& pack, const Pack* plenary, std::int64_t seed);

  void build();
  const Course& course() const { return course_; }
  const Roster& roster() const { return roster_; }
  const std::map<std::string, std::string>& files() const { return files_; }

 private:
  // Approvals in ballot order, by contest.
  using Approvals = std::map<std::string, std::vector<int>>;

  void head_of_course();
  void invent_people();
  void choose_candidates();
  bool opening(const std::string& act);
  bool candidates_and_box(const std::string& act);
  bool papers(const std::string& act);
  void one_act(const std::string& act);
  void check_in();
  void officers();
  void announce_candidates();
  void leave_early();

  void hold_poll(const Approvals& approvals);
  void void_poll();
  void another_round(Round round, const std::vector<Contest>& contests, const Approvals& approvals);
  void paper_acts(int returned);
  void count(const Approvals& approvals);
  void hand_counts(const Cvrs& pile);
  void certify_and_announce();
  void after_first_poll();
  void settle_seats();
  void correct(int shift);
  void plenary();
  void closing();

  void act(ActBody body);
  bool is(Turn turn) const { return plan_.turn == turn; }
  std::vector<Contest> contests() const;
  Contest contest(const std::string& id, const std::string& title, const Names& people) const;
  Ballot ballot() const;
  std::string write_records(const std::string& name, const Approvals& approvals);
  Approvals plain_approvals() const;
  Approvals turned_approvals() const;
  int share(int percent) const;
  int threshold() const;
  Names two() const { return {field_.scrutineers.front(), field_.tellers.front()}; }
  // Two pairs count by hand, each with one who answers for the count.
  Names first_pair() const { return {field_.scrutineers.front(), course_.recorder}; }
  Names second_pair() const { return {field_.tellers.front(), course_.chair}; }

  // Who stands for what, and who watches; the plenary has its own.
  struct Field {
    std::vector<std::pair<std::string, Names>> standing{};  // contest id -> candidates, ranked
    std::map<std::string, std::string> titles{};
    std::map<std::string, int> seats{};
    Names scrutineers{};
    Names tellers{};
    int present = 0;
    int sheets = 0;
  };

  RehearsalPlan plan_;
  const Pack& pack_;
  const Pack* plenary_pack_;
  Dice dice_;
  Method method_{};
  Course course_{};
  Roster roster_{};
  std::map<std::string, std::string> files_{};
  Field field_{};
  Field first_{};  // the first poll's, once it was held
  Names absent_{};
  std::string write_in_{};
  std::string ballot_id_{};
  std::vector<Contest> on_ballot_{};
  int rounds_ = 0;
  int minute_ = 9 * 60;  // of the day, at which the next act happens
  bool closed_ = false;
};

}  // namespace huanjie
