#include "cli/assembly.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <string_view>

#include "app/course_words.h"
#include "app/forms.h"
#include "app/system.h"
#include "ballot/cast_vote_record.h"
#include "base/system_error.h"
#include "cli/assembly_record.h"
#include "cli/builtin_packs.h"
#include "cli/files.h"
#include "cli/folders.h"
#include "cli/roster_file.h"
#include "ledger/archive.h"
#include "ledger/chain.h"
#include "meeting/count.h"
#include "meeting/gate.h"
#include "meeting/rounds.h"
#include "render/pdf.h"
#include "store/data_folder.h"
#include "store/memory.h"

namespace huanjie {
namespace {

namespace fs = std::filesystem;

std::unexpected<Error> in_file(Error error, const std::string& file) {
  error.where = error.where.empty() ? file : file + " " + error.where;
  return std::unexpected(std::move(error));
}

// The secret from which a run draws its ids and salts, so that a run taken up again draws the same
// and goes on with the same record. It stays as long as the record does, for a correction may
// follow a meeting that is over. Who has it knows the salts of sealed words, as who has the node's
// keys beside it does: both are their owner's alone.
Result<std::string> seed_of(const std::string& record) {
  const std::string path = record + "/seed";
  const bool there = HJ_TRY(exists(path));
  if (there) {
    std::error_code error;
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, error);
    if (error) return system_error("不能保护种子文件", path, error);
    return read_file(path);
  }
  const bool begun = HJ_TRY(exists(record + "/data/record.db"));
  if (begun) {
    return fail(ErrorCode::unavailable, "有记录而没有种子文件 seed", record, "从备份恢复 seed");
  }
  RandomIds random;
  std::string seed;
  for (const auto& half : {random.next(), random.next()}) seed.append(half.begin(), half.end());
  HJ_TRY(write_secret(path, seed));
  return seed;
}

// What a result folder holds: what is delivered, and behind it the record that later runs go on
// with. Until the first delivery the record lies in the work folder.
constexpr const char* kDelivered[] = {"polls", "reports", "archive.hjz"};

Result<Json> bundle_without_cases(const std::string& id) {
  const Pack pack = HJ_TRY(find_pack(id));
  Json bundle = pack.bundle;
  std::erase_if(*bundle.if_object(),
                [](const JsonMember& member) { return member.key == "cases"; });
  return bundle;
}

// The names of the count files, by the acts that name them.
std::vector<std::pair<std::string, std::size_t>> files_named(const Course& course) {
  std::vector<std::pair<std::string, std::size_t>> files;
  for (std::size_t i = 0; i < course.acts.size(); ++i) {
    const auto add = [&](const std::string& path) {
      if (!path.empty()) files.emplace_back(path, i);
    };
    if (const auto* count = std::get_if<CountAct>(&course.acts[i].body)) {
      add(count->records);
      add(count->totals);
    }
    if (const auto* correct = std::get_if<CorrectAct>(&course.acts[i].body)) {
      add(correct->records);
      add(correct->totals);
    }
  }
  return files;
}

bool stays_inside(const std::string& path) {
  const fs::path relative(path);
  return relative.is_relative() &&
         std::ranges::none_of(relative, [](const fs::path& part) { return part == ".."; });
}

Result<Roster> read_roster(const std::string& folder, const Course& course, const Json& bundle) {
  const std::string path = folder + "/" + course.roster;
  const Pack pack = HJ_TRY(parse_pack(bundle));
  ImportOptions options;
  options.body = enum_from_text<RosterBody>(pack.manifest.body).value_or(RosterBody::party);
  options.unit = course.unit;
  options.on = course.date;
  RosterRead read = HJ_TRY(read_roster_file(path, options));
  if (!read.import.wrong_rows.empty()) {
    std::string message = "名册有 " + std::to_string(read.import.wrong_rows.size()) + " 行不对";
    for (const CellFinding& found : read.import.findings) {
      if (!blocks(found.finding)) continue;
      message += "，如 " + place_of(found) + " " + describe(found.finding);
      break;
    }
    return invalid(std::move(message), path, "用 huanjie roster check 查清并改好");
  }
  return std::move(read.roster);
}

// What the result that stands was counted from; nothing for a void poll.
std::optional<CountEntered> count_that_stands(const PollState& poll) {
  if (const CorrectionMade* correction = standing_correction(poll)) {
    return CountEntered{correction->records, correction->totals, correction->agreed_by};
  }
  const Result<const CountEntered*> count = standing_count(poll);
  return count ? std::optional(**count) : std::nullopt;
}

// What each poll that was counted came from and came to, for `tally` and `explain`: a folder a
// poll, in the order of the polls.
Result<> write_polls(const std::string& folder, const Meeting& meeting, const Evidence& evidence) {
  int number = 0;
  for (const Sitting& sitting : meeting.sittings) {
    for (const PollState& poll : sitting.polls) {
      if (!poll.outcome) continue;
      std::array<char, 16> prefix{};
      std::snprintf(prefix.data(), prefix.size(), "%02d-", ++number);
      const std::string place = folder + "/" + prefix.data() + poll.ballot.id;
      HJ_TRY(make_folder(place));
      HJ_TRY(write_file(place + "/ballot.json", write_pretty_json(to_json(poll.ballot))));
      HJ_TRY(write_file(place + "/poll.json", write_pretty_json(to_json(poll.outcome->poll))));
      HJ_TRY(
          write_file(place + "/result.json", write_pretty_json(to_json(*standing_result(poll)))));
      const std::optional<CountEntered> count = count_that_stands(poll);
      if (count && !count->records) {
        HJ_TRY(write_file(place + "/totals.json", write_pretty_json(to_json(count->totals))));
        continue;
      }
      Cvrs cvrs;
      cvrs.ballot = poll.ballot.id;
      if (count) cvrs = HJ_TRY(parse_cvrs(evidence.at(count->records->blob)));
      HJ_TRY(write_file(place + "/cvrs.json", write_pretty_json(to_json(cvrs))));
    }
  }
  return {};
}

// Why somebody has no vote or is left out, for the papers that count by it.
Result<std::map<Hash, std::string>> words_on_papers(const Meeting& meeting, Store& store,
                                                    UnitId unit) {
  std::map<Hash, std::string> words;
  for (const auto& [voter, attendee] : meeting.roster) {
    const std::optional<SealedHash> sealed =
        attendee.exclusion ? attendee.exclusion->ground : attendee.listed.no_vote;
    if (!sealed) continue;
    const SealedWords found = HJ_TRY(store.sealed(unit, sealed->sealed));
    words[found.hash] = found.words;
  }
  return words;
}

// A suspended meeting is sealed as far as it has come, like one that is over.
bool is_sealed(const Meeting& meeting) {
  return meeting.status == MeetingStatus::closed || meeting.status == MeetingStatus::abandoned ||
         meeting.status == MeetingStatus::suspended;
}

// One name for one paper: a later version of it has a number behind.
Result<> file_paper(HeldMeeting& held, const AssemblyInput& input, const Means& means,
                    DocumentFiled filed) {
  Recorder& log = held.meeting.front();
  const std::string stem = filed.name.substr(0, filed.name.rfind('.'));
  const std::vector<DocumentFiled>& known = std::get<Meeting>(log.state()).documents;
  for (int version = 2;; ++version) {
    const auto same = std::ranges::find(known, filed.name, &DocumentFiled::name);
    if (same == known.end()) break;
    if (same->file.blob == filed.file.blob) return {};
    filed.name = stem + "-" + std::to_string(version) + ".pdf";
  }
  return log.record(filed, {input.course.recorder, means.clock->now(), means.signer->node()});
}

// Renders the papers, writes them as files and, once the meeting is over, files them in the log.
Result<std::vector<PrintedPaper>> print_papers(HeldMeeting& held, const AssemblyInput& input,
                                               const Means& means,
                                               std::pair<Evidence*, std::string> into,
                                               const std::string& delivered) {
  Recorder& log = held.meeting.front();
  const bool files = is_sealed(std::get<Meeting>(log.state()));
  const Meeting& meeting = std::get<Meeting>(log.state());
  MeetingView view{&meeting, &input.roster, &held.members, &log.events(), {}};
  view.time = input.course.time;
  view.ahead = input.course.ahead;
  view.words = HJ_TRY(words_on_papers(meeting, *means.store, log.key().unit));
  // The date of the papers is that of the last event that they tell of: the same record, the same
  // bytes.
  Timestamp created;
  for (const Envelope& envelope : log.events()) {
    if (envelope.kind != DocumentFiled::kName) created = envelope.time;
  }
  const std::vector<MeetingPaper> papers = meeting_papers(view);
  std::vector<PrintedPaper> printed;
  for (const MeetingPaper& paper : papers) {
    Result<std::string> pdf = render_pdf(paper.document, created);
    if (!pdf) return in_file(std::move(pdf).error(), paper.file);
    HJ_TRY(write_file(into.second + "/" + paper.file, *pdf));
    const Result<std::string> before = read_file(delivered + "/" + paper.file);
    printed.push_back({paper.file, paper.title, !before.has_value(),
                       before.has_value() && !is_same_paper(*before, *pdf), paper.signed_by});
    if (!files) continue;
    const Suite suite = input.course.suite;
    const Hash hash = HJ_TRY(means.store->put_blob(log.key().unit, suite, *pdf));
    into.first->insert_or_assign(hash, *pdf);
    DocumentFiled filed;
    filed.title = paper.title;
    filed.name = paper.file;
    filed.file = {hash, static_cast<std::int64_t>(pdf->size()), "application/pdf", true};
    HJ_TRY(file_paper(held, input, means, std::move(filed)));
  }
  return printed;
}

// What is there already is replaced; what this run did not make (an archive, of a meeting that is
// still open) is left as it is.
Result<> deliver(const std::string& work, const std::string& out) {
  for (const char* name : kDelivered) {
    const std::string made = work + "/out/" + name;
    const bool there = HJ_TRY(exists(made));
    if (!there) continue;
    HJ_TRY(put_in_place(made, inside(out, name), work + "/replaced"));
  }
  return {};
}

// Every log of a store, into another that forgets.
Result<> copy_logs(Store& from, Store& to) {
  constexpr std::int64_t kAll = 10'000'000;
  const std::vector<LogInfo> logs = HJ_TRY(from.logs());
  for (const LogInfo& log : logs) {
    HJ_TRY(to.create_log(log.key, log.suite));
    const std::vector<std::string> events = HJ_TRY(from.read(log.key, 1, kAll));
    if (events.empty()) continue;
    HJ_TRY(to.append(log.key, start_chain(log.suite, log.key.log).head, events));
  }
  return {};
}

// The whole course without writing anything: a folder with a slip in it changes no record, and the
// office mends the slip and runs again.
Result<> try_course(const AssemblyInput& input, const Means& means, const std::string& seed) {
  const std::unique_ptr<Store> memory = memory_store();
  HJ_TRY(copy_logs(*means.store, *memory));
  SeededIds ids(seed);
  Evidence evidence;
  HJ_TRY(conduct(input, {memory.get(), means.signer, &ids, means.clock}, evidence));
  return {};
}

Result<> seal(HeldMeeting& held, const AssemblyInput& input, const Means& means,
              const std::pair<const Evidence*, std::string>& from) {
  HJ_TRY(finish(held, means, {input.course.recorder, means.clock->now(), means.signer->node()}));
  const ArchiveContents contents = HJ_TRY(gather(held, input, *means.store, *from.first));
  const UnitId unit = held.meeting.front().key().unit;
  const ArchiveSealer sealer{means.signer->public_key(), [&](std::string_view message) {
                               return sign_once(*means.store, unit, *means.signer, message);
                             }};
  const std::string archive = HJ_TRY(write_archive(contents, sealer));
  return write_file(from.second + "/archive.hjz", archive);
}

Result<AssemblySummary> hold(const AssemblyInput& input, const std::string& out,
                             const std::string& record, const Progress& progress) {
  const std::string staging = inside(out, kWorkFolder) + "/out";
  const Suite suite = input.course.suite;
  HJ_TRY(make_folder(record));
  const std::string seed = HJ_TRY(seed_of(record));
  HJ_TRY(remove_all(staging));  // of a run that was stopped
  HJ_TRY(make_folder(staging + "/reports"));
  HJ_TRY(make_folder(staging + "/polls"));
  // Its own ids: a folder that is there already draws none, and the run's would shift.
  SeededIds node_ids(seed + "node");
  DataFolder data = HJ_TRY(open_data_folder(record + "/data", suite, node_ids));
  SeededIds ids(seed);
  SystemClock clock;
  const Means means{data.store.get(), data.signer.get(), &ids, &clock};
  progress("核对会议经过");
  const Result<> tried = try_course(input, means, seed);
  if (!tried) return std::unexpected(explain_conflict(tried.error(), record, input, seed));
  HJ_TRY(keep_input(record, input, seed));
  progress("记录会议");
  Evidence evidence;
  HeldMeeting held = HJ_TRY(conduct(input, means, evidence));
  progress("印制报告单");
  const std::vector<PrintedPaper> papers =
      HJ_TRY(print_papers(held, input, means, {&evidence, staging + "/reports"}, out + "/reports"));
  AssemblySummary summary{std::get<Meeting>(held.meeting.front().state()), out, papers};
  summary.notices = held.notices;
  summary.acts = input.course.acts.size();
  summary.waiting = input.course.waiting;
  summary.blanks = input.course.blanks;
  for (const Sitting& sitting : summary.meeting.sittings) {
    for (const PollState& poll : sitting.polls) {
      if (!poll.outcome) continue;
      summary.codes[poll.ballot.id] = head_at(held.meeting.front().events(), suite, poll).code;
    }
  }
  summary.sealed = is_sealed(summary.meeting);
  HJ_TRY(write_polls(staging + "/polls", summary.meeting, evidence));
  if (summary.sealed) {
    progress("封存归档");
    HJ_TRY(seal(held, input, means, {&evidence, staging}));
  }
  summary.meeting.evidence = nullptr;
  return summary;
}

}  // namespace

