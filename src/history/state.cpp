#include "history/state.h"

#include <utility>

namespace huanjie {
namespace {

Result<> admit(const Office& office, const CustodyGranted& event) {
  Custody after = office.custody;
  return after.grant(office.suite, event);
}
Result<> admit(const Office& office, const CustodyRevoked& event) {
  Custody after = office.custody;
  return after.revoke(event);
}

void evolve(Office& office, const CustodyGranted& event) {
  static_cast<void>(office.custody.grant(office.suite, event));
}
void evolve(Office& office, const CustodyRevoked& event) {
  static_cast<void>(office.custody.revoke(event));
}

void count_event(Office&) {}
void count_event(Unit&) {}
void count_event(Meeting& meeting) { ++meeting.seq; }

// Reads the body as E and lets `use` have it. What E would not write again is no body of E: a key
// too many, a default written out.
template <class E, class Use>
Result<> read_body(const Envelope& envelope, Use use) {
  const E event = HJ_TRY(from_json<E>(envelope.body));
  if (write_json(to_json(event)) != write_json(envelope.body)) {
    return invalid("事件内容不是唯一的写法", "/body");
  }
  return use(event);
}

// Calls `use` with the event of the list whose name is the envelope's kind.
template <class List>
struct Dispatch;
template <class... E>
struct Dispatch<std::variant<E...>> {
  template <class Use>
  static Result<> call(const Envelope& envelope, Use use) {
    Result<> outcome = invalid("这本日志里没有这种事件：" + envelope.kind, "/kind");
    const auto attempt = [&]<class One>() {
      if (One::kName != envelope.kind) return false;
      outcome = read_body<One>(envelope, use);
      return true;
    };
    static_cast<void>((attempt.template operator()<E>() || ...));
    return outcome;
  }
};

template <class State>
struct EventsOf;
template <>
struct EventsOf<Office> {
  using List = OfficeEvent;
};
template <>
struct EventsOf<Unit> {
  using List = UnitEvent;
};
template <>
struct EventsOf<Meeting> {
  using List = MeetingEvent;
};

// An erased file or words: the log goes on as if nothing had happened, its hash stands.
bool is_erasure(const Envelope& envelope) { return envelope.kind == Erased::kName; }

}  // namespace

LogState empty_state(const Envelope& first, Suite suite, const Evidence& evidence) {
  if (first.kind == CustodyGranted::kName) return Office{suite, {}};
  if (first.kind == UnitDescribed::kName) return Unit{};
  Meeting meeting;
  meeting.evidence = &evidence;
  return meeting;
}

Result<> may_take(const LogState& state, const Envelope& envelope) {
  if (is_erasure(envelope))
    return read_body<Erased>(envelope, [](const Erased&) -> Result<> { return {}; });
  return std::visit(
      [&]<class State>(const State& one) {
        return Dispatch<typename EventsOf<State>::List>::call(
            envelope, [&](const auto& event) { return admit(one, event); });
      },
      state);
}

Result<> take(LogState& state, const Envelope& envelope) {
  HJ_TRY(may_take(state, envelope));
  return std::visit(
      [&]<class State>(State& one) -> Result<> {
        count_event(one);
        if (is_erasure(envelope)) return {};
        return Dispatch<typename EventsOf<State>::List>::call(envelope,
                                                              [&](const auto& event) -> Result<> {
                                                                evolve(one, event);
                                                                return {};
                                                              });
      },
      state);
}

Result<LogState> replay(const std::vector<Envelope>& events, Suite suite,
                        const Evidence& evidence) {
  if (events.empty()) return invalid("日志是空的");
  LogState state = empty_state(events.front(), suite, evidence);
  for (const Envelope& envelope : events) {
    Result<> taken = take(state, envelope);
    if (taken.has_value()) continue;
    Error error = std::move(taken).error();
    error.where = "第 " + std::to_string(envelope.seq) + " 条 " + envelope.kind +
                  (error.where.empty() ? "" : " " + error.where);
    return std::unexpected(std::move(error));
  }
  return state;
}

}  // namespace huanjie
