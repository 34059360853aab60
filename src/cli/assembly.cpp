#include "cli/assembly.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <random>

#include "app/forms.h"
#include "app/system.h"
#include "ballot/cast_vote_record.h"
#include "cli/builtin_packs.h"
#include "cli/files.h"
#include "cli/roster_file.h"
#include "ledger/archive.h"
#include "meeting/count.h"
#include "meeting/gate.h"
#include "meeting/rounds.h"
#include "render/pdf.h"
#include "store/data_folder.h"

namespace huanjie {
namespace {

namespace fs = std::filesystem;

std::unexpected<Error> in_file(Error error, const std::string& file) {
  error.where = error.where.empty() ? file : file + " " + error.where;
  return std::unexpected(std::move(error));
}

// Ids of one run: digests of a secret seed and a counter, so that a run taken up again draws the
// same. The seed lies in the work folder and goes with it.
class RunIds final : public Ids {
 public:
  explicit RunIds(std::string seed) : seed_(std::move(seed)) {}
  std::array<std::uint8_t, 16> next() override {
    const Hash hash = digest(Suite::international, seed_ + std::to_string(counter_++));
    std::array<std::uint8_t, 16> id{};
    std::copy_n(hash.bytes.begin(), id.size(), id.begin());
    return id;
  }

