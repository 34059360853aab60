#include "app/service.h"

namespace huanjie {
namespace {

constexpr std::int64_t kReadAtOnce = 10'000;

}  // namespace

Recorder::Recorder(Store& store, const LogKey& key, Evidence& evidence)
    : store_(&store), key_(key), evidence_(&evidence) {}

Result<Recorder> Recorder::open(Store& store, const LogKey& key, Suite suite, Evidence& evidence) {
  Recorder recorder(store, key, evidence);
  HJ_TRY(store.create_log(key, suite));
  recorder.chain_ = start_chain(suite, key.log);
  while (true) {
    const std::vector<std::string> events =
        HJ_TRY(store.read(key, recorder.chain_.head.seq + 1, kReadAtOnce));
    if (events.empty()) break;
    for (const std::string& bytes : events) {
      HJ_TRY(follow(recorder.chain_, bytes));
      recorder.events_.push_back(HJ_TRY(parse_envelope(bytes)));
    }
  }
  if (!recorder.events_.empty()) {
    recorder.state_ = HJ_TRY(replay(recorder.events_, suite, evidence));
  }
  return recorder;
}

Result<> Recorder::record_body(std::string kind, Json body, const Actor& actor,
                               const Stamp& stamp) {
  Chain after = chain_;
  const std::string bytes = HJ_TRY(
      extend(after, Draft{stamp.time, actor.name, stamp.node, std::move(kind), std::move(body)}));
  Envelope envelope = HJ_TRY(parse_envelope(bytes));
  if (events_.empty()) state_ = empty_state(envelope, chain_.suite, *evidence_);
  HJ_TRY(may_take(state_, envelope));
  HJ_TRY(store_->append(key_, chain_.head, {bytes}));
  HJ_TRY(take(state_, envelope));
  chain_ = std::move(after);
  events_.push_back(std::move(envelope));
  return {};
}

}  // namespace huanjie
