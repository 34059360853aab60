#include "store/memory_disk.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace huanjie {
namespace {

struct OpenFile {
  sqlite3_file base{};
  MemoryDisk* disk = nullptr;
  const char* name = nullptr;  // a key of the disk's files
};

OpenFile& self(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }
std::string& content(sqlite3_file* file) { return self(file).disk->files[self(file).name]; }

int record(MemoryDisk& disk, DiskOperation operation) {
  if (const int code = disk.failure(); code != 0) return code;
  perform(operation, disk.files);
  disk.operations.push_back(std::move(operation));
  return SQLITE_OK;
}

int close_file(sqlite3_file*) { return SQLITE_OK; }

int read_file(sqlite3_file* file, void* out, int amount, sqlite3_int64 offset) {
  const std::string& bytes = content(file);
  const std::size_t from = std::min(static_cast<std::size_t>(offset), bytes.size());
  const std::size_t got = std::min(static_cast<std::size_t>(amount), bytes.size() - from);
  std::memset(out, 0, static_cast<std::size_t>(amount));
  std::memcpy(out, bytes.data() + from, got);
  return got == static_cast<std::size_t>(amount) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset) {
  return record(*self(file).disk,
                {DiskOperation::Kind::write, self(file).name, static_cast<std::size_t>(offset),
                 std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(amount))});
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  return record(
      *self(file).disk,
      {DiskOperation::Kind::truncate, self(file).name, static_cast<std::size_t>(size), {}});
}

int sync_file(sqlite3_file* file, int) {
  return record(*self(file).disk, {DiskOperation::Kind::sync, self(file).name, 0, {}});
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(content(file).size());
  return SQLITE_OK;
}

int lock_file(sqlite3_file*, int) { return SQLITE_OK; }
int check_reserved(sqlite3_file*, int* held) {
  *held = 0;
  return SQLITE_OK;
}
int control_file(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 512; }
// As SQLite takes a disk to be: a torn write does not touch the bytes around it.
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

// Version 1, without shared memory: a write-ahead log works under an exclusive lock alone.
constexpr sqlite3_io_methods kMethods{
    1,         close_file, read_file,      write_file,   truncate_file, sync_file,       file_size,
    lock_file, lock_file,  check_reserved, control_file, sector_size,   characteristics, nullptr,
    nullptr,   nullptr,    nullptr,        nullptr,      nullptr};

MemoryDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<MemoryDisk*>(vfs->pAppData); }

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  MemoryDisk& disk = disk_of(vfs);
  file->pMethods = nullptr;
  const std::string key = name == nullptr ? "temporary" : name;
  const bool create = name == nullptr || (flags & SQLITE_OPEN_CREATE) != 0;
  if (!create && !disk.files.contains(key)) return SQLITE_CANTOPEN;
  const auto entry = disk.files.try_emplace(key).first;
  new (file) OpenFile{{&kMethods}, &disk, entry->first.c_str()};
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* name, int) {
  return record(disk_of(vfs), {DiskOperation::Kind::remove, name, 0, {}});
}

