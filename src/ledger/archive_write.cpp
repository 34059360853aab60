#include <algorithm>

#include "ledger/archive.h"
#include "ledger/manifest.h"
#include "ledger/tar.h"

namespace huanjie {
namespace {

using Files = std::map<std::string, std::string>;

std::string log_file(const ArchivedLog& log) {
  std::string lines;
  for (const std::string& event : log.events) lines += event + "\n";
  return lines;
}

Result<Named> named_by(const std::vector<ArchivedLog>& logs) {
  Named named;
  for (const ArchivedLog& log : logs) {
    for (std::size_t i = 0; i < log.events.size(); ++i) {
      Result<Envelope> event = parse_envelope(log.events[i]);
      if (!event) {
        return invalid(event.error().message,
                       "日志 " + to_text(log.log) + " 序号 " + std::to_string(i + 1),
                       event.error().expected);
      }
      collect_named(*event, named);
    }
  }
  return named;
}

Result<> add_packs(const ArchiveContents& contents, const Named& named, Files& files) {
  for (const Hash& hash : named.references.packs) {
    const auto pack = contents.packs.find(hash);
    if (pack == contents.packs.end()) {
      return fail(ErrorCode::not_found, "归档缺少日志所依据的法规包", to_text(hash));
    }
    files[pack_name(hash)] = pack->second;
  }
  return {};
}

Result<> add_blobs(const ArchiveContents& contents, const Named& named, Files& files) {
  for (const auto& [hash, full_only] : named.references.blobs) {
    if (named.erased.contains(hash)) continue;
    const auto blob = contents.blobs.find(hash);
    if (blob == contents.blobs.end()) {
      return fail(ErrorCode::not_found, "归档缺少日志所列的文件", to_text(hash));
    }
    files[blob_name(hash)] = blob->second;
  }
  return {};
}

Result<std::string> sealed_file(const ArchiveContents& contents, const Named& named) {
  SealedFile file;
  std::set<Hash> present;
  for (const SealedWords& words : contents.sealed) {
    if (!named.references.sealed.contains(words.hash) || named.erased.contains(words.hash))
      continue;
    if (present.insert(words.hash).second) file.words.push_back(words);
  }
  for (const Hash& hash : named.references.sealed) {
    if (!present.contains(hash) && !named.erased.contains(hash)) {
      return fail(ErrorCode::not_found, "归档缺少封存的文字", to_text(hash));
    }
  }
  std::ranges::sort(file.words, [](const auto& a, const auto& b) { return before(a, b); });
  return write_json(to_json(file));
}

std::string heads_file(const ArchiveContents& contents) {
  HeadsFile file;
  file.heads = contents.heads;
  // One signature a head and key, whatever order they came in.
  std::ranges::sort(file.heads, [](const SignedHead& a, const SignedHead& b) {
    return before(a, b) || (!before(b, a) && a.signature < b.signature);
  });
  const auto again = std::ranges::unique(
      file.heads, [](const auto& a, const auto& b) { return !before(a, b) && !before(b, a); });
  file.heads.erase(again.begin(), again.end());
  return write_json(to_json(file));
}

Result<std::string> signed_manifest(const ArchiveContents& contents, Profile profile,
                                    const Files& files, const ArchiveSealer& sealer) {
  ArchiveManifest manifest;
  manifest.profile = profile;
  manifest.suite = contents.suite;
  for (const auto& [name, bytes] : files) {
    manifest.members.push_back(
        {name, static_cast<std::int64_t>(bytes.size()), digest(contents.suite, bytes)});
  }
  manifest.key = to_hex(sealer.public_key);
  manifest.signature = to_hex(HJ_TRY(sealer.sign(manifest_message(manifest))));
  return manifest_bytes(manifest);
}

}  // namespace

Result<std::string> write_archive(const ArchiveContents& contents, const ArchiveSealer& sealer) {
  const Named named = HJ_TRY(named_by(contents.logs));
  Files files;
  for (const ArchivedLog& log : contents.logs) files[log_name(log.log)] = log_file(log);
  files[std::string(kHeadsName)] = heads_file(contents);
  HJ_TRY(add_packs(contents, named, files));

  HJ_TRY(add_blobs(contents, named, files));
  Files published = files;
  for (const auto& [hash, full_only] : named.references.blobs) {
    if (full_only) published.erase(blob_name(hash));
  }
  files[std::string(kPublicName)] =
      HJ_TRY(signed_manifest(contents, Profile::published, published, sealer));
  files[std::string(kSealedName)] = HJ_TRY(sealed_file(contents, named));

  const std::string manifest = HJ_TRY(signed_manifest(contents, Profile::full, files, sealer));
  std::vector<TarMember> members{{kManifestName, manifest}};
  for (const auto& [name, bytes] : files) members.push_back({name, bytes});
  return write_tar(members);
}

Result<std::string> publish_archive(std::string_view full) {
  const ArchiveReading reading = read_archive(full);
  const std::vector<Finding> failures = blocking(reading.findings);
  if (!failures.empty()) {
    return fail(ErrorCode::refused, "归档未通过检查：" + describe(failures.front()),
                failures.front().where);
  }
  if (reading.profile != Profile::full) {
    return invalid("这份归档已是公开版", std::string(kManifestName), "完整版归档");
  }
  std::map<std::string_view, std::string_view> files;
  for (const TarMember& member : read_tar(full).members) files[member.name] = member.bytes;
  const std::string_view manifest = files[kPublicName];
  const ArchiveManifest published = HJ_TRY(parse_canonical<ArchiveManifest>(manifest));
  std::vector<TarMember> members{{kManifestName, manifest}};
  for (const ManifestMember& member : published.members) {
    members.push_back({member.name, files[member.name]});
  }
  return write_tar(members);
}

}  // namespace huanjie
