#include "store/sqlite.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "store/database.h"
#include "store/memory_disk.h"
#include "store/sql.h"
#include "store/store_example.h"

namespace huanjie {
namespace {

const Suite kSuite = Suite::international;

struct Filled {
  std::vector<std::string> events{};
  Hash blob{};
  SealedWords sealed{};
  DiskFiles closed{};
  DiskFiles killed{};  // with a write-ahead log beside it
};

Filled fill() {
  Filled filled;
  const LogKey key = example_log();
  MemoryDisk disk;
  EXPECT_TRUE(create_sqlite(disk.setup()));
  auto store = open_sqlite(disk.setup(), example_vault());
  EXPECT_TRUE(store) << describe(store.error());
  EXPECT_TRUE((*store)->create_log(key, kSuite));
  Chain chain = start_chain(kSuite, key.log);
  for (int i = 0; i < 6; ++i) {
    const Head before = chain.head;
    const auto events = example_events(chain, 5, 100);
    filled.events.insert(filled.events.end(), events.begin(), events.end());
    EXPECT_TRUE((*store)->append(key, before, events));
  }
  filled.blob = *(*store)->put_blob(key.unit, kSuite, std::string(9000, 'b'));
  filled.sealed = seal(kSuite, Salt{}, "张三 13800000000");
  EXPECT_TRUE((*store)->put_sealed(key.unit, kSuite, filled.sealed));
  EXPECT_TRUE((*store)->put_scratch(key, {example_id<ScratchId>(4), std::string(300, 's')}));
  filled.killed = disk.files;
  store->reset();
  filled.closed = disk.files;
  return filled;
}

// Everything read is right or refused. True when something was refused.
bool refuses_or_right(const DiskFiles& files, const Filled& filled) {
  MemoryDisk disk(files);
  const auto store = open_sqlite(disk.setup(), example_vault());
  if (!store) return true;
  const LogKey key = example_log();
  const auto events = (*store)->read(key, 1, 1000);
  const auto blob = (*store)->blob(key.unit, filled.blob);
  const auto sealed = (*store)->sealed(key.unit, filled.sealed.hash);
  const auto scratch = (*store)->scratch(key);
  if (events) {
    EXPECT_EQ(*events, filled.events);
  }
  if (blob) {
    EXPECT_EQ(*blob, std::string(9000, 'b'));
  }
  if (sealed) {
    EXPECT_EQ(*sealed, filled.sealed);
  }
  if (scratch) {
    EXPECT_EQ(*scratch,
              (std::vector{ScratchItem{example_id<ScratchId>(4), std::string(300, 's')}}));
  }
  return !events || !blob || !sealed || !scratch;
}

// TRUST F15: any byte of the file, at 2,000 places.
TEST(Sqlite, DamagedPageIsNeverServed) {
  const Filled filled = fill();
  ASSERT_FALSE(refuses_or_right(filled.closed, filled));
  const std::size_t size = filled.closed.at("record.db").size();
  int refused = 0;
  for (std::size_t i = 0; i < 2'000; ++i) {
    DiskFiles files = filled.closed;
    char& byte = files["record.db"][i * size / 2'000];
    byte = static_cast<char>(byte ^ (1 << i % 8));
    if (refuses_or_right(files, filled)) ++refused;
  }
  // The rest fell on bytes that no page uses.
  EXPECT_GT(refused, 500);
}

// After a kill the last acts stand in the write-ahead log alone. Damage there is found but for the
// last two transactions (here the sealed words and the scratch item), where it looks like one that
// a power cut tore; what stands before them is never lost.
TEST(Sqlite, DamagedWriteAheadLogIsFoundBeforeItsLastTransactions) {
  const Filled filled = fill();
  const std::string& log = filled.killed.at("record.db-wal");
  ASSERT_FALSE(refuses_or_right(filled.killed, filled));
  int opened = 0;
  for (std::size_t i = 0; i < 500; ++i) {
    DiskFiles files = filled.killed;
    char& byte = files["record.db-wal"][i * log.size() / 500];
    byte = static_cast<char>(byte ^ 16);
    MemoryDisk disk(files);
    const auto store = open_sqlite(disk.setup(), example_vault());
    if (!store) continue;
    ++opened;
    EXPECT_EQ(*(*store)->read(example_log(), 1, 100), filled.events) << i;
    EXPECT_TRUE((*store)->blob(example_log().unit, filled.blob)) << i;
  }
  EXPECT_LT(opened, 500 / 4);
}

TEST(Sqlite, SettingsThatCouldLoseAnActAreRefused) {
  EXPECT_TRUE(check_durability({"wal", "2", "1"}));
  for (const Durability& wrong :
       {Durability{"delete", "2", "1"}, Durability{"memory", "2", "1"}, Durability{"off", "2", "1"},
        Durability{"wal", "1", "1"}, Durability{"wal", "0", "1"}, Durability{"wal", "2", "0"},
        Durability{}}) {
    EXPECT_FALSE(check_durability(wrong)) << wrong.journal_mode << wrong.synchronous;
  }
  // A place that can not have a write-ahead log.
  EXPECT_FALSE(create_sqlite({":memory:"}));
}

TEST(Sqlite, FileOfAnotherProgramOrVersionIsRefused) {
  const auto opened_after = [](std::string_view change) {
    MemoryDisk disk;
    EXPECT_TRUE(create_sqlite(disk.setup()));
    {
      auto database = Database::open(disk.setup().path, disk.setup().vfs, false);
      EXPECT_TRUE(database->value("PRAGMA locking_mode = EXCLUSIVE"));
      EXPECT_TRUE(database->run(change));
    }
    return open_sqlite(disk.setup(), example_vault()).has_value();
  };
  EXPECT_TRUE(opened_after("PRAGMA user_version = 1"));
  EXPECT_FALSE(opened_after("PRAGMA user_version = 2"));
  EXPECT_FALSE(opened_after("PRAGMA application_id = 1"));
  MemoryDisk disk;
  EXPECT_FALSE(open_sqlite(disk.setup(), example_vault()));
  disk.files["record.db"] = "not a database, but long enough to look at: " + std::string(600, 'x');
  EXPECT_FALSE(open_sqlite(disk.setup(), example_vault()));
}

// TRUST I10: somebody with the file and a tool shortens or changes the log.
TEST(Sqlite, LogChangedBehindItsBackIsRefused) {
  const Filled filled = fill();
  const auto opened_after = [&](std::string_view change) {
    MemoryDisk disk(filled.closed);
    {
      auto database = Database::open(disk.setup().path, disk.setup().vfs, false);
      EXPECT_TRUE(database->value("PRAGMA locking_mode = EXCLUSIVE"));
      const Result<> done = database->run(change);
      EXPECT_TRUE(done) << describe(done.error());
    }
    return open_sqlite(disk.setup(), example_vault()).has_value();
  };
  EXPECT_TRUE(opened_after("SELECT 1"));
  EXPECT_FALSE(opened_after("DELETE FROM log WHERE seq = 30"));
  EXPECT_FALSE(opened_after("DELETE FROM log WHERE seq = 3"));
  EXPECT_FALSE(opened_after("UPDATE log SET event = CAST(replace(event, 'x', 'y') AS BLOB)"));
  EXPECT_FALSE(opened_after("UPDATE head SET seq = 29"));
  EXPECT_FALSE(opened_after("UPDATE log SET seq = 31 WHERE seq = 30"));
  EXPECT_FALSE(opened_after("DELETE FROM head"));
}

// TRUST I19: neither the words nor their ciphertext stay in any byte of the disk.
TEST(Sqlite, ErasedContentLeavesNoByteBehind) {
  MemoryDisk disk;
  ASSERT_TRUE(create_sqlite(disk.setup()));
  auto store = *open_sqlite(disk.setup(), example_vault());
  const UnitId unit = example_log().unit;
  const std::string secret = "SECRET-" + std::string(5000, 'q');
  const Hash blob = *store->put_blob(unit, kSuite, secret);
  const SealedWords words = seal(kSuite, Salt{}, secret);
  ASSERT_TRUE(store->put_sealed(unit, kSuite, words));
  const auto holds = [&](std::string_view bytes) {
    return std::ranges::any_of(
        disk.files, [&](const auto& file) { return file.second.find(bytes) != std::string::npos; });
  };
  EXPECT_TRUE(holds("SECRET-qqqq"));
  // Pages of ciphertext that exist before and must not after.
  std::set<std::string> pieces;
  for (const auto& [name, bytes] : disk.files) {
    for (std::size_t at = 0; at + 64 < bytes.size(); at += 64) {
      const std::string piece = bytes.substr(at, 64);
      if (std::set<char>(piece.begin(), piece.end()).size() > 40) pieces.insert(piece);
    }
  }
  EXPECT_GT(pieces.size(), 50U);
  ASSERT_TRUE(store->erase_blob(unit, blob));
  ASSERT_TRUE(store->erase_sealed(unit, words.hash));
  EXPECT_FALSE(holds("SECRET-"));
  EXPECT_FALSE(holds("qqqqqqqq"));
  std::size_t left = 0;
  for (const std::string& piece : pieces) left += holds(piece) ? 1 : 0;
  EXPECT_EQ(left, 0U);
}

TEST(Sqlite, SealedWordsAreUnreadableInTheFile) {
  const Filled filled = fill();
  for (const auto& [name, bytes] : filled.killed) {
    EXPECT_EQ(bytes.find("13800000000"), std::string::npos) << name;
    EXPECT_EQ(bytes.find("张三"), std::string::npos) << name;
  }
  // With another node's data key they stay closed.
  MemoryDisk disk(filled.closed);
  const auto store = *open_sqlite(disk.setup(), Vault(kSuite, std::string(32, 'k')));
  EXPECT_FALSE(store->sealed(example_log().unit, filled.sealed.hash));
}

std::vector<std::vector<std::string>> rows_of(Database& database, std::string_view text,
                                              int columns) {
  std::vector<std::vector<std::string>> rows;
  auto statement = database.prepare(text);
  EXPECT_TRUE(statement) << text;
  while (*statement->step()) {
    std::vector<std::string>& row = rows.emplace_back();
    for (int i = 0; i < columns; ++i) row.push_back(statement->bytes(i));
  }
  return rows;
}

class Schema : public testing::Test {
 protected:
  Schema() {
    EXPECT_TRUE(create_sqlite(disk.setup()));
    database.emplace(*Database::open(disk.setup().path, disk.setup().vfs, false));
    EXPECT_TRUE(database->value("PRAGMA locking_mode = EXCLUSIVE"));
    for (const auto& row : rows_of(*database, "SELECT name, type, sql FROM sqlite_master", 3)) {
      EXPECT_EQ(row[1], "table") << "no index, view or trigger: " << row[0];
      tables[row[0]] = row[2];
    }
  }
  std::vector<std::string> columns(const std::string& table) {
    std::vector<std::string> names;
    for (const auto& row : rows_of(*database, "PRAGMA table_info(" + table + ")", 2)) {
      names.push_back(row[1]);
    }
    return names;
  }

  MemoryDisk disk;
  std::optional<Database> database;
  std::map<std::string, std::string> tables;
};

TEST_F(Schema, EveryKeyBeginsWithTheUnitAndNoRowHasANumberOfItsOwn) {
  EXPECT_EQ(tables.size(), sql::kSchema.size());
  for (const auto& [name, text] : tables) {
    EXPECT_NE(text.find("STRICT, WITHOUT ROWID"), std::string::npos) << name;
    EXPECT_NE(text.find("PRIMARY KEY (unit_id, "), std::string::npos) << name;
    for (const std::string_view never :
         {"AUTOINCREMENT", "REFERENCES", "FOREIGN", "DEFAULT", "UNIQUE", "GENERATED"}) {
      EXPECT_EQ(text.find(never), std::string::npos) << name << " " << never;
    }
    EXPECT_TRUE(rows_of(*database, "PRAGMA foreign_key_list(" + name + ")", 1).empty());
    EXPECT_EQ(columns(name).front(), "unit_id");
  }
}

// TRUST I16: what is on single sheets shares with the log, where check-ins are, nothing but the
// unit and the log: no key, number, time, size or hash of the other.
TEST_F(Schema, NothingLeadsFromACheckInToASheet) {
  EXPECT_EQ(columns("scratch"),
            (std::vector<std::string>{"unit_id", "log_id", "item_id", "hash", "bytes"}));
  EXPECT_EQ(columns("log"),
            (std::vector<std::string>{"unit_id", "log_id", "seq", "hash", "event"}));
  for (const auto& [name, text] : tables) {
    for (const std::string& column : columns(name)) {
      for (const std::string_view never : {"time", "date", "_at", "order", "count", "size"}) {
        EXPECT_EQ(column.find(never), std::string::npos) << name << "." << column;
      }
    }
  }
  // Kept in the order of random ids: written in any order, the pages hold the same order.
  const auto order = [](const std::vector<int>& numbers) {
    MemoryDisk fresh;
    EXPECT_TRUE(create_sqlite(fresh.setup()));
    {
      const auto store = *open_sqlite(fresh.setup(), example_vault());
      EXPECT_TRUE(store->create_log(example_log(), kSuite));
      for (const int number : numbers) {
        EXPECT_TRUE(store->put_scratch(example_log(), {example_id<ScratchId>(number), "x"}));
      }
      EXPECT_TRUE(store->scratch(example_log()));
    }
    const auto store = *open_sqlite(fresh.setup(), example_vault());
    return *store->scratch(example_log());
  };
  EXPECT_EQ(order({1, 2, 3, 4}), order({3, 1, 4, 2}));
}

std::set<std::string> tables_named(std::string_view statement, const auto& tables) {
  std::set<std::string> named;
  std::string word;
  for (const char c : std::string(statement) + " ") {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') {
      word += c;
    } else {
      if (tables.contains(word)) named.insert(word);
      word.clear();
    }
  }
  return named;
}

// TRUST I10, 5.2.
TEST_F(Schema, NoStatementChangesAnEventOrJoinsTables) {
  for (const std::string_view statement : sql::kStatements) {
    EXPECT_TRUE(database->prepare(statement)) << statement;
    auto named = tables_named(statement, tables);
    // "hash", "signature" and the like are columns too.
    if (statement == sql::kPutHead || statement == sql::kHeads) named.erase("signature");
    EXPECT_EQ(named.size(), 1U) << statement;
    const bool deletes = statement.starts_with("DELETE");
    const bool updates = statement.starts_with("UPDATE");
    if (deletes) {
      EXPECT_EQ(named, std::set<std::string>{"scratch"});
    }
    if (updates) {
      EXPECT_TRUE(named.contains("head") || named.contains("blob") || named.contains("sealed"))
          << statement;
    }
    if (!statement.starts_with("INSERT") && statement != sql::kLogs &&
        statement != sql::kHeadOwners && statement != sql::kScratchOwners) {
      EXPECT_NE(statement.find("WHERE unit_id = ?"), std::string::npos) << statement;
    }
    for (const std::string_view never : {"JOIN", "RETURNING", "rowid", "REPLACE", "OVER", "now"}) {
      EXPECT_EQ(statement.find(never), std::string::npos) << statement;
    }
  }
}

TEST_F(Schema, StatementsStandInOnePlace) {
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(HUANJIE_SOURCE_DIR "/src")) {
    const std::string path = entry.path().string();
    if (!entry.is_regular_file() || path.ends_with("store/sql.h") || path.ends_with("_test.cpp")) {
      continue;
    }
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    for (const std::string_view verb :
         {"INSERT INTO", "DELETE FROM", "UPDATE head", "UPDATE log", "CREATE TABLE"}) {
      EXPECT_EQ(text.str().find(verb), std::string::npos) << path << " " << verb;
    }
  }
}

}  // namespace
}  // namespace huanjie
