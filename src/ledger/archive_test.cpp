#include "ledger/archive.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "ledger/events.h"
#include "ledger/manifest.h"
#include "ledger/tar.h"
#include "ledger/test_key.h"

namespace huanjie {
namespace {

LogId log_of(int number) {
  LogId log;
  log.bytes.fill(static_cast<std::uint8_t>(number));
  return log;
}

// A small record: an office that grants a log to a venue, and what the venue wrote there.
class Record {
 public:
  explicit Record(Suite suite)
      : office_key(test_key(suite, 1)), venue_key(test_key(suite, 2)), sealer(venue_key.sealer()) {
    contents.suite = suite;
    office = start_chain(suite, log_of(9));
    venue = start_chain(suite, log_of(1));
    contents.logs = {{log_of(9), {}}, {log_of(1), {}}};
    grant(log_of(9), office_key);
    grant(log_of(1), venue_key);
    keep_pack("{\"pack\":1}");
    keep_blob("报告", false);
    keep_blob("笔迹", true);
    keep_words("张三");
    sign();
  }

  void grant(LogId log, const TestKey& key) {
    write(office, 0, CustodyGranted{log, NodeId{}, to_hex(key.public_key), 1, 1});
  }
  template <class Event>
  void write(Chain& chain, std::size_t log, const Event& event) {
    write(chain, log, Event::kName, to_json(event));
  }
  void write(Chain& chain, std::size_t log, std::string_view kind, Json body) {
    Draft draft;
    draft.time.ms = 1'600'000'000'000 + chain.head.seq;
    draft.actor = "记录员";
    draft.kind = kind;
    draft.body = std::move(body);
    contents.logs[log].events.push_back(*extend(chain, draft));
  }
  void keep_pack(const std::string& bytes) {
    const Hash hash = digest(contents.suite, bytes);
    contents.packs[hash] = bytes;
    write(venue, 1, "prepared", to_json(PackRef{"pack", hash}));
  }
  void keep_blob(const std::string& bytes, bool full_only) {
    const Hash hash = digest(contents.suite, bytes);
    contents.blobs[hash] = bytes;
    write(venue, 1, "filed",
          to_json(BlobRef{hash, static_cast<std::int64_t>(bytes.size()), "text/plain", full_only}));
  }
  void keep_words(const std::string& words) {
    const SealedWords sealed = seal(contents.suite, Salt{}, words);
    contents.sealed.push_back(sealed);
    write(venue, 1, "named", to_json(seal_of(sealed)));
  }
  void erase(const std::string& bytes) {
    write(venue, 1, Erased{digest(contents.suite, bytes), "保存期满"});
    contents.blobs.erase(digest(contents.suite, bytes));
    sign();
  }
  void sign() {
    contents.heads.push_back(office_key.sign(office.head));
    contents.heads.push_back(venue_key.sign(venue.head));
  }
  std::string bytes() const {
    const Result<std::string> archive = write_archive(contents, sealer);
    EXPECT_TRUE(archive) << describe(archive.error());
    return archive.value_or("");
  }

