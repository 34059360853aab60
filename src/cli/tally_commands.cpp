#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/builtin_packs.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "tally/explain.h"
#include "tally/tally.h"

namespace huanjie {
namespace {

// What could not be done, and the file that it lies in.
struct FileError {
  std::string file{};
  Error error{};
};

template <class T>
using Expected = std::expected<T, FileError>;

template <class T>
Expected<T> in_file(Result<T> result, const std::string& file) {
  if (!result.has_value()) return std::unexpected(FileError{file, std::move(result).error()});
  return *std::move(result);
}

template <class T>
Expected<T> load(const std::string& file, Result<T> (*parse)(std::string_view)) {
  const Result<std::string> text = read_file(file);
  // Its place is the file itself, which report() names.
  if (!text.has_value()) {
    return std::unexpected(
        FileError{file, {text.error().code, text.error().message, {}, text.error().expected}});
  }
  return in_file(parse(*text), file);
}

int report(const FileError& failed) { return huanjie::report(failed.error, failed.file); }

struct TallyOptions {
  std::string ballot{};
  std::string poll{};
  std::string cvrs{};
  std::string totals{};
  std::string out{};
  bool overwrite = false;
};

Expected<PollResult> placed(std::expected<PollResult, TallyFailure> result,
                            const TallyOptions& options) {
  if (result.has_value()) return *std::move(result);
  TallyFailure failure = std::move(result).error();
  const std::string& count = options.cvrs.empty() ? options.totals : options.cvrs;
  const std::string& file = failure.input == TallyInput::ballot ? options.ballot
                            : failure.input == TallyInput::poll ? options.poll
                                                                : count;
  return std::unexpected(FileError{file, std::move(failure.error)});
}

Expected<PollResult> count(const TallyOptions& options) {
  const Expected<Ballot> ballot = load(options.ballot, parse_ballot);
  if (!ballot.has_value()) return std::unexpected(ballot.error());
  const Expected<Poll> poll = load(options.poll, parse_poll);
  if (!poll.has_value()) return std::unexpected(poll.error());
  if (!options.cvrs.empty()) {
    const Expected<Cvrs> cvrs = load(options.cvrs, parse_cvrs);
    if (!cvrs.has_value()) return std::unexpected(cvrs.error());
    return placed(tally_or_failure(*ballot, *poll, *cvrs), options);
  }
  const Expected<Totals> totals = load(options.totals, parse_totals);
  if (!totals.has_value()) return std::unexpected(totals.error());
  return placed(tally_or_failure(*ballot, *poll, *totals), options);
}

int run_tally(const TallyOptions& options) {
  if (options.cvrs.empty() == options.totals.empty()) {
    std::fprintf(stderr, "huanjie tally: --cvrs 与 --totals 须给出一个，且只能给出一个\n");
    return kExitUsage;
  }
  const Expected<PollResult> result = count(options);
  if (!result.has_value()) return report(result.error());
  const std::string text = write_pretty_json(to_json(*result));
  if (options.out.empty()) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    return std::fflush(stdout) == 0 ? kExitDone : kExitFailed;
  }
  const Result<> written = write_out(options.out, text, options.overwrite);
  return written.has_value() ? kExitDone : report(written.error(), options.out);
}

struct ExplainOptions {
  std::string result{};
  std::string ballot{};
  std::string poll{};
};

int report(const ExplainFailure& failure, const ExplainOptions& options) {
  const std::string& file = failure.input == ExplainInput::result   ? options.result
                            : failure.input == ExplainInput::ballot ? options.ballot
                                                                    : options.poll;
  return huanjie::report(failure.error, file);
}

// The articles of the built-in pack that the method names. A value that the meeting changed rests
// on what the meeting adopted; a pack that is not built in gives none.
Articles articles_of(const Method& method) {
  const bool known = std::ranges::any_of(
      builtin_packs(), [&](const BuiltinPack& pack) { return pack.id == method.pack; });
  if (!known) return {};
  const Result<Pack> pack = find_pack(method.pack);
  if (!pack.has_value()) return {};
  Articles articles;
  const Json adopted = to_json(method);
  for (const auto& [key, rule] : pack->method.values) {
    const Json* value = adopted.find(key);
    if (value == nullptr) continue;
    if (*value != rule.value) {
      articles[key] = "本次会议通过的选举办法";
    } else if (!rule.article.empty()) {
      const std::string status = rule.status == Status::unverified ? "，条文待核实" : "";
      articles[key] = rule.article + status;
    }
  }
  return articles;
}

// The ballot and the poll lie beside the result where an assembly wrote them.
ExplainOptions with_files_beside(ExplainOptions options) {
  const std::filesystem::path folder = std::filesystem::path(options.result).parent_path();
  for (const auto& [file, name] :
       {std::pair(&options.ballot, "ballot.json"), std::pair(&options.poll, "poll.json")}) {
    std::error_code none;
    const std::filesystem::path beside = folder / name;
    if (file->empty() && std::filesystem::exists(beside, none)) *file = beside.string();
  }
  return options;
}

int run_explain(const ExplainOptions& given) {
  const ExplainOptions options = with_files_beside(given);
  const Expected<PollResult> result = load(options.result, parse_result);
  if (!result.has_value()) return report(result.error());
  ExplainContext context;
  if (options.ballot.empty()) {
    return report(FileError{options.result,
                            {ErrorCode::invalid_input,
                             "结果里没有姓名。办法：加 --ballot，给出同一份选票 "
                             "ballot.json，或者把它放在结果旁边"}});
  }
  const Expected<Ballot> ballot = load(options.ballot, parse_ballot);
  if (!ballot.has_value()) return report(ballot.error());
  context.ballot = &*ballot;
  context.articles = articles_of(ballot->method);
  std::optional<Poll> poll;
  if (!options.poll.empty()) {
    Expected<Poll> loaded = load(options.poll, parse_poll);
    if (!loaded.has_value()) return report(loaded.error());
    context.poll = &poll.emplace(*std::move(loaded));
  }
  const auto lines = explain_or_failure(*result, context);
  if (!lines.has_value()) return report(lines.error(), options);
  for (const std::string& line : *lines) std::printf("%s\n", line.c_str());
  return std::fflush(stdout) == 0 ? kExitDone : kExitFailed;
}

}  // namespace

