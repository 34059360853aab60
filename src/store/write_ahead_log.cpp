#include "store/write_ahead_log.h"

#include <cstdint>
#include <string>

namespace huanjie {
namespace {

// https://www.sqlite.org/fileformat2.html, section 4: numbers are big-endian; the checksum runs on
// from frame to frame over the first eight bytes of each frame's header and its page.
constexpr std::size_t kHeader = 32;
constexpr std::size_t kFrameHeader = 24;
constexpr std::uint32_t kMagic = 0x377F0682;  // its last bit: checksums of big-endian words

std::uint32_t word(std::string_view bytes, std::size_t at, bool big = true) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[at + (big ? i : 3 - i)]);
    value = value << 8U | byte;
  }
  return value;
}

struct Sum {
  std::uint32_t one = 0;
  std::uint32_t two = 0;

  friend bool operator==(const Sum&, const Sum&) = default;
};

Sum sum_in(std::string_view bytes, std::size_t at) {
  return {word(bytes, at), word(bytes, at + 4)};
}

Sum run_on(Sum sum, std::string_view bytes, bool big) {
  for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
    sum.one += word(bytes, at, big) + sum.two;
    sum.two += word(bytes, at + 4, big) + sum.one;
  }
  return sum;
}

class Frames {
 public:
  explicit Frames(std::string_view log)
      : log_(log), big_((word(log, 0) & 1U) != 0), size_(kFrameHeader + word(log, 8)) {}

  std::size_t count() const { return (log_.size() - kHeader) / size_; }
  bool is_commit(std::size_t i) const { return word(frame(i), 4) != 0; }
  // Whether the frame goes on from the checksum that stands in the one before, or in the header.
  bool follows(std::size_t i) const {
    const std::string_view bytes = frame(i);
    if (bytes.substr(8, 8) != log_.substr(16, 8)) return false;  // salts of another round
    const Sum before = i == 0 ? sum_in(log_, 24) : sum_in(frame(i - 1), 16);
    const Sum sum =
        run_on(run_on(before, bytes.substr(0, 8), big_), bytes.substr(kFrameHeader), big_);
    return sum == sum_in(bytes, 16);
  }

 private:
  std::string_view frame(std::size_t i) const { return log_.substr(kHeader + i * size_, size_); }

  std::string_view log_;
  bool big_;
  std::size_t size_;
};

bool header_holds(std::string_view log) {
  const std::uint32_t page = word(log, 8);
  const bool known = (word(log, 0) & ~1U) == kMagic && page >= 512 && page <= 65'536;
  return known && run_on({}, log.substr(0, 24), (word(log, 0) & 1U) != 0) == sum_in(log, 24);
}

}  // namespace

Result<> check_write_ahead_log(std::string_view bytes) {
  if (bytes.size() < kHeader) return {};
  const std::string_view header = bytes.substr(0, kHeader);
  // Grown but not yet written.
  if (header.find_first_not_of('\0') == std::string_view::npos) return {};
  const auto damaged = [](const std::string& where) {
    return fail(ErrorCode::unavailable, "预写日志已损坏，其后的记录会丢失", where,
                "从另一份副本恢复");
  };
  // The header lies in one sector: a power cut leaves all of it or nothing.
  if (!header_holds(bytes)) return damaged("文件头");
  const Frames frames(bytes);
  std::size_t bad = 0;
  while (bad < frames.count() && frames.follows(bad)) ++bad;
  for (std::size_t i = bad + 1; i + 1 < frames.count(); ++i) {
    if (frames.is_commit(i) && frames.follows(i) && frames.follows(i + 1)) {
      return damaged("第 " + std::to_string(bad + 1) + " 帧");
    }
  }
  return {};
}

}  // namespace huanjie
