#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "cli/files.h"
#include "ledger/archive.h"
#include "verify/checks.h"

namespace huanjie {
namespace {

int verify(const std::string& path) {
  const Result<std::string> bytes = read_file(path);
  if (!bytes) return report(bytes.error(), path);
  const Verification verification = verify_archive(*bytes);
  for (const Finding& finding : verification.findings) {
    std::printf("%s\n", line_of(finding).c_str());
  }
  std::printf(verification.holds() ? "结论：归档完整，结果可以重新算出\n"
                                   : "结论：归档与记录不符\n");
  return verification.holds() ? kExitDone : kExitFailed;
}

int publish(const std::string& path, const std::string& out) {
  const Result<std::string> bytes = read_file(path);
  if (!bytes) return report(bytes.error(), path);
  const Result<std::string> published = publish_archive(*bytes);
  if (!published) return report(published.error(), path);
  const Result<> written = write_file(out, *published);
  if (!written) return report(written.error(), out);
  std::printf("已写出公开归档：%s（%zu 字节）\n", out.c_str(), published->size());
  return kExitDone;
}

}  // namespace

void add_archive_commands(CLI::App& app, int& exit_code) {
  auto archive = std::make_shared<std::string>();
  CLI::App* verify_command = app.add_subcommand("verify", "核验归档：由证据重新算出全部结果");
  verify_command->add_option("ARCHIVE", *archive, "归档文件（.hjz）")->required();
  verify_command->callback([archive, &exit_code] { exit_code = verify(*archive); });

  auto profile = std::make_shared<std::string>("public");
  auto out = std::make_shared<std::string>();
  CLI::App* export_command = app.add_subcommand("export", "由完整归档导出公开归档");
  export_command->add_option("ARCHIVE", *archive, "完整归档（.hjz）")->required();
  export_command->add_option("--profile", *profile, "导出哪一种：public")
      ->check(CLI::IsMember({"public"}));
  export_command->add_option("--out", *out, "写到哪个文件")->required();
  export_command->callback([archive, out, &exit_code] { exit_code = publish(*archive, *out); });
}

}  // namespace huanjie
