#include "base/system_error.h"

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <string_view>

namespace huanjie {
namespace {

struct Reason {
  int number;
  std::string_view words;
  std::string_view expected;
};

constexpr std::string_view kOwnPlace = "一个有权限读写的位置";
constexpr std::string_view kRightPath = "一个写对了的路径";

constexpr Reason kReasons[] = {
    {ENOENT, "没有这个文件或文件夹", kRightPath},
    {EACCES, "没有权限", kOwnPlace},
    {EPERM, "没有权限", kOwnPlace},
    {ENOSPC, "磁盘已满", "有空余的磁盘；腾出空间后再运行一次"},
    {EDQUOT, "磁盘配额已用完", "有空余的磁盘；腾出空间后再运行一次"},
    {EROFS, "磁盘是只读的", "一个可以写的磁盘"},
    {ENOTDIR, "路径中间有一段不是文件夹", kRightPath},
    {EISDIR, "这是文件夹，不是文件", kRightPath},
    {EEXIST, "已有同名的文件或文件夹", "另一个名字"},
    {ENOTEMPTY, "文件夹不是空的", "另一个名字"},
    {EIO, "磁盘读写出错", "一个完好的磁盘；先备份已有的数据"},
    {EMFILE, "同时打开的文件太多", "关闭一些程序后再运行一次"},
    {ENFILE, "同时打开的文件太多", "关闭一些程序后再运行一次"},
    {ENAMETOOLONG, "名字太长", "短一些的名字"},
    {ELOOP, "链接绕成了圈", kRightPath},
    {EXDEV, "不在同一个磁盘上", "同一个磁盘上的位置"},
    {EBUSY, "正被别的程序使用", "关闭别的程序后再运行一次"},
    {ENOMEM, "内存不足", "关闭一些程序后再运行一次"},
};

const Reason* find_reason(int number) {
  const auto found = std::ranges::find(kReasons, number, &Reason::number);
  return found == std::end(kReasons) ? nullptr : found;
}

}  // namespace

std::string system_reason(int number) {
  const Reason* reason = find_reason(number);
  return reason == nullptr ? "系统错误 " + std::to_string(number) : std::string(reason->words);
}

std::unexpected<Error> system_error(const std::string& what, const std::string& where, int number) {
  const Reason* reason = find_reason(number);
  return fail(ErrorCode::unavailable, what + "：" + system_reason(number), where,
              reason == nullptr ? std::string() : std::string(reason->expected));
}

std::unexpected<Error> system_error(const std::string& what, const std::string& where,
                                    const std::error_code& error) {
  return system_error(what, where, error.value());
}

}  // namespace huanjie
