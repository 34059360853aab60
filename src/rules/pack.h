#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "rules/agenda.h"
#include "rules/evaluate.h"
#include "rules/source.h"

namespace huanjie {

struct PackSource {
  std::string id{};
  std::string title{};
  std::string where{};

  static constexpr auto fields() {
    return std::tuple{field("id", &PackSource::id), field("title", &PackSource::title),
                      field("where", &PackSource::where)};
  }
};

// Dates of effect: from the first day on, up to but without the last; null where they are not
// confirmed, or where the statute is still in force. `superseded_by` is the pack that holds the
// meetings after it; empty where nobody has confirmed what came after.
struct InForce {
  std::optional<Date> from{};
  std::optional<Date> to{};
  std::string superseded_by{};

  static constexpr auto fields() {
    return std::tuple{field("from", &InForce::from), field("to", &InForce::to),
                      optional_field("superseded_by", &InForce::superseded_by)};
  }
};

// pack.json. `banner` is shown wherever the pack is used; it may be empty.
struct Manifest {
  std::string format{};
  std::string id{};
  std::string title{};
  std::string
      body{};  // party_committee, party_plenary, party_branch, village, resident, association
  std::string place{};  // 全国, 河南省
  InForce in_force{};
  Status status = Status::unverified;
  std::string banner{};
  std::vector<PackSource> sources{};

  static constexpr auto fields() {
    return std::tuple{field("format", &Manifest::format),  field("id", &Manifest::id),
                      field("title", &Manifest::title),    field("body", &Manifest::body),
                      field("place", &Manifest::place),    field("in_force", &Manifest::in_force),
                      field("status", &Manifest::status),  field("banner", &Manifest::banner),
                      field("sources", &Manifest::sources)};
  }
};

// The default of one key of the method, and where it is written.
struct MethodValue {
  Json value{};
  std::string article{};
  Status status = Status::unverified;
  std::string source{};
  std::string note{};

  static constexpr auto fields() {
    return std::tuple{field("value", &MethodValue::value), field("article", &MethodValue::article),
                      field("status", &MethodValue::status), field("source", &MethodValue::source),
                      optional_field("note", &MethodValue::note)};
  }
};

// A place in the method that a meeting may change, and to what.
struct OpenKey {
  std::vector<Json> allowed{};
  std::string article{};
  Status status = Status::unverified;
  std::string source{};
  std::string note{};

  static constexpr auto fields() {
    return std::tuple{field("allowed", &OpenKey::allowed), field("article", &OpenKey::article),
                      field("status", &OpenKey::status), field("source", &OpenKey::source),
                      optional_field("note", &OpenKey::note)};
  }
};

// What differs in a later round of the vote: "tie_break" (the tied stand alone), "supplementary"
// (the seats left open are voted again).
struct RoundRule {
  std::map<std::string, Json> set{};  // a whole key of the method ("/elected") -> its value
  std::string article{};
  Status status = Status::unverified;
  std::string source{};
  std::string note{};

  static constexpr auto fields() {
    return std::tuple{field("set", &RoundRule::set), field("article", &RoundRule::article),
                      field("status", &RoundRule::status), field("source", &RoundRule::source),
                      optional_field("note", &RoundRule::note)};
  }
};

// method.json. The keys of `values` are those of the resolved method but for "pack".
struct MethodRules {
  std::map<std::string, MethodValue> values{};
  std::map<std::string, OpenKey> open{};  // JSON pointer: "/elected/of"
  std::map<std::string, RoundRule> rounds{};

  static constexpr auto fields() {
    return std::tuple{field("values", &MethodRules::values), field("open", &MethodRules::open),
                      field("rounds", &MethodRules::rounds)};
  }
};

// A statute as data.
struct Pack {
  Manifest manifest{};
  MethodRules method{};
  std::vector<Check> checks{};
  Agenda agenda{};
  Json cases{};
  Json bundle{};  // as it was read; its hash is the pack's
};

// A pack from {"pack": …, "method": …, "checks": …, "agenda": …, "cases": …}, the five files of its
// folder in one object; "cases" may be absent (an archive leaves it out). Refused, by JSON pointer
// and with what would be right, when it does not conform to packs/schema or uses a name of a fact,
// a moment, an act, a role or a script variable that packs/words.json does not have.
Result<Pack> parse_pack(const Json& bundle);

// The digest of the bundle's canonical bytes without its cases: the same law has the same hash
// however many examples accompany it.
Hash pack_hash(const Json& bundle, Suite suite);
Hash pack_hash(const Pack& pack, Suite suite);

}  // namespace huanjie
