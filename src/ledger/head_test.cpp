#include "ledger/head.h"

#include <gtest/gtest.h>

#include <set>

#include "ledger/test_key.h"

namespace huanjie {
namespace {

LogId log_of(int number) {
  LogId log;
  log.bytes.fill(static_cast<std::uint8_t>(number));
  return log;
}

Head head_at(int log, std::int64_t seq) {
  return {log_of(log), seq, digest(Suite::international, std::to_string(seq))};
}

CustodyGranted grant_of(int log, const TestKey& key, std::int64_t epoch, std::int64_t from) {
  return {log_of(log), NodeId{}, to_hex(key.public_key), epoch, from};
}

TEST(CustodyKeys, AreKeys) {
  CustodyGranted grant = grant_of(1, test_key(Suite::gm, 1), 1, 1);
  EXPECT_TRUE(Custody{}.grant(Suite::gm, grant));
  grant.key.back() = grant.key.back() == '0' ? '1' : '0';  // no point of the curve
  EXPECT_FALSE(Custody{}.grant(Suite::gm, grant));
}

TEST(Head, SignatureIsOverLogSequenceAndHash) {
  EXPECT_EQ(head_message(head_at(1, 3)),
            R"({"hash":")" + to_text(head_at(1, 3).hash) +
                R"(","log":"01010101010101010101010101010101","seq":3})");
}

class HeadOfSuite : public testing::TestWithParam<Suite> {};
INSTANTIATE_TEST_SUITE_P(Both, HeadOfSuite, testing::Values(Suite::international, Suite::gm));

TEST_P(HeadOfSuite, CountsWhenSignedByTheHolder) {
  const TestKey key = test_key(GetParam(), 1);
  Custody custody;
  ASSERT_TRUE(custody.grant(GetParam(), grant_of(1, key, 1, 1)));
  const SignedHead head = key.sign(head_at(1, 7));
  EXPECT_TRUE(check_head(GetParam(), custody, head));
  const auto changed = [&](auto change) {
    SignedHead other = head;
    change(other);
    return check_head(GetParam(), custody, other).has_value();
  };
  EXPECT_FALSE(changed([](SignedHead& h) { h.seq += 1; }));
  EXPECT_FALSE(changed([](SignedHead& h) { h.hash.bytes[31] ^= 1; }));
  EXPECT_FALSE(changed([](SignedHead& h) { h.log = log_of(2); }));
  EXPECT_FALSE(
      changed([](SignedHead& h) { h.signature[10] = h.signature[10] == 'a' ? 'b' : 'a'; }));
  EXPECT_FALSE(changed([](SignedHead& h) { h.signature.clear(); }));
  EXPECT_FALSE(changed([&](SignedHead& h) { h.key = to_hex(test_key(GetParam(), 2).public_key); }));
}

TEST_P(HeadOfSuite, CountsForNobodyWithoutAGrant) {
  const TestKey key = test_key(GetParam(), 1);
  EXPECT_FALSE(check_head(GetParam(), Custody{}, key.sign(head_at(1, 1))));
}

// TRUST F8: the epoch fences the laptop that was replaced.
TEST_P(HeadOfSuite, CountsForEachHolderInItsStretchOnly) {
  const TestKey first = test_key(GetParam(), 1);
  const TestKey second = test_key(GetParam(), 2);
  Custody custody;
  ASSERT_TRUE(custody.grant(GetParam(), grant_of(1, first, 1, 1)));
  ASSERT_TRUE(custody.grant(GetParam(), grant_of(1, second, 2, 11)));
  EXPECT_TRUE(check_head(GetParam(), custody, first.sign(head_at(1, 10))));
  EXPECT_FALSE(check_head(GetParam(), custody, first.sign(head_at(1, 11))));
  EXPECT_FALSE(check_head(GetParam(), custody, second.sign(head_at(1, 10))));
  EXPECT_TRUE(check_head(GetParam(), custody, second.sign(head_at(1, 11))));
}

TEST(Custody, RevokedKeyCountsUpToItsEnd) {
  const TestKey key = test_key(Suite::international, 1);
  Custody custody;
  ASSERT_TRUE(custody.grant(Suite::international, grant_of(1, key, 1, 1)));
  EXPECT_FALSE(custody.revoke({log_of(1), 2, 5, "遗失"}));
  EXPECT_FALSE(custody.revoke({log_of(2), 1, 5, "遗失"}));
  EXPECT_FALSE(custody.revoke({log_of(1), 1, -1, "遗失"}));
  ASSERT_TRUE(custody.revoke({log_of(1), 1, 5, "遗失"}));
  EXPECT_NE(custody.holder(log_of(1), 5), nullptr);
  EXPECT_EQ(custody.holder(log_of(1), 6), nullptr);
}

