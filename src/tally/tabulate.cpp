#include "tally/tabulate.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/assert.h"

namespace huanjie {
namespace {

// A contest with what is looked up for every sheet.
struct ContestPlan {
  const Contest* contest = nullptr;
  CandidateIndex index;
  std::unordered_map<std::string_view, std::size_t> by_name{};
  std::vector<std::optional<std::size_t>> person{};  // of each candidate, by number

  explicit ContestPlan(const Contest& one) : contest(&one), index(one) {
    for (std::size_t i = 0; i < one.candidates.size(); ++i) {
      by_name.emplace(one.candidates[i].name, i);
    }
  }
};

// What one sheet says in one contest. Kept from sheet to sheet, so that counting allocates nothing.
struct SheetVote {
  std::vector<Choice> lines{};
  std::vector<std::string_view> write_ins{};  // approvals that stand
  int ignored = 0;                            // rows with a name that add none
};

struct ContestCount {
  std::map<std::string, int> invalid_by{};
  std::vector<LineTotals> lines{};
  std::map<std::string, int, std::less<>> write_ins{};
  int ignored_write_ins = 0;
};

class Tabulator {
 public:
  explicit Tabulator(const Ballot& ballot) : method_(ballot.method) {
    std::map<std::string_view, std::size_t> persons;
    for (const Contest& contest : ballot.contests) {
      ContestPlan& plan = plans_.emplace_back(contest);
      for (const Candidate& candidate : contest.candidates) {
        std::optional<std::size_t>& number = plan.person.emplace_back();
        if (!candidate.person) continue;
        const auto [at, is_new] = persons.emplace(*candidate.person, persons.size());
        number = at->second;
        same_person_possible_ = same_person_possible_ || !is_new;
      }
      votes_.emplace_back().lines.resize(contest.candidates.size());
      counts_.emplace_back().lines.resize(contest.candidates.size());
    }
    approved_.resize(persons.size());
  }

  void add(const CastVoteRecord& record) {
    if (record.invalid) {
      for (ContestCount& count : counts_) ++count.invalid_by[std::string(to_text(*record.invalid))];
      return;
    }
    read_sheet(record);
    if (same_person_possible_ && method_.same_person_twice != SamePersonTwice::allow &&
        same_person_makes_invalid()) {
      for (ContestCount& count : counts_) ++count.invalid_by["same_person"];
      return;
    }
    count_sheet();
  }

  Totals totals(const Ballot& ballot) const {
    Totals totals;
    totals.ballot = ballot.id;
    for (std::size_t c = 0; c < plans_.size(); ++c) {
      const Contest& contest = *plans_[c].contest;
      const ContestCount& count = counts_[c];
      ContestTotals& out = totals.contests[contest.id];
      out.invalid_by = count.invalid_by;
      for (std::size_t i = 0; i < contest.candidates.size(); ++i) {
        out.lines[contest.candidates[i].id] = count.lines[i];
      }
      for (const auto& [name, approve] : count.write_ins) out.write_ins.push_back({name, approve});
      out.ignored_write_ins = count.ignored_write_ins;
    }
    return totals;
  }

 private:
  // Rules 4 and 5 for every contest of the sheet; one that it does not name was left blank.
  void read_sheet(const CastVoteRecord& record) {
    for (std::size_t c = 0; c < plans_.size(); ++c) {
      const ContestSeen* seen = nullptr;
      if (c < record.contests.size() && record.contests[c].contest == plans_[c].contest->id) {
        seen = &record.contests[c];
      } else {
        const auto found =
            std::ranges::find(record.contests, plans_[c].contest->id, &ContestSeen::contest);
        if (found != record.contests.end()) seen = &*found;
      }
      SheetVote& vote = votes_[c];
      std::ranges::fill(vote.lines, method_.symbols.blank);
      vote.write_ins.clear();
      vote.ignored = 0;
      if (seen == nullptr) continue;
      for (std::size_t i = 0; i < seen->lines.size(); ++i) {
        const std::optional<std::size_t> at = plans_[c].index.find(seen->lines[i].candidate, i);
        HJ_ASSERT(at.has_value());
        vote.lines[*at] = meaning(method_.symbols, seen->lines[i]);
      }
      if (!seen->write_ins.empty()) read_write_ins(plans_[c], seen->write_ins, vote);
    }
  }

  // A row left blank is judged by needs_mark alone, whatever the method lets a blank line mean: a
  // name with no mark is another question than a printed name with no mark.
  bool approves(Seen seen) const {
    if (seen == Seen::blank) return !method_.write_in.needs_mark;
    return meaning(method_.symbols, seen) == Choice::approve;
  }

