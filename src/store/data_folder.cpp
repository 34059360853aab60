#include "store/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <utility>

#include "base/system_error.h"
#include "store/keys.h"
#include "store/sqlite.h"

namespace huanjie {
namespace {

namespace fs = std::filesystem;

// Enough for any key file; a larger one is none of ours.
constexpr std::size_t kMaxKeysBytes = 4096;

std::unexpected<Error> failed(const std::string& what, const std::string& path) {
  return system_error(what, path, errno);
}

Result<bool> is_there(const std::string& path) {
  std::error_code error;
  const bool there = fs::exists(path, error);
  if (error) return system_error("无法查看", path, error);
  return there;
}

class File {
 public:
  File(const std::string& path, int flags, mode_t mode = 0600)
      : number_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (number_ >= 0) ::close(number_);
  }
  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

Result<> sync_path(const std::string& path) {
  const File file(path, O_RDONLY);
  if (!file.is_open() || ::fsync(file.number()) != 0) return failed("无法写入磁盘", path);
  return {};
}

// Gives what lies synced at `fresh` its name, for good.
Result<> name_it(const std::string& fresh, const std::string& path, const std::string& folder) {
  HJ_TRY(sync_path(fresh));
  if (::rename(fresh.c_str(), path.c_str()) != 0) return failed("无法命名文件", path);
  return sync_path(folder);
}

Result<std::string> read_small(const std::string& path) {
  const File file(path, O_RDONLY);
  if (!file.is_open()) return failed("无法打开", path);
  std::array<char, kMaxKeysBytes> bytes{};
  const ssize_t size = ::read(file.number(), bytes.data(), bytes.size());
  if (size < 0) return failed("无法读取", path);
  return std::string(bytes.data(), static_cast<std::size_t>(size));
}

Result<> write_secret(const std::string& path, const std::string& folder, const std::string& text) {
  const std::string fresh = path + ".new";
  // Left by an interrupted start, perhaps readable by others.
  if (::unlink(fresh.c_str()) != 0 && errno != ENOENT) return failed("无法删除", fresh);
  {
    const File file(fresh, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (!file.is_open()) return failed("无法建立", fresh);
    const ssize_t size = ::write(file.number(), text.data(), text.size());
    if (size != static_cast<ssize_t>(text.size())) return failed("无法写入", fresh);
  }
  return name_it(fresh, path, folder);
}

Result<NodeKeys> load_keys(const std::string& folder, Suite suite, Ids& ids) {
  const std::string path = folder + "/node.json";
  const bool there = HJ_TRY(is_there(path));
  if (!there) {
    const bool recorded = HJ_TRY(is_there(folder + "/record.db"));
    if (recorded) {
      return fail(ErrorCode::unavailable, "数据目录有记录而没有密钥 node.json", folder,
                  "从备份恢复 node.json");
    }
    HJ_TRY(write_secret(path, folder, keys_text(new_node_keys(suite, new_id<NodeId>(ids)))));
  }
  Result<NodeKeys> keys = parse_keys(HJ_TRY(read_small(path)));
  if (!keys) {
    return fail(ErrorCode::unavailable, "密钥文件损坏：" + keys.error().message,
                path + keys.error().where, keys.error().expected);
  }
  if (keys->suite != suite) {
    return fail(ErrorCode::conflict,
                "数据目录按算法 " + std::string(to_text(keys->suite)) + " 建立，不是 " +
                    std::string(to_text(suite)),
                folder);
  }
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) return failed("无法查看", path);
  if ((status.st_mode & 077U) != 0) {
    return fail(ErrorCode::denied, "密钥文件可被他人读取", path, "chmod 600");
  }
  return keys;
}

Result<std::unique_ptr<Store>> load_store(const std::string& folder, const NodeKeys& keys) {
  const std::string path = folder + "/record.db";
  const bool there = HJ_TRY(is_there(path));
  if (!there) {
    // What an interrupted start may have left.
    for (const std::string_view left : {"", "-wal", "-journal", "-shm"}) {
      std::error_code ignored;
      fs::remove(path + ".new" + std::string(left), ignored);
    }
    HJ_TRY(create_sqlite({path + ".new"}));
    HJ_TRY(name_it(path + ".new", path, folder));
  }
  return open_sqlite({path}, Vault(keys.suite, keys.data_key));
}

}  // namespace

Result<FolderLock> FolderLock::take(const std::string& folder) {
  const std::string path = folder + "/lock";
  File file(path, O_RDWR | O_CREAT);
  if (!file.is_open()) return failed("无法使用数据目录", path);
  if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return failed("无法锁定数据目录", path);
    std::string holder = HJ_TRY(read_small(path));
    return fail(ErrorCode::conflict, "数据目录正被另一个程序使用（进程 " + holder + "）", folder,
                "先关闭那个程序，或换一个数据目录");
  }
  const std::string process = std::to_string(::getpid());
  if (::ftruncate(file.number(), 0) != 0 || ::pwrite(file.number(), process.data(), process.size(),
                                                     0) != static_cast<ssize_t>(process.size())) {
    return failed("无法写入数据目录", path);
  }
  return FolderLock(file.release());
}

FolderLock::FolderLock(FolderLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}
FolderLock::~FolderLock() {
  if (file_ >= 0) ::close(file_);
}

Result<DataFolder> open_data_folder(const std::string& folder, Suite suite, Ids& ids) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return system_error("无法建立数据目录", folder, error);
  FolderLock lock = HJ_TRY(FolderLock::take(folder));
  const NodeKeys keys = HJ_TRY(load_keys(folder, suite, ids));
  std::unique_ptr<Store> store = HJ_TRY(load_store(folder, keys));
  return DataFolder{std::move(lock), key_signer(keys), std::move(store)};
}

}  // namespace huanjie
