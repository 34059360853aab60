#include "ledger/sealed.h"

#include <gtest/gtest.h>

namespace huanjie {
namespace {

Salt salt_of(int number) {
  Salt salt;
  salt.bytes.fill(static_cast<std::uint8_t>(number));
  return salt;
}

TEST(Sealed, HashIsThatOfSaltThenWords) {
  const std::string message = std::string(16, '\x05') + "张三";
  EXPECT_EQ(seal(Suite::international, salt_of(5), "张三").hash,
            digest(Suite::international, message));
  EXPECT_EQ(seal(Suite::gm, salt_of(5), "张三").hash, digest(Suite::gm, message));
}

TEST(Sealed, SameWordsUnderAnotherSaltHaveAnotherHash) {
  EXPECT_NE(seal(Suite::gm, salt_of(1), "13800000000").hash,
            seal(Suite::gm, salt_of(2), "13800000000").hash);
}

TEST(Sealed, ChangedWordsSaltOrHashDoNotHold) {
  const SealedWords words = seal(Suite::international, salt_of(3), "410105199001010017");
  EXPECT_TRUE(seal_holds(Suite::international, words));
  EXPECT_FALSE(seal_holds(Suite::gm, words));
  SealedWords other = words;
  other.words += " ";
  EXPECT_FALSE(seal_holds(Suite::international, other));
  other = words;
  other.salt.bytes[15] ^= 1;
  EXPECT_FALSE(seal_holds(Suite::international, other));
  other = words;
  other.hash.bytes[0] ^= 1;
  EXPECT_FALSE(seal_holds(Suite::international, other));
}

TEST(Sealed, EventKeepsTheHashAlone) {
  const SealedWords words = seal(Suite::international, salt_of(3), "王小明");
  const std::string event = write_json(to_json(seal_of(words)));
  EXPECT_EQ(event, R"({"sealed":")" + to_text(words.hash) + "\"}");
  EXPECT_EQ(parse_as<SealedHash>(event)->sealed, words.hash);
  EXPECT_EQ(*parse_as<SealedWords>(write_json(to_json(words))), words);
}

}  // namespace
}  // namespace huanjie
