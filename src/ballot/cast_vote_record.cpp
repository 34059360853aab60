#include "ballot/cast_vote_record.h"

#include <set>
#include <unordered_set>
#include <utility>

#include "ballot/cvrs_reader.h"
#include "base/assert.h"
#include "base/text.h"

namespace huanjie {
namespace {

Json to_json(const LineSeen& line) {
  return line.columns ? huanjie::to_json(*line.columns) : huanjie::to_json(line.box);
}

Json to_json(const ContestSeen& contest) {
  Json lines = Json::object();
  for (const LineSeen& line : contest.lines) lines.set(line.candidate, to_json(line));
  Json json = Json::object();
  json.set("lines", std::move(lines));
  json.set("write_ins", huanjie::to_json(contest.write_ins));
  return json;
}

Result<> read_line(const Json& json, const JsonPath& path, LineSeen& line) {
  if (json.if_object() != nullptr) return huanjie::read(json, path, line.columns.emplace());
  return huanjie::read(json, path, line.box);
}

// The keys that one contest of a record has in JSON.
struct ContestFields {
  Json lines = Json::object();
  std::vector<WriteInSeen> write_ins{};

  static constexpr auto fields() {
    return std::tuple{optional_field("lines", &ContestFields::lines),
                      optional_field("write_ins", &ContestFields::write_ins)};
  }
};

Result<> read_contest(const Json& json, const JsonPath& path, ContestSeen& contest) {
  ContestFields raw;
  HJ_TRY(huanjie::read(json, path, raw));
  contest.write_ins = std::move(raw.write_ins);
  const JsonPath at_lines = path / "lines";
  const Json::Object* lines = raw.lines.if_object();
  if (lines == nullptr) return wrong_kind(at_lines, raw.lines, "对象 {...}");
  contest.lines.reserve(lines->size());
  for (const auto& [candidate, seen] : *lines) {
    HJ_TRY(read_line(seen, at_lines / candidate, contest.lines.emplace_back(LineSeen{candidate})));
  }
  return {};
}

struct RecordFields {
  std::string id{};
  std::optional<SheetInvalid> invalid{};
  Json contests{};

  static constexpr auto fields() {
    return std::tuple{field("id", &RecordFields::id), field("invalid", &RecordFields::invalid),
                      field("contests", &RecordFields::contests)};
  }
};

}  // namespace

Json to_json(const CastVoteRecord& record) {
  Json contests = Json::object();
  for (const ContestSeen& contest : record.contests) {
    contests.set(contest.contest, to_json(contest));
  }
  Json json = Json::object();
  json.set("id", Json(record.id));
  json.set("invalid", to_json(record.invalid));
  json.set("contests", std::move(contests));
  return json;
}

Result<> read(const Json& json, const JsonPath& path, CastVoteRecord& record) {
  RecordFields raw;
  HJ_TRY(read(json, path, raw));
  const JsonPath at_contests = path / "contests";
  const Json::Object* contests = raw.contests.if_object();
  if (contests == nullptr) return wrong_kind(at_contests, raw.contests, "对象 {...}");
  record = {std::move(raw.id), raw.invalid, {}};
  record.contests.reserve(contests->size());
  for (const auto& [contest, seen] : *contests) {
    HJ_TRY(read_contest(seen, at_contests / contest,
                        record.contests.emplace_back(ContestSeen{contest, {}, {}})));
  }
  return {};
}

Result<Cvrs> parse_cvrs(std::string_view text) {
  if (std::optional<Cvrs> cvrs = read_plain_cvrs(text)) return *std::move(cvrs);
  const Json json = HJ_TRY(parse_json(text));
  HJ_TRY(expect_format(json, Cvrs::kFormat));
  return from_json<Cvrs>(json);
}

CandidateIndex::CandidateIndex(const Contest& contest) : contest_(&contest) {
  for (std::size_t i = 0; i < contest.candidates.size(); ++i) {
    positions_.emplace(contest.candidates[i].id, i);
  }
}

std::optional<std::size_t> CandidateIndex::find(std::string_view id, std::size_t expected) const {
  const std::vector<Candidate>& candidates = contest_->candidates;
  if (expected < candidates.size() && candidates[expected].id == id) return expected;
  const auto found = positions_.find(id);
  if (found == positions_.end()) return std::nullopt;
  return found->second;
}

namespace {

std::string known_candidates(const Contest& contest) {
  std::string ids;
  for (const Candidate& candidate : contest.candidates) {
    if (!ids.empty()) ids += " ";
    ids += candidate.id;
  }
  return ids.empty() ? "此职务只填写姓名，没有候选人" : ids;
}

// Holds the records against a ballot. What a record has used is told by its number, so that nothing
// is allocated or cleared for each of fifty thousand.
class Checker {
 public:
  explicit Checker(const Ballot& ballot) : ballot_(ballot), contest_used_(ballot.contests.size()) {
    for (const Contest& contest : ballot.contests) {
      index_.emplace_back(contest);
      line_used_.emplace_back(contest.candidates.size());
    }
  }

