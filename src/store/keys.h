#pragma once

#include <memory>
#include <string>

#include "app/ports.h"
#include "store/vault.h"

namespace huanjie {

// A node's secrets, as they lie in its data folder (mode 0600). All bytes are raw.
struct NodeKeys {
  Suite suite = Suite::international;
  NodeId node{};
  std::string secret{};      // Ed25519 seed or SM2 scalar, 32 bytes
  std::string public_key{};  // 32 bytes, or 65 for SM2
  std::string data_key{};    // for sealed words: Vault::key_size bytes
};

NodeKeys new_node_keys(Suite suite, NodeId node);

// One file of JSON; refuses one whose public key is not that of its secret.
std::string keys_text(const NodeKeys& keys);
Result<NodeKeys> parse_keys(std::string_view text);

// Ed25519 signatures are deterministic, SM2 ones random.
std::unique_ptr<Signer> key_signer(const NodeKeys& keys);

}  // namespace huanjie
