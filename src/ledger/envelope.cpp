#include "ledger/envelope.h"

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"

namespace huanjie {
namespace {

constexpr std::size_t kMaxKindCharacters = 64;

bool is_snake_case(std::string_view kind) {
  const auto part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !kind.empty() && kind.size() <= kMaxKindCharacters && kind[0] >= 'a' && kind[0] <= 'z' &&
         std::ranges::all_of(kind, part);
}

Result<> check_fields(const Envelope& envelope) {
  if (envelope.seq < 1) return invalid("序号须从 1 开始", "/seq", "1 以上的整数");
  if (envelope.time.ms < 0) return invalid("时间早于 1970 年", "/time", "UTC 毫秒数");
  if (!is_snake_case(envelope.kind)) {
    return invalid("事件种类不合写法：" + envelope.kind, "/kind",
                   "小写字母、数字和下划线，最多 64 个");
  }
  if (envelope.actor.empty() || character_count(envelope.actor) > kMaxActorCharacters) {
    return invalid("经办人为空或过长", "/actor",
                   "1 至 " + std::to_string(kMaxActorCharacters) + " 个字");
  }
  if (envelope.body.if_object() == nullptr) {
    return invalid("事件内容不是对象", "/body", "{...}");
  }
  return {};
}

}  // namespace

std::string envelope_bytes(const Envelope& envelope) { return write_json(to_json(envelope)); }

Result<Envelope> parse_envelope(std::string_view bytes) {
  if (bytes.size() > kMaxEventBytes) {
    return fail(ErrorCode::exhausted, "一个事件超出长度上限", {},
                "最多 " + std::to_string(kMaxEventBytes) + " 字节");
  }
  Envelope envelope = HJ_TRY(parse_as<Envelope>(bytes));
  HJ_TRY(check_fields(envelope));
  const std::string again = envelope_bytes(envelope);
  if (again != bytes) {
    const auto at = std::ranges::mismatch(again, bytes).in2 - bytes.begin();
    return invalid("事件不是规范写法（键须排序、无空格、无多余字段）",
                   "第 " + std::to_string(at + 1) + " 字节", "重写一遍应逐字节相同");
  }
  return envelope;
}

}  // namespace huanjie
