#include "store/vault.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <memory>

#include "base/assert.h"

namespace huanjie {
namespace {

struct Free {
  void operator()(EVP_CIPHER_CTX* p) const { EVP_CIPHER_CTX_free(p); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Free>;

constexpr std::size_t kGcmNonce = 12;
constexpr std::size_t kGcmTag = 16;
constexpr std::size_t kCtrNonce = 16;
constexpr std::size_t kHmacTag = 32;
constexpr std::size_t kSm4Key = 16;

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
int length(std::string_view bytes) { return static_cast<int>(bytes.size()); }

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  const int done = RAND_bytes(raw(bytes), static_cast<int>(count));
  HJ_ASSERT(done == 1);
  return bytes;
}

std::string close_gcm(std::string_view key, std::string_view words, std::string_view context) {
  const std::string nonce = random_bytes(kGcmNonce);
  const Cipher cipher(EVP_CIPHER_CTX_new());
  std::string box(words.size(), '\0');
  std::string tag(kGcmTag, '\0');
  int size = 0;
  const bool done =
      EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, raw(key), raw(nonce)) == 1 &&
      EVP_EncryptUpdate(cipher.get(), nullptr, &size, raw(context), length(context)) == 1 &&
      EVP_EncryptUpdate(cipher.get(), raw(box), &size, raw(words), length(words)) == 1 &&
      EVP_EncryptFinal_ex(cipher.get(), raw(box) + size, &size) == 1 &&
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, kGcmTag, tag.data()) == 1;
  HJ_ASSERT(done);
  return nonce + box + tag;
}

bool open_gcm(std::string_view key, std::string_view box, std::string_view context,
              std::string& words) {
  if (box.size() < kGcmNonce + kGcmTag) return false;
  const std::string_view nonce = box.substr(0, kGcmNonce);
  const std::string_view closed = box.substr(kGcmNonce, box.size() - kGcmNonce - kGcmTag);
  std::string tag(box.substr(box.size() - kGcmTag));
  const Cipher cipher(EVP_CIPHER_CTX_new());
  words.assign(closed.size(), '\0');
  int size = 0;
  return EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, raw(key), raw(nonce)) == 1 &&
         EVP_DecryptUpdate(cipher.get(), nullptr, &size, raw(context), length(context)) == 1 &&
         EVP_DecryptUpdate(cipher.get(), raw(words), &size, raw(closed), length(closed)) == 1 &&
         EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, kGcmTag, tag.data()) == 1 &&
         EVP_DecryptFinal_ex(cipher.get(), raw(words) + size, &size) == 1;
}

// Counter mode is its own inverse.
std::string sm4_ctr(std::string_view key, std::string_view nonce, std::string_view bytes) {
  const Cipher cipher(EVP_CIPHER_CTX_new());
  std::string out(bytes.size(), '\0');
  int size = 0;
  const bool done =
      EVP_EncryptInit_ex(cipher.get(), EVP_sm4_ctr(), nullptr, raw(key), raw(nonce)) == 1 &&
      EVP_EncryptUpdate(cipher.get(), raw(out), &size, raw(bytes), length(bytes)) == 1;
  HJ_ASSERT(done);
  return out;
}

// The context's length goes first, so that no byte can move from it into the box.
std::string hmac_sm3(std::string_view key, std::string_view context, std::string_view box) {
  std::string message = std::to_string(context.size()) + ":";
  message += context;
  message += box;
  std::string tag(kHmacTag, '\0');
  unsigned int size = 0;
  const unsigned char* done =
      HMAC(EVP_sm3(), key.data(), length(key), raw(message), message.size(), raw(tag), &size);
  HJ_ASSERT(done != nullptr && size == kHmacTag);
  return tag;
}

}  // namespace

std::size_t Vault::key_size(Suite suite) {
  return suite == Suite::international ? 32 : kSm4Key + kHmacTag;
}

Vault::Vault(Suite suite, std::string key) : suite_(suite), key_(std::move(key)) {
  HJ_ASSERT(key_.size() == key_size(suite_));
}

std::string Vault::close(std::string_view words, std::string_view context) const {
  if (suite_ == Suite::international) return close_gcm(key_, words, context);
  const std::string nonce = random_bytes(kCtrNonce);
  const std::string_view key(key_);
  const std::string box = nonce + sm4_ctr(key.substr(0, kSm4Key), nonce, words);
  return box + hmac_sm3(key.substr(kSm4Key), context, box);
}

Result<std::string> Vault::open(std::string_view box, std::string_view context) const {
  const auto damaged = [] { return fail(ErrorCode::unavailable, "封存的文字已损坏或密钥不符"); };
  const std::string_view key(key_);
  if (suite_ == Suite::international) {
    std::string words;
    if (!open_gcm(key, box, context, words)) return damaged();
    return words;
  }
  if (box.size() < kCtrNonce + kHmacTag) return damaged();
  const std::string_view closed = box.substr(0, box.size() - kHmacTag);
  const std::string tag = hmac_sm3(key.substr(kSm4Key), context, closed);
  if (CRYPTO_memcmp(tag.data(), box.data() + closed.size(), kHmacTag) != 0) return damaged();
  return sm4_ctr(key.substr(0, kSm4Key), closed.substr(0, kCtrNonce), closed.substr(kCtrNonce));
}

}  // namespace huanjie
