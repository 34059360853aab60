#include "tally/sample_poll_test.h"

#include <map>
#include <sstream>

#include "base/text.h"

namespace huanjie {
namespace {

Method strict_method() {
  Method method;
  method.pack = "party-committee-2020";
  method.quorum.at_least = Ratio{4, 5};
  method.poll_valid.returned_at_most = {ReturnedLimit::voters, ReturnedLimit::issued};
  method.elected.of = Base::entitled;
  method.elected.more_than = Ratio{1, 2};
  method.shortfall = {Shortfall::rerun, Shortfall::reduce};
  return method;
}

Seen seen_of(char sign) {
  static const std::map<char, Seen> kSigns{
      {'o', Seen::circle}, {'x', Seen::cross},  {'v', Seen::tick},          {'-', Seen::blank},
      {'#', Seen::filled}, {'/', Seen::struck}, {'?', Seen::contradictory}, {'!', Seen::illegible}};
  return kSigns.at(sign);
}

}  // namespace

Ballot committee_ballot(int seats, const std::vector<std::string>& names) {
  Ballot ballot;
  ballot.id = "b";
  ballot.title = "选票";
  ballot.method = strict_method();
  Contest& contest = ballot.contests.emplace_back();
  contest.id = "committee";
  contest.title = "委员";
  contest.seats = seats;
  contest.write_in_rows = 4;
  for (const std::string& name : names) {
    const std::string id = "c" + std::to_string(contest.candidates.size() + 1);
    contest.candidates.push_back({id, name, {}, {}});
  }
  return ballot;
}

Ballot three_contests() {
  Ballot ballot = committee_ballot(1, {});
  const Candidate first{"", "甲一", "p1", Sex::male};
  const Candidate second{"", "乙二", "p2", Sex::female};
  const Candidate third{"", "丙三", "p3", Sex::male};
  const auto as = [](Candidate candidate, const char* id) {
    candidate.id = id;
    return candidate;
  };
  ballot.contests = {
      {"chair", "主任", 1, 2, Form::box, {as(first, "c1"), as(second, "c2")}},
      {"deputy", "副主任", 1, 2, Form::box, {as(first, "d1"), as(second, "d2")}},
      {"member", "委员", 1, 2, Form::box, {as(first, "m1"), as(second, "m2"), as(third, "m3")}}};
  return ballot;
}

Poll poll_of(int people) {
  Poll poll;
  poll.registered = poll.entitled = poll.present = people;
  poll.voters = poll.issued = poll.returned = people;
  return poll;
}

CastVoteRecord sheet(const std::string& id, const std::string& notation) {
  CastVoteRecord record;
  record.id = id;
  record.invalid = enum_from_text<SheetInvalid>(notation);
  if (record.invalid) return record;
  for (const std::string& part : split(notation, ';')) {
    const std::size_t colon = part.find(':');
    if (colon == std::string::npos) continue;
    ContestSeen& seen = record.contests.emplace_back();
    seen.contest = trimmed(part.substr(0, colon));
    std::istringstream words(part.substr(colon + 1));
    for (std::string word; words >> word;) {
      const Seen mark = seen_of(word.back());
      const std::string name = word.substr(0, word.size() - 2);
      if (name.front() == '+') {
        const int row = static_cast<int>(seen.write_ins.size()) + 1;
        seen.write_ins.push_back({row, name.substr(1), mark});
      } else {
        seen.lines.push_back({name, mark, {}});
      }
    }
  }
  return record;
}

Cvrs pile(const Ballot& ballot, const std::vector<std::string>& sheets) {
  Cvrs cvrs;
  cvrs.ballot = ballot.id;
  for (const std::string& notation : sheets) {
    cvrs.cvrs.push_back(sheet("s" + std::to_string(cvrs.cvrs.size() + 1), notation));
  }
  return cvrs;
}

std::string shown(const Totals& totals, const std::string& contest) {
  const ContestTotals& counted = totals.contests.at(contest);
  std::vector<std::string> words;
  for (const auto& [id, line] : counted.lines) {
    words.push_back(id + " " + std::to_string(line.approve) + "/" + std::to_string(line.oppose) +
                    "/" + std::to_string(line.abstain) + "/" + std::to_string(line.invalid));
  }
  for (const WriteInTotals& write_in : counted.write_ins) {
    words.push_back(write_in.name + " " + std::to_string(write_in.approve));
  }
  if (counted.ignored_write_ins > 0) {
    words.push_back("ignored " + std::to_string(counted.ignored_write_ins));
  }
  for (const auto& [reason, sheets] : counted.invalid_by) {
    words.push_back(reason + " " + std::to_string(sheets));
  }
  return join(words, " ");
}

}  // namespace huanjie
