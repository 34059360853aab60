#include "app/forms.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "app/door_papers.h"
#include "app/explanation.h"
#include "app/minutes_text.h"
#include "app/poll_papers.h"
#include "app/script.h"
#include "app/wording.h"
#include "base/text.h"
#include "documents/agenda_paper.h"
#include "documents/minutes.h"
#include "ledger/head.h"

namespace huanjie {
namespace {

// "监票人、计票人签字": those who have a line below it.
std::string signed_by(const Document& document) {
  std::vector<std::string> roles;
  for (const Block& block : document.blocks) {
    const auto* signatures = std::get_if<Signatures>(&block);
    if (signatures == nullptr) continue;
    for (const SignatureLine& line : signatures->lines) {
      if (std::ranges::find(roles, line.role) == roles.end()) roles.push_back(line.role);
    }
  }
  return roles.empty() ? "不用签字" : join(roles, "、") + "签字";
}

// Gathers the papers. The number before each file name keeps the order of the meeting and is the
// same in every run: a hundred for each sitting, and within it ten for each poll, with gaps.
class Binder {
 public:
  void start_at(int number) { next_ = number; }
  void add(const std::string& name, const std::string& title, Document document) {
    std::array<char, 16> number{};
    std::snprintf(number.data(), number.size(), "%03d-", next_++);
    const std::string signers = signed_by(document);
    papers_.push_back({number.data() + name + ".pdf", title, std::move(document), signers});
  }
  // Whoever signs in the rows of the last paper signs before those below it.
  void also_signs(const std::string& who) {
    std::string& signers = papers_.back().signed_by;
    signers = signers == "不用签字" ? who : who + "，" + signers;
  }
  std::vector<MeetingPaper> take() { return std::move(papers_); }

 private:
  int next_ = 1;
  std::vector<MeetingPaper> papers_;
};

void add_poll(Binder& binder, const MeetingView& view, const Sitting& sitting,
              const PollState& poll) {
  const std::string& id = poll.ballot.id;
  for (const int copy : {1, 2}) {
    binder.add(id + "-tally-sheet-" + std::to_string(copy), "唱票记票表",
               tally_sheet(tally_of(view, sitting, poll, copy)));
  }
  if (!poll.papers.issued) return;
  binder.add(id + "-issued", "选票分发情况报告单", issue_report(issue_of(view, sitting, poll)));
  if (!poll.papers.returned) return;
  binder.add(id + "-returned", "选票收回情况报告单", return_report(return_of(view, sitting, poll)));
  if (!poll.outcome) return;
  binder.add(id + "-result", "选举结果报告单", result_report(result_of(view, sitting, poll)));
  ExplanationInput explanation;
  explanation.heading = heading_of(view, sitting, poll_title(poll.ballot));
  const Result<std::vector<std::string>> sentences = explanation_of(sitting, poll);
  // A paper that is empty must say why.
  explanation.sentences =
      sentences ? *sentences : std::vector<std::string>{"不能说明：" + describe(sentences.error())};
  binder.add(id + "-explained", "选举结果说明", explanation_paper(explanation));
}

void add_sitting(Binder& binder, const MeetingView& view, const Sitting& sitting) {
  const std::string prefix = sitting.plenary ? "plenary-" : "";
  const int hundred = sitting.plenary ? 200 : 100;
  binder.start_at(hundred + 1);
  const AgendaInput agenda = agenda_input(view, sitting);
  binder.add(prefix + "agenda", agenda.plenary ? "第一次全体会议议程" : "大会议程",
             agenda_paper(agenda));
  binder.add(prefix + "script", "主持词", host_script(agenda));
  SignInInput sheet = sign_in_of(view, sitting);
  binder.add(prefix + "sign-in", "签到册", sign_in_sheet(sheet));
  binder.also_signs("到会的人各自签到");
  sheet.as_of = chinese_date(view.meeting->prepared.date);
  binder.add(prefix + "roster-backup", "签到名册（备份）", roster_backup(sheet));
  binder.start_at(hundred + 11);
  for (std::size_t i = 0; i < sitting.heads.size(); ++i) {
    binder.add(prefix + "heads-" + std::to_string(i + 1), "到会人数报告单",
               head_count_report(head_count_of(view, sitting, i)));
  }
  int first = hundred + 21;
  for (const PollState& poll : sitting.polls) {
    binder.start_at(first);
    add_poll(binder, view, sitting, poll);
    first += 10;
  }
}

}  // namespace

FormHeading heading_of(const MeetingView& view, const Sitting& sitting, const std::string& poll) {
  const MeetingPrepared& prepared = view.meeting->prepared;
  FormHeading heading;
  heading.unit = prepared.organisation;
  heading.meeting = sitting.title;
  heading.poll = poll;
  heading.date = prepared.date;
  if (!sitting.plenary) heading.time = view.time;
  heading.place = prepared.place;
  heading.rehearsal = prepared.rehearsal;
  return heading;
}

LogHead head_at(const std::vector<Envelope>& events, Suite suite, const PollState& poll) {
  const std::int64_t seq = poll.reported_seq;
  const Envelope& envelope = events[static_cast<std::size_t>(seq - 1)];
  const Hash hash = digest(suite, envelope_bytes(envelope));
  LogHead head;
  head.log = to_text(envelope.log);
  head.sequence = seq;
  head.hash = to_text(hash);
  head.code = short_code(hash);
  return head;
}

std::vector<MeetingPaper> meeting_papers(const MeetingView& view) {
  Binder binder;
  for (const Sitting& sitting : view.meeting->sittings) add_sitting(binder, view, sitting);
  MinutesInput minutes = minutes_of(view);
  minutes.heading = heading_of(view, view.meeting->sittings.front(), "");
  binder.start_at(901);
  // Before anything has happened there is nothing to tell.
  if (!minutes.lines.empty()) binder.add("minutes", "会议记录", minutes_paper(minutes));
  return binder.take();
}

}  // namespace huanjie
