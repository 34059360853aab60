#include "ledger/chain.h"

#include <algorithm>

#include "base/text.h"
#include "ledger/envelope.h"

namespace huanjie {
namespace {

// Takes a canonical event apart from its end: the keys after `body` are kind, log, node, prev, seq
// and time, and none of their values can hold a quote or a brace.
class BackReader {
 public:
  explicit BackReader(std::string_view text) : rest_(text) {}

  bool take(std::string_view suffix) {
    if (!rest_.ends_with(suffix)) return false;
    rest_.remove_suffix(suffix.size());
    return true;
  }
  std::string_view digits() {
    const std::size_t last = rest_.find_last_not_of("0123456789");
    return drop(last == std::string_view::npos ? 0 : last + 1);
  }
  std::string_view characters(std::size_t count) {
    return drop(rest_.size() < count ? rest_.size() : rest_.size() - count);
  }

 private:
  std::string_view drop(std::size_t from) {
    const std::string_view taken = rest_.substr(from);
    rest_ = rest_.substr(0, from);
    return taken;
  }

  std::string_view rest_;
};

std::string place(std::int64_t seq) { return "序号 " + std::to_string(seq); }

}  // namespace

Result<Link> read_link(std::string_view event) {
  // whole_number reads 15 digits: milliseconds until the year 33658.
  BackReader reader(event);
  bool whole = reader.take("}");
  const auto time = whole_number(reader.digits());
  whole = whole && reader.take(",\"time\":");
  const auto seq = whole_number(reader.digits());
  whole = whole && reader.take("\",\"seq\":");
  const auto prev = parse_hash(reader.characters(64));
  whole = whole && reader.take("\",\"prev\":\"");
  reader.characters(32);
  whole = whole && reader.take("\",\"node\":\"");
  const auto log = parse_id(reader.characters(32));
  whole = whole && reader.take("\",\"log\":\"");
  if (!(whole && time && seq && prev && log)) {
    return invalid("事件结尾不是规范写法", {},
                   R"(…"log":"…","node":"…","prev":"…","seq":N,"time":N})");
  }
  return Link{LogId{*log}, *seq, *prev, Timestamp{*time}};
}

Chain start_chain(Suite suite, LogId log) {
  Chain chain;
  chain.suite = suite;
  chain.head.log = log;
  return chain;
}

Result<> follow(Chain& chain, std::string_view event) {
  const Link link = HJ_TRY(read_link(event));
  const std::int64_t seq = chain.head.seq + 1;
  if (link.log != chain.head.log) {
    return invalid("事件属于另一日志 " + to_text(link.log), place(seq), to_text(chain.head.log));
  }
  if (link.seq != seq) {
    return invalid("序号不连续：" + std::to_string(link.seq), place(seq), std::to_string(seq));
  }
  if (link.prev != chain.head.hash) {
    return invalid("前一事件的摘要不符：" + to_text(link.prev), place(seq),
                   to_text(chain.head.hash));
  }
  if (link.time < chain.latest) {
    chain.clock_steps.push_back({link.seq, chain.latest, link.time});
  }
  chain.latest = link.time;
  chain.head.seq = seq;
  chain.head.hash = digest(chain.suite, event);
  return {};
}

Result<std::string> extend(Chain& chain, const Draft& draft) {
  std::string bytes = envelope_bytes({chain.head.log, chain.head.seq + 1, chain.head.hash,
                                      draft.time, draft.actor, draft.node, draft.kind, draft.body});
  HJ_TRY(parse_envelope(bytes));
  HJ_TRY(follow(chain, bytes));
  return bytes;
}

}  // namespace huanjie