Result<ArchiveContents> gather(const HeldMeeting& held, const AssemblyInput& input, Store& store,
                               const Evidence& evidence) {
  ArchiveContents contents;
  contents.suite = input.course.suite;
  for (const std::vector<Recorder>* logs : {&held.office, &held.unit, &held.meeting}) {
    const Recorder& log = logs->front();
    ArchivedLog archived{log.key().log, {}};
    for (const Envelope& envelope : log.events()) {
      archived.events.push_back(envelope_bytes(envelope));
    }
    contents.logs.push_back(std::move(archived));
    const std::vector<SignedHead> heads = HJ_TRY(store.heads(log.key()));
    contents.heads.insert(contents.heads.end(), heads.begin(), heads.end());
  }
  References references;
  for (const Envelope& envelope : held.meeting.front().events()) {
    collect_references(envelope.body, references);
  }
  for (const Hash& pack : references.packs) contents.packs[pack] = evidence.at(pack);
  const UnitId unit = held.meeting.front().key().unit;
  for (const auto& [blob, full_only] : references.blobs) {
    const auto at_hand = evidence.find(blob);
    if (at_hand != evidence.end()) {
      contents.blobs[blob] = at_hand->second;
      continue;
    }
    // A paper that an earlier run filed.
    const std::string bytes = HJ_TRY(store.blob(unit, blob));
    contents.blobs[blob] = bytes;
  }
  for (const Hash& sealed : references.sealed) {
    const SealedWords words = HJ_TRY(store.sealed(unit, sealed));
    contents.sealed.push_back(words);
  }
  return contents;
}

