#include "tally/explain.h"

#include <algorithm>

#include "base/text.h"
#include "tally/result_balance.h"

namespace huanjie {
namespace {

using Lines = std::vector<std::string>;

std::string number(std::int64_t value) { return std::to_string(value); }

// "超过半数", "不少于五分之四".
std::string demand_in_words(const std::optional<Ratio>& more_than,
                            const std::optional<Ratio>& at_least) {
  if (more_than) return "超过" + chinese_fraction(*more_than);
  return at_least ? "不少于" + chinese_fraction(*at_least) : std::string();
}

std::string base_in_words(std::string_view base) {
  if (base == "entitled") return "应到会有选举权人数";
  if (base == "present") return "实到会有选举权人数";
  if (base == "voters") return "投票人数";
  if (base == "registered") return "登记选民数";
  return "有效票数";
}

std::string reason_in_words(const std::string& reason) {
  if (reason == "foreign") return "不是本次会议发出的选票";
  if (reason == "defaced") return "写有选举办法禁止的记号";
  if (reason == "illegible") return "无法辨认";
  if (reason == "same_person") return "同一人选在两个职务";
  if (reason == "overvote") return "所选人数多于应选名额";
  return reason;
}

std::string shortfall_in_words(Shortfall shortfall) {
  switch (shortfall) {
    case Shortfall::rerun:   return "就空缺的名额另行选举";
    case Shortfall::reduce:  return "按选举办法减少名额、不再选举";
    case Shortfall::vacancy: return "暂时空缺";
  }
  return {};
}

// Tells one result. The ballot and the poll only make the sentences richer.
class Teller {
 public:
  Teller(const PollResult& result, const ExplainContext& context)
      : result_(result), context_(context) {}

  Lines tell() {
    quorum();
    papers();
    if (!result_.poll.valid) {
      say("本次投票无效，不计票，须重新投票");
      return std::move(lines_);
    }
    for (std::size_t i = 0; i < result_.contests.size(); ++i) contest(i);
    return std::move(lines_);
  }

 private:
  // One sentence; the article that it rests on, where it is known, goes before the full stop.
  void say(const std::string& sentence, std::string_view key = {}) {
    const auto found = context_.articles.find(std::string(key));
    const bool known = found != context_.articles.end() && !found->second.empty();
    lines_.push_back(sentence + (known ? "（依据：" + found->second + "）" : "") + "。");
  }

  const Method* method() const {
    return context_.ballot == nullptr ? nullptr : &context_.ballot->method;
  }

  const Contest* listed(const std::string& contest) const {
    return context_.ballot == nullptr ? nullptr : find_contest(*context_.ballot, contest);
  }

  std::string title(const std::string& contest) const {
    const Contest* found = listed(contest);
    return found == nullptr ? contest : found->title;
  }

  const Candidate* candidate(const std::string& contest, const std::string& id) const {
    const Contest* found = listed(contest);
    return found == nullptr ? nullptr : find_candidate(*found, id);
  }

  std::string name(const std::string& contest, const std::string& id) const {
    if (id.starts_with(kWriteInPrefix)) return id.substr(kWriteInPrefix.size());
    const Candidate* found = candidate(contest, id);
    return found == nullptr ? id : found->name;
  }

  std::string names(const std::string& contest, const std::vector<std::string>& ids) const {
    std::vector<std::string> all;
    for (const std::string& id : ids) all.push_back(name(contest, id));
    return join(all, "、");
  }

  // "按不少于应到会有选举权 57 人的五分之四计算,": empty where the method is not known.
  std::string quorum_demand() const {
    if (method() == nullptr) return {};
    const Quorum& quorum = method()->quorum;
    const std::optional<Ratio>& share = quorum.more_than ? quorum.more_than : quorum.at_least;
    if (!share) return {};
    const std::optional<int> whole =
        context_.poll == nullptr ? std::nullopt : number_of(*context_.poll, quorum.of);
    std::string of = quorum.of == Base::registered ? "登记选民" : "应到会有选举权";
    of += whole ? " " + number(*whole) + " 人" : "人数";
    return "按" + std::string(quorum.more_than ? "超过" : "不少于") + of + "的" +
           chinese_fraction(*share) + "计算，";
  }

