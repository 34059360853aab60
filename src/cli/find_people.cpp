#include "cli/find_people.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/text.h"
#include "imaging/pinyin.h"

namespace huanjie {
namespace {

enum class Fit { whole, beginning, part };

constexpr std::size_t kNumberTail = 4;

// As pinyin_of writes it: small letters, no spaces or apostrophes between syllables.
std::string as_typed(std::string_view word) {
  std::string typed;
  for (const char c : word) {
    if (c == ' ' || c == '\'' || c == '-') continue;
    typed += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return typed;
}

std::optional<Fit> fit_of(std::string_view text, std::string_view word) {
  if (text == word) return Fit::whole;
  if (text.starts_with(word)) return Fit::beginning;
  return text.find(word) == std::string_view::npos ? std::nullopt : std::optional(Fit::part);
}

bool ends_number(std::string_view number, std::string_view word) {
  return word.size() >= kNumberTail && as_typed(number).ends_with(word);
}

std::optional<Fit> fit_of(const Member& member, const std::string& word) {
  std::optional<Fit> best;
  const auto take = [&](std::optional<Fit> fit) {
    if (fit && (!best || *fit < *best)) best = fit;
  };
  take(fit_of(member.name, word));
  take(fit_of(shown_name(member), word));
  for (const PinyinReading& reading : pinyin_of(member.name)) {
    take(fit_of(reading.full, word));
    take(fit_of(reading.initials, word));
  }
  const bool elsewhere = member.branch.find(word) != std::string::npos ||
                         ends_number(member.phone, word) || ends_number(member.identity, word);
  if (elsewhere) take(Fit::part);
  return best;
}

}  // namespace

std::vector<std::size_t> find_people(const Roster& roster, const std::vector<std::string>& words) {
  std::vector<std::pair<Fit, std::size_t>> found;
  std::vector<std::string> typed;
  for (const std::string& word : words) {
    if (!as_typed(word).empty()) typed.push_back(as_typed(word));
  }
  for (std::size_t i = 0; i < roster.members.size() && !typed.empty(); ++i) {
    std::optional<Fit> worst = Fit::whole;
    for (const std::string& word : typed) {
      const std::optional<Fit> fit = fit_of(roster.members[i], word);
      if (!fit) {
        worst.reset();
        break;
      }
      worst = std::max(*worst, *fit);
    }
    if (worst) found.emplace_back(*worst, i);
  }
  std::ranges::sort(found);
  std::vector<std::size_t> places;
  for (const auto& [fit, place] : found) places.push_back(place);
  return places;
}

}  // namespace huanjie
