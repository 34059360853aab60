#include "ledger/head.h"

#include <algorithm>
#include <optional>

namespace huanjie {
namespace {

// Crockford's alphabet; the last five are for check symbols only.
constexpr std::string_view kSymbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
constexpr std::size_t kCodeCharacters = 39;
constexpr std::size_t kGroup = 4;

bool is_public_key(Suite suite, const std::string& hex) {
  const Result<std::string> key = from_hex(hex);
  if (!key) return false;
  return suite == Suite::international ? key->size() == 32 : is_sm2_point(*key);
}

// The value of the first `bits` five-bit characters modulo 37.
char check_symbol(std::string_view characters) {
  std::size_t remainder = 0;
  for (const char c : characters) remainder = (remainder * 32 + kSymbols.find(c)) % 37;
  return kSymbols[remainder];
}

std::string code_characters(const Hash& hash) {
  std::string code;
  for (std::size_t i = 0; i < kCodeCharacters; ++i) {
    const std::size_t bit = i * 5;
    const unsigned pair = (unsigned{hash.bytes[bit / 8]} << 8) | hash.bytes[bit / 8 + 1];
    code += kSymbols[(pair >> (11 - bit % 8)) & 31U];
  }
  return code + check_symbol(code);
}

// Upper case, o as 0, i and l as 1, without spaces and hyphens.
std::string normalised(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    code += c;
  }
  return code;
}

}  // namespace

std::string head_message(const Head& head) {
  Json message = Json::object();
  message.set("hash", to_json(head.hash));
  message.set("log", to_json(head.log));
  message.set("seq", to_json(head.seq));
  return write_json(message);
}

SignedHead signed_head(const Head& head, std::string_view public_key, std::string_view signature) {
  return {head.log, head.seq, head.hash, to_hex(public_key), to_hex(signature)};
}

Head head_of(const SignedHead& head) { return {head.log, head.seq, head.hash}; }

Result<> Custody::grant(Suite suite, const CustodyGranted& event) {
  if (!is_public_key(suite, event.key)) {
    return invalid("授权的公钥不合本套算法", "/key",
                   suite == Suite::international ? "Ed25519 公钥 64 位十六进制"
                                                 : "SM2 公钥 04 开头 130 位十六进制");
  }
  if (event.epoch < 1) return invalid("任期号须从 1 开始", "/epoch", "1 以上");
  if (event.from < 1) return invalid("起始序号须从 1 开始", "/from", "1 以上");
  for (const CustodyGranted& earlier : grants_) {
    if (earlier.log != event.log) continue;
    if (event.epoch <= earlier.epoch) {
      return invalid("任期号不大于此前的授权", "/epoch", "大于 " + std::to_string(earlier.epoch));
    }
    if (event.from <= earlier.from) {
      return invalid("起始序号不在此前的授权之后", "/from", "大于 " + std::to_string(earlier.from));
    }
  }
  grants_.push_back(event);
  return {};
}

Result<> Custody::revoke(const CustodyRevoked& event) {
  const auto latest =
      std::find_if(grants_.rbegin(), grants_.rend(),
                   [&](const CustodyGranted& grant) { return grant.log == event.log; });
  if (latest == grants_.rend() || latest->epoch != event.epoch) {
    return invalid("撤销的不是该日志现行的授权", "/epoch", "该日志最近一次授权的任期号");
  }
  if (event.after < latest->from - 1) {
    return invalid("撤销的序号在授权起始之前", "/after",
                   std::to_string(latest->from - 1) + " 以上");
  }
  revocations_.push_back(event);
  return {};
}

const CustodyGranted* Custody::holder(LogId log, std::int64_t seq) const {
  const CustodyGranted* holder = nullptr;
  for (const CustodyGranted& grant : grants_) {
    if (grant.log == log && grant.from <= seq) holder = &grant;
  }
  if (holder == nullptr) return nullptr;
  const bool ended = std::ranges::any_of(revocations_, [&](const CustodyRevoked& revoked) {
    return revoked.log == log && revoked.epoch == holder->epoch && seq > revoked.after;
  });
  return ended ? nullptr : holder;
}

bool is_office_log(const Envelope& first) {
  if (first.kind != CustodyGranted::kName || first.seq != 1) return false;
  const Result<CustodyGranted> grant = event_of<CustodyGranted>(first);
  return grant && grant->log == first.log && grant->from == 1;
}

Result<Custody> custody_of(Suite suite, const std::vector<Envelope>& office) {
  if (office.empty() || !is_office_log(office.front())) {
    return invalid("办公室日志须以对自身的授权开头", "序号 1", std::string(CustodyGranted::kName));
  }
  Custody custody;
  for (const Envelope& event : office) {
    const std::string where = "序号 " + std::to_string(event.seq);
    Result<> taken{};
    if (event.kind == CustodyGranted::kName) {
      const CustodyGranted grant = HJ_TRY(event_of<CustodyGranted>(event));
      if (grant.log == event.log && event.seq > 1 && grant.from <= event.seq) {
        return invalid("授权不能追溯到它自己之前", where + " /from",
                       "大于 " + std::to_string(event.seq));
      }
      taken = custody.grant(suite, grant);
    } else if (event.kind == CustodyRevoked::kName) {
      taken = custody.revoke(HJ_TRY(event_of<CustodyRevoked>(event)));
    }
    if (!taken)
      return invalid(taken.error().message, where + " " + taken.error().where,
                     taken.error().expected);
  }
  return custody;
}

Result<> check_head(Suite suite, const Custody& custody, const SignedHead& head) {
  const std::string where = "日志 " + to_text(head.log) + " 序号 " + std::to_string(head.seq);
  const CustodyGranted* holder = custody.holder(head.log, head.seq);
  if (holder == nullptr) return invalid("此处没有获授权的书写者", where, "办公室日志中的授权");
  if (holder->key != head.key) {
    return invalid("签名所用公钥未获授权：" + head.key, where, holder->key);
  }
  const Result<std::string> key = from_hex(head.key);
  const Result<std::string> signature = from_hex(head.signature);
  if (!key || !signature ||
      !signature_holds(suite, *key, head_message(head_of(head)), *signature)) {
    return invalid("签名不成立", where, "对 {hash, log, seq} 的签名");
  }
  return {};
}

std::string short_code(const Hash& hash) {
  const std::string characters = code_characters(hash);
  std::string code;
  for (std::size_t i = 0; i < characters.size(); i += kGroup) {
    if (i > 0) code += '-';
    code += characters.substr(i, kGroup);
  }
  return code;
}

Result<> check_short_code(std::string_view typed, const Hash& hash) {
  const std::string code = normalised(typed);
  if (code.size() != kCodeCharacters + 1) {
    return invalid("校验码应有 10 组、每组 4 个字符，输入的是 " + std::to_string(code.size()) +
                   " 个字符");
  }
  const std::string_view characters = std::string_view(code).substr(0, kCodeCharacters);
  const std::size_t wrong = characters.find_first_not_of(kSymbols.substr(0, 32));
  if (wrong != std::string_view::npos) {
    return invalid("校验码第 " + std::to_string(wrong / kGroup + 1) +
                   " 组有不会出现的字符：只有数字和除 I、L、O、U 外的字母");
  }
  if (check_symbol(characters) != code.back()) {
    return invalid("校验码抄错了：末尾的校验符对不上。办法：照纸面重新输入");
  }
  if (code != code_characters(hash)) {
    return fail(ErrorCode::conflict, "校验码是另一份记录的", {}, short_code(hash));
  }
  return {};
}

}  // namespace huanjie