  void quorum() {
    const QuorumResult& quorum = result_.quorum;
    std::string who = "到会（参加投票）";
    if (method() != nullptr) {
      who = method()->quorum.of == Base::registered ? "参加投票" : "实到会有选举权";
    }
    say(who + " " + number(quorum.count) + " 人，" + quorum_demand() + "至少须 " +
            number(quorum.needed) + " 人，" +
            (quorum.holds ? "人数符合规定" : "人数不够，选举不能进行"),
        "quorum");
  }

  bool is_void_by(VoidReason reason) const {
    return std::ranges::find(result_.poll.reasons, reason) != result_.poll.reasons.end();
  }

  void papers() {
    const bool above_voters = is_void_by(VoidReason::returned_exceeds_voters);
    const bool above_issued = is_void_by(VoidReason::returned_exceeds_issued);
    if (!above_voters && !above_issued && context_.poll == nullptr) return;
    std::string sentence = "收回选票";
    const Poll none{};
    const Poll& poll = context_.poll == nullptr ? none : *context_.poll;
    if (poll.returned) sentence += " " + number(*poll.returned) + " 张";
    const auto with = [](const std::string& what, const std::optional<int>& value) {
      return value ? what + " " + number(*value) : what;
    };
    if (above_voters) sentence += "，多于投票人数" + with("", poll.voters);
    if (above_issued) sentence += "，多于发出的选票" + with("", poll.issued);
    if (!above_voters && !above_issued) {
      if (poll.issued) sentence += "，发出 " + number(*poll.issued) + " 张";
      if (poll.voters) sentence += "，投票人数 " + number(*poll.voters);
      sentence += result_.poll.valid ? "，收回票数不超过规定，投票有效" : "，收回票数不超过规定";
    }
    say(sentence, "poll_valid");
  }

  void contest(std::size_t index) {
    const ContestResult& contest = result_.contests[index];
    lines_.push_back("【" + title(contest.id) + "】应选 " + number(contest.seats) + " 名");
    sheets(contest);
    base(contest);
    for (const LineResult& line : contest.lines) listed_person(index, line);
    for (const WriteInResult& write_in : contest.write_ins) written_in(contest, write_in);
    if (contest.ignored_write_ins > 0) {
      say("另有 " + number(contest.ignored_write_ins) +
              " 处另选他人写了姓名而不计票（未按规定填写、重复填写，或者写的是候选人）",
          "write_in");
    }
    summary(contest);
    for (const Flag flag : contest.flags) warning(index, flag);
  }

  void sheets(const ContestResult& contest) {
    const SheetCounts& sheets = contest.sheets;
    std::string sentence = "收回选票 " + number(sheets.returned) + " 张，其中有效票 " +
                           number(sheets.valid) + " 张，无效票 " + number(sheets.invalid) + " 张";
    std::vector<std::string> reasons;
    for (const auto& [reason, count] : sheets.invalid_by) {
      if (count > 0) reasons.push_back(reason_in_words(reason) + " " + number(count) + " 张");
    }
    if (!reasons.empty()) sentence += "（" + join(reasons, "，") + "）";
    say(sentence, sheets.invalid_by.contains("overvote") ? "sheet_scope" : "");
  }

  void base(const ContestResult& contest) {
    const BaseResult& base = contest.base;
    if (base.of == "plurality") {
      say("以得赞成票多的当选，不要求达到一定的票数", "elected");
      return;
    }
    std::string sentence =
        "当选票数以" + base_in_words(base.of) + " " + number(base.value.value_or(0)) + " 为基数，";
    if (method() != nullptr) {
      const Elected& elected = method()->elected;
      sentence += "赞成票须" + demand_in_words(elected.more_than, elected.at_least) + "，即";
    }
    say(sentence + "至少 " + number(base.needed) + " 票", "elected");
  }

  // "得 30 票(本职务 25 票,加上较高职务未当选所得的 5 票)": what is held against the threshold.
  static std::string votes(const LineResult& line) {
    if (line.carried == 0) return number(line.approve) + " 票";
    return number(line.approve + line.carried) + " 票（本职务 " + number(line.approve) +
           " 票，加上竞选较高职务未当选所得的 " + number(line.carried) + " 票）";
  }

