#pragma once

#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/result.h"

namespace huanjie {

// Encrypts sealed words at rest. international: AES-256-GCM. gm: SM4-CTR, then HMAC-SM3 over nonce,
// context and ciphertext (OpenSSL 3.0 has no SM4-GCM). The key is 32 random bytes for
// international, 48 for gm: 16 for SM4 and 32 for the HMAC.
class Vault {
 public:
  static std::size_t key_size(Suite suite);

  // The key must have key_size bytes.
  Vault(Suite suite, std::string key);

  // A random nonce, the ciphertext and its tag. `context` must be given again to open it, so that
  // one row's words can not be put in another's place.
  std::string close(std::string_view words, std::string_view context) const;
  // `unavailable` when a bit of it, the context or the key is another.
  Result<std::string> open(std::string_view box, std::string_view context) const;

 private:
  Suite suite_;
  std::string key_;
};

}  // namespace huanjie
