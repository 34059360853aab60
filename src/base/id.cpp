#include "base/id.h"

#include <algorithm>

namespace huanjie {
namespace {

constexpr std::array<std::int8_t, 256> kHexValues = [] {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (std::int8_t i = 0; i < 10; ++i) values['0' + i] = i;
  for (std::int8_t i = 0; i < 6; ++i) values['a' + i] = static_cast<std::int8_t>(10 + i);
  return values;
}();

int hex_value(char digit) { return kHexValues[static_cast<unsigned char>(digit)]; }

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

bool decode_hex(std::string_view text, std::span<std::uint8_t> bytes) {
  bool all_digits = text.size() == bytes.size() * 2;
  for (std::size_t i = 0; all_digits && i < bytes.size(); ++i) {
    const int high = hex_value(text[2 * i]);
    const int low = hex_value(text[2 * i + 1]);
    all_digits = high >= 0 && low >= 0;
    bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return all_digits;
}

Result<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return invalid("十六进制文字的位数须为偶数");
  std::string bytes(text.size() / 2, '\0');
  if (!decode_hex(text, {reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()})) {
    return invalid("不是小写十六进制文字");
  }
  return bytes;
}

std::string id_text(const std::array<std::uint8_t, 16>& bytes) {
  return to_hex(std::string(bytes.begin(), bytes.end()));
}

Result<std::array<std::uint8_t, 16>> parse_id(std::string_view text) {
  if (text.size() != 32) return invalid("编号长度不对", {}, "32 位小写十六进制数字");
  std::array<std::uint8_t, 16> bytes{};
  if (!decode_hex(text, bytes)) return invalid("不是小写十六进制文字");
  return bytes;
}

}  // namespace huanjie
