#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace huanjie {

class Database;

// A file beside the database, through the same virtual file system; empty when it is not there.
Result<std::string> read_beside(const std::string& path, const std::string& vfs);

// A prepared statement. Parameters are bound in order; a row is read by column. Bytes and texts
// must outlive the step.
class Statement {
 public:
  Statement& bind(std::int64_t number);
  Statement& bind_text(std::string_view text);
  Statement& bind_bytes(std::string_view bytes);

  // True when there is a row, false at the end.
  Result<bool> step();
  Result<> run();

  std::int64_t number(int column) const;
  std::string bytes(int column) const;  // of a text too; empty for NULL
  bool is_null(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Statement(Database& database, sqlite3_stmt* statement)
      : database_(&database), statement_(statement) {}

  Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int bound_ = 0;
};

// One connection. Once the disk or the file has failed, `fault` says how and stays: a failed sync
// may have lost what the system claims to hold, so nothing is tried again (TRUST F3).
class Database {
 public:
  // `vfs` is empty but in tests. The file must exist unless `create`.
  static Result<Database> open(const std::string& path, const std::string& vfs, bool create);

  Result<Statement> prepare(std::string_view sql);
  Result<> run(std::string_view sql);
  // The first column of the first row, as text; empty without a row.
  Result<std::string> value(std::string_view sql);
  // Rows that the last statement changed.
  std::int64_t changes() const;

  const std::string& fault() const { return fault_; }
  // The error of the connection's last failure.
  std::unexpected<Error> failed(int code);

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  std::unique_ptr<sqlite3, Close> connection_;
  std::string fault_;
};

// Rolls back unless it was committed.
class Transaction {
 public:
  static Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept : database_(other.database_) {
    other.database_ = nullptr;
  }
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace huanjie
