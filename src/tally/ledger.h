#pragma once

#include <optional>
#include <vector>

#include "base/fields.h"
#include "base/finding.h"
#include "tally/poll.h"

namespace huanjie {

// The life of the ballot papers of one poll. A number not known yet is nothing.
struct PaperLedger {
  std::optional<int> printed{};
  std::optional<int> spoiled{};      // 作废重领: replaced before it was cast
  std::optional<int> issued{};       // handed out for the vote, replacements not counted twice
  std::optional<int> left_over{};    // 剩余
  std::optional<int> kept{};         // of those, kept for the file (存档样票)
  std::optional<int> cut{};          // of those, a corner cut off (剪角)
  std::optional<int> returned{};     // out of the box
  std::optional<int> handed_back{};  // 领取后未投、交回的票: issued, never cast

  friend bool operator==(const PaperLedger&, const PaperLedger&) = default;
  static constexpr auto fields() {
    return std::tuple{
        field("printed", &PaperLedger::printed),   field("spoiled", &PaperLedger::spoiled),
        field("issued", &PaperLedger::issued),     field("left_over", &PaperLedger::left_over),
        field("kept", &PaperLedger::kept),         field("cut", &PaperLedger::cut),
        field("returned", &PaperLedger::returned), field("handed_back", &PaperLedger::handed_back)};
  }
};

// The identities of the ledger, one finding each, in the order in which the papers live:
//   papers_printed    printed = issued + spoiled + left_over        blocks
//   papers_left_over  left_over = kept + cut                        blocks
//   papers_issued     issued <= people who may be handed one        blocks
//   papers_handed_back handed_back <= issued                        blocks
//   papers_voters     returned <= voters                            warns
//   papers_returned   returned <= issued                            warns
// Those on `returned` only warn: more papers than voters make the poll void, and a void poll must
// be recordable. `may_vote` is the head count (where there are proxies, with them).
std::vector<Finding> check(const PaperLedger& ledger, std::optional<int> may_vote,
                           std::optional<int> voters);

}  // namespace huanjie
