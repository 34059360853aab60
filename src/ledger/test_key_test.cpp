#include "ledger/test_key.h"

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <map>
#include <memory>

#include "base/assert.h"

namespace huanjie {
namespace {

struct Free {
  void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
  void operator()(EVP_PKEY_CTX* p) const { EVP_PKEY_CTX_free(p); }
  void operator()(EVP_MD_CTX* p) const { EVP_MD_CTX_free(p); }
  void operator()(OSSL_PARAM_BLD* p) const { OSSL_PARAM_BLD_free(p); }
  void operator()(OSSL_PARAM* p) const { OSSL_PARAM_free(p); }
  void operator()(BIGNUM* p) const { BN_free(p); }
  void operator()(EC_GROUP* p) const { EC_GROUP_free(p); }
  void operator()(EC_POINT* p) const { EC_POINT_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string sm2_point(std::string_view secret) {
  const Owned<EC_GROUP> group(EC_GROUP_new_by_curve_name(NID_sm2));
  const Owned<BIGNUM> scalar(BN_bin2bn(raw(secret), static_cast<int>(secret.size()), nullptr));
  const Owned<EC_POINT> point(EC_POINT_new(group.get()));
  EC_POINT_mul(group.get(), point.get(), scalar.get(), nullptr, nullptr, nullptr);
  std::string bytes(65, '\0');
  EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED,
                     reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), nullptr);
  return bytes;
}

Owned<EVP_PKEY> sm2_pair(const TestKey& key) {
  const Owned<BIGNUM> scalar(
      BN_bin2bn(raw(key.secret), static_cast<int>(key.secret.size()), nullptr));
  const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0);
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar.get());
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, key.public_key.data(),
                                   key.public_key.size());
  const Owned<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr));
  EVP_PKEY* pair = nullptr;
  EVP_PKEY_fromdata_init(context.get());
  EVP_PKEY_fromdata(context.get(), &pair, EVP_PKEY_KEYPAIR, parameters.get());
  return Owned<EVP_PKEY>(pair);
}

Owned<EVP_PKEY> ed25519_pair(std::string_view secret) {
  return Owned<EVP_PKEY>(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, raw(secret), secret.size()));
}

}  // namespace

std::string TestKey::sign(std::string_view message) const {
  const bool gm = suite == Suite::gm;
  const Owned<EVP_PKEY> pair = gm ? sm2_pair(*this) : ed25519_pair(secret);
  const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
  const Owned<EVP_PKEY_CTX> signer(EVP_PKEY_CTX_new(pair.get(), nullptr));
  if (gm) {
    EVP_PKEY_CTX_set1_id(signer.get(), "1234567812345678", 16);
    EVP_MD_CTX_set_pkey_ctx(context.get(), signer.get());
  }
  EVP_DigestSignInit(context.get(), nullptr, gm ? EVP_sm3() : nullptr, nullptr, pair.get());
  std::string signature(80, '\0');
  std::size_t size = signature.size();
  const int done = EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()),
                                  &size, raw(message), message.size());
  HJ_ASSERT(done == 1);
  signature.resize(size);
  return signature;
}

SignedHead TestKey::sign(const Head& head) const {
  return signed_head(head, public_key, sign(head_message(head)));
}

// SM2 signatures are random: what was signed is kept, as the shell does.
ArchiveSealer TestKey::sealer() const {
  auto kept = std::make_shared<std::map<std::string, std::string>>();
  return {public_key, [key = *this, kept](std::string_view message) -> Result<std::string> {
            std::string& signature = (*kept)[std::string(message)];
            if (signature.empty()) signature = key.sign(message);
            return signature;
          }};
}

TestKey test_key(Suite suite, int number) {
  const Hash secret = digest(suite, "test key " + std::to_string(number));
  TestKey key{suite, std::string(secret.bytes.begin(), secret.bytes.end()), {}};
  // Below the order of SM2's group, whose first bytes are FFFFFFFE.
  key.secret[0] = 1;
  if (suite == Suite::gm) {
    key.public_key = sm2_point(key.secret);
    return key;
  }
  key.public_key.resize(32);
  std::size_t size = 32;
  EVP_PKEY_get_raw_public_key(ed25519_pair(key.secret).get(),
                              reinterpret_cast<unsigned char*>(key.public_key.data()), &size);
  return key;
}

namespace {

TEST(TestKey, SignsWhatTheSuiteAccepts) {
  for (const Suite suite : {Suite::international, Suite::gm}) {
    const TestKey key = test_key(suite, 1);
    EXPECT_TRUE(signature_holds(suite, key.public_key, "消息", key.sign("消息")));
    EXPECT_FALSE(signature_holds(suite, key.public_key, "消息。", key.sign("消息")));
    EXPECT_FALSE(signature_holds(suite, test_key(suite, 2).public_key, "消息", key.sign("消息")));
  }
}

}  // namespace
}  // namespace huanjie