Result<AssemblyInput> read_assembly(const std::string& folder) {
  const std::string path = folder + "/meeting.json";
  AssemblyInput input;
  const std::string text = HJ_TRY(read_file(path));
  Result<Course> course = parse_course(text);
  if (!course) return in_file(std::move(course).error(), path);
  input.course = *std::move(course);
  for (const auto& [id, bundle, key] :
       {std::tuple(&input.course.pack, &input.pack, "/pack"),
        std::tuple(&input.course.plenary_pack, &input.plenary_pack, "/plenary_pack")}) {
    if (id->empty()) continue;
    Result<Json> read = bundle_without_cases(*id);
    if (!read) return invalid(describe(read.error()), path + " " + place_in_words(key));
    *bundle = *std::move(read);
  }
  if (!stays_inside(input.course.roster)) {
    return invalid("名册文件须在本文件夹内", path + " " + place_in_words("/roster"));
  }
  input.roster = HJ_TRY(read_roster(folder, input.course, input.pack));
  for (const auto& [name, act] : files_named(input.course)) {
    const std::string where = path + " " + act_label(act, input.course.acts[act].body);
    if (!stays_inside(name)) return invalid("计票文件须在本文件夹内：" + name, where);
    Result<std::string> bytes = read_file(folder + "/" + name);
    if (!bytes) return invalid(describe(bytes.error()), where);
    input.files[name] = *std::move(bytes);
  }
  return input;
}

Result<AssemblySummary> run_assembly(const AssemblyOptions& options, const Progress& progress) {
  HJ_TRY(check_out(options.out));
  progress("读会议文件夹");
  const AssemblyInput input = HJ_TRY(read_assembly(options.folder));
  const std::string work = inside(options.out, kWorkFolder);
  const std::string kept = inside(options.out, kRecordFolder);
  const bool goes_on = HJ_TRY(exists(kept));
  const std::string record = goes_on ? kept : work + "/record";
  HJ_TRY(make_folder(work));
  Result<AssemblySummary> summary = hold(input, options.out, record, progress);
  if (!summary) {
    leave_no_work(options.out);
    Error error = std::move(summary).error();
    if (is_place_in_course(error.where)) {
      error.where = options.folder + "/meeting.json " + place_in_words(error.where);
    }
    return std::unexpected(std::move(error));
  }
  HJ_TRY(deliver(work, options.out));
  // Before the first act nothing has happened: papers to prepare with, and no record.
  if (!goes_on && !input.course.acts.empty()) HJ_TRY(move_to(record, kept));
  HJ_TRY(remove_all(work));
  return summary;
}

}  // namespace huanjie
