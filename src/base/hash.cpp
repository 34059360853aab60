#include "base/hash.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>

#include "base/assert.h"
#include "base/id.h"

namespace huanjie {
namespace {

struct Free {
  void operator()(EVP_MD_CTX* p) const { EVP_MD_CTX_free(p); }
  void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
  void operator()(EVP_PKEY_CTX* p) const { EVP_PKEY_CTX_free(p); }
  void operator()(OSSL_PARAM_BLD* p) const { OSSL_PARAM_BLD_free(p); }
  void operator()(OSSL_PARAM* p) const { OSSL_PARAM_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

constexpr std::string_view kSm2Signer = "1234567812345678";

// Fetched once: looking an algorithm up for every event costs more than hashing the event.
const EVP_MD* algorithm(Suite suite) {
  static const EVP_MD* const kSha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  static const EVP_MD* const kSm3 = EVP_MD_fetch(nullptr, "SM3", nullptr);
  return suite == Suite::international ? kSha256 : kSm3;
}

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

// Nothing for bytes that are no point of the curve.
Owned<EVP_PKEY> sm2_key(std::string_view point) {
  if (point.size() != 65 || point[0] != 4) return nullptr;
  const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  const Owned<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr));
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
    return nullptr;
  }
  return Owned<EVP_PKEY>(key);
}

}  // namespace

bool is_sm2_point(std::string_view bytes) { return sm2_key(bytes) != nullptr; }

std::string to_text(const Hash& hash) {
  return to_hex(std::string(hash.bytes.begin(), hash.bytes.end()));
}

Result<Hash> parse_hash(std::string_view text) {
  if (text.size() != 64) return invalid("摘要长度不对", {}, "64 位小写十六进制数字");
  Hash hash;
  if (!decode_hex(text, hash.bytes)) return invalid("不是小写十六进制文字");
  return hash;
}

Json to_json(const Hash& hash) { return Json(to_text(hash)); }

Result<> read(const Json& json, const JsonPath& path, Hash& hash) {
  const std::string* text = json.if_text();
  if (text == nullptr) return wrong_kind(path, json, "64 位小写十六进制摘要");
  Result<Hash> parsed = parse_hash(*text);
  if (!parsed) return wrong_kind(path, json, "64 位小写十六进制摘要");
  hash = *parsed;
  return {};
}

struct Hasher::State {
  Owned<EVP_MD_CTX> context{EVP_MD_CTX_new()};
};

Hasher::Hasher(Suite suite) : state_(std::make_unique<State>()) {
  const int started = EVP_DigestInit_ex(state_->context.get(), algorithm(suite), nullptr);
  HJ_ASSERT(started == 1);
}
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;
Hasher::~Hasher() = default;

void Hasher::update(std::string_view bytes) {
  EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size());
}

Hash Hasher::finish() {
  Hash hash;
  unsigned int length = 0;
  const int finished = EVP_DigestFinal_ex(state_->context.get(), hash.bytes.data(), &length);
  HJ_ASSERT(finished == 1 && length == hash.bytes.size());
  return hash;
}

Hash digest(Suite suite, std::string_view bytes) {
  Hasher hasher(suite);
  hasher.update(bytes);
  return hasher.finish();
}

bool signature_holds(Suite suite, std::string_view public_key, std::string_view message,
                     std::string_view signature) {
  const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
  if (suite == Suite::international) {
    if (public_key.size() != 32 || signature.size() != 64) return false;
    const Owned<EVP_PKEY> key(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(public_key), public_key.size()));
    return key && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(message),
                            message.size()) == 1;
  }
  if (signature.size() > 72) return false;
  const Owned<EVP_PKEY> key = sm2_key(public_key);
  if (!key) return false;
  const Owned<EVP_PKEY_CTX> signer(EVP_PKEY_CTX_new(key.get(), nullptr));
  EVP_PKEY_CTX_set1_id(signer.get(), kSm2Signer.data(), static_cast<int>(kSm2Signer.size()));
  EVP_MD_CTX_set_pkey_ctx(context.get(), signer.get());
  return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sm3(), nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(message),
                          message.size()) == 1;
}

}  // namespace huanjie
