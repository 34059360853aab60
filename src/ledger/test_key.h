#pragma once

#include <string>
#include <string_view>

#include "base/hash.h"
#include "ledger/archive.h"
#include "ledger/head.h"

namespace huanjie {

// A key pair for tests, the same for the same suite and number.
struct TestKey {
  Suite suite = Suite::international;
  std::string secret{};
  std::string public_key{};

  std::string sign(std::string_view message) const;
  SignedHead sign(const Head& head) const;
  ArchiveSealer sealer() const;
};

TestKey test_key(Suite suite, int number);

}  // namespace huanjie
