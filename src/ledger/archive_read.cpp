#include <algorithm>
#include <optional>

#include "base/limits.h"
#include "ledger/archive.h"
#include "ledger/manifest.h"
#include "ledger/tar.h"

namespace huanjie {
namespace {

constexpr std::size_t kMaxFindings = 1'000;

enum class Check {
  container,
  manifest,
  members,
  events,
  chains,
  custody,
  heads,
  signature,
  packs,
  blobs,
  sealed,
  published
};

struct CheckWords {
  Check check;
  std::string_view name;
  std::string_view says;
};

constexpr std::array kChecks{
    CheckWords{Check::container, "archive.container", "归档文件的格式正确"},
    CheckWords{Check::manifest, "archive.manifest", "清单的写法正确"},
    CheckWords{Check::members, "archive.members", "归档里的每个文件都与清单相符"},
    CheckWords{Check::events, "archive.events", "每一条记录的写法正确"},
    CheckWords{Check::chains, "archive.chains", "记录条条相接，没有增删改动"},
    CheckWords{Check::custody, "archive.custody", "写记录的人得到了授权"},
    CheckWords{Check::heads, "archive.heads", "每份记录的末尾有被授权人的签名"},
    CheckWords{Check::signature, "archive.signature", "清单有写记录的人的签名"},
    CheckWords{Check::packs, "archive.packs", "所依据的法规包齐全"},
    CheckWords{Check::blobs, "archive.blobs", "记录提到的文件齐全"},
    CheckWords{Check::sealed, "archive.sealed", "密封的个人信息与记录相符"},
    CheckWords{Check::published, "archive.published", "公开归档的清单与完整归档一致"},
};

const CheckWords& words_of(Check check) { return kChecks[static_cast<std::size_t>(check)]; }

// Reads one archive; each step adds to the reading and reports what it finds.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : tar_(read_tar(bytes)) {}

  ArchiveReading read() {
    for (const Error& error : tar_.errors) {
      report(Check::container, error.where, error.expected, error.message);
    }
    if (read_manifest()) {
      digest_members();
      check_members();
      read_files();
      check_custody();
      check_heads();
      check_signature();
      check_packs();
      check_blobs();
      check_sealed();
      check_published();
    }
    for (const CheckWords& words : kChecks) note_passed(words);
    return std::move(reading_);
  }

 private:
  void report(Check check, std::string where, std::string expected, std::string found) {
    failed_.insert(check);
    if (is_full()) return;
    add(check, Verdict::violated, Severity::blocks, std::move(found)).required =
        std::move(expected);
    reading_.findings.back().where = std::move(where);
  }
  void report(Check check, const std::string& member, const Error& error) {
    report(check, error.where.empty() ? member : member + " " + error.where, error.expected,
           error.message);
  }
  void inform(Check check, std::string where, std::string observed) {
    if (is_full()) return;
    add(check, Verdict::satisfied, Severity::informs, std::move(observed)).where = std::move(where);
  }
  // A hostile archive must not fill the memory with its failures.
  bool is_full() const { return reading_.findings.size() >= kMaxFindings; }
  Finding& add(Check check, Verdict verdict, Severity severity, std::string observed) {
    Finding finding;
    finding.check = words_of(check).name;
    finding.says = words_of(check).says;
    finding.verdict = verdict;
    finding.severity = severity;
    finding.observed = std::move(observed);
    return reading_.findings.emplace_back(std::move(finding));
  }
  void note_passed(const CheckWords& words) {
    if (failed_.contains(words.check)) return;
    const auto count = counts_.find(words.check);
    // Without a manifest nothing after it was checked.
    if (count != counts_.end()) {
      add(words.check, Verdict::satisfied, Severity::blocks, std::to_string(count->second) + " 项");
    }
  }

