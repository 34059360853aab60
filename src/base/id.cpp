#include "base/id.h"

#include <algorithm>

namespace huanjie {
namespace {

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return -1;
}

}  // namespace

std::string to_hex(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text += kDigits[value >> 4];
    text += kDigits[value & 15];
  }
  return text;
}

Result<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return invalid("十六进制文字的位数须为偶数");
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_value(text[i]);
    const int low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) return invalid("不是小写十六进制文字");
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string id_text(const std::array<std::uint8_t, 16>& bytes) {
  return to_hex(std::string(bytes.begin(), bytes.end()));
}

Result<std::array<std::uint8_t, 16>> parse_id(std::string_view text) {
  if (text.size() != 32) return invalid("编号长度不对", {}, "32 位小写十六进制数字");
  const std::string raw = HJ_TRY(from_hex(text));
  std::array<std::uint8_t, 16> bytes{};
  std::ranges::copy(raw, bytes.begin());
  return bytes;
}

}  // namespace huanjie