TEST(Custody, EpochsAndStretchesOnlyGrow) {
  const TestKey key = test_key(Suite::international, 1);
  Custody custody;
  ASSERT_TRUE(custody.grant(Suite::international, grant_of(1, key, 3, 10)));
  EXPECT_FALSE(custody.grant(Suite::international, grant_of(1, key, 3, 20)));
  EXPECT_FALSE(custody.grant(Suite::international, grant_of(1, key, 4, 10)));
  EXPECT_TRUE(custody.grant(Suite::international, grant_of(1, key, 4, 11)));
  EXPECT_TRUE(custody.grant(Suite::international, grant_of(2, key, 1, 1)));
}

TEST(Custody, KeyOfTheOtherSuiteIsRefused) {
  Custody custody;
  const TestKey gm = test_key(Suite::gm, 1);
  EXPECT_FALSE(custody.grant(Suite::international, grant_of(1, gm, 1, 1)));
  EXPECT_TRUE(custody.grant(Suite::gm, grant_of(1, gm, 1, 1)));
}

std::vector<Envelope> office_log(const std::vector<CustodyGranted>& grants) {
  std::vector<Envelope> events;
  for (const CustodyGranted& grant : grants) {
    Envelope event;
    event.log = log_of(9);
    event.seq = static_cast<std::int64_t>(events.size()) + 1;
    event.kind = CustodyGranted::kName;
    event.body = to_json(grant);
    events.push_back(event);
  }
  return events;
}

TEST(Custody, IsReadFromTheOfficeLogThatBeginsWithItself) {
  const TestKey office = test_key(Suite::international, 1);
  const TestKey venue = test_key(Suite::international, 2);
  const auto log = office_log({grant_of(9, office, 1, 1), grant_of(1, venue, 1, 1)});
  const Result<Custody> custody = custody_of(Suite::international, log);
  ASSERT_TRUE(custody);
  EXPECT_EQ(custody->holder(log_of(1), 100)->key, to_hex(venue.public_key));
  EXPECT_FALSE(custody_of(Suite::international, office_log({grant_of(1, venue, 1, 1)})));
  EXPECT_FALSE(custody_of(Suite::international, {}));
}

// TRUST I8: authority comes before its use.
TEST(Custody, NewOfficeKeyCountsOnlyAfterItsGrant) {
  const TestKey first = test_key(Suite::international, 1);
  const TestKey second = test_key(Suite::international, 2);
  const auto granted_at_two = [&](std::int64_t from) {
    return custody_of(Suite::international,
                      office_log({grant_of(9, first, 1, 1), grant_of(9, second, 2, from)}));
  };
  EXPECT_FALSE(granted_at_two(2));
  ASSERT_TRUE(granted_at_two(3));
  EXPECT_EQ(granted_at_two(3)->holder(log_of(9), 2)->key, to_hex(first.public_key));
  EXPECT_EQ(granted_at_two(3)->holder(log_of(9), 3)->key, to_hex(second.public_key));
}

TEST(ShortCode, IsTenGroupsOfFour) {
  Hash hash;
  EXPECT_EQ(short_code(hash), "0000-0000-0000-0000-0000-0000-0000-0000-0000-0000");
  hash.bytes.fill(0xFF);
  const std::string code = short_code(hash);
  EXPECT_EQ(code.substr(0, 45), "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-");
  EXPECT_EQ(code.size(), 49U);
}

TEST(ShortCode, IsReadAsPeopleTypeIt) {
  const Hash hash = digest(Suite::gm, "记录");
  std::string code = short_code(hash);
  EXPECT_TRUE(check_short_code(code, hash));
  for (char& c : code) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '-') c = ' ';
    if (c == '0') c = 'o';
    if (c == '1') c = 'l';
  }
  EXPECT_TRUE(check_short_code(code, hash));
}

TEST(ShortCode, SlipOfTypingIsToldFromAnotherHead) {
  const Hash hash = digest(Suite::gm, "记录");
  const std::string code = short_code(hash);
  for (std::size_t i = 0; i < code.size() - 1; ++i) {
    if (code[i] == '-') continue;
    std::string slipped = code;
    slipped[i] = slipped[i] == 'K' ? 'M' : 'K';
    const Result<> result = check_short_code(slipped, hash);
    ASSERT_FALSE(result) << i;
    EXPECT_EQ(result.error().code, ErrorCode::invalid_input);
  }
  const Result<> other = check_short_code(short_code(digest(Suite::gm, "别的")), hash);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::conflict);
  EXPECT_FALSE(check_short_code(code.substr(1), hash));
  EXPECT_FALSE(check_short_code("", hash));
}

}  // namespace
}  // namespace huanjie