  bool read_manifest() {
    counts_[Check::container] = tar_.members.size();
    if (tar_.members.empty() || tar_.members.front().name != kManifestName) {
      report(Check::manifest, "第 1 个成员", std::string(kManifestName),
             tar_.members.empty() ? "没有成员" : std::string(tar_.members.front().name));
      return false;
    }
    Result<ArchiveManifest> manifest = parse_canonical<ArchiveManifest>(tar_.members.front().bytes);
    if (!manifest) {
      report(Check::manifest, std::string(kManifestName), manifest.error());
      return false;
    }
    if (manifest->format != kArchiveFormat) {
      report(Check::manifest, "manifest.json /format", std::string(kArchiveFormat),
             manifest->format);
      return false;
    }
    counts_[Check::manifest] = 1;
    manifest_ = *std::move(manifest);
    reading_.profile = manifest_.profile;
    reading_.contents.suite = manifest_.suite;
    return true;
  }

  // The manifest lists by name, and the members follow it one by one.
  void check_members() {
    const std::size_t listed = manifest_.members.size();
    counts_[Check::members] = listed;
    std::set<std::string_view> present;
    for (std::size_t i = 1; i < tar_.members.size(); ++i) present.insert(tar_.members[i].name);
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < listed; ++i) {
      const std::string& name = manifest_.members[i].name;
      const std::string where = pointer_to("manifest.json /members", i);
      if (i > 0 && name <= manifest_.members[i - 1].name) {
        report(Check::members, where, "按名称升序且不重复", name);
      }
      if (!present.contains(name)) report(Check::members, where, name, "归档中没有这个成员");
      names.insert(name);
    }
    std::string_view last;
    for (std::size_t i = 1; i < tar_.members.size(); ++i) {
      const TarMember& member = tar_.members[i];
      if (!names.contains(member.name)) {
        report(Check::members, std::string(member.name), "清单所列的成员", "清单中没有这个成员");
      }
      if (member.name <= last) {
        report(Check::members, std::string(member.name), "成员按名称升序", "次序不对");
      }
      last = member.name;
    }
    for (const ManifestMember& entry : manifest_.members) check_member(entry);
  }

  void digest_members() {
    for (const TarMember& member : tar_.members) {
      members_[member.name] = {member.bytes, digest(manifest_.suite, member.bytes)};
    }
  }

  void check_member(const ManifestMember& entry) {
    const auto found = members_.find(entry.name);
    if (found == members_.end()) return;
    const Member& member = found->second;
    if (static_cast<std::int64_t>(member.bytes.size()) != entry.size) {
      report(Check::members, entry.name, std::to_string(entry.size) + " 字节",
             std::to_string(member.bytes.size()) + " 字节");
    }
    if (member.hash != entry.hash) {
      report(Check::members, entry.name, to_text(entry.hash), to_text(member.hash));
    }
  }

  void read_files() {
    for (std::size_t i = 1; i < tar_.members.size(); ++i) read_file(tar_.members[i]);
  }

  void read_file(const TarMember& member) {
    const std::string name(member.name);
    if (name == kHeadsName) {
      read_list<HeadsFile>(member, kHeadsFormat, Check::heads, &HeadsFile::heads,
                           reading_.contents.heads);
    } else if (name == kSealedName && manifest_.profile == Profile::full) {
      read_list<SealedFile>(member, kSealedFormat, Check::sealed, &SealedFile::words,
                            reading_.contents.sealed);
    } else if (name == kPublicName && manifest_.profile == Profile::full) {
      public_bytes_ = member.bytes;
    } else if (const std::optional<Hash> pack = hash_name(name, "packs/", ".json")) {
      keep(Check::packs, member, *pack, reading_.contents.packs);
    } else if (const std::optional<Hash> blob = hash_name(name, "blobs/", "")) {
      keep(Check::blobs, member, *blob, reading_.contents.blobs);
    } else if (const std::optional<LogId> log = log_of(name)) {
      read_log(member, *log);
    } else {
      report(Check::members, name, "本格式的成员", "不认识的成员");
    }
  }

