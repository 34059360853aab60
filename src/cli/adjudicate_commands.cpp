#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>

#include "app/system.h"
#include "base/id.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/review.h"
#include "scan/adjudicate.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

struct AdjudicateOptions {
  std::string readings{};
  std::string decisions{};
  std::string ballot{};
  std::string out{};
  bool overwrite = false;
};

std::string words_for(MarkColumn column) {
  switch (column) {
    case MarkColumn::approve: return "赞成栏";
    case MarkColumn::oppose:  return "不赞成栏";
    case MarkColumn::abstain: return "弃权栏";
  }
  return {};
}

// A candidate by name where the ballot was given, else by id.
std::string candidate_words(const std::optional<Ballot>& ballot, const OpenItem& item) {
  if (!ballot) return item.candidate;
  const Contest* contest = find_contest(*ballot, item.contest);
  const Candidate* candidate =
      contest == nullptr ? nullptr : find_candidate(*contest, item.candidate);
  return candidate == nullptr ? item.candidate : candidate->name;
}

std::string contest_words(const std::optional<Ballot>& ballot, const std::string& id) {
  const Contest* contest = ballot ? find_contest(*ballot, id) : nullptr;
  return contest == nullptr ? id : contest->title;
}

std::string line_for(const OpenItem& item, const std::optional<Ballot>& ballot) {
  std::string line = item.sheet + "（" + item.source + " 第" + std::to_string(item.page) + "页）";
  if (!item.contest.empty()) {
    line += contest_words(ballot, item.contest) + " ";
    line +=
        item.row > 0 ? "另选第" + std::to_string(item.row) + "行" : candidate_words(ballot, item);
    if (item.column) line += " " + words_for(*item.column);
    line += "，像是" + words_for(item.seen);
  }
  return line + "：" + item.why;
}

// What a sheet with too many approvals or a person twice would be, for the scrutineers to see
// before the result.
void tell_invalid(const Ballot& ballot, const Cvrs& cvrs) {
  for (const CastVoteRecord& record : cvrs.cvrs) {
    if (record.invalid) {
      std::fprintf(stderr, "无效票 %s：整张决定为无效\n", record.id.c_str());
      continue;
    }
    for (const Contest& contest : ballot.contests) {
      const auto seen = std::ranges::find(record.contests, contest.id, &ContestSeen::contest);
      if (seen == record.contests.end()) continue;
      int approvals = 0;
      for (const LineSeen& line : seen->lines) {
        approvals += meaning(ballot.method.symbols, line) == Choice::approve ? 1 : 0;
      }
      for (const WriteInSeen& row : seen->write_ins) approvals += row.name ? 1 : 0;
      if (approvals > contest.seats) {
        std::fprintf(stderr, "请监票人看 %s：%s 赞成和另选 %d 名，应选 %d 名，多选的票无效\n",
                     record.id.c_str(), contest.title.c_str(), approvals, contest.seats);
      }
    }
  }
}

// Random ids in random order: nothing of the pile's order stays.
void shuffle(Cvrs& cvrs) {
  RandomIds ids;
  for (CastVoteRecord& record : cvrs.cvrs) record.id = to_text(Id<CastVoteRecord>{ids.next()});
  std::ranges::sort(cvrs.cvrs, {}, &CastVoteRecord::id);
}

int run_adjudicate(const AdjudicateOptions& options) {
  const Result<std::string> readings_text = read_file(options.readings);
  if (!readings_text.has_value()) return report(readings_text.error());
  const Result<Readings> readings = parse_readings(*readings_text);
  if (!readings.has_value()) return report(readings.error(), options.readings);
  Decisions decisions;
  decisions.ballot = readings->ballot;
  if (!options.decisions.empty()) {
    const Result<std::string> text = read_file(options.decisions);
    if (!text.has_value()) return report(text.error());
    Result<Decisions> parsed = parse_decisions(*text);
    if (!parsed.has_value()) return report(parsed.error(), options.decisions);
    decisions = *std::move(parsed);
  }
  std::optional<Ballot> ballot;
  if (!options.ballot.empty()) {
    const Result<std::string> text = read_file(options.ballot);
    if (!text.has_value()) return report(text.error());
    Result<Ballot> parsed = parse_ballot(*text);
    if (!parsed.has_value()) return report(parsed.error(), options.ballot);
    ballot = *std::move(parsed);
  }
  Result<Adjudication> result = adjudicate(*readings, decisions);
  if (!result.has_value()) return report(result.error(), options.decisions);
  if (!result->open.empty()) {
    std::fprintf(stderr, "还有 %zu 处没有决定，要紧的在前：\n", result->open.size());
    for (const OpenItem& item : result->open)
      std::fprintf(stderr, "%s\n", line_for(item, ballot).c_str());
    return kExitFailed;
  }
  Cvrs cvrs;
  cvrs.ballot = decisions.ballot;
  cvrs.cvrs = std::move(result->records);
  if (ballot) {
    const Result<> sound = check(*ballot, cvrs);
    if (!sound.has_value()) return report(sound.error(), options.ballot);
    tell_invalid(*ballot, cvrs);
  }
  shuffle(cvrs);
  const Result<> written =
      write_out(options.out, write_pretty_json(to_json(cvrs)), options.overwrite);
  if (!written.has_value()) return report(written.error(), options.out);
  std::fprintf(stderr, "共 %zu 张票的记录，拿出 %d 页\n", cvrs.cvrs.size(), result->set_aside);
  return kExitDone;
}

}  // namespace

void add_adjudicate_commands(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<AdjudicateOptions>();
  CLI::App* command = app.add_subcommand("adjudicate", "把没有把握的标记由人决定，写出单票记录");
  command->add_option("--readings", options->readings, "读票的结果 readings.json")->required();
  command->add_option("--decisions", options->decisions,
                      "两人以上作的决定 decisions.json；不写就只列出要决定的");
  command->add_option("--ballot", options->ballot, "选票 ballot.json：按姓名列出，并列出多选的票");
  command->add_option("--out", options->out, "单票记录写到哪个文件")->required();
  command->add_flag("--overwrite", options->overwrite, "已有同名文件时覆盖它");
  command->callback([options, &exit_code] { exit_code = run_adjudicate(*options); });
}

}  // namespace huanjie
