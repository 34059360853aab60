#include "store/keys.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rand.h>

#include <optional>
#include <tuple>

#include "base/assert.h"
#include "base/fields.h"

namespace huanjie {
namespace {

constexpr std::string_view kKeysFormat = "huanjie/node/1";
constexpr std::string_view kSm2Signer = "1234567812345678";
constexpr std::size_t kSecretSize = 32;
// Ed25519 has 64 bytes, SM2's DER at most 72.
constexpr std::size_t kMaxSignature = 80;

struct Free {
  void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
  void operator()(EVP_PKEY_CTX* p) const { EVP_PKEY_CTX_free(p); }
  void operator()(EVP_MD_CTX* p) const { EVP_MD_CTX_free(p); }
  void operator()(OSSL_PARAM_BLD* p) const { OSSL_PARAM_BLD_free(p); }
  void operator()(OSSL_PARAM* p) const { OSSL_PARAM_free(p); }
  void operator()(BIGNUM* p) const { BN_clear_free(p); }
  void operator()(EC_GROUP* p) const { EC_GROUP_free(p); }
  void operator()(EC_POINT* p) const { EC_POINT_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  const int done = RAND_priv_bytes(raw(bytes), static_cast<int>(count));
  HJ_ASSERT(done == 1);
  return bytes;
}

Owned<BIGNUM> number_of(std::string_view bytes) {
  return Owned<BIGNUM>(BN_bin2bn(raw(bytes), static_cast<int>(bytes.size()), nullptr));
}

// The public point of an SM2 scalar, uncompressed; nothing when the scalar is not 1 to n - 2.
std::optional<std::string> sm2_point(std::string_view secret) {
  const Owned<EC_GROUP> group(EC_GROUP_new_by_curve_name(NID_sm2));
  const Owned<BIGNUM> scalar = number_of(secret);
  const Owned<BIGNUM> last(BN_dup(EC_GROUP_get0_order(group.get())));
  BN_sub_word(last.get(), 2);
  if (BN_is_zero(scalar.get()) || BN_cmp(scalar.get(), last.get()) > 0) return std::nullopt;
  const Owned<EC_POINT> point(EC_POINT_new(group.get()));
  std::string bytes(65, '\0');
  const bool done =
      EC_POINT_mul(group.get(), point.get(), scalar.get(), nullptr, nullptr, nullptr) == 1 &&
      EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, raw(bytes),
                         bytes.size(), nullptr) == bytes.size();
  HJ_ASSERT(done);
  return bytes;
}

Owned<EVP_PKEY> ed25519_pair(std::string_view secret) {
  return Owned<EVP_PKEY>(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, raw(secret), secret.size()));
}

Owned<EVP_PKEY> sm2_pair(const NodeKeys& keys) {
  const Owned<BIGNUM> scalar = number_of(keys.secret);
  const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0);
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar.get());
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, keys.public_key.data(),
                                   keys.public_key.size());
  const Owned<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr));
  EVP_PKEY* pair = nullptr;
  const bool done =
      EVP_PKEY_fromdata_init(context.get()) == 1 &&
      EVP_PKEY_fromdata(context.get(), &pair, EVP_PKEY_KEYPAIR, parameters.get()) == 1;
  HJ_ASSERT(done);
  return Owned<EVP_PKEY>(pair);
}

// The public key of the secret; nothing when it is no secret of the suite.
std::optional<std::string> public_of(Suite suite, std::string_view secret) {
  if (secret.size() != kSecretSize) return std::nullopt;
  if (suite == Suite::gm) return sm2_point(secret);
  std::string bytes(32, '\0');
  std::size_t size = bytes.size();
  const int done = EVP_PKEY_get_raw_public_key(ed25519_pair(secret).get(), raw(bytes), &size);
  HJ_ASSERT(done == 1);
  return bytes;
}

class KeySigner final : public Signer {
 public:
  explicit KeySigner(const NodeKeys& keys) : keys_(keys) {}

  Suite suite() const override { return keys_.suite; }
  NodeId node() const override { return keys_.node; }
  std::string public_key() const override { return keys_.public_key; }

  Result<std::string> sign(std::string_view message) override {
    const bool gm = keys_.suite == Suite::gm;
    const Owned<EVP_PKEY> pair = gm ? sm2_pair(keys_) : ed25519_pair(keys_.secret);
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    const Owned<EVP_PKEY_CTX> signer(EVP_PKEY_CTX_new(pair.get(), nullptr));
    if (gm) {
      EVP_PKEY_CTX_set1_id(signer.get(), kSm2Signer.data(), static_cast<int>(kSm2Signer.size()));
      EVP_MD_CTX_set_pkey_ctx(context.get(), signer.get());
    }
    std::string signature(kMaxSignature, '\0');
    std::size_t size = signature.size();
    const bool done =
        EVP_DigestSignInit(context.get(), nullptr, gm ? EVP_sm3() : nullptr, nullptr, pair.get()) ==
            1 &&
        EVP_DigestSign(context.get(), raw(signature), &size, raw(message), message.size()) == 1;
    if (!done) return fail(ErrorCode::unavailable, "签名失败");
    signature.resize(size);
    return signature;
  }

 private:
  NodeKeys keys_;
};

// The file: every secret in hexadecimal.
struct KeysFile {
  std::string format{kKeysFormat};
  Suite suite = Suite::international;
  NodeId node{};
  std::string secret{};
  std::string public_key{};
  std::string data_key{};

  static constexpr auto fields() {
    return std::tuple{field("format", &KeysFile::format),
                      field("suite", &KeysFile::suite),
                      field("node", &KeysFile::node),
                      field("secret", &KeysFile::secret),
                      field("public_key", &KeysFile::public_key),
                      field("data_key", &KeysFile::data_key)};
  }
};

}  // namespace

NodeKeys new_node_keys(Suite suite, NodeId node) {
  NodeKeys keys{suite, node, {}, {}, random_bytes(Vault::key_size(suite))};
  // One random scalar in four thousand million is above the order of SM2's group.
  for (std::optional<std::string> point; !point;) {
    keys.secret = random_bytes(kSecretSize);
    point = public_of(suite, keys.secret);
    if (point) keys.public_key = *point;
  }
  return keys;
}

std::string keys_text(const NodeKeys& keys) {
  const KeysFile file{
      std::string(kKeysFormat), keys.suite,           keys.node, to_hex(keys.secret),
      to_hex(keys.public_key),  to_hex(keys.data_key)};
  return write_pretty_json(to_json(file));
}

Result<NodeKeys> parse_keys(std::string_view text) {
  const KeysFile file = HJ_TRY(parse_as<KeysFile>(text));
  if (file.format != kKeysFormat) {
    return invalid("不是本程序的节点密钥", "/format", std::string(kKeysFormat));
  }
  NodeKeys keys{file.suite, file.node, HJ_TRY(from_hex(file.secret)),
                HJ_TRY(from_hex(file.public_key)), HJ_TRY(from_hex(file.data_key))};
  if (public_of(keys.suite, keys.secret) != keys.public_key) {
    return invalid("公钥与私钥不配对", "/public_key", "由 secret 算出的公钥");
  }
  if (keys.data_key.size() != Vault::key_size(keys.suite)) {
    return invalid("数据密钥长度不对", "/data_key",
                   std::to_string(Vault::key_size(keys.suite)) + " 字节");
  }
  return keys;
}

std::unique_ptr<Signer> key_signer(const NodeKeys& keys) {
  return std::make_unique<KeySigner>(keys);
}

}  // namespace huanjie
