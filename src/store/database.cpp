#include "store/database.h"

#include <sqlite3.h>

#include <cstddef>
#include <vector>

#include "base/assert.h"

namespace huanjie {
namespace {

// Why the code is fatal for the connection; empty when it is not.
std::string fatal_reason(int code) {
  switch (code & 0xFF) {
    case SQLITE_IOERR:    return "磁盘读写失败";
    case SQLITE_FULL:     return "磁盘已满";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:   return "数据库文件已损坏";
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN: return "数据库文件无法读写";
    default:              return {};
  }
}

struct FreeName {
  void operator()(const char* name) const { sqlite3_free_filename(name); }
};

// An open file of SQLite's own kind: room that the virtual file system asks for.
class VfsFile {
 public:
  VfsFile(sqlite3_vfs* vfs, const char* name)
      : room_(static_cast<std::size_t>(vfs->szOsFile) / sizeof(std::max_align_t) + 1) {
    const int code = vfs->xOpen(vfs, name, file(), SQLITE_OPEN_READONLY | SQLITE_OPEN_WAL, nullptr);
    is_open_ = code == SQLITE_OK;
  }
  VfsFile(const VfsFile&) = delete;
  VfsFile& operator=(const VfsFile&) = delete;
  ~VfsFile() {
    if (file()->pMethods != nullptr) file()->pMethods->xClose(file());
  }

  Result<std::string> read() {
    sqlite3_int64 size = 0;
    std::string bytes;
    int code = is_open_ ? file()->pMethods->xFileSize(file(), &size) : SQLITE_CANTOPEN;
    if (code == SQLITE_OK) {
      bytes.resize(static_cast<std::size_t>(size));
      code = file()->pMethods->xRead(file(), bytes.data(), static_cast<int>(size), 0);
    }
    if (code != SQLITE_OK) return fail(ErrorCode::unavailable, "无法读取预写日志");
    return bytes;
  }

 private:
  sqlite3_file* file() { return reinterpret_cast<sqlite3_file*>(room_.data()); }

  std::vector<std::max_align_t> room_;
  bool is_open_ = false;
};

}  // namespace

Result<std::string> read_beside(const std::string& path, const std::string& vfs) {
  sqlite3_vfs* found = sqlite3_vfs_find(vfs.empty() ? nullptr : vfs.c_str());
  if (found == nullptr) return fail(ErrorCode::unavailable, "无法读取数据库文件", path);
  int exists = 0;
  if (found->xAccess(found, path.c_str(), SQLITE_ACCESS_EXISTS, &exists) != SQLITE_OK ||
      exists == 0) {
    return std::string();
  }
  const std::unique_ptr<const char, FreeName> name(
      sqlite3_create_filename(path.c_str(), "", "", 0, nullptr));
  return VfsFile(found, name.get()).read();
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void Database::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

Statement& Statement::bind(std::int64_t number) {
  const int code = sqlite3_bind_int64(statement_.get(), ++bound_, number);
  HJ_ASSERT(code == SQLITE_OK);
  return *this;
}

Statement& Statement::bind_text(std::string_view text) {
  const int code = sqlite3_bind_text64(statement_.get(), ++bound_, text.data(), text.size(),
                                       SQLITE_STATIC, SQLITE_UTF8);
  HJ_ASSERT(code == SQLITE_OK);
  return *this;
}

Statement& Statement::bind_bytes(std::string_view bytes) {
  // A null pointer would bind NULL: empty bytes are bytes.
  const char* data = bytes.empty() ? "" : bytes.data();
  const int code =
      sqlite3_bind_blob64(statement_.get(), ++bound_, data, bytes.size(), SQLITE_STATIC);
  HJ_ASSERT(code == SQLITE_OK || code == SQLITE_TOOBIG);
  return *this;
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return database_->failed(code);
}

Result<> Statement::run() {
  const Result<bool> stepped = step();
  if (!stepped) return std::unexpected(stepped.error());
  return {};
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return data == nullptr
             ? std::string()
             : std::string(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

Result<Database> Database::open(const std::string& path, const std::string& vfs, bool create) {
  Database database;
  sqlite3* connection = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0) |
                    SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE;
  const int code =
      sqlite3_open_v2(path.c_str(), &connection, flags, vfs.empty() ? nullptr : vfs.c_str());
  database.connection_.reset(connection);
  if (code != SQLITE_OK) return database.failed(code);
  return database;
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(connection_.get(), sql.data(), static_cast<int>(sql.size()),
                                      &statement, nullptr);
  if (code != SQLITE_OK) return failed(code);
  return Statement(*this, statement);
}

Result<> Database::run(std::string_view sql) {
  Statement statement = HJ_TRY(prepare(sql));
  return statement.run();
}

Result<std::string> Database::value(std::string_view sql) {
  Statement statement = HJ_TRY(prepare(sql));
  const bool row = HJ_TRY(statement.step());
  return row ? statement.bytes(0) : std::string();
}

std::int64_t Database::changes() const { return sqlite3_changes64(connection_.get()); }

std::unexpected<Error> Database::failed(int code) {
  const std::string detail = connection_ ? sqlite3_errmsg(connection_.get()) : "";
  const std::string fatal = fatal_reason(code);
  if (!fatal.empty()) {
    if (fault_.empty()) fault_ = fatal + "（" + detail + "）";
    const bool is_full = (code & 0xFF) == SQLITE_FULL;
    return fail(ErrorCode::unavailable, fatal + "（" + detail + "）", {},
                is_full ? "有空余的磁盘；腾出空间后再运行一次" : "");
  }
  if ((code & 0xFF) == SQLITE_BUSY || (code & 0xFF) == SQLITE_LOCKED) {
    return fail(ErrorCode::conflict, "数据库正被另一个程序使用", {}, "先关闭那个程序");
  }
  if ((code & 0xFF) == SQLITE_CONSTRAINT) {
    return fail(ErrorCode::conflict, "与已有的记录冲突（" + detail + "）");
  }
  return fail(ErrorCode::unavailable, "数据库出错（" + detail + "）");
}

Result<Transaction> Transaction::begin(Database& database) {
  HJ_TRY(database.run("BEGIN IMMEDIATE"));
  return Transaction(database);
}

Transaction::~Transaction() {
  // After a failed write SQLite may have rolled back by itself; then there is nothing left to do.
  if (database_ != nullptr) static_cast<void>(database_->run("ROLLBACK"));
}

Result<> Transaction::commit() {
  HJ_TRY(database_->run("COMMIT"));
  database_ = nullptr;
  return {};
}

}  // namespace huanjie
