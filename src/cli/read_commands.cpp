#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/base64.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/review.h"
#include "cli/scan_pile.h"
#include "imaging/png.h"

namespace huanjie {
namespace {

struct ReadOptions {
  std::vector<std::string> layouts{};
  std::vector<std::string> scans{};
  std::string review{};
  std::string out{};
  int threads = 0;
  bool overwrite = false;
};

Result<SheetModel> load_model(const std::string& path) {
  const std::string text = HJ_TRY(read_file(path));
  Layout layout = HJ_TRY(parse_layout(text));
  const std::string png = HJ_TRY(from_base64(layout.x.print));
  const GreyImage print = HJ_TRY(read_png_grey(png));
  return model_of(std::move(layout), print);
}

struct Counted {
  int read = 0;
  int review = 0;
  int rejected = 0;
  int again = 0;
};

void count(Counted& counted, const SheetReading& sheet) {
  switch (sheet.status) {
    case SheetStatus::read:     ++counted.read; break;
    case SheetStatus::review:   ++counted.review; break;
    case SheetStatus::rejected: ++counted.rejected; break;
  }
  counted.again += sheet.same_paper_as ? 1 : 0;
}

// Whether printer and scanner serve, from one sheet.
void tell_of_scale(const PileSheet& sheet) {
  if (!sheet.read.placed) return;
  const PageMap& map = sheet.read.placed->map;
  const double across = map.across() * 25.4;
  const double down = map.down() * 25.4;
  if (sheet.dpi > 0) {
    std::fprintf(stderr,
                 "大小：宽 %.1f%%，高 %.1f%%（97.5%% 到 102.5%% 之间能读，越接近 100%% 越好）\n",
                 across * 100 / sheet.dpi, down * 100 / sheet.dpi);
  } else {
    std::fprintf(stderr, "文件没有写明分辨率；按票面算，宽每英寸 %.0f 点，高 %.0f 点\n", across,
                 down);
  }
  double askew = map.degrees() - 90 * std::round(map.degrees() / 90);
  std::fprintf(stderr, "歪斜：%.1f 度（5 度以内能读）\n", std::abs(askew));
}

void tell(const Counted& counted, const ReadOptions& options) {
  std::fprintf(stderr, "读了 %d 页：%d 张全部有把握，%d 张要请人看，%d 页没有读",
               counted.read + counted.review + counted.rejected, counted.read, counted.review,
               counted.rejected);
  if (counted.again > 0) std::fprintf(stderr, "；%d 页像是重复扫描", counted.again);
  std::fprintf(stderr, "\n");
  if (!options.review.empty())
    std::fprintf(stderr, "复核页面：%s/index.html\n", options.review.c_str());
}

class Reading {
 public:
  Reading(const ReadOptions& options, const std::vector<SheetModel>& models)
      : options_(options), models_(models), review_(options.review) {}

  Result<> run(const std::vector<ScanFile>& files) {
    if (!options_.review.empty()) HJ_TRY(review_.open());
    readings_.ballot = models_.front().layout.ballot;
    readings_.style = models_.front().layout.style;
    const auto cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const PileOptions pile{options_.threads > 0 ? options_.threads : cores,
                           !options_.review.empty()};
    HJ_TRY(read_pile(files, models_, pile,
                     [this](PileSheet sheet) { return take(std::move(sheet)); }));
    if (readings_.sheets.size() == 1) tell_of_scale(last_);
    if (!options_.review.empty()) HJ_TRY(review_.finish(readings_.ballot));
    tell(counted_, options_);
    const std::string text = write_pretty_json(to_json(readings_));
    if (options_.out.empty()) {
      std::fputs(text.c_str(), stdout);
      return {};
    }
    return write_out(options_.out, text, options_.overwrite);
  }

 private:
  Result<> take(PileSheet sheet) {
    SheetReading& reading = sheet.read.reading;
    if (sheet.read.model != nullptr) {
      reading.same_paper_as = memory_.find_and_keep(reading.id, std::move(sheet.read.trace));
      if (models_.size() > 1)
        reading.x = SheetOrigin{sheet.read.model->layout.ballot, sheet.read.model->layout.style};
    }
    if (!sheet.problem.empty()) {
      std::fprintf(stderr, "%s 第%d页：%s\n", reading.source.c_str(), reading.page,
                   sheet.problem.c_str());
    }
    count(counted_, reading);
    readings_.sheets.push_back(reading);
    if (!options_.review.empty()) HJ_TRY(review_.add(sheet));
    sheet.picture.clear();
    last_ = std::move(sheet);
    return {};
  }

  const ReadOptions& options_;
  const std::vector<SheetModel>& models_;
  Review review_;
  Readings readings_{};
  PaperMemory memory_{};
  Counted counted_{};
  PileSheet last_{};
};

int read_scans(const ReadOptions& options) {
  std::vector<SheetModel> models;
  for (const std::string& path : options.layouts) {
    Result<SheetModel> model = load_model(path);
    if (!model.has_value()) return report(model.error(), path);
    models.push_back(*std::move(model));
  }
  const Result<std::vector<ScanFile>> files = files_of(options.scans);
  if (!files.has_value()) return report(files.error());
  const Result<> writable = may_write(options.out, options.overwrite);
  if (!writable.has_value()) return report(writable.error(), options.out);
  const Result<> done = Reading(options, models).run(*files);
  return done.has_value() ? kExitDone : report(done.error());
}

}  // namespace

void add_read_commands(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<ReadOptions>();
  CLI::App* command = app.add_subcommand("read", "读扫描的选票");
  command->add_option("--layout", options->layouts, "印票时写出的方格位置；两种票一起读就写两次")
      ->required();
  command->add_option("--review", options->review, "把每页的图和没有把握的标记放进哪个空文件夹");
  command->add_option("--out", options->out, "读出的结果写到哪个文件，不写就打印出来");
  command->add_option("--threads", options->threads, "用几个线程，不写就按机器的核数")
      ->check(CLI::Range(1, 64));
  command->add_flag("--overwrite", options->overwrite, "已有同名文件时覆盖它");
  command->add_option("scans", options->scans, "扫描件，或者放扫描件的文件夹")->required();
  command->callback([options, &exit_code] { exit_code = read_scans(*options); });
}

}  // namespace huanjie
