#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/hash.h"
#include "base/result.h"
#include "ledger/archive.h"

namespace huanjie {

inline constexpr std::string_view kArchiveFormat = "huanjie/archive/1";
inline constexpr std::string_view kHeadsFormat = "huanjie/heads/1";
inline constexpr std::string_view kSealedFormat = "huanjie/sealed/1";

// The members of an archive (docs/archive-format.md).
inline constexpr std::string_view kManifestName = "manifest.json";
inline constexpr std::string_view kPublicName = "public.json";
inline constexpr std::string_view kHeadsName = "heads.json";
inline constexpr std::string_view kSealedName = "sealed.json";
std::string log_name(LogId log);
std::string pack_name(const Hash& hash);
std::string blob_name(const Hash& hash);

struct ManifestMember {
  std::string name{};
  std::int64_t size = 0;
  Hash hash{};

  static constexpr auto fields() {
    return std::tuple{field("name", &ManifestMember::name), field("size", &ManifestMember::size),
                      field("hash", &ManifestMember::hash)};
  }
  friend bool operator==(const ManifestMember&, const ManifestMember&) = default;
};

// Every member of the archive but itself, by name. Key and signature in hexadecimal; the signature
// is of the manifest without `signature`.
struct ArchiveManifest {
  std::string format{kArchiveFormat};
  Profile profile = Profile::full;
  Suite suite = Suite::international;
  std::vector<ManifestMember> members{};
  std::string key{};
  std::string signature{};

  static constexpr auto fields() {
    return std::tuple{
        field("format", &ArchiveManifest::format), field("profile", &ArchiveManifest::profile),
        field("suite", &ArchiveManifest::suite),   field("members", &ArchiveManifest::members),
        field("key", &ArchiveManifest::key),       field("signature", &ArchiveManifest::signature)};
  }
};

std::string manifest_bytes(const ArchiveManifest& manifest);
std::string manifest_message(const ArchiveManifest& manifest);
bool manifest_signed(const ArchiveManifest& manifest);

// One file of JSON with a list in it.
struct HeadsFile {
  std::string format{kHeadsFormat};
  std::vector<SignedHead> heads{};

  static constexpr auto fields() {
    return std::tuple{field("format", &HeadsFile::format), field("heads", &HeadsFile::heads)};
  }
};

struct SealedFile {
  std::string format{kSealedFormat};
  std::vector<SealedWords> words{};

  static constexpr auto fields() {
    return std::tuple{field("format", &SealedFile::format), field("words", &SealedFile::words)};
  }
};

// The file as T: canonical JSON and nothing else.
template <class T>
Result<T> parse_canonical(std::string_view bytes) {
  T value = HJ_TRY(parse_as<T>(bytes));
  if (write_json(to_json(value)) != bytes) {
    return invalid("不是规范写法", {}, "重写一遍应逐字节相同");
  }
  return value;
}

// The order of heads.json (log, sequence, key) and of sealed.json (hash).
bool before(const SignedHead& a, const SignedHead& b);
bool before(const SealedWords& a, const SealedWords& b);

// What the events of all logs name, and which hashes were erased.
struct Named {
  References references{};
  std::set<Hash> erased{};
};
void collect_named(const Envelope& event, Named& named);

}  // namespace huanjie
