#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "cli/assembly.h"
#include "cli/assembly_new.h"
#include "cli/commands.h"
#include "cli/rehearse.h"

namespace huanjie {
namespace {

// One line that is written over on a terminal, one line a part elsewhere.
void show(const std::string& part) {
  const bool terminal = ::isatty(STDERR_FILENO) == 1;
  std::fprintf(stderr, terminal ? "\r\033[K%s…" : "%s…\n", part.c_str());
  std::fflush(stderr);
}

void show_end() {
  if (::isatty(STDERR_FILENO) == 1) std::fprintf(stderr, "\r\033[K");
}

int hold(const AssemblyOptions& options, bool check) {
  const Result<AssemblySummary> summary =
      check ? check_assembly(options, show) : run_assembly(options, show);
  show_end();
  if (!summary) return report(summary.error());
  std::printf("%s", summary_text(*summary).c_str());
  return kExitDone;
}

int lay_out(const std::string& folder, const std::string& pack) {
  const Result<> laid = new_assembly(folder, pack);
  if (!laid) return report(laid.error());
  std::printf(
      "已建好会议文件夹：%s\n先填 roster.xlsx（名册），再按“填写说明.txt”填 meeting.json，"
      "然后运行 huanjie assembly %s --out 结果文件夹\n",
      folder.c_str(), folder.c_str());
  return kExitDone;
}

int rehearse(const RehearsalOptions& options) {
  const Result<RehearsalPlan> plan = write_rehearsal(options);
  if (!plan) return report(plan.error());
  std::printf(
      "已写出演练会议：%s\n法规包 %s，情形 %s，有选举权的 %d 人，应选 %d 名，候选人 %d 名\n",
      options.out.c_str(), plan->pack.c_str(), std::string(chinese(plan->turn)).c_str(),
      plan->members, plan->seats, plan->candidates);
  return kExitDone;
}

void add_assembly(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<AssemblyOptions>();
  auto pack = std::make_shared<std::string>("party-committee-2020");
  CLI::App* command = app.add_subcommand(
      "assembly",
      "按会议文件夹开一次会：出结果、报告单和归档；assembly new DIR 建一个空的会议文件夹");
  command->add_option("DIR", options->folder, "会议文件夹；或写 new，后面跟文件夹名")->required();
  auto fresh = std::make_shared<std::string>();
  command->add_option("NEW_DIR", *fresh, "assembly new 要建的文件夹");
  command->add_option("--out", options->out, "结果写到哪个文件夹");
  command->add_option("--pack", *pack, "assembly new 用的法规包");
  auto check = std::make_shared<bool>(false);
  command->add_flag("--check", *check, "只核对，说明会怎样，不记录、不写文件");
  command->callback([options, pack, fresh, check, &exit_code] {
    if (options->folder == "new" && !fresh->empty()) {
      exit_code = lay_out(*fresh, *pack);
    } else if ((options->out.empty() && !*check) || !fresh->empty()) {
      std::fprintf(stderr,
                   "用法：huanjie assembly 会议文件夹 --out 结果文件夹\n"
                   "      huanjie assembly 会议文件夹 --check [--out 结果文件夹]\n"
                   "      huanjie assembly new 会议文件夹 [--pack 法规包]\n");
      exit_code = kExitUsage;
    } else {
      exit_code = hold(*options, *check);
    }
  });
}

void add_rehearse(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<RehearsalOptions>();
  auto members = std::make_shared<int>(0);
  auto candidates = std::make_shared<int>(0);
  auto turn = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("rehearse", "编一次演练会议，写成会议文件夹");
  command->add_option("--out", options->out, "写到哪个文件夹")->required();
  command->add_option("--seed", options->seed, "种子：同一种子写出同样的文件");
  command->add_option("--members", *members, "有选举权的人数（5 到 1000）");
  command->add_option("--candidates", *candidates, "候选人数");
  command->add_option("--pack", options->pack, "法规包");
  std::vector<std::string> turns;
  std::string told = "会上发生的情形：";
  for (const auto& [value, name] : EnumNames<Turn>::kNames) {
    turns.emplace_back(name);
    told += (turns.size() > 1 ? "、" : "") + std::string(name) + " " + std::string(chinese(value));
  }
  command->add_option("--turn", *turn, told)->check(CLI::IsMember(turns));
  command->callback([options, members, candidates, turn, &exit_code] {
    if (*members != 0) options->members = *members;
    if (*candidates != 0) options->candidates = *candidates;
    if (!turn->empty()) options->turn = enum_from_text<Turn>(*turn);
    exit_code = rehearse(*options);
  });
}

}  // namespace

void add_assembly_commands(CLI::App& app, int& exit_code) {
  add_assembly(app, exit_code);
  add_rehearse(app, exit_code);
}

}  // namespace huanjie