  // Rule 5. The names that stand are put into `vote`; the lines of listed people written in change.
  void read_write_ins(const ContestPlan& plan, const std::vector<WriteInSeen>& rows,
                      SheetVote& vote) {
    std::vector<const WriteInSeen*> named;
    for (const WriteInSeen& row : rows) {
      if (row.name && !row.name->empty()) named.push_back(&row);
    }
    vote.ignored = static_cast<int>(named.size());
    if (!method_.write_in.allowed) return;
    std::ranges::sort(named, {}, &WriteInSeen::row);
    for (const WriteInSeen* row : named) {
      if (!approves(row->seen)) continue;
      const std::string_view name = *row->name;
      const auto listed = plan.by_name.find(name);
      if (listed != plan.by_name.end()) {
        Choice& line = vote.lines[listed->second];
        if (line != Choice::approve) line = Choice::invalid;
      } else if (std::ranges::find(vote.write_ins, name) == vote.write_ins.end()) {
        vote.write_ins.push_back(name);
      }
    }
    if (method_.write_in.after_opposing) {
      const auto opposed = static_cast<std::size_t>(std::ranges::count(vote.lines, Choice::oppose));
      if (vote.write_ins.size() > opposed) vote.write_ins.resize(opposed);
    }
    vote.ignored -= static_cast<int>(vote.write_ins.size());
  }

  // Rule 6: true where the sheet is invalid for it; with higher_only the lower line abstains.
  bool same_person_makes_invalid() {
    ++sheet_;
    for (std::size_t c = 0; c < plans_.size(); ++c) {
      for (std::size_t i = 0; i < votes_[c].lines.size(); ++i) {
        const std::optional<std::size_t> person = plans_[c].person[i];
        if (!person || votes_[c].lines[i] != Choice::approve) continue;
        if (std::exchange(approved_[*person], sheet_) != sheet_) continue;
        if (method_.same_person_twice == SamePersonTwice::invalid_sheet) return true;
        votes_[c].lines[i] = Choice::abstain;
      }
    }
    return false;
  }

  bool is_overvoted(std::size_t c) const {
    const auto approvals = std::ranges::count(votes_[c].lines, Choice::approve) +
                           static_cast<std::ptrdiff_t>(votes_[c].write_ins.size());
    return approvals > plans_[c].contest->seats;
  }

  // Rules 7 and 8.
  void count_sheet() {
    bool whole_sheet = false;
    if (method_.sheet_scope == SheetScope::sheet) {
      for (std::size_t c = 0; c < plans_.size(); ++c) whole_sheet = whole_sheet || is_overvoted(c);
    }
    for (std::size_t c = 0; c < plans_.size(); ++c) {
      ContestCount& count = counts_[c];
      if (whole_sheet || is_overvoted(c)) {
        ++count.invalid_by["overvote"];
        continue;
      }
      for (std::size_t i = 0; i < count.lines.size(); ++i) {
        LineTotals& line = count.lines[i];
        switch (votes_[c].lines[i]) {
          case Choice::approve: ++line.approve; break;
          case Choice::oppose:  ++line.oppose; break;
          case Choice::abstain: ++line.abstain; break;
          case Choice::invalid: ++line.invalid; break;
        }
      }
      for (const std::string_view name : votes_[c].write_ins) {
        const auto found = count.write_ins.find(name);
        if (found != count.write_ins.end()) {
          ++found->second;
        } else {
          count.write_ins.emplace(name, 1);
        }
      }
      count.ignored_write_ins += votes_[c].ignored;
    }
  }

  const Method& method_;
  std::vector<ContestPlan> plans_{};
  std::vector<SheetVote> votes_{};
  std::vector<ContestCount> counts_{};
  bool same_person_possible_ = false;
  std::size_t sheet_ = 0;
  std::vector<std::size_t> approved_{};  // by person: the last sheet that approved them
};

}  // namespace

Totals tabulate(const Ballot& ballot, const Cvrs& cvrs) {
  Tabulator tabulator(ballot);
  for (const CastVoteRecord& record : cvrs.cvrs) tabulator.add(record);
  return tabulator.totals(ballot);
}

Totals add(const Totals& first, const Totals& second) {
  HJ_ASSERT(first.ballot == second.ballot);
  Totals sum = first;
  for (const auto& [id, more] : second.contests) {
    ContestTotals& contest = sum.contests[id];
    for (const auto& [reason, sheets] : more.invalid_by) contest.invalid_by[reason] += sheets;
    for (const auto& [candidate, line] : more.lines) {
      LineTotals& total = contest.lines[candidate];
      total.approve += line.approve;
      total.oppose += line.oppose;
      total.abstain += line.abstain;
      total.invalid += line.invalid;
    }
    std::map<std::string, int> names;
    for (const WriteInTotals& write_in : contest.write_ins)
      names[write_in.name] += write_in.approve;
    for (const WriteInTotals& write_in : more.write_ins) names[write_in.name] += write_in.approve;
    contest.write_ins.clear();
    for (const auto& [name, approve] : names) contest.write_ins.push_back({name, approve});
    contest.ignored_write_ins += more.ignored_write_ins;
  }
  return sum;
}

}  // namespace huanjie
