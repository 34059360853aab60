#pragma once

#include <memory>
#include <string>

#include "app/ports.h"

namespace huanjie {

// Held while a program works on a data folder; given back when it is destroyed or the process ends.
class FolderLock {
 public:
  // `conflict` when another process holds it, with its process id.
  static Result<FolderLock> take(const std::string& folder);
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  ~FolderLock();

 private:
  explicit FolderLock(int file) : file_(file) {}
  int file_ = -1;
};

// What a node keeps, and holds: `lock`, `node.json` (its keys, mode 0600) and `record.db`.
struct DataFolder {
  FolderLock lock;
  std::unique_ptr<Signer> signer{};
  std::unique_ptr<Store> store{};
};

// Opens the folder, and fills it when it is new or empty: each file is written beside its name,
// synced and renamed, so that a power cut leaves it whole or absent. `suite` and `ids` count for a
// new folder; one made with another suite is refused.
Result<DataFolder> open_data_folder(const std::string& folder, Suite suite, Ids& ids);

}  // namespace huanjie
