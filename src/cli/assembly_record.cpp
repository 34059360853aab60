#include "cli/assembly_record.h"

#include <algorithm>
#include <filesystem>

#include "app/changes.h"
#include "base/text.h"
#include "cli/files.h"
#include "cli/folders.h"

namespace huanjie {
namespace {

namespace fs = std::filesystem;

constexpr const char* kInput = "/input.json";

// Papers that only a meeting under way has.
constexpr std::string_view kOfTheMeeting[] = {"heads-",   "tally-sheet", "issued",
                                              "returned", "-result",     "minutes"};

bool is_of_the_meeting(const std::string& name) {
  return std::ranges::any_of(
      kOfTheMeeting, [&](std::string_view part) { return name.find(part) != std::string::npos; });
}

// What a folder holds; one that is not there holds nothing.
Result<std::vector<std::string>> names_if_there(const std::string& folder) {
  const bool there = HJ_TRY(exists(folder));
  if (!there) return std::vector<std::string>();
  return names_in(folder);
}

Result<bool> has_papers_of_a_meeting(const std::string& out) {
  const bool sealed = HJ_TRY(exists(inside(out, "archive.hjz")));
  if (sealed) return true;
  const std::vector<std::string> polls = HJ_TRY(names_if_there(inside(out, "polls")));
  if (!polls.empty()) return true;
  const std::vector<std::string> reports = HJ_TRY(names_if_there(inside(out, "reports")));
  return std::ranges::any_of(reports, is_of_the_meeting);
}

}  // namespace

Result<> check_out(const std::string& out) {
  const bool there = HJ_TRY(exists(out));
  if (!there) return {};
  const std::vector<std::string> names = HJ_TRY(names_in(out));
  const auto is_record = [](const std::string& name) {
    return name == kWorkFolder || name == kRecordFolder;
  };
  if (std::ranges::any_of(names, is_record)) return {};
  const auto is_ours = [](const std::string& name) {
    return name == "polls" || name == "reports" || name == "archive.hjz";
  };
  if (!std::ranges::all_of(names, is_ours)) {
    return fail(ErrorCode::conflict, "文件夹里已有别的东西", out, "一个空文件夹或新的文件夹名");
  }
  const bool has_papers = HJ_TRY(has_papers_of_a_meeting(out));
  if (has_papers) {
    return fail(ErrorCode::conflict,
                "这里有一场会已经印出的材料，它的记录（.record）却不在了，不能接着记，"
                "也不能另起一份混在一起",
                out, "把 .record 放回原处；要从头另记的，换一个结果文件夹");
  }
  return {};
}

Result<> keep_input(const std::string& record, const AssemblyInput& input,
                    const std::string& seed) {
  return write_file(record + kInput, write_json(kept_input(input.course, input.roster, seed)));
}

Error explain_conflict(Error error, const std::string& record, const AssemblyInput& input,
                       const std::string& seed) {
  const Result<std::string> bytes = read_file(record + kInput);
  if (error.code != ErrorCode::conflict || !bytes) return error;
  const Result<Json> kept = parse_json(*bytes);
  if (!kept) return error;
  const std::vector<std::string> lines = changes_since(*kept, input.course, input.roster, seed);
  if (lines.empty()) return error;
  return {
      ErrorCode::conflict,
      "已经记下的内容有改动：\n  " + join(lines, "\n  ") +
          "\n已经记下的不能再改。把上面几处改回原样，往后接着写；记错了的，往后写更正：签到错了用 "
          "undo_check_in，人数错了再写一件 heads，票数错了再写 count 或 correct；"
          "要从头另记的，换一个结果文件夹",
      {},
      {}};
}

void leave_no_work(const std::string& out) {
  std::error_code ignored;
  // Kept input says that acts were on their way into the record.
  const bool begun = fs::exists(inside(out, kWorkFolder) + "/record" + kInput, ignored);
  fs::remove_all(inside(out, kWorkFolder) + (begun ? "/out" : ""), ignored);
  if (fs::is_directory(out, ignored) && fs::is_empty(out, ignored)) fs::remove(out, ignored);
}

bool is_same_paper(const std::string& one, const std::string& other) {
  static constexpr std::string_view kDate = "/CreationDate (";
  const std::size_t at = one.find(kDate);
  const std::size_t there = other.find(kDate);
  if (at != there || at == std::string::npos || one.size() != other.size()) return one == other;
  const std::size_t end = one.find(')', at);
  return one.substr(0, at) == other.substr(0, at) && end == other.find(')', at) &&
         one.substr(end) == other.substr(end);
}

}  // namespace huanjie
