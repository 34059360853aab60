#pragma once

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/fields.h"
#include "base/sex.h"
#include "base/time.h"

namespace huanjie {

// A date as exactly as the paper says it: 1985, 1985-03 or 1985-03-01. Month and day are 0 where
// the paper is silent; nothing is ever filled in.
struct PartialDate {
  int year = 0;
  int month = 0;
  int day = 0;

  friend auto operator<=>(const PartialDate&, const PartialDate&) = default;
};

// "1985", "1985-03", "1985-03-01".
std::string to_text(const PartialDate& date);
Result<PartialDate> parse_partial_date(std::string_view text);
// "1985年3月".
std::string chinese_date(const PartialDate& date);
bool is_valid(const PartialDate& date);
// Both may be the same day: what both state is equal.
bool agree(const PartialDate& a, const PartialDate& b);
// The day, where it is known.
std::optional<Date> exact(const PartialDate& date);

Json to_json(const PartialDate& date);
Result<> read(const Json& json, const JsonPath& path, PartialDate& date);

// Where a birth date was taken from: the identity number, or a column of its own.
enum class BirthSource { none, identity, column };

template <>
struct EnumNames<BirthSource> {
  static constexpr std::array kNames{std::pair{BirthSource::none, std::string_view("none")},
                                     std::pair{BirthSource::identity, std::string_view("identity")},
                                     std::pair{BirthSource::column, std::string_view("column")}};
};

// The highest schooling finished (学历), lowest first.
enum class Education {
  unknown,
  primary,      // 小学及以下
  junior,       // 初中
  senior,       // 高中
  vocational,   // 中专、职高、技校
  college,      // 大专
  bachelor,     // 大学本科
  postgraduate  // 研究生
};

template <>
struct EnumNames<Education> {
  static constexpr std::array kNames{
      std::pair{Education::unknown, std::string_view("unknown")},
      std::pair{Education::primary, std::string_view("primary")},
      std::pair{Education::junior, std::string_view("junior")},
      std::pair{Education::senior, std::string_view("senior")},
      std::pair{Education::vocational, std::string_view("vocational")},
      std::pair{Education::college, std::string_view("college")},
      std::pair{Education::bachelor, std::string_view("bachelor")},
      std::pair{Education::postgraduate, std::string_view("postgraduate")}};
};

// 正式党员, 预备党员; on a voter list everyone is `full`.
enum class MemberStatus { full, probationary };

template <>
struct EnumNames<MemberStatus> {
  static constexpr std::array kNames{
      std::pair{MemberStatus::full, std::string_view("full")},
      std::pair{MemberStatus::probationary, std::string_view("probationary")}};
};

// What takes the vote away. Party members: 留党察看, 留置, 逮捕 (基层组织选举工作条例 art. 5).
// Voters: 依法被剥夺政治权利 (村民委员会组织法 art. 13).
enum class Standing { in_order, party_probation, detained, arrested, deprived };

template <>
struct EnumNames<Standing> {
  static constexpr std::array kNames{
      std::pair{Standing::in_order, std::string_view("in_order")},
      std::pair{Standing::party_probation, std::string_view("party_probation")},
      std::pair{Standing::detained, std::string_view("detained")},
      std::pair{Standing::arrested, std::string_view("arrested")},
      std::pair{Standing::deprived, std::string_view("deprived")}};
};

// Why a voter stands on this list (村民委员会组织法 art. 13): household here and living here;
// household here, away, says they take part; household elsewhere, a year here, applied and agreed
// to.
enum class Registration { unstated, resident, away, incomer };

template <>
struct EnumNames<Registration> {
  static constexpr std::array kNames{
      std::pair{Registration::unstated, std::string_view("unstated")},
      std::pair{Registration::resident, std::string_view("resident")},
      std::pair{Registration::away, std::string_view("away")},
      std::pair{Registration::incomer, std::string_view("incomer")}};
};

std::string_view chinese(Sex sex);
std::string_view chinese(Education education);
std::string_view chinese(MemberStatus status);
std::string_view chinese(Standing standing);
std::string_view chinese(Registration registration);

}  // namespace huanjie
