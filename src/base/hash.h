#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/fields.h"
#include "base/result.h"

namespace huanjie {

// The algorithms of a campaign. international: SHA-256, Ed25519. gm: SM3, SM2 (signer id
// 1234567812345678).
enum class Suite { international, gm };

template <>
struct EnumNames<Suite> {
  static constexpr std::array kNames{
      std::pair{Suite::international, std::string_view("international")},
      std::pair{Suite::gm, std::string_view("gm")}};
};

// 32 bytes of either suite; written as 64 lower-case hexadecimal digits.
struct Hash {
  std::array<std::uint8_t, 32> bytes{};

  friend auto operator<=>(const Hash&, const Hash&) = default;
};

std::string to_text(const Hash& hash);
Result<Hash> parse_hash(std::string_view text);
Json to_json(const Hash& hash);
Result<> read(const Json& json, const JsonPath& path, Hash& hash);

Hash digest(Suite suite, std::string_view bytes);

// A digest of bytes that come in pieces.
class Hasher {
 public:
  explicit Hasher(Suite suite);
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;
  ~Hasher();
  void update(std::string_view bytes);
  Hash finish();  // once

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Whether those bytes are a public key of `gm`: 04, x, y of a point of the curve.
bool is_sm2_point(std::string_view bytes);
// Public keys: 32 raw bytes for Ed25519, 65 bytes (04 x y) for SM2. Signatures: 64 raw bytes for
// Ed25519, DER of at most 72 bytes for SM2. False for anything malformed.
bool signature_holds(Suite suite, std::string_view public_key, std::string_view message,
                     std::string_view signature);

}  // namespace huanjie