  void listed_person(std::size_t index, const LineResult& line) {
    const ContestResult& contest = result_.contests[index];
    std::string sentence = name(contest.id, line.candidate) + "：赞成 " + number(line.approve) +
                           " 票、不赞成 " + number(line.oppose) + " 票、弃权 " +
                           number(line.abstain) + " 票";
    if (line.invalid > 0) sentence += "、该栏填写无效 " + number(line.invalid) + " 票";
    if (line.outcome == Outcome::elected_higher) {
      say(sentence + "；已当选" + higher_post(index, line.candidate) + "，不再参加本职务的排名");
      return;
    }
    if (line.carried > 0) sentence += "；合计得 " + votes(line);
    const std::string key = line.carried > 0 ? "carry_down" : "";
    say(sentence + "；" +
            verdict(contest, line.candidate, line.approve + line.carried, line.outcome),
        line.outcome == Outcome::tied ? "tie" : key);
  }

  void written_in(const ContestResult& contest, const WriteInResult& write_in) {
    const std::string id = std::string(kWriteInPrefix) + write_in.name;
    say("另选他人" + write_in.name + "：赞成 " + number(write_in.approve) + " 票；" +
            verdict(contest, id, write_in.approve, write_in.outcome),
        write_in.outcome == Outcome::tied ? "tie" : "");
  }

  std::string higher_post(std::size_t index, const std::string& id) const {
    const std::string& here = result_.contests[index].id;
    const Candidate* self = candidate(here, id);
    if (self == nullptr || !self->person) return "较高的职务";
    for (std::size_t above = 0; above < index; ++above) {
      const ContestResult& higher = result_.contests[above];
      for (const std::string& elected : higher.elected) {
        const Candidate* other = candidate(higher.id, elected);
        if (other != nullptr && other->person == self->person) return title(higher.id);
      }
    }
    return "较高的职务";
  }

  static bool is_by_order(const ContestResult& contest) { return contest.base.of == "plurality"; }

  // How many have more votes, and one.
  static std::int64_t rank(const ContestResult& contest, std::int64_t got) {
    std::int64_t place = 1;
    for (const LineResult& line : contest.lines) {
      const bool ranks = line.outcome != Outcome::elected_higher;
      if (ranks && line.approve + line.carried > got) ++place;
    }
    for (const WriteInResult& write_in : contest.write_ins) {
      if (write_in.approve > got) ++place;
    }
    return place;
  }

  // Where no number of votes has to be reached.
  std::string verdict_by_order(const ContestResult& contest, const std::string& id,
                               std::int64_t got, Outcome outcome) const {
    if (outcome == Outcome::tied) return tied(contest, id);
    if (outcome == Outcome::elected_higher) return "已当选较高的职务";
    if (got == 0) return "没有得赞成票，未当选";
    const bool elected = outcome == Outcome::elected;
    if (contest.seats == 1 && elected) return "得票最多，当选";
    const std::string place = "按得票多少排第 " + number(rank(contest, got)) + " 位，";
    const std::string seats = number(contest.seats) + " 名";
    return place + (elected ? "在应选的 " + seats + "以内，当选" : "应选 " + seats + "，未当选");
  }

  std::string verdict(const ContestResult& contest, const std::string& id, std::int64_t got,
                      Outcome outcome) const {
    if (is_by_order(contest)) return verdict_by_order(contest, id, got, outcome);
    const std::string needed = number(contest.base.needed);
    switch (outcome) {
      case Outcome::elected:
        if (contest.seats == 1) return "达到 " + needed + " 票，得票最多，当选";
        return "达到 " + needed + " 票，得票排在应选的 " + number(contest.seats) + " 名以内，当选";
      case Outcome::tied:           return tied(contest, id);
      case Outcome::passed:         return "达到 " + needed + " 票，但得票更多的人已经占满应选名额，未当选";
      case Outcome::elected_higher: return "已当选较高的职务";
      case Outcome::not_elected:    break;
    }
    if (got >= contest.base.needed) return "未当选";
    return "未达到 " + needed + " 票，差 " + number(contest.base.needed - got) + " 票，未当选";
  }