  static std::optional<Hash> hash_name(std::string_view name, std::string_view folder,
                                       std::string_view ending) {
    if (!name.starts_with(folder) || !name.ends_with(ending)) return std::nullopt;
    name.remove_prefix(folder.size());
    if (name.size() != 64 + ending.size()) return std::nullopt;
    const Result<Hash> hash = parse_hash(name.substr(0, 64));
    return hash ? std::optional(*hash) : std::nullopt;
  }

  static std::optional<LogId> log_of(std::string_view name) {
    if (!name.starts_with("logs/") || !name.ends_with(".jsonl")) return std::nullopt;
    const auto id = parse_id(name.substr(5, name.size() - 11));
    return id ? std::optional(LogId{*id}) : std::nullopt;
  }

  void keep(Check check, const TarMember& member, const Hash& hash,
            std::map<Hash, std::string>& files) {
    const Hash& found = members_[member.name].hash;
    if (found != hash) {
      report(check, std::string(member.name), to_text(hash), to_text(found));
      return;
    }
    files[hash] = member.bytes;
  }

  template <class File, class Entry>
  void read_list(const TarMember& member, std::string_view format, Check check,
                 std::vector<Entry> File::* list, std::vector<Entry>& entries) {
    const std::string name(member.name);
    Result<File> file = parse_canonical<File>(member.bytes);
    if (!file) return report(check, name, file.error());
    if (file->format != format) {
      return report(check, name + " /format", std::string(format), file->format);
    }
    entries = std::move((*file).*list);
    for (std::size_t i = 1; i < entries.size(); ++i) {
      if (!before(entries[i - 1], entries[i])) {
        report(check, name + " 第 " + std::to_string(i + 1) + " 项", "升序且不重复", "次序不对");
      }
    }
  }

