#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "documents/form.h"

namespace huanjie {

// The outcomes of contracts section 5, as the report words them, and what the votes alone do not
// decide: whoever was written in and is examined still, or may not hold the post; whoever yields to
// kin, or waits for the meeting to choose between kin.
enum class ReportedOutcome {
  elected,
  tied,
  passed,
  elected_higher,
  not_elected,
  examined_still,
  ineligible,
  yields_to_kin,
  kin_open
};

struct ReportedLine {
  std::string name{};
  std::int64_t approve = 0;
  std::int64_t oppose = 0;
  std::int64_t abstain = 0;
  std::int64_t invalid = 0;
  std::int64_t carried = 0;  // from higher posts; votes = approve + carried
  ReportedOutcome outcome = ReportedOutcome::not_elected;
};

struct ReportedWriteIn {
  std::string name{};
  std::int64_t votes = 0;
  ReportedOutcome outcome = ReportedOutcome::not_elected;
};

struct ReportedTie {
  std::vector<std::string> among{};
  std::int64_t seats = 0;
};

struct ReportedContest {
  std::string title{};  // 委员
  std::int64_t seats = 0;
  std::int64_t valid = 0;
  std::int64_t invalid = 0;
  std::vector<NamedCount> invalid_by{};  // reason in Chinese: 多选 1
  Threshold elected_rule{};
  std::vector<ReportedLine> lines{};         // ballot order
  std::vector<ReportedWriteIn> write_ins{};  // most votes first; the report says so
  std::int64_t ignored_write_ins = 0;
  std::vector<std::string> elected{};  // by surname strokes; the report says so
  std::optional<ReportedTie> tie{};
  std::int64_t vacant = 0;
  std::vector<std::string> notes{};  // sentences to sign under: eligibility, kin, no woman
};

// Where the record stood when the report was written.
struct LogHead {
  std::string log{};  // id of the log, hex
  std::int64_t sequence = 0;
  std::string hash{};  // hex, whole
  std::string code{};  // the hash's short form, for eye and voice
};

// A correction after the announcement: its class (1 no winner changes, 2 a winner changes, 3 after
// the meeting) and what was corrected, why, by whose agreement.
struct ReportedCorrection {
  int number = 1;
  int kind = 1;
  std::string text{};
};

struct ResultInput {
  FormHeading heading{};
  std::string round{};                              // 再次投票, 另行选举 or empty
  std::string entitled_name{"应到会有选举权人数"};  // in a village 登记选民数
  std::int64_t entitled = 0;
  std::int64_t present = 0;
  std::optional<std::int64_t> voters{};
  std::int64_t issued = 0;
  std::int64_t returned = 0;
  bool poll_valid = true;
  std::vector<std::string> void_reasons{};  // sentences; then there are no contests
  std::vector<ReportedContest> contests{};
  std::optional<ReportedCorrection> correction{};
  std::optional<LogHead> log_head{};
  Signers signers{};
};

// 选举结果报告单.
Document result_report(const ResultInput& input);

// What the QR symbol holds: "huanjie:1:<log>:<sequence>:<hash>".
std::string qr_payload(const LogHead& head);

}  // namespace huanjie
