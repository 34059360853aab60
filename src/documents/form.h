#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ratio.h"
#include "base/time.h"
#include "documents/document.h"

namespace huanjie {

// What the head of every form of a meeting says.
struct FormHeading {
  std::string unit{};     // 中共电新街社区委员会
  std::string meeting{};  // 中共电新街社区党员大会
  std::string poll{};     // what is voted on: 委员会委员选举; empty where the form is about no poll
  Date date{};
  std::string time{};  // "09:00"; empty where nobody wrote it down
  std::string place{};
  bool rehearsal = false;
};

// "病假", 3.
struct NamedCount {
  std::string name{};
  std::int64_t count = 0;
};

// A demand on a number: at least (不少于) or, `strict`, more than (超过) `share` of `base`, which
// makes `needed` people or votes. `plurality`: any vote passes and the other fields mean nothing.
struct Threshold {
  std::string base_name{};  // 应到会有选举权人数
  std::int64_t base = 0;
  Ratio share{};
  bool strict = false;
  std::int64_t needed = 0;
  bool plurality = false;
  std::string article{};  // the statute's, as the pack cites it; may be empty
};

// Who signs a form, role by role.
using Signers = std::vector<SignatureLine>;

// "57.5%": one decimal, half up, by whole numbers only (23/40*100 is 57.4999... in floating point).
// "—" when the whole is 0 or a number is negative.
std::string percent(std::int64_t part, std::int64_t whole);
// "57.5%（23/40）".
std::string percent_with_terms(std::int64_t part, std::int64_t whole);

// "不少于应到会有选举权人数57人的五分之四，即不少于46人",
// "超过应到会有选举权人数64人的半数，即不少于33票". `measure` is 人 or 票.
std::string threshold_sentence(const Threshold& threshold, const std::string& measure);

// "2020年12月30日 09:00", the time only where it is known.
std::string date_and_time(const FormHeading& heading);
// The empty paper of a form: title, subtitle (unit, poll), footer, watermark.
Document form_paper(const FormHeading& heading, const std::string& title);
// The small table of meeting, poll, date and place that stands first.
Table heading_table(const FormHeading& heading);

}  // namespace huanjie