 private:
  std::string seed_;
  std::uint64_t counter_ = 0;
};

Result<std::string> seed_of(const std::string& work) {
  const std::string path = work + "/seed";
  if (fs::exists(path)) return read_file(path);
  std::random_device device;
  std::string seed;
  for (int i = 0; i < 32; ++i) seed += static_cast<char>(device() & 0xFF);
  HJ_TRY(write_file(path, seed));
  return seed;
}

Result<> make_folder(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return fail(ErrorCode::unavailable, "不能建立文件夹：" + error.message(), path);
  return {};
}

// An empty folder or our own unfinished one.
Result<> check_out(const std::string& out) {
  if (!fs::exists(out)) return {};
  if (!fs::is_directory(out)) return invalid("不是文件夹", out);
  if (fs::exists(out + "/.work")) return {};
  if (fs::is_empty(out)) return {};
  return fail(ErrorCode::conflict, "文件夹里已有别的东西", out, "一个空文件夹或新的文件夹名");
}

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

// A file whose other name is a suffix in progress; gone when it goes.
Result<> write_polls(const std::string& folder, const Meeting& meeting, const Evidence& evidence) {
  int number = 0;
  for (const Sitting& sitting : meeting.sittings) {
    for (const PollState& poll : sitting.polls) {
      if (!poll.outcome) continue;
      std::array<char, 8> prefix{};
      std::snprintf(prefix.data(), prefix.size(), "%02d-", ++number);
      const std::string place = folder + "/" + prefix.data() + poll.ballot.id;
      HJ_TRY(make_folder(place));
      HJ_TRY(write_file(place + "/ballot.json", write_pretty_json(to_json(poll.ballot))));
      HJ_TRY(write_file(place + "/poll.json", write_pretty_json(to_json(poll.outcome->poll))));
      HJ_TRY(write_file(place + "/result.json", write_pretty_json(to_json(poll.outcome->result))));
      const Result<const CountEntered*> count = standing_count(poll);
      if (count && !(*count)->records) {
        HJ_TRY(write_file(place + "/totals.json", write_pretty_json(to_json((*count)->totals))));
        continue;
      }
      Cvrs cvrs;
      cvrs.ballot = poll.ballot.id;
      if (count) cvrs = HJ_TRY(parse_cvrs(evidence.at((*count)->records->blob)));
      HJ_TRY(write_file(place + "/cvrs.json", write_pretty_json(to_json(cvrs))));
    }
  }
  return {};
}

// Why somebody has no vote or is left out, for the papers that count by it.
Result<std::map<Hash, std::string>> roster_words(const Meeting& meeting, Store& store,
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

// Renders the papers, files them in the log and writes them as files.
Result<int> file_papers(HeldMeeting& held, const AssemblyInput& input, const Means& means,
                        std::pair<Evidence*, std::string> into) {
  Recorder& log = held.meeting.front();
  const Meeting& meeting = std::get<Meeting>(log.state());
  MeetingView view{&meeting, &input.roster, &held.members, &log.events(), {}};
  view.words = HJ_TRY(roster_words(meeting, *means.store, log.key().unit));
  // The date of the papers is that of the last event before them: the same record, the same bytes.
  const Timestamp created = log.events().back().time;
  const std::vector<MeetingPaper> papers = meeting_papers(view);
  for (const MeetingPaper& paper : papers) {
    Result<std::string> pdf = render_pdf(paper.document, created);
    if (!pdf) return in_file(std::move(pdf).error(), paper.file);
    HJ_TRY(write_file(into.second + "/" + paper.file, *pdf));
    const Suite suite = input.course.suite;
    const Hash hash = HJ_TRY(means.store->put_blob(log.key().unit, suite, *pdf));
    into.first->insert_or_assign(hash, *pdf);
    DocumentFiled filed;
    filed.title = paper.title;
    filed.name = paper.file;
    filed.file = {hash, static_cast<std::int64_t>(pdf->size()), "application/pdf", true};
    HJ_TRY(log.record(filed, {input.course.recorder, means.clock->now(), means.signer->node()}));
  }
  return static_cast<int>(papers.size());
}

Result<> deliver(const std::string& staging, const std::string& out) {
  for (const char* name : {"polls", "reports", "archive.hjz"}) {
    std::error_code error;
    fs::remove_all(out + "/" + name, error);
    fs::rename(staging + "/" + name, out + "/" + name, error);
    if (error)
      return fail(ErrorCode::unavailable, "不能交付：" + error.message(), out + "/" + name);
  }
  return {};
}

Result<AssemblySummary> hold(const AssemblyInput& input, const std::string& out,
                             const Progress& progress) {
  const std::string work = out + "/.work";
  const std::string staging = work + "/out";
  const Suite suite = input.course.suite;
  const std::string seed = HJ_TRY(seed_of(work));
  HJ_TRY(make_folder(staging + "/reports"));
  HJ_TRY(make_folder(staging + "/polls"));
  // Its own ids: a folder that is there already draws none, and the run's would shift.
  RunIds node_ids(seed + "node");
  DataFolder data = HJ_TRY(open_data_folder(work + "/data", suite, node_ids));
  Store* const store = data.store.get();
  Signer* const signer = data.signer.get();
  RunIds ids(seed);
  SystemClock clock;
  const Means means{store, signer, &ids, &clock};
  Evidence evidence;
  progress("召开会议");
  HeldMeeting held = HJ_TRY(conduct(input, means, evidence));
  progress("印制报告单");
  const int papers = HJ_TRY(file_papers(held, input, means, {&evidence, staging + "/reports"}));
  HJ_TRY(finish(held, means, {input.course.recorder, clock.now(), signer->node()}));
  progress("封存归档");
  const ArchiveContents contents = HJ_TRY(gather(held, input, *store, evidence));
  const UnitId unit = held.meeting.front().key().unit;
  const ArchiveSealer sealer{signer->public_key(), [&](std::string_view message) {
                               return sign_once(*store, unit, *signer, message);
                             }};
  const std::string archive = HJ_TRY(write_archive(contents, sealer));
  HJ_TRY(write_file(staging + "/archive.hjz", archive));
  AssemblySummary summary{std::get<Meeting>(held.meeting.front().state()), out, papers};
  HJ_TRY(write_polls(staging + "/polls", summary.meeting, evidence));
  summary.meeting.evidence = nullptr;
  HJ_TRY(deliver(staging, out));
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
  for (const auto& [blob, full_only] : references.blobs) contents.blobs[blob] = evidence.at(blob);
  const UnitId unit = held.meeting.front().key().unit;
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
    if (!read) return invalid(describe(read.error()), path + " " + key);
    *bundle = *std::move(read);
  }
  if (!stays_inside(input.course.roster)) {
    return invalid("名册文件须在本文件夹内", path + " /roster");
  }
  input.roster = HJ_TRY(read_roster(folder, input.course, input.pack));
  for (const auto& [name, act] : files_named(input.course)) {
    const std::string where = path + " " + pointer_to("/acts", act);
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
  HJ_TRY(make_folder(options.out + "/.work"));
  Result<AssemblySummary> summary = hold(input, options.out, progress);
  if (!summary) {
    Error error = std::move(summary).error();
    if (error.where.starts_with("/")) error.where = options.folder + "/meeting.json " + error.where;
    return std::unexpected(std::move(error));
  }
  std::error_code error;
  fs::remove_all(options.out + "/.work", error);
  if (error)
    return fail(ErrorCode::unavailable, "不能清理工作文件夹：" + error.message(), options.out);
  return summary;
}

namespace {

std::string status_text(const Meeting& meeting) {
  switch (meeting.status) {
    case MeetingStatus::closed:    return "会议结束";
    case MeetingStatus::abandoned: return "会议终止";
    case MeetingStatus::suspended: return "会议中止";
    default:                       return "会议尚未结束";
  }
}

}  // namespace

std::string summary_text(const AssemblySummary& summary) {
  const Meeting& meeting = summary.meeting;
  std::string text = meeting.prepared.title + "（" + status_text(meeting) + "）\n";
  for (const Sitting& sitting : meeting.sittings) {
    for (const PollState& poll : sitting.polls) {
      if (!poll.outcome) continue;
      const PollResult& result = poll.outcome->result;
      text += "\n" + poll.ballot.title + "：";
      text += result.poll.valid ? "有效\n" : "无效，须重新投票\n";
      for (const ContestResult& contest : result.contests) {
        const Contest& on_paper = *find_contest(poll.ballot, contest.id);
        text += "  " + on_paper.title + "（应选 " + std::to_string(contest.seats) + " 名，须得 " +
                std::to_string(contest.base.needed) + " 票）\n";
        for (const LineResult& line : contest.lines) {
          const Candidate& candidate = *find_candidate(on_paper, line.candidate);
          const bool seated =
              std::ranges::find(contest.elected, line.candidate) != contest.elected.end();
          text += "    " + candidate.name + "\t赞成 " +
                  std::to_string(line.approve + line.carried) + "\t不赞成 " +
                  std::to_string(line.oppose) + "\t弃权 " + std::to_string(line.abstain) +
                  (seated ? "\t当选" : "") + "\n";
        }
        for (const WriteInResult& line : contest.write_ins) {
          text += "    " + line.name + "（另选）\t赞成 " + std::to_string(line.approve) +
                  (line.outcome == Outcome::elected ? "\t当选" : "") + "\n";
        }
      }
    }
  }
  text += "\n归档：" + summary.out + "/archive.hjz\n报告单：" + summary.out + "/reports（" +
          std::to_string(summary.papers) + " 份 PDF）\n";
  return text;
}

}  // namespace huanjie
