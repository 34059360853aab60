#include "cli/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "base/limits.h"
#include "base/system_error.h"

namespace huanjie {

namespace {

constexpr mode_t kForAll = 0644;
constexpr mode_t kForTheOwner = 0600;

std::unexpected<Error> failed(const std::string& what, const std::string& path) {
  return system_error(what, path, errno);
}

// Closes the descriptor when it goes.
struct File {
  int descriptor = -1;
  ~File() {
    if (descriptor >= 0) ::close(descriptor);
  }
};

Result<> write_all(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed("写入失败", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

// A file left by an interrupted run may have another mode, so it is made anew.
Result<> write_and_sync(const std::string& path, std::string_view bytes, mode_t mode) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) return failed("不能创建文件", path);
  const File file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)};
  if (file.descriptor < 0) return failed("不能创建文件", path);
  HJ_TRY(write_all(file.descriptor, bytes, path));
  if (::fsync(file.descriptor) != 0) return failed("不能落盘", path);
  return {};
}

Result<> write_with_mode(const std::string& path, std::string_view bytes, mode_t mode) {
  const std::string beside = path + ".part";
  Result<> written = write_and_sync(beside, bytes, mode);
  if (written.has_value() && ::rename(beside.c_str(), path.c_str()) != 0) {
    written = failed("不能改名", path);
  }
  if (!written.has_value()) {
    ::unlink(beside.c_str());
    return written;
  }
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const File directory{::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY)};
  if (directory.descriptor >= 0) ::fsync(directory.descriptor);
  return {};
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  const File file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.descriptor < 0) return failed("不能打开文件", path);
  struct stat status{};
  if (::fstat(file.descriptor, &status) != 0) return failed("不能读取文件", path);
  if (!S_ISREG(status.st_mode)) return invalid("不是普通文件", path);
  if (static_cast<std::size_t>(status.st_size) > kMaxFileBytes) {
    return fail(ErrorCode::exhausted, "文件太大", path, "不超过 512 MB");
  }
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t got = ::read(file.descriptor, bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed("读取失败", path);
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

Result<> write_file(const std::string& path, std::string_view bytes) {
  return write_with_mode(path, bytes, kForAll);
}

Result<> write_secret(const std::string& path, std::string_view bytes) {
  return write_with_mode(path, bytes, kForTheOwner);
}

Result<> may_write(const std::string& path, bool overwrite, const std::string& read) {
  struct stat there{};
  if (path.empty() || ::lstat(path.c_str(), &there) != 0) return {};
  struct stat other{};
  const bool same = !read.empty() && ::stat(path.c_str(), &there) == 0 &&
                    ::stat(read.c_str(), &other) == 0 && there.st_dev == other.st_dev &&
                    there.st_ino == other.st_ino;
  if (same)
    return fail(ErrorCode::conflict, "这就是正在读的文件，不能写在它上面", path, "另一个文件名");
  if (overwrite) return {};
  return fail(ErrorCode::conflict, "已有同名文件，没有改动它", path,
              "另一个文件名；确实不要原来的文件时，加上 --overwrite");
}

Result<> write_out(const std::string& path, std::string_view bytes, bool overwrite) {
  HJ_TRY(may_write(path, overwrite));
  return write_file(path, bytes);
}

}  // namespace huanjie
