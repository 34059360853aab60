#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "app/ballot_sentences.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "render/ballot_sheet.h"

namespace huanjie {
namespace {

struct PrintOptions {
  std::string ballot{};
  std::string pdf{};
  std::string layout{};
  int copies = 1;
  std::string paper = "A4";
  bool landscape = false;
  std::string box = "right";
  bool downward = false;
  bool sample = false;
  bool rehearsal = false;
  std::string ink = "black";
  std::string tint = "white";
  bool without_seal = false;
  std::string date{};
  bool overwrite = false;
};

template <class E>
std::vector<std::string> names_of() {
  std::vector<std::string> names;
  for (const auto& [value, name] : EnumNames<E>::kNames) names.emplace_back(name);
  return names;
}

template <class E>
E chosen(const std::string& text) {
  return enum_from_text<E>(text).value_or(E{});
}

SheetStyle style_of(const PrintOptions& options) {
  SheetStyle style;
  style.paper = chosen<SheetPaper>(options.paper);
  style.landscape = options.landscape;
  style.side = chosen<BoxSide>(options.box);
  style.downward = options.downward;
  style.purpose = options.sample      ? SheetPurpose::sample
                  : options.rehearsal ? SheetPurpose::rehearsal
                                      : SheetPurpose::official;
  style.ink = chosen<SheetInk>(options.ink);
  style.tint = chosen<SheetTint>(options.tint);
  style.seal = !options.without_seal;
  return style;
}

SheetWords words_of(const Ballot& ballot, const std::string& date) {
  SheetWords words;
  const char* order = stands_by_strokes(ballot) ? "（以姓氏笔画为序）" : "";
  words.under_title = date + (date.empty() || *order == '\0' ? "" : "　") + order;
  words.seats = seats_sentence(ballot);
  words.instructions = {marking_sentence(ballot), limit_sentence(ballot),
                        write_in_sentence(ballot)};
  return words;
}

// The same sheet over itself changes nothing; another over it must be asked for.
Result<> write_once(const std::string& path, const std::string& bytes, bool overwrite) {
  const Result<std::string> there = read_file(path);
  if (there.has_value() && *there == bytes) return {};
  return write_out(path, bytes, overwrite);
}

int print_ballot(const PrintOptions& options) {
  const Result<std::string> text = read_file(options.ballot);
  if (!text.has_value()) return report(text.error());
  const Result<Ballot> ballot = parse_ballot(*text);
  if (!ballot.has_value()) return report(ballot.error(), options.ballot);
  const Result<BallotSheet> sheet =
      compose_ballot(*ballot, style_of(options), words_of(*ballot, options.date));
  if (!sheet.has_value()) return report(sheet.error(), options.ballot);
  const Result<std::string> pdf = ballot_pdf(*sheet, options.copies);
  if (!pdf.has_value()) return report(pdf.error());
  const Result<> printed = write_once(options.pdf, *pdf, options.overwrite);
  if (!printed.has_value()) return report(printed.error(), options.pdf);
  const Result<> placed =
      write_once(options.layout, write_pretty_json(to_json(sheet->layout)), options.overwrite);
  return placed.has_value() ? kExitDone : report(placed.error(), options.layout);
}

}  // namespace

void add_ballot_commands(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<PrintOptions>();
  CLI::App* command = app.add_subcommand("ballot", "印选票：PDF 和各个方格的位置");
  command->add_option("--ballot", options->ballot, "选票 ballot.json（职务、候选人、选举办法）")
      ->required();
  command->add_option("--pdf", options->pdf, "选票写到哪个 PDF")->required();
  command->add_option("--layout", options->layout, "方格位置写到哪个文件，读票时要用")->required();
  command->add_option("--copies", options->copies, "印几份，每份完全一样")
      ->check(CLI::Range(1, kMaxCopies))
      ->capture_default_str();
  command->add_option("--paper", options->paper, "纸张")
      ->check(CLI::IsMember(names_of<SheetPaper>()))
      ->capture_default_str();
  command->add_flag("--landscape", options->landscape, "横放");
  command->add_option("--box", options->box, "方格在姓名的 above 上 below 下 left 左 right 右")
      ->check(CLI::IsMember(names_of<BoxSide>()))
      ->capture_default_str();
  command->add_flag("--down", options->downward, "姓名竖排");
  CLI::Option* sample = command->add_flag("--sample", options->sample, "印样票");
  command->add_flag("--rehearsal", options->rehearsal, "印演练用的票")->excludes(sample);
  command->add_option("--ink", options->ink, "印成 black 黑色 red 红色")
      ->check(CLI::IsMember(names_of<SheetInk>()))
      ->capture_default_str();
  command
      ->add_option("--tint", options->tint,
                   "没有色纸时印上底色：pink 粉 yellow 黄 green 绿 blue 蓝")
      ->check(CLI::IsMember(names_of<SheetTint>()))
      ->capture_default_str();
  command->add_flag("--no-seal", options->without_seal, "不留盖章处");
  command->add_option("--date", options->date, "印在标题下的日期，如 2020年12月30日");
  command->add_flag("--overwrite", options->overwrite, "已有同名文件时覆盖它");
  command->callback([options, &exit_code] { exit_code = print_ballot(*options); });
}

}  // namespace huanjie
