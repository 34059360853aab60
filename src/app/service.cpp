#include "app/service.h"

#include "meeting/gate.h"
#include "roster/unit.h"

namespace huanjie {
namespace {

constexpr std::int64_t kReadAtOnce = 10'000;

// What a run writes of itself, without an act that asks for it.
bool is_of_the_run(const std::string& kind) {
  return kind == DocumentFiled::kName || kind == MeetingReported::kName ||
         kind == OutcomeDeclared::kName;
}

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

Result<> Recorder::take_known(Envelope envelope) {
  if (events_.empty()) state_ = empty_state(envelope, chain_.suite, *evidence_);
  HJ_TRY(follow(chain_, known_[events_.size()]));
  HJ_TRY(take(state_, envelope));
  events_.push_back(std::move(envelope));
  return {};
}

// False when the log ends before the event is met.
Result<bool> Recorder::take_again(const std::string& kind, const Json& body) {
  const std::string wanted = write_json(body);
  while (events_.size() < known_.size()) {
    Envelope envelope = HJ_TRY(parse_envelope(known_[events_.size()]));
    const bool same = envelope.kind == kind && write_json(envelope.body) == wanted;
    if (!same && !is_of_the_run(envelope.kind)) {
      return fail(ErrorCode::conflict,
                  "这里与已经记下的不一样：记录里第 " + std::to_string(envelope.seq) + " 条是“" +
                      act_title(envelope.kind) + "”，内容不同。已经记下的不能再改",
                  {}, "改回原样，往后接着写；要从头另记的，换一个结果文件夹");
    }
    HJ_TRY(take_known(std::move(envelope)));
    if (same) return true;
  }
  return false;
}

Result<> Recorder::end_of_course() {
  while (events_.size() < known_.size()) {
    Envelope envelope = HJ_TRY(parse_envelope(known_[events_.size()]));
    if (!is_of_the_run(envelope.kind)) {
      return fail(ErrorCode::conflict,
                  "已经记下的比这里写的多：记录里接下来是“" + act_title(envelope.kind) +
                      "”。已经记下的不能删去",
                  "/acts", "补回原有的各项；要从头另记的，换一个结果文件夹");
    }
    HJ_TRY(take_known(std::move(envelope)));
  }
  return {};
}

Result<> Recorder::record_body(std::string kind, Json body, const Stamp& stamp) {
  const bool stood_there = HJ_TRY(take_again(kind, body));
  if (stood_there) return {};
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
