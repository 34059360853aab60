#include "store/keys.h"

#include <gtest/gtest.h>

#include "store/store_example.h"

namespace huanjie {
namespace {

class KeysOfSuite : public testing::TestWithParam<Suite> {};
INSTANTIATE_TEST_SUITE_P(Both, KeysOfSuite, testing::Values(Suite::international, Suite::gm));

TEST_P(KeysOfSuite, SignWhatTheirPublicKeyAccepts) {
  const NodeKeys keys = new_node_keys(GetParam(), example_id<NodeId>(3));
  const auto signer = key_signer(keys);
  EXPECT_EQ(signer->node(), example_id<NodeId>(3));
  EXPECT_EQ(signer->suite(), GetParam());
  const std::string signature = *signer->sign("消息");
  EXPECT_TRUE(signature_holds(GetParam(), signer->public_key(), "消息", signature));
  EXPECT_FALSE(signature_holds(GetParam(), signer->public_key(), "别的", signature));
}

TEST_P(KeysOfSuite, AreTheSameAfterTheirFile) {
  const NodeKeys keys = new_node_keys(GetParam(), example_id<NodeId>(3));
  const Result<NodeKeys> read = parse_keys(keys_text(keys));
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(read->secret, keys.secret);
  EXPECT_EQ(read->public_key, keys.public_key);
  EXPECT_EQ(read->data_key, keys.data_key);
  EXPECT_NE(new_node_keys(GetParam(), NodeId{}).secret, keys.secret);
}

TEST_P(KeysOfSuite, DamagedFileIsRefused) {
  const auto refused = [](auto change) {
    NodeKeys keys = new_node_keys(GetParam(), NodeId{});
    change(keys);
    return !parse_keys(keys_text(keys)).has_value();
  };
  EXPECT_FALSE(refused([](NodeKeys&) {}));
  EXPECT_TRUE(refused([](NodeKeys& k) { k.secret[5] = static_cast<char>(k.secret[5] ^ 1); }));
  EXPECT_TRUE(refused([](NodeKeys& k) { k.secret.pop_back(); }));
  EXPECT_TRUE(refused([](NodeKeys& k) { k.secret.assign(32, '\xFF'); }));
  EXPECT_TRUE(
      refused([](NodeKeys& k) { k.public_key[9] = static_cast<char>(k.public_key[9] ^ 1); }));
  EXPECT_TRUE(refused([](NodeKeys& k) { k.data_key.pop_back(); }));
  EXPECT_FALSE(parse_keys("{}"));
}

TEST(Keys, Ed25519SignsTheSameTwiceAndSm2NeedNot) {
  const auto one = key_signer(example_keys(Suite::international));
  EXPECT_EQ(*one->sign("x"), *one->sign("x"));
  const auto gm = key_signer(example_keys(Suite::gm));
  EXPECT_NE(*gm->sign("x"), *gm->sign("x"));
}

TEST_P(KeysOfSuite, VaultOpensWhatItClosed) {
  const Vault vault = example_vault(GetParam());
  for (const std::string& words : {std::string(), std::string("张三"), std::string(10'000, 'w')}) {
    const std::string box = vault.close(words, "row");
    EXPECT_EQ(*vault.open(box, "row"), words);
    EXPECT_NE(vault.close(words, "row"), box);
  }
}

TEST_P(KeysOfSuite, VaultRefusesEveryChange) {
  const Vault vault = example_vault(GetParam());
  const std::string box = vault.close("410105199001010017", "row");
  EXPECT_EQ(box.find("4101"), std::string::npos);
  for (std::size_t i = 0; i < box.size(); ++i) {
    std::string changed = box;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(vault.open(changed, "row")) << i;
    EXPECT_FALSE(vault.open(box.substr(0, i), "row")) << i;
  }
  EXPECT_FALSE(vault.open(box, "other row"));
  EXPECT_FALSE(Vault(GetParam(), std::string(Vault::key_size(GetParam()), 'k')).open(box, "row"));
}

}  // namespace
}  // namespace huanjie
