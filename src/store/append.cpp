#include "store/append.h"

namespace huanjie {

Result<std::vector<Head>> heads_after(const LogKey& key, Suite suite, const Head& expected,
                                      const std::vector<std::string>& events) {
  if (expected.log != key.log) {
    return invalid("末端属于另一日志", to_text(expected.log), to_text(key.log));
  }
  Chain chain = start_chain(suite, key.log);
  chain.head = expected;
  std::vector<Head> heads;
  heads.reserve(events.size());
  for (const std::string& event : events) {
    HJ_TRY(follow(chain, event));
    heads.push_back(chain.head);
  }
  return heads;
}

bool are_there(Suite suite, const Head& expected, const std::vector<std::string>& events,
               const std::vector<std::string>& found) {
  // The first event names the hash before it, so equal bytes mean an equal past.
  return !events.empty() && found == events &&
         heads_after({UnitId{}, expected.log}, suite, expected, events).has_value();
}

std::unexpected<Error> head_moved(const Head& expected, const Head& found) {
  return fail(ErrorCode::conflict,
              "日志已写到序号 " + std::to_string(found.seq) + "，不是 " +
                  std::to_string(expected.seq) + "：另有人写入，请重新读取",
              to_text(found.log));
}

Result<> check_own_head(Store& store, const LogInfo& log, const SignedHead& head) {
  const std::string where = "序号 " + std::to_string(head.seq);
  const std::vector<std::string> event = HJ_TRY(store.read(log.key, head.seq, 1));
  const bool own = head.log == log.key.log && head.seq >= 1 && event.size() == 1 &&
                   digest(log.suite, event.front()) == head.hash;
  if (!own) return invalid("签名的不是本日志的事件", where, "日志中该序号事件的摘要");
  const Result<std::string> key = from_hex(head.key);
  const Result<std::string> signature = from_hex(head.signature);
  if (!key || !signature ||
      !signature_holds(log.suite, *key, head_message(head_of(head)), *signature)) {
    return invalid("签名不成立", where, "对 {hash, log, seq} 的签名");
  }
  return {};
}

std::unexpected<Error> already_signed(const SignedHead& head) {
  return fail(ErrorCode::conflict, "此处已有同一公钥的另一个签名",
              "序号 " + std::to_string(head.seq));
}

std::unexpected<Error> wrong_seal(const SealedWords& words) {
  return invalid("封存的文字与摘要不符", to_text(words.hash), "digest（盐 || 文字）");
}

}  // namespace huanjie
