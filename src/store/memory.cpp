#include "store/memory.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "store/append.h"

namespace huanjie {
namespace {

struct LogRows {
  Suite suite = Suite::international;
  Head head{};
  std::vector<std::string> events{};
  std::map<std::pair<std::int64_t, std::string>, SignedHead> heads{};
  std::map<ScratchId, std::string> scratch{};
};

template <class T>
using ByHash = std::map<std::pair<UnitId, Hash>, std::optional<T>>;  // nothing: erased

std::unexpected<Error> no_log(const LogKey& key) {
  return fail(ErrorCode::not_found, "没有这个日志", to_text(key.log));
}

template <class T>
Result<> put(ByHash<T>& rows, UnitId unit, const Hash& hash, const T& value) {
  const auto [row, is_new] = rows.try_emplace({unit, hash}, value);
  if (!is_new && !row->second) return fail(ErrorCode::conflict, "已删除的内容不能再存入");
  return {};
}

template <class T>
Result<T> get(const ByHash<T>& rows, UnitId unit, const Hash& hash) {
  const auto row = rows.find({unit, hash});
  if (row == rows.end()) return fail(ErrorCode::not_found, "没有这项内容", to_text(hash));
  if (!row->second) return fail(ErrorCode::not_found, "内容已删除", to_text(hash));
  return *row->second;
}

template <class T>
Result<> erase(ByHash<T>& rows, UnitId unit, const Hash& hash) {
  const auto row = rows.find({unit, hash});
  if (row == rows.end()) return fail(ErrorCode::not_found, "没有这项内容", to_text(hash));
  row->second.reset();
  return {};
}

class MemoryStore final : public Store {
 public:
  Result<> create_log(const LogKey& key, Suite suite) override {
    const auto [row, is_new] = logs_.try_emplace(key);
    if (is_new) {
      row->second.suite = suite;
      row->second.head.log = key.log;
    } else if (row->second.suite != suite) {
      return fail(ErrorCode::conflict, "日志已按另一套算法建立", to_text(key.log));
    }
    return {};
  }

  Result<std::vector<LogInfo>> logs() override {
    std::vector<LogInfo> all;
    for (const auto& [key, rows] : logs_) all.push_back({key, rows.suite, rows.head});
    return all;
  }

  Result<LogInfo> log(const LogKey& key) override {
    const auto rows = logs_.find(key);
    if (rows == logs_.end()) return no_log(key);
    return LogInfo{key, rows->second.suite, rows->second.head};
  }

  Result<> append(const LogKey& key, const Head& expected,
                  const std::vector<std::string>& events) override {
    const auto found = logs_.find(key);
    if (found == logs_.end()) return no_log(key);
    LogRows& rows = found->second;
    if (rows.head != expected) {
      const auto after =
          HJ_TRY(read(key, expected.seq + 1, static_cast<std::int64_t>(events.size())));
      if (are_there(rows.suite, expected, events, after)) return {};
      return head_moved(expected, rows.head);
    }
    const std::vector<Head> heads = HJ_TRY(heads_after(key, rows.suite, expected, events));
    if (heads.empty()) return {};
    rows.events.insert(rows.events.end(), events.begin(), events.end());
    rows.head = heads.back();
    return {};
  }

  Result<std::vector<std::string>> read(const LogKey& key, std::int64_t from,
                                        std::int64_t limit) override {
    const auto rows = logs_.find(key);
    if (rows == logs_.end()) return no_log(key);
    const std::vector<std::string>& events = rows->second.events;
    const auto size = static_cast<std::int64_t>(events.size());
    const std::int64_t first = std::clamp<std::int64_t>(from - 1, 0, size);
    const std::int64_t last = first + std::clamp<std::int64_t>(limit, 0, size - first);
    return std::vector<std::string>(events.begin() + first, events.begin() + last);
  }

  Result<> put_head(const LogKey& key, const SignedHead& head) override {
    const auto rows = logs_.find(key);
    if (rows == logs_.end()) return no_log(key);
    HJ_TRY(check_own_head(*this, {key, rows->second.suite, rows->second.head}, head));
    const auto [kept, is_new] = rows->second.heads.try_emplace({head.seq, head.key}, head);
    if (!is_new && kept->second != head) return already_signed(head);
    return {};
  }

  Result<std::vector<SignedHead>> heads(const LogKey& key) override {
    const auto rows = logs_.find(key);
    if (rows == logs_.end()) return no_log(key);
    std::vector<SignedHead> all;
    for (const auto& [place, head] : rows->second.heads) all.push_back(head);
    return all;
  }

  Result<Hash> put_blob(UnitId unit, Suite suite, std::string_view bytes) override {
    const Hash hash = digest(suite, bytes);
    HJ_TRY(put(blobs_, unit, hash, std::string(bytes)));
    return hash;
  }
  Result<std::string> blob(UnitId unit, const Hash& hash) override {
    return get(blobs_, unit, hash);
  }
  Result<> erase_blob(UnitId unit, const Hash& hash) override { return erase(blobs_, unit, hash); }

  Result<> put_sealed(UnitId unit, Suite suite, const SealedWords& words) override {
    if (!seal_holds(suite, words)) return wrong_seal(words);
    return put(sealed_, unit, words.hash, words);
  }
  Result<SealedWords> sealed(UnitId unit, const Hash& hash) override {
    return get(sealed_, unit, hash);
  }
  Result<> erase_sealed(UnitId unit, const Hash& hash) override {
    return erase(sealed_, unit, hash);
  }

  Result<> put_signature(UnitId unit, const Hash& message, std::string_view public_key,
                         std::string_view signature) override {
    signatures_.try_emplace({unit, message, std::string(public_key)}, signature);
    return {};
  }
  Result<std::string> signature(UnitId unit, const Hash& message,
                                std::string_view public_key) override {
    const auto row = signatures_.find({unit, message, std::string(public_key)});
    if (row == signatures_.end()) return fail(ErrorCode::not_found, "没有这项签名");
    return row->second;
  }

  Result<> put_scratch(const LogKey& key, const ScratchItem& item) override {
    const auto rows = logs_.find(key);
    if (rows == logs_.end()) return no_log(key);
    rows->second.scratch[item.id] = item.bytes;
    return {};
  }
  Result<std::vector<ScratchItem>> scratch(const LogKey& key) override {
    const auto rows = logs_.find(key);
    if (rows == logs_.end()) return no_log(key);
    std::vector<ScratchItem> items;
    for (const auto& [id, bytes] : rows->second.scratch) items.push_back({id, bytes});
    return items;
  }
  Result<> clear_scratch(const LogKey& key) override {
    const auto rows = logs_.find(key);
    if (rows == logs_.end()) return no_log(key);
    rows->second.scratch.clear();
    return {};
  }

 private:
  std::map<LogKey, LogRows> logs_;
  ByHash<std::string> blobs_;
  ByHash<SealedWords> sealed_;
  std::map<std::tuple<UnitId, Hash, std::string>, std::string> signatures_;
};

}  // namespace

std::unique_ptr<Store> memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace huanjie