  std::string tied(const ContestResult& contest, const std::string& id) const {
    if (!contest.tie) return "得票相等，须再次投票";
    std::vector<std::string> others;
    for (const std::string& one : contest.tie->among) {
      if (one != id) others.push_back(one);
    }
    const std::string reached =
        is_by_order(contest) ? "" : "达到 " + number(contest.base.needed) + " 票，但";
    return reached + "与" + names(contest.id, others) + "得票相等，余下的名额只有 " +
           number(contest.tie->seats) + " 名，暂不能确定是否当选";
  }

  void summary(const ContestResult& contest) {
    if (contest.elected.empty()) {
      say("没有人当选");
    } else {
      say("当选 " + number(static_cast<std::int64_t>(contest.elected.size())) +
          " 名，以得票多少为序：" + names(contest.id, contest.elected));
    }
    if (contest.tie) {
      say(names(contest.id, contest.tie->among) + "得票相等，余下的名额 " +
              number(contest.tie->seats) + " 名，须在他们之间再次投票",
          "tie");
    }
    if (contest.vacant == 0) return;
    std::string sentence = "还缺 " + number(contest.vacant) + " 名";
    std::vector<std::string> ways;
    if (method() != nullptr) {
      for (const Shortfall way : method()->shortfall) ways.push_back(shortfall_in_words(way));
    }
    if (!ways.empty()) sentence += "，可以" + join(ways, "，或者");
    say(sentence, "shortfall");
  }

  void warning(std::size_t index, Flag flag) {
    const ContestResult& contest = result_.contests[index];
    switch (flag) {
      case Flag::base_dependent:          base_dependent(contest); break;
      case Flag::needs_eligibility_check: eligibility(contest); break;
      case Flag::awaits_higher_tie:
        say("注意：本职务当选（或得票相等）的人中，有人在较高职务上得票相等、还要再次投票，"
            "本职务的结果要等较高职务定下来才能确定");
        break;
      case Flag::kin_conflict:
        for (const KinConflict& conflict : contest.kin_conflicts) kin(index, conflict);
        break;
      case Flag::no_woman:
        say("注意：当选的全部是男性，而选举办法要求当选人中有妇女，公布前须按选举办法处理",
            "requires_woman");
        break;
    }
  }

  void base_dependent(const ContestResult& contest) {
    const bool by_entitled = contest.base.of == "entitled";
    const std::string other = base_in_words(by_entitled ? "present" : "entitled");
    std::string sentence = "注意：改以" + other;
    const std::optional<int> whole = context_.poll == nullptr ? std::nullopt
                                     : by_entitled            ? context_.poll->present
                                                              : context_.poll->entitled;
    if (whole) sentence += " " + number(*whole) + " ";
    sentence += "为基数，";
    if (whole && method() != nullptr) {
      const std::int64_t needed_then = needed(method()->elected, *whole);
      sentence += "至少须 " + number(needed_then) + " 票，";
      const std::string people = whose_votes_lie_between(contest, needed_then);
      if (!people.empty()) sentence += people + "是否够票随之改变，";
    }
    say(sentence + "本职务的选举结果就会不同；公布前须核对选举办法规定的是哪一个基数", "elected");
  }

  // Whoever passes by one of the two thresholds alone.
  std::string whose_votes_lie_between(const ContestResult& contest,
                                      std::int64_t needed_then) const {
    std::vector<std::string> people;
    for (const LineResult& line : contest.lines) {
      const bool then = line.approve + line.carried >= needed_then;
      if (then != line.passes) people.push_back(name(contest.id, line.candidate));
    }
    for (const WriteInResult& write_in : contest.write_ins) {
      if ((write_in.approve >= needed_then) != write_in.passes) people.push_back(write_in.name);
    }
    return join(people, "、");
  }

  void eligibility(const ContestResult& contest) {
    std::vector<std::string> written;
    const auto collect = [&](const std::vector<std::string>& ids) {
      for (const std::string& id : ids) {
        if (id.starts_with(kWriteInPrefix)) written.push_back(name(contest.id, id));
      }
    };
    collect(contest.elected);
    if (contest.tie) collect(contest.tie->among);
    say("注意：" + join(written, "、") + "是选票上另写的人，公布前须审查是否具备任职资格",
        "write_in");
  }

  // "丁建国(主任)".
  std::string holder(std::size_t index, const std::string& id) const {
    const std::string& contest = result_.contests[index].id;
    return name(contest, id) + "（" + title(contest) + "）";
  }

