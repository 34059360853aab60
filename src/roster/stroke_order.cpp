#include "roster/stroke_order.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <tuple>

#include "base/limits.h"
#include "base/text.h"
#include "roster/stroke_table.h"

namespace huanjie {
namespace {

// Stands for the middle of a two-character name (姓氏笔画): before every character.
constexpr char32_t kBlank = 0;
constexpr int kNoCount = 1000;

// What a character is compared by: count, strokes one by one, structure.
using Key = std::tuple<int, bool, std::string_view, int>;

Key key_of(char32_t character) {
  if (character == kBlank) return {0, false, {}, 0};
  const CharacterStrokes known = strokes_of(character);
  return {known.count == 0 ? kNoCount : known.count, known.strokes.empty(), known.strokes,
          static_cast<int>(known.structure)};
}

bool rests_on_good_ground(char32_t character) {
  return character == kBlank || strokes_of(character).verified;
}

// The characters of a name as they are compared; · is no character of a name.
std::u32string compared(std::string_view name, SingleName single) {
  std::u32string characters = code_points(name);
  std::erase(characters, U'·');
  if (characters.size() == 2 && single == SingleName::first) characters.insert(1, 1, kBlank);
  return characters;
}

struct Keyed {
  std::u32string characters{};
  std::vector<Key> keys{};
};

Keyed keyed(std::string_view name, SingleName single) {
  Keyed result;
  result.characters = compared(name, single);
  for (const char32_t character : result.characters) result.keys.push_back(key_of(character));
  return result;
}

std::string spoken(char32_t character) {
  const CharacterStrokes known = strokes_of(character);
  const std::string text = "“" + utf8(character) + "”";
  if (known.count == 0) return text + "字典没有收";
  if (known.strokes.empty()) return text + std::to_string(known.count) + "画，笔顺不明";
  return text + std::to_string(known.count) + "画，两种资料的笔顺不一致";
}

Finding order_finding(const std::string& first, const std::string& second, std::string observed) {
  Finding finding;
  finding.check = "surname_strokes";
  finding.article = "姓氏笔画排序（笔顺依 GB 13000.1）";
  finding.verdict = Verdict::undetermined;
  finding.severity = Severity::warns;
  finding.observed = std::move(observed);
  finding.required = "由人核对字典后确定先后";
  finding.says = first + " 与 " + second + " 的先后未经核实";
  finding.unblock = "核对后如需调整，可手工排定";
  finding.unverified = true;
  return finding;
}

// What is to be said of two neighbours: the first character in which they differ decides.
void look_at(const std::string& first, const std::string& second, SingleName single,
             std::vector<Finding>& findings) {
  const std::u32string a = compared(first, single);
  const std::u32string b = compared(second, single);
  std::string observed;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (a[i] == b[i]) continue;
    for (const char32_t character : {a[i], b[i]}) {
      if (rests_on_good_ground(character)) continue;
      observed += (observed.empty() ? "" : "；") + spoken(character);
    }
    if (key_of(a[i]) == key_of(b[i])) {
      if (observed.empty())
        observed = "“" + utf8(a[i]) + "”与“" + utf8(b[i]) + "”笔画、笔顺、结构都相同";
    } else {
      break;
    }
  }
  if (a == b) observed = "姓名相同";
  if (!observed.empty()) findings.push_back(order_finding(first, second, observed));
}

}  // namespace

CharacterStrokes strokes_of(char32_t character) {
  const auto entries = stroke_entries();
  const auto entry = std::ranges::lower_bound(entries, character, {}, &StrokeEntry::character);
  if (entry != entries.end() && entry->character == character) {
    const std::string_view strokes = entry->strokes;
    return {static_cast<int>(strokes.size()), strokes, entry->structure, entry->verified};
  }
  const auto counts = stroke_counts();
  const auto next = std::ranges::upper_bound(counts, character, {}, &StrokeCounts::first);
  if (next == counts.begin()) return {};
  const StrokeCounts& run = *std::prev(next);
  const std::size_t at = (character - run.first) * std::size_t{2};
  if (at >= std::strlen(run.digits)) return {};
  return {(run.digits[at] - '0') * 10 + (run.digits[at + 1] - '0'), {}, Structure::unknown, false};
}

StrokeOrder order_by_strokes(const std::vector<std::string>& names, SingleName single) {
  std::vector<Keyed> keys;
  keys.reserve(names.size());
  for (const std::string& name : names) keys.push_back(keyed(name, single));
  StrokeOrder result;
  result.order.resize(names.size());
  std::iota(result.order.begin(), result.order.end(), std::size_t{0});
  std::ranges::stable_sort(
      result.order, [&](std::size_t a, std::size_t b) { return keys[a].keys < keys[b].keys; });
  for (std::size_t i = 1; i < result.order.size(); ++i) {
    look_at(names[result.order[i - 1]], names[result.order[i]], single, result.findings);
  }
  return result;
}

}  // namespace huanjie