  TestKey office_key;
  TestKey venue_key;
  ArchiveSealer sealer;
  Chain office;
  Chain venue;
  ArchiveContents contents;
};

std::vector<Finding> failures(std::string_view bytes) {
  return blocking(read_archive(bytes).findings);
}

std::string told(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    text += finding.check + " | " + finding.where + " | " + finding.required + " | " +
            finding.observed + "\n";
  }
  return text;
}

bool tells(const std::vector<Finding>& findings, std::string_view check, std::string_view where) {
  return std::ranges::any_of(findings, [&](const Finding& finding) {
    return finding.check == check && finding.where.find(where) != std::string::npos;
  });
}

class ArchiveOfSuite : public testing::TestWithParam<Suite> {};
INSTANTIATE_TEST_SUITE_P(Both, ArchiveOfSuite, testing::Values(Suite::international, Suite::gm));

TEST_P(ArchiveOfSuite, ReadsBackWhatWasWritten) {
  const Record record(GetParam());
  const ArchiveReading reading = read_archive(record.bytes());
  EXPECT_EQ(told(blocking(reading.findings)), "");
  EXPECT_EQ(reading.profile, Profile::full);
  EXPECT_EQ(reading.office, log_of(9));
  ASSERT_EQ(reading.contents.logs.size(), 2U);
  EXPECT_EQ(reading.contents.logs[0].events, record.contents.logs[1].events);
  EXPECT_EQ(reading.logs[0].events.size(), 4U);
  EXPECT_EQ(reading.logs[0].head, record.venue.head);
  EXPECT_EQ(reading.contents.packs, record.contents.packs);
  EXPECT_EQ(reading.contents.blobs, record.contents.blobs);
  EXPECT_EQ(reading.contents.sealed, record.contents.sealed);
  EXPECT_EQ(reading.contents.heads.size(), 2U);
}

TEST_P(ArchiveOfSuite, SameRecordGivesTheSameBytes) {
  Record record(GetParam());
  const std::string first = record.bytes();
  std::ranges::reverse(record.contents.logs);
  std::ranges::reverse(record.contents.heads);
  record.contents.heads.push_back(record.contents.heads.front());
  EXPECT_EQ(record.bytes(), first);
  EXPECT_EQ(*publish_archive(first), *publish_archive(record.bytes()));
}

TEST_P(ArchiveOfSuite, PublicOneHasNoSealedWordsAndNoHandwriting) {
  const Record record(GetParam());
  const Result<std::string> published = publish_archive(record.bytes());
  ASSERT_TRUE(published) << describe(published.error());
  const ArchiveReading reading = read_archive(*published);
  EXPECT_EQ(told(blocking(reading.findings)), "");
  EXPECT_EQ(reading.profile, Profile::published);
  EXPECT_EQ(published->find("张三"), std::string::npos);
  EXPECT_EQ(published->find("笔迹"), std::string::npos);
  EXPECT_NE(published->find("报告"), std::string::npos);
  EXPECT_EQ(reading.contents.logs[0].events.size(), 4U);
  EXPECT_FALSE(publish_archive(*published));
}

TEST_P(ArchiveOfSuite, EveryCheckAnswers) {
  const ArchiveReading reading = read_archive(Record(GetParam()).bytes());
  std::set<std::string> checks;
  for (const Finding& finding : reading.findings) checks.insert(finding.check);
  EXPECT_EQ(checks.size(), 12U);
}

TEST_P(ArchiveOfSuite, ErasedBlobIsReportedAndPasses) {
  Record record(GetParam());
  record.erase("笔迹");
  const ArchiveReading reading = read_archive(record.bytes());
  EXPECT_EQ(told(blocking(reading.findings)), "");
  EXPECT_TRUE(tells(reading.findings, "archive.blobs", blob_name(digest(GetParam(), "笔迹"))));
  EXPECT_TRUE(publish_archive(record.bytes()));
}

TEST_P(ArchiveOfSuite, ErasedWordsAreReportedAndPass) {
  Record record(GetParam());
  const SealedWords words = record.contents.sealed.front();
  record.write(record.venue, 1, Erased{words.hash, "保存期满"});
  record.sign();
  const std::string bytes = record.bytes();
  EXPECT_EQ(told(failures(bytes)), "");
  EXPECT_EQ(bytes.find("张三"), std::string::npos);
}

TEST(Archive, WithoutANamedFileIsNotWritten) {
  const auto written_without = [](auto change) {
    Record record(Suite::international);
    change(record.contents);
    return write_archive(record.contents, record.sealer).has_value();
  };
  EXPECT_TRUE(written_without([](ArchiveContents&) {}));
  EXPECT_FALSE(written_without([](ArchiveContents& c) { c.blobs.erase(c.blobs.begin()); }));
  EXPECT_FALSE(written_without([](ArchiveContents& c) { c.packs.clear(); }));
  EXPECT_FALSE(written_without([](ArchiveContents& c) { c.sealed.clear(); }));
}

// An attacker with the key of nobody, or of somebody else, packs a changed record anew.
TEST(Archive, RecordOfAnotherKeyIsRefused) {
  Record record(Suite::international);
  record.sealer = test_key(Suite::international, 7).sealer();
  EXPECT_TRUE(tells(failures(record.bytes()), "archive.signature", "/key"));
}

TEST(Archive, UnsignedTailIsRefused) {
  Record record(Suite::international);
  record.write(record.venue, 1, "noted", Json::object());
  const auto found = failures(record.bytes());
  EXPECT_TRUE(tells(found, "archive.heads", "第 5 条")) << told(found);
}

TEST(Archive, HeadOfAnUnauthorisedKeyIsRefused) {
  Record record(Suite::international);
  record.contents.heads.push_back(test_key(Suite::international, 7).sign(record.venue.head));
  EXPECT_TRUE(tells(failures(record.bytes()), "archive.heads", "第 4 条"));
}

TEST(Archive, TwoOfficesAreRefused) {
  Record record(Suite::international);
  record.contents.logs.push_back({log_of(5), {}});
  Chain other = start_chain(Suite::international, log_of(5));
  record.write(other, 2,
               CustodyGranted{log_of(5), NodeId{}, to_hex(record.venue_key.public_key), 1, 1});
  record.contents.heads.push_back(record.venue_key.sign(other.head));
  EXPECT_TRUE(tells(failures(record.bytes()), "archive.custody", "logs/"));
}

TEST(Archive, OfficeThatRevokedItselfFromTheStartIsRefused) {
  Record record(Suite::international);
  record.write(record.office, 0, CustodyRevoked{log_of(9), 1, 0, "遗失"});
  record.sign();
  EXPECT_TRUE(tells(failures(record.bytes()), "archive.heads", "第 3 条"));
}

TEST(Archive, OfficeThatIsItsOwnVenueIsShownAsSuch) {
  Record record(Suite::international);
  const auto self_held = [](const std::string& bytes) {
    return std::ranges::any_of(read_archive(bytes).findings, [](const Finding& finding) {
      return finding.observed.starts_with("没有另设换届办");
    });
  };
  EXPECT_FALSE(self_held(record.bytes()));
  record.grant(log_of(3), record.office_key);
  record.sign();
  EXPECT_TRUE(self_held(record.bytes()));
}

// Whoever can sign may still not write a broken chain.
TEST(Archive, BrokenChainUnderAGoodSignatureIsLocated) {
  Record record(Suite::international);
  std::string& event = record.contents.logs[1].events[1];
  event.replace(event.find("记录员"), std::string("记录员").size(), "记录圆");
  const auto found = failures(record.bytes());
  EXPECT_TRUE(tells(found, "archive.chains", "第 3 条")) << told(found);
  EXPECT_EQ(std::ranges::count(found, "archive.chains", &Finding::check), 1);
}

TEST(Archive, AllFailuresAreListed) {
  Record record(Suite::international);
  std::string bytes = record.bytes();
  bytes[bytes.find("报告")] ^= 1;
  bytes[bytes.find("笔迹")] ^= 1;
  bytes[bytes.find("张三")] ^= 1;
  const auto found = failures(bytes);
  EXPECT_TRUE(tells(found, "archive.members", blob_name(digest(Suite::international, "报告"))));
  EXPECT_TRUE(tells(found, "archive.members", blob_name(digest(Suite::international, "笔迹"))));
  EXPECT_TRUE(tells(found, "archive.members", "sealed.json"));
}

TEST(Archive, ClockThatWentBackIsShownAndPasses) {
  Record record(Suite::international);
  Draft draft;
  draft.time.ms = 5;
  draft.actor = "记录员";
  draft.kind = "noted";
  record.contents.logs[1].events.push_back(*extend(record.venue, draft));
  record.sign();
  const ArchiveReading reading = read_archive(record.bytes());
  EXPECT_EQ(told(blocking(reading.findings)), "");
  EXPECT_EQ(reading.logs[0].clock_steps.size(), 1U);
  EXPECT_TRUE(tells(reading.findings, "archive.chains", "第 5 条"));
}

TEST(Archive, GarbageIsRefusedWithoutHarm) {
  for (const std::string& bytes :
       {std::string(), std::string("x"), std::string(1024, '\0'), std::string(4096, 'a'),
        write_tar({{"manifest.json", "{}"}}), write_tar({{"other", "{}"}}),
        write_tar({{"manifest.json", std::string(100'000, '[')}})}) {
    EXPECT_FALSE(failures(bytes).empty());
  }
}

std::size_t mutations() {
  const char* full = std::getenv("HUANJIE_FULL");
  return full != nullptr && std::string_view(full) == "1" ? 20'000 : 1'000;
}

// One change of a random kind at a random place.
std::string mutated(const std::string& bytes, std::mt19937& random) {
  const auto below = [&](std::size_t bound) { return random() % bound; };
  std::string changed = bytes;
  const std::size_t at = below(bytes.size());
  const std::size_t length = 1 + below(std::min<std::size_t>(bytes.size() - at, 600));
  switch (below(7)) {
    case 0:  changed[at] = static_cast<char>(changed[at] ^ (1 << below(8))); break;
    case 1:  changed[at] = static_cast<char>(random()); break;
    case 2:  changed.erase(at, length); break;
    case 3:  changed.insert(at, bytes.substr(below(bytes.size()), length)); break;
    case 4:  changed.resize(at); break;
    case 5:  changed.insert(at, 1, static_cast<char>(random())); break;
    default: {
      const std::size_t block = at / 512 * 512;
      const std::size_t other = below(bytes.size()) / 512 * 512;
      std::swap_ranges(changed.data() + block, changed.data() + block + 512,
                       changed.data() + other);
    }
  }
  return changed;
}

// TRUST V2.
TEST_P(ArchiveOfSuite, EveryMutationIsFound) {
  const std::string full = Record(GetParam()).bytes();
  const std::string published = *publish_archive(full);
  std::mt19937 random(1);
  std::size_t missed = 0;
  for (std::size_t i = 0; i < mutations(); ++i) {
    const std::string& bytes = i % 2 == 0 ? full : published;
    const std::string changed = mutated(bytes, random);
    if (changed != bytes && failures(changed).empty()) ++missed;
  }
  EXPECT_EQ(missed, 0U);
}

TEST(Archive, SingleByteChangesAllAlongAreFound) {
  const std::string bytes = *publish_archive(Record(Suite::international).bytes());
  std::size_t missed = 0;
  for (std::size_t i = 0; i < bytes.size(); i += 7) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 4);
    if (failures(changed).empty()) ++missed;
  }
  EXPECT_EQ(missed, 0U);
}

}  // namespace
}  // namespace huanjie