int access_file(sqlite3_vfs* vfs, const char* name, int, int* found) {
  *found = disk_of(vfs).files.contains(name) ? 1 : 0;
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

int no_randomness(sqlite3_vfs*, int size, char* out) {
  std::memset(out, 7, static_cast<std::size_t>(size));
  return size;
}
int no_sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
int no_time(sqlite3_vfs*, double* time) {
  *time = 2'459'000;
  return SQLITE_OK;
}
int last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

MemoryDisk::MemoryDisk(DiskFiles start) : files(std::move(start)) {
  name_ = "memory-" + std::to_string(reinterpret_cast<std::uintptr_t>(this));
  vfs_ = std::make_unique<sqlite3_vfs>();
  vfs_->iVersion = 1;
  vfs_->szOsFile = sizeof(OpenFile);
  vfs_->mxPathname = 200;
  vfs_->zName = name_.c_str();
  vfs_->pAppData = this;
  vfs_->xOpen = open_file;
  vfs_->xDelete = delete_file;
  vfs_->xAccess = access_file;
  vfs_->xFullPathname = full_path;
  vfs_->xRandomness = no_randomness;
  vfs_->xSleep = no_sleep;
  vfs_->xCurrentTime = no_time;
  vfs_->xGetLastError = last_error;
  sqlite3_vfs_register(vfs_.get(), 0);
}

MemoryDisk::~MemoryDisk() { sqlite3_vfs_unregister(vfs_.get()); }

SqliteSetup MemoryDisk::setup(int checkpoint_pages) const {
  return {"record.db", name_, checkpoint_pages};
}

int MemoryDisk::failure() {
  if (fail_code == 0) return 0;
  if (fail_after > 1) {
    --fail_after;
    return 0;
  }
  return fail_code;
}

void perform(const DiskOperation& operation, DiskFiles& files) {
  std::string& bytes = files[operation.file];
  switch (operation.kind) {
    case DiskOperation::Kind::write: {
      const std::size_t end = operation.at + operation.bytes.size();
      if (bytes.size() < end) bytes.resize(end);
      bytes.replace(operation.at, operation.bytes.size(), operation.bytes);
      break;
    }
    case DiskOperation::Kind::truncate: bytes.resize(operation.at); break;
    case DiskOperation::Kind::sync:     break;
    case DiskOperation::Kind::remove:   files.erase(operation.file); break;
  }
}

CrashStates::CrashStates(DiskFiles start, std::vector<DiskOperation> operations)
    : operations_(std::move(operations)), written_(start), synced_(std::move(start)) {}

bool CrashStates::step() {
  if (next_ == operations_.size()) return false;
  const DiskOperation& operation = operations_[next_++];
  perform(operation, written_);
  if (operation.kind == DiskOperation::Kind::sync) {
    synced_[operation.file] = written_[operation.file];
    pending_[operation.file].clear();
  } else if (operation.kind == DiskOperation::Kind::remove) {
    synced_.erase(operation.file);
    pending_[operation.file].clear();
  } else {
    pending_[operation.file].push_back(operation);
  }
  return true;
}

DiskFiles CrashStates::torn(std::mt19937& random) const {
  constexpr std::size_t kSector = 512;
  DiskFiles files = synced_;
  for (const auto& [name, operations] : pending_) {
    for (const DiskOperation& operation : operations) {
      if (operation.kind == DiskOperation::Kind::truncate) {
        if (random() % 2 == 0) perform(operation, files);
        continue;
      }
      for (std::size_t at = 0; at < operation.bytes.size();) {
        const std::size_t place = operation.at + at;
        const std::size_t size = std::min(kSector - place % kSector, operation.bytes.size() - at);
        if (random() % 2 == 0) {
          perform({DiskOperation::Kind::write, name, place, operation.bytes.substr(at, size)},
                  files);
        }
        at += size;
      }
    }
  }
  return files;
}

namespace {

TEST(MemoryDisk, LosesWhatWasNotSynced) {
  using enum DiskOperation::Kind;
  CrashStates states(
      {{"a", "0000"}},
      {{write, "a", 0, "11"}, {sync, "a", 0, ""}, {write, "a", 2, "22"}, {truncate, "a", 3, ""}});
  EXPECT_EQ(states.killed().at("a"), "0000");
  ASSERT_TRUE(states.step());
  EXPECT_EQ(states.killed().at("a"), "1100");
  EXPECT_EQ(states.power_cut().at("a"), "0000");
  ASSERT_TRUE(states.step());
  ASSERT_TRUE(states.step());
  ASSERT_TRUE(states.step());
  EXPECT_EQ(states.power_cut().at("a"), "1100");
  EXPECT_EQ(states.killed().at("a"), "112");
  EXPECT_FALSE(states.step());
}

}  // namespace
}  // namespace huanjie
