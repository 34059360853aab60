#include "cli/scan_pile.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

#include "cli/files.h"
#include "cli/review.h"
#include "imaging/decode.h"

namespace huanjie {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kAhead = 4;  // pages of one file that wait to be taken

PileSheet unreadable(const Error& error) {
  PileSheet sheet;
  sheet.read.reading.status = SheetStatus::rejected;
  sheet.read.reading.reason = SheetReason::undecodable;
  sheet.problem = error.message;
  return sheet;
}

PileSheet read_page(const ScannedPage& page, const std::vector<SheetModel>& models,
                    bool with_picture) {
  PileSheet sheet;
  sheet.read = read_sheet(page, models);
  sheet.dpi = page.dpi;
  if (with_picture) sheet.picture = review_picture(page.image, sheet.read);
  return sheet;
}

// The pages of a file on their way from the thread that reads to the one that takes.
struct Lane {
  std::deque<PileSheet> pages{};
  bool done = false;
};

class Pile {
 public:
  Pile(const std::vector<ScanFile>& files, const std::vector<SheetModel>& models,
       const PileOptions& options)
      : files_(files), models_(models), options_(options), lanes_(files.size()) {}

  Result<> run(const std::function<Result<>(PileSheet)>& take) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < std::max(1, options_.threads); ++i) {
      threads.emplace_back([this] { work(); });
    }
    Result<> result = hand_on(take);
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    changed_.notify_all();
    return result;
  }

 private:
  void work() {
    while (true) {
      std::size_t file = 0;
      {
        const std::lock_guard lock(mutex_);
        if (stopped_ || next_ == files_.size()) return;
        file = next_++;
      }
      read_file_pages(file);
      const std::lock_guard lock(mutex_);
      lanes_[file].done = true;
      changed_.notify_all();
    }
  }

  void read_file_pages(std::size_t file) {
    const Result<std::string> bytes = read_file(files_[file].path);
    if (!bytes.has_value()) return put(file, 1, unreadable(bytes.error())), void();
    Result<std::unique_ptr<PageSource>> source = open_scan(*bytes, files_[file].source);
    if (!source.has_value()) return put(file, 1, unreadable(source.error())), void();
    for (int number = 1;; ++number) {
      Result<std::optional<ScannedPage>> page = (*source)->next();
      if (page.has_value() && !page->has_value()) return;
      PileSheet sheet = page.has_value() ? read_page(**page, models_, options_.pictures)
                                         : unreadable(page.error());
      if (!put(file, number, std::move(sheet))) return;
    }
  }

  // Waits while enough pages of the file wait; false when nobody takes any more.
  bool put(std::size_t file, int number, PileSheet sheet) {
    sheet.read.reading.source = files_[file].source;
    sheet.read.reading.page = number;
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || lanes_[file].pages.size() < kAhead; });
    if (stopped_) return false;
    lanes_[file].pages.push_back(std::move(sheet));
    changed_.notify_all();
    return true;
  }

  Result<> hand_on(const std::function<Result<>(PileSheet)>& take) {
    int number = 0;
    for (Lane& lane : lanes_) {
      while (true) {
        PileSheet sheet;
        {
          std::unique_lock lock(mutex_);
          changed_.wait(lock, [&] { return lane.done || !lane.pages.empty(); });
          if (lane.pages.empty()) break;
          sheet = std::move(lane.pages.front());
          lane.pages.pop_front();
        }
        changed_.notify_all();
        std::string digits = std::to_string(++number);
        sheet.read.reading.id =
            "s" + std::string(4 - std::min<std::size_t>(4, digits.size()), '0') + digits;
        HJ_TRY(take(std::move(sheet)));
      }
    }
    return {};
  }

  const std::vector<ScanFile>& files_;
  const std::vector<SheetModel>& models_;
  const PileOptions& options_;
  std::vector<Lane> lanes_;
  std::mutex mutex_{};
  std::condition_variable changed_{};
  std::size_t next_ = 0;
  bool stopped_ = false;
};

Result<> add_folder(const fs::path& folder, std::vector<ScanFile>& files) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    if (at->path().filename().string().starts_with('.')) {
      if (at->is_directory(error)) at.disable_recursion_pending();
      continue;
    }
    if (at->is_regular_file(error)) names.push_back(at->path().lexically_relative(folder).string());
  }
  if (error) {
    return fail(ErrorCode::unavailable, "打不开文件夹：" + error.message(), folder.string());
  }
  std::ranges::sort(names);
  for (const std::string& name : names) files.push_back({(folder / name).string(), name});
  return {};
}

}  // namespace

Result<std::vector<ScanFile>> files_of(const std::vector<std::string>& places) {
  std::vector<ScanFile> files;
  for (const std::string& place : places) {
    std::error_code error;
    const fs::file_status status = fs::status(place, error);
    if (!fs::exists(status)) {
      return fail(ErrorCode::not_found, "没有这个文件或文件夹", place,
                  "扫描件，或者放扫描件的文件夹");
    }
    if (fs::is_directory(status)) {
      HJ_TRY(add_folder(place, files));
    } else {
      files.push_back({place, place});
    }
  }
  return files;
}

Result<> read_pile(const std::vector<ScanFile>& files, const std::vector<SheetModel>& models,
                   const PileOptions& options, const std::function<Result<>(PileSheet)>& take) {
  return Pile(files, models, options).run(take);
}

}  // namespace huanjie
