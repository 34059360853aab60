#include "store/sqlite.h"

#include <algorithm>

#include "base/limits.h"
#include "store/append.h"
#include "store/database.h"
#include "store/sql.h"
#include "store/write_ahead_log.h"

namespace huanjie {
namespace {

// "hjlg": the file says what it is.
constexpr std::string_view kApplicationId = "1751804007";
constexpr std::string_view kSchemaVersion = "1";

template <std::size_t N>
std::string_view bytes_of(const std::array<std::uint8_t, N>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::unexpected<Error> damaged(std::string what, std::string where = {}) {
  return fail(ErrorCode::unavailable, "记录已损坏：" + std::move(what), std::move(where),
              "从另一份副本恢复");
}

template <std::size_t N>
Result<> take_bytes(const Statement& row, int column, std::array<std::uint8_t, N>& bytes) {
  const std::string found = row.bytes(column);
  if (found.size() != N) return damaged("字段长度不对");
  std::ranges::copy(found, bytes.begin());
  return {};
}

Result<Suite> suite_in(const Statement& row, int column) {
  const std::optional<Suite> suite = enum_from_text<Suite>(row.bytes(column));
  if (!suite) return damaged("算法名称不认识");
  return *suite;
}

class SqliteStore final : public Store {
 public:
  SqliteStore(Database database, const Vault& vault)
      : database_(std::move(database)), vault_(vault) {}

  Result<> create_log(const LogKey& key, Suite suite) override {
    HJ_TRY(writable());
    const Hash nothing{};
    Statement insert = HJ_TRY(on(key, sql::kCreateLog));
    HJ_TRY(insert.bind_text(to_text(suite)).bind_bytes(bytes_of(nothing.bytes)).run());
    if (HJ_TRY(log(key)).suite == suite) return {};
    return fail(ErrorCode::conflict, "日志已按另一套算法建立", to_text(key.log));
  }

  Result<std::vector<LogInfo>> logs() override {
    Statement rows = HJ_TRY(database_.prepare(sql::kLogs));
    std::vector<LogInfo> all;
    while (HJ_TRY(rows.step())) all.push_back(HJ_TRY(log_in(rows)));
    return all;
  }

  Result<LogInfo> log(const LogKey& key) override {
    Statement row = HJ_TRY(on(key, sql::kLog));
    if (HJ_TRY(row.step())) return log_in(row);
    return fail(ErrorCode::not_found, "没有这个日志", to_text(key.log));
  }

  Result<> append(const LogKey& key, const Head& expected,
                  const std::vector<std::string>& events) override {
    HJ_TRY(writable());
    const LogInfo info = HJ_TRY(log(key));
    if (info.head != expected) {
      const auto after =
          HJ_TRY(read(key, expected.seq + 1, static_cast<std::int64_t>(events.size())));
      if (are_there(info.suite, expected, events, after)) return {};
      return head_moved(expected, info.head);
    }
    const std::vector<Head> heads = HJ_TRY(heads_after(key, info.suite, expected, events));
    if (heads.empty()) return {};
    Transaction transaction = HJ_TRY(Transaction::begin(database_));
    HJ_TRY(move_head(key, expected, heads.back()));
    for (std::size_t i = 0; i < events.size(); ++i) {
      Statement insert = HJ_TRY(on(key, sql::kAppend));
      HJ_TRY(insert.bind(heads[i].seq)
                 .bind_bytes(bytes_of(heads[i].hash.bytes))
                 .bind_bytes(events[i])
                 .run());
    }
    return transaction.commit();
  }

  Result<std::vector<std::string>> read(const LogKey& key, std::int64_t from,
                                        std::int64_t limit) override {
    const LogInfo info = HJ_TRY(log(key));
    Statement rows = HJ_TRY(on(key, sql::kRead));
    const std::int64_t first = std::max<std::int64_t>(from, 1);
    rows.bind(first).bind(std::max<std::int64_t>(limit, 0));
    std::vector<std::string> events;
    while (HJ_TRY(rows.step())) {
      const std::int64_t seq = first + static_cast<std::int64_t>(events.size());
      Hash hash;
      HJ_TRY(take_bytes(rows, 1, hash.bytes));
      std::string event = rows.bytes(2);
      if (rows.number(0) != seq || digest(info.suite, event) != hash) {
        return damaged("事件与摘要不符",
                       "日志 " + to_text(key.log) + " 序号 " + std::to_string(seq));
      }
      events.push_back(std::move(event));
    }
    return events;
  }

  Result<> put_head(const LogKey& key, const SignedHead& head) override {
    HJ_TRY(writable());
    const LogInfo info = HJ_TRY(log(key));
    HJ_TRY(check_own_head(*this, info, head));
    for (const SignedHead& kept : HJ_TRY(heads(key))) {
      if (kept.seq != head.seq || kept.key != head.key) continue;
      if (kept == head) return {};
      return already_signed(head);
    }
    const std::string public_key = HJ_TRY(from_hex(head.key));
    const std::string signature = HJ_TRY(from_hex(head.signature));
    Statement insert = HJ_TRY(on(key, sql::kPutHead));
    return insert.bind(head.seq)
        .bind_bytes(public_key)
        .bind_bytes(bytes_of(head.hash.bytes))
        .bind_bytes(signature)
        .run();
  }

  Result<std::vector<SignedHead>> heads(const LogKey& key) override {
    const LogInfo info = HJ_TRY(log(key));
    Statement rows = HJ_TRY(on(key, sql::kHeads));
    std::vector<SignedHead> all;
    while (HJ_TRY(rows.step())) {
      Head head{key.log, rows.number(0), {}};
      HJ_TRY(take_bytes(rows, 2, head.hash.bytes));
      const std::string public_key = rows.bytes(1);
      const std::string signature = rows.bytes(3);
      if (!signature_holds(info.suite, public_key, head_message(head), signature)) {
        return damaged("签名不成立", "序号 " + std::to_string(head.seq));
      }
      all.push_back(signed_head(head, public_key, signature));
    }
    return all;
  }

  Result<Hash> put_blob(UnitId unit, Suite suite, std::string_view bytes) override {
    HJ_TRY(writable());
    const Hash hash = digest(suite, bytes);
    if (HJ_TRY(is_there(sql::kBlob, unit, hash))) return hash;
    Statement insert = HJ_TRY(on(unit, hash, sql::kPutBlob));
    HJ_TRY(insert.bind_text(to_text(suite)).bind_bytes(bytes).run());
    return hash;
  }

  Result<std::string> blob(UnitId unit, const Hash& hash) override {
    Statement row = HJ_TRY(present(sql::kBlob, unit, hash));
    const Suite suite = HJ_TRY(suite_in(row, 0));
    std::string bytes = row.bytes(2);
    if (digest(suite, bytes) != hash) return damaged("文件与摘要不符", to_text(hash));
    return bytes;
  }

  Result<> erase_blob(UnitId unit, const Hash& hash) override {
    return erase(sql::kEraseBlob, unit, hash);
  }

  Result<> put_sealed(UnitId unit, Suite suite, const SealedWords& words) override {
    HJ_TRY(writable());
    if (!seal_holds(suite, words)) return wrong_seal(words);
    if (HJ_TRY(is_there(sql::kSealed, unit, words.hash))) return {};
    const std::string box = vault_.close(std::string(bytes_of(words.salt.bytes)) + words.words,
                                         context_of(unit, words.hash));
    Statement insert = HJ_TRY(on(unit, words.hash, sql::kPutSealed));
    return insert.bind_text(to_text(suite)).bind_bytes(box).run();
  }

  Result<SealedWords> sealed(UnitId unit, const Hash& hash) override {
    Statement row = HJ_TRY(present(sql::kSealed, unit, hash));
    const Suite suite = HJ_TRY(suite_in(row, 0));
    const std::string opened = HJ_TRY(vault_.open(row.bytes(2), context_of(unit, hash)));
    SealedWords words;
    if (opened.size() < words.salt.bytes.size()) return damaged("封存的文字不完整");
    std::copy_n(opened.begin(), words.salt.bytes.size(), words.salt.bytes.begin());
    words.words = opened.substr(words.salt.bytes.size());
    words.hash = hash;
    if (!seal_holds(suite, words)) return damaged("封存的文字与摘要不符", to_text(hash));
    return words;
  }

  Result<> erase_sealed(UnitId unit, const Hash& hash) override {
    return erase(sql::kEraseSealed, unit, hash);
  }

  Result<> put_signature(UnitId unit, const Hash& message, std::string_view public_key,
                         std::string_view signature) override {
    HJ_TRY(writable());
    const Result<std::string> kept = this->signature(unit, message, public_key);
    if (kept) return {};
    if (kept.error().code != ErrorCode::not_found) return std::unexpected(kept.error());
    Statement insert = HJ_TRY(on(unit, message, sql::kPutSignature));
    return insert.bind_bytes(public_key).bind_bytes(signature).run();
  }

  Result<std::string> signature(UnitId unit, const Hash& message,
                                std::string_view public_key) override {
    Statement row = HJ_TRY(on(unit, message, sql::kSignature));
    row.bind_bytes(public_key);
    if (HJ_TRY(row.step())) return row.bytes(0);
    return fail(ErrorCode::not_found, "没有这项签名");
  }

  Result<> put_scratch(const LogKey& key, const ScratchItem& item) override {
    HJ_TRY(writable());
    const LogInfo info = HJ_TRY(log(key));
    const Hash hash = scratch_hash(info.suite, item);
    Statement insert = HJ_TRY(on(key, sql::kPutScratch));
    return insert.bind_bytes(bytes_of(item.id.bytes))
        .bind_bytes(bytes_of(hash.bytes))
        .bind_bytes(item.bytes)
        .run();
  }

  Result<std::vector<ScratchItem>> scratch(const LogKey& key) override {
    const LogInfo info = HJ_TRY(log(key));
    Statement rows = HJ_TRY(on(key, sql::kScratch));
    std::vector<ScratchItem> items;
    while (HJ_TRY(rows.step())) {
      ScratchItem item;
      Hash hash;
      HJ_TRY(take_bytes(rows, 0, item.id.bytes));
      HJ_TRY(take_bytes(rows, 1, hash.bytes));
      item.bytes = rows.bytes(2);
      if (scratch_hash(info.suite, item) != hash) return damaged("未完成批次的内容与摘要不符");
      items.push_back(std::move(item));
    }
    return items;
  }

  Result<> clear_scratch(const LogKey& key) override {
    HJ_TRY(writable());
    HJ_TRY(log(key));
    Statement clear = HJ_TRY(on(key, sql::kClearScratch));
    HJ_TRY(clear.run());
    return forget_old_pages();
  }

  // Every log is the chain that its head says, from its first event, and no row is of another log.
  Result<> check_logs() {
    HJ_TRY(check_owners(sql::kHeadOwners));
    HJ_TRY(check_owners(sql::kScratchOwners));
    for (const LogInfo& info : HJ_TRY(logs())) {
      Statement rows = HJ_TRY(on(info.key, sql::kRead));
      rows.bind(1).bind(kMaxWhole);
      Chain chain = start_chain(info.suite, info.key.log);
      const std::string where = "日志 " + to_text(info.key.log);
      while (HJ_TRY(rows.step())) {
        const Result<> followed = follow(chain, rows.bytes(2));
        if (!followed) return damaged(describe(followed.error()), where);
        if (rows.number(0) != chain.head.seq || rows.bytes(1) != bytes_of(chain.head.hash.bytes)) {
          return damaged("事件与摘要不符", where + " 序号 " + std::to_string(chain.head.seq));
        }
      }
      if (chain.head != info.head) {
        return damaged("日志写到序号 " + std::to_string(chain.head.seq) + "，应到 " +
                           std::to_string(info.head.seq),
                       where);
      }
    }
    return {};
  }

 private:
  Result<> writable() const {
    if (database_.fault().empty()) return {};
    return fail(ErrorCode::unavailable, database_.fault() + "：本机现在只能查看，不能再写入", {},
                "排除磁盘故障后重新打开；此前已确认的内容不受影响");
  }

  Result<Statement> on(const LogKey& key, std::string_view text) {
    Statement statement = HJ_TRY(database_.prepare(text));
    // Bound only here and read before the caller's key can end.
    statement.bind_bytes(bytes_of(key.unit.bytes)).bind_bytes(bytes_of(key.log.bytes));
    return statement;
  }
  Result<Statement> on(const UnitId& unit, const Hash& hash, std::string_view text) {
    Statement statement = HJ_TRY(database_.prepare(text));
    statement.bind_bytes(bytes_of(unit.bytes)).bind_bytes(bytes_of(hash.bytes));
    return statement;
  }

  static Result<LogInfo> log_in(const Statement& row) {
    LogInfo info;
    HJ_TRY(take_bytes(row, 0, info.key.unit.bytes));
    HJ_TRY(take_bytes(row, 1, info.key.log.bytes));
    info.suite = HJ_TRY(suite_in(row, 2));
    info.head.log = info.key.log;
    info.head.seq = row.number(3);
    HJ_TRY(take_bytes(row, 4, info.head.hash.bytes));
    return info;
  }

  Result<> move_head(const LogKey& key, const Head& from, const Head& to) {
    Statement move = HJ_TRY(database_.prepare(sql::kMoveHead));
    HJ_TRY(move.bind(to.seq)
               .bind_bytes(bytes_of(to.hash.bytes))
               .bind_bytes(bytes_of(key.unit.bytes))
               .bind_bytes(bytes_of(key.log.bytes))
               .bind(from.seq)
               .bind_bytes(bytes_of(from.hash.bytes))
               .run());
    if (database_.changes() == 1) return {};
    return fail(ErrorCode::conflict, "日志的末端已变动，请重新读取", to_text(key.log));
  }

  // A row of blob or sealed that is there and not erased, on it.
  Result<Statement> present(std::string_view text, const UnitId& unit, const Hash& hash) {
    Statement row = HJ_TRY(on(unit, hash, text));
    if (!HJ_TRY(row.step())) return fail(ErrorCode::not_found, "没有这项内容", to_text(hash));
    if (row.number(1) == 1 && row.is_null(2)) {
      return fail(ErrorCode::not_found, "内容已删除", to_text(hash));
    }
    return row;
  }

  Result<bool> is_there(std::string_view text, const UnitId& unit, const Hash& hash) {
    Statement row = HJ_TRY(on(unit, hash, text));
    if (!HJ_TRY(row.step())) return false;
    if (row.number(1) == 1) return fail(ErrorCode::conflict, "已删除的内容不能再存入");
    return true;
  }

  Result<> erase(std::string_view text, const UnitId& unit, const Hash& hash) {
    HJ_TRY(writable());
    Statement update = HJ_TRY(on(unit, hash, text));
    HJ_TRY(update.run());
    if (database_.changes() != 1) {
      return fail(ErrorCode::not_found, "没有这项内容", to_text(hash));
    }
    return forget_old_pages();
  }

  // secure_delete overwrites freed bytes in the file; what the write-ahead log still holds of them
  // goes with it (TRUST I19).
  Result<> forget_old_pages() {
    const std::string busy = HJ_TRY(database_.value("PRAGMA wal_checkpoint(TRUNCATE)"));
    if (busy == "0") return {};
    return fail(ErrorCode::unavailable, "内容已删除，但日志文件未能清空");
  }

  Result<> check_owners(std::string_view text) {
    Statement rows = HJ_TRY(database_.prepare(text));
    while (HJ_TRY(rows.step())) {
      LogKey key;
      HJ_TRY(take_bytes(rows, 0, key.unit.bytes));
      HJ_TRY(take_bytes(rows, 1, key.log.bytes));
      if (!log(key)) return damaged("有不属于任何日志的内容", "日志 " + to_text(key.log));
    }
    return {};
  }

  static Hash scratch_hash(Suite suite, const ScratchItem& item) {
    return digest(suite, std::string(bytes_of(item.id.bytes)) + item.bytes);
  }

  static std::string context_of(const UnitId& unit, const Hash& hash) {
    return std::string(bytes_of(unit.bytes)) + std::string(bytes_of(hash.bytes));
  }

  Database database_;
  Vault vault_;
};

// One program at a time: no shared memory file, and SQLite itself keeps others out.
Result<> make_durable(Database& database, int checkpoint_pages) {
  HJ_TRY(database.value("PRAGMA locking_mode = EXCLUSIVE"));
  Durability found;
  found.journal_mode = HJ_TRY(database.value("PRAGMA journal_mode = WAL"));
  HJ_TRY(database.run("PRAGMA synchronous = FULL"));
  HJ_TRY(database.value("PRAGMA secure_delete = ON"));
  HJ_TRY(database.value("PRAGMA wal_autocheckpoint = " + std::to_string(checkpoint_pages)));
  found.synchronous = HJ_TRY(database.value("PRAGMA synchronous"));
  found.secure_delete = HJ_TRY(database.value("PRAGMA secure_delete"));
  return check_durability(found);
}

Result<> check_pages(Database& database) {
  const std::string found = HJ_TRY(database.value("PRAGMA integrity_check(1)"));
  if (found != "ok") return damaged("数据库页损坏（" + found + "）");
  if (HJ_TRY(database.value("PRAGMA application_id")) != kApplicationId) {
    return damaged("不是本程序的数据库");
  }
  if (HJ_TRY(database.value("PRAGMA user_version")) != kSchemaVersion) {
    return fail(ErrorCode::unavailable, "数据库版本与本程序不符", {}, "用建立它的版本打开");
  }
  return {};
}

}  // namespace

Result<> check_durability(const Durability& found) {
  if (found.journal_mode == "wal" && found.synchronous == "2" && found.secure_delete == "1") {
    return {};
  }
  return fail(ErrorCode::unavailable,
              "数据库不能保证断电不丢：journal_mode=" + found.journal_mode +
                  " synchronous=" + found.synchronous + " secure_delete=" + found.secure_delete,
              {}, "wal、2（FULL）、1；请放在本机磁盘上");
}

Result<> create_sqlite(const SqliteSetup& setup) {
  Database database = HJ_TRY(Database::open(setup.path, setup.vfs, true));
  HJ_TRY(make_durable(database, setup.checkpoint_pages));
  Transaction transaction = HJ_TRY(Transaction::begin(database));
  for (const std::string_view table : sql::kSchema) HJ_TRY(database.run(table));
  HJ_TRY(database.run("PRAGMA application_id = " + std::string(kApplicationId)));
  HJ_TRY(database.run("PRAGMA user_version = " + std::string(kSchemaVersion)));
  return transaction.commit();
}

Result<std::unique_ptr<Store>> open_sqlite(const SqliteSetup& setup, const Vault& vault) {
  const std::string ahead = HJ_TRY(read_beside(setup.path + "-wal", setup.vfs));
  HJ_TRY(check_write_ahead_log(ahead));
  Database database = HJ_TRY(Database::open(setup.path, setup.vfs, false));
  HJ_TRY(make_durable(database, setup.checkpoint_pages));
  HJ_TRY(check_pages(database));
  auto store = std::make_unique<SqliteStore>(std::move(database), vault);
  HJ_TRY(store->check_logs());
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace huanjie
