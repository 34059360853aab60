#include "ledger/tar.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>

#include "base/assert.h"
#include "base/limits.h"

namespace huanjie {
namespace {

constexpr std::size_t kBlock = 512;
// 2000-01-01T00:00:00Z: a time that says nothing.
constexpr std::size_t kTime = 946'684'800;

std::size_t padded(std::size_t size) { return (size + kBlock - 1) / kBlock * kBlock; }

bool is_name(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '/';
  };
  return !name.empty() && name.size() <= 100 && name.front() != '/' && name.back() != '/' &&
         name.find("..") == std::string_view::npos && std::ranges::all_of(name, allowed);
}

using Header = std::array<char, kBlock>;

void put(Header& header, std::size_t at, std::string_view text) {
  std::ranges::copy(text, header.begin() + static_cast<std::ptrdiff_t>(at));
}

// `width` octal digits; the field's last byte stays NUL.
void put_octal(Header& header, std::size_t at, std::size_t width, std::size_t value) {
  for (std::size_t i = width; i > 0; --i) {
    header[at + i - 1] = static_cast<char>('0' + (value & 7U));
    value >>= 3U;
  }
}

Header header_of(std::string_view name, std::size_t size) {
  Header header{};
  put(header, 0, name);
  put(header, 100, "0000644");
  put(header, 108, "0000000");
  put(header, 116, "0000000");
  put_octal(header, 124, 11, size);
  put_octal(header, 136, 11, kTime);
  put(header, 148, "        ");
  header[156] = '0';
  put(header, 257, "ustar");
  put(header, 263, "00");
  put(header, 329, "0000000");
  put(header, 337, "0000000");
  std::size_t sum = 0;
  for (const char c : header) sum += static_cast<unsigned char>(c);
  put_octal(header, 148, 6, sum);
  header[154] = '\0';
  return header;
}

std::size_t octal(std::string_view digits) {
  std::size_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '7') return kMaxFileBytes + 1;
    value = value * 8 + static_cast<std::size_t>(c - '0');
  }
  return value;
}

std::string byte(std::size_t offset) { return "第 " + std::to_string(offset + 1) + " 字节"; }

bool all_zero(std::string_view bytes) {
  return bytes.find_first_not_of('\0') == std::string_view::npos;
}

// The end of a container: two zero blocks and nothing after.
void read_end(std::string_view bytes, std::size_t offset, TarReading& reading) {
  const std::string_view rest = bytes.substr(offset);
  if (rest.size() == 2 * kBlock && all_zero(rest)) return;
  const std::size_t wrong = std::min(rest.find_first_not_of('\0'), 2 * kBlock);
  reading.errors.push_back({ErrorCode::invalid_input, "归档结尾不对",
                            byte(offset + std::min(wrong, rest.size())),
                            "恰好两个全零的 512 字节块，其后没有内容"});
}

}  // namespace

std::string write_tar(const std::vector<TarMember>& members) {
  std::size_t size = 2 * kBlock;
  for (const TarMember& member : members) size += kBlock + padded(member.bytes.size());
  std::string out;
  out.reserve(size);
  for (const TarMember& member : members) {
    HJ_ASSERT(is_name(member.name) && member.bytes.size() <= kMaxFileBytes);
    const Header header = header_of(member.name, member.bytes.size());
    out.append(header.data(), header.size());
    out += member.bytes;
    out.resize(padded(out.size()));
  }
  out.resize(out.size() + 2 * kBlock);
  return out;
}

TarReading read_tar(std::string_view bytes) {
  TarReading reading;
  std::set<std::string_view> names;
  std::size_t offset = 0;
  const auto refuse = [&](std::string message, std::size_t at, std::string expected) {
    reading.errors.push_back(
        {ErrorCode::invalid_input, std::move(message), byte(at), std::move(expected)});
  };
  while (bytes.size() - offset >= kBlock && bytes[offset] != '\0') {
    const std::string_view found = bytes.substr(offset, kBlock);
    const std::string_view name = found.substr(0, std::min(found.find('\0'), std::size_t{100}));
    const std::size_t size = octal(found.substr(124, 11));
    const Header right = header_of(is_name(name) ? name : "", std::min(size, kMaxFileBytes));
    const auto differs = std::ranges::mismatch(found, right);
    if (!is_name(name) || size > kMaxFileBytes || differs.in1 != found.end()) {
      refuse("成员的头块不是规范写法", offset + (differs.in1 - found.begin()),
             "普通文件、0644、属主 0、固定时间的 ustar 头");
      return reading;
    }
    if (reading.members.size() == kMaxArchiveMembers) {
      refuse("成员过多", offset, "最多 " + std::to_string(kMaxArchiveMembers) + " 个");
      return reading;
    }
    if (bytes.size() - offset - kBlock < padded(size)) {
      refuse("成员 " + std::string(name) + " 不完整", bytes.size(), std::to_string(size) + " 字节");
      return reading;
    }
    if (!names.insert(name).second)
      refuse("成员 " + std::string(name) + " 重复", offset, "唯一的名称");
    const std::string_view content = bytes.substr(offset + kBlock, padded(size));
    const std::size_t stray = content.find_first_not_of('\0', size);
    if (stray != std::string_view::npos) {
      refuse("成员 " + std::string(name) + " 的填充不是零", offset + kBlock + stray, "零");
    }
    reading.members.push_back({name, content.substr(0, size)});
    reading.offsets.push_back(offset);
    offset += kBlock + padded(size);
  }
  read_end(bytes, offset, reading);
  return reading;
}

}  // namespace huanjie