void add_tally_commands(CLI::App& app, int& exit_code) {
  const auto tally_options = std::make_shared<TallyOptions>();
  CLI::App* tally =
      app.add_subcommand("tally", "计票：由选票、到会数字和单票记录（或人工计票数）算出选举结果");
  tally->add_option("--ballot", tally_options->ballot, "选票 ballot.json（职务、候选人、选举办法）")
      ->required();
  tally->add_option("--poll", tally_options->poll, "会议数字 poll.json（应到、实到、发出、收回……）")
      ->required();
  tally->add_option("--cvrs", tally_options->cvrs, "单票记录 cvrs.json，每张收回的票一条");
  tally->add_option("--totals", tally_options->totals, "人工唱票的合计 totals.json，代替 --cvrs");
  tally->add_option("--out", tally_options->out, "结果写入此文件；不给则输出到屏幕");
  tally->add_flag("--overwrite", tally_options->overwrite, "已有同名文件时覆盖它");
  tally->callback([tally_options, &exit_code] { exit_code = run_tally(*tally_options); });

  const auto explain_options = std::make_shared<ExplainOptions>();
  CLI::App* explain = app.add_subcommand("explain", "逐人说明为什么当选或未当选");
  explain->add_option("--result", explain_options->result, "tally 算出的 result.json")->required();
  explain->add_option("--ballot", explain_options->ballot,
                      "同一份选票 ballot.json；不写时用结果旁边的");
  explain->add_option("--poll", explain_options->poll,
                      "同一次会议数字 poll.json；不写时用结果旁边的");
  explain->callback([explain_options, &exit_code] { exit_code = run_explain(*explain_options); });
}

}  // namespace huanjie