  bool are_kin(std::size_t higher, const std::string& keep, std::size_t lower,
               const std::string& drop) const {
    const Candidate* first = candidate(result_.contests[higher].id, keep);
    const Candidate* second = candidate(result_.contests[lower].id, drop);
    if (context_.poll == nullptr || first == nullptr || second == nullptr) return true;
    if (!first->person || !second->person) return false;
    return std::ranges::any_of(context_.poll->kin, [&](const auto& pair) {
      return (pair[0] == *first->person && pair[1] == *second->person) ||
             (pair[1] == *first->person && pair[0] == *second->person);
    });
  }

  // The contest where the one who stays is elected: this one or a higher one. Two contests may use
  // one id for two people; then the kin of the poll tell which is meant.
  std::size_t contest_of_keep(std::size_t index, const std::string& keep,
                              const std::string& drop) const {
    for (std::size_t i = 0; i < index; ++i) {
      const std::vector<std::string>& elected = result_.contests[i].elected;
      if (std::ranges::find(elected, keep) != elected.end() && are_kin(i, keep, index, drop)) {
        return i;
      }
    }
    return index;
  }

  void kin(std::size_t index, const KinConflict& conflict) {
    if (conflict.keep && conflict.drop) {
      const std::size_t at = contest_of_keep(index, *conflict.keep, *conflict.drop);
      say("注意：" + holder(at, *conflict.keep) + "与" + holder(index, *conflict.drop) +
              "有应当回避的亲属关系，前者" + (at < index ? "职务较高" : "得票较多") +
              "，保留职务，后者应当回避",
          "kin_avoidance");
      return;
    }
    std::vector<std::string> both;
    for (const std::string& id : conflict.between) both.push_back(holder(index, id));
    say("注意：" + join(both, "与") +
            "有应当回避的亲属关系，两人得票相等，不能按得票多少确定谁回避",
        "kin_avoidance");
  }

  const PollResult& result_;
  const ExplainContext& context_;
  Lines lines_{};
};

Result<> check_ballot(const PollResult& result, const ExplainContext& context) {
  if (context.ballot == nullptr) return {};
  const Ballot& ballot = *context.ballot;
  if (ballot.id != result.ballot) {
    return invalid("选票编号是 " + ballot.id + "，计票结果是另一种选票的", "/id", result.ballot);
  }
  for (const ContestResult& contest : result.contests) {
    const Contest* listed = find_contest(ballot, contest.id);
    const bool fits =
        listed != nullptr && std::ranges::all_of(contest.lines, [&](const auto& line) {
          return find_candidate(*listed, line.candidate) != nullptr;
        });
    if (!fits) {
      return invalid("选票上没有计票结果中的职务或候选人：" + contest.id, "/contests",
                     "计出这个结果的那份选票");
    }
  }
  return {};
}

Result<> check_poll(const PollResult& result, const ExplainContext& context) {
  if (context.poll == nullptr || context.ballot == nullptr) return {};
  const Base of = context.ballot->method.quorum.of == Base::entitled ? Base::present : Base::voters;
  const std::optional<int> count = number_of(*context.poll, of);
  if (!count || *count == result.quorum.count) return {};
  return invalid("到会（参加投票）人数是 " + number(*count), "/" + std::string(to_text(of)),
                 "计票结果中的 " + number(result.quorum.count));
}

}  // namespace

std::expected<std::vector<std::string>, ExplainFailure> explain_or_failure(
    const PollResult& result, const ExplainContext& context) {
  const auto failure = [](ExplainInput input, const Result<>& failed) {
    return std::unexpected(ExplainFailure{input, failed.error()});
  };
  const Result<> numbers = check_result(result);
  if (!numbers) return failure(ExplainInput::result, numbers);
  const Result<> ballot = check_ballot(result, context);
  if (!ballot) return failure(ExplainInput::ballot, ballot);
  const Result<> poll = check_poll(result, context);
  if (!poll) return failure(ExplainInput::poll, poll);
  return Teller(result, context).tell();
}

Result<std::vector<std::string>> explain(const PollResult& result, const ExplainContext& context) {
  auto told = explain_or_failure(result, context);
  if (!told) return std::unexpected(std::move(told).error().error);
  return *std::move(told);
}

}  // namespace huanjie
