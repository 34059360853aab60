#pragma once

#include <memory>
#include <string>

#include "app/ports.h"
#include "store/vault.h"

namespace huanjie {

// `vfs` and `checkpoint_pages` are other than these only in tests.
struct SqliteSetup {
  std::string path{};
  std::string vfs{};
  int checkpoint_pages = 1000;
};

// Writes an empty store at setup.path, which must not be a store yet.
Result<> create_sqlite(const SqliteSetup& setup);

// Opens a store: refuses one that would not keep what it acknowledges (journal_mode=WAL and
// synchronous=FULL are read back), that another program has open, that is damaged in any page, or
// whose logs are not the chains that their heads say.
Result<std::unique_ptr<Store>> open_sqlite(const SqliteSetup& setup, const Vault& vault);

// The settings that make an acknowledged write durable, as the database reports them.
struct Durability {
  std::string journal_mode{};
  std::string synchronous{};
  std::string secure_delete{};
};
// Refuses all but wal, 2 (FULL) and 1.
Result<> check_durability(const Durability& found);

}  // namespace huanjie
