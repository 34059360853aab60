#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "base/text.h"
#include "cli/builtin_packs.h"
#include "cli/commands.h"
#include "cli/pack_cases.h"
#include "cli/pack_text.h"
#include "rules/adopt.h"

namespace huanjie {

namespace {

int list_packs() {
  for (const BuiltinPack& builtin : builtin_packs()) {
    const Result<Pack> pack = find_pack(std::string(builtin.id));
    if (!pack) return report(pack.error(), std::string(builtin.id));
    std::fputs(pack_line(*pack).c_str(), stdout);
  }
  return kExitDone;
}

int show_pack(const std::string& name) {
  const Result<Pack> pack = find_pack(name);
  if (!pack) return report(pack.error(), name);
  std::fputs(pack_text(*pack).c_str(), stdout);
  return kExitDone;
}

int check_pack(const std::string& folder) {
  const Result<Pack> pack = find_pack(folder);
  if (!pack) return report(pack.error(), folder);
  const CaseReport outcome = run_cases(*pack);
  for (const CaseFailure& failure : outcome.failures) {
    report(Error{ErrorCode::invalid_input, failure.name + "：" + failure.what,
                 "cases.json " + failure.where},
           folder);
  }
  const std::size_t failed = outcome.failures.size();
  std::printf("%s：格式符合；例子 %d 个，不符 %zu 处；未核实的规定 %zu 项\n",
              pack->manifest.id.c_str(), outcome.run, failed, warnings(*pack).size());
  return failed == 0 ? kExitDone : kExitFailed;
}

}  // namespace

void add_packs_commands(CLI::App& app, int& exit_code) {
  CLI::App* packs = app.add_subcommand("packs", "内置的法规包；查看、检查一个法规包");
  packs->require_subcommand(0, 1);
  packs->callback([packs, &exit_code] {
    if (packs->get_subcommands().empty()) exit_code = list_packs();
  });

  auto shown = std::make_shared<std::string>();
  CLI::App* show = packs->add_subcommand("show", "以文字列出一个法规包的规定、依据和议程");
  show->add_option("PACK", *shown, "法规包的名称，或者它的文件夹")->required();
  show->callback([shown, &exit_code] { exit_code = show_pack(*shown); });

  auto folder = std::make_shared<std::string>();
  CLI::App* check = packs->add_subcommand("check", "核对一个法规包的格式，运行它的例子");
  check->add_option("FOLDER", *folder, "法规包的文件夹，或者内置法规包的名称")->required();
  check->callback([folder, &exit_code] { exit_code = check_pack(*folder); });
}

}  // namespace huanjie
