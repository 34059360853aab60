#include "cli/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>
#include <vector>

#include "cli/commands.h"

namespace huanjie {
namespace {

using testing::HasSubstr;

// The whole app, as main makes it; what a wrong command line is answered with.
struct Told {
  std::string help{};
  std::string error{};
};

Told tell(std::vector<std::string> words) {
  CLI::App app{"huanjie 换届", "huanjie"};
  speak_chinese(app);
  app.require_subcommand(1);
  int exit_code = kExitDone;
  add_packs_commands(app, exit_code);
  add_roster_commands(app, exit_code);
  add_tally_commands(app, exit_code);
  add_assembly_commands(app, exit_code);
  add_archive_commands(app, exit_code);
  Told told{app.help(), {}};
  std::ranges::reverse(words);
  try {
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
      const CLI::App* at = &app;
      while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
      told.help = at->help();
    } else {
      told.error = usage_error(app, error);
    }
  }
  return told;
}

TEST(CommandLine, HelpIsChinese) {
  for (const std::vector<std::string>& words : {std::vector<std::string>{"--help"},
                                                {"roster", "--help"},
                                                {"roster", "check", "--help"},
                                                {"tally", "--help"},
                                                {"verify", "--help"},
                                                {"export", "--help"},
                                                {"rehearse", "--help"}}) {
    const std::string help = tell(words).help;
    EXPECT_THAT(help, HasSubstr("用法：")) << words.front();
    for (const char* english : {"Usage", "Options", "Positionals", "REQUIRED", "Subcommands",
                                "SUBCOMMAND", "TEXT", "Print this"}) {
      EXPECT_EQ(help.find(english), std::string::npos) << english << "\n" << help;
    }
  }
}

TEST(CommandLine, SaysInChineseWhatIsWrongAndWhereTheHelpIs) {
  struct Case {
    std::vector<std::string> words{};
    const char* says = "";
  };
  const Case cases[] = {
      {{}, "还须写明命令：packs、roster"},
      {{"vote"}, "没有这个命令：vote"},
      {{"verify", "a.hjz", "b.hjz"}, "多出或不认识：b.hjz"},
      {{"verify", "a.hjz", "--fast"}, "多出或不认识：--fast"},
      {{"verify"}, "缺少归档："},
      {{"export", "a.hjz", "--out"}, "--out 后面缺少内容"},
      {{"rehearse", "--out", "x", "--members", "many"}, "--members 的值不对：many"},
      {{"export", "a.hjz", "--out", "b", "--profile", "secret"},
       "--profile 的值不对：secret，可以写：public"}};
  for (const Case& one : cases) {
    const std::string error = tell(one.words).error;
    EXPECT_THAT(error, HasSubstr(one.says));
    EXPECT_THAT(error, HasSubstr("--help"));
  }
}

}  // namespace
}  // namespace huanjie
