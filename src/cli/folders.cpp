#include "cli/folders.h"

#include <algorithm>
#include <filesystem>

#include "base/system_error.h"

namespace huanjie {
namespace {

namespace fs = std::filesystem;

Result<bool> is_folder(const std::string& path) {
  std::error_code error;
  const bool folder = fs::is_directory(path, error);
  if (error) return system_error("不能查看", path, error);
  return folder;
}

}  // namespace

std::string inside(const std::string& folder, std::string_view name) {
  return folder + "/" + std::string(name);
}

Result<bool> exists(const std::string& path) {
  std::error_code error;
  const bool there = fs::exists(path, error);
  if (error) return system_error("不能查看", path, error);
  return there;
}

Result<> make_folder(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return system_error("不能建立文件夹", path, error);
  return {};
}

Result<std::vector<std::string>> names_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  while (!error && entry != fs::directory_iterator()) {
    names.push_back(entry->path().filename().string());
    entry.increment(error);
  }
  if (error) return system_error("不能读取文件夹", folder, error);
  std::ranges::sort(names);
  return names;
}

Result<> must_be_free(const std::string& folder) {
  const bool there = HJ_TRY(exists(folder));
  if (!there) return {};
  const bool is_one = HJ_TRY(is_folder(folder));
  if (!is_one) return invalid("不是文件夹", folder, "一个空文件夹或新的文件夹名");
  const std::vector<std::string> names = HJ_TRY(names_in(folder));
  if (names.empty()) return {};
  return fail(ErrorCode::conflict, "文件夹不是空的", folder, "一个空文件夹或新的文件夹名");
}

Result<> remove_all(const std::string& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (error) return system_error("不能删除", path, error);
  return {};
}

Result<> move_to(const std::string& from, const std::string& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) return system_error("不能改名", to, error);
  return {};
}

Result<> put_in_place(const std::string& made, const std::string& place, const std::string& aside) {
  const bool folder = HJ_TRY(is_folder(made));
  const bool taken = HJ_TRY(exists(place));
  if (folder && taken) {
    HJ_TRY(remove_all(aside));  // of a run that was stopped
    HJ_TRY(move_to(place, aside));
  }
  HJ_TRY(move_to(made, place));
  return remove_all(aside);
}

}  // namespace huanjie
