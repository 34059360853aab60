#include "ballot/cvrs_reader.h"

#include <algorithm>
#include <string>

#include "base/limits.h"
#include "base/text.h"

namespace huanjie {
namespace {

// One pass over the text. Every function reads one thing at the current place and answers false
// when it is not plainly there; nothing is put back, for the caller gives up too.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool file(Cvrs& cvrs) {
    bool has_format = false;
    bool has_ballot = false;
    bool has_records = false;
    const bool whole = object([&](std::string_view key) {
      if (key == "format") return once(has_format) && text(cvrs.format);
      if (key == "ballot") return once(has_ballot) && text(cvrs.ballot);
      return key == "cvrs" && once(has_records) &&
             array([&] { return record(cvrs.cvrs.emplace_back()); });
    });
    skip_space();
    return whole && has_format && has_ballot && has_records && at_ == text_.size();
  }

 private:
  bool record(CastVoteRecord& record) {
    bool has_id = false;
    bool has_invalid = false;
    bool has_contests = false;
    const bool whole = object([&](std::string_view key) {
      if (key == "id") return once(has_id) && text(record.id);
      if (key == "invalid") return once(has_invalid) && nullable(record.invalid);
      return key == "contests" && once(has_contests) && object([&](std::string_view id) {
               ContestSeen& seen = record.contests.emplace_back();
               seen.contest = id;
               return contest(seen);
             });
    });
    return whole && has_id && has_invalid && has_contests;
  }

  bool contest(ContestSeen& seen) {
    bool has_lines = false;
    bool has_write_ins = false;
    // Most records of a pile name as many candidates as the one before.
    seen.lines.reserve(lines_before_);
    const bool whole = object([&](std::string_view key) {
      if (key == "lines") {
        return once(has_lines) && object([&](std::string_view candidate) {
                 LineSeen& entry = seen.lines.emplace_back();
                 entry.candidate = candidate;
                 return line(entry);
               });
      }
      return key == "write_ins" && once(has_write_ins) &&
             array([&] { return write_in(seen.write_ins.emplace_back()); });
    });
    lines_before_ = std::min(seen.lines.size(), kMaxCandidates);
    return whole;
  }

  bool line(LineSeen& entry) {
    skip_space();
    if (!next_is('{')) return one_of(entry.box);
    Columns& columns = entry.columns.emplace();
    bool has_approve = false;
    bool has_oppose = false;
    bool has_abstain = false;
    return object([&](std::string_view key) {
      if (key == "approve") return once(has_approve) && one_of(columns.approve);
      if (key == "oppose") return once(has_oppose) && one_of(columns.oppose);
      return key == "abstain" && once(has_abstain) && one_of(columns.abstain);
    });
  }

  bool write_in(WriteInSeen& entry) {
    bool has_row = false;
    bool has_name = false;
    bool has_seen = false;
    const bool whole = object([&](std::string_view key) {
      if (key == "row") return once(has_row) && row(entry.row);
      if (key == "name") return once(has_name) && (null() || text(entry.name.emplace()));
      return key == "seen" && once(has_seen) && one_of(entry.seen);
    });
    return whole && has_row && has_name && has_seen;
  }

  static bool once(bool& had) { return !std::exchange(had, true); }

  bool next_is(char c) const { return at_ < text_.size() && text_[at_] == c; }

  bool take(char c) {
    skip_space();
    if (!next_is(c)) return false;
    ++at_;
    return true;
  }

  void skip_space() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return;
      ++at_;
    }
  }

  // The inside of a string without escapes and control characters.
  bool view(std::string_view& value) {
    if (!take('"')) return false;
    const std::size_t start = at_;
    bool ascii = true;
    for (; at_ < text_.size(); ++at_) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte == '"') {
        value = text_.substr(start, at_ - start);
        ++at_;
        return ascii || is_utf8(value);
      }
      if (byte == '\\' || byte < 0x20) return false;
      ascii = ascii && byte < 0x80;
    }
    return false;
  }

  bool text(std::string& value) {
    std::string_view found;
    if (!view(found)) return false;
    value = found;
    return true;
  }

  template <class E>
  bool one_of(E& value) {
    std::string_view found;
    if (!view(found)) return false;
    const std::optional<E> known = enum_from_text<E>(found);
    if (known) value = *known;
    return known.has_value();
  }

  bool null() {
    skip_space();
    if (!text_.substr(at_).starts_with("null")) return false;
    at_ += 4;
    return true;
  }

  template <class E>
  bool nullable(std::optional<E>& value) {
    return null() || one_of(value.emplace());
  }

  // A row of a sheet has one or two digits; what else stands there is for the careful reader.
  bool row(int& value) {
    skip_space();
    value = 0;
    const std::size_t start = at_;
    while (at_ < text_.size() && at_ < start + 2 && text_[at_] >= '0' && text_[at_] <= '9') {
      value = value * 10 + (text_[at_++] - '0');
    }
    const bool more = at_ < text_.size() && text_[at_] != ' ' && text_[at_] != ',' &&
                      text_[at_] != '}' && text_[at_] != '\n';
    return at_ > start && text_[start] != '0' && !more;
  }

  template <class Member>
  bool object(Member member) {
    if (!take('{')) return false;
    if (take('}')) return true;
    do {
      std::string_view key;
      if (!view(key) || !take(':') || !member(key)) return false;
    } while (take(','));
    return take('}');
  }

  template <class Element>
  bool array(Element element) {
    if (!take('[')) return false;
    if (take(']')) return true;
    do {
      if (!element()) return false;
    } while (take(','));
    return take(']');
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t lines_before_ = 0;
};

}  // namespace

std::optional<Cvrs> read_plain_cvrs(std::string_view text) {
  Cvrs cvrs;
  if (!Reader(text).file(cvrs) || cvrs.format != Cvrs::kFormat) return std::nullopt;
  return cvrs;
}

}  // namespace huanjie
