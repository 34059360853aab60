#include "app/ports.h"

#include <algorithm>

namespace huanjie {

Result<std::string> sign_once(Store& store, UnitId unit, Signer& signer, std::string_view message) {
  const Hash hash = digest(signer.suite(), message);
  const std::string key = signer.public_key();
  Result<std::string> kept = store.signature(unit, hash, key);
  if (kept) {
    if (signature_holds(signer.suite(), key, message, *kept)) return kept;
    return fail(ErrorCode::unavailable, "保存的签名已损坏", to_text(hash));
  }
  if (kept.error().code != ErrorCode::not_found) return kept;
  std::string signature = HJ_TRY(signer.sign(message));
  HJ_TRY(store.put_signature(unit, hash, key, signature));
  return signature;
}

Result<SignedHead> sign_head(Store& store, const LogKey& key, Signer& signer) {
  const Head head = HJ_TRY(store.log(key)).head;
  const std::string public_key = signer.public_key();
  const std::vector<SignedHead> kept = HJ_TRY(store.heads(key));
  const auto same = std::ranges::find_if(kept, [&](const SignedHead& one) {
    return head_of(one) == head && one.key == to_hex(public_key);
  });
  if (same != kept.end()) return *same;
  const std::string signature = HJ_TRY(signer.sign(head_message(head)));
  SignedHead signed_one = signed_head(head, public_key, signature);
  HJ_TRY(store.put_head(key, signed_one));
  return signed_one;
}

}  // namespace huanjie
