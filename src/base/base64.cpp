#include "base/base64.h"

#include <openssl/evp.h>

#include <algorithm>

#include "base/limits.h"

namespace huanjie {

std::string to_base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

Result<std::string> from_base64(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  // EVP_DecodeBlock passes over outer space, and reads padding as zero bytes.
  const bool clean = text.size() % 4 == 0 && text.size() <= kMaxFileBytes &&
                     text.find_first_of(" \t\r\n") == std::string_view::npos;
  const int length = clean ? EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                             reinterpret_cast<const unsigned char*>(text.data()),
                                             static_cast<int>(text.size()))
                           : -1;
  if (length < 0) return invalid("不是 base64 编码");
  const auto padding = static_cast<std::size_t>(
      std::ranges::count(text.substr(text.size() - std::min<std::size_t>(2, text.size())), '='));
  bytes.resize(static_cast<std::size_t>(length) - padding);
  if (to_base64(bytes) != text) return invalid("不是 base64 编码");
  return bytes;
}

}  // namespace huanjie
