#include "app/service.h"

namespace huanjie {
namespace {

constexpr std::int64_t kReadAtOnce = 10'000;

}  // namespace

Recorder::Recorder(Store& store, const LogKey& key, const Evidence& evidence)
    : store_(&store), key_(key), evidence_(&evidence) {}

Result<Recorder> Recorder::open(Store& store, const LogKey& key, Suite suite,
                                const Evidence& evidence) {
  Recorder recorder(store, key, evidence);
  HJ_TRY(store.create_log(key, suite));
  recorder.chain_ = start_chain(suite, key.log);
  while (true) {
    const auto from = static_cast<std::int64_t>(recorder.known_.size()) + 1;
    const std::vector<std::string> events = HJ_TRY(store.read(key, from, kReadAtOnce));
    if (events.empty()) break;
    recorder.known_.insert(recorder.known_.end(), events.begin(), events.end());
  }
  return recorder;
}

Result<> Recorder::take_again(const std::string& kind, const Json& body) {
  const std::string& bytes = known_[events_.size()];
  Envelope envelope = HJ_TRY(parse_envelope(bytes));
  if (envelope.kind != kind || write_json(envelope.body) != write_json(body)) {
    return fail(ErrorCode::conflict, "与先前记录的第 " + std::to_string(envelope.seq) + " 条（" +
                                         envelope.kind + "）不一致，文件在中断之后改动过");
  }
  if (events_.empty()) state_ = empty_state(envelope, chain_.suite, *evidence_);
  HJ_TRY(follow(chain_, bytes));
  HJ_TRY(take(state_, envelope));
  events_.push_back(std::move(envelope));
  return {};
}

Result<> Recorder::record_body(std::string kind, Json body, const Stamp& stamp) {
  if (events_.size() < known_.size()) return take_again(kind, body);
  Chain after = chain_;
  const std::string bytes = HJ_TRY(
      extend(after, Draft{stamp.time, stamp.actor, stamp.node, std::move(kind), std::move(body)}));
  Envelope envelope = HJ_TRY(parse_envelope(bytes));
  LogState first;
  LogState& state = events_.empty() ? first : state_;
  if (events_.empty()) first = empty_state(envelope, chain_.suite, *evidence_);
  HJ_TRY(may_take(state, envelope));
  HJ_TRY(store_->append(key_, chain_.head, {bytes}));
  HJ_TRY(take(state, envelope));
  if (events_.empty()) state_ = std::move(first);
  chain_ = std::move(after);
  known_.push_back(bytes);
  events_.push_back(std::move(envelope));
  return {};
}

}  // namespace huanjie
