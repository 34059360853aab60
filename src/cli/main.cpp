#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "cli/commands.h"

int main(int argc, char** argv) {
  CLI::App app{"huanjie 换届：基层组织换届选举，从筹备到封存归档", "huanjie"};
  app.set_version_flag("--version", HUANJIE_VERSION, "显示版本");
  app.set_help_flag("-h,--help", "显示帮助");
  app.require_subcommand(1);
  int exit_code = huanjie::kExitDone;
  try {
    huanjie::add_packs_commands(app, exit_code);
    huanjie::add_roster_commands(app, exit_code);
    huanjie::add_tally_commands(app, exit_code);
    huanjie::add_assembly_commands(app, exit_code);
    huanjie::add_archive_commands(app, exit_code);
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int shown = app.exit(error);
    return shown == 0 ? huanjie::kExitDone : huanjie::kExitUsage;
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "huanjie: 内存不足\n");
    return huanjie::kExitFailed;
  }
  return exit_code;
}
