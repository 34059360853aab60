#pragma once

#include <array>
#include <string_view>

namespace huanjie::sql {

// Every statement a store runs. They keep to what SQLite, PostgreSQL and a PostgreSQL sharded by
// unit all take: keys begin with unit_id (16 random bytes), one transaction touches one unit, no
// sequences, triggers or foreign keys. No event is ever updated or deleted, and nothing holds a
// time: an event's own is inside its bytes, and work on single sheets has none (docs/decisions).

inline constexpr std::array kSchema{
    std::string_view(
        "CREATE TABLE head (unit_id BLOB NOT NULL CHECK (length(unit_id) = 16), "
        "log_id BLOB NOT NULL CHECK (length(log_id) = 16), suite TEXT NOT NULL, "
        "seq INTEGER NOT NULL CHECK (seq >= 0), hash BLOB NOT NULL CHECK (length(hash) = 32), "
        "PRIMARY KEY (unit_id, log_id)) STRICT, WITHOUT ROWID"),
    std::string_view(
        "CREATE TABLE log (unit_id BLOB NOT NULL CHECK (length(unit_id) = 16), "
        "log_id BLOB NOT NULL CHECK (length(log_id) = 16), "
        "seq INTEGER NOT NULL CHECK (seq >= 1), hash BLOB NOT NULL CHECK (length(hash) = 32), "
        "event BLOB NOT NULL, PRIMARY KEY (unit_id, log_id, seq)) STRICT, WITHOUT ROWID"),
    std::string_view(
        "CREATE TABLE signed_head (unit_id BLOB NOT NULL CHECK (length(unit_id) = 16), "
        "log_id BLOB NOT NULL CHECK (length(log_id) = 16), seq INTEGER NOT NULL, "
        "public_key BLOB NOT NULL, hash BLOB NOT NULL CHECK (length(hash) = 32), "
        "signature BLOB NOT NULL, PRIMARY KEY (unit_id, log_id, seq, public_key)) "
        "STRICT, WITHOUT ROWID"),
    std::string_view("CREATE TABLE blob (unit_id BLOB NOT NULL CHECK (length(unit_id) = 16), "
                     "hash BLOB NOT NULL CHECK (length(hash) = 32), suite TEXT NOT NULL, "
                     "erased INTEGER NOT NULL CHECK (erased IN (0, 1)), bytes BLOB, "
                     "CHECK ((erased = 1) = (bytes IS NULL)), PRIMARY KEY (unit_id, hash)) "
                     "STRICT, WITHOUT ROWID"),
    std::string_view("CREATE TABLE sealed (unit_id BLOB NOT NULL CHECK (length(unit_id) = 16), "
                     "hash BLOB NOT NULL CHECK (length(hash) = 32), suite TEXT NOT NULL, "
                     "erased INTEGER NOT NULL CHECK (erased IN (0, 1)), words BLOB, "
                     "CHECK ((erased = 1) = (words IS NULL)), PRIMARY KEY (unit_id, hash)) "
                     "STRICT, WITHOUT ROWID"),
    std::string_view(
        "CREATE TABLE signature (unit_id BLOB NOT NULL CHECK (length(unit_id) = 16), "
        "message BLOB NOT NULL CHECK (length(message) = 32), public_key BLOB NOT NULL, "
        "signature BLOB NOT NULL, PRIMARY KEY (unit_id, message, public_key)) "
        "STRICT, WITHOUT ROWID"),
    std::string_view("CREATE TABLE scratch (unit_id BLOB NOT NULL CHECK (length(unit_id) = 16), "
                     "log_id BLOB NOT NULL CHECK (length(log_id) = 16), "
                     "item_id BLOB NOT NULL CHECK (length(item_id) = 16), "
                     "hash BLOB NOT NULL CHECK (length(hash) = 32), bytes BLOB NOT NULL, "
                     "PRIMARY KEY (unit_id, log_id, item_id)) STRICT, WITHOUT ROWID"),
};

inline constexpr std::string_view kCreateLog =
    "INSERT INTO head (unit_id, log_id, suite, seq, hash) VALUES (?, ?, ?, 0, ?) "
    "ON CONFLICT (unit_id, log_id) DO NOTHING";
inline constexpr std::string_view kLogs =
    "SELECT unit_id, log_id, suite, seq, hash FROM head ORDER BY unit_id, log_id";
inline constexpr std::string_view kLog =
    "SELECT unit_id, log_id, suite, seq, hash FROM head WHERE unit_id = ? AND log_id = ?";
// Compare and swap: hits one row or none.
inline constexpr std::string_view kMoveHead =
    "UPDATE head SET seq = ?, hash = ? WHERE unit_id = ? AND log_id = ? AND seq = ? AND hash = ?";
inline constexpr std::string_view kAppend =
    "INSERT INTO log (unit_id, log_id, seq, hash, event) VALUES (?, ?, ?, ?, ?)";
inline constexpr std::string_view kRead =
    "SELECT seq, hash, event FROM log WHERE unit_id = ? AND log_id = ? AND seq >= ? "
    "ORDER BY seq LIMIT ?";

inline constexpr std::string_view kPutHead =
    "INSERT INTO signed_head (unit_id, log_id, seq, public_key, hash, signature) "
    "VALUES (?, ?, ?, ?, ?, ?)";
inline constexpr std::string_view kHeads =
    "SELECT seq, public_key, hash, signature FROM signed_head "
    "WHERE unit_id = ? AND log_id = ? ORDER BY seq, public_key";

inline constexpr std::string_view kPutBlob =
    "INSERT INTO blob (unit_id, hash, suite, erased, bytes) VALUES (?, ?, ?, 0, ?)";
inline constexpr std::string_view kBlob =
    "SELECT suite, erased, bytes FROM blob WHERE unit_id = ? AND hash = ?";
inline constexpr std::string_view kEraseBlob =
    "UPDATE blob SET erased = 1, bytes = NULL WHERE unit_id = ? AND hash = ?";

inline constexpr std::string_view kPutSealed =
    "INSERT INTO sealed (unit_id, hash, suite, erased, words) VALUES (?, ?, ?, 0, ?)";
inline constexpr std::string_view kSealed =
    "SELECT suite, erased, words FROM sealed WHERE unit_id = ? AND hash = ?";
inline constexpr std::string_view kEraseSealed =
    "UPDATE sealed SET erased = 1, words = NULL WHERE unit_id = ? AND hash = ?";

inline constexpr std::string_view kPutSignature =
    "INSERT INTO signature (unit_id, message, public_key, signature) VALUES (?, ?, ?, ?)";
inline constexpr std::string_view kSignature =
    "SELECT signature FROM signature WHERE unit_id = ? AND message = ? AND public_key = ?";

inline constexpr std::string_view kPutScratch =
    "INSERT INTO scratch (unit_id, log_id, item_id, hash, bytes) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (unit_id, log_id, item_id) DO UPDATE SET hash = excluded.hash, "
    "bytes = excluded.bytes";
inline constexpr std::string_view kScratch =
    "SELECT item_id, hash, bytes FROM scratch WHERE unit_id = ? AND log_id = ? ORDER BY item_id";
inline constexpr std::string_view kClearScratch =
    "DELETE FROM scratch WHERE unit_id = ? AND log_id = ?";

// Whose rows there are: after damage to a key a row belongs to no log.
inline constexpr std::string_view kHeadOwners =
    "SELECT DISTINCT unit_id, log_id FROM signed_head ORDER BY unit_id, log_id";
inline constexpr std::string_view kScratchOwners =
    "SELECT DISTINCT unit_id, log_id FROM scratch ORDER BY unit_id, log_id";

inline constexpr std::array kStatements{
    kCreateLog,    kLogs,      kLog,        kMoveHead,  kAppend,       kRead,       kPutHead,
    kHeads,        kPutBlob,   kBlob,       kEraseBlob, kPutSealed,    kSealed,     kEraseSealed,
    kPutSignature, kSignature, kPutScratch, kScratch,   kClearScratch, kHeadOwners, kScratchOwners};

}  // namespace huanjie::sql