  Result<> record(const CastVoteRecord& record, const JsonPath& path) {
    ++now_;
    const JsonPath at_contests = path / "contests";
    for (std::size_t i = 0; i < record.contests.size(); ++i) {
      const ContestSeen& seen = record.contests[i];
      const JsonPath here = at_contests / seen.contest;
      const std::optional<std::size_t> position = contest_at(seen.contest, i);
      if (!position) return invalid("选票上没有这个职务：" + seen.contest, here.text(), contests());
      if (std::exchange(contest_used_[*position], now_) == now_) {
        return invalid("键重复：" + seen.contest, here.text(), "一个职务只写一次");
      }
      HJ_TRY(lines(*position, seen, here / "lines"));
      HJ_TRY(write_ins(*position, seen, here / "write_ins"));
    }
    return {};
  }

 private:
  std::optional<std::size_t> contest_at(std::string_view id, std::size_t expected) const {
    if (expected < ballot_.contests.size() && ballot_.contests[expected].id == id) return expected;
    const Contest* contest = find_contest(ballot_, id);
    if (contest == nullptr) return std::nullopt;
    return static_cast<std::size_t>(contest - ballot_.contests.data());
  }

  std::string contests() const {
    std::string ids;
    for (const Contest& contest : ballot_.contests) {
      if (!ids.empty()) ids += " ";
      ids += contest.id;
    }
    return ids;
  }

  Result<> lines(std::size_t position, const ContestSeen& seen, const JsonPath& path) {
    const Contest& contest = ballot_.contests[position];
    for (std::size_t i = 0; i < seen.lines.size(); ++i) {
      const LineSeen& line = seen.lines[i];
      const std::optional<std::size_t> candidate = index_[position].find(line.candidate, i);
      if (!candidate) {
        return invalid("选票上没有这名候选人：" + line.candidate, (path / line.candidate).text(),
                       known_candidates(contest));
      }
      if (std::exchange(line_used_[position][*candidate], now_) == now_) {
        return invalid("键重复：" + line.candidate, (path / line.candidate).text(),
                       "一名候选人只写一次");
      }
      if (line.columns.has_value() != (contest.form == Form::columns)) {
        return invalid(line.columns ? "此职务每人只有一个填写框" : "此职务分三栏填写",
                       (path / line.candidate).text(),
                       line.columns ? "所见符号，如 \"circle\"" : "如 {\"approve\": \"tick\"}");
      }
    }
    return {};
  }

  Result<> write_ins(std::size_t position, const ContestSeen& seen, const JsonPath& path) {
    const int rows = ballot_.contests[position].write_in_rows;
    std::set<int> used;
    for (std::size_t i = 0; i < seen.write_ins.size(); ++i) {
      const WriteInSeen& write_in = seen.write_ins[i];
      if (write_in.row < 1 || write_in.row > rows) {
        return invalid("选票上没有第 " + std::to_string(write_in.row) + " 行另选他人",
                       (path / i / "row").text(),
                       rows == 0 ? "此职务没有另选他人行" : "1 到 " + std::to_string(rows));
      }
      if (!used.insert(write_in.row).second) {
        return invalid("另选他人第 " + std::to_string(write_in.row) + " 行重复",
                       (path / i / "row").text(), "一行只写一次");
      }
      if (write_in.name && !write_in.name->empty() && has_outer_space(*write_in.name)) {
        return check_name(*write_in.name, (path / i / "name").text());
      }
    }
    return {};
  }

  const Ballot& ballot_;
  std::vector<CandidateIndex> index_{};
  std::size_t now_ = 0;  // the record at hand, from 1
  std::vector<std::size_t> contest_used_;
  std::vector<std::vector<std::size_t>> line_used_{};
};

}  // namespace

Result<> check(const Ballot& ballot, const Cvrs& cvrs) {
  HJ_TRY(check_format(cvrs.format, Cvrs::kFormat));
  if (cvrs.ballot != ballot.id) {
    return invalid("这是另一种选票的单票记录：" + cvrs.ballot, "/ballot", ballot.id);
  }
  Checker checker(ballot);
  std::unordered_set<std::string_view> ids;
  ids.reserve(cvrs.cvrs.size());
  const JsonPath root{};
  const JsonPath at_records = root / "cvrs";
  for (std::size_t i = 0; i < cvrs.cvrs.size(); ++i) {
    const CastVoteRecord& record = cvrs.cvrs[i];
    const JsonPath here = at_records / i;
    if (!ids.insert(record.id).second) {
      return invalid("单票记录编号重复：" + record.id, (here / "id").text(), "每张票一个编号");
    }
    HJ_TRY(checker.record(record, here));
  }
  return {};
}

Choice meaning(const Symbols& symbols, const LineSeen& line) {
  if (!line.columns) return meaning(symbols, line.box);
  const std::array<std::pair<Choice, Seen>, 3> boxes{
      std::pair{Choice::approve, line.columns->approve},
      std::pair{Choice::oppose, line.columns->oppose},
      std::pair{Choice::abstain, line.columns->abstain}};
  int marked = 0;
  Choice own = Choice::invalid;
  for (const auto& [column, seen] : boxes) {
    if (seen == Seen::contradictory || seen == Seen::illegible) return Choice::invalid;
    if (seen == Seen::blank || seen == Seen::struck) continue;
    ++marked;
    own = column;
  }
  if (marked == 0) return symbols.blank;
  return marked == 1 ? own : Choice::invalid;
}

}  // namespace huanjie
