#include "ledger/manifest.h"

#include "ledger/events.h"

namespace huanjie {

std::string log_name(LogId log) { return "logs/" + to_text(log) + ".jsonl"; }
std::string pack_name(const Hash& hash) { return "packs/" + to_text(hash) + ".json"; }
std::string blob_name(const Hash& hash) { return "blobs/" + to_text(hash); }

std::string manifest_bytes(const ArchiveManifest& manifest) {
  return write_json(to_json(manifest));
}

std::string manifest_message(const ArchiveManifest& manifest) {
  Json message = to_json(manifest);
  std::erase_if(*message.if_object(),
                [](const JsonMember& member) { return member.key == "signature"; });
  return write_json(message);
}

bool manifest_signed(const ArchiveManifest& manifest) {
  const Result<std::string> key = from_hex(manifest.key);
  const Result<std::string> signature = from_hex(manifest.signature);
  return key && signature &&
         signature_holds(manifest.suite, *key, manifest_message(manifest), *signature);
}

bool before(const SignedHead& a, const SignedHead& b) {
  return std::tie(a.log, a.seq, a.key) < std::tie(b.log, b.seq, b.key);
}

bool before(const SealedWords& a, const SealedWords& b) { return a.hash < b.hash; }

void collect_named(const Envelope& event, Named& named) {
  collect_references(event.body, named.references);
  if (event.kind != Erased::kName) return;
  if (const Result<Erased> erased = event_of<Erased>(event)) named.erased.insert(erased->hash);
}

}  // namespace huanjie
