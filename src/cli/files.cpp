#include "cli/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/limits.h"

namespace huanjie {

std::string reason_of(int error) {
  switch (error) {
    case ENOENT:       return "没有这个文件或文件夹";
    case EACCES:
    case EPERM:        return "没有权限";
    case EROFS:        return "这个盘是只读的";
    case ENOSPC:
    case EDQUOT:       return "磁盘满了";
    case EISDIR:       return "这是一个文件夹，不是文件";
    case ENOTDIR:      return "路径当中有一段不是文件夹";
    case EBUSY:
    case ETXTBSY:      return "正被别的程序使用";
    case ENAMETOOLONG: return "文件名太长";
    case EIO:          return "磁盘读写出错";
    default:           return std::strerror(error);
  }
}

namespace {

std::unexpected<Error> system_error(const std::string& what, const std::string& path) {
  return fail(ErrorCode::unavailable, what + "：" + reason_of(errno), path);
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
    if (written < 0) return system_error("写入失败", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<> write_and_sync(const std::string& path, std::string_view bytes) {
  const File file{::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
  if (file.descriptor < 0) return system_error("不能创建文件", path);
  HJ_TRY(write_all(file.descriptor, bytes, path));
  if (::fsync(file.descriptor) != 0) return system_error("不能落盘", path);
  return {};
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  const File file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.descriptor < 0) return system_error("不能打开文件", path);
  struct stat status{};
  if (::fstat(file.descriptor, &status) != 0) return system_error("不能读取文件", path);
  if (!S_ISREG(status.st_mode)) return invalid("不是普通文件", path);
  if (static_cast<std::size_t>(status.st_size) > kMaxFileBytes) {
    return fail(ErrorCode::exhausted, "文件太大", path, "不超过 512 MB");
  }
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t got = ::read(file.descriptor, bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_error("读取失败", path);
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

Result<> write_file(const std::string& path, std::string_view bytes) {
  const std::string beside = path + ".part";
  Result<> written = write_and_sync(beside, bytes);
  if (written.has_value() && ::rename(beside.c_str(), path.c_str()) != 0) {
    written = system_error("不能改名", path);
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

Result<> write_out(const std::string& path, std::string_view bytes, bool overwrite) {
  struct stat status{};
  if (!overwrite && ::lstat(path.c_str(), &status) == 0) {
    return fail(ErrorCode::conflict,
                "已有同名文件，没有改动它。办法：换一个文件名，或加 --overwrite 覆盖");
  }
  return write_file(path, bytes);
}

}  // namespace huanjie
