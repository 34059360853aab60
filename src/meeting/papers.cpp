#include "meeting/papers.h"

#include "base/limits.h"
#include "meeting/gate.h"

namespace huanjie {
namespace {

int known(const std::optional<int>& number) { return number.value_or(0); }

Result<> must_be_voting(const PollState& poll) {
  if (poll.papers.handed_back) return fail(ErrorCode::refused, "投票已结束，不再发票");
  return {};
}

// The papers left over are counted again when the stock changes: printed = issued + spoiled + left
// over holds at every moment.
void forget_left_over(Sitting& sitting, PaperLedger& papers) {
  papers.left_over.reset();
  papers.kept.reset();
  papers.cut.reset();
  sitting.acts.erase(std::string(PapersLeftOver::kName));
}

// Papers still in hand: printed and neither handed out nor spoiled.
int in_stock(const PaperLedger& papers) {
  return known(papers.printed) - known(papers.issued) - known(papers.spoiled);
}

}  // namespace

Result<> admit(const Meeting& meeting, const BoxSealed& event) {
  HJ_TRY(must_have_poll(meeting));
  HJ_TRY(must_be_two_officers(current(meeting), event.by));
  HJ_TRY(must_be_named(event.box, "票箱编号"));
  return may_act(meeting, BoxSealed::kName);
}

void evolve(Meeting& meeting, const BoxSealed& event) {
  Sitting& sitting = current(meeting);
  open_poll(sitting)->box = event.box;
  note_act(sitting, BoxSealed::kName);
}

// The stock may be registered at any step before the vote.
Result<> admit(const Meeting& meeting, const PapersPrinted& event) {
  HJ_TRY(must_have_poll(meeting));
  HJ_TRY(must_be_two(event.by));
  const PollState& poll = *open_poll(current(meeting));
  if (event.count == 0) return invalid("印制选票须至少一张");
  const std::int64_t printed = std::int64_t{known(poll.papers.printed)} + event.count;
  if (printed > kMaxCount) {
    return invalid("印制选票合计 " + std::to_string(printed) + " 张，过多", "/count",
                   "合计不超过 " + std::to_string(kMaxCount) + " 张");
  }
  return must_be_voting(poll);
}

void evolve(Meeting& meeting, const PapersPrinted& event) {
  Sitting& sitting = current(meeting);
  PaperLedger& papers = open_poll(sitting)->papers;
  papers.printed = known(papers.printed) + event.count;
  forget_left_over(sitting, papers);
  note_act(sitting, PapersPrinted::kName);
}

// Nobody outside the last head count is handed a paper.
Result<> admit(const Meeting& meeting, const PapersIssued& event) {
  HJ_TRY(must_have_poll(meeting));
  HJ_TRY(must_be_two_officers(current(meeting), event.by));
  const Sitting& sitting = current(meeting);
  const PollState& poll = *open_poll(sitting);
  HJ_TRY(must_be_voting(poll));
  if (event.count == 0) return invalid("发出选票须至少一张");
  const int heads = sitting.heads.empty() ? 0 : sitting.heads.back().present;
  const int issued = known(poll.papers.issued) + event.count;
  if (issued > heads) {
    return fail(ErrorCode::refused, "发出选票 " + std::to_string(issued) +
                                        " 张，多于清点的实到会有选举权的 " + std::to_string(heads) +
                                        " 人。办法：有人后到的，先再次清点人数");
  }
  if (event.count > in_stock(poll.papers)) {
    return fail(ErrorCode::refused, "手头只有 " + std::to_string(in_stock(poll.papers)) +
                                        " 张选票，发不出 " + std::to_string(event.count) +
                                        " 张。办法：先登记印制的选票");
  }
  return may_act(meeting, PapersIssued::kName);
}

void evolve(Meeting& meeting, const PapersIssued& event) {
  Sitting& sitting = current(meeting);
  PaperLedger& papers = open_poll(sitting)->papers;
  papers.issued = known(papers.issued) + event.count;
  open_poll(sitting)->present = sitting.heads.empty() ? 0 : sitting.heads.back().present;
  note_act(sitting, PapersIssued::kName);
}

Result<> admit(const Meeting& meeting, const PaperSpoiled& event) {
  HJ_TRY(must_have_poll(meeting));
  HJ_TRY(must_be_two_officers(current(meeting), event.by));
  const PollState& poll = *open_poll(current(meeting));
  HJ_TRY(must_be_voting(poll));
  if (event.count == 0) return invalid("作废重领须至少一张");
  if (event.count > in_stock(poll.papers)) {
    return fail(ErrorCode::refused, "手头没有可换的选票。办法：先登记印制的选票");
  }
  if (known(poll.papers.issued) == 0) return fail(ErrorCode::refused, "还没有发票，无票可换");
  return {};
}

void evolve(Meeting& meeting, const PaperSpoiled& event) {
  Sitting& sitting = current(meeting);
  PaperLedger& papers = open_poll(sitting)->papers;
  papers.spoiled = known(papers.spoiled) + event.count;
  forget_left_over(sitting, papers);
  note_act(sitting, PaperSpoiled::kName);
}

Result<> admit(const Meeting& meeting, const PapersLeftOver& event) {
  HJ_TRY(must_have_poll(meeting));
  HJ_TRY(must_be_two_officers(current(meeting), event.by));
  PaperLedger papers = open_poll(current(meeting))->papers;
  papers.spoiled = known(papers.spoiled);
  papers.kept = event.kept;
  papers.cut = event.cut;
  papers.left_over = event.kept + event.cut;
  // Papers handed back come only when voting closes; until then there are none.
  papers.handed_back = known(papers.handed_back);
  const int heads = open_poll(current(meeting))->present;
  HJ_TRY(refuse_blocking(check(papers, heads, std::nullopt)));
  return may_act(meeting, PapersLeftOver::kName);
}

void evolve(Meeting& meeting, const PapersLeftOver& event) {
  Sitting& sitting = current(meeting);
  PaperLedger& papers = open_poll(sitting)->papers;
  papers.spoiled = known(papers.spoiled);
  papers.kept = event.kept;
  papers.cut = event.cut;
  papers.left_over = event.kept + event.cut;
  note_act(sitting, PapersLeftOver::kName);
}

Result<> admit(const Meeting& meeting, const VotingClosed& event) {
  HJ_TRY(must_have_poll(meeting));
  const PollState& poll = *open_poll(current(meeting));
  HJ_TRY(must_be_voting(poll));
  if (known(poll.papers.issued) == 0) return fail(ErrorCode::refused, "还没有发票，不能结束投票");
  if (event.handed_back > known(poll.papers.issued)) {
    return invalid("交回的空白选票 " + std::to_string(event.handed_back) + " 张，多于发出的 " +
                   std::to_string(known(poll.papers.issued)) + " 张");
  }
  return may_act(meeting, VotingClosed::kName);
}

void evolve(Meeting& meeting, const VotingClosed& event) {
  Sitting& sitting = current(meeting);
  open_poll(sitting)->papers.handed_back = event.handed_back;
  note_act(sitting, VotingClosed::kName);
}

Result<> admit(const Meeting& meeting, const PapersReturned& event) {
  HJ_TRY(must_have_poll(meeting));
  HJ_TRY(must_be_two_officers(current(meeting), event.by));
  const PollState& poll = *open_poll(current(meeting));
  if (!poll.papers.handed_back) return fail(ErrorCode::refused, "投票尚未结束，不能开箱");
  if (poll.papers.returned) {
    // A slip of the pen must not void a poll: counted again before anything stands on the number.
    if (poll.counts.empty() && poll.certified_by.empty()) return {};
    return fail(ErrorCode::refused, "收回选票已经清点，并且已经计票或签字，不能再改");
  }
  return may_act(meeting, PapersReturned::kName);
}

void evolve(Meeting& meeting, const PapersReturned& event) {
  Sitting& sitting = current(meeting);
  PollState& poll = *open_poll(sitting);
  poll.papers.returned = event.count;
  poll.outcome.reset();  // of a poll that the number before made void
  note_act(sitting, PapersReturned::kName);
}

}  // namespace huanjie