  void read_log(const TarMember& member, LogId id) {
    const std::string name(member.name);
    if (!member.bytes.ends_with('\n')) {
      report(Check::events, name, "每行一条记录，以换行结尾", "末行没有换行");
    }
    ArchivedLog log{id, {}};
    ReadLog read{id, {}, {}, {}};
    Chain chain = start_chain(manifest_.suite, id);
    std::string_view rest = member.bytes;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (log.events.size() == kMaxLogEvents) {
        report(Check::events, name, "最多 " + std::to_string(kMaxLogEvents) + " 条记录", "更多");
        break;
      }
      log.events.emplace_back(line);
      const std::string where = name + " 第 " + std::to_string(log.events.size()) + " 条";
      read_event(line, where, chain, read);
    }
    counts_[Check::events] += log.events.size();
    counts_[Check::chains] += 1;
    read.head = chain.head;
    read.clock_steps = std::move(chain.clock_steps);
    for (const ClockStep& step : read.clock_steps) {
      inform(Check::chains, name + " 第 " + std::to_string(step.seq) + " 条",
             "时钟倒退：" + utc_text(step.before) + " 之后是 " + utc_text(step.after));
    }
    reading_.contents.logs.push_back(std::move(log));
    reading_.logs.push_back(std::move(read));
  }

  void read_event(std::string_view line, const std::string& where, Chain& chain, ReadLog& read) {
    const Result<> followed = follow(chain, line);
    if (!followed) {
      report(Check::chains, where, followed.error().expected, followed.error().message);
      // Go on from here, so that one break is told once.
      if (const Result<Link> link = read_link(line)) {
        chain.head = {chain.head.log, link->seq, digest(chain.suite, line)};
      }
    }
    Result<Envelope> event = parse_envelope(line);
    if (!event) return report(Check::events, where, event.error());
    hashes_[{read.log, event->seq}] = digest(chain.suite, line);
    collect_named(*event, named_);
    read.events.push_back(*std::move(event));
  }

  void check_custody() {
    std::vector<const ReadLog*> offices;
    for (const ReadLog& log : reading_.logs) {
      if (!log.events.empty() && is_office_log(log.events.front())) offices.push_back(&log);
    }
    if (offices.size() != 1) {
      return report(Check::custody, "logs/", "恰好一份换届办的记录（第一条授权自身）",
                    std::to_string(offices.size()) + " 个");
    }
    reading_.office = offices.front()->log;
    Result<Custody> custody = custody_of(manifest_.suite, offices.front()->events);
    if (!custody) return report(Check::custody, log_name(reading_.office), custody.error());
    counts_[Check::custody] = custody->grants().size();
    reading_.custody = *std::move(custody);
    inform(Check::custody, log_name(reading_.office),
           "换届办的公钥 " + reading_.custody.grants().front().key +
               "，归档自己证明不了它，须与换届办公布的核对");
    note_self_held();
  }

  // Where there is no office yet, the node that holds a meeting granted it to itself.
  void note_self_held() {
    const std::string& office_key = reading_.custody.grants().front().key;
    const bool alone = std::ranges::any_of(reading_.custody.grants(), [&](const auto& grant) {
      return grant.log != reading_.office && grant.key == office_key;
    });
    if (alone) inform(Check::custody, {}, "没有另设换届办：会议的记录由授权者自己书写");
  }

  void check_heads() {
    counts_[Check::heads] = reading_.contents.heads.size();
    std::set<std::pair<LogId, std::int64_t>> signed_at;
    for (const SignedHead& head : reading_.contents.heads) {
      const std::string where =
          "heads.json 日志 " + to_text(head.log) + " 第 " + std::to_string(head.seq) + " 条";
      const auto event = hashes_.find({head.log, head.seq});
      if (event == hashes_.end()) {
        report(Check::heads, where, "归档中有这一条记录", "没有");
      } else if (event->second != head.hash) {
        report(Check::heads, where, to_text(event->second), to_text(head.hash));
      }
      const Result<> authorised = check_head(manifest_.suite, reading_.custody, head);
      if (!authorised) {
        report(Check::heads, where, authorised.error().expected, authorised.error().message);
      }
      signed_at.insert({head.log, head.seq});
    }
    for (const ReadLog& log : reading_.logs) {
      if (signed_at.contains({log.log, log.head.seq})) continue;
      report(Check::heads, log_name(log.log) + " 第 " + std::to_string(log.head.seq) + " 条",
             "对最后一条的签名", "没有签名");
    }
  }

  void check_signature() {
    counts_[Check::signature] = 1;
    const bool writer = std::ranges::any_of(reading_.logs, [&](const ReadLog& log) {
      const CustodyGranted* holder = reading_.custody.holder(log.log, log.head.seq);
      return holder != nullptr && holder->key == manifest_.key;
    });
    if (!writer) {
      report(Check::signature, "manifest.json /key", "归档中某份记录现在的书写者的公钥",
             manifest_.key);
    }
    if (!manifest_signed(manifest_)) {
      report(Check::signature, "manifest.json /signature", "对清单的签名", "签名不成立");
    }
  }

  void check_packs() {
    counts_[Check::packs] = reading_.contents.packs.size();
    for (const Hash& hash : named_.references.packs) {
      if (!reading_.contents.packs.contains(hash)) {
        report(Check::packs, pack_name(hash), "归档中有记录所依据的法规包", "缺少");
      }
    }
    for (const auto& [hash, bytes] : reading_.contents.packs) {
      if (!named_.references.packs.contains(hash)) {
        report(Check::packs, pack_name(hash), "只放记录所依据的法规包", "没有记录提到它");
      }
    }
  }

  void check_blobs() {
    counts_[Check::blobs] = reading_.contents.blobs.size();
    const bool published = manifest_.profile == Profile::published;
    std::size_t withheld_count = 0;
    for (const auto& [hash, full_only] : named_.references.blobs) {
      const bool present = reading_.contents.blobs.contains(hash);
      const bool withheld = published && full_only;
      if (named_.erased.contains(hash) || withheld) {
        const std::string why = withheld ? "公开归档不含这个文件" : "已按规定删除的文件不在归档中";
        if (present) {
          report(Check::blobs, blob_name(hash), why, "文件还在归档中");
        } else if (withheld) {
          ++withheld_count;
        } else {
          inform(Check::blobs, blob_name(hash), "文件已按规定删除");
        }
      } else if (!present) {
        report(Check::blobs, blob_name(hash), "归档中有记录提到的文件", "缺少");
      }
    }
    if (withheld_count > 0) {
      inform(Check::blobs, {},
             "公开归档不含只供内部保存的文件 " + std::to_string(withheld_count) + " 个");
    }
    for (const auto& [hash, bytes] : reading_.contents.blobs) {
      if (!named_.references.blobs.contains(hash)) {
        report(Check::blobs, blob_name(hash), "只放记录提到的文件", "没有记录提到它");
      }
    }
  }

  void check_sealed() {
    if (manifest_.profile == Profile::published) return;
    counts_[Check::sealed] = reading_.contents.sealed.size();
    if (!members_.contains(kSealedName)) {
      report(Check::sealed, std::string(kSealedName), "完整归档中有这个成员", "缺少");
    }
    std::set<Hash> present;
    for (const SealedWords& words : reading_.contents.sealed) {
      const std::string where = "sealed.json " + to_text(words.hash);
      present.insert(words.hash);
      if (!seal_holds(manifest_.suite, words)) {
        report(Check::sealed, where, to_text(words.hash),
               to_text(seal(manifest_.suite, words.salt, words.words).hash));
      }
      if (!named_.references.sealed.contains(words.hash)) {
        report(Check::sealed, where, "只放记录提到的密封信息", "没有记录提到它");
      } else if (named_.erased.contains(words.hash)) {
        report(Check::sealed, where, "已按规定删除的不在归档中", "还在归档中");
      }
    }
    for (const Hash& hash : named_.references.sealed) {
      if (present.contains(hash)) continue;
      const std::string where = "sealed.json " + to_text(hash);
      if (named_.erased.contains(hash)) {
        inform(Check::sealed, where, "密封的个人信息已按规定删除");
      } else {
        report(Check::sealed, where, "归档中有密封的个人信息", "缺少");
      }
    }
  }

  // The public manifest lists what the full one lists, but for what the public may not see.
  void check_published() {
    if (manifest_.profile == Profile::published) return;
    counts_[Check::published] = 1;
    const std::string name(kPublicName);
    const Result<ArchiveManifest> published = parse_canonical<ArchiveManifest>(public_bytes_);
    if (!published) return report(Check::published, name, published.error());
    std::vector<ManifestMember> members;
    for (const ManifestMember& member : manifest_.members) {
      const std::optional<Hash> blob = hash_name(member.name, "blobs/", "");
      const auto named = blob ? named_.references.blobs.find(*blob) : named_.references.blobs.end();
      const bool full_only = named != named_.references.blobs.end() && named->second;
      if (member.name != kPublicName && member.name != kSealedName && !full_only) {
        members.push_back(member);
      }
    }
    const bool same_kind = published->format == manifest_.format &&
                           published->profile == Profile::published &&
                           published->suite == manifest_.suite && published->key == manifest_.key;
    if (!same_kind) {
      report(Check::published, name, "格式、算法和公钥与完整归档相同", "不相同");
    }
    if (published->members != members) {
      report(Check::published, name + " /members", "完整归档的文件，减去不公开的", "不一致");
    }
    if (!manifest_signed(*published)) {
      report(Check::published, name + " /signature", "对清单的签名", "签名不成立");
    }
  }

  struct Member {
    std::string_view bytes{};
    Hash hash{};
  };

  TarReading tar_;
  std::map<std::string_view, Member> members_{};
  ArchiveManifest manifest_{};
  ArchiveReading reading_{};
  std::string_view public_bytes_{};
  std::map<std::pair<LogId, std::int64_t>, Hash> hashes_{};
  Named named_{};
  std::map<Check, std::size_t> counts_{};
  std::set<Check> failed_{};
};

}  // namespace

ArchiveReading read_archive(std::string_view bytes) { return Reader(bytes).read(); }

}  // namespace huanjie
