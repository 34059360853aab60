#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "cli/command_line.h"
#include "cli/commands.h"

namespace {

constexpr const char* kExamples =
    "先练一遍：\n"
    "  huanjie rehearse --out 演练\n"
    "  huanjie assembly 演练 --out 演练结果\n"
    "  huanjie verify 演练结果/archive.hjz\n"
    "\n"
    "正式开会：\n"
    "  huanjie assembly new 会议                  建会议文件夹，按里面的填写说明填好\n"
    "  huanjie roster check 会议/roster.xlsx      检查名册\n"
    "  huanjie assembly 会议 --out 结果           出结果、报告单和归档\n"
    "  huanjie verify 结果/archive.hjz            核验归档\n"
    "\n"
    "每个命令的用法：huanjie 命令 --help\n";

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"huanjie 换届：基层组织换届选举，从筹备到封存归档", "huanjie"};
  huanjie::speak_chinese(app);
  app.set_version_flag("--version", HUANJIE_VERSION, "显示版本");
  app.require_subcommand(1);
  int exit_code = huanjie::kExitDone;
  try {
    huanjie::add_packs_commands(app, exit_code);
    huanjie::add_roster_commands(app, exit_code);
    huanjie::add_ballot_commands(app, exit_code);
  huanjie::add_read_commands(app, exit_code);
  huanjie::add_adjudicate_commands(app, exit_code);
    huanjie::add_tally_commands(app, exit_code);
    huanjie::add_assembly_commands(app, exit_code);
    huanjie::add_archive_commands(app, exit_code);
    app.footer(kExamples);  // after the commands, which would take it over
    if (argc == 1) {
      std::fputs(app.help().c_str(), stdout);
      return huanjie::kExitDone;
    }
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // Help and version come this way too, and are no errors.
    if (error.get_exit_code() == 0) return app.exit(error);
    std::fputs(huanjie::usage_error(app, error).c_str(), stderr);
    return huanjie::kExitUsage;
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "huanjie: 内存不足\n");
    return huanjie::kExitFailed;
  }
  return exit_code;
}
