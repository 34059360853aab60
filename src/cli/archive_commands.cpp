#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "ledger/archive.h"
#include "verify/account.h"
#include "verify/checks.h"

namespace huanjie {
namespace {

struct VerifyOptions {
  std::string archive{};
  std::string code{};
};

struct ExportOptions {
  std::string archive{};
  std::string profile = "public";
  std::string out{};
  bool overwrite = false;
};

int verify(const VerifyOptions& options) {
  const Result<std::string> bytes = read_file(options.archive);
  if (!bytes) return report(bytes.error(), options.archive);
  const Verification verification = verify_archive(*bytes);
  bool holds = verification.holds();
  // The answer to the question asked comes before the dozens of lines behind it.
  if (!options.code.empty() && is_archive(verification)) {
    const Result<std::vector<std::string>> found = code_lines(verification, options.code);
    std::printf("%s\n\n", found ? join(*found, "\n").c_str() : describe(found.error()).c_str());
    holds = holds && found.has_value();
  }
  std::fputs(account_of(verification, options.archive).c_str(), stdout);
  return holds ? kExitDone : kExitFailed;
}

int publish(const ExportOptions& options) {
  const Result<std::string> bytes = read_file(options.archive);
  if (!bytes) return report(bytes.error(), options.archive);
  const Result<std::string> published = publish_archive(*bytes);
  if (!published) return report(published.error(), options.archive);
  const Result<> written = write_out(options.out, *published, options.overwrite);
  if (!written) return report(written.error(), options.out);
  std::printf("已写出公开归档：%s（%zu 字节）\n", options.out.c_str(), published->size());
  return kExitDone;
}

}  // namespace

void add_archive_commands(CLI::App& app, int& exit_code) {
  auto verify_options = std::make_shared<VerifyOptions>();
  CLI::App* verify_command = app.add_subcommand("verify", "核验归档：由证据重新算出全部结果");
  verify_command->add_option("ARCHIVE", verify_options->archive, "归档文件（.hjz）")->required();
  verify_command->add_option("--code", verify_options->code,
                             "纸面报告单上的记录校验码：查它是不是这份记录的，在第几条");
  verify_command->callback([verify_options, &exit_code] { exit_code = verify(*verify_options); });

  auto options = std::make_shared<ExportOptions>();
  CLI::App* export_command =
      app.add_subcommand("export", "由完整归档导出公开归档（不含个人信息和纸面文件）");
  export_command->add_option("ARCHIVE", options->archive, "完整归档（.hjz）")->required();
  export_command->add_option("--profile", options->profile, "导出哪一种，目前只有 public")
      ->check(CLI::IsMember({"public"}));
  export_command->add_option("--out", options->out, "写到哪个文件")->required();
  export_command->add_flag("--overwrite", options->overwrite, "已有同名文件时覆盖它");
  export_command->callback([options, &exit_code] { exit_code = publish(*options); });
}

}  // namespace huanjie
