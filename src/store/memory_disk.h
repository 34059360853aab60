#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "store/sqlite.h"

struct sqlite3_vfs;

namespace huanjie {

// For tests: a disk in memory behind SQLite that records what is written, can fail, and can lose
// power.
struct DiskOperation {
  enum class Kind { write, truncate, sync, remove };
  Kind kind = Kind::write;
  std::string file{};
  std::size_t at = 0;  // of a write; the new size of a truncation
  std::string bytes{};
};

using DiskFiles = std::map<std::string, std::string>;

class MemoryDisk {
 public:
  explicit MemoryDisk(DiskFiles start = {});
  MemoryDisk(const MemoryDisk&) = delete;
  MemoryDisk& operator=(const MemoryDisk&) = delete;
  ~MemoryDisk();

  // A store's file on this disk.
  SqliteSetup setup(int checkpoint_pages = 1000) const;

  DiskFiles files{};
  std::vector<DiskOperation> operations{};
  // The n-th write, truncation or sync from now on (from 1) and all after it fail with this SQLite
  // code; 0: none.
  int fail_after = 0;
  int fail_code = 0;

  // Called before an operation; the code it fails with, or 0.
  int failure();

 private:
  std::string name_;
  std::unique_ptr<sqlite3_vfs> vfs_;
};

void perform(const DiskOperation& operation, DiskFiles& files);

// What a disk may hold after a number of recorded operations, stepping through them one by one.
class CrashStates {
 public:
  CrashStates(DiskFiles start, std::vector<DiskOperation> operations);

  // Goes one operation on; false at the end.
  bool step();
  std::size_t steps() const { return next_; }

  // The process was killed: everything written is there.
  const DiskFiles& killed() const { return written_; }
  // The power went: only what was synced is there.
  const DiskFiles& power_cut() const { return synced_; }
  // The power went while the disk was writing: of what was not synced, any part in sectors of 512.
  DiskFiles torn(std::mt19937& random) const;

 private:
  std::vector<DiskOperation> operations_;
  std::size_t next_ = 0;
  DiskFiles written_;
  DiskFiles synced_;
  std::map<std::string, std::vector<DiskOperation>> pending_;
};

}  // namespace huanjie
