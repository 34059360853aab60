#pragma once

#include <string>

#include "base/result.h"

namespace CLI {
class App;
}

namespace huanjie {

// Exit codes of every command (contracts): 0 it did its work, 1 the input is wrong or a check
// failed, 2 the command line is wrong.
inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;

// Each adds its subcommands to `app`; a subcommand that runs sets `exit_code`.
void add_tally_commands(CLI::App& app, int& exit_code);       // tally, explain
void add_ballot_commands(CLI::App& app, int& exit_code);      // ballot
void add_read_commands(CLI::App& app, int& exit_code);        // read
void add_adjudicate_commands(CLI::App& app, int& exit_code);  // adjudicate
void add_packs_commands(CLI::App& app, int& exit_code);       // packs, packs show, packs check
void add_roster_commands(CLI::App& app, int& exit_code);      // roster template, check, find
void add_assembly_commands(CLI::App& app, int& exit_code);    // assembly, assembly new, rehearse
void add_archive_commands(CLI::App& app, int& exit_code);     // verify, export

// Prints the error to standard error, `file` first, and gives the exit code for it.
int report(const Error& error, const std::string& file = {});

}  // namespace huanjie
