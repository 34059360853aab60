#include "tally/poll.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace huanjie {
namespace {

Result<> need(const std::optional<int>& number, std::string_view key, std::string_view name) {
  if (number) return {};
  return invalid("选举办法要用到" + std::string(name) + "，这里却没有填", "/" + std::string(key),
                 "0 到 10000000 的整数");
}

Result<> need_base(const Poll& poll, Base base) {
  switch (base) {
    case Base::entitled:   return need(poll.entitled, "entitled", "应到会有选举权人数");
    case Base::present:    return need(poll.present, "present", "实到会有选举权人数");
    case Base::voters:     return need(poll.voters, "voters", "投票人数");
    case Base::registered: return need(poll.registered, "registered", "登记选民数");
    case Base::valid:      break;
  }
  return {};
}

struct Number {
  const std::optional<int>& value;
  std::string_view key;
  std::string_view name;
};

Result<> at_most(const Number& part, const Number& whole) {
  if (!part.value || !whole.value || *part.value <= *whole.value) return {};
  return invalid(std::string(part.name) + " " + std::to_string(*part.value) + " 多于" +
                     std::string(whole.name) + " " + std::to_string(*whole.value),
                 "/" + std::string(part.key), "不多于 " + std::to_string(*whole.value));
}

}  // namespace

Result<> check(const Poll& poll, const Method& method) {
  HJ_TRY(check_format(poll.format, Poll::kFormat));
  HJ_TRY(need(poll.returned, "returned", "收回票数"));
  HJ_TRY(need_base(poll, method.quorum.of));
  HJ_TRY(need_base(poll, method.quorum.of == Base::entitled ? Base::present : Base::voters));
  for (const ReturnedLimit limit : method.poll_valid.returned_at_most) {
    HJ_TRY(limit == ReturnedLimit::voters ? need_base(poll, Base::voters)
                                          : need(poll.issued, "issued", "发出票数"));
  }
  if (method.elected.of) HJ_TRY(need_base(poll, *method.elected.of));
  for (std::size_t i = 0; i < poll.kin.size(); ++i) {
    if (poll.kin[i][0] == poll.kin[i][1]) {
      return invalid("亲属关系的两端是同一个人：" + poll.kin[i][0], pointer_to("/kin", i),
                     "两个不同的人");
    }
  }
  const Number registered{poll.registered, "registered", "登记选民数"};
  const Number entitled{poll.entitled, "entitled", "应到会有选举权人数"};
  const Number present{poll.present, "present", "实到会有选举权人数"};
  const Number voters{poll.voters, "voters", "投票人数"};
  HJ_TRY(at_most(voters, present));
  HJ_TRY(at_most(present, entitled));
  HJ_TRY(at_most(voters, registered));
  return {};
}

Result<Poll> parse_poll(std::string_view text) {
  Json json = HJ_TRY(parse_json(text));
  HJ_TRY(expect_format(json, Poll::kFormat));
  if (json.if_object() != nullptr) {
    for (const std::string_view key :
         {"registered", "entitled", "present", "voters", "issued", "returned"}) {
      if (json.find(key) == nullptr) json.set(key, Json());
    }
  }
  return from_json<Poll>(json);
}

std::optional<int> number_of(const Poll& poll, Base base) {
  switch (base) {
    case Base::entitled:   return poll.entitled;
    case Base::present:    return poll.present;
    case Base::voters:     return poll.voters;
    case Base::registered: return poll.registered;
    case Base::valid:      break;
  }
  return std::nullopt;
}

}  // namespace huanjie
